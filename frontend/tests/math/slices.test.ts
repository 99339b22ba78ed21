import { describe, expect, it } from 'vitest';

import { IndexProblem, offsets, parseIndex, select } from '../../src/math/slices';

const take = (shape: readonly number[], text: string) => {
  const selection = select(parseIndex(text), shape);
  return { shape: selection.shape, values: offsets(selection, shape) }; // of an arange, value and offset are the same
};

// What NumPy answers for `np.arange(size).reshape(shape)[text]`: its shape and its numbers.
const NUMPY: [shape: number[], text: string, result: number[], values: number[]][] = [
  [[6], '2', [], [2]],
  [[6], '-1', [], [5]],
  [[6], '1:4', [3], [1, 2, 3]],
  [[6], '::2', [3], [0, 2, 4]],
  [[6], '::-1', [6], [5, 4, 3, 2, 1, 0]],
  [[6], '-2:', [2], [4, 5]],
  [[6], '4:1:-1', [3], [4, 3, 2]],
  [[6], '10:', [0], []],
  [[6], '-20:3', [3], [0, 1, 2]],
  [[6], '5:-10:-2', [3], [5, 3, 1]],
  [[6], 'None', [1, 6], [0, 1, 2, 3, 4, 5]],
  [[6], '1:1', [0], []],
  [[6], '...', [6], [0, 1, 2, 3, 4, 5]],
  [[6], 'None, ::3', [1, 2], [0, 3]],
  [[4, 5], '1:3, ::2', [2, 3], [5, 7, 9, 10, 12, 14]],
  [[4, 5], '0, :', [5], [0, 1, 2, 3, 4]],
  [[4, 5], '-1, -1', [], [19]],
  [[4, 5], ':, 1', [4], [1, 6, 11, 16]],
  [[4, 5], '::-1, ::-2', [4, 3], [19, 17, 15, 14, 12, 10, 9, 7, 5, 4, 2, 0]],
  [[4, 5], '..., 0', [4], [0, 5, 10, 15]],
  [[4, 5], '0, ...', [5], [0, 1, 2, 3, 4]],
  [[4, 5], 'None, 1', [1, 5], [5, 6, 7, 8, 9]],
  [[4, 5], '2:0:-1, None, 3:', [2, 1, 2], [13, 14, 8, 9]],
  [[4, 5], '1', [5], [5, 6, 7, 8, 9]],
  [[4, 5], '[2, 3:]', [2], [13, 14]],
  [[4, 5], '100:, 0', [0], []],
  [[4, 5], ':, ::-3', [4, 2], [4, 1, 9, 6, 14, 11, 19, 16]],
  [[2, 3, 4], '1', [3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]],
  [[2, 3, 4], '..., 1', [2, 3], [1, 5, 9, 13, 17, 21]],
  [[2, 3, 4], ':, 0, ::-1', [2, 4], [3, 2, 1, 0, 15, 14, 13, 12]],
  [[2, 3, 4], '1, ..., None', [3, 4, 1], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]],
  [[2, 3, 4], '-1, 1:, 1:3', [2, 2], [17, 18, 21, 22]],
  [[2, 3, 4], '0, 2, 3', [], [11]],
  [[2, 3, 4], '::-1, None, ..., ::2', [2, 1, 3, 2], [12, 14, 16, 18, 20, 22, 0, 2, 4, 6, 8, 10]],
];

describe('an index takes what NumPy takes', () => {
  it.each(NUMPY)('%j[%s]', (shape, text, result, values) => {
    expect(take(shape, text)).toEqual({ shape: result, values });
  });

  it('marks axes that a single index removes', () => {
    expect(select(parseIndex('0, 1:'), [2, 3]).taken.map(({ kept }) => kept)).toEqual([false, true]);
  });
});

it.each([
  ['5', [5], 'Index 5 is outside axis 0, which has places 0 to 4.'],
  [':, -4', [5, 3], 'Index -4 is outside axis 1, which has places 0 to 2.'],
  ['1, 2', [5], '2 indices, but the array has 1 axis.'],
  ['..., ...', [5], 'Only one … may stand in an index.'],
  ['::0', [5], '“::0” has step 0'],
  ['1:2:3:4', [5], 'too many colons'],
  ['a:2', [5], '“a:2” is no index'],
  ['1.5', [5], '“1.5” is no index'],
  ['1,,2', [5, 5, 5], '“” is no index'],
])('says what is wrong with [%s] of %j', (text, shape, words) => {
  expect(() => take(shape, text)).toThrow(IndexProblem);
  expect(() => take(shape, text)).toThrow(words);
});
