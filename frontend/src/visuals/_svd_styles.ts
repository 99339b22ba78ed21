// The looks of <hm-svd>. v1 and what becomes of it keep one colour, v2 another; x, which is moved, has the accent colour.

import { css } from 'lit';

export const svdStyles = css`
  :host {
    --v1: light-dark(#5b35b5, #ab92f5);
    --v2: light-dark(#a8326b, #f08cb8);
  }
  .stage { display: grid; gap: 0.75rem 1.5rem; justify-items: center; }
  .stage.wide { grid-template-columns: auto minmax(0, 1fr); align-items: center; }
  .panel { width: 100%; min-width: 0; display: grid; gap: 1rem; }
  .panel p { margin: 0; }
  svg { user-select: none; -webkit-user-select: none; max-width: 100%; }
  .picture { overflow: visible; }
  text:where(:not(.number)) { font: 400 13px var(--ui); }
  text { font-variant-numeric: tabular-nums; }
  text:where(:not(.number)) { fill: var(--muted); }

  .grid { stroke: var(--line); stroke-opacity: 0.7; }
  .axes { stroke: var(--line-strong); stroke-width: 1; }
  .tick { font-size: 12px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
  .circle { fill: none; stroke: var(--muted); stroke-width: 1; stroke-dasharray: 3 4; }
  .image { fill: var(--ink); fill-opacity: 0.06; stroke: var(--ink); stroke-width: 2.25; stroke-linejoin: round; }
  .figure { fill: var(--ink); fill-opacity: 0.22; }
  .arrow { stroke-width: 3; stroke-linecap: round; fill: none; }
  .arrow.thin { stroke-width: 1.5; }
  .arrow.v1, .mark-v1 { stroke: var(--v1); }
  .arrow.v2, .mark-v2 { stroke: var(--v2); }
  .arrow.x { stroke: var(--accent); }
  .arrow.column { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 3; }
  .head.v1 { fill: var(--v1); }
  .head.v2 { fill: var(--v2); }
  .head.x { fill: var(--accent); }
  .head.column { fill: var(--ink); }
  .name { font-size: 15px; font-weight: 600; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
  .name.v1, text.v1 { fill: var(--v1); }
  .name.v2, text.v2 { fill: var(--v2); }
  .name.x { fill: var(--accent); }
  .name.column { font-size: 13px; }
  span.v1 { color: var(--v1); }
  span.v2 { color: var(--v2); }
  .mark-v2 { stroke-width: 2.5; }

  .handle { cursor: grab; }
  .handle:active { cursor: grabbing; }
  .handle:focus-visible { outline: none; }
  .reach { fill: transparent; }
  .grip { fill: var(--accent); stroke: var(--paper); stroke-width: 2.5; }
  .handle:focus-visible .reach { stroke: var(--focus); stroke-width: 2; r: 15px; }

  .film { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0.375rem; margin-top: 0.75rem; }
  .film button { display: grid; justify-items: center; gap: 0.25rem; padding: 0.375rem 0.125rem; min-width: 0; color: var(--muted); font-size: 0.8125rem; line-height: 1.25; align-content: start; }
  .film button[aria-pressed='true'] { border-color: var(--accent); background: var(--accent-soft); color: var(--ink); }
  .film strong { display: block; color: var(--ink); font-size: 0.9375rem; }
  .film .image { stroke-width: 1.5; }
  .film .arrow { stroke-width: 2; }
  .steps { display: flex; align-items: center; gap: 0.75rem; margin-top: 0.5rem; }
  .steps input { flex: 1; min-width: 0; min-height: 1.5rem; }
  .steps label { display: flex; flex: 1; align-items: center; gap: 0.75rem; white-space: nowrap; color: var(--muted); }
  .steps strong { color: var(--ink); min-width: 4.5em; }

  .title { fill: var(--ink); font-size: 15px; font-weight: 600; }
  .title.acting { fill: var(--accent); text-decoration: underline; }
  .sign { font-size: 17px; fill: var(--muted); }
  .below { font-size: 13px; }
  .number { font-family: var(--ui); font-weight: 500; text-anchor: middle; dominant-baseline: central; }
  .heat { image-rendering: pixelated; }
  .lines { stroke: var(--line); fill: none; }
  .cells { fill: none; stroke: var(--muted); }
  .cells.result { stroke: var(--ink); stroke-width: 3; }
  .cells.yours { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 6 4; }
  .frame { fill: none; stroke-width: 2.5; rx: 3px; }
  .frame.v1 { stroke: var(--v1); }
  .frame.v2 { stroke: var(--v2); }
  .piece { cursor: pointer; }
  .piece:not(.added) :is(rect, image) { opacity: 0.3; }

  .share { color: var(--muted); }
  .share strong { font-size: 1.75rem; line-height: 1.1; color: var(--ink); font-variant-numeric: tabular-nums; }
  .share b { color: var(--accent); }
  .balance { margin: 0.25rem 0; overflow: visible; }
  .total { fill: var(--sunken); stroke: var(--line); }
  .along { fill: var(--accent); }
  .ends { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 0.75rem; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
`;
