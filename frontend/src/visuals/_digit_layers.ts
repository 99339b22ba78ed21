// The layers of a network from left to right units, from top to bottom what happens to them: weights as images, what they give,
// the bend. Units that belong together stand in one column.

import { css, diverging, mix, type RGB, readable } from '../math/colour';
import { formatNumber, formatPercent } from '../math/format';
import type { Tensor } from '../math/layers';
import type { Layer, Run } from '../math/recogniser';
import type { Colours } from './_colours';
import { raster } from './_raster';

export const GUTTER = 58; // for what a row is
const GAP = 6;
const LEAST = 27; // of a column,
const LEAST_OF_IMAGES = 42; // and of one with images
const MOST = 84;
const TITLE = 24;
const DETAIL = 20;
const [LETTER, SMALL_LETTER] = [7.6, 6.4]; // how wide most are
const CELL = 19;
const STRIP = 9; // of a number in a column of weights
const TALLEST = 150;
const SHOWN = 32; // units of a layer
const WIDE_ENOUGH = 31; // for a number

type Image = readonly [height: number, width: number, channels: number];

/** One row: of each unit a small image, a column, or one number. */
interface Row {
  label: string;
  rows: number;
  columns: number;
  height: number;
  values: (unit: number) => Float64Array;
  text?: (value: number) => string;
  /** Do its values stay when the drawing changes? */
  still: boolean;
  /** Numbers beside it, that are multiplied by its columns. */
  beside?: Float64Array;
}

export interface Group {
  title: string;
  /** What its matrix is. */
  detail: string;
  units: number;
  shown: number;
  names: readonly string[];
  rows: Row[];
  pitch: number;
  across: number;
  top: number;
  /** Of the words above it. */
  head: number;
  height: number;
}

const ofNumbers = (y: Tensor, label: string, text = (value: number): string => formatNumber(value, 2)): Row =>
  ({ label, rows: 1, columns: 1, height: CELL, values: (unit) => y.values.subarray(unit, unit + 1), text, still: false });

/** Of y (1×h×w×C) the image of each channel. */
const ofMaps = (y: Tensor, label: string, tile: number): Row => {
  const [, h, w, C] = y.shape as [number, number, number, number];
  return { label, rows: h, columns: w, height: Math.round((tile * h) / w), values: (unit) => Float64Array.from({ length: h * w }, (_, i) => y.values[i * C + unit]!), still: false };
};

/** Of weights for images with C channels, one image a channel, side by side in a square. */
function ofImages([h, w, C]: Image, weight: (entry: number, unit: number) => number, label: string, tile: number): Row {
  const across = Math.ceil(Math.sqrt(C));
  const down = Math.ceil(C / across);
  const [rows, columns] = [down * (h + 1) - 1, across * (w + 1) - 1];
  const values = (unit: number): Float64Array => {
    const all = new Float64Array(rows * columns).fill(NaN);
    for (let c = 0; c < C; c++) for (let i = 0; i < h; i++) for (let j = 0; j < w; j++) {
      all[(Math.floor(c / across) * (h + 1) + i) * columns + (c % across) * (w + 1) + j] = weight((i * w + j) * C + c, unit);
    }
    return all;
  };
  return { label, rows, columns, height: Math.round((tile * rows) / columns), values, still: true };
}

const imageOf = ({ shape }: Tensor): Image | null => (shape.length === 4 ? (shape.slice(1) as unknown as Image) : null);

/** How wide a column is, and how many stand beside each other. */
function columnsIn(room: number, units: number, least: number): { pitch: number; across: number } {
  const most = Math.max(1, Math.floor((room - GUTTER) / least));
  const across = Math.ceil(units / Math.ceil(units / most));
  return { across, pitch: Math.min(MOST, Math.floor((room - GUTTER) / across)) };
}

const BENDS: Record<string, string> = { relu: 'ReLU', tanh: 'tanh', sigmoid: 'sigmoid' };

