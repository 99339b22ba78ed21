import { describe, expect, it } from 'vitest';

import {
  bowl, bowlOfLine, bowlWith, condition, contour, descend, foresee, gradientAt, heightAbove, largestRate, lossAt, nudge, stepsUntil, wayDown,
} from '../../src/math/descent';
import { readLine } from '../../src/math/fit';
import type { Point } from '../../src/math/plane';

const A = [[3, 1], [1, 2]];
const dish = bowl(A, [1, -1]);
const near = (found: readonly number[], expected: readonly number[], digits = 10): void =>
  expected.forEach((value, k) => expect(found[k]).toBeCloseTo(value, digits));

describe('a bowl', () => {
  it('has its minimum where A x = b, as np.linalg.solve finds it', () => {
    near(dish.minimum, [0.6, -0.8], 14);
    expect(condition(dish)).toBeCloseTo(2.618033988749896, 12);
    near(gradientAt(dish, dish.minimum), [0, 0], 14);
    expect(dish.least).toBeCloseTo(lossAt(dish, dish.minimum), 14);
  });

  it.each([[1, 0], [10, 30], [100, -75]])('of condition %d, turned by %d°', (kappa, degrees) => {
    const made = bowlWith(kappa, degrees, [1, 0.5]);
    expect(condition(made)).toBeCloseTo(kappa, 8);
    near(made.minimum, [1, 0.5]);
    const flat: Point = [1 + Math.cos((degrees * Math.PI) / 180), 0.5 + Math.sin((degrees * Math.PI) / 180)];
    expect(heightAbove(made, flat)).toBeCloseTo(0.5, 10); // ½ · 1 · 1²
  });

  it('of a line through points has the best line at its bottom', () => {
    const points = [[0, 1], [1, 3], [2, 2]] as const;
    const loss = bowlOfLine(points);
    expect(lossAt(loss, [0.5, -1])).toBeCloseTo(4.125, 12); // half the mean square, by NumPy
    near(gradientAt(loss, [0.5, -1]), [-2.5, -3.5]);
    const { best, bestSse } = readLine(points);
    near(loss.minimum, [best.intercept, best.slope]);
    expect(loss.least).toBeCloseTo(bestSse / 6, 12);
  });

  it.each([
    ['a saddle', [[1, 0], [0, -1]], 'falls for ever'],
    ['a valley', [[1, 1], [1, 1]], 'flat valley'],
    ['too long a bowl', [[1, 0], [0, 1e-13]], 'too small beside the other'],
    ['nothing', [[0, 0], [0, 0]], 'flat valley'],
    ['not symmetric', [[1, 2], [0, 1]], 'symmetric'],
    ['no numbers', [[NaN, 0], [0, 1]], 'no bowl'],
  ])('is not %s', (_, matrix, words) => expect(() => bowl(matrix, [0, 0])).toThrow(words));

  it('has contours on which it is equally high', () => {
    const [steep, flat] = contour(dish, 2);
    const [u, v] = dish.eigen.vectors as [number[], number[]];
    for (let angle = 0; angle < 6.3; angle += 0.5) {
      const [p, q] = [steep * Math.cos(angle), flat * Math.sin(angle)];
      expect(heightAbove(dish, [0.6 + p * u[0]! + q * v[0]!, -0.8 + p * u[1]! + q * v[1]!])).toBeCloseTo(2, 12);
    }
  });
});

