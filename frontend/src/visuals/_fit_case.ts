// The numbers on which a learner's fit failed, as the attributes of <hm-fit>: the expected line bold, theirs dashed.

import { toNumber } from '../math/array';
import { writeRows } from '../math/rows';
import type { NamedShown, Shown } from './shown';

/** A vector of finite numbers; null for what is none. */
function vector(shown: Shown | null | undefined, length?: number): number[] | null {
  const { array } = shown ?? {};
  if (!array || array.shape.length !== 1 || (length !== undefined && array.shape[0] !== length)) return null;
  const values = Array.from(array.values, toNumber);
  return values.every(Number.isFinite) ? values : null;
}

/** The rows of an m×2 matrix. */
function pairs(shown: Shown | undefined): number[][] | null {
  const { array } = shown ?? {};
  if (!array || array.shape.length !== 2 || array.shape[1] !== 2) return null;
  const values = Array.from(array.values, toNumber);
  return values.every(Number.isFinite) ? Array.from({ length: array.shape[0]! }, (_, i) => values.slice(2 * i, 2 * i + 2)) : null;
}

const NEAR = 1e-6;

/** Intercept and slope of the line on which all predictions lie; null where there is none, or only one point of it. */
function lineThrough(xs: readonly number[], ys: readonly number[] | null): number[] | null {
  if (!ys || ys.length !== xs.length) return null;
  const other = xs.findIndex((x) => x !== xs[0]);
  if (other < 0) return null;
  const slope = (ys[other]! - ys[0]!) / (xs[other]! - xs[0]!);
  const intercept = ys[0]! - slope * xs[0]!;
  const size = Math.max(...ys.map(Math.abs)) || 1;
  return xs.every((x, i) => Math.abs(intercept + slope * x - ys[i]!) <= NEAR * size) ? [intercept, slope] : null;
}

/**
 * Inputs x, y (and new), with a line or predictions as the answer: the points. Inputs A (m×2), b: the points if A has a column of
 * ones, else the column space if it has three rows.
 */
export function caseOf(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
  const input = (name: string): Shown | undefined => inputs.find((one) => one.name === name)?.shown;
  const drawn = (own: number[] | null): Record<string, unknown> => ({ best: true, own: own ? writeRows([own]) : '' });
  const [x, y, fresh] = [vector(input('x')), vector(input('y')), vector(input('new'))];
  if (x && y && x.length === y.length && x.length >= 2) {
    const own = fresh ? lineThrough(fresh, vector(got)) : vector(got, 2);
    const answered = fresh ? vector(expected) : vector(expected, 2);
    return answered && { points: writeRows(x.map((value, i) => [value, y[i]!])), ...drawn(own) };
  }
  const [A, b] = [pairs(input('A')), vector(input('b'))];
  if (!A || !b || A.length !== b.length || !vector(expected, 2)) return null;
  if (A.every(([first]) => first === 1)) return { points: writeRows(A.map(([, value], i) => [value!, b[i]!])), ...drawn(vector(got, 2)) };
  if (A.length !== 3) return null;
  return { view: 'column', columns: writeRows(A), points: writeRows(b.map((value, i) => [i, value])), ...drawn(vector(got, 2)) };
}