/** All groups of a run, from top to bottom. */
export function groupsOf(layers: readonly Layer[], run: Run, size: readonly [number, number], classes: readonly string[], room: number, top: number): Group[] {
  const groups: Group[] = [];
  let image: Image | null = [...size, 1]; // what the entries of h stand for, where they are those of images
  let h = run.x;
  let flattened = '';
  const begin = (title: string, detail: string, units: number, names: readonly string[] = []): { group: Group; tile: number } => {
    const shown = Math.min(units, SHOWN);
    const some = shown < units ? `${detail} (the first ${shown} are drawn)` : detail;
    const group = { title, detail: some, units, shown, names, rows: [], ...columnsIn(room, shown, image ? LEAST_OF_IMAGES : LEAST), top: 0, head: 0, height: 0 };
    groups.push(group);
    return { group, tile: group.pitch - GAP };
  };
  layers.forEach(({ name, words, parameters }, l) => {
    const y = run.outputs[l]!;
    const last = l === layers.length - 1;
    if (name === 'dense') {
      const [W] = parameters as [Tensor];
      const [n, k] = W.shape as [number, number];
      if (image && image[0] * image[1] * image[2] !== n) image = null; // it is applied at each place by itself
      const detail = `W is ${n}×${k}${image ? ': each column as an image' : ''}${flattened}`;
      const { group, tile } = begin(`${k} ${last ? 'scores' : 'units'}: ${l > 0 ? 'h' : 'x'} W + b`, detail, k, last ? classes : []);
      group.rows.push(image
        ? ofImages(image, (entry, unit) => W.values[entry * k + unit]!, 'W', tile)
        : { label: 'W', rows: n, columns: 1, height: Math.min(n * STRIP, TALLEST), values: (unit) => Float64Array.from({ length: n }, (_, i) => W.values[i * k + unit]!), still: true, ...(h.values.length === n ? { beside: h.values } : {}) });
      const label = last ? 'score' : l > 0 ? 'h W + b' : 'x W + b';
      image = imageOf(y);
      group.rows.push(image ? ofMaps(y, label, tile) : ofNumbers(y, label));
    } else if (name === 'convolution') {
      const [K] = parameters as [Tensor];
      const [side, , C, F] = K.shape as [number, number, number, number];
      const { group, tile } = begin(`${F} kernels of ${side}×${side}${C > 1 ? `×${C}` : ''}`, 'each is laid over every place of the image', F);
      group.rows.push(ofImages([side, side, C], (entry, unit) => K.values[entry * F + unit]!, 'kernel', Math.min(tile, 14 * side)));
      group.rows.push(ofMaps(y, 'its map', tile));
      image = imageOf(y);
    } else if (name === 'flatten') {
      if (image && image[2] > 1) flattened = `, for ${image[2]} maps of ${image[0]}×${image[1]}`;
    } else {
      const label = BENDS[name] ?? words;
      const units = y.shape.at(-1)!;
      const group = groups.at(-1) ?? begin(words, '', units).group;
      const maps = imageOf(y);
      group.rows.push(maps ? ofMaps(y, label, group.pitch - GAP) : ofNumbers(y, label));
      if (maps) image = maps;
    }
    if (name !== 'flatten') flattened = '';
    h = y;
  });
  groups.at(-1)!.rows.push(ofNumbers({ shape: [1, classes.length], values: run.chances }, 'chance', (value) => formatPercent(value, 0)));
  for (const group of groups) {
    const chunks = Math.ceil(group.shown / group.across);
    group.top = top;
    group.head = TITLE + (besideTitle(group, room) ? 0 : DETAIL);
    group.height = group.head + chunks * chunkHeight(group);
    top += group.height;
  }
  return groups;
}

const besideTitle = ({ title, detail }: Group, room: number): boolean => title.length * LETTER + detail.length * SMALL_LETTER + 12 < room;

/** Left edge of a unit's column, and on which line of columns it stands. */
const placeOf = ({ across, pitch }: Group, unit: number): { x: number; chunk: number } => ({ x: GUTTER + (unit % across) * pitch, chunk: Math.floor(unit / across) });

const namesHeight = ({ names }: Group): number => (names.length > 0 ? CELL + 2 : 0);

const chunkHeight = (group: Group): number => namesHeight(group) + group.rows.reduce((sum, row) => sum + row.height + GAP, 0) + GAP;

/** The unit of a group at this place, or −1. */
export function unitAt(group: Group, x: number, y: number): number {
  const column = Math.floor((x - GUTTER) / group.pitch);
  const chunk = Math.floor((y - group.top - group.head) / chunkHeight(group));
  const unit = chunk * group.across + column;
  return y < group.top || y >= group.top + group.height || column < 0 || column >= group.across || chunk < 0 || unit >= group.shown ? -1 : unit;
}

export interface Brush {
  pen: CanvasRenderingContext2D;
  paint: Paint;
  font: string;
}

/** What is mixed or drawn once, until the page's colours or the network change. */
export interface Paint {
  colours: Colours;
  /** Of a share of the largest, from −1 to 1. */
  signed: (share: number) => RGB;
  /** Of light from 0 to 1. */
  ink: (light: number) => RGB;
  stills: Map<string, HTMLCanvasElement>;
}

export function mixed(colours: Colours): Paint {
  const inks = Array.from({ length: 256 }, (_, byte) => mix(colours.zero, colours.ink, byte / 255));
  return { colours, signed: diverging({ ...colours, missing: colours.paper }, 1), ink: (light) => inks[Math.round(255 * light)]!, stills: new Map() };
}

/** The colour of a value beside the largest of its kind. */
export const beside = ({ signed }: Paint, largest: number) => (value: number): RGB => signed(largest > 0 ? value / largest : 0);

export const largestOf = (values: Float64Array): number => values.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))), 0);

/** `chosen`: of each group the unit in a frame, −1 for none. */
export function paintGroups(brush: Brush, groups: readonly Group[], chosen: (g: number) => number): void {
  groups.forEach((group, g) => paintGroup(brush, group, g, chosen(g)));
}

