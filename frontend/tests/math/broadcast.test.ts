import { describe, expect, it } from 'vitest';

import type { ShownArray } from '../../src/math/array';
import { align, broadcastShape, clash, combine, isOperation, type Operation, stretch } from '../../src/math/broadcast';

const array = (shape: number[], values: number[]): ShownArray => ({ shape, dtype: 'int64', values });
const arange = (...shape: number[]): ShownArray => array(shape, Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i));

describe('shapes', () => {
  // np.broadcast_shapes
  it.each([
    [[3, 4], [4], [3, 4]],
    [[3, 4], [3, 1], [3, 4]],
    [[3, 1], [1, 4], [3, 4]],
    [[2, 3, 4], [3, 1], [2, 3, 4]],
    [[5], [1], [5]],
    [[3, 4], [], [3, 4]],
    [[8, 1, 6, 1], [7, 1, 5], [8, 7, 6, 5]],
    [[0, 3], [1, 3], [0, 3]],
    [[1], [0], [0]],
  ])('%j and %j make %j', (left, right, result) => {
    expect(broadcastShape(align(left, right))).toEqual(result);
    expect(broadcastShape(align(right, left))).toEqual(result);
  });

  it('are aligned from the right', () => {
    expect(align([3, 4], [4])).toEqual([
      { axis: 0, left: 3, right: null, length: 3 },
      { axis: 1, left: 4, right: 4, length: 4 },
    ]);
  });

  it.each([
    [[3, 4], [3], 'axis 1 has 4 on one side and 3 on the other'],
    [[2, 3], [3, 2], 'axis 0 has 2 on one side and 3 on the other; axis 1 has 3 on one side and 2 on the other'],
    [[0, 3], [2, 3], 'axis 0 has 0 on one side and 2 on the other'],
  ])('%j and %j do not go together', (left, right, words) => {
    expect(broadcastShape(align(left, right))).toBeNull();
    expect(clash(align(left, right))).toContain(words);
  });
});

describe('numbers', () => {
  const rows = arange(2, 3);
  const vector = array([3], [10, 20, 30]);
  const column = array([2, 1], [1, 2]);

  // printed by NumPy
  it.each<[string, ShownArray, Operation, ShownArray, number[], number[]]>([
    ['a row to each row', rows, '+', vector, [2, 3], [10, 21, 32, 13, 24, 35]],
    ['a column with each column', rows, '*', column, [2, 3], [0, 1, 2, 6, 8, 10]],
    ['both repeated', vector, '-', column, [2, 3], [9, 19, 29, 8, 18, 28]],
    ['divided', rows, '/', column, [2, 3], [0, 1, 2, 1.5, 2, 2.5]],
    ['powers', rows, '**', column, [2, 3], [0, 1, 2, 9, 16, 25]],
    ['three axes', arange(2, 3, 2), '-', array([3, 1], [1, 2, 3]), [2, 3, 2], [-1, 0, 0, 1, 1, 2, 5, 6, 6, 7, 7, 8]],
  ])('%s', (_, left, op, right, shape, values) => {
    const result = combine(left, right, op, shape);
    expect(result.shape).toEqual(shape);
    expect(Array.from(result.values)).toEqual(values);
  });

  it('tells copies from the numbers that are really there', () => {
    expect(stretch(column, [2, 3]).copies).toEqual([false, true, true, false, true, true]);
    expect(stretch(vector, [2, 3]).copies).toEqual([false, false, false, true, true, true]);
    expect(stretch(array([], [7]), [1, 2])).toEqual({ values: Float64Array.of(7, 7), copies: [false, true] });
  });

  it('carries nan and inf as the server writes them', () => {
    const result = combine({ shape: [2], dtype: 'float64', values: ['nan', 'inf'] }, array([1], [1]), '+', [2]);
    expect(Array.from(result.values)).toEqual([NaN, Infinity]);
  });
});

it('knows its signs, and nothing that every object has', () => {
  expect(['+', '-', '*', '/', '**'].every(isOperation)).toBe(true);
  expect(['', '%', 'toString'].some(isOperation)).toBe(false);
});
