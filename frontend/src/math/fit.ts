// Curves through points: the line, and polynomials, with the smallest sum of squared residuals.

import type { Point } from './plane';
import { leastSquares } from './qr';
import { dot, type Matrix, mean, type Vector } from './statistics';
import { svd } from './svd';

export interface Line { intercept: number; slope: number }

/** What a difference of two numbers of this size left of zero is zero. */
const unlessRounding = (value: number, size: number): number => (Math.abs(value) < 1e-14 * size ? 0 : value);

const range = (values: Vector): [number, number] => [Math.min(...values), Math.max(...values)];
export const heightOf = ({ intercept, slope }: Line, x: number): number => intercept + slope * x;

/** The line moved up or down, so that it has this height at x; and turned about its height there. */
export const lifted = ({ slope }: Line, x: number, height: number): Line => ({
  intercept: unlessRounding(height - slope * x, Math.max(Math.abs(height), Math.abs(slope * x))), slope,
});
export const turned = (line: Line, x: number, slope: number): Line => lifted({ ...line, slope }, x, heightOf(line, x));

/** How far each point lies above its line: y − ŷ. */
export const residuals = (points: readonly Point[], line: Line): number[] => points.map(([x, y]) => y - heightOf(line, x));
export const sumOfSquares = (values: Vector): number => dot(values, values);

/** From the mean height: what a line that knows nothing of x leaves. */
function deviations(points: readonly Point[]): number[] {
  const [, middle] = mean(points) as [number, number];
  return points.map(([, y]) => y - middle);
}

const ROUNDED = 1e-20; // a sum of squares this small beside that of the heights is zero but for rounding

/** Everything that a picture says about a line through points. */
export interface LineReading {
  best: Line;
  bestSse: number;
  sse: number;
  /** The sum of squares around the mean height, and the largest height. */
  whole: number;
  height: number;
  /** How much larger the sum of squares is than the best; where the best is zero, as a share of the spread. */
  excess: number;
  /** The share of the spread that is explained; NaN where nothing is spread. */
  r2: number;
  residuals: number[];
  /** The residuals' dot products with the two columns: zero for the best line. */
  dotOne: number;
  dotX: number;
  /** Is the best line the only one? Not where all points stand above each other. */
  unique: boolean;
}

/** Needs a point; without a line of one's own, the best is read. */
export function readLine(points: readonly Point[], own: Line | null = null): LineReading {
  const { at, unique } = fitPolynomial(points, { degree: 1, ridge: 0, scaled: true });
  const [low, high] = range(points.map(([x]) => x));
  const [atLow, atHigh] = [at(low), at(high)];
  const size = Math.max(Math.abs(atLow), Math.abs(atHigh));
  const slope = high > low ? unlessRounding(atHigh - atLow, size) / (high - low) : 0;
  const best = { intercept: unlessRounding(atLow - slope * low, Math.max(size, Math.abs(slope * low))), slope };
  const left = residuals(points, own ?? best);
  const least = ROUNDED * sumOfSquares(points.map(([, y]) => y));
  const squares = (values: Vector): number => {
    const sum = sumOfSquares(values);
    return sum > least ? sum : 0;
  };
  const [sse, bestSse, whole] = [squares(left), squares(residuals(points, best)), squares(deviations(points))];
  return {
    best, bestSse, sse, whole, residuals: left, unique, height: Math.max(...points.map(([, y]) => Math.abs(y))),
    excess: sse > bestSse ? (sse - bestSse) / (bestSse || whole) : 0,
    r2: whole > 0 ? 1 - sse / whole : NaN,
    dotOne: left.reduce((sum, r) => sum + r, 0), dotX: dot(left, points.map(([x]) => x)),
  };
}

// Polynomials

export interface Model {
  degree: number;
  /** λ of ‖y − A c‖² + λ ‖c‖², where c leaves the constant out. */
  ridge: number;
  /** Powers of t, x moved and shrunk to −1 … 1, in place of powers of x. */
  scaled: boolean;
}

export interface Fit extends Model {
  coefficients: number[];
  /** Of the matrix that was solved: the columns 1, t, t² …, with the rows of the ridge below. */
  condition: number;
  unique: boolean;
  /** The largest |t| among the points. */
  reach: number;
  at: (x: number) => number;
}

/** x → t. */
function scaling(xs: Vector, scaled: boolean): (x: number) => number {
  const [low, high] = range(xs);
  const [middle, half] = scaled ? [(low + high) / 2, (high - low) / 2 || 1] : [0, 1];
  return (x) => (x - middle) / half;
}

/** The rows 1, t, t² … */
export const powers = (ts: Vector, degree: number): number[][] =>
  ts.map((t) => Array.from({ length: degree + 1 }, (_, k) => t ** k));

const horner = (coefficients: Vector, t: number): number => coefficients.reduceRight((sum, c) => sum * t + c, 0);

/** The polynomial with the smallest ‖y − A c‖² + λ ‖c‖²; where many have it, the one with the smallest coefficients, as lstsq in NumPy. */
export function fitPolynomial(points: readonly Point[], model: Model): Fit {
  const { degree, ridge } = model;
  const toT = scaling(points.map(([x]) => x), model.scaled);
  const weights = ridge > 0 ? Array.from({ length: degree }, (_, k) => unit(degree + 1, k + 1, Math.sqrt(ridge))) : [];
  const ts = points.map(([x]) => toT(x));
  const A = [...powers(ts, degree), ...weights];
  const y = [...points.map(([, height]) => height), ...weights.map(() => 0)];
  const { coefficients, condition, unique } = solve(A, y);
  return { ...model, coefficients, condition, unique, reach: Math.max(...ts.map(Math.abs)), at: (x) => horner(coefficients, toT(x)) };
}

const unit = (length: number, k: number, value: number): number[] => Array.from({ length }, (_, j) => (j === k ? value : 0));

const ROUNDING = 2 ** -52;

/** A c = y by least squares; where many c are best, the smallest. */
export function solve(A: Matrix, y: Vector): Pick<Fit, 'coefficients' | 'condition' | 'unique'> {
  const [m, n] = [A.length, A[0]!.length];
  const { U, s, Vt } = svd({ rows: m, columns: n, values: Float64Array.from(A.flat()) });
  const rank = s.filter((value) => value > ROUNDING * Math.max(m, n) * s[0]!).length;
  if (rank === n) return { coefficients: leastSquares(A, y), condition: s[0]! / s[n - 1]!, unique: true };
  const coefficients = Array.from({ length: n }, () => 0);
  for (let k = 0; k < rank; k++) {
    const along = y.reduce((sum, value, i) => sum + value * U.values[i * U.columns + k]!, 0) / s[k]!;
    coefficients.forEach((_, j) => (coefficients[j]! += along * Vt.values[k * n + j]!));
  }
  return { coefficients, condition: Infinity, unique: false };
}

/** The mean of the squared residuals; NaN of no points. */
export const meanSquare = (points: readonly Point[], { at }: Fit): number =>
  points.reduce((sum, [x, y]) => sum + (y - at(x)) ** 2, 0) / points.length;
