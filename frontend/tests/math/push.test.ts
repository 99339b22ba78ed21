import { expect, test } from 'vitest';

import { type Part, push } from '../../src/math/push';

const PARTS: Part[] = [[[0], 3, 2, 0], [[1], 4, -1, 0], [[0, 1], 2, 1, 1]];

test('the pushes add up to the log-odds, and a pair is shared by its words', () => {
  const { pushes, odds, chance } = push(PARTS, 2, 0.1);
  expect(pushes[0]).toBeCloseTo(3 * 2 / 5 + 0.5, 12);
  expect(pushes[1]).toBeCloseTo(-4 / 5 + 0.5, 12);
  expect(odds).toBeCloseTo(0.1 + 1.2 - 0.8 + 1, 12);
  expect(chance).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 12);
});

test('a word that is out takes its features along, and the row is brought to length 1 again', () => {
  const { pushes, odds } = push(PARTS, 2, 0.1, new Set([1]));
  expect(pushes).toEqual([2, 0]);
  expect(odds).toBeCloseTo(2.1, 12);
});

test('without a known word the start is left', () => {
  expect(push([], 3, -0.4)).toEqual({ pushes: [0, 0, 0], odds: -0.4, chance: 1 / (1 + Math.exp(0.4)) });
});
