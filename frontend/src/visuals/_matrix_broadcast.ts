// Broadcasting, drawn: both arrays at the size of the result, their repeated copies pale, and the rule on their shapes beneath.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { shapeText, type ShownArray, size, toGrid } from '../math/array';
import { align, type Aligned, broadcastShape, clash, combine, type Operation, stretch } from '../math/broadcast';
import type { RGB } from '../math/colour';
import { formatAll } from '../math/format';
import type { Colours } from './_colours';
import { drawSheet, typeFor } from './_heat';

const SIGN = 34; // room for + and =
const TITLE = 24;
const EDGE = 3;
const LARGEST = 44;
const READABLE = 26; // cells smaller than this rather stand one below the other
const SPLIT = 64; // cells of a side; beyond, only the rule is shown

export interface Broadcast {
  left: ShownArray;
  right: ShownArray;
  op: Operation;
  aligned: readonly Aligned[];
  /** Null where the shapes do not go together. */
  result: ShownArray | null;
}

export function broadcast(left: ShownArray, right: ShownArray, op: Operation): Broadcast {
  const aligned = align(left.shape, right.shape);
  const shape = broadcastShape(aligned);
  return { left, right, op, aligned, result: shape && combine(left, right, op, shape) };
}

/** The last two axes are what is drawn; a vector lies. */
function flat({ shape, values }: ShownArray, to: readonly number[]): { rows: number; columns: number; values: Float64Array; copies: boolean[] } {
  const stretched = stretch({ shape, dtype: '', values }, to);
  return { rows: to.at(-2) ?? 1, columns: to.at(-1) ?? 1, ...stretched };
}

export interface Paints {
  given: (value: number) => RGB;
  made: (value: number) => RGB;
  colours: Colours;
}

/** Nothing where the arrays are too large for it: then the rule says it. */
export function drawBroadcast({ left, right, op, result }: Broadcast, names: readonly [string, string], { given, made, colours }: Paints, room: number, scale: number, label: string): TemplateResult | typeof nothing {
  const sheets = result ? [flat(left, result.shape), flat(right, result.shape), { ...flat(result, result.shape), copies: [] }] : [alone(left), alone(right)];
  if (sheets.some(({ rows, columns }) => Math.max(rows, columns) > SPLIT) || (result?.shape.length ?? 0) > 2) return nothing;
  const titles = [`${names[0]} `, `${names[1]} `, ''];
  const shapes = [left.shape, right.shape, result?.shape ?? []].map((shape) => shapeText(shape) || 'one number');
  const widths = sheets.map(({ columns }) => columns);
  const across = (room - 2 * EDGE - (sheets.length - 1) * SIGN) / widths.reduce((sum, n) => sum + n, 0);
  const lying = across >= READABLE || sheets.length * Math.max(...sheets.map(({ rows }) => rows)) > 24;
  const cell = Math.min(scale * LARGEST, lying ? across : (room - 2 * EDGE - SIGN) / Math.max(...widths));
  const signs = ['', op === '*' ? '·' : op.replace('-', '−'), '='];
  let [x, y] = [EDGE, TITLE];
  const drawn = sheets.map((sheet, i): SVGTemplateResult => {
    const [width, height] = [sheet.columns * cell, sheet.rows * cell];
    if (i > 0) [x, y] = lying ? [x + SIGN, TITLE] : [SIGN + EDGE, y + TITLE + 6];
    if (i === 0 && !lying) x = SIGN + EDGE;
    const sign = svg`<text class="sign" x=${x - SIGN / 2} y=${y + height / 2}>${signs[i]}</text>`;
    const texts = formatAll(sheet.values);
    const pale = { has: (row: number, column: number) => sheet.copies[row * sheet.columns + column] ?? false, colours };
    const group = svg`
      <text class="title" x=${x} y=${y - 8}>${titles[i]}<tspan>${shapes[i]}</tspan></text>${sign}
      ${drawSheet({ grid: sheet, x, y, cell, colour: i === 2 ? made : given, texts, type: typeFor(cell, texts, 15 * scale), pale })}
      <rect class=${i === 2 ? 'bold' : sheet.copies.includes(true) ? 'virtual' : 'thin'} x=${x} y=${y} width=${width} height=${height}></rect>
      ${i < 2 ? original(sheet, x, y, cell) : nothing}`;
    if (lying) x += width;
    else y += height;
    return group;
  });
  const width = lying ? x + EDGE : SIGN + Math.max(...widths) * cell + 2 * EDGE;
  const height = (lying ? TITLE + Math.max(...sheets.map(({ rows }) => rows)) * cell : y) + EDGE;
  return html`
    <svg class="picture broadcast" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>${drawn}</svg>`;
}

