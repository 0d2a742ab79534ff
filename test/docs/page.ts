/** Runs what a page of docs/ tells its readers to type. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLI } from '../cli/zoom-scopes.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One fenced block. */
export interface Block {
  readonly language: string;
  readonly content: string;
  /** Of the fence, from 1. */
  readonly line: number;
}

const FENCE = /^( *)```(\w+)[^\n]*\n([^]*?)^\1```$/gm;
const APP = /<!-- app: (\S+) -->/;
const COMMAND = /\bzoom-scopes (?:[a-z]|--)[^\n]*/;

export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(FENCE)].map(({ index, 1: indent = '', 2: language = '', 3: content = '' }) => ({
    language,
    content: content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    line: page.slice(0, index).split('\n').length,
  }));
}

/** The commands of ours that a recipe runs: in YAML, in a Jenkinsfile, in a configuration. */
export function commandsIn({ content }: Block): readonly string[] {
  return content.split('\n').flatMap((line) => {
    const command = COMMAND.exec(line)?.[0];
    return command === undefined || /^\s*(#|\/\/)/.test(line) ? [] : [withoutEnd(command)];
  });
}

/** The command without what closes the text that it stands in. */
function withoutEnd(command: string): string {
  const bare = command.replace(/[,;\]}\s]+$/, '');
  const quote = bare.at(-1) ?? '';
  return /["']/.test(quote) && bare.split(quote).length % 2 === 0 ? bare.slice(0, -1) : bare;
}

/** A copy of the app that a page names, in a repository of its own. */
export class Scratch {
  readonly folder: string;
  readonly #bin: string;
  #exit = 0;

  constructor(page: string) {
    const app = APP.exec(page)?.[1];
    if (app === undefined) throw new Error('The page names no app');
    const base = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-docs-'));
    this.folder = path.join(base, 'app');
    this.#bin = path.join(base, 'bin');
    cpSync(path.join(ROOT, app), this.folder, { recursive: true });
    mkdirSync(this.#bin);
    this.#addCommand('zoom-scopes', `exec "${process.execPath}" "${CLI}" "$@"`);
    this.#addCommand('npx', `[ "$1" = zoom-scopes ] || exit 127\nshift\nexec zoom-scopes "$@"`);
    this.run('git init --quiet --initial-branch main && git add --all && git -c user.name=Docs -c user.email=docs@example.com commit --quiet --message Start && git update-ref refs/remotes/origin/main HEAD');
  }

  /** What a command prints; `status` is that of the shell, `$?` in a command that of the one before. */
  run(command: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `(exit ${this.#exit}); ${command}`], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        // What CI sets in the recipes; and dates, so that a commit has the same name in every run.
        BASE: 'origin/main',
        GIT_AUTHOR_DATE: '2026-01-05T08:00:00Z',
        GIT_COMMITTER_DATE: '2026-01-05T08:00:00Z',
        GITHUB_STEP_SUMMARY: path.join(this.folder, '..', 'summary.md'),
        HOME: path.dirname(this.folder),
        PATH: `${this.#bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      },
    });
    this.#exit = status ?? 2;
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(path.dirname(this.folder), { recursive: true });
  }

  #addCommand(name: string, script: string): void {
    const file = path.join(this.#bin, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
}

/** A ```console block with what its commands print now. */
export function rerun(content: string, scratch: Scratch): string {
  const commands = content.split('\n').filter((line) => line.startsWith('$ '));
  return commands.map((line) => {
    const { stdout, stderr } = scratch.run(line.slice('$ '.length));
    return `${line}\n${stdout}${stderr}`.trimEnd();
  }).join('\n\n').concat('\n');
}

/** The page with the output of its ```console blocks as it is now. */
export function rerender(page: string, scratch: Scratch, ran: (command: string, status: number | null, stderr: string) => void): string {
  return page.replaceAll(FENCE, (block: string, indent: string, language: string, content: string) => {
    if (language === 'sh') {
      for (const line of content.split('\n')) if (COMMAND.test(line) && !line.trim().startsWith('#')) run(line.trim());
      return block;
    }
    if (language !== 'console') return block;
    return `${indent}\`\`\`console\n${rerun(content, scratch)}${indent}\`\`\``;
  });

  function run(command: string): void {
    const { status, stderr } = scratch.run(command);
    ran(command, status, stderr);
  }
}
