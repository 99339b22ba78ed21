import { describe, expect, it } from 'vitest';

import { determinant } from '../../src/math/plane';
import { LETTER_F, PRESETS, readMap, readPoint, roundCloud, writeMap } from '../../src/math/plane_setup';

describe('a map as a lesson writes it', () => {
  it.each([['1 1; 0 1'], ['1, 1; 0, 1'], [[[1, 1], [0, 1]]]])('%j', (written) => expect(readMap('matrix', written)).toEqual([[1, 1], [0, 1]]));
  it('is written as it is read', () => expect(readMap('matrix', writeMap([[0.1, -2], [3, 4]]))).toEqual([[0.1, -2], [3, 4]]));
  it.each([
    ['1 2 3; 4 5 6', 'matrix is 2×3. The plane takes 2×2: matrix="1 1; 0 1".'],
    ['1 2; 3', 'Row 1 has 1 numbers, row 0 has 2: rows must be equally long.'],
    ['', 'matrix is 0×0. The plane takes 2×2: matrix="1 1; 0 1".'],
    ['1 two; 3 4', 'matrix holds something that is no number up to a million. Write it so: matrix="1 1; 0 1".'],
    ['1 2; 3 inf', 'matrix holds something that is no number up to a million. Write it so: matrix="1 1; 0 1".'],
  ])('%j is refused with a sentence', (written, message) => expect(() => readMap('matrix', written)).toThrow(message));
});

it.each([['2 0.5'], ['2; 0.5'], [[2, 0.5]]])('a point: %j', (written) => expect(readPoint('x', written)).toEqual([2, 0.5]));
it.each([['1'], ['1 2 3'], ['a b']])('no point: %j', (written) => expect(() => readPoint('x', written)).toThrow('x is not a point of the plane.'));

it('the maps one meets first', () => {
  const dets = Object.fromEntries(Object.entries(PRESETS).map(([name, A]) => [name, determinant(A)]));
  expect(dets).toEqual({ rotate: 1, shear: 1, scale: 1, reflect: -1, project: 0, singular: 0, identity: 1 });
});

it('the cloud is round, and the letter is not its own mirror image', () => {
  const cloud = roundCloud();
  const mean = (f: (point: readonly [number, number]) => number): number => cloud.reduce((sum, [x, y]) => sum + f([x, y]), 0) / cloud.length;
  expect([mean(([x]) => x), mean(([, y]) => y), mean(([x, y]) => x * y)].every((value) => Math.abs(value) < 0.06)).toBe(true);
  expect(Math.abs(mean(([x]) => x * x) / mean(([, y]) => y * y) - 1)).toBeLessThan(0.1);
  const left = Math.min(...LETTER_F.map(([x]) => x));
  const right = Math.max(...LETTER_F.map(([x]) => x));
  expect(LETTER_F.every(([x, y]) => LETTER_F.some(([u, v]) => Math.hypot(left + right - x - u, y - v) < 1e-9))).toBe(false);
});
