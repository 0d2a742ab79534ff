/** The style of the HTML report. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d2024; --soft: #5a5f66; --line: #e2dfd7; --link: #17508f; --focus: #17508f;
  --good: #1c6b45; --good-wash: #e4f1e8;
  --add: #17508f; --add-wash: #e3edf8;
  --bad: #a3262b; --bad-wash: #f9e5e3;
  --broad: #7f5200; --broad-wash: #f8edd5;
  --open: #5d3f8c; --open-wash: #eee7f6;
  --calm: #5a5f66; --calm-wash: #efede7;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Georgia, serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1c1f23; --ink: #e9e6df; --soft: #a3a7ad; --line: #32363c; --link: #8fbdf0; --focus: #8fbdf0;
    --good: #7fd0a3; --good-wash: #183026;
    --add: #8fbdf0; --add-wash: #182a3e;
    --bad: #f29a94; --bad-wash: #3c1f1f;
    --broad: #e6bd6a; --broad-wash: #352a14;
    --open: #c5a9ef; --open-wash: #2b2140;
    --calm: #a3a7ad; --calm-wash: #282b30;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
header, main, footer { max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 3rem); }
header { padding-block: 3.5rem 0; }
footer { padding-block: 2rem 4rem; color: var(--soft); font-size: .875rem; }
main:focus { outline: none; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h1 { margin: .25rem 0 .5rem; font-size: clamp(2rem, 5vw, 3rem); letter-spacing: -.015em; }
h2 { margin: 0; font-size: 1.75rem; letter-spacing: -.01em; }
h3 { margin: 2.75rem 0 .5rem; font-size: 1.25rem; }
p { margin: 0; max-width: 46rem; overflow-wrap: anywhere; }
.eyebrow { color: var(--soft); font-size: .8125rem; letter-spacing: .08em; text-transform: uppercase; }
.lead { color: var(--soft); }
section { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid var(--line); }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
code { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
.place { color: var(--soft); font-size: .9375em; }
.at { white-space: nowrap; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.skip:focus { top: 1rem; }
nav ul, .entries, .legend, .places { margin: 0; padding: 0; list-style: none; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1rem; }
.entries { margin-top: 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.entries > li { display: grid; gap: .25rem 2rem; padding: .875rem 1.125rem; }
.entries > li + li { border-top: 1px solid var(--line); }
.entries > li:target { box-shadow: inset 3px 0 var(--focus); }
.entries p + p { margin-top: .25rem; }
.about { color: var(--soft); font-size: .875rem; }
.scope { font-weight: 600; }
.scope p { font-weight: 400; }
summary { cursor: pointer; }
.entries details { margin-top: .25rem; color: var(--soft); font-size: .875rem; }
.places { padding-block: .375rem .25rem; }
.places li { padding-left: 1.1rem; }
.badge { display: inline-flex; align-items: baseline; gap: .35em; padding: .05rem .5rem; border-radius: 999px; font-size: .8125rem; line-height: 1.5; white-space: nowrap; }
.good { --tone: var(--good); --wash: var(--good-wash); }
.add { --tone: var(--add); --wash: var(--add-wash); }
.bad { --tone: var(--bad); --wash: var(--bad-wash); }
.broad { --tone: var(--broad); --wash: var(--broad-wash); }
.open { --tone: var(--open); --wash: var(--open-wash); }
.calm { --tone: var(--calm); --wash: var(--calm-wash); }
.badge { color: var(--tone); background: var(--wash); }
.sign { font-family: var(--mono); color: var(--tone); }
.legend { display: flex; flex-wrap: wrap; gap: .375rem .5rem; margin-block: .75rem 1rem; }
.scroll { position: relative; overflow: auto; max-height: min(80vh, 60rem); border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.matrix { border-collapse: separate; border-spacing: 0; font-size: .875rem; line-height: 1.4; }
.matrix th { font-weight: 400; text-align: left; }
.matrix thead th { position: sticky; top: 0; z-index: 1; padding: .75rem .25rem .5rem; vertical-align: bottom; text-align: center; background: var(--card); border-bottom: 1px solid var(--line); }
.matrix thead .corner { left: 0; z-index: 2; padding-inline: 1rem .75rem; text-align: left; color: var(--soft); }
.matrix thead a { display: inline-block; max-height: 18rem; writing-mode: vertical-rl; transform: rotate(180deg); color: var(--tone); text-decoration: none; }
.matrix thead a:hover, .matrix thead a:focus-visible { text-decoration: underline; }
.matrix .name { line-height: 1.25; }
.matrix thead .sign { display: block; padding-top: .375rem; }
.matrix tbody th { position: sticky; left: 0; min-width: 16rem; max-width: 26rem; padding: .5rem .75rem .5rem 1rem; vertical-align: top; background: var(--card); border-right: 1px solid var(--line); }
.matrix td { min-width: 2.5rem; padding: .5rem .25rem; vertical-align: top; text-align: center; font-family: var(--mono); color: var(--tone); background: var(--wash, transparent); border-right: 1px solid var(--line); }
.matrix td:last-child { border-right: 0; }
.matrix tbody tr:not(:last-child) > * { border-bottom: 1px solid var(--line); }
.matrix tbody tr:hover th, .matrix tbody tr:focus-within th { background: var(--calm-wash); }
.matrix summary { display: grid; grid-template-columns: auto 1fr auto; gap: .5rem; align-items: baseline; list-style: none; }
.matrix summary::-webkit-details-marker { display: none; }
.count { color: var(--soft); white-space: nowrap; font-size: .8125rem; text-decoration: underline dotted; text-underline-offset: .2em; }
@media (min-width: 56rem) { .entries > li { grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); } }
@media (max-width: 40rem) {
  header { padding-top: 2rem; }
  .matrix tbody th { min-width: 42vw; max-width: 42vw; padding-inline: .75rem .5rem; }
  .matrix thead .corner { padding-inline: .75rem .5rem; }
  .matrix summary { grid-template-columns: auto 1fr; }
  .matrix .count { grid-column: 2; }
  .matrix tbody code { font-size: .8125rem; }
  .matrix thead a { max-height: 13rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print { .scroll { max-height: none; overflow: visible; } .matrix th { position: static; } }
`;
