// The looks of <hm-trace>. What goes into an operation is drawn thin, what comes out bold.

import { css } from 'lit';

export const traceStyles = css`
  .stage { display: grid; gap: 0.75rem 1.5rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
  .stage.wide { grid-template-columns: minmax(0, 1fr) 17rem; }
  .graph { overflow-x: auto; min-width: 0; }
  .picture { overflow: visible; user-select: none; -webkit-user-select: none; }
  text { font: 400 12px var(--ui); fill: var(--muted); text-anchor: middle; }
  .ground { fill: none; stroke: none; }
  .ground.chosen { fill: var(--accent-soft); fill-opacity: 0.55; }
  .edge { fill: none; stroke: var(--line-strong); stroke-width: 1.25; }
  .edge.chosen { stroke: var(--accent); stroke-width: 2.25; }
  .array rect { fill: var(--surface); stroke: var(--ink); stroke-width: 1; }
  .array rect.result { stroke-width: 2; }
  .array rect.result.chosen { fill: var(--accent-soft); stroke: var(--accent); stroke-width: 2.5; }
  .array rect.loop { stroke-dasharray: 3 3; }
  .array text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
  .name { font: 500 13px var(--code); fill: var(--ink); }
  .operation { cursor: pointer; }
  .operation:focus-visible { outline: none; }
  .hit { fill: transparent; stroke: none; }
  .operation:focus-visible .hit { stroke: var(--focus); stroke-width: 2; }
  rect.sign { fill: var(--paper); stroke: var(--ink); stroke-width: 1.25; }
  .words.chosen rect.sign { fill: var(--accent); stroke: var(--accent); }
  text.sign { font: 600 13px var(--code); fill: var(--ink); }
  .words.chosen text.sign { fill: var(--accent-ink); }
  .code { font: 500 13px var(--code); fill: var(--ink); text-anchor: start; }
  .cost { text-anchor: start; font-variant-numeric: tabular-nums; }
  rect.total { fill: var(--sunken); stroke: var(--line); }
  rect.time { fill: var(--accent); }
  .found circle { fill: var(--accent); }
  .found.hazard circle { fill: var(--problem); }
  .found text { font: 700 13px var(--ui); fill: var(--accent-ink); }

  .grid { stroke: var(--line); fill: none; }
  .tick { font-variant-numeric: tabular-nums; }
  .roof { fill: none; stroke: var(--ink); stroke-width: 2; }
  .roof.cache { stroke-dasharray: 7 4; stroke-width: 1.5; }
  .roof.best { stroke-dasharray: 2 4; stroke-width: 1.5; stroke-linecap: round; }
  .roof-name { fill: var(--ink); text-anchor: start; paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
  .reach { fill: transparent; }
  .end { text-anchor: end; }
  circle.mark { fill: var(--accent-soft); fill-opacity: 0.85; stroke: var(--accent); stroke-width: 1.75; }
  circle.mark.chosen { fill: var(--accent); fill-opacity: 1; }
  .number { font-weight: 600; fill: var(--accent); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
  .number.inside { stroke: none; }
  .number.inside.chosen { fill: var(--accent-ink); }
  .focus { fill: none; stroke: none; }
  .operation:focus-visible .focus { stroke: var(--focus); stroke-width: 2.5; }

  .panel { min-width: 0; padding: 0.75rem 0.875rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--hm-radius, 6px); }
  .panel pre { margin: 0 0 0.5rem; font: 500 0.875rem/1.4 var(--code); white-space: pre-wrap; overflow-wrap: anywhere; }
  .panel p { margin: 0.625rem 0 0; }
  dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.125rem 0.75rem; font-variant-numeric: tabular-nums; }
  dt { color: var(--muted); }
  dd { margin: 0; overflow-wrap: anywhere; }
  .finding { border-left: 3px solid var(--accent); padding-left: 0.625rem; }
  .finding.hazard { border-color: var(--problem); }
  strong { color: var(--ink); }
  .note { margin: 0.25rem 0 0; font-size: 0.8125rem; color: var(--muted); }
`;
