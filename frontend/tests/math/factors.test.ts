import { describe, expect, it } from 'vitest';

import { alternate, expected, parts, type Ratings, rootMeanSquare } from '../../src/math/factors';

const TWO_TASTES: Ratings = [
  [5, 5, 1, 1],
  [5, null, 1, 1],
  [1, 1, 5, 5],
  [1, 1, null, 5],
];

describe('alternating least squares', () => {
  it('foretells what was left out of a table of two tastes', () => {
    const found = alternate(TWO_TASTES, 1, 0.02);
    expect(expected(found, 1, 1)).toBeGreaterThan(4.3);
    expect(expected(found, 3, 2)).toBeGreaterThan(4.3);
    expect(rootMeanSquare(TWO_TASTES, found)).toBeLessThan(0.3);
  });

  it('has the strongest factor first, and P and Q equally long along each', () => {
    const ratings = Array.from({ length: 6 }, (_, i) => Array.from({ length: 5 }, (_, j) => 3 + 2 * Math.sin(i * 2 + j * j)));
    const { P, Q } = alternate(ratings, 3, 0.01);
    const lengths = [P, Q].map((F) => [0, 1, 2].map((k) => Math.hypot(...F.map((row) => row[k]!))));
    lengths[0]!.forEach((length, k) => expect(length).toBeCloseTo(lengths[1]![k]!, 9));
    expect(lengths[0]![0]).toBeGreaterThanOrEqual(lengths[0]![1]!);
    expect(lengths[0]![1]).toBeGreaterThanOrEqual(lengths[0]![2]!);
  });

  it('with one factor fits two tastes, as biases alone cannot', () => {
    const errors = [0, 1, 2].map((k) => rootMeanSquare(TWO_TASTES, alternate(TWO_TASTES, k, 0.001)));
    expect(errors[0]).toBeGreaterThan(1);
    expect(errors[1]).toBeLessThan(0.01);
    expect(errors[2]).toBeLessThan(0.01);
  });

  it('finds the two tastes in a table with a third of it missing, where a random start did not', () => {
    const N = null;
    const club: Ratings = [[5, 5, 4, 1, N, 2], [4, N, 5, 2, 1, N], [N, 5, 4, N, 2, 1], [1, 2, N, 5, 5, 4], [2, N, 1, 5, N, 5], [N, 1, 2, N, 4, 5]];
    const found = alternate(club, 2, 0.1);
    expect(expected(found, 0, 4)).toBeLessThan(2);
    expect(expected(found, 4, 4)).toBeGreaterThan(4);
    expect(rootMeanSquare(club, found)).toBeLessThan(0.5);
  });

  it('expects the mean where there is nothing to learn from', () => {
    const found = alternate([[4, null], [null, null]], 2, 0.1);
    expect(expected(found, 1, 1)).toBeCloseTo(4, 9);
    expect(alternate([[null]], 1, 0.1).mean).toBe(0);
  });

  it('is the sum of its parts', () => {
    const factors = { mean: 3, b: [0.5], c: [-0.25], P: [[1, 2]], Q: [[0.5, -1]] };
    expect(parts(factors, 0, 0)).toEqual([3, 0.5, -0.25, 0.5, -2]);
    expect(expected(factors, 0, 0, 1)).toBe(3.75);
  });
});
