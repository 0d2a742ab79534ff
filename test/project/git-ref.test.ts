import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layOutCommit } from '../../src/project/git-ref.ts';
import { UserError } from '../../src/util/user-error.ts';

let scratch = '';
let root = '';
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-git-'));
  root = path.join(scratch, 'court-calendar');
  mkdirSync(root);
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(scratch, { recursive: true }));

function git(...args: readonly string[]): string {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  return execFileSync('git', ['-c', 'user.name=Clerk', '-c', 'user.email=clerk@court.example', ...args], { cwd: root, env, encoding: 'utf8' }).trim();
}

function write(file: string, text: string): string {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  return target;
}

function commit(): string {
  git('add', '-A');
  git('commit', '-q', '-m', 'as it stands');
  return git('rev-parse', 'HEAD');
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !lstatSync(path.join(folder, file)).isDirectory())
    .sort();
}

describe('a commit', () => {
  test('is laid out as it was, in a folder of the same name, and removed', () => {
    write('src/hearings.ts', 'export const then = true;\n');
    write('logo.png', 'no code');
    const id = commit();
    write('src/hearings.ts', 'export const then = false;\n');
    const files = layOutCommit(root, 'HEAD');
    expect(files.commit).toBe(id);
    expect(path.basename(files.folder)).toBe('court-calendar');
    expect(filesIn(files.folder)).toEqual(['src/hearings.ts']);
    expect(readFileSync(path.join(files.folder, 'src/hearings.ts'), 'utf8')).toBe('export const then = true;\n');
    files.remove();
    expect(existsSync(path.dirname(files.folder))).toBe(false);
    expect(git('status', '--porcelain')).toBe('M src/hearings.ts');
  });

  test('of a folder of the repository has that folder only, and nothing where it was not there yet', () => {
    write('services/court/index.ts', '');
    write('services/other/index.ts', '');
    commit();
    const files = layOutCommit(path.join(root, 'services/court'), 'main');
    expect(filesIn(files.folder)).toEqual(['index.ts']);
    files.remove();

    mkdirSync(path.join(root, 'services/new'));
    const none = layOutCommit(path.join(root, 'services/new'), 'main');
    expect(filesIn(none.folder)).toEqual([]);
    none.remove();
  });

  test('that HEAD and a branch share', () => {
    write('index.ts', 'one');
    const shared = commit();
    git('checkout', '-q', '-b', 'hearings');
    write('index.ts', 'two');
    commit();
    git('checkout', '-q', 'main');
    write('index.ts', 'three');
    commit();
    const files = layOutCommit(root, 'hearings', { mergeBase: true });
    expect(files.commit).toBe(shared);
    files.remove();
  });

  test('holds what git stores, byte for byte, in any number', () => {
    const texts = new Map(Array.from({ length: 50 }, (_, at) => [`src/hearing-${at}.ts`, `// ${'é\n'.repeat(at)}blob ${at}\n`]));
    for (const [file, text] of texts) write(file, text);
    commit();
    const files = layOutCommit(root, 'HEAD');
    for (const [file, text] of texts) expect(readFileSync(path.join(files.folder, file), 'utf8')).toBe(text);
    files.remove();
  });
});

describe('nothing of the repository runs', () => {
  test('no filter, no hook, no monitor', () => {
    const trap = (name: string): string => {
      const script = write(`.traps/${name}`, `#!/bin/sh\ntouch "${path.join(scratch, name)}"\ncat\n`);
      chmodSync(script, 0o755);
      return script;
    };
    write('src/hearings.ts', 'export {};\n');
    write('.gitattributes', '*.ts filter=trap diff=trap\n');
    commit();
    git('config', 'filter.trap.smudge', trap('smudge'));
    git('config', 'filter.trap.process', trap('process'));
    git('config', 'diff.trap.textconv', trap('textconv'));
    git('config', 'core.fsmonitor', trap('fsmonitor'));
    mkdirSync(path.join(root, '.git/hooks'), { recursive: true });
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change']) {
      writeFileSync(path.join(root, '.git/hooks', hook), readFileSync(trap(hook)), { mode: 0o755 });
    }
    layOutCommit(root, 'HEAD').remove();
    expect(readdirSync(scratch)).toEqual(['court-calendar']);
  });

  test('no link is laid out', () => {
    writeFileSync(path.join(scratch, 'outside.ts'), 'export const secret = 1;\n');
    write('index.ts', '');
    symlinkSync('../outside.ts', path.join(root, 'inside.ts'));
    symlinkSync('..', path.join(root, 'above'));
    commit();
    const files = layOutCommit(root, 'HEAD');
    expect(filesIn(files.folder)).toEqual(['index.ts']);
    files.remove();
  });

  test('a tree with paths that lead out is not followed', () => {
    write('index.ts', '');
    commit();
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: root, input: 'evil' }).toString().trim();
    const tree = (...entries: readonly string[]) => execFileSync('git', ['mktree'], { cwd: root, input: `${entries.join('\n')}\n` }).toString().trim();
    const inner = tree(`100644 blob ${blob}\tescaped.ts`);
    const outer = tree(`040000 tree ${inner}\t..`, `100644 blob ${blob}\tkept.ts`);
    const evil = git('commit-tree', outer, '-m', 'evil');
    const files = layOutCommit(root, evil);
    expect(filesIn(path.dirname(files.folder)).map((file) => path.basename(file))).toEqual(['kept.ts']);
    files.remove();
  });
});

describe('says in a sentence', () => {
  const refusal = (folder: string, ref: string): string => {
    try {
      layOutCommit(folder, ref).remove();
    } catch (error) {
      if (error instanceof UserError) return `${error.message} ${error.remedy}`;
      throw error;
    }
    return '';
  };

  test('that there is no such commit', () => {
    write('index.ts', '');
    commit();
    expect(refusal(root, 'trial')).toBe('git knows no commit "trial". Fetch it first, or name another one.');
    expect(refusal(root, '--output=/dev/null')).toContain('git knows no commit "--output=/dev/null".');
  });

  test('that the clone is shallow', () => {
    write('index.ts', '');
    commit();
    write('index.ts', 'later');
    commit();
    const clone = path.join(scratch, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, clone]);
    expect(refusal(clone, 'HEAD~1')).toContain('The clone is shallow: fetch its history with git fetch --unshallow');
  });

  test('that a partial clone lacks files, and fetches none', () => {
    write('index.ts', 'then');
    commit();
    write('index.ts', 'now');
    commit();
    git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(scratch, 'clone');
    execFileSync('git', ['clone', '-q', '--filter=blob:none', `file://${root}`, clone]);
    expect(refusal(clone, 'HEAD~1')).toContain('A part of the commit is not in this clone.');
  });

  test('that the folder is in no repository', () => {
    const folder = path.join(scratch, 'loose');
    mkdirSync(folder);
    expect(refusal(folder, 'HEAD')).toBe(`${folder}: This folder is in no git repository. Run the command in a clone.`);
  });
});
