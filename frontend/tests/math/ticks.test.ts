import { describe, expect, it } from 'vitest';

import { multiples, roundStep, snap, ticks } from '../../src/math/ticks';

it.each([[10, 5, 2], [10, 4, 5], [3, 6, 0.5], [0.007, 5, 0.002], [1e9, 3, 5e8], [7, 10, 1]])('a span of %d in at most %i steps takes steps of %d', (span, count, step) => {
  expect(roundStep(span, count)).toBeCloseTo(step, 12);
});

describe('an axis', () => {
  it.each([
    [0, 2, 4, [0, 0.5, 1, 1.5, 2]],
    [-0.4, 2.3, 6, [0, 0.5, 1, 1.5, 2]],
    [0.1, 0.3, 4, [0.1, 0.15, 0.2, 0.25, 0.3]],
    [1999.5, 2020.5, 5, [2000, 2005, 2010, 2015, 2020]],
  ])('from %d to %d with at most %i steps is marked at %j', (low, high, count, marks) => {
    expect(ticks(low, high, count)).toEqual(marks);
  });
  it('is marked within its ends, at any scale', () => {
    for (const scale of [1e-8, 0.03, 1, 770, 1e9]) {
      const marks = ticks(-1.7 * scale, 2.9 * scale, 6);
      expect(marks.length).toBeGreaterThan(2);
      marks.forEach((mark) => expect(mark >= -1.7 * scale && mark <= 2.9 * scale).toBe(true));
    }
  });
});

it.each([[0.43, 0.1, 0.5], [0.31, 0.1, 0.3], [0.97, 0.1, 1], [-0.12, 0.1, 0], [-0.24, 0.1, -0.2], [12.2, 1, 12]])('%d in steps of %d snaps to %d', (value, step, snapped) => {
  expect(snap(value, step)).toBeCloseTo(snapped, 12);
});

it.each([[-1.2, 2.1, 1, [-1, 0, 1, 2]], [0.3, 0.7, 0.1, [0.3, 0.4, 0.5, 0.6, 0.7]], [0.2, 0.4, 1, []]])('from %d to %d by %d', (from, to, step, expected) => {
  expect(multiples(from, to, step)).toEqual(expected);
});
