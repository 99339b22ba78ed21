// An arrow from one place to another. Its colour is that of the class it gets: `.first { color: var(--first); }`.

import { css, svg, type SVGTemplateResult } from 'lit';

import type { Point } from '../math/plane';
import type { Frame } from './_frame';
import type { Place } from './_marks';

const HEAD = 13; // CSS pixels long where there is room

export const drawArrow = (frame: Frame, from: Point, to: Point, classes = ''): SVGTemplateResult => arrow(frame.at(from), frame.at(to), classes);

/**
 * The head ends at the place itself, and shrinks with an arrow that is shorter than two heads; a zero vector is a dot.
 * Classes: `thin` for what a map gets (and copies), `dashed` for a learner's own.
 */
export function arrow([x0, y0]: Place, [x1, y1]: Place, classes = ''): SVGTemplateResult {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 0.5) return svg`<g class=${`arrow ${classes}`}><circle class="head" cx=${x1} cy=${y1} r="3.5"></circle></g>`;
  const size = Math.min(HEAD * (classes.includes('thin') ? 0.7 : 1), length / 2);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const back = (along: number, aside: number): string => `${(x1 - along * ux - aside * uy).toFixed(2)} ${(y1 - along * uy + aside * ux).toFixed(2)}`;
  return svg`
    <g class=${`arrow ${classes}`}>
      <path class="shaft" d=${`M${x0.toFixed(2)} ${y0.toFixed(2)}L${back(0.8 * size, 0)}`}></path>
      <path class="head" d=${`M${x1.toFixed(2)} ${y1.toFixed(2)}L${back(size, 0.4 * size)}L${back(0.8 * size, 0)}L${back(size, -0.4 * size)}z`}></path>
    </g>`;
}

export const arrowStyles = css`
  .arrow { color: var(--ink); pointer-events: none; }
  .shaft { fill: none; stroke: currentColor; stroke-width: 3; }
  .head { fill: currentColor; stroke: none; }
  .arrow.thin .shaft { stroke-width: 1.25; }
  .arrow.dashed .shaft { stroke-dasharray: 6 4; stroke-width: 2.25; }
  .arrow.first, text.first { color: var(--first); fill: var(--first); }
  .arrow.second, text.second { color: var(--second); fill: var(--second); }
`;
