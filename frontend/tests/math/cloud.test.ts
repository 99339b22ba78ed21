import { describe, expect, it } from 'vitest';

import { cloudModel, columnFrame, findColumn, groups, shareSeen, missingColumn, unsuited } from '../../src/math/cloud';
import { shadows } from '../../src/math/statistics';
import { iris } from './iris';

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

describe('the model of a picture', () => {
  const data = { columns: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'], rows: iris };

  it.each([
    ['the columns that are named', ['petal width', 'sepal length'], 2, [3, 0]],
    ['the first and a second where none is', ['', ''], 2, [0, 2]],
    ['never the same twice', ['petal length', ''], 2, [2, 0]],
  ])('takes %s', (_, names, second, pair) => {
    expect(cloudModel(data, names as [string, string], second, null).pair).toEqual(pair);
  });

  it('reaches as far as the longest view of the tour', () => {
    const { view, extent, all } = cloudModel(data, ['sepal length', 'sepal width'], 1, null);
    for (const turn of [0, 1]) {
      view(turn).forEach((direction, k) => shadows(all, direction).forEach((x) => expect(Math.abs(x)).toBeLessThanOrEqual(extent[k]! + 1e-9)));
    }
  });

  it('believes what was computed from all rows', () => {
    const computed = { directions: [[0, 0, 1, 0], [1, 0, 0, 0]], shares: [0.9, 0.05] };
    const { shares, view } = cloudModel(data, ['', ''], 1, computed);
    expect(shares).toBe(computed.shares);
    expect(view(1)[0].map((x) => Math.round(x * 1e9) / 1e9 + 0)).toEqual([0, 0, 1, 0]);
  });
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

it('says which columns there are where a name is none of them, nor its beginning', () => {
  expect(missingColumn(['sepal length', 'sepal width'], ['Sepal w', ''])).toBe('');
  expect(missingColumn(['sepal length', 'sepal width'], ['', 'petal'])).toBe('No column is called “petal”. There are: sepal length, sepal width.');
});

it.each([
  [['a'], 'axis', [], 'A cloud needs at least two columns and two rows; this table is 3×1.'],
  [['a', 'b'], 'axis', ['c'], 'No column is called “c”. There are: a, b.'],
  [['a', 'b'], 'space', [], 'Space needs at least three columns; this table is 3×2. Two columns can be seen with view="axis".'],
  [['a', 'b'], 'components', ['b'], ''],
  [['a', 'b', 'c'], 'space', [], ''],
] as const)('says whether columns %j can be seen as %s with %j', (columns, view, named, said) => {
  expect(unsuited({ columns: [...columns], rows: Array.from({ length: 3 }, () => columns.map(() => 0)) }, view, named)).toBe(said);
});
