// The looks of <hm-fit>. Points are ink, the line that is moved has the accent, the best one a colour of its own, and bold.

import { css } from 'lit';

export const fitStyles = css`
  .waiting { aspect-ratio: 1.3; }
  .stage { display: grid; gap: 0.75rem 1.5rem; justify-items: center; }
  .stage.wide { grid-template-columns: minmax(0, 1fr) 15rem; align-items: center; }

  .best { fill: none; stroke: var(--best); stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
  .own { fill: none; stroke: var(--accent); stroke-width: 2.25; stroke-dasharray: 8 5; }
  .residual { fill: none; stroke-width: 1.5; }
  .square { fill-opacity: 0.13; stroke-width: 1; stroke-opacity: 0.55; }
  .above { fill: var(--positive); stroke: var(--positive); }
  .below { fill: var(--negative); stroke: var(--negative); }
  .square.chosen { fill: none; stroke: var(--ink); stroke-opacity: 1; stroke-width: 2; }
  .dot { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5; }
  .dot.kept { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
  .many { fill: var(--ink); fill-opacity: 0.55; }

  .handle:hover .dot { fill: var(--accent); }
  .handle.leaving { opacity: 0.35; }

  .total { fill: var(--sunken); stroke: var(--line); }
  .sum rect.above, .sum rect.below { fill-opacity: 0.75; stroke: var(--paper); stroke-width: 0.75; }
  .sum.many-pieces rect { stroke: none; }
  .sum rect.chosen { fill-opacity: 1; stroke: var(--ink); stroke-width: 1.5; }
  .sum .best { stroke-width: 3; }
  .kept-back strong { font-size: 1.25rem; }
  .kept-back i { display: inline-block; width: 0.75rem; height: 0.75rem; margin-right: 0.5rem; vertical-align: -0.0625rem; }
  .made-of summary { margin-top: 0.375rem; }
  .middle { stroke: var(--line-strong); }
  .key-best { border: 0; width: 3px; margin: 0 0.8125rem 0 0.3125rem; background: var(--best); border-radius: 0; }
  .key-whole { background: var(--sunken); border-color: var(--line-strong); }
  .key-kept { border: 2px solid var(--ink); border-radius: 50%; }
  .right-angle { color: var(--best); font-weight: 600; }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  caption { text-align: left; color: var(--muted); padding-bottom: 0.25rem; }
  th { font-weight: 400; text-align: left; width: 2rem; padding: 0.0625rem 0; font-family: var(--code); }
  td.number { width: 4rem; text-align: right; }
  td svg { width: 100%; }

  .tools label { display: inline-flex; align-items: center; gap: 0.375rem; min-height: 2.25rem; padding: 0 0.375rem; }

  .floor { fill: var(--accent-soft); fill-opacity: 0.75; stroke: var(--accent); stroke-opacity: 0.35; }
  .steps { fill: none; stroke: var(--line-strong); stroke-width: 1; stroke-dasharray: 2 3; }
  .room-axis { stroke: var(--line-strong); stroke-width: 1; }
  .arrow.shadow { color: var(--best); }
  .left-over { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 4; fill: none; }
  .left-over.mine { stroke: var(--accent); }
  .corner { stroke: var(--ink); stroke-width: 1.25; fill: none; }
  .mine { stroke: var(--accent); stroke-width: 2; fill: none; stroke-dasharray: 8 5; }
  .spot { fill: var(--best); stroke: var(--paper); stroke-width: 1.5; }
  .spot.of-own { fill: var(--accent); }
  .said { font-weight: 600; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
  .said.best-ink { fill: var(--best); }
  .said.own-ink { fill: var(--accent); }
  .axis-name { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
  .turner { fill: transparent; cursor: grab; }
  .turner:active { cursor: grabbing; }
  .turner:focus-visible { outline: none; stroke: var(--focus); stroke-width: 2; }
`;
