import { expect, it } from 'vitest';
import { hashOf } from '../../src/project/file-look.ts';

it.each([
  ['none', ''],
  ['letters', "fetch('https://api.zoom.us/v2/users');\n"],
  ['other than ASCII', 'größe 会議 🎥'],
  ['half a character, as an editor may have it for a moment', 'zoom \uD83C rooms'],
  ['more than is encoded in one go', 'é'.repeat(200_000)],
])('a text of %s has the hash of its bytes', (_what, text) => {
  hashOf('x'.repeat(1_000));
  expect(hashOf(text)).toBe(hashOf(Buffer.from(text)));
});

it('texts that differ have hashes that differ, also where one begins like the other', () => {
  const texts = ['zoom', 'zoo', 'zoom ', 'Zoom', `${'x'.repeat(50_000)}a`, `${'x'.repeat(50_000)}b`];
  expect(new Set(texts.map(hashOf)).size).toBe(texts.length);
});
