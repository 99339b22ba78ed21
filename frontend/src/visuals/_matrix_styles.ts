// The looks of <hm-matrix>.

import { css } from 'lit';

export const matrixStyles = css`
  .row { position: relative; display: flex; align-items: center; gap: 0.75rem; }
  .row.narrow { flex-direction: column-reverse; align-items: start; gap: 0.125rem; }
  .narrow .about { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.5rem; margin-left: 6px; }
  canvas { flex: none; cursor: crosshair; border-radius: 2px; touch-action: pan-x pan-y pinch-zoom; }
  canvas.handle { cursor: ns-resize; touch-action: none; }
  .about { min-width: 0; }
  .name { color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
  .shape { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
  :host([compare='expected']) .name::before, :host([compare='yours']) .name::before {
    content: ''; display: inline-block; width: 1.25em; margin-right: 0.5em; vertical-align: 0.25em; border-top: 2.5px solid var(--ink);
  }
  :host([compare='yours']) .name::before { border-top-style: dashed; }
  .scale { display: grid; grid-template-columns: auto 3rem auto; gap: 0.375rem; align-items: center; justify-content: start; color: var(--muted); font-size: 0.8125rem; }
  .scale rect { stroke: var(--line); }
  .low { stop-color: var(--negative); }
  .zero { stop-color: var(--hm-zero, light-dark(#fff, #23262a)); }
  .high { stop-color: var(--positive); }
  .tip {
    position: absolute; z-index: 2; padding: 0.125rem 0.5rem; border-radius: 4px; white-space: nowrap; pointer-events: none;
    background: var(--ink); color: var(--paper);
  }
  .tip code { color: inherit; }
  /* A matrix in a line of text is read like a formula: it has tools only where there is something to do. */
  :host(:not([tooled], [presented])) .tools { display: none; }
  :host(:not([tooled], [presented])) figcaption:not(:has(label, .guessed, .asked, .mark)) { display: none; }
  .caption:has(.sliders, .picked) { flex-basis: calc(100% - 3.5rem); color: var(--ink); }
  .fine { margin: 0; color: var(--muted); }

  .sliders { display: grid; grid-template-columns: auto minmax(6rem, 16rem) auto; align-items: center; gap: 0.25rem 0.75rem; justify-content: start; }
  .sliders label { display: contents; }
  .sliders input { min-height: 1.75rem; margin: 0; }
  .sliders output { min-width: 4.5em; color: var(--muted); }

  .picked { display: flex; flex-wrap: wrap; align-items: start; gap: 0.25rem 1.25rem; }
  .picked label { display: inline-flex; align-items: center; font-family: var(--code); }
  .picked input { width: 11em; min-height: 2.25rem; padding: 0.25rem 0.5rem; margin: 0 0.25rem; font: inherit; color: inherit;
    background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--hm-radius, 6px); }
  .picked input[aria-invalid='true'] { border-color: var(--problem); }
  .picked p { margin: 0.5rem 0 0; }
  .printed { margin: 0.375rem 0 0; font: 400 0.875rem/1.4 var(--code); max-width: 100%; overflow-x: auto; }
  .problem { padding: 0.25rem 0; flex-basis: 100%; }

  .lines { fill: none; stroke: var(--line); }
  .thin, .bold { fill: none; stroke: var(--line-strong); stroke-width: 1; }
  .bold { stroke: var(--ink); stroke-width: 2.5; }
  .virtual { fill: none; stroke: var(--line-strong); stroke-dasharray: 3 4; }
  .heat { image-rendering: pixelated; }
  .broadcast text { font-family: var(--ui); }
  .broadcast text:not(.number) { fill: var(--ink); }
  .broadcast .number { font-weight: 500; text-anchor: middle; dominant-baseline: central; }
  .broadcast text.sign { font-size: 18px; font-weight: 600; text-anchor: middle; dominant-baseline: central; fill: var(--muted); }
  .broadcast .title { font-size: 14px; font-weight: 600; }
  :host([presented]) .broadcast .title { font-size: 18px; }
  .broadcast .title tspan { font-weight: 400; fill: var(--muted); }
  .rule { border-collapse: collapse; margin-top: 0.75rem; }
  .rule th, .rule td { padding: 0.125rem 0.75rem; text-align: right; font-weight: 400; }
  .rule th { color: var(--muted); text-align: left; padding-left: 0; }
  .rule thead th { padding-right: 0.75rem; text-align: right; font-size: 0.8125rem; }
  .rule td { min-width: 3.5em; font-family: var(--code); }
  .rule tr.result > * { border-top: 1px solid var(--line-strong); font-weight: 600; color: var(--ink); }
  .rule td.repeated { color: var(--accent); }
  .rule td.clash { color: var(--problem); font-weight: 600; }
  .rule .why td { font: 400 0.8125rem var(--ui); color: var(--muted); }
  .rule .why td.clash { color: var(--problem); }

  .spectrum { display: block; margin-top: 1rem; max-width: 100%; }
  .spectrum text { font: 400 13px var(--ui); fill: var(--muted); }
  .spectrum .title { fill: var(--ink); }
  .spectrum .value { fill: var(--accent); }
  .spectrum .noise { fill: var(--muted); }

  canvas.tiled { width: 100%; touch-action: pan-y; border-radius: var(--hm-radius, 6px); }
  canvas.tiled.movable { touch-action: none; }
`;
