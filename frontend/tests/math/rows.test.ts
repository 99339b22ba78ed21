import { expect, it } from 'vitest';

import { readRows, writeRows } from '../../src/math/rows';

it.each([
  ['0 1; 1 3.5', [[0, 1], [1, 3.5]]],
  ['0,1', [[0, 1]]],
  ['', []],
  [[[0, 1], [2, 3]], [[0, 1], [2, 3]]],
  [[0, 1], [[0, 1]]],
])('reads %j', (value, rows) => expect(readRows(value, 2, '0 1')).toEqual(rows));

it.each([
  ['1 2 3', 'Row 0 has 3 numbers in place of 2. Write it like 0 1; 1 3.'],
  ['0 1; 1 x', 'Row 1 holds something that is no finite number'],
  ['0 1; 2', 'Row 1 has 1 numbers'],
  [[[0, Infinity]], 'no finite number'],
  [{ rows: 2 } as unknown as string, '{"rows":2} is no list of rows. Write it like 0 1; 1 3.'],
])('says what is wrong with %j', (value, words) => expect(() => readRows(value, 2, '0 1; 1 3')).toThrow(words));

it('writes what it reads', () => {
  expect(writeRows([[0, 0.1 + 0.2], [-1, 1e9]])).toBe('0 0.3; -1 1000000000');
});