function alone(array: ShownArray): ReturnType<typeof flat> {
  const grid = toGrid(array, 0, 'row');
  return { ...grid, copies: [] };
}

type Sheet = ReturnType<typeof flat>;

/** An outline around the numbers that are really there: the first row, the first column, or the first cell. */
function original({ rows, columns, copies }: Sheet, x: number, y: number, cell: number): TemplateResult | typeof nothing {
  if (!copies.includes(true)) return nothing;
  const wide = copies[1] === true || columns === 1 ? 1 : columns;
  const tall = copies[columns] === true || rows === 1 ? 1 : rows;
  return svg`<rect class="thin" x=${x} y=${y} width=${wide * cell} height=${tall * cell}></rect>`;
}

/** The shapes one above the other, aligned at the right. */
export function broadcastRule({ aligned }: Broadcast, names: readonly [string, string]): TemplateResult {
  const clashes = (axis: Aligned): string => (axis.length === null ? 'clash' : '');
  const cell = (axis: Aligned, side: 'left' | 'right'): TemplateResult => {
    const repeated = axis.length !== null && axis.length !== 1 && (axis[side] ?? 1) === 1;
    return html`<td class="${clashes(axis)} ${repeated ? 'repeated' : ''}">${axis[side] ?? (repeated ? html`<i>none</i>` : '')}</td>`;
  };
  const why = (axis: Aligned): string => {
    if (axis.length === null) return 'differ';
    if (axis.left === axis.right) return 'equal';
    const [one, side] = (axis.left ?? 1) === 1 ? [axis.left, names[0]] : [axis.right, names[1]];
    if (axis.length === 1) return '';
    return `${side}: ${one === null ? 'none' : '1'} → ${axis.length}`;
  };
  return html`
    <table class="rule" aria-label="The two shapes, aligned at the right">
      <thead><tr><td></td>${aligned.map(({ axis }) => html`<th scope="col">axis ${axis}</th>`)}</tr></thead>
      <tr><th scope="row">${names[0]}</th>${aligned.map((axis) => cell(axis, 'left'))}</tr>
      <tr><th scope="row">${names[1]}</th>${aligned.map((axis) => cell(axis, 'right'))}</tr>
      <tr class="result"><th scope="row">result</th>${aligned.map((axis) => html`<td class=${clashes(axis)}>${axis.length ?? '✗'}</td>`)}</tr>
      <tr class="why"><td></td>${aligned.map((axis) => html`<td class=${clashes(axis)}>${why(axis)}</td>`)}</tr>
    </table>`;
}

export function broadcastWords({ left, right, result, aligned }: Broadcast, names: readonly [string, string]): string {
  if (!result) return clash(aligned);
  const copied = (array: ShownArray): number => size(result.shape) - size(array.shape);
  const parts = [[names[0], copied(left)], [names[1], copied(right)]].filter(([, count]) => Number(count) > 0);
  if (parts.length === 0) return 'The shapes are equal: number meets number, nothing is repeated.';
  return `${parts.map(([name]) => name).join(' and ')} ${parts.length > 1 ? 'are' : 'is'} repeated to ${shapeText(result.shape)}. The pale copies are never made in memory.`;
}
