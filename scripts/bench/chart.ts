/** Draws cost against size, both on logarithmic scales, as an SVG that reads in light and in dark. */

/** One line of the chart. */
export interface Series {
  readonly name: string;
  /** Files and seconds, by files. */
  readonly points: readonly (readonly [files: number, seconds: number])[];
}

const WIDTH = 720;
const HEIGHT = 400;
const FRAME = { left: 60, right: 190, top: 20, bottom: 45 };
const COLOURS = ['#8a8f98', '#0b5cff', '#5aa2ff', '#c2410c', '#15803d', '#a16207', '#7e22ce'];
/** Labels at the line ends stay this far apart. */
const LABEL_STEP = 15;

/** The chart of these series. */
export function drawChart(series: readonly Series[]): string {
  const drawn = series.filter(({ points }) => points.length > 0);
  const all = drawn.flatMap(({ points }) => points);
  const x = scale(all.map(([files]) => files), FRAME.left, WIDTH - FRAME.right);
  const y = scale(all.map(([, seconds]) => seconds), HEIGHT - FRAME.bottom, FRAME.top);
  const sizes = [...new Set(all.map(([files]) => files))].sort((a, b) => a - b);
  const labels = spread(drawn.map(({ points }) => y(points.at(-1)?.[1] ?? 1)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Seconds against number of files, per tool">`,
    '<style>text{font:12px system-ui,sans-serif;fill:#24292f}.grid{stroke:#d0d7de}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#30363d}}</style>',
    ...ticks(all.map(([, seconds]) => seconds)).map((tick) => `<line class="grid" x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${FRAME.left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick} s</text>`),
    ...sizes.map((files) => `<text x="${x(files)}" y="${HEIGHT - FRAME.bottom + 22}" text-anchor="middle">${files.toLocaleString('en')} files</text>`),
    ...drawn.map(({ name, points }, index) => line(name, points.map(([files, seconds]) => [x(files), y(seconds)]), COLOURS[index % COLOURS.length] ?? '', labels[index] ?? 0)),
    '</svg>',
    '',
  ].join('\n');
}

function line(name: string, points: readonly (readonly [number, number])[], colour: string, labelAt: number): string {
  const path = points.map(([left, top]) => `${left},${top}`).join(' ');
  const dots = points.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="3.5" fill="${colour}"/>`).join('');
  const [end = 0] = points.at(-1) ?? [];
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}<text x="${Math.max(end, WIDTH - FRAME.right) + 10}" y="${labelAt + 4}" style="fill:${colour}">${name}</text>`;
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log(Math.min(...values));
  const high = Math.log(Math.max(...values));
  return (value) => Math.round((from + ((Math.log(value) - low) / (high - low || 1)) * (to - from)) * 10) / 10;
}

function ticks(values: readonly number[]): readonly number[] {
  const candidates = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];
  return candidates.filter((tick) => tick >= Math.min(...values) && tick <= Math.max(...values));
}

/** Moves labels down that would stand on one another; keeps their order. */
function spread(tops: readonly number[]): readonly number[] {
  const order = tops.map((_, index) => index).sort((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0));
  const placed: number[] = [];
  let last = -Infinity;
  for (const index of order) placed[index] = last = Math.max(tops[index] ?? 0, last + LABEL_STEP);
  return placed;
}
