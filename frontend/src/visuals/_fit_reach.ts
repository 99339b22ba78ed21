// What two columns reach in three dimensions, and how near to y.

import { type Line, powers, solve, sumOfSquares } from '../math/fit';
import type { Point } from '../math/plane';
import { readRows, type Rows, Unreadable } from '../math/rows';
import type { State } from '../math/state';
import { dot, type Vector } from '../math/statistics';

/** Two columns, y, and how much of each column is taken by the best and by the learner. Where the columns lie in one line, many are best. */
export interface Reach {
  columns: readonly [Vector, Vector];
  names: readonly [string, string];
  y: Vector;
  best: readonly [number, number];
  unique: boolean;
  own: readonly [number, number] | null;
}

const EXAMPLE = 'columns="1 0; 1 1; 1 2"';

/** Ones and x, or columns of one's own. Throws Unreadable where there are not three rows. */
export function reachOf(columns: Rows, points: readonly Point[], line: Line | null): Reach {
  const given = columns.length > 0;
  const rows = given ? readRows(columns, 2, EXAMPLE) : powers(points.map(([x]) => x), 1);
  if (points.length !== 3) {
    throw new Unreadable(`The column space is drawn for three points, one a direction; here are ${points.length}. Write them like points="0 1; 1 3; 2 2".`);
  }
  if (rows.length !== 3) throw new Unreadable(`The column space is drawn for three rows; here are ${rows.length}. Write them like ${EXAMPLE}.`);
  const [u, v] = [rows.map(([a]) => a!), rows.map(([, b]) => b!)];
  const y = points.map(([, height]) => height);
  const { coefficients, unique } = solve(rows, y);
  return { columns: [u, v], names: given ? ['a₁', 'a₂'] : ['1', 'x'], y, best: coefficients as unknown as [number, number], unique, own: line && [line.intercept, line.slope] };
}

/** p u + q v. */
export const combine = ([u, v]: Reach['columns'], [p, q]: readonly [number, number]): number[] => u.map((x, i) => p * x + q * v[i]!);

/** y minus the place that is taken: by the learner, else by the best. */
export function leftOver({ columns, y, best, own }: Reach): number[] {
  const place = combine(columns, own ?? best);
  return y.map((value, i) => value - place[i]!);
}

/** With columns of one's own there is no line, but the same sums and dot products. */
export function reachState(reach: Reach): State {
  const left = leftOver(reach);
  const [sse, best] = [sumOfSquares(left), sumOfSquares(leftOver({ ...reach, own: null }))];
  const excess = sse > best ? (sse - best) / (best || sumOfSquares(reach.y)) : 0;
  return { sse, best, ...(reach.own ? { excess } : {}), residual_dot_one: dot(left, reach.columns[0]), residual_dot_x: dot(left, reach.columns[1]) };
}
