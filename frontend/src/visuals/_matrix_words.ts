// What is said about a matrix beside it, and to somebody who does not see it.

import { type Grid, shapeText } from '../math/array';
import { nameOf, type Options } from './_matrix_face';

const SPOKEN = 12; // matrices up to this many numbers are read out whole

/** `4×3×3 (head, query, key)`. */
export function shapeWords(shape: readonly number[], axes: string): string {
  if (shape.includes(0)) return `${shapeText(shape)} (empty)`;
  if (shape.length === 1) return `vector of ${shape[0]}`;
  const names = axes.split(/[\s,]+/).filter((word) => word !== '');
  return shapeText(shape) + (names.length === shape.length ? ` (${names.join(', ')})` : '');
}

export function spoken(of: Options, shape: readonly number[], { rows, columns }: Grid, texts: readonly string[], light: boolean, changeable: boolean): string {
  const what = light ? 'photo' : shape.length === 1 ? 'vector' : 'matrix';
  const lines = Array.from({ length: rows }, (_, r) => texts.slice(r * columns, (r + 1) * columns).join(' '));
  const whole = texts.length > 0 && texts.length <= SPOKEN ? `: ${lines.join('; ')}` : '. Arrow keys read its cells.';
  const stack = shape.length > 2 && !light ? ' Page Up and Page Down turn through the stack.' : '';
  return `${nameOf(of) ? `${nameOf(of)}, ` : ''}${shapeText(shape)} ${what}${whole}${stack}${changeable ? ' Type a number to change a cell.' : ''}`;
}
