/** Turns the changes that findings propose into edits of the file that is linted. */
import type { Change, Finding } from '../analysis/finding.ts';
import { listAround, removeScopeFromCode, replaceScopeInCode } from '../declarations/code-edit.ts';
import { addScope, applyEdits, removeScope, replaceScope, type TextEdit } from '../declarations/manifest-edit.ts';
import { parseManifest } from '../declarations/manifest.ts';
import type { Span } from '../util/span.ts';

/** The edits that make a change in a text; none where it cannot be made there. */
export function toEdits(change: Change, { span, scope }: Finding, text: string): readonly TextEdit[] {
  switch (change.kind) {
    case 'add-scope':
      return addScope(text, change.scope);
    case 'replace-scope':
      return scope === null ? [] : (replaceInManifest(text, span, change.by) ?? replaceScopeInCode(text, span, change.by));
    case 'remove-scope':
    case 'remove-duplicate': {
      const edits = removeScope(text, span.start);
      return edits.length > 0 ? edits : removeScopeFromCode(text, span);
    }
  }
}

/** Whether a change surely alters nothing: both scopes say the same, in one list. */
export function keepsRights(change: Change, { span }: Finding, text: string): boolean {
  if (change.kind !== 'remove-duplicate' || change.first.file !== span.file) return false;
  const declared = declarationsIn(text);
  const optionalAt = (place: Span): boolean | undefined => declared?.find((declaration) => declaration.span.start === place.start)?.optional;
  if (declared) return optionalAt(span) === optionalAt(change.first);
  const list = listAround(text, span);
  return list !== undefined && list === listAround(text, change.first);
}

/** Scopes that are there already are not added again. Undefined for a text that is no manifest. */
function replaceInManifest(text: string, { start }: Span, names: readonly string[]): readonly TextEdit[] | undefined {
  const declared = declarationsIn(text);
  if (!declared) return undefined;
  const optional = declared.find(({ span }) => span.start === start)?.optional ?? false;
  const [first, ...others] = names.filter((name) => declared.every(({ scope }) => scope !== name));
  if (first === undefined) return removeScope(text, start);
  const renamed = applyEdits(text, replaceScope(text, start, first));
  const edited = others.reduce((before, name) => applyEdits(before, addScope(before, name, { optional })), renamed);
  return [difference(text, edited)];
}

function declarationsIn(text: string): readonly { readonly scope: string; readonly span: Span; readonly optional: boolean }[] | undefined {
  const reading = parseManifest(text, '');
  return reading.kind === 'manifest' ? reading.manifest.declarations : undefined;
}

/** The one edit that makes one text of another. */
function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let same = 0;
  while (same < Math.min(before.length, after.length) - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
