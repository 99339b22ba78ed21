// Above the layers: the board, what the network sees of it, which pixels pulled, and the chances.

import { css, readable, type RGB } from '../math/colour';
import { formatNumber, formatPercent } from '../math/format';
import type { Stroke } from '../math/strokes';
import { beside, type Brush, largestOf, outline, write } from './_digit_layers';
import { raster } from './_raster';

const GAP = 20;
const BARS = 150;
const TITLE = 22;
const ROOMY = 620; // from here on all stand in one row
const LARGEST = 230;
const NUMBERS = 20; // CSS pixels of a cell, from which on its number is written
const PEN = 0.07; // of the board

export interface Box { x: number; y: number; width: number; height: number }
export interface Panels { board: Box; pixels: Box; pulled: Box; bars: Box; height: number }

/** Boxes with sides of at most `largest`. */
export function panelsIn(room: number, largest = LARGEST): Panels {
  const box = (x: number, y: number, width: number, height = width): Box => ({ x, y: y + TITLE, width, height });
  if (room >= ROOMY) {
    const side = Math.min(largest, Math.floor((room - 3 * GAP - BARS) / 3));
    const bars = 3 * (side + GAP);
    return { board: box(0, 0, side), pixels: box(side + GAP, 0, side), pulled: box(2 * (side + GAP), 0, side), bars: box(bars, 0, Math.min(room - bars, largest), side), height: TITLE + side + GAP };
  }
  const board = Math.min(280, Math.round(0.62 * room));
  const half = Math.min(280, Math.floor((room - GAP) / 2));
  const second = TITLE + board + GAP;
  return {
    board: box(0, 0, board), bars: box(board + GAP, 0, room - board - GAP, board),
    pixels: box(0, second, half), pulled: box(half + GAP, second, half), height: second + TITLE + half + GAP,
  };
}

function heading({ pen, paint: { colours }, font }: Brush, { x, y }: Box, ...words: [text: string, colour?: RGB][]): void {
  let at = x;
  for (const [text, colour = colours.muted] of words) {
    write(pen, `400 13px ${font}`, colour, 'left');
    pen.fillText(text, at, y - 8);
    at += pen.measureText(text).width;
  }
}

export interface Board { strokes: readonly Stroke[]; under: Float64Array | null; size: readonly [number, number]; cursor: readonly [number, number] | null; down: boolean; empty: boolean }

export function paintBoard(brush: Brush, box: Box, { strokes, under, size, cursor, down, empty }: Board): void {
  const { pen, paint: { colours }, font } = brush;
  heading(brush, box, ['Draw here']);
  pen.fillStyle = css(colours.zero);
  pen.fillRect(box.x, box.y, box.width, box.height);
  if (under) paintLight(brush, box, under, size, true);
  const [x, y] = [(value: number): number => box.x + (value / 100) * box.width, (value: number): number => box.y + (value / 100) * box.height];
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  [pen.lineWidth, pen.lineCap, pen.lineJoin, pen.strokeStyle] = [PEN * box.width, 'round', 'round', css(colours.ink)];
  for (const stroke of strokes) {
    pen.beginPath();
    pen.moveTo(x(stroke[0]!), y(stroke[1]!));
    if (stroke.length === 2) pen.lineTo(x(stroke[0]!) + 0.01, y(stroke[1]!));
    for (let i = 2; i < stroke.length; i += 2) pen.lineTo(x(stroke[i]!), y(stroke[i + 1]!));
    pen.stroke();
  }
  pen.restore();
  if (empty) {
    write(pen, `400 14px ${font}`, colours.muted, 'center');
    pen.fillText('a digit, 0 to 9', box.x + box.width / 2, box.y + box.height / 2 + 5);
  }
  if (cursor) {
    pen.beginPath();
    pen.arc(x(cursor[0]), y(cursor[1]), (PEN / 2) * box.width + 2, 0, 2 * Math.PI);
    [pen.lineWidth, pen.strokeStyle] = [2, css(colours.accent)];
    if (down) {
      pen.fillStyle = css(colours.accent);
      pen.fill();
    }
    pen.stroke();
  }
  outline(pen, colours.accent, box.x, box.y, box.width, box.height);
}

