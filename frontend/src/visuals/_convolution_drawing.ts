// What <hm-convolution> draws, from where things stand: grids of numbers, frames around what belongs together, and the lines between.

import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { css, readable, type RGB } from '../math/colour';
import { type Kernel, patch, patches, toeplitz } from '../math/convolve';
import { formatAll, formatNumber } from '../math/format';
import type { Dense } from '../math/svd';
import { drawSheet, typeFor } from './_heat';
import { bottom, type Box, type Layout, right } from './_convolution_layout';

type Part = SVGTemplateResult | TemplateResult | typeof nothing;

export interface Scene {
  x: Dense;
  K: Kernel;
  y: Dense;
  row: number;
  column: number;
  layout: Layout;
  /** The numbers of the kernel as they are written, with what all are divided by. */
  written: { texts: readonly string[]; by: number };
  /** Addresses of the photo and of what the kernel makes of it; null where the image is a few numbers. */
  photo: { before: string; after: string } | null;
  /** Colours of the image, of the kernel, and of the answer. */
  given: (value: number) => RGB;
  heat: (value: number) => RGB;
  made: (value: number) => RGB;
  /** Does a guess come first? */
  asking: boolean;
}

const HIDDEN = '?';

const writtenBy = (by: number): string => (by === 1 ? '' : `, each : ${by}`);

const sheet = (grid: Dense, at: Box, colour: (value: number) => RGB, texts: readonly string[] = formatAll(grid.values)): SVGTemplateResult =>
  drawSheet({ grid: { ...grid, rows: at.rows, columns: at.columns }, x: at.x, y: at.y, cell: at.cell, colour, texts, type: typeFor(at.cell, texts) });

export const frame = (classes: string, { x, y, cell }: Box, row: number, column: number, rows: number, columns: number): SVGTemplateResult =>
  svg`<rect class=${classes} x=${x + column * cell} y=${y + row * cell} width=${columns * cell} height=${rows * cell}></rect>`;

const outline = (classes: string, at: Box): SVGTemplateResult => frame(classes, at, 0, 0, at.rows, at.columns);

export const title = ({ x, y }: Box, name: string, shape: string): SVGTemplateResult =>
  svg`<text class="title" x=${x} y=${y - 7}>${name} <tspan class="shape">${shape}</tspan></text>`;

const sign = (before: Box, after: Box, text: string): SVGTemplateResult =>
  svg`<text class="sign" x=${(right(before) + after.x) / 2} y=${Math.min((before.y + bottom(before)) / 2, (after.y + bottom(after)) / 2)}>${text}</text>`;

export const shapeOf = ({ rows, columns }: { rows: number; columns: number }): string => `${rows}×${columns}`;

/** A rect with a paper rim, so that it is seen on every photo. */
const marked = (at: Box, row: number, column: number, rows: number, columns: number): SVGTemplateResult =>
  svg`${frame('mark-rim', at, row, column, rows, columns)}${frame('mark-line', at, row, column, rows, columns)}`;

export function drawImages(scene: Scene): SVGTemplateResult {
  const { x, K, y, row, column, layout: { image, answer, patch: below }, photo, given, made, asking } = scene;
  const picture = (at: Box, url: string): SVGTemplateResult =>
    svg`<image class="heat" href=${url} x=${at.x} y=${at.y} width=${at.cell * at.columns} height=${at.cell * at.rows} preserveAspectRatio="none"></image>`;
  const texts = asking ? formatAll(y.values).map((text, i) => (i === row * y.columns + column ? HIDDEN : text)) : undefined;
  const whole = { ...answer, x: answer.x - (answer.cell * (x.columns - y.columns)) / 2, y: answer.y - (answer.cell * (x.rows - y.rows)) / 2, rows: x.rows, columns: x.columns };
  return svg`
    ${title(image, below ? 'image' : 'X', shapeOf(x))}${title(below ? whole : answer, below ? 'answer' : 'Y', shapeOf(y))}
    ${below ? outline('lost', whole) : nothing}
    ${photo ? picture(image, photo.before) : sheet(x, image, given)}
    ${photo ? picture(answer, photo.after) : sheet(y, answer, asking ? (value) => (value === y.values[row * y.columns + column] ? given(0) : made(value)) : made, texts)}
    ${outline('thin', image)}${outline('bold', answer)}
    ${below ? leaders(scene) : nothing}
    ${marked(answer, row, column, 1, 1)}${marked(image, row, column, K.rows, K.columns)}`;
}

/** From the window down to its numbers, and from the sum up to its pixel. */
function leaders({ K, row, column, layout: { image, answer, patch: below, sum } }: Scene): SVGTemplateResult {
  const [x, y] = [image.x + column * image.cell, image.y + (row + K.rows) * image.cell];
  const [px, py] = [answer.x + (column + 0.5) * answer.cell, answer.y + (row + 1) * answer.cell];
  const way = `M${x} ${y}L${below!.x} ${below!.y}M${x + K.columns * image.cell} ${y}L${right(below!)} ${below!.y}M${px} ${py}L${(sum!.x + right(sum!)) / 2} ${sum!.y}`;
  return svg`<path class="leader rim" d=${way}></path><path class="leader" d=${way}></path>`;
}

