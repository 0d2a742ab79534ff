import { describe, expect, test } from 'vitest';
import { listAround, removeScopeFromCode, replaceScopeInCode, type Stretch } from '../../src/declarations/code-edit.ts';
import { applyEdits, type TextEdit } from '../../src/util/text-edit.ts';

/** The places of what stands between « and », and the text without these marks. */
function read(marked: string): { readonly text: string; readonly places: readonly Stretch[] } {
  const places: Stretch[] = [];
  let text = '';
  for (const [at, part] of marked.split(/[«»]/).entries()) {
    if (at % 2 === 1) places.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, places };
}

function edit(marked: string, edits: (text: string, scope: Stretch) => readonly TextEdit[]): string {
  const { text, places: [scope] } = read(marked);
  if (!scope) throw new Error(`No scope is marked in ${marked}`);
  return applyEdits(text, edits(text, scope));
}

const remove = (marked: string): string => edit(marked, removeScopeFromCode);
const replace = (marked: string, ...names: readonly string[]): string => edit(marked, (text, scope) => replaceScopeInCode(text, scope, names));

describe('taking a scope out', () => {
  test.each([
    ["const SCOPES = ['«meeting:read»', 'user:read'];", "const SCOPES = ['user:read'];"],
    ["const SCOPES = ['meeting:read', '«user:read»'];", "const SCOPES = ['meeting:read'];"],
    ["const SCOPES = ['a:read', '«meeting:read»', 'user:read'];", "const SCOPES = ['a:read', 'user:read'];"],
    ["const SCOPES = ['«meeting:read»'];", 'const SCOPES = [];'],
    ["return ['«meeting:read»', scopes.USER];", 'return [scopes.USER];'],
    ['ask([BASE, ...extra, "«meeting:read»"])', 'ask([BASE, ...extra])'],
    ["[\n  'user:read',\n  '«meeting:read»',\n]", "[\n  'user:read',\n]"],
    ["[\n  'user:read',\n  '«meeting:read»'\n]", "[\n  'user:read'\n]"],
    ["[\n  '«meeting:read»', // the agenda\n  'user:read',\n]", "[\n  'user:read',\n]"],
    ["[\n  'user:read', // who\n  '«meeting:read»', /* what */ 'phone:read',\n]", "[\n  'user:read', // who\n  /* what */ 'phone:read',\n]"],
    ["['https://zoom.us', '«meeting:read»']", "['https://zoom.us']"],
    ["[\r\n\t'user:read', '«meeting:read»',\r\n\t'phone:read',\r\n]", "[\r\n\t'user:read',\r\n\t'phone:read',\r\n]"],
    ["[\n  // all of them\n  '«meeting:read»',\n]", '[\n  // all of them\n]'],
  ])('of an array: %j', (before, after) => {
    expect(remove(before)).toBe(after);
  });

  test.each([
    ["scope: '«meeting:read» user:read'", "scope: 'user:read'"],
    ["scope: 'meeting:read «user:read»'", "scope: 'meeting:read'"],
    ["scope: 'meeting:read, «user:read», phone:read'", "scope: 'meeting:read, phone:read'"],
    ['`\n  meeting:read\n  «user:read»\n`', '`\n  meeting:read\n`'],
    ["'https://zoom.us/oauth/authorize?scope=meeting:read%20«user:read»&state=1'", "'https://zoom.us/oauth/authorize?scope=meeting:read&state=1'"],
    ["'?scope=«meeting%3Aread»%20user%3Aread&state=1'", "'?scope=user%3Aread&state=1'"],
    ["'?state=1&scope=meeting:read+«user:read»+phone:read'", "'?state=1&scope=meeting:read+phone:read'"],
  ])('of a text: %j', (before, after) => {
    expect(remove(before)).toBe(after);
  });

  test.each([
    "const scope = '«meeting:read»';",
    "'?scope=«meeting:read»&state=1'",
    "NAMES['«meeting:read»']",
    "(yes ? NAMES : OTHERS)['«meeting:read»']",
    "scopes.push('user:read', '«meeting:read»');",
    "[needsWriting() ? 'meeting:write' : '«meeting:read»']",
    "['«meeting:read»', ...(isAdmin ? ['user:read'] : [])]",
    "[{ scope: '«meeting:read»' }]",
    '`${base} «meeting:read»`',
  ])('not where something else would be left: %s', (text) => {
    expect(remove(text)).toBe(text.replace(/[«»]/g, ''));
  });

  test('ends soon on a text that nearly is a list', () => {
    const text = `['«meeting:read»', ${'name'.repeat(20_000)} ${'/* a */'.repeat(5_000)}(`;
    const start = process.cpuUsage().user;
    expect(remove(text)).toBe(text.replace(/[«»]/g, ''));
    expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
  });
});

describe('putting scopes in the place of one', () => {
  test.each([
    [["user:read"], "const scope = '«user:write»';", "const scope = 'user:read';"],
    [['user:read', 'phone:read'], "['«user:write»', 'meeting:read']", "['user:read', 'phone:read', 'meeting:read']"],
    [['user:read', 'phone:read'], '"meeting:read,«user:write»"', '"meeting:read,user:read,phone:read"'],
    [['user:read', 'phone:read'], "'«user:write» meeting:read'", "'user:read phone:read meeting:read'"],
    [['user:read', 'phone:read'], "'?scope=«user%3awrite»&state=1'", "'?scope=user%3aread%20phone%3aread&state=1'"],
    [['user:read', 'phone:read'], "const scope = '«user:write»';", "const scope = 'user:write';"],
  ])('%j', (names, before, after) => {
    expect(replace(before, ...names)).toBe(after);
  });
});

describe('two scopes in one list', () => {
  test.each([
    ["['«meeting:read»', 'user:read', '«meeting:read»']", true],
    ["'«meeting:read» user:read «meeting:read»'", true],
    ["'?scope=«meeting:read»+user:read+«meeting:read»'", true],
    ["{ read: ['«meeting:read»'], write: ['«meeting:read»', 'meeting:write'] }", false],
    ["['«meeting:read» user:read', '«meeting:read» phone:read']", false],
    ["[isAdmin ? '«meeting:read»' : '', '«meeting:read»']", false],
  ])('%s: %s', (marked, expected) => {
    const { text, places: [one, other] } = read(marked);
    if (!one || !other) throw new Error('Two scopes are to be marked');
    const [list, otherList] = [listAround(text, one), listAround(text, other)];
    expect(list !== undefined && list === otherList).toBe(expected);
  });
});
