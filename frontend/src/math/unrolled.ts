// A state of two numbers that is carried along: h_t = f(h_{t−1} W), f nothing or tanh. How long it is after t steps, and how much a
// gradient at the end still is when it has come back to step t.

/** Row by row: a b; c d. */
export type Square = readonly [number, number, number, number];
export type State2 = readonly [number, number];
export type Complex = readonly [re: number, im: number];
export type Bend = 'none' | 'tanh';

const RIGHT = Math.PI / 180;

/** Turns by so many degrees and stretches by the radius; its eigenvalues are radius · e^{±i·turn}. */
export const turned = (radius: number, degrees: number): Square => {
  const [c, s] = [radius * Math.cos(degrees * RIGHT), radius * Math.sin(degrees * RIGHT)];
  return [c, s, -s, c];
};

/** λ² − (a + d) λ + (ad − bc) = 0: the larger one first, of a pair the one above the real line. */
export function eigenvalues([a, b, c, d]: Square): readonly [Complex, Complex] {
  const [half, gap] = [(a + d) / 2, ((a - d) / 2) ** 2 + b * c];
  const root = Math.sqrt(Math.abs(gap));
  if (gap < 0) return [[half, root], [half, -root]];
  return Math.abs(half + root) >= Math.abs(half - root) ? [[half + root, 0], [half - root, 0]] : [[half - root, 0], [half + root, 0]];
}

const bent = (x: number, bend: Bend): number => (bend === 'tanh' ? Math.tanh(x) : x);

/** h_0, …, h_T. */
export function unroll([a, b, c, d]: Square, start: State2, T: number, bend: Bend): State2[] {
  const states: State2[] = [start];
  for (let t = 0; t < T; t++) {
    const [x, y] = states[t]!;
    states.push([bent(x * a + y * c, bend), bent(x * b + y * d, bend)]);
  }
  return states;
}

/** For t = 0, …, T the length of ∂h_T/∂h_t: how many times a gradient at the end is when it comes back to step t, at most. */
export function backwards(W: Square, states: readonly State2[], bend: Bend): number[] {
  const [a, b, c, d] = W;
  const lengths = [1];
  let J: Square = [1, 0, 0, 1]; // ∂h_T/∂h_t, a row for each number of h_t
  for (let t = states.length - 1; t > 0; t--) {
    const [x, y] = states[t]!;
    const [p, q] = bend === 'tanh' ? [1 - x * x, 1 - y * y] : [1, 1];
    const step: Square = [a * p, b * q, c * p, d * q];
    J = times(step, J);
    lengths.unshift(norm(J));
  }
  return lengths;
}

const times = ([a, b, c, d]: Square, [e, f, g, h]: Square): Square => [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];

/** The largest singular value. */
export function norm([a, b, c, d]: Square): number {
  const [sum, det] = [a * a + b * b + c * c + d * d, a * d - b * c];
  return Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * det * det))) / 2);
}
