import { expect, it } from 'vitest';

import { marks, nearest } from '../../src/visuals/_marks';

it('draws each group of points in a shape of its own', () => {
  const shapes = [0, 1, 2, 3].map((shape) => marks([[5, 5]], 3, shape));
  expect(new Set(shapes).size).toBe(4);
  expect(marks([[5, 5]], 3, 4)).toBe(shapes[0]); // then begins again
});

it('draws all points of a group as one path', () => {
  expect(marks([[1, 1], [2, 2], [3, 3]], 3).match(/M/g)).toHaveLength(3);
});

it.each([
  ['the nearer of two', [4, 0], 1],
  ['none that is too far', [0, 30], null],
])('finds %s', (_, place, found) => {
  expect(nearest([[0, 0], [5, 0]], place as [number, number])).toBe(found);
});
