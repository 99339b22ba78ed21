// Where everything of <hm-convolution> stands: the image, the kernel and the answer, and below them the sum, or the matrices.

import type { Kernel } from '../math/convolve';
import type { Dense } from '../math/svd';

export const VIEWS = ['slide', 'matrix', 'patches'] as const;
export type View = (typeof VIEWS)[number];

/** A grid on the page: its corner, the side of a cell, and how many there are. */
export interface Box { x: number; y: number; cell: number; rows: number; columns: number }

export interface Layout {
  image: Box;
  kernel: Box;
  answer: Box;
  /** The numbers under the kernel; their products, where there is room for them; the sum. */
  patch: Box | null;
  products: Box | null;
  sum: Box | null;
  /** T or P, what it is multiplied with, and what comes out. */
  matrix: Box | null;
  factor: Box | null;
  result: Box | null;
  width: number;
  height: number;
}

export const TITLE = 22; // above each grid
const SIGN = 24; // between two grids
const APART = 34; // between the images and what stands below them
const NUMBER = 34; // cells this large hold a product

const box = (x: number, y: number, cell: number, { rows, columns }: { rows: number; columns: number }): Box => ({ x, y, cell, rows, columns });
export const right = ({ x, columns, cell }: Box): number => x + columns * cell;
export const bottom = ({ y, rows, cell }: Box): number => y + rows * cell;

export interface Parts { view: View; x: Dense; K: Kernel; y: Dense; room: number; largest: number; tallest: number }

export const layOut = (parts: Parts): Layout => (parts.view === 'slide' ? slide(parts) : asMatrix(parts));

/** The image beside the answer; below, patch ⊙ kernel = products, and their sum. */
function slide({ x, K, y, room, largest, tallest }: Parts): Layout {
  const scale = Math.min((room - 12) / 2 / x.columns, tallest / x.rows, largest);
  const image = box(0, TITLE, scale, x);
  const inset = [(scale * (x.columns - y.columns)) / 2, (scale * (x.rows - y.rows)) / 2] as const; // the frame of the image around it
  const answer = box(room - x.columns * scale + inset[0], TITLE + inset[1], scale, y);
  const top = bottom(image) + APART + TITLE;
  const sumWidth = 64;
  const fitting = (grids: number): number => Math.min(largest, (room - sumWidth - grids * SIGN) / (grids * K.columns));
  const all = fitting(3) >= Math.min(NUMBER, largest);
  const grids = all ? 3 : 2;
  const cell = fitting(grids);
  const left = Math.max(0, (room - grids * (K.columns * cell + SIGN) - sumWidth) / 2);
  const at = (k: number): Box => box(left + k * (K.columns * cell + SIGN), top, cell, K);
  const middle = top + (K.rows * cell) / 2;
  return {
    image, answer, patch: at(0), kernel: at(1), products: all ? at(2) : null,
    sum: { x: left + grids * (K.columns * cell + SIGN), y: middle - 20, cell: 40, rows: 1, columns: sumWidth / 40 },
    matrix: null, factor: null, result: null, width: room, height: top + K.rows * cell + 6,
  };
}

/** The three grids in a row; below, T under the image written out as a row, or P times the kernel written out as a column. */
function asMatrix({ view, x, K, y, room, largest }: Parts): Layout {
  const small = Math.min(largest * 0.85, (room - 2 * SIGN - 4) / (x.columns + K.columns + y.columns));
  const image = box(2, TITLE, small, x);
  const lower = (grid: Dense): number => TITLE + (small * Math.max(0, x.rows - grid.rows)) / 2;
  const kernel = box(right(image) + SIGN, lower(K), small, K);
  const answer = box(right(kernel) + SIGN, lower(y), small, y);
  const top = Math.max(bottom(image), bottom(kernel)) + 20 + TITLE;
  const [places, entries] = [y.values.length, K.values.length];
  const common = { image, kernel, answer, patch: null, products: null, sum: null, width: room };
  if (view === 'matrix') {
    const cell = Math.min(largest * 0.85, (room - SIGN - 4) / (x.values.length + 1));
    const factor = box(2, top, cell, { rows: 1, columns: x.values.length });
    const matrix = box(2, bottom(factor) + 8 + TITLE, cell, { rows: places, columns: x.values.length });
    return { ...common, factor, matrix, result: box(right(matrix) + SIGN, matrix.y, cell, { rows: places, columns: 1 }), height: bottom(matrix) + 6 };
  }
  const cell = Math.min(largest * 0.75, (room - 2 * SIGN - 4) / (entries + 2));
  const matrix = box(2, top, cell, { rows: places, columns: entries });
  const factor = box(right(matrix) + SIGN, top, cell, { rows: entries, columns: 1 });
  const result = box(right(factor) + SIGN, top, cell, { rows: places, columns: 1 });
  return { ...common, matrix, factor, result, height: Math.max(bottom(matrix), bottom(factor)) + 6 };
}
