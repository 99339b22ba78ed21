// A matrix as a sum of rank-one pieces sᵢ uᵢ vᵢᵀ, and how near the first k of them come to it.
// Source: Eckart and Young (1936): no other matrix of rank k comes nearer.

import type { Dense, Svd } from './svd';

/** Turns the sum of the first `from` pieces into the sum of the first `to`, in place; both ways, and without starting again. */
export function moveSum(sum: Float64Array, { U, s, Vt }: Svd, from: number, to: number): void {
  const again = to < from / 2; // then it is less work to begin at 0
  const [first, last, sign] = again ? [0, to, 1] : from < to ? [from, to, 1] : [to, from, -1];
  if (again) sum.fill(0);
  const { rows, columns: r, values: u } = U;
  const { columns, values: v } = Vt;
  for (let i = 0; i < rows; i++) {
    for (let k = first; k < last; k++) {
      const weight = sign * s[k]! * u[i * r + k]!;
      for (let j = 0, at = i * columns, of = k * columns; j < columns; j++, at++, of++) sum[at] = sum[at]! + weight * v[of]!;
    }
  }
}

/** The sum of the first k pieces. */
export function partialSum(factors: Svd, k: number): Dense {
  const values = new Float64Array(factors.U.rows * factors.Vt.columns);
  moveSum(values, factors, 0, k);
  return { rows: factors.U.rows, columns: factors.Vt.columns, values };
}

/** ‖A − A_k‖² (Frobenius) for k = 0 … r: the squares of the singular values left out. */
export function tails(s: Float64Array): Float64Array {
  const left = new Float64Array(s.length + 1);
  for (let k = s.length - 1; k >= 0; k--) left[k] = left[k + 1]! + s[k]! ** 2;
  return left;
}

/** The share of ‖A‖² that the first k pieces keep. */
export const energyKept = (left: Float64Array, k: number): number => (left[0]! > 0 ? 1 - left[k]! / left[0]! : 1);

/** Singular values above rounding: the rank, as NumPy's matrix_rank counts it. */
export function numericalRank({ U, s, Vt }: Svd): number {
  const least = Math.max(U.rows, Vt.columns) * 2 ** -52 * (s[0] ?? 0);
  return s.findLastIndex((value) => value > least) + 1;
}

/** What k pieces need: k columns, k rows, k numbers. */
export const numbersOf = (rows: number, columns: number, k: number): number => k * (rows + columns + 1);

// With noise

/**
 * ‖A_k − C‖² (Frobenius) for k = 0 … r, where A is C with noise, and A = U diag(s) Vt. Each piece changes it by
 * sₖ² − 2 sₖ uₖᵀ C vₖ, and with all pieces it is ‖A − C‖².
 */
export function squaredErrors({ U, s, Vt }: Svd, A: Dense, C: Dense): Float64Array {
  const errors = new Float64Array(s.length + 1);
  errors[s.length] = A.values.reduce((sum, a, at) => sum + (a - C.values[at]!) ** 2, 0);
  const along = shadows(U, C, Vt);
  for (let k = s.length - 1; k >= 0; k--) {
    errors[k] = Math.max(0, errors[k + 1]! + s[k]! * (2 * along[k]! - s[k]!)); // by rounding it may come below 0
  }
  return errors;
}

/** uₖᵀ C vₖ for each k. */
function shadows(U: Dense, C: Dense, Vt: Dense): Float64Array {
  const along = new Float64Array(U.columns);
  for (let i = 0; i < C.rows; i++) {
    for (let k = 0; k < U.columns; k++) {
      let sum = 0;
      for (let j = 0, at = i * C.columns, of = k * C.columns; j < C.columns; j++, at++, of++) sum += C.values[at]! * Vt.values[of]!;
      along[k] = along[k]! + sum * U.values[i * U.columns + k]!;
    }
  }
  return along;
}

/**
 * Below this, a singular value of a matrix with noise of the deviation sigma is better dropped.
 * Source: Gavish and Donoho, "The optimal hard threshold for singular values is 4/√3" (2014), equation (11).
 */
export function hardThreshold(rows: number, columns: number, sigma: number): number {
  const [short, long] = [Math.min(rows, columns), Math.max(rows, columns)];
  const beta = short / long;
  return Math.sqrt(2 * (beta + 1) + (8 * beta) / (beta + 1 + Math.sqrt(beta ** 2 + 14 * beta + 1))) * Math.sqrt(long) * sigma;
}

/** How many values lie above. */
export const countAbove = (s: Float64Array, threshold: number): number => s.findLastIndex((value) => value > threshold) + 1;

/** Decibels: how much stronger the brightest light, 255, is than the error. Infinite where there is none. */
export const psnr = (squaredError: number, count: number): number => 10 * Math.log10((255 ** 2 * count) / squaredError);
