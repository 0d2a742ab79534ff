/** The browser of this machine. */
import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Starts it without a window. `CHROMIUM_PATH` says where it is if it is on no path. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? findOnPath();
  if (executablePath === undefined) throw new Error('These tests need Chromium. Install it, or set CHROMIUM_PATH.');
  // Root, as in a container, has no sandbox.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

function findOnPath(): string | undefined {
  return NAMES.flatMap((name) => locate(name) ?? [])[0];
}

function locate(name: string): string | undefined {
  try {
    return execFileSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
}
