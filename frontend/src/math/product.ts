// C = A B, A m×k, B k×n, seen in four ways: each number of C as a dot product, each column of C as a combination of A's
// columns, each row of C as a combination of B's rows, and C as the sum of k outer products.

import { formatNumber } from './format';

export const VIEWS = ['dots', 'columns', 'rows', 'outer'] as const;
export type View = (typeof VIEWS)[number];

/** Rows and columns of numbers, row by row. */
export interface Operand {
  rows: number;
  columns: number;
  values: Float64Array;
}

/** What a step is about; null stands for all of them. Row of A and C, column of B and C, column of A with row of B. */
export interface Place {
  row: number | null;
  column: number | null;
  inner: number | null;
}

export const at = ({ columns, values }: Operand, row: number, column: number): number => values[row * columns + column]!;

export const agree = (A: Operand, B: Operand): boolean => A.columns === B.rows;

/** One multiplication and one addition for each of the m·k·n terms. */
export const flops = (A: Operand, B: Operand): number => 2 * A.rows * A.columns * B.columns;

/** The sum of the first `terms` outer products A[:, l] B[l, :]; all of them make C. */
export function multiply(A: Operand, B: Operand, terms = A.columns): Operand {
  const C = { rows: A.rows, columns: B.columns, values: new Float64Array(A.rows * B.columns) };
  for (let i = 0; i < A.rows; i++) {
    for (let l = 0; l < terms; l++) {
      const a = at(A, i, l);
      for (let j = 0; j < B.columns; j++) C.values[i * B.columns + j]! += a * at(B, l, j);
    }
  }
  return C;
}

/** Into how many steps a view takes the product apart. */
export function stepCount(view: View, A: Operand, B: Operand): number {
  return { dots: A.rows * B.columns, columns: B.columns, rows: A.rows, outer: A.columns }[view];
}

/** What the step just done was about: step 1 is the first. Null before it. */
export function placeOf(view: View, step: number, B: Operand): Place | null {
  const nowhere: Place = { row: null, column: null, inner: null };
  const last = step - 1;
  if (last < 0) return null;
  switch (view) {
    case 'dots': return { ...nowhere, row: Math.floor(last / B.columns), column: last % B.columns };
    case 'columns': return { ...nowhere, column: last };
    case 'rows': return { ...nowhere, row: last };
    case 'outer': return { ...nowhere, inner: last };
  }
}

/** The step that makes a cell of C; for outer products every step adds to it, so the last. */
export function stepMaking(view: View, row: number, column: number, A: Operand, B: Operand): number {
  return { dots: row * B.columns + column + 1, columns: column + 1, rows: row + 1, outer: A.columns }[view];
}

/** Does this cell of C hold anything after `step` steps? */
export function isMade(view: View, step: number, row: number, column: number, A: Operand, B: Operand): boolean {
  return view === 'outer' ? step > 0 : stepMaking(view, row, column, A, B) <= step;
}

export interface Term {
  a: number;
  b: number;
  product: number;
}

/** The terms of C[row, column] = A[row, :] · B[:, column]. */
export function termsOf(A: Operand, B: Operand, row: number, column: number): Term[] {
  return Array.from({ length: A.columns }, (_, l) => {
    const [a, b] = [at(A, row, l), at(B, l, column)];
    return { a, b, product: a * b };
  });
}

const factor = (value: number): string => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

/** Plus and minus between what is added: `1·A − 2·B`. */
export const sumText = (parts: readonly string[]): string => parts.join(' + ').replaceAll(' + −', ' − ');

/** `1·5 − 2·(−7)`. */
export const termsText = (terms: readonly Term[]): string => sumText(terms.map(({ a, b }) => `${formatNumber(a)}·${factor(b)}`));

/** Why there is no product, in words for somebody who wonders. Empty where there is one. */
export function whyNot(A: Operand, B: Operand): string {
  if (agree(A, B)) return '';
  return `Each row of A has ${count(A.columns)}, each column of B has ${count(B.rows)}: they cannot be paired. `
    + `For A B, the second number of A’s shape, ${A.rows}×${A.columns}, must equal the first of B’s, ${B.rows}×${B.columns}.`;
}

const count = (n: number): string => `${n} ${n === 1 ? 'number' : 'numbers'}`;
