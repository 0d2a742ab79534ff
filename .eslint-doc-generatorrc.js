/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  ruleDocTitleFormat: 'name',
  ruleDocSectionInclude: ['Why', 'Incorrect', 'Correct', 'What to do', 'When not to use it', 'In ESLint'],
};
