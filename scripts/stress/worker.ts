/** Examines what the parent process sends, one file after the other; the parent ends it when one takes too long. */
import { readFileSync } from 'node:fs';
import * as engine from 'eslint-plugin-zoom-scopes/api';
import { examine } from './examine.ts';
import { makeBombs, type Bomb } from './bombs.ts';
import { mutate } from './mutations.ts';
import { writeProgram } from './programs.ts';

/** What to examine. Texts are made here, so that no large one goes between the processes. */
export type Task =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'program'; readonly seed: number }
  | { readonly kind: 'mutation'; readonly path: string; readonly seed: number }
  | { readonly kind: 'bomb'; readonly name: string; readonly size: number };

const [scratch = ''] = process.argv.slice(2);

process.on('message', (task: Task) => {
  process.send?.({ ...examine(textOf(task), scratch, engine), memory: process.memoryUsage().rss });
});

function textOf(task: Task): Bomb {
  switch (task.kind) {
    case 'file':
      return { name: task.path, file: `zoom${extensionOf(task.path)}`, text: readFileSync(task.path) };
    case 'program':
      return { name: `program ${task.seed}`, file: 'zoom.ts', text: writeProgram(task.seed) };
    case 'mutation':
      return { name: `${task.path}, spoiled ${task.seed}`, file: `zoom${extensionOf(task.path)}`, text: mutate(readFileSync(task.path, 'utf8'), task.seed) };
    case 'bomb': {
      const bomb = makeBombs(task.size).find(({ name }) => name === task.name);
      if (!bomb) throw new Error(`There is no bomb ${task.name}.`);
      return bomb;
    }
  }
}

function extensionOf(file: string): string {
  return /(\.d)?\.\w+$/.exec(file)?.[0] ?? '.js';
}
