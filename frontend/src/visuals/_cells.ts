// The cells of a grid, and the way from one to the next with the arrow keys.

export interface Cell {
  row: number;
  column: number;
}

export type Move = readonly [down: number, right: number];

export const MOVES: Record<string, Move> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** `by` cells on, and never over the edge. */
export function walk({ row, column }: Cell, [down, right]: Move, by: number, rows: number, columns: number): Cell {
  const within = (place: number, count: number): number => Math.min(count - 1, Math.max(0, place));
  return { row: within(row + by * down, rows), column: within(column + by * right, columns) };
}
