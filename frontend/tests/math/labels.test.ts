import { expect, test } from 'vitest';

import { overlap, type Point, spread, toPage } from '../../src/math/labels';

const page = { width: 600, height: 400 };

test('points fill the page at one scale, y upwards; one point stands in the middle', () => {
  const margin = { x: 50, y: 20 };
  expect(toPage([[0, 0], [1, 0], [0, 0.5]], { ...page, margin })).toEqual([[50, 325], [550, 325], [50, 75]]);
  expect(toPage([[3, 3]], { ...page, margin })).toEqual([[300, 200]]);
});

test('no name lies on another or beyond the page, and what is asked for is placed first', () => {
  let seed = 1;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const points = Array.from({ length: 120 }, (): Point => [random() * 600, random() * 400]);
  const boxes = spread(points, points.map(() => ({ width: 50, height: 12 })), page, [7]).filter((box) => box !== null);
  expect(boxes.length).toBeGreaterThan(30);
  for (const [i, box] of boxes.entries()) {
    expect(box.x >= 0 && box.x + box.width <= 600 && box.y >= 0 && box.y + box.height <= 400).toBe(true);
    expect(boxes.slice(i + 1).some((other) => overlap(box, other))).toBe(false);
  }
  const [a, b]: Point[] = [[300, 200], [301, 200]];
  const wide = { width: 700, height: 12 };
  expect(spread([a!, b!], [wide, wide], page)).toEqual([null, null]);
});
