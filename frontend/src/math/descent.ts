// Gradient descent on a bowl, f(x) = ½ xᵀA x − bᵀx + c with A symmetric and positive definite (2×2).
// Sources: Nocedal and Wright, Numerical Optimization, 2nd ed., section 3.3; Polyak, "Some methods of speeding up the
// convergence of iteration methods" (1964), for the momentum; Goh, "Why momentum really works", Distill (2017).

import { direction } from './axis';
import { type Eigen, symmetricEigen } from './eigen';
import type { Point } from './plane';
import { leastSquares } from './qr';
import { Unreadable } from './rows';
import { dot, type Matrix, type Vector } from './statistics';

export interface Bowl {
  A: Matrix;
  b: Point;
  c: number;
  /** Where the gradient is zero: the solution of A x = b. */
  minimum: Point;
  least: number; // f there
  eigen: Eigen; // of A, the steepest direction first
}

const FLAT = 1e-12; // of the largest eigenvalue; what is flatter has no bottom that rounding leaves

/** Throws Unreadable where A is not symmetric, or f has no bottom or no single one. */
export function bowl(A: Matrix, b: Point, c = 0): Bowl {
  if (A[0]![1] !== A[1]![0]) throw new Unreadable('A bowl needs a symmetric matrix: the two entries off the diagonal are equal, as in "3 1; 1 2".');
  const eigen = symmetricEigen(A);
  const [steep, flat] = eigen.values as [number, number];
  const small = FLAT * Math.abs(steep);
  if (!(flat > small)) {
    const why = flat < -small ? 'an eigenvalue is negative, so somewhere it falls for ever'
      : 'it has a flat valley, since the smaller eigenvalue is zero, or too small beside the other to be told from zero';
    throw new Unreadable(`This is no bowl: ${why}.`);
  }
  const minimum = leastSquares(A, b) as unknown as Point;
  return { A, b, c, minimum, least: c - dot(b, minimum) / 2, eigen };
}

/** With eigenvalues 1 and `condition`; the flat direction is turned by `degrees`. */
export function bowlWith(condition: number, degrees: number, minimum: Point): Bowl {
  const [p, q] = direction(degrees);
  const off = p * q * (1 - condition);
  const A = [[p * p + condition * q * q, off], [off, q * q + condition * p * p]];
  return { ...bowl(A, times(A, minimum)), minimum };
}

/** The loss of a line through points: half the mean of the squared residuals, as a function of (intercept, slope). */
export function bowlOfLine(points: readonly Point[]): Bowl {
  const m = points.length;
  const average = (value: (x: number, y: number) => number): number => points.reduce((sum, [x, y]) => sum + value(x, y), 0) / m;
  const mean = average((x) => x);
  return bowl([[1, mean], [mean, average((x) => x * x)]], [average((_, y) => y), average((x, y) => x * y)], average((_, y) => y * y) / 2);
}

export const condition = ({ eigen: { values } }: Bowl): number => values[0]! / values[1]!;

const times = (A: Matrix, x: Vector): Point => [dot(A[0]!, x), dot(A[1]!, x)];

export const lossAt = ({ A, b, c }: Bowl, x: Point): number => dot(x, times(A, x)) / 2 - dot(b, x) + c;

/** A x − b. */
export function gradientAt({ A, b }: Bowl, x: Point): Point {
  const [p, q] = times(A, x);
  return [p - b[0], q - b[1]];
}

/** f(x) − f(minimum), from the distance to the minimum: near it the difference of two losses has no digits left. */
export function heightAbove({ A, minimum }: Bowl, x: Point): number {
  const away: Point = [x[0] - minimum[0], x[1] - minimum[1]];
  return dot(away, times(A, away)) / 2;
}

// The way down

export interface Pace {
  /** η, how long a step is beside the gradient. */
  rate: number;
  /** β, the share of the last step that is added to the next; 0 is plain gradient descent. */
  momentum: number;
}

const FAR = 1e150; // beyond, squares are no numbers any more

/** x₀ … x_steps, xₖ₊₁ = xₖ − η ∇f(xₖ) + β (xₖ − xₖ₋₁); fewer where it runs off to infinity. */
export function descend(bowl: Bowl, start: Point, { rate, momentum }: Pace, steps: number): Point[] {
  const path: Point[] = [start];
  let before = start;
  while (path.length <= steps) {
    const x = path.at(-1)!;
    const [p, q] = gradientAt(bowl, x);
    const next: Point = [x[0] - rate * p + momentum * (x[0] - before[0]), x[1] - rate * q + momentum * (x[1] - before[1])];
    if (!(Math.hypot(...next) < FAR)) break;
    path.push(next);
    before = x;
  }
  return path;
}