function paintGroup(brush: Brush, group: Group, g: number, chosen: number): void {
  const { pen, font, paint } = brush;
  const { colours, stills } = paint;
  write(pen, `500 14px ${font}`, colours.ink, 'left');
  pen.fillText(group.title, 0, group.top + 12);
  const right = group.head === TITLE ? pen.measureText(group.title).width + 12 : 0;
  write(pen, `400 13px ${font}`, colours.muted, 'left');
  pen.fillText(group.detail, right, group.top + (right > 0 ? 12 : 12 + DETAIL));
  const bodies = chunkHeight(group);
  const start = group.top + group.head + namesHeight(group);
  if (chosen >= 0 && chosen < group.shown) {
    const { x, chunk } = placeOf(group, chosen);
    frame(pen, colours.accent, x - GAP / 2, start + chunk * bodies - namesHeight(group) - 3, group.pitch, bodies - GAP + 1);
  }
  group.names.slice(0, group.shown).forEach((name, unit) => {
    const { x, chunk } = placeOf(group, unit);
    const y = start + chunk * bodies - namesHeight(group);
    write(pen, `600 14px ${font}`, unit === chosen ? colours.accent : colours.ink, 'center');
    pen.fillText(name, x + (group.pitch - GAP) / 2, y + 13);
  });
  const chunks = Math.ceil(group.shown / group.across);
  group.rows.forEach((row, r) => {
    const above = group.rows.slice(0, r).reduce((sum, { height }) => sum + height + GAP, 0);
    const keys = Array.from({ length: group.shown }, (_, unit) => `${g} ${r} ${unit}`);
    const known = row.still && stills.has(keys.at(-1)!);
    const columns = known ? [] : keys.map((_, unit) => row.values(unit));
    const colour = beside(paint, Math.max(0, ...columns.map(largestOf)));
    for (let chunk = 0; chunk < chunks; chunk++) {
      const y = start + chunk * bodies + above;
      write(pen, `400 12px ${font}`, colours.muted, 'left');
      pen.fillText(row.label, 0, y + Math.min(row.height / 2 + 4, 40));
      if (row.beside) paintBeside(brush, row.beside, y, row.height);
    }
    keys.forEach((key, unit) => {
      const { x, chunk } = placeOf(group, unit);
      const y = start + chunk * bodies + above;
      const width = group.pitch - GAP;
      if (row.text) return cell(brush, row.text(columns[unit]![0]!), colour(columns[unit]![0]!), x, y, width);
      const tileWidth = row.columns === 1 ? width : Math.min(width, (row.height * row.columns) / row.rows);
      const tile = known ? stills.get(key)! : raster(columns[unit]!, row.rows, row.columns, colour);
      if (row.still) stills.set(key, tile);
      pen.drawImage(tile, x + (width - tileWidth) / 2, y, tileWidth, row.height);
      outline(pen, colours.line, x + (width - tileWidth) / 2, y, tileWidth, row.height);
    });
  });
}

/** What comes in, upright, so that each number stands at the row of weights that it is multiplied by. */
function paintBeside({ pen, paint, font }: Brush, values: Float64Array, y: number, height: number): void {
  const { colours } = paint;
  pen.drawImage(raster(values, values.length, 1, beside(paint, largestOf(values))), GUTTER - 22, y, 12, height);
  outline(pen, colours.line, GUTTER - 22, y, 12, height);
  write(pen, `italic 400 12px ${font}`, colours.muted, 'right');
  pen.fillText('h', GUTTER - 26, y + 10);
}

function cell({ pen, paint: { colours }, font }: Brush, text: string, ground: RGB, x: number, y: number, width: number): void {
  pen.fillStyle = css(ground);
  pen.fillRect(x, y, width, CELL);
  outline(pen, colours.line, x, y, width, CELL);
  if (width < WIDE_ENOUGH - GAP) return;
  write(pen, `400 ${width < 34 ? 10 : 12}px ${font}`, readable(ground, colours.ink, colours.paper), 'center');
  pen.fillText(text, x + width / 2, y + 13.5);
}

export function write(pen: CanvasRenderingContext2D, font: string, colour: RGB, align: CanvasTextAlign): void {
  pen.font = font;
  pen.fillStyle = css(colour);
  pen.textAlign = align;
  pen.textBaseline = 'alphabetic';
}

export function outline(pen: CanvasRenderingContext2D, colour: RGB, x: number, y: number, width: number, height: number): void {
  pen.strokeStyle = css(colour);
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width) - 1, Math.round(height) - 1);
}

function frame(pen: CanvasRenderingContext2D, colour: RGB, x: number, y: number, width: number, height: number): void {
  pen.strokeStyle = css(colour);
  pen.lineWidth = 2;
  pen.beginPath();
  pen.roundRect(x, y, width, height, 4);
  pen.stroke();
}
