/** What files are read as, by their paths. */
import { isOtherLanguage } from './other-languages.ts';

/** What a file is read as; `other-language` is searched only. */
export type FileKind = 'code' | 'json' | 'env' | 'other-language' | 'other';

const CODE = /\.([cm]?[jt]sx?|gs|vue|svelte|astro)$/i;
const ENV = /(^|\/)\.env[^/]*$/i;

/** What kind of file a path names. */
export function fileKind(file: string): FileKind {
  if (CODE.test(file)) return 'code';
  if (/\.jsonc?$/i.test(file)) return 'json';
  if (ENV.test(file)) return 'env';
  return isOtherLanguage(file) ? 'other-language' : 'other';
}

/** Whether a file of this kind may call Zoom. */
export function mayCall(kind: FileKind): boolean {
  return kind === 'code' || kind === 'other-language';
}
