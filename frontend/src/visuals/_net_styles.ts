// The looks of <hm-net>: blue and orange are the two colours of points, purple is a gradient.

import { css } from 'lit';

export const netStyles = css`
  .picture { background: none !important; border-radius: 0 !important; overflow: visible; touch-action: pan-y; }
  .paper { fill: var(--surface); }
  .edge { fill: none; stroke: var(--line-strong); }
  text.title { font: 400 14px var(--ui); fill: var(--muted); }
  .sure { stroke: none; fill-opacity: 0.12; }
  .sure.orange, .dot.orange { fill: var(--positive); }
  i.orange { background: var(--positive); }
  .sure.blue, .dot.blue { fill: var(--negative); }
  i.blue { background: var(--negative); }
  i.orange, i.blue { display: inline-block; width: 0.75rem; height: 0.75rem; }
  i.blue { border-radius: 50%; }
  i.orange { transform: rotate(45deg) scale(0.85); }
  .boundary { fill: none; stroke: var(--ink); stroke-width: 2.25; stroke-linecap: round; }
  .dot { stroke: var(--surface); stroke-width: 1; }
  .wrong { fill: none; stroke: var(--problem); stroke-width: 1.25; }
  .line { fill: none; stroke: currentColor; stroke-width: 1; stroke-opacity: 0.45; }
  .line.first { color: var(--first); }
  .line.second { color: var(--second); }
  .unit { fill: none; stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; stroke-opacity: 0.4; }
  .cross { fill: none; stroke: var(--accent); stroke-width: 2; }
  .arrow.tip, text.tip { color: var(--ink); fill: var(--ink); }

  .moments { display: flex; flex-wrap: wrap; gap: 0.25rem; margin-top: 0.75rem; }
  [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
  .bar { display: flex; align-items: center; gap: 0.5rem; margin-top: 0.5rem; }
  .bar input { flex: 1; min-width: 4rem; margin: 0; }
  .parameters { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin-top: 0.75rem; }
  .layer { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }

  .run { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem; margin-top: 0.75rem; }
  .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-top: 0.5rem; color: var(--muted); }
  .choices .slider { flex: 1 1 12rem; }
  .widths, .width, .own { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem; }
  .widths { gap: 0.375rem; }
  .width b { min-width: 1.25em; text-align: center; color: var(--ink); }
  .own { flex-basis: 100%; }
  g.axes { stroke: none; }
  .axes text.name { font: 400 13px var(--ui); stroke: var(--paper); }
  .way { fill: none; stroke: var(--ink); stroke-width: 2; stroke-linejoin: round; }
  circle.now { fill: var(--ink); }
  .coin { fill: none; stroke: var(--line-strong); stroke-width: 1; stroke-dasharray: 4 4; }
  text.coin-name { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
  .warning { margin: 0.5rem 0 0; color: var(--problem); }

  .edge.plus { stroke: var(--positive); stroke-opacity: 0.55; }
  .edge.less { stroke: var(--negative); stroke-opacity: 0.55; }
  .flow { fill: none; stroke: var(--ink); stroke-width: 2; stroke-dasharray: 3 9; stroke-linecap: round; animation: forth 700ms linear 3; }
  .flow.back { stroke: var(--best); animation-name: back; }
  @keyframes forth { to { stroke-dashoffset: -24; } }
  @keyframes back { to { stroke-dashoffset: 24; } }
  .node { fill: var(--ink); stroke: var(--line-strong); stroke-width: 1.5; }
  .node.plus { fill: var(--positive); }
  .node.less { fill: var(--negative); }
  .node.blank { stroke-dasharray: 3 3; }
  .node.now { stroke: var(--ink); stroke-width: 2.5; }
  text.value { font-weight: 600; fill: var(--ink); font-variant-numeric: tabular-nums; }
  text.node-name { font: italic 600 16px var(--hm-font-text, serif); fill: var(--ink); }
  text.weight, text.gradient { font-size: 12px; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; font-variant-numeric: tabular-nums; }
  text.gradient { fill: var(--best); }
  text.gradient.now { font-weight: 700; }
  .rule { min-height: 6.5rem; margin-top: 0.5rem; }
  .rule p { margin: 0 0 0.25rem; }
  .rule code { font-size: 1.0625rem; font-weight: 600; margin-right: 0.5rem; }
  .rule ul { margin: 0; padding: 0; list-style: none; font-variant-numeric: tabular-nums; columns: 18rem; }
  .legend-back { color: var(--best); font-weight: 600; }
  .example { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; margin-top: 0.5rem; }
  .caption { flex-basis: 100%; color: var(--ink); }
  .hint { color: var(--muted); }
`;
