import { describe, expect, it } from 'vitest';

import { columnFrame, findColumn, groups, shareSeen } from '../../src/math/cloud';

const rows = [[1, 2], [3, 4], [5, 6]];

describe('groups', () => {
  it.each([
    ['numbers into names', { labels: [1, 0, 1], label_names: ['setosa', 'virginica'] }, ['virginica', 'setosa'], [0, 1, 0]],
    ['names themselves', { labels: ['a', 'b', 'a'] }, ['a', 'b'], [0, 1, 0]],
    ['no labels', { labels: null }, [], [0, 0, 0]],
    ['an empty list of them', { labels: [], label_names: [] }, [], [0, 0, 0]],
  ])('%s', (_, labels, names, of) => {
    expect(groups({ columns: ['x', 'y'], rows, ...labels })).toEqual({ names, of });
  });
});

it.each([
  ['petal length (cm)', 2],
  ['petal length', 2],
  ['Petal', 2],
  ['', 7],
  ['stem', 7],
])('the column %j is number %i', (name, place) => {
  expect(findColumn(['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)'], name, 7)).toBe(place);
});

describe('the share of the variance that is seen', () => {
  const centred = [[-1, 0, 2], [1, 0, -2]]; // squares: 2, 0 and 8

  it.each([[0, 2, 1], [0, 1, 0.2], [1, 2, 0.8]])('along columns %i and %i is %d', (right, up, share) => {
    expect(shareSeen(centred, columnFrame(3, right, up))).toBeCloseTo(share, 12);
  });
  it('is all of it where nothing varies', () => {
    expect(shareSeen([[0, 0], [0, 0]], columnFrame(2, 0, 1))).toBe(1);
  });
});
