// Vectors as strips of colour, one row each, in one scale: blue negative, orange positive.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { magnitude } from '../math/array';
import { css as cssColour, diverging, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import type { Vector } from '../math/statistics';
import type { Colours } from './_colours';

export interface Row {
  name: string;
  values: Vector;
  /** Its colour in the picture: `first`, `second`; `expected` and `yours` for a failed check; `word` for a name in words. */
  kind: string;
  /** What stands behind it: `= 6`. */
  total?: string;
}

const LINE = 34;
const CELL = { widest: 56, numbers: 38 };
const NAME = 68;
const TOTAL = 56;
const BLACK: RGB = [0, 0, 0];
const WHITE: RGB = [255, 255, 255];
export const MOST_CELLS = 400;

export const stripsHeight = (rows: readonly Row[]): number => rows.length * LINE;

export function drawStrips(rows: readonly Row[], room: number, colours: Colours): SVGTemplateResult {
  const largest = magnitude(rows.flatMap(({ values }) => values.slice(0, MOST_CELLS)));
  const cells = Math.min(MOST_CELLS, Math.max(...rows.map(({ values }) => values.length)));
  const width = Math.min(CELL.widest, (room - NAME - 4 - (rows.some(({ total }) => total) ? TOTAL : 0)) / cells);
  const colour = diverging({ ...colours, missing: colours.sunken }, largest);
  const ink = (value: number): string => (readable(colour(value), BLACK, WHITE) === BLACK ? 'black' : 'white');
  return svg`${rows.map((row, i) => strip(row, i * LINE, width, (value) => cssColour(colour(value)), ink))}`;
}

function strip({ name, values, kind, total }: Row, top: number, width: number, colour: (value: number) => string, ink: (value: number) => string): SVGTemplateResult {
  const shown = values.slice(0, MOST_CELLS);
  const texts = width >= CELL.numbers ? shown.map((value) => formatNumber(value, 3)) : null;
  return svg`
    <text class=${`name ${kind}`} x=${NAME - 10} y=${top + LINE / 2 + 5} text-anchor="end">${name}</text>
    ${shown.map((value, j) => svg`<rect class="heat" x=${NAME + j * width} y=${top + 4} width=${width} height=${LINE - 8} fill=${colour(value)}></rect>`)}
    ${texts ? shown.map((value, j) => svg`<text class=${`number ${ink(value)}`} x=${NAME + (j + 0.5) * width} y=${top + LINE / 2 + 5} text-anchor="middle">${texts[j]}</text>`) : nothing}
    ${total ? svg`<text class="total" x=${NAME + shown.length * width + 10} y=${top + LINE / 2 + 5}>${total}</text>` : nothing}
    <rect class=${`edge ${kind}`} x=${NAME} y=${top + 4} width=${shown.length * width} height=${LINE - 8} rx="1.5"></rect>`;
}
