// A recurrent network with a state of two numbers, unrolled in time: h_t = bend(x_t + h_{t−1} Wh), the state a row, as in
// `hiddenmath.apply.neural.recurrent` with Wx = I and b = 0. The input is an impulse: x_1, and then nothing.

import { determinant, eigen, type Map2, multiply, type Point, singularValues } from './plane';

export type Bend = 'tanh' | 'linear';

/** A number of the complex plane: its real and its imaginary part. */
export type Complex = Point;

/** The two eigenvalues of W; of a pair the one above the real axis first. */
export function eigenvalues(W: Map2): readonly [Complex, Complex] {
  const found = eigen(W);
  if (found.kind === 'turn') return [[found.real, found.imaginary], [found.real, -found.imaginary]];
  return [[found.values[0], 0], [found.values[1], 0]];
}

/** max |λ|. √|det| is it for a pair, without a square root of a difference. */
export function radius(W: Map2): number {
  const [[a, b], [c]] = eigenvalues(W);
  return b !== 0 ? Math.sqrt(Math.abs(determinant(W))) : Math.max(Math.abs(a), Math.abs(c));
}

/** The plainest W with these eigenvalues: a turn with a stretch where they are a pair, a diagonal where both are real. */
export const withEigenvalues = ([a, b]: Complex, [c]: Complex): Map2 => (b !== 0 ? [[a, b], [-b, a]] : [[a, 0], [0, c]]);

const timesRow = ([x, y]: Point, [[a, b], [c, d]]: Map2): Point => [x * a + y * c, x * b + y * d];

/** h_1 … h_T, from h_0 = 0. */
export function unroll(W: Map2, impulse: Point, steps: number, bend: Bend): Point[] {
  const f = bend === 'tanh' ? Math.tanh : (a: number): number => a;
  const h: Point[] = [];
  for (let t = 0; t < steps; t++) {
    const before = t === 0 ? impulse : timesRow(h[t - 1]!, W);
    h.push([f(before[0]), f(before[1])]);
  }
  return h;
}

/** ‖∂h_T/∂h_t‖₂ for t = 1 … T: how much a small change of a state is felt at the end. The product of Wh diag(1 − h²), from behind. */
export function gradients(W: Map2, h: readonly Point[], bend: Bend): number[] {
  const norms = Array<number>(h.length).fill(1);
  let J: Map2 = [[1, 0], [0, 1]]; // ∂h_T/∂h_t, rows the earlier state
  for (let t = h.length - 2; t >= 0; t--) {
    const [p, q] = bend === 'tanh' ? h[t + 1]!.map((value) => 1 - value * value) as [number, number] : [1, 1];
    const [[a, b], [c, d]] = W;
    J = multiply([[a * p, b * q], [c * p, d * q]], J);
    norms[t] = singularValues(J)[0];
  }
  return norms;
}

export const length = ([x, y]: Point): number => Math.hypot(x, y);

/** What becomes of it. Within a thousandth of 1 it lives. */
export function fate(radius: number): 'explodes' | 'vanishes' | 'lives' {
  return Math.abs(radius - 1) < 1e-3 ? 'lives' : radius > 1 ? 'explodes' : 'vanishes';
}
