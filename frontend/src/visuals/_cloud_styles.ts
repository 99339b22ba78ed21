// The looks of <hm-cloud>. Points are drawn thin, shadows bold; groups differ in colour, in lightness and in shape.

import { css } from 'lit';

export const cloudStyles = css`
  :host {
    --group-0: light-dark(#4a2f9c, #9a7cf0);
    --group-1: light-dark(#00937f, #3fc3b0);
    --group-2: light-dark(#c79200, #f7d37a);
    --group-3: light-dark(#b03a6f, #f08cb8);
    --group-4: light-dark(#4d4d4d, #c8c8c8);
    --group-5: light-dark(#5d7a00, #b5d35a);
  }
  .waiting { aspect-ratio: 1.3; }
  .stage { display: grid; gap: 0.75rem 1.5rem; justify-items: center; }
  .stage.wide { grid-template-columns: minmax(0, 1fr) 15rem; align-items: center; }
  .panel { width: 100%; display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.5rem 1.5rem; align-items: start; }
  .panel p { margin: 0 0 0.5rem; }
  .picture { max-width: 100%; overflow: visible; user-select: none; -webkit-user-select: none; }
  .turning { cursor: grab; }
  .turning:active { cursor: grabbing; }

  text { font: 400 13px var(--ui); fill: var(--muted); }
  .cross { stroke: var(--line); fill: none; }
  .track { fill: none; stroke: var(--line); stroke-dasharray: 1.5 4; stroke-linecap: round; }
  .points { fill: var(--ink); fill-opacity: 0.5; }
  .drops { fill: none; stroke: var(--ink); stroke-opacity: 0.17; stroke-width: 1; }
  .drop-bold { stroke: var(--ink); stroke-width: 1.5; }
  .axis { stroke: var(--ink); stroke-width: 1.75; }
  .guess { stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 5 5; stroke-opacity: 0.7; }
  .been { fill: var(--accent); fill-opacity: 0.55; }
  .shadows { fill: var(--accent); }
  .chosen { fill: none; stroke: var(--ink); stroke-width: 2; }
  .handle { cursor: grab; }
  .handle:focus-visible { outline: none; }
  .reach { fill: transparent; }
  .grip { fill: var(--accent); stroke: var(--paper); stroke-width: 2.5; }
  .handle.far { fill: var(--paper); stroke: var(--ink); stroke-width: 1.75; }
  .handle:focus-visible .grip { stroke: var(--focus); stroke-width: 3; paint-order: stroke; }
  .handle:focus-visible .reach { stroke: var(--focus); stroke-width: 2; r: 17px; }
  .density { fill: var(--accent-soft); stroke: var(--accent); stroke-width: 1.25; }
  .rug { stroke: var(--accent); stroke-opacity: 0.5; stroke-width: 1; }

  .ask { font-size: 1.0625rem; color: var(--ink); }
  .quiet { color: var(--muted); font-variant-numeric: tabular-nums; }
  .share { color: var(--muted); }
  .share strong { font-size: 1.75rem; line-height: 1.1; color: var(--ink); font-variant-numeric: tabular-nums; display: block; }
  .total { fill: var(--sunken); stroke: var(--line); }
  .along { fill: var(--accent); }
  .best { stroke: var(--ink); stroke-width: 2; }
  .chance { stroke: var(--ink); stroke-width: 2; }
  .key-chance { display: inline-block; width: 2px; height: 0.75rem; background: var(--ink); vertical-align: -1px; }
  dl { margin: 0; font-variant-numeric: tabular-nums; }
  dl > div { display: flex; justify-content: space-between; gap: 0.5rem; }
  dt { display: flex; align-items: baseline; color: var(--muted); }
  dd { margin: 0; }
  dt i { flex: none; align-self: center; width: 0.75rem; height: 0.75rem; margin-right: 0.5rem; border-radius: 2px; border: 1px solid transparent; }
  .key-along { background: var(--accent); }
  .key-lost { background: var(--sunken); border-color: var(--line-strong); }
  .key-best { border: 0; width: 2px; margin: 0 0.8125rem 0 0.3125rem; background: var(--ink); border-radius: 0; }
  .key-guess { border: 0; border-top: 1.5px dashed var(--ink); height: 0; border-radius: 0; }

  .group { stroke: var(--paper); stroke-width: 0.6; fill-opacity: 0.88; }
  .group-0 { fill: var(--group-0); }
  .group-1 { fill: var(--group-1); }
  .group-2 { fill: var(--group-2); }
  .group-3 { fill: var(--group-3); }
  .group-4 { fill: var(--group-4); }
  .group-5 { fill: var(--group-5); }
  .arrow { stroke: var(--ink); stroke-width: 1.5; }
  .leader { stroke: var(--line-strong); stroke-width: 0.75; fill: none; stroke-dasharray: 2 2; }
  .tip { fill: var(--ink); }
  .column { fill: var(--ink); font-size: 12.5px; }
  .tour { display: flex; align-items: end; gap: 0.75rem; margin-top: 0.5rem; }
  .tour label { flex: 1; display: flex; flex-wrap: wrap; justify-content: space-between; color: var(--muted); }
  .tour input { flex: 1 0 100%; margin: 0.25rem 0; }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  caption { text-align: left; color: var(--muted); padding-bottom: 0.25rem; }
  th { font-weight: 400; text-align: left; width: 2.5rem; padding: 0.125rem 0; }
  td.number { width: 3.5rem; text-align: right; }
  td svg { width: 100%; }
  .pair, .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem; }
  .pair { flex: 1 1 12rem; flex-wrap: nowrap; min-width: 0; }
  .pair.three { flex-basis: 100%; }
  .tools { max-width: 100%; }
  .pair select { flex: 1 1 0; min-width: 0; }
  .legend [aria-pressed='false'] { color: var(--muted); text-decoration: line-through; }
  .legend [aria-pressed='false'] svg { opacity: 0.3; }
  .tools > [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
  canvas.handle { touch-action: none; }
  .rotation td { text-align: right; color: var(--muted); padding: 0.125rem 0 0.125rem 0.5rem; }
  .rotation .screen td { color: var(--ink); font-weight: 600; }
  .rotation th { width: 4rem; }
`;
