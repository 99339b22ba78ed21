import { expect, test } from 'vitest';

import { asDigit, centreOfMass, inPlace, parseStrokes, type Size, strokesText } from '../../src/math/strokes';

const SMALL: Size = [8, 8];
const LARGE: Size = [28, 28];
const SEVEN = [[20, 10, 80, 10, 45, 90]];

/** First and last row and column that hold ink. */
function extent(light: Float64Array, width: number): { rows: [number, number]; columns: [number, number] } {
  const at = Array.from(light.keys()).filter((i) => light[i]! > 0.1);
  const ends = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  return { rows: ends(at.map((i) => Math.floor(i / width))), columns: ends(at.map((i) => i % width)) };
}

test('a small digit fills the height and at most six of eight columns, wherever and how large it is drawn', () => {
  const expected = asDigit(SEVEN, SMALL);
  expect(extent(expected, 8)).toEqual({ rows: [0, 7], columns: [1, 6] });
  const smaller = SEVEN.map((stroke) => stroke.map((value) => value / 3 + 50));
  asDigit(smaller, SMALL).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
});

test('a narrow digit stays narrow', () => {
  expect(extent(asDigit([[50, 10, 50, 90]], SMALL), 8)).toEqual({ rows: [0, 7], columns: [3, 4] });
});

test('a large digit fits into 20×20, and its centre of mass is in the middle', () => {
  const light = asDigit(SEVEN, LARGE);
  const { rows } = extent(light, 28);
  expect(rows[1] - rows[0] + 1).toBeGreaterThanOrEqual(19);
  expect(rows[1] - rows[0] + 1).toBeLessThanOrEqual(21);
  const [x, y] = centreOfMass(light, 28);
  expect(x).toBeCloseTo(14, 1);
  expect(y).toBeCloseTo(14, 1);
});

test('what lies on an image is drawn where it is', () => {
  expect(extent(inPlace([[12, 88, 12, 88]], SMALL), 8)).toEqual({ rows: [6, 7], columns: [0, 1] });
});

test('a dot, nothing, and strokes outside are no trouble', () => {
  expect(Math.max(...asDigit([[50, 50]], SMALL))).toBeGreaterThan(0.5);
  expect(Math.max(...asDigit([], LARGE))).toBe(0);
  expect(Math.max(...inPlace([[0, 0], [100, 100]], SMALL))).toBeLessThanOrEqual(1);
});

test('strokes are written as they are read', () => {
  expect(strokesText(parseStrokes(' 10 20, 30 40;50 50; '))).toBe('10 20 30 40; 50 50');
  expect(parseStrokes('')).toEqual([]);
  for (const wrong of ['1 2 3', '1 a', '50 101']) expect(() => parseStrokes(wrong)).toThrow('a stroke is points x y from 0 to 100');
});
