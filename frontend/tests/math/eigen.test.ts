import { describe, expect, it } from 'vitest';

import { components } from '../../src/math/cloud';
import { symmetricEigen } from '../../src/math/eigen';
import { centre, dot } from '../../src/math/statistics';
import { iris } from './iris';

/** A reproducible symmetric matrix. */
function symmetric(n: number, seed: number): number[][] {
  let s = seed;
  const random = (): number => (s = (s * 16807) % 2147483647) / 2147483647 - 0.5;
  const A = Array.from({ length: n }, () => Array.from({ length: n }, random));
  return A.map((row, i) => row.map((_, j) => A[i]![j]! + A[j]![i]!));
}

it('solves the 2×2 that one solves by hand', () => {
  const { values, vectors } = symmetricEigen([[2, 1], [1, 2]]);
  expect(values[0]).toBeCloseTo(3, 14);
  expect(values[1]).toBeCloseTo(1, 14);
  vectors[0]!.forEach((entry) => expect(entry).toBeCloseTo(Math.SQRT1_2, 14));
});

describe.each([2, 3, 6, 12])('for %i×%i matrices', (n) => {
  const A = symmetric(n, 7 * n);
  const { values, vectors } = symmetricEigen(A);

  it('A v = λ v', () => {
    vectors.forEach((v, k) => A.forEach((row, i) => expect(dot(row, v)).toBeCloseTo(values[k]! * v[i]!, 12)));
  });
  it('the vectors are orthonormal', () => {
    vectors.forEach((u, i) => vectors.forEach((v, j) => expect(dot(u, v)).toBeCloseTo(i === j ? 1 : 0, 12)));
  });
  it('the largest comes first', () => {
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });
});

it('leaves a diagonal matrix, and zero, as they are', () => {
  expect(symmetricEigen([[1, 0], [0, 5]])).toEqual({ values: [5, 1], vectors: [[0, 1], [1, 0]] });
  expect(symmetricEigen([[0, 0], [0, 0]]).values).toEqual([0, 0]);
});

it('explains iris as the textbooks do', () => {
  const { shares, directions } = components(centre(iris));
  [0.924619, 0.053066, 0.017103, 0.005212].forEach((share, k) => expect(shares[k]).toBeCloseTo(share, 6));
  [0.361387, -0.084523, 0.856671, 0.358289].forEach((entry, j) => expect(directions[0]![j]).toBeCloseTo(entry, 5));
});
