import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Facts } from '../../src/analysis/facts.ts';
import { formatHtml } from '../../src/reporters/html.ts';
import { catalogue, factsOf } from '../analysis/build-facts.ts';
import { startBrowser } from './browser.ts';
import { CAMPUS, checked } from './campus.ts';
import { ATTACKS, hostileProject } from './hostile.ts';

function pageOf(facts: Facts): string {
  const { report, matrices } = checked(facts);
  return formatHtml(report, { matrices, ruleUrls: new Map(rules.map(({ name, url }) => [name, url])), version: '1.2.3' });
}

const PHONE = { width: 360, height: 780 };

describe('in a browser', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** The report, opened as a file, and all that it asked the network for or complained of. */
  async function open(facts: Facts, options: BrowserContextOptions = {}): Promise<{ readonly page: Page; readonly noise: readonly string[] }> {
    const file = path.join(folder, 'report.html');
    writeFileSync(file, pageOf(facts));
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(5000);
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('dialog', (dialog) => {
      noise.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) noise.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    return { page, noise };
  }

  test('loads nothing and complains of nothing', async () => {
    const { noise } = await open(CAMPUS);
    expect(noise).toEqual([]);
  });

  test('shows names that are attacks, and no more', async () => {
    const projects = Object.values(ATTACKS).map((attack) => hostileProject(attack).facts);
    const { page, noise } = await open({ ...CAMPUS, apps: projects.flatMap(({ apps }) => apps), diagnostics: projects.flatMap(({ diagnostics }) => diagnostics) });
    expect(noise).toEqual([]);
    expect(await page.locator('script, img, iframe, b, [onfocus], [autofocus], base, form').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(projects.length + 1);
    expect(await page.getByRole('heading', { level: 2, name: ATTACKS.script }).count()).toBe(1);
    expect(await page.getByText(`meeting:read${ATTACKS.attribute}`).count()).toBeGreaterThan(1);
  });

  test('would have no script run, even if one got in', async () => {
    const { page } = await open(CAMPUS);
    await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "taken over"' }))`);
    expect(await page.title()).toBe('Zoom scopes: 5 errors, 4 warnings');
  });

  describe('has the matrix', () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await open(CAMPUS));
    });

    async function cellOf(operation: string, scope: string): Promise<string | null> {
      const table = page.getByRole('table').first();
      const heads = await table.getByRole('columnheader').allTextContents();
      const column = heads.findIndex((head) => head.startsWith(`${scope}(`));
      expect(column, scope).toBeGreaterThan(0);
      const row = table.getByRole('row').filter({ has: page.locator(`th[aria-label^="${operation},"]`) });
      return row.getByRole('cell').nth(column - 1).textContent();
    }

    test.each([
      ['GET /users', 'user:write:admin', '●authorises, needed'],
      ['GET /users', 'user:read', '✕authorises, wrong level'],
      ['GET /users', 'group:write:admin', ''],
      ['GET /groups', 'group:read:admin', '◌authorises, redundant'],
      ['GET /groups', 'group:read:list_groups:admin', '→authorises, proposed'],
      ['GET /meetings/{meetingId}/recordings', 'cloud_recording:read:list_recording_files:admin', '+authorises, missing'],
      ['GET /report/meetings/{meetingId}/participants', 'report:read:admin', '◆authorises, kept'],
      ['GET /phone/…', 'phone:read:admin', '?may authorise'],
      ['GET /phone/…', 'webinar:read:admin', ''],
    ])('%s × %s', async (operation, scope, expected) => {
      expect(await cellOf(operation, scope)).toBe(expected);
    });

    test('whose heads are heads, and whose signs are explained', async () => {
      const table = page.getByRole('region', { name: 'Calls and scopes' }).first();
      expect(await table.locator('thead th:not([scope=col]), tbody th:not([scope=row])').count()).toBe(0);
      const legend = await page.getByRole('list', { name: 'Signs' }).first().getByRole('listitem').allTextContents();
      expect(legend).toEqual(['+ missing', '✕ wrong level', '○ unused', '◌ redundant', '≠ not known', '? cannot tell', '→ proposed', '● needed', '◆ kept']);
    });

    test('whose rows count calls and open on their places', async () => {
      const row = page.getByRole('rowheader', { name: 'GET /users, covered', exact: true });
      await row.locator('summary').click();
      expect(await row.getByRole('listitem').allTextContents()).toEqual(['src/zoom.js:1:5', 'src/zoom.js:2:5']);
    });

    test('whose columns lead to what is said of the scope', async () => {
      await page.getByRole('link', { name: 'recording:write:admin (unused)' }).click();
      expect(await page.locator(':target').textContent()).toContain('Nothing in this app needs recording:write:admin. Remove it.');
    });
  });

  test('is walked through by keyboard: past the head, into the table, to the places', async () => {
    const { page } = await open(CAMPUS);
    const focused: string[] = [];
    for (let step = 0; step < 40 && !focused.at(-1)?.startsWith('SUMMARY +'); step++) {
      await page.keyboard.press('Tab');
      focused.push(await page.evaluate<string>("[document.activeElement.tagName, document.activeElement.getAttribute('aria-labelledby') ?? document.activeElement.textContent].join(' ')"));
    }
    expect(focused.slice(0, 3)).toEqual(['A Skip to the report', 'A Course planner', 'A Office hours']);
    const table = focused.indexOf('DIV app-1-matrix');
    expect(table).toBeGreaterThan(3);
    expect(focused[table + 1]).toBe('A cloud_recording:read:list_recording_files:admin(missing, minimal)');
    await page.keyboard.press('Enter');
    expect(await page.evaluate("document.activeElement.parentElement.hasAttribute('open')")).toBe(true);
  });

  test('shows where the focus is, and skips to the report', async () => {
    const { page } = await open(CAMPUS);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });

  test.each(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
    const { page } = await open(CAMPUS, { colorScheme });
    const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(luminance(paper) > 0.5).toBe(colorScheme === 'light');
    const pairs = await page.evaluate<readonly { readonly text: string; readonly on: string }[]>(TEXT_AND_GROUND);
    expect(pairs.length).toBeGreaterThan(50);
    expect(pairs.filter(({ text, on }) => contrast(text, on) < 4.5)).toEqual([]);
  });

  test('fits a phone: the table scrolls in its box, its first column stays', async () => {
    const { page } = await open(CAMPUS, { viewport: PHONE });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    const table = page.getByRole('region', { name: 'Calls and scopes' }).first();
    const head = table.getByRole('rowheader').first();
    const before = await head.boundingBox();
    expect(await page.evaluate("document.querySelector('.scroll').scrollLeft = 400, document.querySelector('.scroll').scrollLeft")).toBe(400);
    expect((await head.boundingBox())?.x).toBe(before?.x);
    expect(before?.width).toBeLessThan(PHONE.width / 2);
  });

  test('fits a phone whatever the names', async () => {
    const { page } = await open(hostileProject('x'.repeat(400)).facts, { viewport: PHONE });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  test('stays usable with thousands of calls: one row an operation', async () => {
    const called = catalogue.operations.filter(({ method }) => method === 'GET').slice(0, 300);
    const calls = Array.from({ length: 4000 }, (_value, at) => called[at % called.length]?.id ?? '');
    const { page } = await open(factsOf({ type: 'server-to-server', calls, declared: ['user:read:admin'] }));
    expect(await page.getByRole('row').count()).toBe(1 + Math.min(called.length, 250));
    expect(await page.getByText(new RegExp(`^${called.length - 250} operations`)).count()).toBe(1);
    expect((await page.content()).length).toBeLessThan(1_500_000);
  });
});

test('says so where there is nothing to show', () => {
  expect(pageOf({ ...CAMPUS, apps: [], diagnostics: [] })).toContain('No calls of the Zoom API and no declared scopes were found.');
  expect(pageOf(factsOf({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] }))).toContain('<h1>No findings</h1>');
});

/** Each text's colour, and the colour that it stands on; run in the page. */
const TEXT_AND_GROUND = `
  [...document.querySelectorAll('body, .lead, .about, .place, a, .badge, .matrix td[class], .matrix .sign, .count')].map((element) => {
    let ground = element;
    while (/, 0\\)$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
    return { text: getComputedStyle(element).color, on: getComputedStyle(ground).backgroundColor };
  })`;

function contrast(text: string, on: string): number {
  const [light, dark] = [luminance(text), luminance(on)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The relative luminance of WCAG, of `rgb(1, 2, 3)`. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
