// A 2×2 matrix as three moves: Vᵀ turns, Σ stretches along the axes, U turns again (and mirrors, where the determinant is negative).

import { determinant, type Map2, multiply, type Point, rotation } from './plane';
import { svd } from './svd';

/** Angles in degrees. */
export interface Moves {
  s: readonly [number, number];
  v: number; // of v1; V = [v1, v2] is a turn by it
  u: number; // of u1
  mirrored: boolean; // then u2 stands clockwise from u1
}

export const directionAt = (degrees: number): Point => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
export const angleOf = ([x, y]: Point): number => (Math.atan2(y, x) * 180) / Math.PI;

/** A = U Σ Vᵀ. Of v1 and −v1 it takes the one on the right, so that the first turn is the shorter one. */
export function moves(A: Map2): Moves {
  const { U, s, Vt } = svd({ rows: 2, columns: 2, values: Float64Array.from(A.flat()) });
  const v = angleOf([Vt.values[0]!, Vt.values[1]!]);
  const back = v > 90 || v <= -90 ? 180 : 0;
  return { s: [s[0]!, s[1]!], v: within(v - back), u: within(angleOf([U.values[0]!, U.values[2]!]) - back), mirrored: determinant(A) < 0 };
}

/** The same angle, above −180 and up to 180. */
const within = (degrees: number): number => 180 - ((((180 - degrees) % 360) + 360) % 360);

export const vectorV = ({ v }: Moves, k: 0 | 1): Point => directionAt(v + 90 * k);
export const vectorU = ({ u, mirrored }: Moves, k: 0 | 1): Point => directionAt(u + (mirrored ? -90 : 90) * k);

/** How far the moves have come at `stage`: 0 nothing, 1 Vᵀ, 2 ΣVᵀ, 3 UΣVᵀ; between whole numbers a move is on its way. */
export function mapAt({ s, v, u, mirrored }: Moves, stage: number): Map2 {
  const [first, second, third] = [0, 1, 2].map((k) => Math.min(1, Math.max(0, stage - k))) as [number, number, number];
  const stretched: Map2 = [[1 + (s[0] - 1) * second, 0], [0, 1 + (s[1] - 1) * second]];
  const turned = multiply(rotation(u * third), [[1, 0], [0, mirrored ? 1 - 2 * third : 1]]);
  return multiply(turned, multiply(stretched, rotation(-v * first)));
}
