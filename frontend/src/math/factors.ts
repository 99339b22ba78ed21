// Ratings as a product of thin matrices: r ≈ mean + b + c + p·q, fitted by alternating least squares.

import { leastSquares } from './qr';
import { dot } from './statistics';
import { svd } from './svd';

export type Ratings = readonly (readonly (number | null)[])[];

/** Of m people and n things: who is how strict, what is how good, and k factors of each. */
export interface Factors {
  readonly mean: number;
  readonly b: readonly number[]; // m
  readonly c: readonly number[]; // n
  readonly P: readonly (readonly number[])[]; // m×k
  readonly Q: readonly (readonly number[])[]; // n×k
}

const SWEEPS = 30;

/** What somebody is expected to give, as its parts: mean, b, c, and a product for each of the first `rank` factors. */
export function parts({ mean, b, c, P, Q }: Factors, i: number, j: number, rank = P[i]!.length): number[] {
  return [mean, b[i]!, c[j]!, ...P[i]!.slice(0, rank).map((p, k) => p * Q[j]![k]!)];
}

export const expected = (factors: Factors, i: number, j: number, rank?: number): number => parts(factors, i, j, rank).reduce((sum, part) => sum + part, 0);

/** The root of the mean square of rating − expected, over the ratings that there are; NaN where there is none. */
export function rootMeanSquare(ratings: Ratings, factors: Factors, rank?: number): number {
  const squares = ratings.flatMap((row, i) => row.flatMap((rating, j) => (rating === null ? [] : [(rating - expected(factors, i, j, rank)) ** 2])));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/**
 * Minimises Σ (r − mean − b − c − p·q)² + ridge Σ (b² + ‖p‖²) + ridge Σ (c² + ‖q‖²), each of the latter counted once a rating:
 * with Q fixed, each person's (b, p) is a problem of least squares of its own, and the other way round. It begins with the
 * singular vectors of the table less its mean, zero in the holes: from random numbers it often ends in a worse place.
 * Source: Zhou et al., "Large-scale parallel collaborative filtering for the Netflix prize" (2008).
 */
export function alternate(ratings: Ratings, k: number, ridge: number, sweeps = SWEEPS): Factors {
  const [m, n] = [ratings.length, ratings[0]?.length ?? 0];
  const known = ratings.flat().filter((rating) => rating !== null);
  const mean = known.reduce((sum, rating) => sum + rating, 0) / (known.length || 1);
  const start = split(Float64Array.from(ratings.flat(), (rating) => (rating === null ? 0 : rating - mean)), m, n, k).Q;
  let people: number[][] = ratings.map(() => Array.from({ length: k + 1 }, () => 0)); // b, p
  let things: number[][] = start.map((q) => [0, ...q]); // c, q
  const turned = Array.from({ length: n }, (_, j) => ratings.map((row) => row[j]!));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    people = ratings.map((row) => best(row, things, mean, ridge));
    things = turned.map((column) => best(column, people, mean, ridge));
  }
  return inOrder({ mean, b: people.map((row) => row[0]!), c: things.map((row) => row[0]!), P: people.map((row) => row.slice(1)), Q: things.map((row) => row.slice(1)) }, m, n, k);
}

/** The (bias, factors) that fit these ratings best, the others' left as they are; zero where there are no ratings. */
function best(ratings: readonly (number | null)[], others: readonly (readonly number[])[], mean: number, ridge: number): number[] {
  const size = others[0]?.length ?? 1;
  const rated = others.filter((_, j) => ratings[j] !== null);
  if (rated.length === 0) return Array.from({ length: size }, () => 0);
  const target = ratings.flatMap((rating, j) => (rating === null ? [] : [rating - mean - others[j]![0]!]));
  const root = Math.sqrt(ridge * rated.length); // as rows below: ridge without AᵀA
  const below = Array.from({ length: size }, (_, k) => Array.from({ length: size }, (_, l) => (k === l ? root : 0)));
  return leastSquares([...rated.map((row) => [1, ...row.slice(1)]), ...below], [...target, ...below.map(() => 0)]);
}

/** P Qᵀ has many factorings. This is that of its singular values, the strongest factor first. */
function inOrder(factors: Factors, m: number, n: number, k: number): Factors {
  return { ...factors, ...split(Float64Array.from({ length: m * n }, (_, at) => dot(factors.P[Math.floor(at / n)]!, factors.Q[at % n]!)), m, n, k) };
}

/** The nearest P Qᵀ (m×k, n×k) to a table: P = U √s, Q = V √s. */
function split(values: Float64Array, m: number, n: number, k: number): Pick<Factors, 'P' | 'Q'> {
  const { U, s, Vt } = svd({ rows: m, columns: n, values });
  const of = (rows: number, entry: (row: number, l: number) => number): number[][] =>
    Array.from({ length: rows }, (_, row) => Array.from({ length: k }, (__, l) => (l < s.length ? entry(row, l) * Math.sqrt(s[l]!) : 0)));
  return { P: of(m, (i, l) => U.values[i * U.columns + l]!), Q: of(n, (j, l) => Vt.values[l * n + j]!) };
}
