// The column space: y and the two columns of A as arrows in three dimensions. All that A c can reach is a floor; the best
// is the foot of y on it, and what is left stands at right angles.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { dot, type Vector } from '../math/statistics';
import { planeBasis, type Pose, rotation, see } from '../math/turntable';
import { arrow } from './_arrows';
import { pathOf } from './_chart';
import { combine, type Reach } from './_fit_reach';
import type { Place } from './_marks';

export interface ColumnsDrawing extends Reach {
  bestShown: boolean;
  pose: Pose;
  /** On which side of the floor is up: the one on which y lay at first. */
  up: 1 | -1;
  middle: Place;
  radius: number;
}

const MARGIN = 0.12; // of the floor, around what stands on it

/** Is y above the floor, on the side of the columns' cross product? */
export function sideOf({ columns, y }: Reach): 1 | -1 {
  const basis = planeBasis(...columns);
  return basis && dot(basis[2], y) < 0 ? -1 : 1;
}

export function drawColumns(drawing: ColumnsDrawing): SVGTemplateResult {
  const { columns, names, y, best, unique, own, bestShown, pose, up, middle, radius } = drawing;
  const basis = planeBasis(...columns);
  if (!basis || !unique) return svg`<text x=${middle[0]} y=${middle[1]} text-anchor="middle">Both columns lie in one line: they span no plane.</text>`;
  const local = (v: Vector): number[] => [dot(basis[0], v), up * dot(basis[1], v), up * dot(basis[2], v)];
  const foot = combine(columns, best);
  const onFloor = [[0, 0, 0], ...[...columns, foot, ...(own ? [combine(columns, own)] : [])].map(local)];
  const edges = [0, 1].map((k) => {
    const values = onFloor.map((p) => p[k]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [low, high] as const;
  });
  const room = MARGIN * Math.hypot(...edges.map(([low, high]) => high - low));
  const [[x0, x1], [y0, y1]] = edges.map(([low, high]) => [low - room, high + room]) as [[number, number], [number, number]];
  const height = local(y)[2]!;
  const centre = [(x0 + x1) / 2, (y0 + y1) / 2, height / 2];
  const scale = radius / Math.hypot(x1 - centre[0]!, y1 - centre[1]!, height / 2);
  const R = rotation(pose);
  const page = (p: Vector): Place => {
    const [right, rise] = see(R, p.map((value, i) => value - centre[i]!));
    return [middle[0] + scale * right, middle[1] - scale * rise];
  };
  const at = (v: Vector): Place => page(local(v));
  const origin = at([0, 0, 0]);
  const floor = svg`<path class="floor" d=${`${pathOf([[x0, y0, 0], [x1, y0, 0], [x1, y1, 0], [x0, y1, 0]].map(page))}z`}></path>`;
  const [tip, footAt, mine] = [at(y), at(foot), own && at(combine(columns, own))];
  const standing = svg`
    ${arrow(origin, tip, 'data')}
    ${bestShown ? svg`<path class="left-over" d=${pathOf([tip, footAt])}></path>${corner(local(foot), height, page)}` : nothing}
    ${mine ? svg`<path class="left-over mine" d=${pathOf([tip, mine])}></path>` : nothing}
    ${named('said', 'y', tip, origin)}`;
  const roomAxes = [0, 1, 2].map((k) => roomAxis(k, at, radius / scale));
  const fromAbove = see(R, [0, 0, 1])[2] >= 0;
  const hidden = fromAbove !== height >= 0 && Math.abs(pose.tilt) > 1; // y on the other side of the floor
  return svg`
    ${roomAxes.map(([line]) => line)}
    ${hidden ? standing : nothing}
    ${floor}
    ${roomAxes.map(([, name]) => name)}
    ${bestShown ? steps(columns, best, at) : nothing}
    ${own ? steps(columns, own, at) : nothing}
    ${columns.map((column, k) => svg`${arrow(origin, at(column), 'thin column')}${beside('said', names[k]!, at(column), origin, k === 0 ? -1 : 1)}`)}
    ${mine ? svg`<path class="mine" d=${pathOf([origin, mine])}></path>${spot('spot of-own', mine)}${named('said own-ink', 'yours', mine, origin)}` : nothing}
    ${bestShown ? svg`${arrow(origin, footAt, 'shadow')}${named('said best-ink', 'ŷ', footAt, origin)}` : nothing}
    ${hidden ? nothing : standing}`;
}

const spot = (name: string, [x, y]: Place): SVGTemplateResult => svg`<circle class=${name} cx=${x} cy=${y} r="6"></circle>`;

const AWAY = 14; // pixels of a name from its tip

function named(name: string, text: string, [x, y]: Place, [x0, y0]: Place): SVGTemplateResult {
  const length = Math.hypot(x - x0, y - y0) || 1;
  const [u, v] = [(x - x0) / length, (y - y0) / length];
  return svg`<text class=${name} x=${x + AWAY * u} y=${y + AWAY * v + 4.5} text-anchor=${u > 0.4 ? 'start' : u < -0.4 ? 'end' : 'middle'}>${text}</text>`;
}

/** Above (−1) or below (1) the tip of an arrow, so that what goes on from there does not hide the name. */
function beside(name: string, text: string, [x, y]: Place, [x0, y0]: Place, side: 1 | -1): SVGTemplateResult {
  const length = Math.hypot(x - x0, y - y0) || 1;
  const away = (side * AWAY) / length;
  return svg`<text class=${name} x=${x - away * Math.sign(x - x0) * (y - y0)} y=${y + away * Math.abs(x - x0) + 4.5} text-anchor="middle">${text}</text>`;
}

/** How many of the first column, then how many of the second. */
const steps = ([u, v]: ColumnsDrawing['columns'], [p, q]: readonly [number, number], at: (v: Vector) => Place): SVGTemplateResult => svg`
  <path class="steps" d=${pathOf([at([0, 0, 0]), at(u.map((x) => p * x)), at(combine([u, v], [p, q]))])}></path>`;

const LONG = 0.62; // of the room, from zero

/** The direction of one entry of y, and its name. */
function roomAxis(k: number, at: (v: Vector) => Place, reach: number): [line: SVGTemplateResult, name: SVGTemplateResult] {
  const [from, to] = [at([0, 0, 0]), at([0, 1, 2].map((i) => (i === k ? LONG * reach : 0)))];
  return [svg`<path class="room-axis" d=${pathOf([from, to])}></path>`, named('axis-name', `y${'₁₂₃'[k]}`, to, from)];
}

/** The sign of a right angle, at the foot of y. */
function corner(foot: Vector, height: number, page: (p: Vector) => Place): SVGTemplateResult | typeof nothing {
  const length = Math.hypot(foot[0]!, foot[1]!);
  const size = 0.16 * Math.min(Math.abs(height), length);
  if (!(size > 0)) return nothing;
  const [a, b] = [(-foot[0]! / length) * size, (-foot[1]! / length) * size];
  const rise = Math.sign(height) * size;
  const [x, y] = [foot[0]!, foot[1]!];
  return svg`<path class="corner" d=${pathOf([page([x, y, rise]), page([x + a, y + b, rise]), page([x + a, y + b, 0])])}></path>`;
}
