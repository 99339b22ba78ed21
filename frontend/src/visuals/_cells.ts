// The cells of a grid, and the way from one to the next with the arrow keys.

import { arrowSteps } from './_keys';

export interface Cell {
  row: number;
  column: number;
}

export type Move = readonly [down: number, right: number];

/** How many cells an arrow key leads on; null for other keys. */
export function moveOf(event: KeyboardEvent): Move | null {
  const steps = arrowSteps(event);
  return steps && [0 - steps[1], steps[0]]; // 0 − 0 is 0, −0 is not
}

/** Never over the edge. */
export function walk({ row, column }: Cell, [down, right]: Move, rows: number, columns: number): Cell {
  const within = (place: number, count: number): number => Math.min(count - 1, Math.max(0, place));
  return { row: within(row + down, rows), column: within(column + right, columns) };
}
