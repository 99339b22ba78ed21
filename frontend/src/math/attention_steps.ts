// Attention in its six steps, each a matrix: Q = X Wq, K = X Wk, V = X Wv, S = QKᵀ/√d, P = softmax(S) with the future masked, Y = P V.

import { softmax, tensor } from './layers';
import { readRows, type Rows, Unreadable } from './rows';

export type Matrix = readonly (readonly number[])[];

/** The inputs X (T×n), Wq and Wk (n×d), Wv (n×k), and what follows from them. A trained layer adds a `shift` to each row of Q, K and V. */
export interface Steps {
  x: Matrix; wq: Matrix; wk: Matrix; wv: Matrix; q: Matrix; k: Matrix; v: Matrix; s: Matrix; p: Matrix; y: Matrix;
  shift?: Record<'q' | 'k' | 'v', readonly number[]>;
}

export const STEPS = ['q', 'k', 'v', 's', 'p', 'y'] as const;
export type Step = (typeof STEPS)[number];
const MOST_PLACES = 8;

export const times = (A: Matrix, B: Matrix): Matrix => A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, l) => sum + a * B[l]![j]!, 0)));
export const transposed = (A: Matrix): Matrix => A[0]!.map((_, j) => A.map((row) => row[j]!));

/** May place i look at place j? Not at those that follow it. */
export const sees = (i: number, j: number): boolean => j <= i;

/** The shares of row i over the places it may look at, 0 elsewhere. */
const shares = (row: readonly number[], i: number): number[] =>
  Array.from(softmax(tensor([1, row.length], row.map((s, j) => (sees(i, j) ? s : -Infinity)))).y.values);

/** S = Q Kᵀ/√d. */
export const scoresOf = (q: Matrix, k: Matrix): Matrix => times(q, transposed(k)).map((row) => row.map((dot) => dot / Math.sqrt(q[0]!.length)));

export function stepsOf(x: Matrix, wq: Matrix, wk: Matrix, wv: Matrix): Steps {
  const [q, k, v] = [times(x, wq), times(x, wk), times(x, wv)];
  const s = scoresOf(q, k);
  const p = s.map(shares);
  return { x, wq, wk, wv, q, k, v, s, p, y: times(p, v) };
}

/** A matrix from an attribute `1 2; 3 4` or from lists of numbers. */
function matrixOf(name: string, given: Rows): Matrix {
  const first = typeof given === 'string' ? given.split(';')[0]!.trim().split(/[\s,]+/) : given[0];
  const rows = readRows(given, Array.isArray(first) ? first.length : 1, `${name}="1 0; 0 1"`);
  if (rows.length === 0) throw new Unreadable(`${name} holds no number. Write it like ${name}="1 0; 0 1".`);
  return rows;
}

/** Throws Unreadable where they do not fit each other, or the letters. */
export function readSteps(T: number, given: Record<'x' | 'wq' | 'wk' | 'wv', Rows>): Steps {
  const [x, wq, wk, wv] = (['x', 'wq', 'wk', 'wv'] as const).map((name) => matrixOf(name, given[name])) as [Matrix, Matrix, Matrix, Matrix];
  const shape = (A: Matrix): string => `${A.length}×${A[0]!.length}`;
  if (x.length !== T || T > MOST_PLACES) throw new Unreadable(`There are ${T} letters, and x is ${shape(x)}: it needs a row for each, at most ${MOST_PLACES}.`);
  for (const [name, W] of [['wq', wq], ['wk', wk], ['wv', wv]] as const) {
    if (W.length !== x[0]!.length) throw new Unreadable(`x is ${shape(x)} and ${name} is ${shape(W)}: ${name} needs ${x[0]!.length} rows.`);
  }
  if (wq[0]!.length !== wk[0]!.length) throw new Unreadable(`wq is ${shape(wq)} and wk is ${shape(wk)}: they need as many columns.`);
  return stepsOf(x, wq, wk, wv);
}

/** What is multiplied in a step, left and right. For softmax the row of S alone. */
export function factorsOf(steps: Steps, step: Step): { left: Matrix; right: Matrix | null } {
  switch (step) {
    case 's': return { left: steps.q, right: transposed(steps.k) };
    case 'p': return { left: steps.s, right: null };
    case 'y': return { left: steps.p, right: steps.v };
    default: return { left: steps.x, right: steps[`w${step}`] };
  }
}
