import { describe, expect, it } from 'vitest';

import { isPhoto, magnitude, parseArray, shapeText, toGrid } from '../../src/math/array';

describe('parseArray', () => {
  it.each([
    ['1 2; 3 4', [2, 2], 'int64', [1, 2, 3, 4]],
    ['1, 2, 3', [1, 3], 'int64', [1, 2, 3]],
    [' 0.5 ; -1 ; ', [2, 1], 'float64', [0.5, -1]],
    ['nan -inf', [1, 2], 'float64', [NaN, -Infinity]],
  ])('%j', (text, shape, dtype, values) => {
    expect(parseArray(text)).toEqual({ shape, dtype, values });
  });

  it('names the row that is too short', () => {
    expect(() => parseArray('1 2; 3')).toThrow('Row 1 has 1 numbers, row 0 has 2');
  });
});

describe('toGrid', () => {
  const stack = { shape: [2, 2, 3], dtype: 'int64', values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] };

  it('takes one matrix of a stack', () => {
    const { rows, columns, slices, values } = toGrid(stack, 1);
    expect({ rows, columns, slices, values: [...values] }).toEqual({ rows: 2, columns: 3, slices: 2, values: [7, 8, 9, 10, 11, 12] });
  });

  it('stands a vector up, or lays it down', () => {
    const vector = { shape: [3], dtype: 'float64', values: [1, 'nan', 'inf'] };
    expect(toGrid(vector)).toMatchObject({ rows: 3, columns: 1, slices: 1 });
    expect(toGrid(vector, 0, 'row')).toMatchObject({ rows: 1, columns: 3 });
    expect([...toGrid(vector).values]).toEqual([1, NaN, Infinity]);
  });
});

it('writes shapes with ×', () => {
  expect(shapeText([64, 96, 3])).toBe('64×96×3');
});

it('takes only bytes in three channels for a photo', () => {
  expect(isPhoto({ shape: [2, 2, 3], dtype: 'uint8', values: [] })).toBe(true);
  expect(isPhoto({ shape: [2, 2, 3], dtype: 'float64', values: [] })).toBe(false);
  expect(isPhoto({ shape: [2, 2, 4], dtype: 'uint8', values: [] })).toBe(false);
});

it('finds the largest finite magnitude', () => {
  expect(magnitude([1, -3, NaN, Infinity])).toBe(3);
  expect(magnitude([NaN])).toBe(0);
});
