// A map, a point, as a lesson writes them: `1 1; 0 1`, `2 0.5`. And the maps and shapes that one meets first.

import { parseArray } from './array';
import { type Map2, type Point, rotation } from './plane';

export const LARGEST = 1e6; // of the numbers that a picture takes: beyond, nothing of it could be drawn

export type Written = string | readonly (readonly number[])[] | readonly number[];

const flat = (written: Written): { shape: readonly number[]; values: readonly number[] } => {
  if (typeof written !== 'string' && !Array.isArray(written)) return { shape: [], values: [] };
  if (typeof written !== 'string') return { shape: [written.length, ...(Array.isArray(written[0]) ? [written[0].length] : [])], values: written.flat() };
  const { shape, values } = parseArray(written);
  return { shape, values: Array.from(values, Number) };
};

const usable = (values: readonly number[]): boolean => values.every((value) => Math.abs(value) <= LARGEST);

export function readMap(name: string, written: Written): Map2 {
  const { shape, values } = flat(written);
  if (shape.join('×') !== '2×2') throw new Error(`${name} is ${shape.join('×') || 'empty'}. The plane takes 2×2: ${name}="1 1; 0 1".`);
  if (!usable(values)) throw new Error(`${name} holds something that is no number up to a million. Write it so: ${name}="1 1; 0 1".`);
  const [a, b, c, d] = values as [number, number, number, number];
  return [[a, b], [c, d]];
}

/** `2 0.5`, also written as a column, `2; 0.5`. */
export function readPoint(name: string, written: Written): Point {
  const { values } = flat(written);
  if (values.length !== 2 || !usable(values)) throw new Error(`${name} is not a point of the plane. Write two numbers: ${name}="2 0.5".`);
  return [values[0]!, values[1]!];
}

export const writePoint = (point: readonly number[]): string => point.join(' ');
export const writeMap = (A: Map2): string => A.map(writePoint).join('; ');

export const PRESETS: Readonly<Record<string, Map2>> = {
  rotate: rotation(90),
  shear: [[1, 1], [0, 1]],
  scale: [[2, 0], [0, 0.5]],
  reflect: [[-1, 0], [0, 1]],
  project: [[1, 0], [0, 0]],
  singular: [[1, 2], [0.5, 1]],
  identity: [[1, 0], [0, 1]],
};

/** A letter that is not its own mirror image. */
export const LETTER_F: readonly Point[] = ([
  [0, 0], [0, 2], [1.3, 2], [1.3, 1.6], [0.4, 1.6], [0.4, 1.2], [1, 1.2], [1, 0.8], [0.4, 0.8], [0.4, 0],
] as const).map(([x, y]) => [0.8 * x + 0.3, 0.8 * y + 0.3]);

export const CIRCLE: readonly Point[] = Array.from({ length: 96 }, (_, i) => [Math.cos((i * Math.PI) / 48), Math.sin((i * Math.PI) / 48)]);

/** A round cloud of points, always the same one. */
export function roundCloud(count = 90): Point[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const radius = 1.1 * Math.sqrt(-2 * Math.log(1 - (i + 0.5) / count)); // as far from the middle as normal numbers lie
    return [radius * Math.cos(i * golden), radius * Math.sin(i * golden)];
  });
}
