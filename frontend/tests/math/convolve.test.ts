import { expect, test } from 'vitest';

import { checkKernel, convolve, fits, type Kernel, KERNELS, nameOf, patch, patches, toeplitz } from '../../src/math/convolve';
import { convolution, tensor } from '../../src/math/layers';
import { multiply } from '../../src/math/product';
import type { Dense } from '../../src/math/svd';

const grid = (rows: number, columns: number, values: number[]): Dense => ({ rows, columns, values: Float64Array.from(values) });
const x = grid(6, 7, Array.from({ length: 42 }, (_, i) => ((i * 7919 + 13) % 101) / 50 - 1));
const column = ({ values }: Dense): Dense => ({ rows: values.length, columns: 1, values });

// shape, y[0, 0], y[0, 1], the last, and the sum, by scipy.signal.correlate2d(x, K, "valid").
const SCIPY: [name: string, K: Kernel, shape: number[], numbers: number[]][] = [
  ['3×3', KERNELS['sharpen']!, [4, 5], [-2.26, 2.6, 0.06, -5.84]],
  ['a row', grid(1, 3, [1, 0, -1]), [6, 5], [-1.64, 0.38, 0.38, 1.3]],
  ['higher than wide', grid(3, 2, [1, 2, 3, 4, 5, 6]), [4, 6], [1.18, 2.24, 4.5, -12.64]],
];

test.each(SCIPY)('a kernel %s answers what SciPy answers, and so do both matrices', (_, K, shape, numbers) => {
  const y = convolve(x, K);
  expect([y.rows, y.columns]).toEqual(shape);
  const found = [y.values[0]!, y.values[1]!, y.values.at(-1)!, y.values.reduce((a, b) => a + b)];
  found.forEach((value, i) => expect(value).toBeCloseTo(numbers[i]!, 10));

  const [T, P] = [toeplitz(x, K), patches(x, K)];
  expect([T.rows, T.columns, P.rows, P.columns]).toEqual([y.values.length, 42, y.values.length, K.values.length]);
  multiply(T, column(x)).values.forEach((value, i) => expect(value).toBeCloseTo(y.values[i]!, 12));
  multiply(P, column(K)).values.forEach((value, i) => expect(value).toBeCloseTo(y.values[i]!, 12));
  expect(patch(x, K, 1, 2).values).toEqual(P.values.slice((shape[1]! + 2) * P.columns, (shape[1]! + 3) * P.columns));
});

test('it is the layer of a network with one channel', () => {
  const { values } = convolve(x, KERNELS['Gaussian']!);
  const layer = convolution(tensor([1, 6, 7, 1], x.values), tensor([5, 5, 1, 1], KERNELS['Gaussian']!.values), tensor([1]));
  expect(layer.y.shape).toEqual([1, 2, 3, 1]);
  layer.y.values.forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 12));
});

test('a matrix of a 3×3 kernel on 5×5 pixels has 225 numbers, and nine of them differ', () => {
  const { values } = toeplitz(grid(5, 5, Array<number>(25).fill(1)), grid(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
  expect(values.length).toBe(225);
  expect(new Set(values.filter((value) => value !== 0)).size).toBe(9);
});

test('kernels that blur keep the light, those that find edges keep none', () => {
  const total = (name: string): number => KERNELS[name]!.values.reduce((a, b) => a + b);
  for (const name of ['identity', 'blur', 'Gaussian', 'sharpen', 'emboss']) expect(total(name)).toBeCloseTo(1, 12);
  for (const name of ['left–right', 'top–bottom']) expect(total(name)).toBe(0);
  for (const [name, K] of Object.entries(KERNELS)) expect(nameOf(checkKernel(K))).toBe(name);
});

test('what cannot be done', () => {
  expect(nameOf(grid(1, 2, [1, 2]))).toBe('');
  expect(fits(grid(1, 8, Array<number>(8).fill(0)), KERNELS['blur']!)).toBe(false);
  expect(convolve(grid(1, 1, [NaN]), grid(1, 1, [1])).values[0]).toBeNaN();
  expect(() => checkKernel(grid(0, 0, []))).toThrow('0×0');
  expect(() => checkKernel(grid(6, 6, Array<number>(36).fill(1)))).toThrow('6×6');
  expect(() => checkKernel(grid(1, 2, [1, NaN]))).toThrow('no finite number');
});
