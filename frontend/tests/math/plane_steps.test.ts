import { expect, it } from 'vitest';

import type { Map2 } from '../../src/math/plane';
import { partOf, stepsOf } from '../../src/math/plane_steps';

const quarter: Map2 = [[0, -1], [1, 0]];
const wide: Map2 = [[2, 0], [0, 1]];
const flat: Map2 = [[1, 0], [0, 0]];

it.each<[string, Map2 | 'inverse' | null, string, string]>([
  ['one map', null, 'BA', 'A'],
  ['A first', wide, 'BA', 'BA'],
  ['B first', wide, 'AB', 'AB'],
  ['undone', 'inverse', 'BA', 'A⁻¹A'],
])('%s', (_, second, order, name) => expect(partOf(stepsOf(quarter, second, order), 2).name).toBe(name));

it('what cannot be undone ends where it is', () => expect(stepsOf(flat, 'inverse', 'BA')).toEqual([{ map: flat, name: 'A' }]));

it('half done has no name, and the first is whole before the second begins', () => {
  const steps = stepsOf(wide, quarter, 'BA');
  expect(partOf(steps, 0)).toEqual({ map: [[1, 0], [0, 1]], name: '' });
  expect(partOf(steps, 0.5)).toEqual({ map: [[1.5, 0], [0, 1]], name: '' });
  expect(partOf(steps, 1)).toEqual({ map: wide, name: 'A' });
  expect(partOf(steps, 1.5).name).toBe('');
  expect(partOf(steps, 2).map.flat().map((entry) => Math.round(1e12 * entry) / 1e12 + 0)).toEqual([0, -1, 2, 0]);
});
