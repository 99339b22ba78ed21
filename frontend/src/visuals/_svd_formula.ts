// A = U Σ Vᵀ with its numbers: the column u1, the number s1 and the row v1ᵀ framed in the colour of v1, the factor that acts now named in the accent colour.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { magnitude } from '../math/array';
import { formatPercent } from '../math/format';
import type { Map2 } from '../math/plane';
import { type Moves, vectorU, vectorV } from '../math/stages';
import { type Colour, commonType, drawMatrix } from './_svd_cells';
import { rounded } from './_svd_model';

const SIGN = 22; // for what stands between two matrices
const THIN = 6;
const TITLE = 22;
const WIDEST = 376; // beyond, all of it grows

const FACTORS = ['Vᵀ', 'Σ', 'U'] as const; // in the order in which they act

export function formula(A: Map2, moves: Moves, stage: number, width: number, colours: (largest: number) => Colour, hidden: boolean): TemplateResult {
  const across = Math.min(width, WIDEST);
  const cell = (across - SIGN - 2 * THIN - 4) / 8;
  const down = TITLE + 2 * cell + 4;
  const [[v11, v12], [v21, v22]] = [vectorV(moves, 0), vectorV(moves, 1)];
  const [[u11, u21], [u12, u22]] = [vectorU(moves, 0), vectorU(moves, 1)];
  const matrices = ([['A', A.flat()], ['U', [u11, u12, u21, u22]], ['Σ', [moves.s[0], 0, 0, moves.s[1]]], ['Vᵀ', [v11, v12, v21, v22]]] as const)
    .map(([name, values]) => ({ name, matrix: { rows: 2, columns: 2, values: Float64Array.from(values) } }));
  const type = commonType(cell, ...matrices.map(({ matrix }) => matrix));
  const [large, unit] = [colours(magnitude([...A.flat(), ...moves.s])), colours(1)];
  const acting = FACTORS[Math.ceil(stage) - 1];
  const lefts = [0, SIGN, SIGN + THIN, SIGN + 2 * THIN].map((apart, i) => 2 + apart + 2 * i * cell);
  const frame = (k: 0 | 1): SVGTemplateResult => svg`
    <rect class=${`frame ${k === 0 ? 'first' : 'second'}`} x=${lefts[1]! + k * cell + 1.5} y=${TITLE + 1.5} width=${cell - 3} height=${2 * cell - 3}></rect>
    <rect class=${`frame ${k === 0 ? 'first' : 'second'}`} x=${lefts[2]! + k * cell + 1.5} y=${TITLE + k * cell + 1.5} width=${cell - 3} height=${cell - 3}></rect>
    <rect class=${`frame ${k === 0 ? 'first' : 'second'}`} x=${lefts[3]! + 1.5} y=${TITLE + k * cell + 1.5} width=${2 * cell - 3} height=${cell - 3}></rect>`;
  return html`
    <svg width=${width} height=${(down * width) / across} viewBox="0 0 ${across} ${down}" role="img" aria-label=${spoken(A, moves, hidden)}>
      ${matrices.map(({ name, matrix }, i) => (hidden && i > 0 ? nothing : svg`
        <text class="title ${name === acting ? 'acting' : ''}" x=${lefts[i]! + cell} y="14" text-anchor="middle">${name}</text>
        ${drawMatrix(matrix, { x: lefts[i]!, y: TITLE, cell }, i % 2 === 0 ? large : unit, type)}`))}
      ${hidden ? nothing : svg`<text class="sign" x=${lefts[1]! - SIGN / 2} y=${TITLE + cell + 5} text-anchor="middle">=</text>${frame(0)}${frame(1)}`}
    </svg>`;
}

function spoken([[a, b], [c, d]]: Map2, { s }: Moves, hidden: boolean): string {
  const A = `A is ${[a, b].map((x) => rounded(x)).join(' ')}; ${[c, d].map((x) => rounded(x)).join(' ')}`;
  return hidden ? A : `${A}. Its singular values are ${rounded(s[0])} and ${rounded(s[1])}`;
}

/** How long Ax is, between the shortest and the longest that it can be. */
export function stretchMeter(length: number, s: Moves['s']): TemplateResult {
  const percent = (part: number): string => `${s[0] > 0 ? (100 * part) / s[0] : 0}%`;
  return html`
    <p class="share"><strong>${formatPercent(s[0] > 0 ? length / s[0] : 1)}</strong> of the longest: Ax is <b>${rounded(length)}</b> long</p>
    <svg class="balance" width="100%" height="30" role="img" aria-label="Between s₂, ${rounded(s[1])}, and s₁, ${rounded(s[0])}">
      <rect class="total" y="7" width="100%" height="16" rx="2"></rect>
      <rect class="along" y="7" width=${percent(length)} height="16" rx="2"></rect>
      <line class="least" x1=${percent(s[1])} x2=${percent(s[1])} y1="2" y2="28"></line>
    </svg>
    <p class="ends"><span class="second">s₂ = ${rounded(s[1])}, shortest</span><span class="first">s₁ = ${rounded(s[0])}, longest</span></p>`;
}
