// Rows of numbers, as an attribute writes them (`0 1; 1 3`) or as a list of lists, checked before they are drawn.

import { toNumber } from './array';

/** An attribute cannot be drawn; the message says why, and what is right. */
export class Unreadable extends Error {}

/** Why it could not be read, in words for the page; empty where it could. */
export function complaint(read: () => void): string {
  try {
    read();
    return '';
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.message;
  }
}

export type Rows = string | readonly (readonly number[])[] | readonly number[];

/** Text → rows of `width` finite numbers each; a flat list is one row. Throws Unreadable. */
export function readRows(value: Rows, width: number, example: string): number[][] {
  if (typeof value !== 'string' && !Array.isArray(value)) throw new Unreadable(`${JSON.stringify(value)} is no list of rows. Write it like ${example}.`);
  const rows = typeof value === 'string' ? ofText(value) : typeof value[0] === 'number' ? [value as number[]] : (value as number[][]);
  rows.forEach((row, i) => {
    const wrong = row.find((x) => !Number.isFinite(x));
    if (row.length !== width) throw new Unreadable(`Row ${i} has ${row.length} numbers in place of ${width}. Write it like ${example}.`);
    if (wrong !== undefined) throw new Unreadable(`Row ${i} holds something that is no finite number. Write it like ${example}.`);
  });
  return rows.map((row) => [...row]);
}

const ofText = (text: string): number[][] =>
  text.split(';').map((row) => row.split(/[\s,]+/).filter((word) => word !== '').map(toNumber)).filter((row) => row.length > 0);

/** The other way, with no more digits than are seen. */
export const writeRows = (rows: readonly (readonly number[])[]): string =>
  rows.map((row) => row.map((x) => String(Number(x.toPrecision(10)))).join(' ')).join('; ');
