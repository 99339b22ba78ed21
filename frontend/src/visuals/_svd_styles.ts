// The looks of <hm-svd>. v1 and what becomes of it keep the first colour, v2 the second; x, which is moved, has the accent colour.

import { css } from 'lit';

export const svdStyles = css`
  .stage { display: grid; gap: 0.75rem 1.5rem; justify-items: center; }
  .stage.wide { grid-template-columns: auto minmax(0, 1fr); align-items: center; }
  .panel { width: 100%; min-width: 0; display: grid; gap: 1rem; }
  .panel p { margin: 0; }
  svg { user-select: none; -webkit-user-select: none; max-width: 100%; }
  svg.picture.sum { background: none; border-radius: 0; }
  text:not(.number) { font-variant-numeric: tabular-nums; }
  .circle { fill: none; stroke: var(--muted); stroke-width: 1; stroke-dasharray: 3 4; }
  .image { fill: var(--ink); fill-opacity: 0.06; stroke: var(--ink); stroke-width: 2.25; stroke-linejoin: round; }
  .figure { fill: var(--ink); fill-opacity: 0.22; }
  .arrow.x { color: var(--accent); }
  .arrow.column { color: var(--ink); }
  .arrow.column .shaft { stroke-dasharray: 5 3; }
  text.name.x { fill: var(--accent); }
  span.first { color: var(--first); }
  span.second { color: var(--second); }
  .least { stroke: var(--second); stroke-width: 2.5; }

  .film { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0.375rem; margin-top: 0.75rem; }
  .film button { display: grid; justify-items: center; gap: 0.25rem; padding: 0.375rem 0.125rem; min-width: 0; color: var(--muted); font-size: 0.8125rem; line-height: 1.25; align-content: start; }
  .film button[aria-pressed='true'] { border-color: var(--accent); background: var(--accent-soft); color: var(--ink); }
  .film strong { display: block; color: var(--ink); font-size: 0.9375rem; }
  .film .image { stroke-width: 1.5; }
  .film .shaft { stroke-width: 2; }
  .steps { display: flex; align-items: center; gap: 0.75rem; margin-top: 0.5rem; }
  .steps input { flex: 1; min-width: 0; min-height: 1.5rem; }
  .steps label { display: flex; flex: 1; align-items: center; gap: 0.75rem; white-space: nowrap; color: var(--muted); }
  .steps strong { color: var(--ink); min-width: 4.5em; }

  text.title { font-size: 15px; font-weight: 600; }
  text.title.acting { fill: var(--accent); text-decoration: underline; }
  text.sign { font-size: 17px; fill: var(--muted); }
  text.below { fill: var(--muted); }
  .number { font-family: var(--ui); font-weight: 500; text-anchor: middle; dominant-baseline: central; }
  .heat { image-rendering: pixelated; }
  .lines { stroke: var(--line); fill: none; }
  .cells { fill: none; stroke: var(--muted); }
  .cells.result { stroke: var(--ink); stroke-width: 3; }
  .cells.yours { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 6 4; }
  .frame { fill: none; stroke-width: 2.5; rx: 3px; }
  .frame.first { stroke: var(--first); }
  .frame.second { stroke: var(--second); }
  .piece { cursor: pointer; }
  .piece:not(.added) .cells { stroke: var(--line-strong); stroke-dasharray: 2 3; }

  .share { color: var(--muted); }
  .share strong { font-size: 1.75rem; line-height: 1.1; color: var(--ink); font-variant-numeric: tabular-nums; }
  .share b { color: var(--accent); }
  .balance { margin: 0.25rem 0; overflow: visible; }
  .total { fill: var(--sunken); stroke: var(--line); }
  .along { fill: var(--accent); }
  .ends { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 0.75rem; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
`;
