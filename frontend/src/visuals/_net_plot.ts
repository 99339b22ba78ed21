// A part of the plane with points of two colours, shaded by the chance that a network gives to each colour.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { above, contourOf, type Lattice } from '../math/bands';
import { tensor, type Tensor } from '../math/layers';
import type { Coloured } from '../math/net_data';
import type { Point } from '../math/plane';
import { drawAxes, drawGrid, Frame } from './_frame';
import { marks, type Place } from './_marks';

const SQUARES = 44; // of the lattice, to each side
const LEVELS = [0, 0.45, 1, 1.8, 3]; // of z: chances of 50, 61, 73, 86, 95%
const DOT = 4;

export interface Pane {
  left: number;
  top: number;
  frame: Frame;
}

export const onPage = ({ left, top, frame }: Pane, point: Point): Place => {
  const [x, y] = frame.at(point);
  return [left + x, top + y];
};
export const fromPage = ({ left, top, frame }: Pane, [x, y]: Place): Point => frame.point([x - left, y - top]);
export const holds = ({ left, top, frame }: Pane, [x, y]: Place): boolean => x >= left && y >= top && x <= left + frame.width && y <= top + frame.height;

/** Where z is asked for: the corners of the lattice. */
export function latticePoints(frame: Frame): Tensor {
  const n = SQUARES;
  const points = tensor([(n + 1) ** 2, 2]);
  for (let i = 0; i <= n; i++) for (let j = 0; j <= n; j++) {
    points.values.set(frame.point([(j * frame.width) / n, (i * frame.height) / n]), 2 * (i * (n + 1) + j));
  }
  return points;
}

/** Orange where z is positive, blue where it is negative, stronger the surer; the line between them. */
export function drawGround(frame: Frame, z: Tensor): SVGTemplateResult {
  const lattice: Lattice = { n: SQUARES, values: z.values, size: frame.width / SQUARES };
  const mirrored = { ...lattice, values: z.values.map((value) => -value) };
  return svg`
    ${LEVELS.map((level) => svg`<path class="sure orange" d=${above(lattice, level)}></path><path class="sure blue" d=${above(mirrored, level)}></path>`)}
    <path class="boundary" d=${contourOf(lattice, 0)}></path>`;
}

/** Blue points are round and orange ones have corners. A ring around those on the wrong side. */
export function drawPoints(frame: Frame, points: readonly Coloured[], places: readonly Point[], wrong: readonly boolean[]): SVGTemplateResult {
  const at = places.map((place) => frame.at(place));
  const radius = points.length > 120 ? DOT - 0.75 : DOT;
  const of = (label: number): Place[] => at.filter((_, i) => points[i]![2] === label);
  return svg`
    <path class="dot blue" d=${marks(of(0), radius)}></path>
    <path class="dot orange" d=${marks(of(1), radius, 3)}></path>
    <path class="wrong" d=${marks(at.filter((_, i) => wrong[i]), radius + 4)}></path>`;
}

/** Cut at its edges, with its name above. */
export function drawPane({ left, top, frame }: Pane, name: string, inside: unknown, grid = true): SVGTemplateResult {
  return svg`
    <text class="title" x=${left} y=${top - 8}>${name}</text>
    <svg x=${left} y=${top} width=${frame.width} height=${frame.height} overflow="hidden">
      <rect class="paper" width=${frame.width} height=${frame.height}></rect>
      ${grid ? drawGrid(frame) : nothing}
      ${inside}
      ${drawAxes(frame)}
    </svg>
    <rect class="edge" x=${left} y=${top} width=${frame.width} height=${frame.height} rx="4"></rect>`;
}
