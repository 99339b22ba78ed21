// Least squares by Householder's reflections: A becomes a triangle without ever forming AᵀA, whose condition is the square of A's.
// Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithms 5.2.1 and 5.3.2.

import type { Matrix, Vector } from './statistics';

/** The x with the smallest ‖b − A x‖, for A (m×n) of full column rank and m ≥ n. */
export function leastSquares(A: Matrix, b: Vector): number[] {
  const n = A[0]!.length;
  const work = A.map((row, i) => [...row, b[i]!]); // becomes [R Qᵀb]
  for (let k = 0; k < n; k++) reflect(work, k);
  const x = Array.from({ length: n }, () => 0);
  for (let k = n - 1; k >= 0; k--) {
    const row = work[k]!;
    const known = x.reduce((sum, value, j) => (j > k ? sum + row[j]! * value : sum), 0);
    x[k] = (row[n]! - known) / row[k]!;
  }
  return x;
}

/** Column k becomes zero below its diagonal: all columns are mirrored in the plane between it and the k-th axis. */
function reflect(work: number[][], k: number): void {
  const below = work.slice(k);
  const length = Math.hypot(...below.map((row) => row[k]!));
  if (length === 0) return;
  const h = below.map((row) => row[k]! / length);
  const sign = h[0]! < 0 ? -1 : 1; // away from cancellation
  h[0]! += sign;
  for (let j = k; j < work[0]!.length; j++) {
    const along = below.reduce((sum, row, i) => sum + h[i]! * row[j]!, 0) / Math.abs(h[0]!);
    below.forEach((row, i) => (row[j] = row[j]! - along * h[i]!));
  }
}
