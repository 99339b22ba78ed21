import { describe, expect, it } from 'vitest';

import { PATTERNS, patternSource } from '../../src/math/patterns';

describe.each(Object.entries(PATTERNS))('%s', (name, { at }) => {
  const n = 10_000;
  const source = patternSource(name, n);

  it('has its own numbers at step 1', () => {
    expect([...(source.averages(7, 5, 2, 2, 1) as Float64Array)]).toEqual([at(7, 5, n), at(7, 6, n), at(8, 5, n), at(8, 6, n)]);
  });

  it('has averages near those of all numbers', () => {
    const [row, column, step] = [640, 128, 64];
    let sum = 0;
    for (let i = 0; i < step; i++) for (let j = 0; j < step; j++) sum += at(row + i, column + j, n);
    expect((source.averages(row, column, 1, 1, step) as Float64Array)[0]).toBeCloseTo(sum / step ** 2, 2);
  });
});

it.each([['plaid', 10, 'There is no pattern “plaid”'], ['kernel', 0, '“0” is no size'], ['kernel', NaN, '“NaN” is no size']])('refuses %s of %d', (name, n, words) => {
  expect(() => patternSource(name, n)).toThrow(words);
});