describe('the way down', () => {
  it('takes the steps that NumPy takes', () => {
    const path = descend(dish, [-2, 1.5], { rate: 0.2, momentum: 0.5 }, 5);
    expect(path).toHaveLength(6);
    near(path[5]!, [0.75775, -1.196], 12);
  });

  it.each([
    [0.2, 0.5, 0.7071067811865476, 'swings'],
    [0.5, 0.9, 0.9486832980505139, 'swings'],
    [0.7, 0, 1.5326237921249262, 'diverges'],
    [1.1, 0.9, 1.4658657442078837, 'diverges'],
    [0.5, 0, 0.8090169943749475, 'zig-zags'],
    [0.2, 0, 0.7236067977499789, 'converges'],
    [0.05, 0, 0.9309016994374947, 'creeps'],
  ])('with rate %d and momentum %d shrinks by %d: it %s', (rate, momentum, factor, manner) => {
    const course = foresee(dish, [-2, 1.5], { rate, momentum }); // factors: eigenvalues of the iteration's matrix, by NumPy
    expect(course.manner).toBe(manner);
    expect(course.factor).toBeCloseTo(factor, 12);
  });

  it.each([0, 0.5, 0.9])('with momentum %d is stable up to the largest rate and not beyond', (momentum) => {
    const edge = largestRate(dish, momentum);
    expect(foresee(dish, [-2, 1.5], { rate: 0.999 * edge, momentum }).factor).toBeLessThan(1);
    expect(foresee(dish, [-2, 1.5], { rate: 1.001 * edge, momentum }).factor).toBeGreaterThan(1);
    expect(foresee(dish, [-2, 1.5], { rate: edge, momentum }).manner).toBe('bounces');
  });

  it('ends in one step where all directions are equally steep', () => {
    const round = bowlWith(1, 0, [1, 2]);
    expect(foresee(round, [-3, 5], { rate: 1, momentum: 0 }).manner).toBe('exact');
    near(descend(round, [-3, 5], { rate: 1, momentum: 0 }, 1)[1]!, [1, 2], 14);
    expect(stepsUntil(round, [-3, 5], { rate: 1, momentum: 0 }, 0.01)).toBe(1);
  });

  it('needs more steps the worse the condition, also with the best rate 2 / (λmax + λmin)', () => {
    const steps = [2, 10, 50, 100].map((kappa) => stepsUntil(bowlWith(kappa, 0, [0, 0]), [3, 3 / kappa], { rate: 2 / (1 + kappa), momentum: 0 }, 0.01));
    expect(steps).toEqual([3, 12, 58, 116]); // ⌈ln 0.1 / ln((κ − 1)/(κ + 1))⌉
  });

  it('does not bounce where the rate is only tiny', () => {
    expect(foresee(dish, [-2, 1.5], { rate: 1e-12, momentum: 0 }).manner).toBe('creeps');
  });

  it('knows nothing of a direction in which it has not to go', () => {
    const level = bowlWith(10, 0, [1, 0.5]); // flat along x
    const pace = { rate: 0.5, momentum: 0 }; // too long by far for the steep direction
    expect(foresee(level, [-2, 2], pace).manner).toBe('diverges');
    expect(foresee(level, [-2, 0.5], pace)).toEqual({ manner: 'converges', factor: 0.5 });
    expect(stepsUntil(level, [-2, 0.5], pace, 0.01)).toBe(4);
    expect(foresee(level, [1, 0.5], pace)).toEqual({ manner: 'rests', factor: 0 });
  });

  it('has arrived where it stays: momentum carries it up again', () => {
    const pace = { rate: 0.1, momentum: 0.95 };
    const start: Point = [-2, 1.5];
    const goal = 0.01 * heightAbove(dish, start);
    const heights = descend(dish, start, pace, 400).map((x) => heightAbove(dish, x));
    const needed = stepsUntil(dish, start, pace, 0.01);
    expect(heights.findIndex((height) => height <= goal)).toBeLessThan(needed);
    expect(heights.slice(needed).every((height) => height <= goal)).toBe(true);
    expect(heights[needed - 1]).toBeGreaterThan(goal);
  });

  it('stops being drawn when it runs off to infinity, and then needs endlessly many steps', () => {
    const path = descend(dish, [1, 1], { rate: 100, momentum: 0 }, 1000);
    expect(path.length).toBeLessThan(100);
    path.flat().forEach((value) => expect(Number.isFinite(value)).toBe(true));
    expect(stepsUntil(dish, [1, 1], { rate: 100, momentum: 0 }, 0.01)).toBe(Infinity);
  });

  it('needs no step where it starts at the minimum', () => {
    expect(stepsUntil(dish, dish.minimum, { rate: 0.1, momentum: 0 }, 0.01)).toBe(0);
  });
});

describe('the slope by nudging', () => {
  it.each([[0, 0.5], [1, -0.25], [0, 1e-3]] as const)('along axis %i by %d is off by h A/2, since a bowl bends evenly', (axis, h) => {
    const { slope, exact } = nudge(dish, [-2, 1.5], axis, h);
    expect(slope - exact).toBeCloseTo((h * A[axis]![axis]!) / 2, 10);
  });
  it('loses its digits where h is too small', () => {
    const { slope, exact } = nudge(dish, [-2, 1.5], 0, 1e-15);
    expect(Math.abs(slope - exact)).toBeGreaterThan(1e-3);
  });
});

describe('a whole way down', () => {
  const round = bowlWith(1, 0, [1, 0.5]);
  it('ends in one step where the bowl is round and the rate is 1', () => {
    const { shares, needed, ended, course } = wayDown(round, [-2, 2.5], { rate: 1, momentum: 0 }, 1, 1e-12);
    expect([shares, needed, ended, course.manner]).toEqual([[1, 0], 1, true, 'exact']);
  });
  it('has nothing left where it starts at the minimum', () => {
    expect(wayDown(round, [1, 0.5], { rate: 0.1, momentum: 0 }, 3, 1e-12).shares).toEqual([0, 0, 0, 0]);
  });
  it('is shorter with momentum, in a narrow valley', () => {
    const valley = bowlWith(60, -35, [1, 0.5]);
    const [plain, swinging] = [0, 0.8].map((momentum) => wayDown(valley, [-2, 2.5], { rate: 0.03, momentum }, 0, 1e-12).needed);
    expect([plain, swinging]).toEqual([76, 13]);
  });
});
