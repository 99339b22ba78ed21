import { describe, expect, it } from 'vitest';

import { caseOf } from '../../src/visuals/_fit_case';
import type { Shown } from '../../src/visuals/shown';

const shown = (value: number[] | number[][]): Shown => {
  const shape = Array.isArray(value[0]) ? [value.length, value[0].length] : [value.length];
  return { text: '', array: { shape, dtype: 'float64', values: value.flat() } };
};
const inputs = (named: Record<string, number[] | number[][]>) => Object.entries(named).map(([name, value]) => ({ name, shown: shown(value) }));
const text: Shown = { text: 'None', array: null };

const x = [0, 1, 2];
const y = [1, 3, 2];
const line = [1.5, 0.5];
const points = '0 1; 1 3; 2 2';

describe('a failed check is drawn', () => {
  it.each([
    ['a line', { x, y }, line, [1, 0.5], { points, own: '1 0.5', best: true }],
    ['a line where nothing usable came back', { x, y }, line, null, { points, own: '', best: true }],
    ['predictions that lie on a line', { x, y, new: [0, 4] }, [1.5, 3.5], [1, 3], { points, own: '1 0.5', best: true }],
    ['predictions that lie on none', { x, y, new: [0, 1, 2] }, [1.5, 2, 2.5], [0, 0, 1], { points, own: '', best: true }],
    ['a system with a column of ones', { A: [[1, 0], [1, 1], [1, 2]], b: y }, line, [1, 0.5], { points, own: '1 0.5', best: true }],
    ['a system with three rows', { A: [[1, 2], [-1, 1], [2, 0]], b: [3, 2, 1] }, [0, 1], [1, 0], { view: 'column', columns: '1 2; -1 1; 2 0', points: '0 3; 1 2; 2 1', own: '1 0', best: true }],
  ])('%s', (_, named, expected, got, properties) => {
    expect(caseOf(inputs(named as Record<string, number[]>), shown(expected), got && shown(got))).toEqual(properties);
  });

  it.each([
    ['a system with more rows, and no ones', { A: [[1, 2], [3, 4], [5, 6], [7, 8]], b: [1, 2, 3, 4] }, [0, 1]],
    ['three columns', { A: [[1, 2, 3], [1, 2, 4], [1, 0, 0]], b: [1, 2, 3] }, [0, 1, 2]],
    ['lengths that differ', { x, y: [1, 2] }, line],
    ['nothing it knows', { photo: [1, 2] }, line],
    ['no finite numbers', { x: [0, NaN, 2], y }, line],
  ])('but not %s', (_, named, expected) => {
    expect(caseOf(inputs(named as Record<string, number[]>), shown(expected), null)).toBeNull();
  });

  it('and not where the answer is no array', () => expect(caseOf(inputs({ x, y }), text, text)).toBeNull());
});