/** Light from 0 to 255 as ink. */
function paintLight({ pen, paint }: Brush, box: Box, light: Float64Array, [height, width]: readonly [number, number], smooth = false): void {
  pen.imageSmoothingEnabled = smooth;
  pen.drawImage(raster(light, height, width, (value) => paint.ink(value / 255)), box.x, box.y, box.width, box.height);
  pen.imageSmoothingEnabled = false;
}

export function paintPixels(brush: Brush, box: Box, light: Float64Array, size: readonly [number, number]): void {
  const { colours, ink } = brush.paint;
  heading(brush, box, [`It sees ${size[0]}×${size[1]} numbers`]);
  paintLight(brush, box, light, size);
  figures(brush, box, size, light, (value) => String(Math.round(value)), (value) => readable(ink(value / 255), colours.ink, colours.paper));
  outline(brush.pen, colours.line, box.x, box.y, box.width, box.height);
}

/** For the digit `towards`, and where it is asked, against another. */
export function paintPulls(brush: Brush, box: Box, pull: Float64Array, size: readonly [number, number], towards: string, against: string): void {
  const { pen, paint } = brush;
  const { colours } = paint;
  heading(brush, box, ['Pixels '], [`for ${towards}`, colours.positive], [' and '], [against ? `for ${against}` : 'against it', colours.negative]);
  const colour = beside(paint, largestOf(pull));
  pen.imageSmoothingEnabled = false;
  pen.drawImage(raster(pull, size[0], size[1], colour), box.x, box.y, box.width, box.height);
  figures(brush, box, size, pull, (value) => (Math.abs(value) < 0.05 ? '' : formatNumber(Number(value.toFixed(1)), 2)), (value) => readable(colour(value), colours.ink, colours.paper));
  outline(pen, colours.line, box.x, box.y, box.width, box.height);
}

function figures({ pen, font }: Brush, box: Box, [rows, columns]: readonly [number, number], values: Float64Array, text: (value: number) => string, ink: (value: number) => RGB): void {
  const cell = box.width / columns;
  if (cell < NUMBERS || rows !== columns) return;
  values.forEach((value, at) => {
    if (value === 0) return;
    write(pen, `400 ${Math.min(13, cell * 0.42)}px ${font}`, ink(value), 'center');
    pen.fillText(text(value), box.x + ((at % columns) + 0.5) * cell, box.y + (Math.floor(at / columns) + 0.5) * cell + cell * 0.15);
  });
}

export function paintBars(brush: Brush, box: Box, chances: ArrayLike<number>, classes: readonly string[], chosen: number): void {
  const { pen, paint: { colours }, font } = brush;
  heading(brush, box, ['Chances']);
  const line = box.height / classes.length;
  const name = Math.min(box.width / 2, 16 + 7 * Math.max(0, ...classes.map(({ length }) => length - 1)));
  const most = box.width - name - 38;
  const likeliest = Array.from(chances).indexOf(Math.max(...Array.from(chances)));
  classes.forEach((word, i) => {
    const y = box.y + i * line;
    const share = chances[i]!;
    write(pen, `${i === likeliest ? 700 : 400} ${Math.min(15, line)}px ${font}`, i === chosen ? colours.accent : colours.ink, 'left');
    pen.fillText(word, box.x, y + line / 2 + 5, name - 4);
    pen.fillStyle = css(i === likeliest ? colours.positive : colours.muted);
    pen.fillRect(box.x + name, y + 0.2 * line, Math.max(1, share * most), 0.6 * line);
    if (share < 0.005) return;
    write(pen, `400 12px ${font}`, colours.muted, 'left');
    pen.fillText(formatPercent(share, 0), box.x + name + Math.max(1, share * most) + 4, y + line / 2 + 4);
  });
}

export const inside = ({ x, y, width, height }: Box, px: number, py: number): boolean => px >= x && px < x + width && py >= y && py < y + height;