export function drawKernel({ K, layout: { kernel, image, answer, patch: below }, written, heat }: Scene): SVGTemplateResult {
  const signs = below ? nothing : svg`${sign(image, kernel, '∗')}${sign(kernel, answer, '=')}`;
  return svg`${title(kernel, below ? 'kernel' : 'K', `${shapeOf(K)}${writtenBy(written.by)}`)}${sheet(K, kernel, heat, written.texts)}${outline('thin', kernel)}${signs}`;
}

/** patch ⊙ kernel = products, and their sum: the kernel itself is drawn by those who change it. */
export function drawSum({ x, K, y, row, column, layout, photo, given, heat, made, asking }: Scene): Part {
  const { patch: left, kernel, products, sum } = layout;
  if (!left || !sum) return nothing;
  const seen = patch(x, K, row, column);
  const terms: Dense = { ...K, values: K.values.map((value, i) => value * seen.values[i]!) };
  const most = Math.max(...terms.values.map(Math.abs), 1e-9);
  const value = y.values[row * y.columns + column]!;
  const ground = made(value);
  return svg`
    ${title(left, photo ? 'under it' : 'patch', shapeOf(K))}${sheet(seen, left, given)}${outline('thin accent', left)}
    ${sign(left, kernel, '⊙')}
    ${products ? svg`${title(products, 'products', '')}${sheet(terms, products, (term) => heat(term / most * Math.max(...K.values.map(Math.abs))))}
      ${outline('thin', products)}${sign(kernel, products, '=')}` : nothing}
    ${sign(products ?? kernel, sum, products ? '→' : '=')}
    ${title(sum, 'sum', '')}
    <rect class="sum-box" x=${sum.x} y=${sum.y} width=${sum.columns * sum.cell} height=${sum.cell} fill=${asking ? 'none' : css(ground)}></rect>
    <text class="total" x=${(sum.x + right(sum)) / 2} y=${sum.y + sum.cell / 2} fill=${asking ? 'var(--ink)' : css(readable(ground, [0, 0, 0], [255, 255, 255]))}>${asking ? HIDDEN : formatNumber(value, 4)}</text>`;
}

const bandsOf = (of: Box, { K, x, row, column }: Scene): SVGTemplateResult[] =>
  Array.from({ length: K.rows }, (_, u) => frame('lit', of, 0, (row + u) * x.columns + column, 1, K.columns));

/** y = T x: x lies above the columns that it is multiplied with. */
export function drawToeplitz(scene: Scene): Part {
  const { x, K, y, row, column, layout: { matrix, factor, result }, heat, given, made, asking, written } = scene;
  const place = row * y.columns + column;
  const T = toeplitz(x, K);
  const entry = toeplitz(x, { ...K, values: K.values.map((_, i) => i + 1) }); // which of the kernel's it is; 0 where it does not lie
  const texts = Array.from(entry.values, (k) => written.texts[k - 1] ?? '');
  return svg`
    ${title(factor!, 'x', `${x.values.length}, row by row`)}${sheet(x, factor!, given)}${outline('thin', factor!)}
    ${title(matrix!, 'T', shapeOf(T))}${sheet(T, matrix!, heat, texts)}${outline('thin', matrix!)}
    ${sign(matrix!, result!, '=')}${title(result!, 'y', '')}${answerColumn(y, result!, made, asking ? place : -1)}
    ${bandsOf(factor!, scene)}${bandsOf({ ...matrix!, y: matrix!.y + place * matrix!.cell }, scene)}
    ${frame('mark-line', matrix!, place, 0, 1, T.columns)}${frame('mark-line', result!, place, 0, 1, 1)}`;
}

/** y = P k: each row of P is a patch. */
export function drawPatches({ x, K, y, row, column, layout: { matrix, factor, result }, heat, given, made, written, asking }: Scene): Part {
  const place = row * y.columns + column;
  const P = patches(x, K);
  return svg`
    ${title(matrix!, 'P', `${shapeOf(P)}, each row a patch`)}${sheet(P, matrix!, given)}${outline('thin', matrix!)}
    ${title(factor!, 'k', writtenBy(written.by))}${sheet(K, factor!, heat, written.texts)}${outline('thin', factor!)}
    ${title(result!, 'y', '')}${answerColumn(y, result!, made, asking ? place : -1)}
    <text class="sign" x=${(right(matrix!) + factor!.x) / 2} y=${matrix!.y + matrix!.cell / 2 + 4}>·</text>
    <text class="sign" x=${(right(factor!) + result!.x) / 2} y=${matrix!.y + matrix!.cell / 2 + 4}>=</text>
    ${frame('mark-line', matrix!, place, 0, 1, P.columns)}${outline('lit', factor!)}${frame('mark-line', result!, place, 0, 1, 1)}`;
}

function answerColumn(y: Dense, at: Box, made: (value: number) => RGB, hidden: number): SVGTemplateResult {
  const texts = formatAll(y.values).map((text, i) => (i === hidden ? HIDDEN : text));
  return svg`${sheet(y, at, made, texts)}${outline('bold', at)}${hidden < 0 ? nothing : svg`<rect class="covered" x=${at.x} y=${at.y + hidden * at.cell} width=${at.cell} height=${at.cell}></rect>`}`;
}
