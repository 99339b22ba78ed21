// The view `looks` of <hm-attention>: the letters with arcs from the chosen one to those that it looks at, above the matrix P.

import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import type { Head } from '../math/attention';
import { css as inCss, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import { imageOf } from './_raster';

const ARCS = 96; // CSS pixels above the letters
const LARGEST = 56; // a cell
const READ = 34; // a cell, from which its number is written
const BESIDE = 9; // the last letter, for an arc that leads to itself
export const WIDEST = 560; // the matrix
export const SMALL = 0.005; // a weight that is not drawn
const THICKEST = 9; // an arc
const BLACK: RGB = [0, 0, 0];
const WHITE: RGB = [255, 255, 255];

export interface LooksStand {
  readonly P: Head['P'];
  readonly letters: readonly string[];
  readonly chosen: number;
  readonly shade: (weight: number) => RGB;
  readonly label: string;
  /** In words, whom the chosen letter looks at. */
  readonly said: string;
  /** CSS pixels for a matrix with so many beside it. */
  room(gutter: number): number;
  choose(at: number): void;
  key(event: KeyboardEvent): void;
}

export const looksStyles = css`
  text:not(.number, .count) { fill: var(--ink); }
  .number { font-size: 12px; }
  .number, .count { pointer-events: none; }
  text { text-anchor: middle; dominant-baseline: central; font-family: var(--code); }
  .end { text-anchor: end; }
  .letter { cursor: pointer; }
  .letter rect, .row { fill: transparent; }
  .letter.chosen text { fill: var(--accent); font-weight: 700; }
  .later text { fill: var(--muted); opacity: 0.45; }
  .arc { fill: none; stroke: var(--positive); stroke-linecap: round; }
  .frame { fill: none; stroke: var(--accent); stroke-width: 2; pointer-events: none; }
  .edge { fill: none; stroke: var(--line); }
  .row { cursor: pointer; }
  image { image-rendering: pixelated; }
`;

/** Where the matrix stands. */
interface Layout { cell: number; gutter: number; top: number; x: (j: number) => number }

export function looksDrawing(stand: LooksStand): TemplateResult {
  const { letters, chosen, P } = stand;
  const T = letters.length;
  const gutter = Math.min(90, 12 + 8 * Math.max(...letters.map((letter) => letter.length)));
  const cell = Math.min(LARGEST, (stand.room(gutter + BESIDE) - gutter - BESIDE) / T);
  const top = ARCS + gutter;
  const [width, height] = [gutter + T * cell + BESIDE, top + T * cell + 1];
  const layout: Layout = { cell, gutter, top, x: (j) => gutter + (j + 0.5) * cell };
  return html`<svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" font-size=${Math.min(14, Math.max(8, cell * 0.85))} role="group" aria-label=${stand.label || 'Which letter looks at which'}>
    <g class="handle" role="slider" tabindex="0" aria-label="The letter that looks" aria-valuemin="0" aria-valuemax=${T - 1} aria-valuenow=${chosen} aria-valuetext=${stand.said} @keydown=${stand.key}>
      <rect width=${width} height=${ARCS} fill="transparent"></rect>
      ${P[chosen]!.map((weight, j) => arc(weight, layout.x(chosen), layout.x(j)))}
      ${letters.map((_, j) => above(stand, layout, j))}
    </g>
    ${cells(stand, layout)}
    ${letters.map((letter, i) => svg`<g class=${i === chosen ? 'letter chosen' : 'letter'} @click=${() => stand.choose(i)}>
      <text x=${gutter - 6} y=${top + (i + 0.5) * cell} class="end">${letter}</text></g>`)}
    <rect class="edge" x=${gutter} y=${top} width=${T * cell} height=${T * cell}></rect>
    <rect class="frame" x=${gutter} y=${top + chosen * cell} width=${T * cell} height=${cell}></rect>
  </svg>`;
}

/** From the letter that looks to one that it looks at. */
function arc(weight: number, from: number, to: number): SVGTemplateResult | typeof nothing {
  if (weight < SMALL) return nothing;
  const rise = Math.min(ARCS - 8, 18 + 0.45 * Math.abs(from - to));
  const path = from === to ? `M${from - 4} ${ARCS}c-9 -26 17 -26 8 0` : `M${from} ${ARCS}C${from} ${ARCS - rise * 1.3} ${to} ${ARCS - rise * 1.3} ${to} ${ARCS}`;
  return svg`<path class="arc" d=${path} stroke-width=${Math.max(0.5, THICKEST * weight)} stroke-opacity=${0.35 + 0.6 * weight}></path>`;
}

function above({ letters, chosen, choose }: LooksStand, { cell, gutter, x: place }: Layout, j: number): SVGTemplateResult {
  const [x, y] = [place(j), ARCS + gutter / 2];
  const name = `letter${j === chosen ? ' chosen' : ''}${j > chosen ? ' later' : ''}`;
  const turned = gutter > 30 ? `rotate(-60 ${x} ${y})` : '';
  return svg`<g class=${name} @click=${() => choose(j)}><rect x=${x - cell / 2} y=${ARCS} width=${cell} height=${gutter}></rect>
    <text x=${x} y=${y} transform=${turned}>${letters[j]}</text></g>`;
}

/** Without numbers P is an image; a row of it is chosen all the same. */
function cells({ P, shade, choose }: LooksStand, { cell, gutter, top, x }: Layout): SVGTemplateResult[] {
  const T = P.length;
  const rows = P.map((row, i) => svg`<g class="rows" @click=${() => choose(i)}>
    ${cell < READ ? nothing : row.map((weight, j) => (weight < SMALL ? nothing : svg`<rect x=${x(j) - cell / 2} y=${top + i * cell} width=${cell} height=${cell} fill=${inCss(shade(weight))}></rect>
      <text class="number" x=${x(j)} y=${top + (i + 0.5) * cell} fill=${inCss(readable(shade(weight), BLACK, WHITE))}>${formatNumber(weight, 2)}</text>`))}
    <rect class="row" x=${gutter} y=${top + i * cell} width=${T * cell} height=${cell}></rect></g>`);
  if (cell >= READ) return rows;
  const drawn = P.flat().map((weight) => (weight < SMALL ? NaN : weight));
  return [imageOf(drawn, T, T, shade, [gutter, top, T * cell, T * cell]), ...rows];
}
