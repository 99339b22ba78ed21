// Convolution: a small kernel over every place of an image; and the two matrices that do the same. As in neural networks the
// kernel is not turned round, which mathematics calls cross-correlation. No padding, steps of one pixel.

import type { Dense } from './svd';

export type Kernel = Dense;

const dense = (rows: number, columns: number, values: ArrayLike<number>): Dense => ({ rows, columns, values: Float64Array.from(values) });
const square = (values: readonly number[], by = 1): Kernel => dense(Math.sqrt(values.length), Math.sqrt(values.length), values.map((value) => value / by));

/** The kernels that have a name. */
export const KERNELS: Readonly<Record<string, Kernel>> = {
  identity: square([0, 0, 0, 0, 1, 0, 0, 0, 0]),
  blur: square(Array<number>(9).fill(1), 9),
  Gaussian: square([1, 4, 6, 4, 1, 4, 16, 24, 16, 4, 6, 24, 36, 24, 6, 4, 16, 24, 16, 4, 1, 4, 6, 4, 1], 256),
  sharpen: square([0, -1, 0, -1, 5, -1, 0, -1, 0]),
  'left–right': square([-1, 0, 1, -2, 0, 2, -1, 0, 1]),
  'top–bottom': square([-1, -2, -1, 0, 0, 0, 1, 2, 1]),
  emboss: square([-2, -1, 0, -1, 1, 1, 0, 1, 2]),
};

/** Which of them it is; empty for none. */
export function nameOf(K: Kernel): string {
  const [name = ''] = Object.entries(KERNELS).find(([, { rows, values }]) => rows === K.rows && values.length === K.values.length && values.every((value, i) => Math.abs(value - K.values[i]!) < 1e-9)) ?? [];
  return name;
}

export const fits = (x: Dense, K: Kernel): boolean => K.rows <= x.rows && K.columns <= x.columns;

/** Each place of the answer, and each entry of the kernel with the pixel on which it lies there. */
function visit(x: Dense, K: Kernel, each: (place: number, entry: number, pixel: number) => void): void {
  const [h, w] = [x.rows - K.rows + 1, x.columns - K.columns + 1];
  for (let i = 0; i < h; i++) for (let j = 0; j < w; j++) {
    for (let u = 0; u < K.rows; u++) for (let v = 0; v < K.columns; v++) each(i * w + j, u * K.columns + v, (i + u) * x.columns + j + v);
  }
}

/** y[i, j] = Σ x[i+u, j+v] K[u, v] over u, v. Shapes: x (H×W), K (a×b) → y (H−a+1 × W−b+1). */
export function convolve(x: Dense, K: Kernel): Dense {
  const [h, w] = [x.rows - K.rows + 1, x.columns - K.columns + 1];
  const y = new Float64Array(h * w);
  visit(x, K, (place, entry, pixel) => (y[place]! += x.values[pixel]! * K.values[entry]!));
  return { rows: h, columns: w, values: y };
}

/** The part of x on which the kernel lies for y[row, column]. */
export const patch = (x: Dense, K: Kernel, row: number, column: number): Dense =>
  dense(K.rows, K.columns, Array.from(K.values, (_, i) => x.values[(row + Math.floor(i / K.columns)) * x.columns + column + (i % K.columns)]!));

/** T with y = T x, both written out row by row: the kernel's numbers again and again, in bands. Shapes: (places × pixels). */
export function toeplitz(x: Dense, K: Kernel): Dense {
  const T = dense(placesOf(x, K), x.values.length, new Float64Array(placesOf(x, K) * x.values.length));
  visit(x, K, (place, entry, pixel) => (T.values[place * T.columns + pixel] = K.values[entry]!));
  return T;
}

/** P with y = P k, k the kernel written out: each row of P is a patch. Shapes: (places × entries of the kernel). */
export function patches(x: Dense, K: Kernel): Dense {
  const P = dense(placesOf(x, K), K.values.length, new Float64Array(placesOf(x, K) * K.values.length));
  visit(x, K, (place, entry, pixel) => (P.values[place * P.columns + entry] = x.values[pixel]!));
  return P;
}

const placesOf = (x: Dense, K: Kernel): number => (x.rows - K.rows + 1) * (x.columns - K.columns + 1);

/** `blur`, or its numbers: `1 0 -1`. Throws an Error that says what is wrong. */
export function checkKernel(K: Kernel): Kernel {
  if (K.values.length === 0 || K.rows > 5 || K.columns > 5) throw new Error(`The kernel is ${K.rows}×${K.columns}. It has 1 to 5 rows and columns: kernel="0 -1 0; -1 5 -1; 0 -1 0", or a name: ${Object.keys(KERNELS).join(', ')}.`);
  if (!K.values.every(Number.isFinite)) throw new Error('The kernel holds something that is no finite number.');
  return K;
}
