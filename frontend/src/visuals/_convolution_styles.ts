// The looks of <hm-convolution>: what is looked at now is framed in the accent colour, in the image, in the sum and in the matrix.

import { css } from 'lit';

export const convolutionStyles = css`
  .picture { max-width: 100%; overflow: visible; user-select: none; -webkit-user-select: none; }
  text { font: 400 13px var(--ui); }
  text:not(.number, .total) { fill: var(--ink); }
  .number { font-weight: 500; text-anchor: middle; dominant-baseline: central; pointer-events: none; }
  .title { font-weight: 600; }
  .title .shape { font-weight: 400; fill: var(--muted); }
  .title { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
  text.sign { font-size: 17px; font-weight: 600; text-anchor: middle; dominant-baseline: central; }
  .total { font-size: 17px; font-weight: 600; text-anchor: middle; dominant-baseline: central; font-variant-numeric: tabular-nums; }
  .heat { image-rendering: pixelated; }
  .lines { fill: none; stroke: var(--line); stroke-width: 1; }
  .thin, .bold, .lost, .mark-line, .mark-rim, .lit, .chosen, .leader { fill: none; pointer-events: none; }
  .thin { stroke: var(--line-strong); }
  .bold { stroke: var(--ink); stroke-width: 2; }
  .lost { stroke: var(--line-strong); stroke-dasharray: 3 4; }
  .sum-box, .thin.accent { stroke: var(--accent); stroke-width: 2.5; }
  .mark-line { stroke: var(--accent); stroke-width: 2.5; }
  .mark-rim { stroke: var(--paper); stroke-width: 5.5; }
  .lit { stroke: var(--ink); stroke-width: 1.75; }
  .leader { stroke: var(--accent); stroke-width: 1.25; }
  .leader.rim { stroke: var(--paper); stroke-width: 3.5; }
  .covered { fill: var(--paper); stroke: var(--line-strong); }
  .hit { fill: transparent; }
  .places { fill: transparent; cursor: pointer; touch-action: pan-y; }
  .handle { cursor: grab; }
  .handle.kernel { cursor: ns-resize; }
  .handle:focus-visible { outline: none; }
  .reach { fill: transparent; }
  .ring { fill: none; pointer-events: none; }
  .handle:focus-visible .ring { stroke: var(--focus); stroke-width: 2; }
  .chosen { stroke: var(--accent); stroke-width: 3; visibility: hidden; }
  .chosen.halo { stroke: var(--paper); stroke-width: 7; }
  .handle:focus .chosen { visibility: visible; }
  .tools { margin-left: 0; }
  .terms { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .caption { flex-basis: 100%; color: var(--ink); }
  .fine { margin: 0.25rem 0 0; font-size: 0.8125rem; color: var(--muted); }
`;
