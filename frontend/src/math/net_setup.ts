// A network as a lesson writes it: `1 1; -1 1 | 1; 1`, the W of each layer, and `0 0 | -1`, its shifts.

import { tensor } from './layers';
import { type Affine, begin, type Bend, type Net } from './net';
import { readRows, Unreadable, writeRows } from './rows';

export const MOST_WIDE = 8;
export const MOST_DEEP = 3;
const EXAMPLE = 'weights="1 0; 0 1 | 1; 1"';

/** `4 4` → [4, 4]. */
function readHidden(text: string): number[] {
  const widths = text.split(/[\s,]+/).filter((word) => word !== '').map(Number);
  if (widths.length > MOST_DEEP || !widths.every((width) => Number.isInteger(width) && width >= 1 && width <= MOST_WIDE)) {
    throw new Unreadable(`layers="${text}" is not at most ${MOST_DEEP} widths from 1 to ${MOST_WIDE}. Write layers="4 4".`);
  }
  return widths;
}

/** Where no weights are written they are drawn by the seed. */
export function readNet(weights: string, biases: string, hidden: string, bend: Bend, seed: number): Net {
  if (weights.trim() === '') return begin([2, ...readHidden(hidden), 1], bend, seed);
  const shifts = biases.trim() === '' ? [] : biases.split('|');
  let n = 2;
  const layers = weights.split('|').map((text, i): Affine => {
    const first = text.split(';')[0]!.trim().split(/[\s,]+/).length;
    const rows = readRows(text, first, EXAMPLE);
    if (rows.length !== n) throw new Unreadable(`Layer ${i + 1} has ${rows.length} rows, and ${n} numbers come in. Write it like ${EXAMPLE}.`);
    n = first;
    const b = shifts[i] === undefined ? [new Array<number>(n).fill(0)] : readRows(shifts[i], n, 'biases="0 0 | -1"');
    return { W: tensor([rows.length, n], rows.flat()), b: tensor([n], b[0] ?? []) };
  });
  if (n !== 1) throw new Unreadable(`The last layer has ${n} outputs. It has one: positive for orange, negative for blue.`);
  if (layers.length > MOST_DEEP + 1 || layers.some(({ b }) => b.values.length > MOST_WIDE)) {
    throw new Unreadable(`The network is larger than ${MOST_DEEP} hidden layers of ${MOST_WIDE}.`);
  }
  return { layers, bend };
}

export const widthsOf = ({ layers }: Net): number[] => [2, ...layers.map(({ b }) => b.values.length)];

/** Row by row, as it is written and read. */
const rowsOf = ({ shape: [m, n], values }: Affine['W']): number[][] =>
  Array.from({ length: m! }, (_, i) => Array.from(values.subarray(i * n!, (i + 1) * n!)));

const DIGITS = 4;
const short = (rows: number[][]): string => writeRows(rows.map((row) => row.map((value) => Number(value.toPrecision(DIGITS)))));

export const writeNet = ({ layers }: Net): { weights: string; biases: string } => ({
  weights: layers.map(({ W }) => short(rowsOf(W))).join(' | '),
  biases: layers.map(({ b }) => short([Array.from(b.values)])).join(' | '),
});
