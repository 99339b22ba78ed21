// Cells in colour, for pictures that are drawn as SVG: a few as shapes of their own, many as one image of a pixel each.

import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { css, mix, readable, type RGB } from '../math/colour';
import type { Colours } from './_colours';
import type { Operand } from '../math/product';
import { Photo, toCanvas } from './_photo';

const FEW = 256; // cells that are shapes
const LINES_FROM = 7; // cells this large get lines between them
const LETTER = 0.58; // the width of a digit, of the type size
const SMALLEST = 11; // type that can still be read, px

/** The type size with which the longest of some texts fits into a cell; 0 where none does. */
export function typeFor(cell: number, texts: readonly string[], most = 15): number {
  const longest = Math.max(1, ...texts.map((text) => text.length));
  const size = Math.min(most, 0.5 * cell, (cell - 3) / (longest * LETTER));
  return size >= SMALLEST ? size : 0;
}

export interface Sheet {
  grid: Operand;
  x: number;
  y: number;
  cell: number;
  colour: (value: number) => RGB;
  /** One for each cell; none where only colours are shown. */
  texts: readonly string[];
  /** Type size; 0 for none. */
  type: number;
  /** Is there anything in this cell yet? */
  made?: (row: number, column: number) => boolean;
  /** Cells that step back; they fade into the paper. */
  pale?: { has: (row: number, column: number) => boolean; colours: Colours } | null;
}

const FADED = 0.66; // how far a pale cell goes to the paper
const everywhere = (): boolean => true;

export function drawSheet(sheet: Sheet): SVGTemplateResult {
  const { grid: { rows, columns, values }, x, y, cell, type } = sheet;
  const few = values.length <= FEW;
  return svg`
    <g transform="translate(${x} ${y})">
      ${few ? shapes(sheet) : image(sheet)}
      ${cell >= LINES_FROM ? svg`<path class="lines" d=${lines(rows, columns, cell)}></path>` : nothing}
      ${few && type > 0 ? numbers(sheet) : nothing}
    </g>`;
}

function ground({ grid: { values }, colour, pale }: Sheet, row: number, column: number, i: number): RGB {
  const full = colour(values[i]!);
  return pale?.has(row, column) ? mix(full, pale.colours.paper, FADED) : full;
}

const cells = <T>({ rows, columns }: Operand, each: (row: number, column: number, i: number) => T): T[] =>
  Array.from({ length: rows * columns }, (_, i) => each(Math.floor(i / columns), i % columns, i));

function shapes(sheet: Sheet): (TemplateResult | typeof nothing)[] {
  const { grid, cell, made = everywhere, texts, type } = sheet;
  const told = (i: number): TemplateResult | typeof nothing => (type === 0 && texts[i] ? svg`<title>${texts[i]}</title>` : nothing); // to a pointer, where it has no room
  return cells(grid, (row, column, i) => made(row, column)
    ? svg`<rect x=${column * cell} y=${row * cell} width=${cell} height=${cell} fill=${css(ground(sheet, row, column, i))}>${told(i)}</rect>`
    : nothing);
}

function numbers(sheet: Sheet): (TemplateResult | typeof nothing)[] {
  const { grid, cell, texts, type, made = everywhere, pale } = sheet;
  const ink = (row: number, column: number, i: number): RGB =>
    pale?.has(row, column) ? pale.colours.muted : readable(ground(sheet, row, column, i), [0, 0, 0], [255, 255, 255]);
  return cells(grid, (row, column, i) => made(row, column)
    ? svg`<text class="number" x=${(column + 0.5) * cell} y=${(row + 0.5) * cell + 0.5} font-size=${type} fill=${css(ink(row, column, i))}>${texts[i]}</text>`
    : nothing);
}

function lines(rows: number, columns: number, cell: number): string {
  const down = Array.from({ length: columns - 1 }, (_, c) => `M${(c + 1) * cell} 0V${rows * cell}`);
  const across = Array.from({ length: rows - 1 }, (_, r) => `M0 ${(r + 1) * cell}H${columns * cell}`);
  return [...down, ...across].join('');
}

/** One pixel a cell; the last picture is kept, since a step changes only one of several. */
const images = new WeakMap<Float64Array, { key: string; url: string }>();

function image(sheet: Sheet): TemplateResult {
  const { grid, cell, colour, made = everywhere, pale } = sheet;
  const { rows, columns, values } = grid;
  const states = cells(grid, (row, column) => (made(row, column) ? Number(pale?.has(row, column) ?? false) : 2));
  const key = css(colour(Infinity)) + css(colour(0)) + states.join('');
  let kept = images.get(values);
  if (kept?.key !== key) {
    const photo = heatPhoto(grid, colour);
    if (pale) cells(grid, (row, column, i) => states[i] === 1 && photo.bytes.set(ground(sheet, row, column, i), 3 * i));
    const canvas = toCanvas(photo);
    const pen = canvas.getContext('2d')!;
    cells(grid, (row, column, i) => states[i] === 2 && pen.clearRect(column, row, 1, 1));
    images.set(values, (kept = { key, url: canvas.toDataURL() }));
  }
  return svg`<image class="heat" href=${kept.url} width=${columns * cell} height=${rows * cell} preserveAspectRatio="none"></image>`;
}

/** An array as its colours, one pixel a number. */
export function heatPhoto({ rows, columns, values }: Operand, colour: (value: number) => RGB): Photo {
  const photo = new Photo(columns, rows, new Uint8ClampedArray(3 * values.length));
  values.forEach((value, i) => photo.bytes.set(colour(value), 3 * i));
  return photo;
}
