import { describe, expect, it } from 'vitest';

import { fitPolynomial, lifted, meanSquare, readLine, solve, turned } from '../../src/math/fit';
import type { Point } from '../../src/math/plane';
import { leastSquares } from '../../src/math/qr';
import { dot } from '../../src/math/statistics';
import { iris } from './iris';

const zip = (xs: number[], ys: number[]): Point[] => xs.map((x, i) => [x, ys[i]!]);
const three = zip([0, 1, 2], [1, 3, 2]);
const ten = zip([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 2, 5, 4, 6, 8, 7, 9, 12]);
const petals = iris.map((row): Point => [row[2]!, row[3]!]);

const close = (found: readonly number[], expected: readonly number[], relative = 1e-9): void => {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, k) => expect(Math.abs(value - expected[k]!)).toBeLessThan(relative * Math.max(1, Math.abs(expected[k]!))));
};

/** Reproducible numbers between −0.5 and 0.5. */
function random(seed: number): () => number {
  let s = seed;
  return () => (s = (s * 16807) % 2147483647) / 2147483647 - 0.5;
}

describe('least squares by reflections', () => {
  it('answers what np.linalg.lstsq does', () => {
    const A = [[1, 2, 3], [4, 5, 6], [7, 8, 10], [2, -1, 0]];
    close(leastSquares(A, [1, 2, 3, 4]), [0.8610038610038603, -2.185328185328192, 1.4826254826254883], 1e-12);
  });

  it.each([[2, 2], [5, 3], [40, 10]])('leaves what stands at right angles to each column: %i×%i', (m, n) => {
    const next = random(m + n);
    const A = Array.from({ length: m }, () => Array.from({ length: n }, next));
    const b = Array.from({ length: m }, next);
    const x = leastSquares(A, b);
    const left = A.map((row, i) => b[i]! - dot(row, x));
    for (let j = 0; j < n; j++) expect(dot(A.map((row) => row[j]!), left)).toBeCloseTo(0, 11);
  });

  it('keeps the digits that the normal equation loses', () => {
    const e = 1e-8; // AᵀA rounds to the singular matrix of ones
    close(leastSquares([[1, 1], [e, 0], [0, e]], [2, e, e]), [1, 1], 1e-7);
  });
});

describe('the best line', () => {
  it.each([
    ['three points', three, 1.5, 0.5, 1.5],
    ['ten points', ten, 0.8727272727272704, 1.0727272727272734, 9.163636363636362],
    ['petals of iris', petals, -0.3630755213190291, 0.4157554163524112, 6.31009590], // np.polyfit
  ])('through %s', (_, points, intercept, slope, sse) => {
    const { best, bestSse, dotOne, dotX, excess, unique } = readLine(points);
    close([best.intercept, best.slope], [intercept, slope]);
    expect(bestSse).toBeCloseTo(sse, 6);
    [dotOne, dotX, excess].forEach((zero) => expect(zero).toBeCloseTo(0, 10));
    expect(unique).toBe(true);
  });

  it.each([
    ['huge', zip([0, 1e12, 2e12], [1e12, 3e12, 2e12]), 1.5e12, 0.5],
    ['tiny', zip([0, 1e-12, 2e-12], [1e-12, 3e-12, 2e-12]), 1.5e-12, 0.5],
    ['flat beside long', zip([0, 1e12, 2e12], [1, 3, 2]), 1.5, 0.5e-12],
  ])('keeps its slope and its intercept where numbers are %s', (_, points, intercept, slope) => {
    const { best } = readLine(points);
    expect(best.intercept / intercept).toBeCloseTo(1, 9);
    expect(best.slope / slope).toBeCloseTo(1, 9);
  });

  it('has no intercept and no slope that are rounding alone', () => {
    expect(readLine(zip([0, 1, 2, 3], [0, 1, 2, 3])).best.intercept).toBe(0);
    expect(readLine(zip([0.1, 0.2, 0.3], [0.7, 0.7, 0.7])).best.slope).toBe(0);
    expect(lifted({ intercept: 1, slope: 3 }, 0.1, 0.3).intercept).toBe(0); // 0.3 − 3 · 0.1 is 5.6e−17
    expect(turned({ intercept: 0.3, slope: 0 }, 0.1, 3).intercept).toBe(0);
  });

  it('of columns that lie in one line is the smallest combination, as np.linalg.lstsq takes it', () => {
    const { coefficients, unique } = solve([[1, 2], [2, 4], [3, 6]], [1, 3, 2]);
    close(coefficients, [0.18571428571428572, 0.37142857142857144]);
    expect(unique).toBe(false);
    close(solve([[0, 0], [0, 0], [0, 0]], [1, 3, 2]).coefficients, [0, 0]);
  });

  it('is compared with one’s own', () => {
    expect(readLine(three, { intercept: 1, slope: 1 })).toMatchObject({ sse: 2, residuals: [0, 1, -1], dotOne: 0, dotX: -1, r2: 0 });
    expect(readLine(three, { intercept: 1, slope: 1 }).excess).toBeCloseTo(1 / 3, 12);
  });

  it('of points on a line leaves nothing, and another is measured by the spread', () => {
    const straight = zip([0, 1, 2], [0.1, 0.3, 0.5]);
    const { excess, r2 } = readLine(straight);
    expect([excess, r2]).toEqual([expect.closeTo(0, 12), expect.closeTo(1, 12)]);
    expect(readLine(straight, { intercept: 0.3, slope: 0 }).excess).toBeCloseTo(1, 12);
  });

  it.each([
    ['one point', zip([2], [3]), 0],
    ['points above each other', zip([2, 2, 2], [1, 3, 2]), 2],
  ])('through %s is one of many', (_, points, sse) => {
    const { bestSse, unique } = readLine(points);
    expect(unique).toBe(false);
    expect(bestSse).toBeCloseTo(sse, 12);
  });

  it('has nothing to explain in equal heights', () => {
    const level = zip([0, 1, 2], [5, 5, 5]);
    expect(readLine(level)).toMatchObject({ best: { intercept: expect.closeTo(5), slope: expect.closeTo(0) }, sse: 0, r2: NaN, excess: 0 });
    expect(readLine(level, { intercept: 6, slope: 0 }).excess).toBe(Infinity);
  });

  it.each([1e-120, 1e120])('is found at the scale %d', (scale) => {
    const { best } = readLine(three.map(([x, y]) => [x * scale, y * scale]));
    close([best.intercept / scale, best.slope], [1.5, 0.5]);
  });
});

