import { expect, it } from 'vitest';

import { readNumber } from '../../src/visuals/_cell_input';
import { axisName, stackIndex, stackPlace } from '../../src/visuals/_matrix_stack';

it.each([
  [0, [], []],
  [5, [4], [3]],
  ['2', [4], [2]],
  ['4', [2, 3], [1, 1]], // the fourth in order
  ['1 2', [2, 3], [1, 2]],
  ['1, 9', [2, 3], [1, 2]],
  ['-1', [4], [0]],
  ['nonsense', [4], [0]],
])('slice %j of a stack %j is matrix %j', (slice, leading, index) => {
  expect(stackIndex(slice, leading)).toEqual(index);
});

it('counts matrices in the order in which they are stored', () => {
  for (let place = 0; place < 24; place++) expect(stackPlace(stackIndex(place, [2, 3, 4]), [2, 3, 4])).toBe(place);
});

it('names the axes that were named', () => {
  expect([0, 1, 2].map((axis) => axisName('batch head', axis))).toEqual(['batch', 'head', 'axis 2']);
});

it.each([['3', 3], ['-1.5', -1.5], ['−2', -2], ['1,5', 1.5], ['1/4', 0.25], ['1e3', 1000], ['', null], ['-', null], ['1/', null], ['1/0', null], ['x', null], ['1/2/3', null]])('%j typed into a cell is %j', (text, value) => {
  expect(readNumber(text)).toBe(value);
});
