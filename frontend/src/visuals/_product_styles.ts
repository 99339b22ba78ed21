// The looks of <hm-product>.

import { css } from 'lit';

export const productStyles = css`
  .stage { overflow: clip; overflow-clip-margin: 6px; }
  .tools { margin-left: 0; }
  .caption { flex-basis: 100%; color: var(--ink); }
  .caption .fine { color: var(--muted); }
  .picture { max-width: 100%; }
  .picture text { font-family: var(--ui); }
  .picture text:not(.number) { fill: var(--ink); }
  .picture .number { font-weight: 500; text-anchor: middle; dominant-baseline: central; pointer-events: none; }
  .picture .name { font-weight: 600; font-size: 14px; }
  :host([presented]) .picture text.name, :host([presented]) .picture text.inner { font-size: 17px; }
  .picture text .shape, .picture text.shape { font-weight: 400; fill: var(--muted); }
  .picture text.inner { font-size: 14px; font-weight: 600; fill: var(--muted); text-anchor: middle; dominant-baseline: central; }
  .picture text.sign { font-size: 15px; font-weight: 600; fill: var(--muted); text-anchor: middle; dominant-baseline: central; }
  .picture text.label { font: 400 12.5px var(--code); fill: var(--muted); dominant-baseline: central; }
  .bracket { fill: none; stroke: var(--line-strong); stroke-width: 1.25; }
  .meet { fill: none; stroke: var(--line); stroke-width: 1.25; }
  .picture .equals { paint-order: stroke; stroke: var(--paper); stroke-width: 8px; }
  .differ .bracket { stroke: var(--problem); stroke-width: 2; }
  .picture .differ text.inner { fill: var(--problem); }
  .lines { fill: none; stroke: var(--line); stroke-width: 1; }
  .heat { image-rendering: pixelated; }
  .thin, .bold { fill: none; stroke: var(--line-strong); stroke-width: 1; }
  .bold { stroke: var(--ink); stroke-width: 2.5; }
  .open { fill: none; stroke-dasharray: 3 4; stroke: var(--line-strong); stroke-width: 1.5; }
  .yours { fill: none; stroke: var(--ink); stroke-width: 2; stroke-dasharray: 6 4; }
  .wrong { fill: var(--ink); }
  .rule { fill: none; stroke: var(--line-strong); }
  .part { fill: none; stroke: var(--ink); stroke-width: 1.75; pointer-events: none; }
  .part.result { stroke-width: 3.5; }
  .part { transition: x var(--speed), y var(--speed), width var(--speed), height var(--speed); }
  .chosen { fill: none; stroke: var(--accent); stroke-width: 3; visibility: hidden; pointer-events: none; }
  .chosen.halo { stroke: var(--paper); stroke-width: 7; }
  .handle:focus .chosen { visibility: visible; }
  .handle { cursor: ns-resize; outline: none; }
  .handle.result { cursor: pointer; }
  .handle:focus-visible { outline: none; }
  .handle:focus-visible .ring { visibility: visible; }
  .ring { fill: none; stroke: var(--focus); stroke-width: 2; visibility: hidden; pointer-events: none; }
  .hit { fill: transparent; }
  .steps { display: inline-flex; align-items: center; gap: 0.25rem; }
  .steps output { min-width: 5.5em; text-align: center; color: var(--muted); }
  .choice { flex-wrap: wrap; }
  .why { margin: 0; color: var(--ink); }
`;
