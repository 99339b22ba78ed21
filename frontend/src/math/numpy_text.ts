// Arrays as NumPy prints them, for small arrays of ordinary numbers: `[[1.  0.5]\n [0.  2. ]]`. And shapes as Python writes them.

import { type ShownArray, size, toNumber } from './array';

const DIGITS = 8; // decimals, NumPy's own choice
const LARGE = 1e8; // from here on, and below SMALL, NumPy turns to powers of ten
const SMALL = 1e-4;
const RANGE = 1000; // so does it where the largest is more than this times the smallest

/** `(2, 3)`, `(3,)`, `()`. */
export const shapeTuple = (shape: readonly number[]): string => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`);

/** Null for numbers that NumPy would print with powers of ten. */
export function numpyText(array: ShownArray): string | null {
  const values = Array.from(array.values, toNumber);
  const whole = !array.dtype.startsWith('float');
  const sizes = values.map(Math.abs).filter((value) => Number.isFinite(value) && value !== 0);
  const [largest, smallest] = [Math.max(0, ...sizes), Math.min(Infinity, ...sizes)];
  if (!whole && (largest >= LARGE || smallest < SMALL || largest > RANGE * smallest)) return null;
  if (array.shape.length === 0) return whole ? one(values[0]!, array.dtype) : decimals(values[0]!).replace(/\.$/, '.0');
  const texts = whole ? values.map((value) => one(value, array.dtype)) : aligned(values.map(decimals));
  const width = Math.max(0, ...texts.map((text) => text.length));
  return nest(texts.map((text) => text.padStart(width)), array.shape, 0);
}

function one(value: number, dtype: string): string {
  return dtype === 'bool' ? (value ? 'True' : 'False') : String(value);
}

/** The fewest decimals that are the number, to eight: `0.5`, `2.`. */
function decimals(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const text = value.toFixed(DIGITS).replace(/0+$/, '');
  return Object.is(value, -0) ? '-0.' : text;
}

/** Points below each other, the shorter ones filled with spaces. */
function aligned(texts: string[]): string[] {
  const after = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') : 0);
  const longest = Math.max(0, ...texts.map(after));
  return texts.map((text) => (text.includes('.') ? text + ' '.repeat(longest - after(text)) : text));
}

function nest(texts: readonly string[], [length = 0, ...rest]: readonly number[], depth: number): string {
  if (rest.length === 0) return `[${texts.join(' ')}]`;
  if (texts.length === 0) return '[]';
  const each = size(rest);
  const parts = Array.from({ length }, (_, i) => nest(texts.slice(i * each, (i + 1) * each), rest, depth + 1));
  return `[${parts.join('\n'.repeat(rest.length) + ' '.repeat(depth + 1))}]`;
}
