// A matrix with its outline, and its numbers to two decimals where they fit, else to one.

import { svg, type SVGTemplateResult } from 'lit';

import type { RGB } from '../math/colour';
import { magnitude } from '../math/array';
import { formatNumber } from '../math/format';
import type { Dense } from '../math/svd';
import type { Colours } from './_colours';
import { drawSheet, typeFor } from './_heat';

export type Colour = (value: number) => RGB;

export interface Place {
  x: number;
  y: number;
  /** Side of a cell. */
  cell: number;
  /** The page's colours, where all of it steps back. */
  pale?: Colours | null;
}

const TYPE = 14; // at most, px

const SMALL = 0.1; // where all are smaller, two digits say more than two decimals

/** No −0 where rounding left almost nothing. */
function textOf(value: number, largest: number, decimals: number): string {
  const unit = 10 ** decimals;
  if (Math.abs(value) < (0.5 / unit) * Math.min(1, largest)) return '0';
  if (largest < SMALL) return formatNumber(value, decimals);
  return formatNumber(Math.abs(value) < 100 ? Math.round(unit * value) / unit : value, decimals + 2);
}

const textsOf = ({ values }: Dense, decimals: number): string[] => {
  const largest = magnitude(values);
  return Array.from(values, (value) => textOf(value, largest, decimals));
};

/** How numbers are written. */
export interface Type { size: number; decimals: number }

/** The type that fits into the cells of all these matrices; of size 0 where none does. */
export function commonType(cell: number, ...matrices: Dense[]): Type {
  const size = (decimals: number): number => typeFor(cell, matrices.flatMap((matrix) => textsOf(matrix, decimals)), TYPE);
  const fine = size(2);
  return fine > 0 ? { size: fine, decimals: 2 } : { size: size(1), decimals: 1 };
}

/** Bold is what results, dashed what a learner's code gave. */
export function drawMatrix(matrix: Dense, { x, y, cell, pale }: Place, colour: Colour, type: Type, kind: 'plain' | 'result' | 'yours' = 'plain'): SVGTemplateResult {
  return svg`
    ${drawSheet({ grid: matrix, x, y, cell, colour, texts: textsOf(matrix, type.size > 0 ? type.decimals : 2), type: type.size, pale: pale ? { has: () => true, colours: pale } : null })}
    <rect class="cells ${kind}" x=${x} y=${y} width=${matrix.columns * cell} height=${matrix.rows * cell}></rect>`;
}
