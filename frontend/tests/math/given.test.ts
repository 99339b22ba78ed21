import { describe, expect, it } from 'vitest';

import { readArray, writeMatrix } from '../../src/math/given';

describe('an array is read', () => {
  it.each([
    ['from text', '1 2; 3 4', [2, 2], 'int64', [1, 2, 3, 4]],
    ['from a stack in text', '1 2; 3 4 | 5 6; 7 8.5', [2, 2, 2], 'float64', [1, 2, 3, 4, 5, 6, 7, 8.5]],
    ['from lists', [[1, 2.5], [3, 4]], [2, 2], 'float64', [1, 2.5, 3, 4]],
    ['from one list', [1, 2, 3], [3], 'int64', [1, 2, 3]],
    ['from lists in lists', [[[1], [2]], [[3], [4]]], [2, 2, 1], 'int64', [1, 2, 3, 4]],
    ['from one number', 5, [], 'int64', [5]],
    ['with nan', 'nan 1', [1, 2], 'float64', [NaN, 1]],
    ['empty', [], [0], 'int64', []],
  ])('%s', (_, given, shape, dtype, values) => {
    expect(readArray(given)).toEqual({ shape, dtype, values });
  });

  it('as the server sends it', () => {
    const array = { shape: [1], dtype: 'float64', values: ['nan'] };
    expect(readArray(array)).toBe(array);
  });

  it.each([[null], ['']])('not at all from %j', (given) => {
    expect(readArray(given)).toBeNull();
  });
});

it.each([
  ['1 2; 3', 'Row 1 has 1 numbers'],
  ['1 2; 3 4 | 5 6', 'Matrix 1 of the stack is 1×2, matrix 0 is 2×2.'],
  ['1 two; 3 4', '“two” is no number.'],
  [[[1, 2], [3]], 'Its lists are not equally long: 3 numbers do not fill 2×2.'],
])('says what is wrong with %j', (given, words) => {
  expect(() => readArray(given)).toThrow(words);
});

it('is written as it is read', () => {
  const text = '1 -2.5; 0 4';
  expect(writeMatrix(readArray(text)!.values as number[], 2)).toBe(text);
});
