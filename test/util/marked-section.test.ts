import { describe, expect, test } from 'vitest';
import { appendSection, replaceSection } from '../../src/util/marked-section.ts';

const MARKERS = { begin: '<!-- begin -->', end: '<!-- end -->' };

describe('a marked section', () => {
  test('is replaced, and nothing else is', () => {
    const section = replaceSection('# Rooms\n\n<!-- begin -->\nold\n<!-- end -->\n\nMore.', MARKERS, 'new\n');
    expect(section).toEqual({ kind: 'replaced', text: '# Rooms\n\n<!-- begin -->\n\nnew\n\n<!-- end -->\n\nMore.' });
  });

  test('keeps the line ends of the text, and stays the same when replaced again', () => {
    const once = replaceSection('A\r\n<!-- begin -->\r\n<!-- end -->\r\n', MARKERS, 'x\ny');
    if (once.kind !== 'replaced') throw new Error(once.kind);
    expect(once.text).toBe('A\r\n<!-- begin -->\r\n\r\nx\r\ny\r\n\r\n<!-- end -->\r\n');
    expect(replaceSection(once.text, MARKERS, 'x\ny')).toEqual(once);
  });

  test.each([
    ['Nothing here, `<!-- begin -->` and `<!-- end -->` in a line apart.', 'no-markers'],
    ['<!-- begin -->\n', 'unclear'],
    ['<!-- end -->\n<!-- begin -->\n', 'unclear'],
    ['<!-- begin -->\n<!-- end -->\n<!-- begin -->\n<!-- end -->\n', 'unclear'],
  ])('%j: %s', (text, kind) => {
    expect(replaceSection(text, MARKERS, 'x').kind).toBe(kind);
  });

  test.each([
    ['', '<!-- begin -->\n\nx\n\n<!-- end -->\n'],
    ['A\n', 'A\n\n<!-- begin -->\n\nx\n\n<!-- end -->\n'],
    ['A', 'A\n\n<!-- begin -->\n\nx\n\n<!-- end -->\n'],
    ['A\r\n', 'A\r\n\r\n<!-- begin -->\r\n\r\nx\r\n\r\n<!-- end -->\r\n'],
  ])('is appended to %j', (text, expected) => {
    expect(appendSection(text, MARKERS, 'x')).toBe(expected);
  });
});
