// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import { Plane } from '../../src/visuals/plane';
import type { NamedShown, Shown } from '../../src/visuals/shown';
import { Vector } from '../../src/visuals/vector';

/** As the API sends it: nested lists with their shape. */
function shown(value: number | number[] | number[][]): Shown {
  const rows = Array.isArray(value) ? value : [];
  const shape = !Array.isArray(value) ? [] : Array.isArray(value[0]) ? [rows.length, value[0].length] : [rows.length];
  return { text: '', array: { shape, dtype: 'float64', values: [value].flat(2) as number[] } };
}
const named = (values: Record<string, number | number[] | number[][]>): NamedShown[] => Object.entries(values).map(([name, value]) => ({ name, shown: shown(value) }));
const [quarter, wrong] = [[[0, -1], [1, 0]], [[0, 1], [-1, 0]]];

describe('a failed check on the plane', () => {
  it('a rotation: expected bold, yours dashed', () => {
    expect(Plane.ofCase(named({ theta: 1.57 }), shown(quarter), shown(wrong))).toEqual({ matrix: quarter, fixed: true, yours: wrong });
  });
  it('without an answer, or with one of another shape, only the expected map', () => {
    for (const got of [null, shown(3), { text: "'a'", array: null }]) {
      expect(Plane.ofCase(named({ theta: 1.57 }), shown(quarter), got)).toEqual({ matrix: quarter, fixed: true, yours: null });
    }
  });
  it('what a map does to a vector', () => {
    const drawn = Plane.ofCase(named({ A: quarter, x: [2, 1] }), shown([-1, 2]), shown([1, -2]));
    expect(drawn).toEqual({ matrix: quarter, x: [2, 1], fixed: true, yours: [1, -2] });
  });
  it.each<[string, NamedShown[], Shown]>([
    ['3×3', named({ theta: 1 }), shown([[1, 0, 0], [0, 1, 0], [0, 0, 1]])],
    ['a number', named({ A: quarter }), shown(1)],
    ['a vector without a map', named({ x: [1, 2] }), shown([1, 2])],
    ['nan', named({ theta: 1 }), { text: '', array: { shape: [2, 2], dtype: 'float64', values: ['nan', 0, 0, 1] } }],
  ])('%s is not drawn', (_, inputs, expected) => expect(Plane.ofCase(inputs, expected, null)).toBeNull());
});

describe('a failed check on two vectors', () => {
  it('a number from two: their shadow, by the names they have in the code', () => {
    const drawn = Vector.ofCase(named({ u: [1, 2, 3], v: [3, 2, 1] }), shown(0.7), shown(10));
    expect(drawn).toEqual({ a: [1, 2, 3], b: [3, 2, 1], names: 'u v', view: 'dot', fixed: true });
  });
  it('a projection, whichever is projected', () => {
    const expected = { names: 'a b', a: [2, 0], b: [1, 3], view: 'project', fixed: true, expected: [1, 0], yours: [2, 0] };
    expect(Vector.ofCase(named({ a: [2, 0], b: [1, 3] }), shown([1, 0]), shown([2, 0]))).toEqual(expected);
    expect(Vector.ofCase(named({ b: [1, 3], a: [2, 0] }), shown([1, 0]), shown([2, 0]))).toEqual(expected);
  });
  it('another vector of the plane', () => {
    const drawn = Vector.ofCase(named({ v: [3, 4] }), shown([0.6, 0.8]), shown([0.5, 0.5]));
    expect(drawn).toEqual({ a: [3, 4], b: [], names: 'v a', view: 'one', fixed: true, expected: [0.6, 0.8], yours: [0.5, 0.5] });
  });
  it.each<[string, NamedShown[], Shown]>([
    ['more than two numbers, which matrices show', named({ X: [[1, 2, 3]] }), shown([1, 2, 3])],
    ['a number from one vector', named({ v: [3, 4] }), shown(5)],
    ['vectors of unequal length', named({ a: [1, 2], b: [1, 2, 3] }), shown(5)],
    ['a word', named({ a: [1, 2], b: [1, 2] }), { text: "'yes'", array: null }],
    ['several values', named({ A: [[1, 2], [2, 1]] }), { text: '(3, array)', array: null }],
  ])('%s is not drawn', (_, inputs, expected) => expect(Vector.ofCase(inputs, expected, null)).toBeNull());
});
