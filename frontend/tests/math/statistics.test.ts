import { describe, expect, it } from 'vitest';

import { centre, covariance, density, mean, shadows, trace, varianceAlong } from '../../src/math/statistics';
import { iris } from './iris';

const rows = [[1, 2], [3, 2], [5, 8]]; // by hand: means 3 and 4, deviations (−2, −2), (0, −2), (2, 4)

it('centres each column', () => {
  expect(mean(rows)).toEqual([3, 4]);
  expect(centre(rows)).toEqual([[-2, -2], [0, -2], [2, 4]]);
});

it('divides the covariance by m − 1', () => {
  expect(covariance(centre(rows))).toEqual([[4, 6], [6, 12]]);
});

describe('the variance along a direction', () => {
  const centred = centre(rows);
  const C = covariance(centred);

  it('is that of the shadows', () => {
    const v = [0.6, 0.8];
    const squares = shadows(centred, v).map((t) => t * t);
    expect(varianceAlong(C, v)).toBeCloseTo(squares.reduce((sum, s) => sum + s, 0) / 2, 12);
  });

  it('and that across it sum to the whole', () => {
    expect(varianceAlong(C, [0.6, 0.8]) + varianceAlong(C, [-0.8, 0.6])).toBeCloseTo(trace(C), 12);
  });
});

it('survives a mean a million times the spread', () => {
  const far = rows.map(([x, y]) => [x! + 1e9, y! - 1e9]);
  expect(covariance(centre(far))).toEqual([[4, 6], [6, 12]]);
});

it('knows the variances of iris', () => {
  const C = covariance(centre(iris));
  const expected = [0.685694, 0.189979, 3.116278, 0.581006]; // np.var(ddof=1)
  expected.forEach((variance, j) => expect(C[j]![j]).toBeCloseTo(variance, 6));
});

it('has a density with its peak at the heap', () => {
  const heights = density([1, 1, 1.1, 0.9, 3], 0, 4, 41);
  expect(Math.max(...heights)).toBe(1);
  expect(heights.indexOf(1)).toBe(10); // the place of 1.0
});
