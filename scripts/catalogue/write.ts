/** Writes the files of `data/`: one record per line, so that a refresh reads as a diff. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `{ "provenance": …, "<name>": [ one record per line, or per line one name of a record ], … }` */
export function toDataText(provenance: object, tables: Readonly<Record<string, readonly object[]>>): string {
  const blocks = Object.entries(tables).map(([name, records]) => `${JSON.stringify(name)}: [\n${records.map(toLines).join(',\n')}\n]`);
  return `{\n"provenance": ${JSON.stringify(provenance, undefined, 2)},\n${blocks.join(',\n')}\n}\n`;
}

function toLines(record: object & { readonly names?: readonly string[] }): string {
  const { names, ...rest } = record;
  if (!names) return JSON.stringify(record);
  return `${JSON.stringify(rest).slice(0, -1)},"names":[\n${names.map((name) => JSON.stringify(name)).join(',\n')}\n]}`;
}

/** Writes one file of the data folder. */
export function writeDataFile(directory: string, name: string, text: string): void {
  writeFileSync(join(directory, `${name}.json`), text);
}
