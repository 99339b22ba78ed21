// The attributes of <hm-descent>, read and checked.

import { bowl, type Bowl, bowlOfLine, bowlWith } from '../math/descent';
import type { Point } from '../math/plane';
import { readRows, type Rows, Unreadable, writeRows } from '../math/rows';

export interface Shape { points: Rows; matrix: Rows; b: Rows; condition: number; angle: number; minimum: Rows }
export interface Settings { rate: number; momentum: number; steps: number; h: number }

/** The loss of a line through points; else the bowl of a matrix; else one with this condition. Throws Unreadable. */
export function readBowl({ points, matrix, b, condition, angle, minimum }: Shape): Bowl {
  if (points.length > 0) return bowlOfLine(readPoints(points));
  if (matrix.length === 0) {
    if (!(condition >= 1 && condition < Infinity)) throw new Unreadable('A condition is 1 or more, like condition="10".');
    if (!Number.isFinite(angle)) throw new Unreadable('An angle is a number of degrees, like angle="30".');
    return bowlWith(condition, angle, readPair(minimum, 'minimum="1 0.5"'));
  }
  const A = readRows(matrix, 2, 'matrix="3 1; 1 2"');
  if (A.length !== 2) throw new Unreadable(`A bowl in the plane needs a 2×2 matrix; this one is ${A.length}×2. Write it like matrix="3 1; 1 2".`);
  return bowl(A, readPair(b, 'b="1 -1"'));
}

export function readPoints(rows: Rows): Point[] {
  const points = readRows(rows, 2, 'points="0 1; 1 3; 2 2"') as unknown as Point[];
  if (new Set(points.map(([x]) => x)).size < 2) throw new Unreadable('A line needs points at two different x at least, like points="0 1; 1 3; 2 2".');
  return points;
}

export function readPair(rows: Rows, example: string): Point {
  const [pair] = readRows(rows, 2, example);
  if (!pair) throw new Unreadable(`Two numbers are missing. Write them like ${example}.`);
  return pair as unknown as Point;
}

export function check({ rate, momentum, steps, h }: Settings): void {
  if (!(rate > 0 && rate < Infinity)) throw new Unreadable('A rate is a positive number, like rate="0.1".');
  if (!(momentum >= 0 && momentum < 1)) throw new Unreadable('A momentum is 0 or more and less than 1, like momentum="0.9"; 1 would never come to rest.');
  if (!(Number.isInteger(steps) && steps >= 0)) throw new Unreadable('Steps are a whole number from 0 on, like steps="20".');
  if (!(h > 0 && h < Infinity)) throw new Unreadable('A nudge is a positive number, like h="0.1".');
}

/** As an attribute. */
function textOf(rows: Rows): string {
  if (typeof rows === 'string') return rows;
  return writeRows(typeof rows[0] === 'number' ? [rows as number[]] : (rows as number[][]));
}

/** What of a shape is set, as attributes: one of the three ways. */
export function shapeSetup({ points, matrix, b, condition, angle, minimum }: Shape): Record<string, string> {
  if (points.length > 0) return { points: textOf(points) };
  return matrix.length > 0 ? { matrix: textOf(matrix), b: textOf(b) } : { condition: String(condition), angle: String(angle), minimum: textOf(minimum) };
}
