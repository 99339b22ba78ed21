import { describe, expect, it } from 'vitest';

import { countAbove, energyKept, hardThreshold, moveSum, numbersOf, numericalRank, partialSum, psnr, squaredErrors, tails } from '../../src/math/lowrank';
import { gaussian } from '../../src/math/random';
import { type Dense, svd } from '../../src/math/svd';

const random = (rows: number, columns: number, seed: number): Dense => ({ rows, columns, values: gaussian(rows * columns, seed) });
const squares = (A: Dense, B: Dense): number => A.values.reduce((sum, a, at) => sum + (a - B.values[at]!) ** 2, 0);
const RANK_ONE: Dense = { rows: 3, columns: 2, values: Float64Array.of(1, 2, 2, 4, 3, 6) };

describe.each([[6, 6], [9, 5], [5, 9]])('the pieces of a %i×%i matrix', (rows, columns) => {
  const A = random(rows, columns, 10 * rows + columns);
  const factors = svd(A);

  it('add up to the matrix', () => {
    expect(squares(partialSum(factors, Math.min(rows, columns)), A)).toBeLessThan(1e-26);
  });
  it('come, for each k, as near as the singular values left out say (Frobenius), and the next one (spectral)', () => {
    tails(factors.s).forEach((left, k) => {
      const sum = partialSum(factors, k);
      expect(squares(sum, A)).toBeCloseTo(left, 10);
      const residual = { ...A, values: A.values.map((a, at) => a - sum.values[at]!) };
      expect(svd(residual).s[0]).toBeCloseTo(factors.s[k] ?? 0, 10);
    });
  });
  it('no other matrix of the same rank comes nearer', () => {
    for (let seed = 1; seed < 50; seed++) {
      const other = partialSum(svd(random(rows, columns, seed)), 2);
      expect(squares(other, A)).toBeGreaterThan(tails(factors.s)[2]!);
    }
  });
  it('are added and taken away in any order', () => {
    const sum = new Float64Array(rows * columns);
    const walk = [0, 3, 5, 4, 1, 2, 5, 0, 4];
    walk.slice(1).forEach((to, i) => moveSum(sum, factors, walk[i]!, to));
    expect(squares({ ...A, values: sum }, partialSum(factors, 4))).toBeLessThan(1e-26);
  });
});

it('counts the rank as NumPy does: what is left of 0 by rounding is 0', () => {
  expect(numericalRank(svd(RANK_ONE))).toBe(1);
  expect(numericalRank(svd({ rows: 2, columns: 2, values: new Float64Array(4) }))).toBe(0);
  expect(numericalRank(svd(random(4, 7, 3)))).toBe(4);
});

it('keeps all of the energy with all pieces, and of a zero matrix always', () => {
  const left = tails(Float64Array.of(4, 3));
  expect([0, 1, 2].map((k) => energyKept(left, k))).toEqual([0, 16 / 25, 1]);
  expect(energyKept(tails(new Float64Array(2)), 0)).toBe(1);
});

it('counts what the pieces need', () => {
  expect([0, 1, 10].map((k) => numbersOf(160, 240, k))).toEqual([0, 401, 4010]);
});

it('an error that is only rounding is not negative: one colour, without noise', () => {
  const flat = { rows: 40, columns: 50, values: new Float64Array(2000).fill(85 + 1 / 3) };
  squaredErrors(svd(flat), flat, flat).forEach((error) => expect(error).toBeGreaterThanOrEqual(0));
});

describe('with noise', () => {
  const noise = gaussian(2400, 77);
  // 40×60 of rank 5 with singular values 100 … 60, and noise that drowns nothing.
  const base = svd(random(40, 60, 8));
  const clean = partialSum({ ...base, s: base.s.map((_, k) => (k < 5 ? 100 - 10 * k : 0)) }, 5);
  const sigma = 1.5;
  const noisy = { ...clean, values: clean.values.map((c, at) => c + sigma * noise[at]!) };
  const factors = svd(noisy);
  const errors = squaredErrors(factors, noisy, clean);

  it('the errors against the clean matrix are those of the sums', () => {
    errors.forEach((error, k) => expect(squares(partialSum(factors, k), clean) / error).toBeCloseTo(1, 9));
  });
  it('the threshold finds the five pieces, and there the error is smallest', () => {
    expect(countAbove(factors.s, hardThreshold(40, 60, sigma))).toBe(5);
    expect(errors.indexOf(Math.min(...errors))).toBe(5);
  });
});

// λ(β) √n σ, computed with NumPy; 4/√3 is the paper's title.
it.each([
  [100, 100, 1, (4 / Math.sqrt(3)) * 10],
  [160, 240, 7, 227.75355479558854],
  [10, 1000, 7, 317.5951070360636],
])('the threshold for %i×%i and σ = %d', (rows, columns, sigma, expected) => {
  expect(hardThreshold(rows, columns, sigma)).toBeCloseTo(expected, 10);
  expect(hardThreshold(columns, rows, sigma)).toBeCloseTo(expected, 10);
});

it('measures decibels: an error of 1 in each of many pixels is 48.13 dB, none is infinite', () => {
  expect(psnr(500, 500)).toBeCloseTo(48.1308, 4);
  expect(psnr(0, 500)).toBe(Infinity);
});

it('draws noise that a seed repeats, with mean 0 and variance 1', () => {
  const many = gaussian(20_000, 5);
  expect(gaussian(20_000, 5)).toEqual(many);
  expect(gaussian(20_000, 6)).not.toEqual(many);
  const mean = many.reduce((sum, x) => sum + x, 0) / many.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(many.reduce((sum, x) => sum + (x - mean) ** 2, 0) / many.length).toBeCloseTo(1, 1);
});
