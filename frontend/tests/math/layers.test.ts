import { expect, test } from 'vitest';

import { type Answer, convolution, dense, flatten, pool, relu, sigmoid, softmax, tanh, type Tensor, tensor } from '../../src/math/layers';

/** The same numbers in Python and here, without a random generator. */
const table = (...shape: number[]): Tensor => {
  const y = tensor(shape);
  y.values.forEach((_, i) => (y.values[i] = ((i * 7919 + 13) % 101) / 50 - 1));
  return y;
};

const scaled = (x: Tensor, by: number): Tensor => ({ shape: x.shape, values: x.values.map((value) => by * value) });

/** Four numbers that tell an array: its sum, a sum with weights, and two entries. */
const told = ({ values }: Tensor): number[] => {
  const weights = table(values.length).values;
  return [values.reduce((a, b) => a + b, 0), values.reduce((sum, value, i) => sum + value * weights[i]!, 0), values[1]!, values.at(-1)!];
};

// y, and the gradients of all arguments for dy = table(…y.shape), by hiddenmath.apply.neural in NumPy, whose gradients are PyTorch's to 1e-10.
const PYTHON: [name: string, answer: () => Answer, expected: number[][]][] = [
  ['dense', () => dense(table(2, 5), table(5, 3), table(3)),
    [[0.9572, 1.49308, 1.0188, 0.2856], [2.0092, 0.47748, -0.3484, -0.2288], [-0.2392, 0.47748, -0.4128, 0.0736], [-0.22, 1.0156, 0.6, 0.22]]],
  ['dense, of a sequence', () => dense(table(2, 3, 4), table(4, 2), table(2)),
    [[-2.3056, -1.890016, -0.9032, 0.4848], [0.0176, -1.986816, -0.69, 0.1052], [-0.1572, -1.986816, -0.9612, -0.5916], [0.8, 0.0968, 0.84, 0.84]]],
  ['convolution', () => convolution(table(2, 6, 5, 2), table(3, 3, 2, 4), table(4)),
    [[0, -21.166968, 2.0892, 2.3996], [4.4312, -19.845368, -0.6012, -0.2548], [-2.6804, -19.845368, 1.3672, -0.3764], [-0.16, -1.3216, -1.8, 1.2]]],
  ['pool', () => pool(table(2, 5, 4, 3), 2), [[13.42, -1.4748, 0.52, 0.4], [-1.52, -1.4748, 0, 0]]],
  ['relu', () => relu(table(3, 4)), [[3.38, 2.4044, 0.08, 0.2], [3.38, 2.4044, 0.08, 0.2]]],
  ['tanh', () => tanh(table(3, 4)), [[0.578636769, 3.329470969, 0.079829769, 0.19737532], [0.276246439, 2.358569162, 0.079490177, 0.192208597]]],
  ['sigmoid', () => sigmoid(table(3, 4)), [[6.181943495, 1.340564157, 0.51998934, 0.549833997], [0.149432441, 0.854552869, 0.019968034, 0.049503315]]],
  ['flatten', () => flatten(table(2, 3, 2)), [[0.8, 3.9464, 0.08, 0.2], [0.8, 3.9464, 0.08, 0.2]]],
  ['softmax', () => softmax(scaled(table(3, 4), 3)), [[3, 2.034112693, 0.076277269, 0.223247244], [0, 0.241882932, -0.054728275, -0.049868029]]],
];

test.each(PYTHON)('%s is what it is in Python, forwards and backwards', (_, answer, expected) => {
  const { y, pullback } = answer();
  const found = [y, ...pullback(table(...y.shape))].map(told);
  expect(found.length).toBe(expected.length);
  found.forEach((numbers, i) => numbers.forEach((value, j) => expect(value).toBeCloseTo(expected[i]![j]!, 8)));
});

test('a pullback answers each argument in its own shape', () => {
  const [x, K, b] = [table(2, 6, 5, 2), table(3, 3, 2, 4), table(4)];
  const { y, pullback } = convolution(x, K, b);
  expect(y.shape).toEqual([2, 4, 3, 4]);
  expect(pullback(y).map(({ shape }) => shape)).toEqual([x.shape, K.shape, b.shape]);
});

test('no power of e overflows', () => {
  expect([...softmax(tensor([1, 3], [1000, 1000, -1000])).y.values]).toEqual([0.5, 0.5, 0]);
  expect([...sigmoid(tensor([1, 2], [-1000, 1000])).y.values]).toEqual([0, 1]);
});

test('of two equal pixels the first is the largest; rows that fill no square get nothing back', () => {
  const { y, pullback } = pool(tensor([1, 3, 2, 1], [4, 4, 1, 2, 9, 9]), 2);
  expect([...y.values]).toEqual([4]);
  expect([...pullback(tensor([1, 1, 1, 1], [5]))[0]!.values]).toEqual([5, 0, 0, 0, 0, 0]);
});
