import { describe, expect, it } from 'vitest';

import { duration, formatAll, formatCount, formatNumber, formatPercent, formatSi } from '../../src/math/format';

it.each([
  [0, '0'],
  [-1, '−1'],
  [3.14159, '3.142'],
  [-0.05, '−0.05'],
  [12345.678, '12346'],
  [1.5e9, '1.5e9'],
  [2.5e-7, '2.5e−7'],
  [NaN, 'nan'],
  [-Infinity, '−∞'],
])('formatNumber(%d) is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

describe('formatAll writes numbers of a matrix alike', () => {
  it.each([
    [[1, 2, -3], ['1', '2', '−3']],
    [[0.25, -1.5, 3], ['0.25', '−1.50', '3.00']],
    [[1 / 3, 1], ['0.333', '1.000']],
    [[100.5, 0.25], ['100.5', '0.3']],
    [[1e-5, 0], ['1.0e−5', '0']],
    [[1, NaN, Infinity], ['1', 'nan', '∞']],
    [[-0.0001, 1], ['0.000', '1.000']],
  ])('%j', (values, texts) => {
    expect(formatAll(values)).toEqual(texts);
  });

  it('writes truth values as Python does', () => {
    expect(formatAll([1, 0], 'bool')).toEqual(['True', 'False']);
  });
});

it.each([
  [0.98765, '98.8%'],
  [0.9998, '99.9%'], // not all, so it does not look like all
  [1, '100.0%'],
  [0.99999, '100.0%'],
  [0, '0.0%'],
])('formatPercent(%d) is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});

it.each([
  [320000, '320,000'],
  [2e9, '2 billion'],
  [42.66e6, '42.7 million'],
])('formatCount(%d) is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([[2.5, '2.5 s'], [0.0213, '21.3 ms'], [0.0002, '200 µs'], [0, '0 µs']])('duration(%d) is %s', (seconds, text) => expect(duration(seconds)).toBe(text));
it.each([[3.21e9, '3.21 GFLOP/s'], [999, '999 FLOP/s'], [1e3, '1 kFLOP/s'], [2.5e13, '25 TFLOP/s']])('formatSi(%d) is %s', (value, text) => expect(formatSi(value, 'FLOP/s')).toBe(text));
