// A matrix too tall for numbers is drawn thin; a lens beside it shows a few of its rows so near that they can be read.

import { type Grid, magnitude } from '../math/array';
import { css, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import type { CellSize } from '../math/layout';
import type { Colours } from './_colours';

const ROWS = 8;
const LINE = 26; // the height of a row in the lens
const GAP = 30; // between the strip and the lens
const MARGIN = 10; // beside a number
const TALL = 3; // times as many rows as the lens shows: below, the colours say enough

export interface Lens {
  x: number;
  cell: { width: number; height: number };
  rows: number;
  texts: readonly string[];
}

/** Where the lens stands, if the matrix needs one and there is room; `widthOf` measures the widest of some texts. */
export function lensFor({ rows, columns, values }: Grid, { width, numbers }: CellSize, room: number, texts: readonly string[], widthOf: (texts: readonly string[]) => number): Lens | null {
  if (numbers || texts.length === 0 || rows < TALL * ROWS) return null;
  const x = columns * width + GAP;
  // Where the whole numbers do not fit, all are rounded alike, the largest to two digits.
  const step = 10 ** (Math.floor(Math.log10(magnitude(values) || 1)) - 1);
  const short = Array.from(values, (value) => formatNumber(Math.round(value / step) * step, 3));
  const chosen = [texts, short].find((some) => x + columns * (widthOf(some) + MARGIN) <= room);
  return chosen ? { x, texts: chosen, cell: { width: widthOf(chosen) + MARGIN, height: LINE }, rows: ROWS } : null;
}

export interface LensDrawing {
  grid: Grid;
  /** Of the thin drawing. */
  cell: CellSize;
  colour: (value: number) => RGB;
  colours: Colours;
  font: string;
  /** The row that is looked at. */
  row: number;
}

export function drawLens(pen: CanvasRenderingContext2D, lens: Lens, { grid, cell, colour, colours, font, row }: LensDrawing): void {
  const { columns } = grid;
  const first = Math.max(0, Math.min(grid.rows - lens.rows, row - Math.floor(lens.rows / 2)));
  const [width, height] = [columns * lens.cell.width, lens.rows * lens.cell.height];
  const [from, to] = [first * cell.height, (first + lens.rows) * cell.height];
  const top = Math.max(0, Math.min(grid.rows * cell.height - height, (from + to - height) / 2));
  const edge = columns * cell.width;
  pen.setLineDash([]);
  pen.lineWidth = 1;
  pen.strokeStyle = css(colours.muted);
  pen.strokeRect(-0.5, from - 0.5, edge + 1, to - from + 1);
  pen.beginPath();
  pen.moveTo(edge, from);
  pen.lineTo(lens.x, top);
  pen.moveTo(edge, to);
  pen.lineTo(lens.x, top + height);
  pen.stroke();
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (let i = 0; i < lens.rows * columns; i++) {
    const at = first * columns + i;
    const [x, y] = [lens.x + (i % columns) * lens.cell.width, top + Math.floor(i / columns) * lens.cell.height];
    const ground = colour(grid.values[at]!);
    pen.fillStyle = css(ground);
    pen.fillRect(x, y, lens.cell.width, lens.cell.height);
    pen.fillStyle = css(readable(ground, [0, 0, 0], [255, 255, 255]));
    pen.fillText(lens.texts[at]!, x + lens.cell.width / 2, y + lens.cell.height / 2 + 0.5);
  }
  pen.strokeRect(lens.x - 0.5, top - 0.5, width + 1, height + 1);
}
