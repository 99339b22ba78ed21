import { describe, expect, it } from 'vitest';

import { agree, flops, isMade, multiply, type Operand, placeOf, stepCount, stepMaking, termsOf, termsText, VIEWS, whyNot } from '../../src/math/product';

const operand = (rows: number, columns: number, values: number[]): Operand => ({ rows, columns, values: Float64Array.from(values) });
const close = (C: Operand, values: number[]): void => values.forEach((value, i) => expect(C.values[i]).toBeCloseTo(value, 12));

const A = operand(3, 4, [0.13, -0.13, 0.64, 0.1, -0.54, 0.36, 1.3, 0.95, -0.7, -1.27, -0.62, 0.04]);
const B = operand(4, 2, [-2.33, -0.22, -1.25, -0.73, -0.54, -0.32, 0.41, 1.04]);

describe('C = A B', () => {
  it('is what NumPy answers', () => {
    close(multiply(A, B), [-0.445, -0.0345, 0.4957, 0.428, 3.5697, 1.3211]);
  });

  it('grows by one outer product a step', () => {
    expect(multiply(A, B, 0).values).toEqual(new Float64Array(6));
    close(multiply(A, B, 2), [-0.1404, 0.0663, 0.8082, -0.144, 3.2185, 1.0811]); // A[:, :2] @ B[:2]
    expect(multiply(A, B, 4)).toEqual(multiply(A, B));
  });

  it('is the sum of its terms', () => {
    const C = multiply(A, B);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 2; j++) {
        expect(termsOf(A, B, i, j).reduce((sum, { product }) => sum + product, 0)).toBeCloseTo(C.values[2 * i + j]!, 12);
      }
    }
  });

  it('takes vectors, zeros, nan and infinity', () => {
    const row = operand(1, 2, [3, 4]);
    const column = operand(2, 1, [3, 4]);
    expect([...multiply(row, column).values]).toEqual([25]);
    expect([...multiply(column, row).values]).toEqual([9, 12, 12, 16]);
    expect([...multiply(operand(2, 2, [0, 0, 0, 0]), column).values]).toEqual([0, 0]);
    expect([...multiply(operand(1, 2, [Infinity, NaN]), operand(2, 1, [0, 1])).values]).toEqual([NaN]);
    expect(multiply(operand(1, 1, [1e-300]), operand(1, 1, [1e-300])).values[0]).toBe(0);
  });

  it('costs two operations a term', () => {
    expect(flops(A, B)).toBe(2 * 3 * 4 * 2);
  });
});

describe('steps', () => {
  it.each([['dots', 6], ['columns', 2], ['rows', 3], ['outer', 4]] as const)('%s takes %i', (view, count) => {
    expect(stepCount(view, A, B)).toBe(count);
  });

  it.each(VIEWS)('%s: nothing is made before the first, all after the last, and the step that makes a cell is about it', (view) => {
    const last = stepCount(view, A, B);
    expect(placeOf(view, 0, B)).toBeNull();
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 2; j++) {
        const step = stepMaking(view, i, j, A, B);
        const place = placeOf(view, step, B)!;
        expect(isMade(view, 0, i, j, A, B)).toBe(false);
        expect(isMade(view, last, i, j, A, B)).toBe(true);
        expect(isMade(view, step, i, j, A, B)).toBe(true);
        if (view !== 'outer') expect(isMade(view, step - 1, i, j, A, B)).toBe(false);
        expect([place.row ?? i, place.column ?? j]).toEqual([i, j]);
      }
    }
  });
});

it.each([
  [[1, 5, 2, 7], '1·5 + 2·7'],
  [[2, 3, -4, -5], '2·3 − 4·(−5)'],
  [[-1, -5, 0.5, 1 / 3], '−1·(−5) + 0.5·0.3333'],
])('writes the terms %j as %s', ([a, b, c, d], text) => {
  expect(termsText([{ a, b, product: 0 }, { a: c, b: d, product: 0 }] as never)).toBe(text);
});

it('explains which two numbers differ', () => {
  expect(agree(A, B)).toBe(true);
  expect(whyNot(A, B)).toBe('');
  expect(whyNot(B, A)).toBe(
    'Each row of A has 2 numbers, each column of B has 3 numbers: they cannot be paired. '
    + 'For A B, the second number of A’s shape, 4×2, must equal the first of B’s, 3×4.',
  );
});
