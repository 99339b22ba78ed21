// Where the three matrices of C = A B stand: A at the left, B above and to the right, C in the corner, so that row and column meet.

import type { Operand } from '../math/product';

const SMALL = 10; // a cell, px

export interface Layout {
  cell: number;
  A: { x: number; y: number };
  B: { x: number; y: number };
  C: { x: number; y: number };
  width: number;
  height: number;
}

const EDGE = 4; // for the outlines
const GAP = 24; // between the matrices: the brackets of the inner lengths stand in it
const NAME = 24; // above B, below A and C

export function layOut(A: Operand, B: Operand, room: number, tallest: number, largest: number): Layout {
  const across = room - 2 * EDGE - GAP;
  const down = tallest - 2 * NAME - GAP;
  const cell = Math.min(largest, across / (A.columns + B.columns), down / (A.rows + B.rows));
  const x = EDGE + A.columns * cell + GAP;
  const y = NAME + B.rows * cell + GAP;
  return {
    cell,
    A: { x: EDGE, y },
    B: { x, y: NAME },
    C: { x, y },
    // A name needs its room, also over one thin column.
    width: x + Math.max(64, B.columns * cell) + EDGE,
    height: y + A.rows * cell + NAME,
  };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The frame around a row, a column, one cell, or (both null) all of a matrix. */
export function frame({ x, y }: { x: number; y: number }, { rows, columns }: Pick<Operand, 'rows' | 'columns'>, cell: number, row: number | null, column: number | null): Box {
  return {
    x: x + (column ?? 0) * cell,
    y: y + (row ?? 0) * cell,
    width: (column === null ? columns : 1) * cell,
    height: (row === null ? rows : 1) * cell,
  };
}

/** A frame to be drawn: around small cells it keeps its distance, so that it does not hide them. */
export function around(box: Box, cell: number): Box {
  const out = cell < SMALL ? 2 : 0;
  return { x: box.x - out, y: box.y - out, width: box.width + 2 * out, height: box.height + 2 * out };
}

/** A bracket over a side of a matrix: along the top of A, along the left of B. */
export const overTop = (x: number, y: number, width: number): string => `M${x + 1} ${y + 5}v-5H${x + width - 1}v5`;
export const alongLeft = (x: number, y: number, height: number): string => `M${x + 5} ${y + 1}h-5V${y + height - 1}h5`;
