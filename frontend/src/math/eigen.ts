// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: slow for large matrices, but
// short, and accurate to the last digits for the small ones of a picture.
// Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 8.5.2 (cyclic Jacobi).

import type { Matrix } from './statistics';

export interface Eigen {
  /** Largest first. */
  values: number[];
  /** vectors[k] belongs to values[k]; its largest entry is positive, since v and −v are the same axis. */
  vectors: number[][];
}

const SWEEPS = 30; // quadratic convergence: 10×10 needs about 5

/** A = V diag(values) Vᵀ for a symmetric A (n×n). */
export function symmetricEigen(A: Matrix): Eigen {
  const n = A.length;
  const a = A.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  const size = Math.hypot(...a.flat());
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(a) > 1e-15 * size; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q);
  }
  const order = a.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return { values: order.map((i) => a[i]![i]!), vectors: order.map((i) => pointUp(v.map((row) => row[i]!))) };
}

const offDiagonal = (a: Matrix): number => Math.hypot(...a.flatMap((row, i) => row.filter((_, j) => j !== i)));

/** Turns the plane (p, q) so that a[p][q] becomes zero; v collects the turns. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const tau = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  const turn = (row: number[]): void => {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  };
  a.forEach(turn); // A ← A J
  const [rowP, rowQ] = [a[p]!, a[q]!];
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [rowP[k]!, rowQ[k]!]; // A ← Jᵀ A
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  v.forEach(turn);
}

function pointUp(vector: number[]): number[] {
  const largest = vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
  return largest < 0 ? vector.map((x) => -x) : vector;
}
