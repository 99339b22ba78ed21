// Two vectors of n numbers: lengths, the angle between them, and the shadow of one on the line of the other.

import { parseArray } from './array';
import { formatNumber } from './format';
import { LARGEST } from './plane_setup';
import { dot, norm, type Vector } from './statistics';

export interface Pair {
  dot: number;
  /** −1 to 1; null where one of them is 0 and has no direction. */
  cos: number | null;
  /** Degrees, 0 to 180. */
  angle: number | null;
  /** How long the shadow of b on the line of a is, negative where it points against a. */
  shadow: number | null;
  /** The shadow as a multiple of a: foot = factor · a. */
  factor: number | null;
  foot: readonly number[] | null;
  /** b − foot, at a right angle to a. */
  residual: readonly number[] | null;
}

export const add = (a: Vector, b: Vector): number[] => a.map((x, i) => x + b[i]!);
export const subtract = (a: Vector, b: Vector): number[] => a.map((x, i) => x - b[i]!);
export const scale = (factor: number, a: Vector): number[] => a.map((x) => factor * x + 0);

const ROUNDING = 8 * Number.EPSILON;

/** a·b, and 0 where that is nothing but rounding: 0.1·0.6 − 0.2·0.3. */
export function dotOf(a: Vector, b: Vector): number {
  const value = dot(a, b);
  return Math.abs(value) <= ROUNDING * a.reduce((sum, x, i) => sum + Math.abs(x * b[i]!), 0) ? 0 : value;
}

export function readPair(a: Vector, b: Vector): Pair {
  const product = dotOf(a, b);
  const [length, other] = [norm(a), norm(b)];
  if (length === 0) return { dot: product, cos: null, angle: null, shadow: null, factor: null, foot: null, residual: null };
  const factor = product / (length * length);
  const foot = scale(factor, a);
  const residual = subtract(b, foot);
  const angle = other === 0 ? null : angleOf(a, b);
  // Near 0 and 180 degrees the cosine is nearly flat: the angle tells them apart, and gives ±1 exactly there.
  const cos = angle === null ? null : angle === 0 ? 1 : angle === 180 ? -1 : Math.max(-1, Math.min(1, product / length / other));
  return { dot: product, cos, angle, shadow: product / length, factor, foot, residual };
}

/**
 * Degrees. Source: W. Kahan, "How Futile are Mindless Assessments of Roundoff" (2006), §12: accurate for small angles, where arccos is not.
 */
function angleOf(a: Vector, b: Vector): number {
  const [u, v] = [scale(1 / norm(a), a), scale(1 / norm(b), b)];
  const angle = (2 * Math.atan2(norm(subtract(u, v)), norm(add(u, v))) * 180) / Math.PI;
  const straight = Math.round(angle / 90) * 90;
  return Math.abs(angle - straight) < 1e-6 ? straight : angle;
}

/** `same direction`, `opposite`, `perpendicular`, or what lies between. */
export function relation(angle: number | null): string {
  if (angle === null) return 'no direction';
  if (angle === 0) return 'same direction';
  if (angle === 180) return 'opposite';
  if (angle === 90) return 'perpendicular';
  return angle < 90 ? 'partly the same way' : 'partly against each other';
}

/** A vector of the plane turned onto the line of a, or onto the one at a right angle to it, if that is within `within` degrees. */
export function ontoRightAngle(a: Vector, v: readonly [number, number], within: number): readonly [number, number] {
  const { angle, factor, residual } = readPair(a, v);
  if (angle === null || a.length !== 2) return v;
  if (Math.min(angle, 180 - angle) <= within) return [factor! * a[0]! + 0, factor! * a[1]! + 0];
  if (Math.abs(angle - 90) > within) return v;
  const along = norm(residual!) / norm(a) * (a[0]! * v[1] - a[1]! * v[0] < 0 ? -1 : 1);
  return [-along * a[1]! + 0, along * a[0]! + 0];
}

/** `3 1`, also written as a column, `3; 1`, or a list of numbers. */
export function readVector(name: string, written: string | Vector): number[] {
  const values = typeof written === 'string' ? Array.from(parseArray(written).values, Number) : [...written];
  if (values.length > 0 && values.every((value) => Math.abs(value) <= LARGEST)) return values;
  throw new Error(`${name}="${String(written)}" is no vector. Write its numbers, none above a million: ${name}="3 1".`);
}

export const vectorWords = (v: Vector): string => `(${v.map((x) => formatNumber(x, 3)).join(', ')})`;
