// The working of one step, written out beside the product: pairs of numbers and their sum, or a sum of weighted columns or rows,
// or one outer product added to what was there.

import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import type { RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import { at, multiply, type Operand, type Place, termsOf, type View } from '../math/product';
import { drawSheet, typeFor } from './_heat';

export interface Working {
  drawing: SVGTemplateResult;
  width: number;
  height: number;
}

export interface WorkingOf {
  A: Operand;
  B: Operand;
  C: Operand;
  /** Colours of what goes in, and of what comes out. */
  given: (value: number) => RGB;
  made: (value: number) => RGB;
  /** The sum is not told yet. */
  asking: boolean;
  room: number;
  tallest: number;
  /** Of a cell. */
  largest: number;
}

type Mark = TemplateResult | typeof nothing;

const LABELS = 66; // room for A[0, :] at the left
const SIGN = 22; // room for a plus
const LINE = 18; // room for a label above or below
const SMALLEST = 5;

const number = (value: number): Operand => ({ rows: 1, columns: 1, values: Float64Array.of(value) });
const short = (grid: Operand): string[] => Array.from(grid.values, (value) => formatNumber(value, 3));
const columnOf = (M: Operand, j: number): Operand => ({ rows: M.rows, columns: 1, values: Float64Array.from({ length: M.rows }, (_, i) => at(M, i, j)) });
const rowOf = (M: Operand, i: number): Operand => ({ rows: 1, columns: M.columns, values: M.values.slice(i * M.columns, (i + 1) * M.columns) });

/** Null where there is no room to write it out. */
export function workingOf(view: View, place: Place, of: WorkingOf): Working | null {
  if (place.row !== null && place.column !== null) return dot(of, place.row, place.column);
  if (view === 'columns') return columns(of, place.column!);
  if (view === 'rows') return rows(of, place.row!);
  return outer(of, place.inner!);
}

function sheet(grid: Operand, x: number, y: number, cell: number, colour: (value: number) => RGB, kind: 'thin' | 'bold'): SVGTemplateResult {
  const texts = short(grid);
  return svg`
    ${drawSheet({ grid, x, y, cell, colour, texts, type: typeFor(cell, texts, 0.4 * cell) })}
    <rect class=${kind} x=${x} y=${y} width=${grid.columns * cell} height=${grid.rows * cell}></rect>`;
}

const sign = (text: string, x: number, y: number): TemplateResult => svg`<text class="sign" x=${x} y=${y}>${text}</text>`;
const label = (text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end' = 'middle'): TemplateResult =>
  svg`<text class="label" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;

const unknown = (x: number, y: number, width: number, height: number): TemplateResult => svg`
  <rect class="bold open" x=${x} y=${y} width=${width} height=${height}></rect>${sign('?', x + width / 2, y + height / 2)}`;

/** The row laid over the column, their products beneath, and the sum of those. */
function dot({ A, B, C, given, made, asking, room, largest }: WorkingOf, row: number, column: number): Working | null {
  const k = A.columns;
  const cell = Math.min(largest, (room - LABELS - k * SIGN) / (k + 1));
  if (cell < 4 * SMALLEST) return null;
  const y1 = cell + 6;
  const y2 = 2 * y1 + 10;
  const x = (l: number): number => LABELS + l * (cell + SIGN);
  const terms = termsOf(A, B, row, column);
  const end = x(k);
  const drawing = svg`
    ${label(`A[${row}, :]`, LABELS - 10, cell / 2, 'end')}${label(`B[:, ${column}]`, LABELS - 10, y1 + cell / 2, 'end')}
    ${label('product', LABELS - 10, y2 + cell / 2, 'end')}
    ${terms.map(({ a, b, product }, l): Mark => svg`
      ${sheet(number(a), x(l), 0, cell, given, 'thin')}${sheet(number(b), x(l), y1, cell, given, 'thin')}
      <path class="rule" d=${`M${x(l)} ${y2 - 8}h${cell}`}></path>
      ${sheet(number(product), x(l), y2, cell, made, 'thin')}
      ${sign(l < k - 1 ? '+' : '=', x(l) + cell + SIGN / 2, y2 + cell / 2)}`)}
    ${asking ? unknown(end, y2, cell, cell) : sheet(number(at(C, row, column)), end, y2, cell, made, 'bold')}`;
  return { drawing, width: end + cell, height: y2 + cell };
}

/** Each column of A by its weight. */
function columns({ A, B, C, given, made, asking, room, tallest, largest }: WorkingOf, column: number): Working | null {
  const k = A.columns;
  const cell = Math.min(largest, (room - k * SIGN) / (k + 1), (tallest - 2 * LINE - 10) / (A.rows + 1));
  if (cell < SMALLEST) return null;
  const apart = Math.max(SIGN, 70 - cell); // labels stand beside each other
  const last = Math.max(64, cell + 10);
  const labelled = k * (cell + apart) + last <= room;
  const step = cell + (labelled ? apart : SIGN);
  const top = LINE + cell + 12;
  const middle = top + (A.rows * cell) / 2;
  const items = Array.from({ length: k }, (_, l): Mark => svg`
    ${sheet(number(at(B, l, column)), l * step, LINE, cell, given, 'thin')}
    ${sign('·', l * step + cell / 2, LINE + cell + 5)}
    ${sheet(columnOf(A, l), l * step, top, cell, given, 'thin')}
    ${labelled ? label(`A[:, ${l}]`, l * step + cell / 2, top + A.rows * cell + 12) : nothing}
    ${sign(l < k - 1 ? '+' : '=', l * step + (cell + step) / 2, middle)}`);
  const x = k * step;
  const drawing = svg`
    <g transform="translate(${labelled ? 10 : 0} 0)">
      ${label(`weights B[:, ${column}]`, 0, 6, 'start')}${items}
      ${asking ? unknown(x, top, cell, A.rows * cell) : sheet(columnOf(C, column), x, top, cell, made, 'bold')}
      ${labelled ? label(`C[:, ${column}]`, x + cell / 2, top + A.rows * cell + 12) : nothing}
    </g>`;
  return { drawing, width: x + (labelled ? last : cell), height: top + A.rows * cell + LINE };
}

/** Each row of B by its weight, one under the other, and their sum under a line. */
function rows({ A, B, C, given, made, asking, room, tallest, largest }: WorkingOf, row: number): Working | null {
  const [k, n] = [A.columns, B.columns];
  const cell = Math.min(largest, (room - SIGN - LABELS) / (n + 1), (tallest - LINE - 22) / (k + 1) - 8);
  if (cell < SMALLEST) return null;
  const x = cell + SIGN;
  const step = cell + 8;
  const labelled = step >= 16;
  const named = (text: string, y: number): Mark => (labelled ? label(text, x + n * cell + 8, y + cell / 2, 'start') : nothing);
  const items = Array.from({ length: k }, (_, l): Mark => {
    const y = LINE + l * step;
    return svg`
      ${sheet(number(at(A, row, l)), 0, y, cell, given, 'thin')}${sign('·', cell + SIGN / 2, y + cell / 2)}
      ${sheet(rowOf(B, l), x, y, cell, given, 'thin')}${named(`${l > 0 ? '+ ' : ''}B[${l}, :]`, y)}`;
  });
  const y = LINE + k * step + 10;
  const drawing = svg`
    ${label(`weights A[${row}, :]`, 0, 6, 'start')}${items}
    <path class="rule" d=${`M0 ${y - 9}H${x + n * cell}`}></path>
    ${asking ? unknown(x, y, n * cell, cell) : sheet(rowOf(C, row), x, y, cell, made, 'bold')}${named(`= C[${row}, :]`, y)}`;
  return { drawing, width: x + n * cell + LABELS, height: y + cell };
}

/** What was there, plus a column times a row: each of its cells is one number of the column by one of the row. */
function outer({ A, B, given, made, asking, room, tallest, largest }: WorkingOf, inner: number): Working | null {
  const [m, n] = [A.rows, B.columns];
  const cell = Math.min(largest, (room - 2 * SIGN) / (3 * n + 1.3), (tallest - LINE) / (m + 1.3));
  if (cell * Math.max(m, n) < 4 * SMALLEST) return null;
  const [before, after] = [multiply(A, B, inner), multiply(A, B, inner + 1)];
  const table = { ...before, values: after.values.map((value, i) => value - before.values[i]!) };
  const margin = 1.3 * cell;
  const top = margin;
  const middle = top + (m * cell) / 2;
  const x1 = n * cell + SIGN;
  const x2 = x1 + margin + n * cell + SIGN;
  const below = top + m * cell + 12;
  const drawing = svg`
    ${sheet(before, 0, top, cell, made, 'thin')}${sign('+', x1 - SIGN / 2, middle)}
    ${label('so far', (n * cell) / 2, below)}
    ${sheet(columnOf(A, inner), x1, top, cell, given, 'thin')}${sheet(rowOf(B, inner), x1 + margin, 0, cell, given, 'thin')}
    ${sheet(table, x1 + margin, top, cell, made, 'thin')}${sign('=', x2 - SIGN / 2, middle)}
    ${n * cell >= 70 ? label(`A[:, ${inner}] B[${inner}, :]`, x1 + margin + (n * cell) / 2, below) : nothing}
    ${asking ? unknown(x2, top, n * cell, m * cell) : sheet(after, x2, top, cell, made, 'bold')}`;
  return { drawing, width: x2 + n * cell, height: below + 6 };
}
