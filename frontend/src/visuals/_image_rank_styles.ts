// The looks of <hm-image-rank>: what is kept in the accent colour, what is left out in grey.

import { css } from 'lit';

export const imageRankStyles = css`
  .row { display: grid; gap: 0.75rem 1.5rem; }
  .row.wide { grid-template-columns: minmax(0, 1fr) 19rem; align-items: start; }
  .photo { position: relative; border-radius: var(--hm-radius, 6px); }
  .photo > canvas { width: 100%; border-radius: inherit; }
  .photo > svg { position: absolute; inset: 0; overflow: visible; touch-action: pan-y; cursor: ew-resize; }
  svg { user-select: none; -webkit-user-select: none; }
  .side { font: 600 13px var(--ui); fill: #fff; stroke: rgb(0 0 0 / 0.72); stroke-width: 3.5px; stroke-linejoin: round; paint-order: stroke; }
  .handle { cursor: ew-resize; }
  .handle:focus-visible { outline: none; }
  .reach { fill: transparent; }
  .grip { fill: var(--accent); stroke: var(--paper); stroke-width: 2.5; }
  .chevrons { fill: none; stroke: var(--accent-ink); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  .handle:focus-visible .grip { stroke: var(--focus); stroke-width: 3; }
  .handle:focus-visible .reach { stroke: var(--focus); stroke-width: 2; r: 17px; }

  .spectrum { touch-action: pan-y; cursor: ew-resize; }
  text { font: 400 12px var(--ui); fill: var(--muted); font-variant-numeric: tabular-nums; }
  .spectrum .title, .name { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
  .spectrum .title { font-size: 13px; }
  .grid { stroke: var(--line); }
  .kept { fill: var(--accent); }
  .dropped { fill: var(--line-strong); }
  .curve { fill: none; stroke: var(--ink); stroke-width: 1.5; }
  .rank { stroke: var(--accent); stroke-width: 1.5; }
  .on-curve { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
  .threshold { stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 5 4; }
  .threshold.drop { stroke-opacity: 0.45; }
  .peak { fill: var(--ink); }

  .controls { display: flex; flex-wrap: wrap; gap: 0.375rem 1.25rem; margin-top: 0.5rem; }
  .controls label { flex: 1 1 10rem; display: flex; flex-wrap: wrap; justify-content: space-between; color: var(--muted); }
  .controls strong { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
  .controls input { flex: 1 0 100%; margin: 0.25rem 0; min-height: 1.5rem; }
  .panel { display: grid; gap: 0.75rem; }
  .panel.beside { grid-template-columns: minmax(0, 1fr) 11rem; gap: 1.5rem; align-items: start; }
  .figures { display: grid; grid-template-columns: 1fr auto; gap: 0.125rem 0.75rem; margin: 0; }
  .figures dt { color: var(--muted); }
  .figures dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
  .figures .bar { grid-column: 1 / -1; margin-bottom: 0.25rem; }
  .bytes { fill: var(--line-strong); }
  .bytes.mine { fill: var(--accent); }
`;
