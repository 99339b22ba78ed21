// The looks of <hm-plane>: what was is thin and pale, what became is bold.

import { css } from 'lit';

export const planeStyles = css`
  .stage { display: grid; gap: 0.75rem 1.5rem; justify-items: center; }
  .stage.wide { grid-template-columns: auto minmax(0, 1fr); justify-items: start; align-items: start; }
  .panel { width: 100%; display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; }
  .wide .panel { flex-direction: column; align-items: start; padding-top: 0.5rem; }
  .image { fill: none; stroke: currentColor; stroke-width: 1.25; stroke-opacity: 0.5; }
  .image.axis { stroke-width: 2; stroke-opacity: 0.8; }
  .square { fill: none; stroke: var(--line-strong); stroke-width: 1.25; stroke-dasharray: 3 3; }
  .area { fill: var(--positive); fill-opacity: 0.26; stroke: var(--positive); stroke-width: 2.5; stroke-linejoin: round; }
  .area.mirrored { fill: var(--negative); stroke: var(--negative); }
  .hatch { fill: none; stroke: var(--negative); stroke-width: 1.25; stroke-opacity: 0.7; }
  .ghost { fill: none; stroke: var(--ink); stroke-width: 2; stroke-dasharray: 6 4; }
  .size { font-size: 15px; font-weight: 600; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; pointer-events: none; }
  .shape { fill: var(--ink); fill-opacity: 0.22; stroke: var(--ink); stroke-width: 2; stroke-linejoin: round; }
  .shape.before { fill: none; stroke-width: 1; stroke-opacity: 0.5; }
  .cloud { fill: var(--ink); fill-opacity: 0.8; }
  .cloud.before { fill: var(--muted); fill-opacity: 0.4; }
  .met { fill: none; stroke: var(--met); stroke-width: 16; stroke-opacity: 0.75; }
  .kept { fill: none; stroke: var(--met); stroke-width: 10; stroke-opacity: 0.45; }
  .eigenline { fill: none; stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 7 5; stroke-opacity: 0.75; }
  .lambda { font-weight: 600; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
  .lost { fill: none; stroke: var(--problem); stroke-width: 2.5; stroke-dasharray: 0.1 6; stroke-linecap: round; }
  .leg { fill: none; stroke-width: 2; stroke-dasharray: 2 3; }
  .leg.first { stroke: var(--first); }
  .leg.second { stroke: var(--second); }
  .arrow.probe.thin .shaft, .arrow.eigen.thin .shaft { stroke-width: 1.75; }

  .matrices { display: flex; flex-wrap: wrap; gap: 0.625rem 1.25rem; }
  .wide .matrices { flex-direction: column; }
  .of { min-width: 2.25em; text-align: right; }
  .combination { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.375rem; font-variant-numeric: tabular-nums; }
  .combination .of { min-width: 0; }
  .combination .column { padding: 0 0.375rem; font-weight: 600; text-align: center; }
  .column.first { color: var(--first); }
  .column.second { color: var(--second); }
  dl { margin: 0; flex: 1 1 13rem; font-variant-numeric: tabular-nums; }
  .wide dl { flex: none; width: 100%; max-width: 24rem; }
  dl > div { display: flex; justify-content: space-between; gap: 0.75rem; border-bottom: 1px solid var(--line); padding: 0.1875rem 0; }
  dl > div:last-child { border: 0; }
  dt { color: var(--muted); white-space: nowrap; }
  dd { margin: 0; text-align: right; font-weight: 600; }
  .panel p { margin: 0; }
  .quiet { color: var(--muted); }
  .morph { display: flex; align-items: center; gap: 0.75rem; width: 100%; margin-top: 0.5rem; }
  .morph label { flex: 1; display: flex; flex-wrap: wrap; justify-content: space-between; color: var(--muted); }
  .morph input { flex: 1 0 100%; margin: 0.125rem 0; }
  .caption { flex-basis: 100%; color: var(--ink); }
  .hint { color: var(--muted); }
  .presets { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0.5rem 0 0; }
  [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
`;
