// The looks of <hm-graph>. Discs are what matters, rings what a surfer has seen of it.

import { css } from 'lit';

export const graphStyles = css`
  :host { --surfer: light-dark(#b3205f, #f78fb6); }
  .picture { touch-action: pan-y; }
  .edge { fill: none; stroke: var(--line-strong); stroke-width: 1.25; }
  .edge-head { fill: var(--line-strong); }
  .of-chosen .edge { stroke: var(--ink); stroke-width: 1.75; }
  .of-chosen .edge-head { fill: var(--ink); }
  .taken .edge { stroke: var(--surfer); stroke-width: 2.5; }
  .taken .edge-head { fill: var(--surfer); }
  .jumped { fill: none; stroke: var(--surfer); stroke-width: 1.5; stroke-dasharray: 2 5; }
  .disc { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
  .joining .disc { fill-opacity: 0.6; }
  .visited { fill: none; stroke: var(--surfer); stroke-width: 1.5; pointer-events: none; }
  .surfer { fill: var(--surfer); stroke: var(--paper); stroke-width: 2; pointer-events: none; }
  .halo { fill: none; stroke: none; pointer-events: none; }
  .chosen .halo { stroke: var(--ink); stroke-width: 2; }
  .handle:focus-visible .halo { stroke: var(--focus); stroke-width: 3; }
  text.node { fill: var(--ink); text-anchor: middle; paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; pointer-events: none; }
  text.node .score { fill: var(--muted); font-variant-numeric: tabular-nums; }
  text.node.inside, text.node.inside .score { fill: var(--accent-ink); stroke: none; }
  .caption b { color: var(--ink); }
  .seen { color: var(--surfer); font-weight: 600; }
  .own-sliders { margin-top: 0.5rem; max-width: 22rem; }
`;
