/** The methods that strings, arrays and dates have of their own. */

const builtinMethods = new Set([
  'at', 'charAt', 'charCodeAt', 'concat', 'endsWith', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'flat', 'flatMap', 'forEach', 'getTime',
  'hasOwnProperty', 'includes', 'indexOf', 'join', 'lastIndexOf', 'localeCompare', 'map', 'match', 'matchAll', 'normalize', 'padEnd', 'padStart', 'pop', 'push',
  'reduce', 'reduceRight', 'repeat', 'replace', 'replaceAll', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'split', 'startsWith', 'substr', 'substring',
  'toFixed', 'toISOString', 'toJSON', 'toLocaleDateString', 'toLocaleString', 'toLocaleTimeString', 'toLowerCase', 'toSorted', 'toString', 'toUpperCase', 'trim',
  'trimEnd', 'trimStart', 'unshift', 'valueOf',
]);

/** Whether a method is called so on what JavaScript itself has: unless a project uses the name too, nothing of the project is called. */
export function isBuiltinMethod(name: string): boolean {
  return builtinMethods.has(name);
}
