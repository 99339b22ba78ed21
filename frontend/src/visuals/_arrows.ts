// An arrow from one place to another. Its colour is that of the class it gets: `.first { color: var(--first); }`.

import { css, svg, type SVGTemplateResult } from 'lit';

import { fromTip } from '../math/arrow';
import type { Point } from '../math/plane';
import { type Frame, polygon, polyline } from './_frame';
import type { Place } from './_marks';

const HEAD = 13; // CSS pixels long where there is room

export const drawArrow = (frame: Frame, from: Point, to: Point, classes = ''): SVGTemplateResult => arrow(frame.at(from), frame.at(to), classes);

/**
 * The head ends at the place itself, and shrinks with an arrow that is shorter than two heads; a zero vector is a dot.
 * Classes: `thin` for what a map gets (and copies), `dashed` for a learner's own.
 */
export function arrow(from: Place, to: Place, classes = ''): SVGTemplateResult {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 0.5) return svg`<g class=${`arrow ${classes}`}><circle class="head" cx=${to[0]} cy=${to[1]} r="3.5"></circle></g>`;
  const size = Math.min(HEAD * (classes.includes('thin') ? 0.7 : 1), length / 2);
  const at = fromTip(from, to);
  const notch = at(0.8 * size);
  return svg`
    <g class=${`arrow ${classes}`}>
      <path class="shaft" d=${polyline([from, notch])}></path>
      <path class="head" d=${polygon([to, at(size, 0.4 * size), notch, at(size, -0.4 * size)])}></path>
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
