/** The report of `check` as one HTML file: no script, nothing loaded, readable on any screen and by keyboard. */
import type { Diagnostic } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Matrix, MatrixScope } from '../analysis/matrix.ts';
import type { CheckedApp, Report, Undecided } from '../analysis/report.ts';
import { countFindings, nameMinimalSet, plural, TYPE_NAMES } from './text-parts.ts';
import { EMPTY, html, type Markup } from './html-markup.ts';
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
</main>
<footer><p>Made by zoom-scopes ${context.version}. The file is complete: it loads nothing and sends nothing.</p></footer>
</body>
</html>`;
  return `${page.html}\n`;
}

function summary({ apps }: Report): string {
  if (apps.length === 0) return 'No calls of the Zoom API and no declared scopes were found.';
  const calls = apps.reduce((sum, app) => sum + app.calls, 0);
  const declarations = apps.reduce((sum, app) => sum + app.declarations, 0);
  return `${plural(calls, 'call')} of the Zoom API and ${plural(declarations, 'declared scope')} in ${plural(apps.length, 'app')}.`;
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
<p class="lead">${TYPE_NAMES[app.type]}${app.manifest === null ? EMPTY : html`, <code>${app.manifest}</code>`}</p>
${ofApp(report.notes).map(({ message }) => html`<p>${message}</p>`)}
${findingsList(ofApp(report.findings), context.ruleUrls)}
${matrixTable(matrix, id)}
${scopesList(app, matrix.scopes, id)}
${undecidedList(ofApp(report.undecided))}
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
<li><p>${badge(SEVERITIES[severity])} ${message}</p>
<p class="about">${placeName(span)} <span>${ruleName}${confidence === 'likely' ? ', likely' : ''}</span></p>
${evidence.length === 0 ? EMPTY : html`<details><summary>${plural(evidence.length, 'place')} behind it</summary>${placeList(evidence)}</details>`}</li>`;
}

function scopesList(app: CheckedApp, scopes: readonly MatrixScope[], id: string): Markup {
  if (scopes.length === 0) return EMPTY;
  return html`
<h3>Scopes</h3>
<p class="lead">${nameMinimalSet(app)}: ${app.minimal.scopes.length}. ${app.minimal.proven ? 'That no smaller set covers the calls is proven.' : ''}</p>
<ul class="entries">${scopes.slice(0, SHOWN_ENTRIES).map((scope, at) => scopeEntry(scope, `${id}-scope-${at + 1}`, app.minimal.forcedBy[scope.name] ?? []))}</ul>
${moreEntries(scopes.length)}`;
}

function scopeEntry({ name, standing, isMinimal, reason, declaredAt }: MatrixScope, id: string, forcedBy: CheckedApp['minimal']['forcedBy'][string]): Markup {
  return html`
<li id="${id}" tabindex="-1"><p><code class="scope">${name}</code> ${badge(SCOPE_BADGES[standing])}${isMinimal ? html` <span class="badge calm">minimal</span>` : EMPTY}</p>
${reason === '' ? EMPTY : html`<p>${reason}</p>`}
${declaredAt.length === 0 ? EMPTY : html`<p class="about">${declaredAt.map((place) => html`${placeName(place)} `)}</p>`}
${forcedBy.length === 0 ? EMPTY : html`<details><summary>${plural(forcedBy.length, 'call')} that no other minimal scope covers</summary>${placeList(forcedBy)}</details>`}</li>`;
}

function undecidedList(undecided: readonly Undecided[]): Markup {
  if (undecided.length === 0) return EMPTY;
  return html`
<h3>What cannot be told</h3>
<p class="lead">No finding: nothing is said against these scopes.</p>
<ul class="entries">${undecided.slice(0, SHOWN_ENTRIES).map(({ scope, span, reason, evidence }) => html`
<li><p><code class="scope">${scope}</code> ${badge(SCOPE_BADGES['cannot-tell'])}</p>
<p>It cannot be told whether it is needed: ${reason}.</p>
<p class="about">${placeName(span)}</p>
${evidence.length === 0 ? EMPTY : html`<details><summary>${plural(evidence.length, 'place')} behind it</summary>${placeList(evidence)}</details>`}</li>`)}</ul>
${moreEntries(undecided.length)}`;
}

function diagnosticsSection(title: string, id: string, diagnostics: readonly Diagnostic[]): Markup {
  if (diagnostics.length === 0) return EMPTY;
  return html`
<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<ul class="entries">${diagnostics.slice(0, SHOWN_ENTRIES).map(({ place, message }) => html`<li><p>${message}</p><p class="about">${placeName(place)}</p></li>`)}</ul>
${moreEntries(diagnostics.length)}
</section>`;
}

function moreEntries(count: number): Markup {
  const more = count - SHOWN_ENTRIES;
  return more > 0 ? html`<p class="lead">And ${more} more: run zoom-scopes check to see all.</p>` : EMPTY;
}
