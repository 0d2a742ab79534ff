/** The report of `check` as one HTML file: no script, nothing loaded, readable on any screen and by keyboard. */
import type { Diagnostic } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Matrix, MatrixScope } from '../analysis/matrix.ts';
import type { CheckedApp, Report } from '../analysis/report.ts';
import type { Place } from '../util/span.ts';
import { countFindings, countSuppressed, nameMinimalSet, plural, TYPE_NAMES } from './text-parts.ts';
import { EMPTY, html, name, sentence, type Markup } from './html-markup.ts';
import { badge, matrixTable, placeList, placeName } from './html-matrix.ts';
import { SCOPE_BADGES, type Badge } from './html-standings.ts';
import { STYLE } from './html-style.ts';

/** What the page shows beside the report. */
export interface HtmlContext {
  readonly matrices: readonly Matrix[];
  /** The address of each rule's page, by the rule's name. */
  readonly ruleUrls: ReadonlyMap<string, string>;
  readonly version: string;
}

/** Findings and scopes in one list; the rest is counted. */
const SHOWN_ENTRIES = 500;

/** The page. */
export function formatHtml(report: Report, context: HtmlContext): string {
  const title = countFindings(report.findings) || 'No findings';
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Zoom scopes: ${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header>
<p class="eyebrow">Zoom scopes</p>
<h1>${title}</h1>
<p class="lead">${summary(report)}</p>
${contents(report.apps)}
</header>
<main id="report" tabindex="-1">
${report.apps.map((app, at) => appSection(app, `app-${at + 1}`, report, context))}
${diagnosticsSection('Not read', 'not-read', report.diagnostics)}
${diagnosticsSection('Out of date', 'out-of-date', report.outdated)}
</main>
<footer><p>Made by zoom-scopes ${context.version}. The file is complete: it loads nothing and sends nothing.</p></footer>
</body>
</html>`;
  return `${page.html}\n`;
}

function summary({ apps, suppressed }: Report): string {
  if (apps.length === 0) return 'No calls of the Zoom API and no declared scopes were found.';
  const calls = apps.reduce((sum, app) => sum + app.calls, 0);
  const declarations = apps.reduce((sum, app) => sum + app.declarations, 0);
  return `${plural(calls, 'call')} of the Zoom API and ${plural(declarations, 'declared scope')} in ${plural(apps.length, 'app')}. ${countSuppressed(suppressed)}`.trimEnd();
}

function contents(apps: readonly CheckedApp[]): Markup {
  if (apps.length < 2) return EMPTY;
  return html`<nav aria-label="Apps"><ul>${apps.map(({ name }, at) => html`<li><a href="#app-${at + 1}">${name}</a></li>`)}</ul></nav>`;
}

function appSection(app: CheckedApp, id: string, report: Report, context: HtmlContext): Markup {
  const ofApp = <T extends { readonly app: string }>(entries: readonly T[]): readonly T[] => entries.filter((entry) => entry.app === app.name);
  const matrix = context.matrices.find((entry) => entry.app === app.name) ?? { app: app.name, scopes: [], operations: [] };
  return html`
<section id="${id}" aria-labelledby="${id}-name">
<h2 id="${id}-name">${app.name}</h2>
<p class="lead">${TYPE_NAMES[app.type]}${app.manifest === null ? EMPTY : html`, ${name(app.manifest)}`}</p>
${ofApp(report.notes).map(({ message }) => html`<p>${sentence(message)}</p>`)}
${findingsList(ofApp(report.findings), context.ruleUrls)}
${matrixTable(matrix, id)}
${scopesList(app, matrix.scopes, id)}
</section>`;
}

const SEVERITIES = {
  error: { sign: '✕', label: 'error', tone: 'bad' },
  warning: { sign: '▲', label: 'warning', tone: 'broad' },
} as const satisfies Record<Finding['severity'], Badge>;

function findingsList(findings: readonly Finding[], ruleUrls: ReadonlyMap<string, string>): Markup {
  if (findings.length === 0) return html`<p>No findings.</p>`;
  return html`
<h3>Findings</h3>
<ol class="entries">${findings.slice(0, SHOWN_ENTRIES).map((finding) => findingEntry(finding, ruleUrls.get(finding.rule)))}</ol>
${moreEntries(findings.length)}`;
}

function findingEntry({ severity, rule, message, span, evidence, confidence }: Finding, url: string | undefined): Markup {
  const ruleName = url === undefined ? html`${rule}` : html`<a href="${url}" rel="noreferrer">${rule}</a>`;
  return html`
<li><div>${badge(SEVERITIES[severity])} <span class="about">${ruleName}${confidence === 'likely' ? ', likely' : ''}</span></div>
<div><p>${sentence(message)}</p><p class="about">${placeName(span)}</p>${behind(evidence)}</div></li>`;
}

function behind(places: readonly Place[]): Markup {
  return places.length === 0 ? EMPTY : html`<details><summary>${plural(places.length, 'place')} behind it</summary>${placeList(places)}</details>`;
}

function scopesList(app: CheckedApp, scopes: readonly MatrixScope[], id: string): Markup {
  if (scopes.length === 0) return EMPTY;
  return html`
<h3>Scopes</h3>
<p class="lead">${nameMinimalSet(app)}: ${app.minimal.scopes.length}. ${app.minimal.proven ? 'It is proven that no narrower set does.' : ''}</p>
<ul class="entries">${scopes.slice(0, SHOWN_ENTRIES).map((scope, at) => scopeEntry(scope, `${id}-scope-${at + 1}`))}</ul>
${moreEntries(scopes.length)}`;
}

function scopeEntry({ name: scope, standing, isMinimal, reason, declaredAt, evidence }: MatrixScope, id: string): Markup {
  return html`
<li id="${id}" tabindex="-1"><div class="scope">${name(scope)}<p>${badge(SCOPE_BADGES[standing])}${isMinimal ? html` <span class="badge calm">minimal</span>` : EMPTY}</p></div>
<div>${reason === '' ? EMPTY : html`<p>${sentence(reason)}</p>`}${declaredAt.map((place) => html`<p class="about">${placeName(place)}</p>`)}${behind(evidence)}</div></li>`;
}

function diagnosticsSection(title: string, id: string, diagnostics: readonly Diagnostic[]): Markup {
  if (diagnostics.length === 0) return EMPTY;
  return html`
<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<ul class="entries">${diagnostics.slice(0, SHOWN_ENTRIES).map(({ place, message }) => html`<li><div>${placeName(place)}</div><div><p>${sentence(message)}</p></div></li>`)}</ul>
${moreEntries(diagnostics.length)}
</section>`;
}

function moreEntries(count: number): Markup {
  const more = count - SHOWN_ENTRIES;
  return more > 0 ? html`<p class="lead">And ${more} more: run zoom-scopes check to see all.</p>` : EMPTY;
}
