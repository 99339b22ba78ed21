// A 2×2 matrix as three moves: Vᵀ turns, Σ stretches along the axes, U turns again (and mirrors, where the determinant is negative).

import { svd } from './svd';

/** [a, b, c, d] for the matrix with rows a b and c d. */
export type Map2 = readonly [number, number, number, number];
export type Point = readonly [x: number, y: number];

export interface Moves {
  s: readonly [number, number];
  v: number; // angle of v1, radians; V = [v1, v2] is a turn by it
  u: number; // angle of u1
  mirrored: boolean; // then u2 stands clockwise from u1
}

const QUARTER = Math.PI / 2;

export const apply = ([a, b, c, d]: Map2, [x, y]: Point): Point => [a * x + b * y, c * x + d * y];
export const times = ([a, b, c, d]: Map2, [e, f, g, h]: Map2): Map2 => [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
export const det = ([a, b, c, d]: Map2): number => a * d - b * c;
export const rotation = (angle: number): Map2 => [Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)];

/** A = U Σ Vᵀ. Of v1 and −v1 it takes the one on the right, so that the first turn is the shorter one. */
export function moves(A: Map2): Moves {
  const { U, s, Vt } = svd({ rows: 2, columns: 2, values: Float64Array.from(A) });
  const [v, u] = [Math.atan2(Vt.values[1]!, Vt.values[0]!), Math.atan2(U.values[2]!, U.values[0]!)];
  const left = v > QUARTER || v <= -QUARTER ? Math.PI : 0;
  return { s: [s[0]!, s[1]!], v: within(v - left), u: within(u - left), mirrored: det(A) < 0 };
}

/** The same angle in (−π, π]. */
const within = (angle: number): number => Math.PI - ((((Math.PI - angle) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI));

export const vectorV = ({ v }: Moves, k: 0 | 1): Point => [Math.cos(v + k * QUARTER), Math.sin(v + k * QUARTER)];
export function vectorU({ u, mirrored }: Moves, k: 0 | 1): Point {
  const angle = u + k * (mirrored ? -QUARTER : QUARTER);
  return [Math.cos(angle), Math.sin(angle)];
}

/** How far the moves have come at `stage`: 0 nothing, 1 Vᵀ, 2 ΣVᵀ, 3 UΣVᵀ; between whole numbers a move is on its way. */
export function mapAt({ s, v, u, mirrored }: Moves, stage: number): Map2 {
  const [first, second, third] = [0, 1, 2].map((k) => Math.min(1, Math.max(0, stage - k))) as [number, number, number];
  const stretched: Map2 = [1 + (s[0] - 1) * second, 0, 0, 1 + (s[1] - 1) * second];
  const turned: Map2 = mirrored ? times(rotation(u * third), [1, 0, 0, 1 - 2 * third]) : rotation(u * third);
  return times(turned, times(stretched, rotation(-v * first)));
}
