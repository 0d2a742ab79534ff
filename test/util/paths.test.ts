import { expect, it } from 'vitest';
import { foldersUpward, folderOf, isAbsolute, isWithin, joinWithin, toPosix } from '../../src/util/paths.ts';

it.each([
  ['src', './zoom', 'src/zoom'],
  ['src', '..\\lib\\zoom.ts', 'lib/zoom.ts'],
  ['src', '..', ''],
  ['', './', ''],
  ['src/zoom', '../../..', undefined],
  ['', '..\\secret', undefined],
  ['src', '/etc/passwd', undefined],
  ['src', 'C:\\zoom', undefined],
  ['src', 'C:/zoom', undefined],
  ['src', '\\\\server\\share', undefined],
  ['src', '\\\\?\\C:\\zoom', undefined],
  ['src', '\\zoom', undefined],
  ['src', 'C:zoom', undefined],
  ['src', '..\\..\\zoom', undefined],
  ['src', '.\\zoom\\..\\lib\\', 'src/lib'],
  ['', '..zoom', '..zoom'],
])('%j and %j make %j', (folder, relative, expected) => {
  expect(joinWithin(folder, relative)).toBe(expected);
});

it('knows folders and what lies in them', () => {
  expect(toPosix('src\\zoom\\client.ts')).toBe('src/zoom/client.ts');
  expect([folderOf('src/zoom.ts'), folderOf('zoom.ts')]).toEqual(['src', '']);
  expect(foldersUpward('a/b')).toEqual(['a/b', 'a', '']);
  expect(foldersUpward('')).toEqual(['']);
  expect([isWithin('src/zoom.ts', 'src'), isWithin('srcs/zoom.ts', 'src'), isWithin('zoom.ts', '')]).toEqual([true, false, true]);
  expect([isAbsolute('/a'), isAbsolute('C:\\a'), isAbsolute('./a')]).toEqual([true, true, false]);
});
