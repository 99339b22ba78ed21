// Draws a matrix on a canvas: its cells in colour, the lines between them, the numbers, what is marked, and the outline.

import { type Grid, magnitude } from '../math/array';
import { css, readable, type RGB } from '../math/colour';
import type { CellSize } from '../math/layout';
import type { Cell } from './_cells';
import type { Colours } from './_colours';
import { heatPhoto } from './_heat';
import { type Photo, toCanvas } from './_photo';

const LINES_FROM = 7; // cells this large get lines between them

export interface MatrixDrawing {
  grid: Grid;
  cell: CellSize;
  colour: (value: number) => RGB;
  colours: Colours;
  font: string;
  texts: readonly string[];
  /** Seen as light, and how far it has turned into numbers: 0 not at all, 1 wholly. */
  light: Photo | null;
  numbers: number;
  compare: 'expected' | 'yours' | null;
  /** Cells that differ from it get a corner. */
  against: Grid | null;
  /** Which cells are selected; null for no selection. */
  selected: readonly boolean[] | null;
}

export function paintMatrix(pen: CanvasRenderingContext2D, drawing: MatrixDrawing): void {
  const { grid, cell, colour, light, numbers, against, selected } = drawing;
  const [width, height] = [grid.columns * cell.width, grid.rows * cell.height];
  pen.imageSmoothingEnabled = Math.min(cell.width, cell.height) < 1;
  pen.imageSmoothingQuality = 'high';
  if (numbers > 0) pen.drawImage(toCanvas(heatPhoto(grid, colour)), 0, 0, width, height);
  if (light && numbers < 1) {
    pen.globalAlpha = 1 - numbers;
    pen.drawImage(toCanvas(light), 0, 0, width, height);
  }
  pen.globalAlpha = numbers;
  if (numbers > 0 && Math.min(cell.width, cell.height) >= LINES_FROM) lines(pen, drawing);
  if (selected) veil(pen, drawing, selected);
  if (numbers > 0 && cell.numbers) writeNumbers(pen, drawing);
  pen.globalAlpha = 1;
  if (against) differences(pen, drawing, against);
  if (selected) border(pen, drawing, selected);
  outline(pen, drawing, width, height);
}

/** The edges of the matrices that lie behind this one. */
export function paintStack(pen: CanvasRenderingContext2D, { rows, columns }: Grid, { width, height }: CellSize, depth: number, apart: number, colours: Colours): void {
  pen.lineWidth = 1;
  pen.strokeStyle = css(colours.muted);
  pen.fillStyle = css(colours.sunken);
  for (let d = depth; d > 0; d -= apart) {
    pen.fillRect(d, -d, columns * width, rows * height);
    pen.strokeRect(d - 0.5, -d - 0.5, columns * width + 1, rows * height + 1);
  }
}

export function paintCursor(pen: CanvasRenderingContext2D, { row, column }: Cell, { width, height }: CellSize, colour: RGB): void {
  pen.setLineDash([]);
  pen.lineWidth = 2;
  pen.strokeStyle = css(colour);
  pen.strokeRect(column * width - 1, row * height - 1, width + 2, height + 2);
}

function lines(pen: CanvasRenderingContext2D, { grid: { rows, columns }, cell: { width, height }, colours }: MatrixDrawing): void {
  pen.beginPath();
  for (let c = 1; c < columns; c++) line(pen, c * width, 0, c * width, rows * height);
  for (let r = 1; r < rows; r++) line(pen, 0, r * height, columns * width, r * height);
  pen.lineWidth = 1;
  pen.strokeStyle = css(colours.line);
  pen.stroke();
}

function line(pen: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  pen.moveTo(Math.round(x0) + (x0 === x1 ? 0.5 : 0), Math.round(y0) + (y0 === y1 ? 0.5 : 0));
  pen.lineTo(Math.round(x1) + (x0 === x1 ? 0.5 : 0), Math.round(y1) + (y0 === y1 ? 0.5 : 0));
}

function writeNumbers(pen: CanvasRenderingContext2D, { grid, cell: { width, height }, colour, colours, font, texts, selected }: MatrixDrawing): void {
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  texts.forEach((text, i) => {
    const ink = selected?.[i] === false ? colours.muted : readable(colour(grid.values[i]!), [0, 0, 0], [255, 255, 255]);
    pen.fillStyle = css(ink);
    pen.fillText(text, ((i % grid.columns) + 0.5) * width, (Math.floor(i / grid.columns) + 0.5) * height + 0.5);
  });
}

/** Bold where it is what was expected, dashed where it is the learner's. */
function outline(pen: CanvasRenderingContext2D, { compare, colours }: MatrixDrawing, width: number, height: number): void {
  pen.strokeStyle = css(compare ? colours.ink : colours.muted);
  pen.lineWidth = compare === 'expected' ? 3 : compare === 'yours' ? 2 : 1;
  pen.setLineDash(compare === 'yours' ? [6, 4] : []);
  const out = pen.lineWidth / 2;
  pen.strokeRect(-out, -out, width + 2 * out, height + 2 * out);
}

/** A corner on each cell that is not as it should be (beyond rounding). */
function differences(pen: CanvasRenderingContext2D, { grid, cell, colours }: MatrixDrawing, other: Grid): void {
  if (other.rows !== grid.rows || other.columns !== grid.columns) return;
  const near = 1e-9 * Math.max(magnitude(grid.values), magnitude(other.values));
  const side = Math.min(10, cell.width / 2, cell.height / 2);
  pen.fillStyle = css(colours.ink);
  grid.values.forEach((value, i) => {
    const same = value === other.values[i] || Math.abs(value - other.values[i]!) <= near || (Number.isNaN(value) && Number.isNaN(other.values[i]));
    if (same) return;
    const [x, y] = [((i % grid.columns) + 1) * cell.width, Math.floor(i / grid.columns) * cell.height];
    pen.beginPath();
    pen.moveTo(x - side, y);
    pen.lineTo(x, y);
    pen.lineTo(x, y + side);
    pen.fill();
  });
}

/** What is not selected steps back. */
function veil(pen: CanvasRenderingContext2D, { grid: { columns }, cell: { width, height }, colours }: MatrixDrawing, selected: readonly boolean[]): void {
  pen.fillStyle = css(colours.paper, 0.72);
  selected.forEach((taken, i) => {
    if (!taken) pen.fillRect((i % columns) * width, Math.floor(i / columns) * height, width, height);
  });
}

/** A line around what is. */
function border(pen: CanvasRenderingContext2D, { grid: { rows, columns }, cell: { width, height }, colours }: MatrixDrawing, selected: readonly boolean[]): void {
  const has = (row: number, column: number): boolean => row >= 0 && column >= 0 && row < rows && column < columns && selected[row * columns + column]!;
  const edges = new Path2D();
  const edge = (inside: boolean, x: number, y: number, dx: number, dy: number): void => {
    if (inside) return;
    edges.moveTo(x, y);
    edges.lineTo(x + dx, y + dy);
  };
  selected.forEach((taken, i) => {
    if (!taken) return;
    const [row, column] = [Math.floor(i / columns), i % columns];
    const [x, y] = [column * width, row * height];
    edge(has(row - 1, column), x, y, width, 0);
    edge(has(row + 1, column), x, y + height, width, 0);
    edge(has(row, column - 1), x, y, 0, height);
    edge(has(row, column + 1), x + width, y, 0, height);
  });
  pen.setLineDash([]);
  pen.lineCap = 'square';
  pen.lineWidth = 2.5;
  pen.strokeStyle = css(colours.accent);
  pen.stroke(edges);
}
