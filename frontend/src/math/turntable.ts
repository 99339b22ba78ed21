// Three dimensions on a page: a turntable that is turned and tilted, seen from far away (parallel lines stay parallel).

import { dot, type Vector } from './statistics';

/** Degrees. `turn` goes round the vertical; `tilt` 0 looks along the floor, 90 straight down on it. */
export interface Pose { turn: number; tilt: number }

/** The rows of the rotation: which way in the room is right, up, and towards the eye. */
export function rotation({ turn, tilt }: Pose): readonly [right: Vector, up: Vector, towards: Vector] {
  const [a, b] = [turn, tilt].map((angle) => (angle * Math.PI) / 180) as [number, number];
  const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
  return [[ca, sa, 0], [-sa * sb, ca * sb, cb], [sa * cb, -ca * cb, sb]];
}

/** Where a point of the room stands on the page (up is positive), and how near it is. */
export const see = (R: ReturnType<typeof rotation>, point: Vector): [right: number, up: number, near: number] =>
  [dot(R[0], point), dot(R[1], point), dot(R[2], point)];

/** Directions at right angles, of length one: two in the plane of u and v, beginning with u, and the one across. Null where u and v lie in one line. */
export function planeBasis(u: Vector, v: Vector): readonly [Vector, Vector, Vector] | null {
  const unit = (w: Vector): number[] | null => {
    const length = Math.hypot(...w);
    return length > 0 ? w.map((x) => x / length) : null;
  };
  const e = unit(u);
  const rest = e && v.map((x, i) => x - dot(e, v) * e[i]!);
  const f = rest && Math.hypot(...rest) > 1e-9 * Math.hypot(...v) ? unit(rest) : null;
  return e && f && [e, f, cross(e, f)];
}

export const cross = (u: Vector, v: Vector): number[] =>
  [0, 1, 2].map((i) => u[(i + 1) % 3]! * v[(i + 2) % 3]! - u[(i + 2) % 3]! * v[(i + 1) % 3]!);
