import { expect, test } from 'vitest';

import { IDENTITY, type Map2, rotation } from '../../src/math/plane';
import { type Bend, eigenvalues, fate, gradients, length, radius, unroll, withEigenvalues } from '../../src/math/unrolled';

const PAIR: Map2 = [[0.9, -0.5], [0.4, 0.8]];
const REAL: Map2 = [[1.2, 0.3], [0, 0.7]];

// h_6 and ‖∂h_6/∂h_t‖₂ for the impulse (1, 0.5): with tanh by hiddenmath.apply.neural.recurrent and its pullback, without by NumPy's matrix_power.
const PYTHON: [name: string, W: Map2, bend: Bend, last: number[], norms: number[]][] = [
  ['a pair, tanh', PAIR, 'tanh', [-0.1079184802, -0.4393352758], [0.4963891968, 0.5339314087, 0.7606039585, 0.9444204361, 0.9872913315, 1]],
  ['real, tanh', REAL, 'tanh', [0.6707457924, 0.5094335399], [0.1496805896, 0.2416677143, 0.3643048561, 0.5244652345, 0.7313721466, 1]],
  ['a pair, linear', PAIR, 'linear', [-0.29789, -0.94331], [0.9028401429, 0.9819779221, 1.0326602656, 1.0480281785, 1.0324798812, 1]],
  ['real, linear', REAL, 'linear', [2.48832, 1.476185], [2.852467331, 2.3500644067, 1.9233379298, 1.5601461744, 1.2533167978, 1]],
];

test.each(PYTHON)('%s: states and gradients are those of Python', (_, W, bend, last, norms) => {
  const h = unroll(W, [1, 0.5], 6, bend);
  h.at(-1)!.forEach((value, i) => expect(value).toBeCloseTo(last[i]!, 9));
  gradients(W, h, bend).forEach((value, i) => expect(value).toBeCloseTo(norms[i]!, 9));
});

test('eigenvalues: a pair, two, a shear, none at all', () => {
  eigenvalues(PAIR).flat().forEach((value, i) => expect(value).toBeCloseTo([0.85, 0.44440972, 0.85, -0.44440972][i]!, 8));
  expect(radius(PAIR)).toBeCloseTo(0.9591663046625437, 14);
  expect(eigenvalues(REAL)).toEqual([[1.2, 0], [0.7, 0]]);
  expect(radius([[1, 1], [0, 1]])).toBe(1);
  expect(radius([[0, 0], [0, 0]])).toBe(0);
  expect(radius([[-1.5, 0], [0, 1]])).toBe(1.5);
});

test('a matrix is made from its eigenvalues', () => {
  for (const [a, b] of [[[0.6, 0.8], [0.6, -0.8]], [[0.9, 0], [-0.3, 0]], [[0, 0], [0, 0]]] as const) expect(eigenvalues(withEigenvalues(a, b))).toEqual([a, b]);
});

test('a turn keeps every length, and every gradient', () => {
  const h = unroll(rotation(30), [1, 0], 60, 'linear');
  for (const each of [...h.map(length), ...gradients(rotation(30), h, 'linear')]) expect(each).toBeCloseTo(1, 12);
});

test('tanh holds the state, and its slope takes from the gradient', () => {
  const W: Map2 = [[2, 0], [0, 2]];
  const h = unroll(W, [1, 0], 40, 'tanh');
  expect(Math.max(...h.map(length))).toBeLessThan(1);
  expect(gradients(W, h, 'tanh').at(-2)).toBe(2); // across, where nothing is bent
  expect(unroll(IDENTITY, [0, 0], 3, 'tanh')).toEqual([[0, 0], [0, 0], [0, 0]]);
});

test('one step, and what becomes of it', () => {
  expect(gradients(PAIR, unroll(PAIR, [1, 0], 1, 'tanh'), 'tanh')).toEqual([1]);
  expect([1.08, 1, 0.9].map(fate)).toEqual(['explodes', 'lives', 'vanishes']);
});