describe('polynomials', () => {
  const model = { degree: 1, ridge: 0, scaled: false };

  it.each([
    [3, [1.088111888111929, 1.365578865578874, -0.1724941724941743, 0.0167055167055165], 1227.684555997991],
    [5, [1.0685314685512721, 2.913146853143394, -1.9504662004653355, 0.6470862470861536, -0.0870629370629356, 0.0041025641025638], 251117.3795176079],
  ])('of degree %i in powers of x, with the condition that NumPy finds', (degree, coefficients, condition) => {
    const fit = fitPolynomial(ten, { ...model, degree });
    close(fit.coefficients, coefficients, 1e-8);
    expect(fit.condition / condition).toBeCloseTo(1, 6);
  });

  it.each([[1, 1.5666989036012808], [3, 7.044125063488158], [5, 39.90449334630906], [9, 4626.449923375819]])(
    'of degree %i in powers of t have the condition %d', (degree, condition) => {
      expect(fitPolynomial(ten, { ...model, degree, scaled: true }).condition / condition).toBeCloseTo(1, 8);
    });

  it.each([0, 1, 2, 5, 9])('of degree %i are the same curve in either basis', (degree) => {
    const [raw, scaled] = [false, true].map((basis) => fitPolynomial(ten, { ...model, degree, scaled: basis }));
    for (let x = 0; x <= 9; x += 0.37) expect(raw!.at(x)).toBeCloseTo(scaled!.at(x), 4);
  });

  it('of degree 9 go through ten points', () => {
    expect(meanSquare(ten, fitPolynomial(ten, { ...model, degree: 9, scaled: true }))).toBeLessThan(1e-18);
  });

  it.each([
    [1, [5.7, 4.299595141700404]],
    [3, [5.384870188003582, 3.062502739650166, 0.7735004476275719, 1.9198346019096413]],
    [5, [5.386324554856172, 2.900397816366056, 0.3194091887838844, 1.2845669755424716, 0.6227344265018759, 1.043754230530994]],
  ])('of degree %i with a ridge of 0.5 are np.linalg.solve(AᵀA + λD, Aᵀy)', (degree, coefficients) => {
    close(fitPolynomial(ten, { degree, ridge: 0.5, scaled: true }).coefficients, coefficients);
  });

  it('shrink as the ridge grows, and their condition with them', () => {
    const fits = [0, 1e-3, 0.1, 10, 1e3].map((ridge) => fitPolynomial(ten, { degree: 9, ridge, scaled: true }));
    const sizes = fits.map(({ coefficients }) => Math.hypot(...coefficients.slice(1)));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(fits[2]!.condition).toBeLessThan(fits[0]!.condition);
  });

  it('with more coefficients than points: the smallest, as lstsq; a ridge makes them unique', () => {
    const fit = fitPolynomial(three, { ...model, degree: 4 });
    close(fit.coefficients, [1, 1.1695652173913047, 0.9260869565217394, 0.4391304347826088, -0.5347826086956525]);
    expect(fit).toMatchObject({ unique: false, condition: Infinity });
    expect(fitPolynomial(three, { degree: 4, ridge: 0.01, scaled: false }).unique).toBe(true);
  });

  it('years in powers of x: more digits than a number has', () => {
    const years = zip([2000, 2005, 2010, 2015, 2020], [1, 2, 4, 3, 5]);
    expect(fitPolynomial(years, { ...model, degree: 4 })).toMatchObject({ unique: false });
    expect(fitPolynomial(years, { ...model, degree: 4, scaled: true }).condition).toBeLessThan(50);
  });
});
