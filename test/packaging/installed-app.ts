/** Apps in folders of their own, with what is built installed in them. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of a fixture app with these packages, `eslint-plugin-zoom-scopes` being what is built here. */
export class InstalledApp implements Disposable {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-installed-')));

  constructor(fixture: string, packages: readonly string[] = []) {
    cpSync(path.join(ROOT, 'fixtures', fixture), this.root, { recursive: true });
    this.#link('eslint-plugin-zoom-scopes', ROOT);
    for (const name of packages) this.#link(name, path.join(ROOT, 'node_modules', name));
  }

  #link(name: string, target: string): void {
    const link = this.path('node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }

  path(...parts: readonly string[]): string {
    return path.join(this.root, ...parts);
  }

  write(file: string, content: unknown): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), typeof content === 'string' ? content : JSON.stringify(content));
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true });
  }
}
