// The looks of <hm-vector>, and of the small columns beside it.

import { css } from 'lit';

export const vectorStyles = css`
  .stage { display: grid; gap: 0.75rem 1.5rem; }
  .stage.wide { grid-template-columns: auto minmax(0, 1fr); align-items: start; }
  .panel { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: start; }
  .picture + .panel { margin-top: 0.75rem; }
  .waiting { aspect-ratio: 1.3; }
  .line { fill: none; stroke: var(--first); stroke-width: 1.25; stroke-opacity: 0.45; }
  .shadow { fill: none; stroke: var(--ink); stroke-width: 6; stroke-opacity: 0.85; }
  .drop { fill: none; stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 4 4; }
  .corner { fill: none; stroke: var(--ink); stroke-width: 1.25; }
  .arc { fill: none; stroke: var(--muted); stroke-width: 1.5; }
  .degrees { fill: var(--ink); paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
  .product { stroke-width: 1.5; fill-opacity: 0.26; stroke-linejoin: round; }
  .product.positive { fill: var(--positive); stroke: var(--positive); }
  .product.negative { fill: var(--negative); stroke: var(--negative); }
  .size { font-size: 15px; font-weight: 600; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; pointer-events: none; }
  .arrow.bold .shaft { stroke-width: 4; }
  .arrow.residual.thin .shaft { stroke-width: 2; }

  svg.strips { overflow: visible; background: none; }
  .strips .name { font-size: 15px; }
  .strips .name.word, .strips .name.expected, .strips .name.yours { font: 400 14px var(--ui); }
  .heat { stroke: var(--line); stroke-width: 0.5; }
  .number { font-variant-numeric: tabular-nums; font-size: 12.5px; }
  .number.black { fill: #000; }
  .number.white { fill: #fff; }
  .total { font-weight: 600; font-size: 15px; }
  .edge { fill: none; stroke: var(--line-strong); stroke-width: 1; }
  .edge.first { stroke: var(--first); stroke-width: 2; }
  .edge.second { stroke: var(--second); stroke-width: 2; }
  .edge.expected { stroke: var(--ink); stroke-width: 2.5; }
  .edge.yours { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 5 4; }

  .columns { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; }
  .caption { flex-basis: 100%; color: var(--ink); }
  .hint { color: var(--muted); }
`;
