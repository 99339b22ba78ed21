// Points of two colours on which a small network is tried.

import { tensor } from './layers';
import type { Examples } from './net';
import { gaussian, uniform } from './random';
import { readRows, type Rows, Unreadable } from './rows';

/** `x y label`. */
export type Coloured = readonly [x: number, y: number, label: number];

/** Where the two are, for a share t from 0 to 1 and a label; `u` is a second share. */
const SHAPES: Record<string, (t: number, u: number, label: number) => readonly [number, number]> = {
  moons: (t, _, label) => (label === 0
    ? [1.3 * Math.cos(Math.PI * t) - 0.65, 1.3 * Math.sin(Math.PI * t) - 0.35]
    : [0.65 - 1.3 * Math.cos(Math.PI * t), 0.35 - 1.3 * Math.sin(Math.PI * t)]),
  circles: (t, u, label) => {
    const radius = label === 0 ? 1.75 + 0.25 * u : 0.8 * Math.sqrt(u);
    return [radius * Math.cos(2 * Math.PI * t), radius * Math.sin(2 * Math.PI * t)];
  },
  xor: (t, u, label) => {
    const [x, y] = [0.3 + 1.6 * ((2 * t) % 1), 0.3 + 1.6 * u];
    const side = t < 0.5 ? 1 : -1;
    return [side * x, (label === 0 ? side : -side) * y];
  },
  corners: (t, _, label) => {
    const side = t < 0.5 ? 1.25 : -1.25;
    return [side, label === 0 ? side : -side];
  },
  spiral: (t, _, label) => {
    const angle = 3.4 * Math.PI * Math.sqrt(0.03 + 0.97 * t) + label * Math.PI;
    const radius = 2.05 * Math.sqrt(0.03 + 0.97 * t);
    return [radius * Math.sin(angle), radius * Math.cos(angle)];
  },
  halves: (t, u, label) => [(label === 0 ? -1 : 1) * (0.35 + 1.5 * t) + 0.3 * (u - 0.5), 3.4 * (u - 0.5)],
};
const NOISE: Record<string, number> = { moons: 0.16, circles: 0.06, xor: 0.04, corners: 0.2, spiral: 0.045, halves: 0.05 };
export const DATA = Object.keys(SHAPES);

/** Half of them blue, half orange, in turn. */
export function pointsOf(data: string, count: number, seed: number): Coloured[] {
  const share = uniform(seed + 7);
  const noise = gaussian(2 * count, seed + 11);
  const spread = NOISE[data]!;
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = SHAPES[data]!(share(), share(), i % 2);
    return [x + spread * noise[2 * i]!, y + spread * noise[2 * i + 1]!, i % 2];
  });
}

const EXAMPLE = 'points="-1 0.5 0; 1 1 1", each with x, y, and 0 for blue or 1 for orange';

export function readPoints(points: Rows): Coloured[] {
  const rows = readRows(points, 3, EXAMPLE);
  const wrong = rows.findIndex(([, , label]) => label !== 0 && label !== 1);
  if (wrong >= 0) throw new Unreadable(`Point ${wrong} has the label ${rows[wrong]![2]}. Write ${EXAMPLE}.`);
  return rows.map(([x, y, label]) => [x!, y!, label!]);
}

export const examplesOf = (points: readonly Coloured[]): Examples =>
  ({ x: tensor([points.length, 2], points.flatMap(([x, y]) => [x, y])), labels: points.map(([, , label]) => label) });
