/** The matrix of calls and scopes as a table. */
import type { Matrix, MatrixOperation, MatrixScope } from '../analysis/matrix.ts';
import type { Place } from '../util/span.ts';
import { plural } from './text-parts.ts';
import { EMPTY, html, name as breakable, type Markup } from './html-markup.ts';
import { CALL_BADGES, SCOPE_BADGES, type Badge } from './html-standings.ts';

/** What a table shows: browsers scroll more only slowly, and readers not at all. */
const SHOWN = { operations: 250, scopes: 60, places: 20 } as const;

/** The table in a box that scrolls, and its legend. `id` begins the ids of what it links to. */
export function matrixTable({ scopes, operations }: Matrix, id: string): Markup {
  if (operations.length === 0 || scopes.length === 0) return EMPTY;
  const columns = scopes.slice(0, SHOWN.scopes);
  const rows = operations.slice(0, SHOWN.operations);
  return html`
<h3 id="${id}-matrix">Calls and scopes</h3>
<p class="lead">Each row is an operation that the code calls, each column a scope. A sign says that the scope authorises the operation; Zoom asks for any one of them.</p>
${legend(columns)}
<div class="scroll" role="region" aria-labelledby="${id}-matrix" tabindex="0">
<table class="matrix">
<thead><tr><th scope="col" class="corner">Operation</th>${columns.map((scope, at) => columnHead(scope, `${id}-scope-${at + 1}`))}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, columns))}</tbody>
</table>
</div>
${leftOut(operations.length - rows.length, scopes.length - columns.length)}`;
}

/** The signs that the table has. */
function legend(columns: readonly MatrixScope[]): Markup {
  const standings = [...new Set(columns.map(({ standing }) => standing))];
  return html`<ul class="legend" aria-label="Signs">${standings.map((standing) => html`<li>${badge(SCOPE_BADGES[standing])}</li>`)}</ul>`;
}

export function badge({ sign, label, tone }: Badge): Markup {
  return html`<span class="badge ${tone}"><span class="sign" aria-hidden="true">${sign}</span> ${label}</span>`;
}

function columnHead({ name, standing, isMinimal }: MatrixScope, target: string): Markup {
  const { sign, label, tone } = SCOPE_BADGES[standing];
  return html`<th scope="col" class="${tone}"><a href="#${target}"><span class="name">${breakable(name)}</span><span class="hidden">(${label}${isMinimal ? ', minimal' : ''})</span></a><span class="sign" aria-hidden="true">${sign}</span></th>`;
}

function rowOf(operation: MatrixOperation, columns: readonly MatrixScope[]): Markup {
  const { name, coverage, sites } = operation;
  const { sign, label, tone } = CALL_BADGES[coverage];
  return html`
<tr><th scope="row" aria-label="${name}, ${label}"><details><summary><span class="sign ${tone}" aria-hidden="true">${sign}</span><span class="hidden">${label}: </span>${breakable(name)} <span class="count">${plural(sites.length, 'call')}</span></summary>${placeList(sites.map(({ span }) => span))}</details></th>${columns.map((column) => cell(operation, column))}</tr>`;
}

function cell({ authorisedBy, mayNeed }: MatrixOperation, { name, standing }: MatrixScope): Markup {
  const { sign, label, tone } = SCOPE_BADGES[standing];
  if (authorisedBy.has(name)) return html`<td class="${tone}"><span aria-hidden="true">${sign}</span><span class="hidden">authorises, ${label}</span></td>`;
  if (mayNeed.has(name)) return html`<td class="open"><span aria-hidden="true">?</span><span class="hidden">may authorise</span></td>`;
  return html`<td></td>`;
}

/** Places, one a line; the rest is counted. */
export function placeList(places: readonly Place[]): Markup {
  const more = places.length - SHOWN.places;
  return html`<ul class="places">${places.slice(0, SHOWN.places).map((place) => html`<li>${placeName(place)}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : EMPTY}</ul>`;
}

export function placeName({ file, line, column }: Place): Markup {
  return html`<span class="place">${breakable(file)}<code class="at">:${line}:${column}</code></span>`;
}

function leftOut(operations: number, scopes: number): Markup {
  const left = [...(operations > 0 ? [plural(operations, 'operation')] : []), ...(scopes > 0 ? [plural(scopes, 'scope')] : [])];
  return left.length === 0 ? EMPTY : html`<p class="lead">${left.join(' and ')} more than the table shows. What wants attention stands first; the list of scopes below is complete.</p>`;
}
