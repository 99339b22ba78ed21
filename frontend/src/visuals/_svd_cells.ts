// A small matrix in an SVG: cells in the house's colours, with numbers where they fit, else as one raster.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { css, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import type { Dense } from '../math/svd';
import { Photo, toCanvas } from './_photo';

export type Colour = (value: number) => RGB;

export interface CellsDrawing {
  x: number;
  y: number;
  /** Of a cell. */
  width: number;
  height: number;
  colour: Colour;
  /** Of the outline. */
  kind?: 'plain' | 'result' | 'yours';
}

const NUMBERS_FROM = 31; // width of a cell, CSS pixels
const LINE = 20; // and its height

export function drawCells(matrix: Dense, { x, y, width, height, colour, kind = 'plain' }: CellsDrawing): SVGTemplateResult {
  const { rows, columns } = matrix;
  const numbers = width >= NUMBERS_FROM && height >= LINE;
  return svg`
    ${numbers ? cells(matrix, x, y, width, height, colour) : raster(matrix, x, y, width, height, colour)}
    <rect class="cells ${kind}" x=${x} y=${y} width=${columns * width} height=${rows * height}></rect>`;
}

function cells({ columns, values }: Dense, x: number, y: number, width: number, height: number, colour: Colour): SVGTemplateResult[] {
  return Array.from(values, (value, at) => {
    const ground = colour(value);
    const [left, top] = [x + (at % columns) * width, y + Math.floor(at / columns) * height];
    return svg`
      <rect class="cell" x=${left} y=${top} width=${width} height=${height} fill=${css(ground)}></rect>
      <text class="number" x=${left + width / 2} y=${top + height / 2 + 4} fill=${css(readable(ground, [0, 0, 0], [255, 255, 255]))}>${short(value)}</text>`;
  });
}

/** Two decimals at most, and no −0. */
const short = (value: number): string => formatNumber(Math.abs(value) < 0.005 ? 0 : Math.abs(value) < 10 ? Math.round(100 * value) / 100 : value, 3);

function raster({ rows, columns, values }: Dense, x: number, y: number, width: number, height: number, colour: Colour): SVGTemplateResult | typeof nothing {
  if (values.length === 0) return nothing;
  const photo = new Photo(columns, rows, new Uint8ClampedArray(3 * values.length));
  values.forEach((value, at) => photo.bytes.set(colour(value), 3 * at));
  return svg`<image href=${toCanvas(photo).toDataURL()} x=${x} y=${y} width=${columns * width} height=${rows * height}
    preserveAspectRatio="none" image-rendering="pixelated"></image>`;
}