/** Below this rate it converges: 2 (1 + β) / λmax. */
export const largestRate = ({ eigen: { values } }: Bowl, momentum: number): number => (2 * (1 + momentum)) / values[0]!;

interface Root { size: number; overshoots: boolean }

/** The distance along an eigenvector in the long run: by which factor it shrinks at each step, and whether it changes sides on the way. */
function root(eigenvalue: number, { rate, momentum }: Pace): Root {
  const sum = 1 + momentum - rate * eigenvalue; // of the roots of z² − sum z + β
  const square = sum * sum - 4 * momentum;
  const size = square < 0 ? Math.sqrt(momentum) : (Math.abs(sum) + Math.sqrt(square)) / 2;
  return { size, overshoots: size > SAME && (square < 0 || sum < -SAME) };
}

export type Manner = 'rests' | 'diverges' | 'bounces' | 'exact' | 'zig-zags' | 'swings' | 'creeps' | 'converges';

export interface Course {
  manner: Manner;
  /** By which the distance to the minimum shrinks at each step, in the long run. */
  factor: number;
}

const SLOW = 0.9; // 20 such steps leave more than a tenth of the way
const SAME = 1e-9;

/** What will happen, from the eigenvalues alone: those in whose directions the start stands apart from the minimum. */
export function foresee({ minimum, eigen: { values, vectors } }: Bowl, start: Point, pace: Pace): Course {
  const away: Point = [start[0] - minimum[0], start[1] - minimum[1]];
  const roots = values.filter((_, k) => dot(vectors[k]!, away) !== 0).map((value) => root(value, pace)); // the steepest first
  const factor = Math.max(0, ...roots.map(({ size }) => size));
  const manner = (): Manner => {
    const [steep] = roots;
    if (!steep) return 'rests';
    if (factor > 1 + SAME) return 'diverges';
    if (steep.overshoots && steep.size > 1 - SAME) return 'bounces';
    if (factor < SAME) return 'exact';
    if (steep.overshoots) return pace.momentum > 0 ? 'swings' : 'zig-zags';
    return factor > SLOW ? 'creeps' : 'converges';
  };
  return { manner: manner(), factor };
}

/** The step from which on no more than `share` of the loss above the minimum is left; Infinity where that is not within `most`. */
export function stepsUntil(bowl: Bowl, start: Point, pace: Pace, share: number, most = 10_000): number {
  const goal = share * heightAbove(bowl, start);
  if (foresee(bowl, start, pace).factor > 1) return Infinity;
  const step = descend(bowl, start, pace, most).findLastIndex((x) => heightAbove(bowl, x) > goal) + 1; // momentum may carry it back up
  return step <= most ? step : Infinity;
}

export const ARRIVED = 0.01; // of the loss above the minimum
const DONE = 1e-12; // of it; what is left is rounding

export interface Way {
  path: readonly Point[];
  /** Of the loss above the minimum, what is left at each place of the path. */
  shares: readonly number[];
  course: Course;
  /** Steps until no more than ARRIVED is left. */
  needed: number;
  /** Is there nowhere to go on to? */
  ended: boolean;
}

/** A start no farther from the minimum than `near` stands there. */
export function wayDown(bowl: Bowl, start: Point, pace: Pace, steps: number, near: number): Way {
  const path = descend(bowl, start, pace, steps);
  const whole = heightAbove(bowl, start);
  const rests = Math.hypot(start[0] - bowl.minimum[0], start[1] - bowl.minimum[1]) < near;
  const shares = path.map((place) => (rests ? 0 : heightAbove(bowl, place) / whole));
  const ended = path.length <= steps || shares.at(-1)! < DONE;
  return { path, shares, course: foresee(bowl, start, pace), needed: stepsUntil(bowl, start, pace, ARRIVED), ended };
}

// The slope by nudging

export interface Nudge {
  from: number; // f(x)
  to: number; // f(x + h e)
  slope: number; // (f(x + h e) − f(x)) / h
  exact: number; // the gradient's entry
}

/** f(x + h e) beside f(x), with e along one of the two axes. */
export function nudge(bowl: Bowl, x: Point, axis: 0 | 1, h: number): Nudge {
  const moved: Point = axis === 0 ? [x[0] + h, x[1]] : [x[0], x[1] + h];
  const [from, to] = [lossAt(bowl, x), lossAt(bowl, moved)];
  return { from, to, slope: (to - from) / h, exact: gradientAt(bowl, x)[axis] };
}

/** The ellipse on which f lies `height` above its minimum: its half axes, along the eigenvectors. */
export const contour = ({ eigen: { values } }: Bowl, height: number): Point =>
  values.map((value) => Math.sqrt((2 * height) / value)) as unknown as Point;
