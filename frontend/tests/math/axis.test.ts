import { describe, expect, it } from 'vitest';

import { axisAngle, passed, readAxis, turnBetween } from '../../src/math/axis';
import { centre, covariance } from '../../src/math/statistics';
import { iris } from './iris';

it.each([[0, 0], [180, 0], [-10, 170], [190, 10], [359, 179]])('an axis at %d° is one at %d°', (angle, same) => {
  expect(axisAngle(angle)).toBe(same);
});

it.each([[170, 10, 20], [10, 170, -20], [0, 90, 90], [45, 40, -5]])('from %d° to %d° turns by %d°', (from, to, turn) => {
  expect(turnBetween(from, to)).toBe(turn);
});

describe('sepal length × petal length of iris', () => {
  const C = covariance(centre(iris.map((row) => [row[0]!, row[2]!])));

  it('is best seen at 66.8°, with a variance of 3.66', () => {
    const { best, bestAngle } = readAxis(C, 0);
    expect(best).toBeCloseTo(3.6619, 4);
    expect(bestAngle).toBeCloseTo(66.8, 1);
    expect(readAxis(C, bestAngle).share).toBeCloseTo(1, 12);
  });

  it('shows one column along each coordinate axis', () => {
    expect(readAxis(C, 0).variance).toBeCloseTo(0.6857, 4);
    expect(readAxis(C, 90).variance).toBeCloseTo(3.1163, 4);
  });

  it('never beats the best, and keeps variance + across the same', () => {
    for (let angle = 0; angle < 180; angle += 3) {
      const { share, variance, across } = readAxis(C, angle);
      expect(share).toBeLessThanOrEqual(1 + 1e-12);
      expect(variance + across).toBeCloseTo(3.80197, 4);
    }
  });
});

it.each([
  [10, 14, [14, 12, 10]],
  [4, 178, [178, 0, 2, 4]],
  [0, 80, [80]], // a jump
])('on the way from %d° to %d° an axis passes %j', (from, to, angles) => {
  expect(passed([[4, 0], [0, 4]], from, to)).toEqual(angles.map((angle) => [angle, expect.closeTo(2, 12)]));
});

it('calls every axis the best when nothing varies', () => {
  expect(readAxis([[0, 0], [0, 0]], 30)).toMatchObject({ variance: 0, best: 0, share: 1 });
});
