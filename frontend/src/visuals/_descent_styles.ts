// The looks of <hm-descent>. The way has the accent, the minimum that is solved for directly the colour of what is best.

import { css } from 'lit';

export const descentStyles = css`
  .ground { fill: var(--surface); }
  .contour { fill: var(--ink); fill-opacity: 0.028; stroke: var(--ink); stroke-opacity: 0.16; stroke-width: 1; }
  .grid { stroke-opacity: 0.45; }
  .way { fill: none; stroke: var(--accent); stroke-width: 1.75; stroke-linejoin: round; }
  .plain { fill: none; stroke: var(--muted); stroke-width: 1.25; stroke-dasharray: 4 3; stroke-linejoin: round; }
  .key-way { border: 0; height: 2.5px; background: var(--accent); border-radius: 0; }
  .key-plain { border: 0; border-top: 1.5px dashed var(--muted); height: 0; border-radius: 0; }
  .stops { fill: var(--accent); }
  .now { fill: var(--accent); stroke: var(--paper); stroke-width: 2; }
  .minimum { fill: none; stroke: var(--best); stroke-width: 3; stroke-linecap: round; }
  .arrow.gradient .shaft { stroke-width: 2; }
  .aim { fill: none; stroke: var(--best); stroke-width: 1.25; stroke-dasharray: 2 3; }
  .course { margin: 0.75rem 0 0; font-size: 1.125em; color: var(--ink); }
  .course.fails b { color: var(--problem); }
  .idea, .own-sliders { grid-column: 1 / -1; }
  .own-sliders { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.25rem 1.5rem; margin-bottom: 0.5rem; }
  dt .key-cross { border: 0; width: 1.25rem; height: auto; margin: 0; font: 700 1rem/1 var(--ui); color: var(--best); }
  .key-cross::before { content: '×'; }
  .points { fill: var(--ink); stroke: var(--paper); stroke-width: 1; }
  .best-line { fill: none; stroke: var(--best); stroke-width: 1.5; stroke-dasharray: 2 3; }
  .line-now { fill: none; stroke: var(--accent); stroke-width: 2.5; }
  .valley { fill: none; stroke: var(--line-strong); stroke-width: 2; }
  .tangent { fill: none; stroke: var(--best); stroke-width: 3; }
  .secant { fill: none; stroke: var(--accent); stroke-width: 2; stroke-dasharray: 8 5; }
  .rise { fill: none; stroke: var(--ink); stroke-width: 1.25; }
  .nudged { fill: var(--paper); stroke: var(--accent); stroke-width: 2.5; }
`;
