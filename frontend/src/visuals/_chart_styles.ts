// The looks of pictures with a chart, handles on it, and numbers and sliders around it.

import { css } from 'lit';

export const chartStyles = css`
  :host { --best: light-dark(#5b3cc4, #a992ff); }
  .picture { max-width: 100%; overflow: visible; user-select: none; -webkit-user-select: none; touch-action: pan-y; }
  text { font: 400 13px var(--ui); fill: var(--muted); }
  :host([presented]) text { font-size: 15px; }
  .mark-x { text-anchor: middle; }
  .mark-y { text-anchor: end; }
  .axes .name { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
  .grid { fill: none; stroke: var(--line); stroke-width: 1; }
  .zero { fill: none; stroke: var(--line-strong); stroke-width: 1; }

  .handle { cursor: grab; }
  .handle:active { cursor: grabbing; }
  .handle:focus-visible { outline: none; }
  .reach { fill: transparent; }
  .grip { fill: var(--accent); fill-opacity: 0.16; stroke: var(--accent); stroke-width: 2; }
  .handle:hover .grip { fill-opacity: 0.32; }
  .group { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; }
  .group [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
  .ring { fill: none; pointer-events: none; }
  .handle:focus-visible .ring { stroke: var(--focus); stroke-width: 2; }

  .share { color: var(--muted); }
  .share strong { font-size: 1.75rem; line-height: 1.1; color: var(--ink); font-variant-numeric: tabular-nums; display: block; }
  .own-ink { color: var(--accent); font-weight: 600; }
  .best-ink { color: var(--best); font-weight: 600; }
  .quiet { color: var(--muted); font-variant-numeric: tabular-nums; }
  dl { margin: 0; font-variant-numeric: tabular-nums; }
  dl > div { display: flex; justify-content: space-between; gap: 0.5rem; }
  dt { display: flex; align-items: baseline; color: var(--muted); }
  dd { margin: 0; white-space: nowrap; }
  dt i { flex: none; align-self: center; width: 0.75rem; height: 0.75rem; margin-right: 0.5rem; border-radius: 2px; border: 1px solid transparent; }

  .panel { width: 100%; display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.5rem 1.5rem; align-items: start; }
  .panel p { margin: 0 0 0.375rem; }

  .sliders { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.25rem 1.5rem; margin-top: 0.75rem; }
  .run { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem; grid-column: 1 / -1; }
  .run .slider { flex: 1 1 10rem; margin-left: 0.5rem; }
  .slider { display: grid; color: var(--muted); font-variant-numeric: tabular-nums; }
  .slider > span { display: flex; justify-content: space-between; }
  .slider output { color: var(--ink); }
  .slider input { width: 100%; min-height: 1.75rem; margin: 0; }
  .slider-limit { overflow: visible; width: calc(100% - 16px); margin: 0 8px; } /* the thumb's middle stays half of it within the track */
  .slider-limit path { stroke: var(--ink); stroke-width: 1.5; }
  .beyond { stroke: var(--problem); stroke-width: 4; }
  @media (pointer: coarse) { .slider input { min-height: 2.75rem; } }
`;
