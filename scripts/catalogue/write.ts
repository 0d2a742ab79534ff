/** Writes the files of `data/`: one record per line, so that a refresh reads as a diff. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `{ "provenance": …, "<name>": [ one record per line ], … }` */
export function toDataText(provenance: object, tables: Readonly<Record<string, readonly object[]>>): string {
  const blocks = Object.entries(tables).map(([name, records]) => {
    const lines = records.map((record) => JSON.stringify(record)).join(',\n');
    return `${JSON.stringify(name)}: [\n${lines}\n]`;
  });
  return `{\n"provenance": ${JSON.stringify(provenance, undefined, 2)},\n${blocks.join(',\n')}\n}\n`;
}

/** Writes one file of the data folder. */
export function writeDataFile(directory: string, name: string, text: string): void {
  writeFileSync(join(directory, `${name}.json`), text);
}
