// A matrix as a sum of rank-one pieces, each drawn as a column times a row; above them the sum so far, and what is left.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { magnitude } from '../math/array';
import { partialSum } from '../math/lowrank';
import type { Dense, Svd } from '../math/svd';
import type { Colours } from './_colours';
import { type Colour, commonType, drawMatrix, type Place } from './_svd_cells';
import { rounded } from './_svd_model';

export interface SumDrawing {
  A: Dense;
  factors: Svd;
  /** How many pieces are added. */
  rank: number;
  /** How many there are. */
  full: number;
  width: number;
  tallest: number;
  colours: (largest: number) => Colour;
  page: Colours;
  /** In place of what is left: what a learner's code gave for the sum. */
  got: Dense | null;
  choose: (rank: number) => unknown;
  /** Nothing that tells how much is left, before a guess. */
  hidden: boolean;
}

/** Sides of the cells above and in the pieces. */
export interface SumLayout { width: number; height: number; large: number; small: number; perLine: number }
interface Block { title: string; matrix: Dense; kind: 'plain' | 'result' | 'yours'; below: string }

const TITLE = 24;
const BELOW = 24;
const SIGN = 22;
const STRIP = 5; // between a piece and its column and row
const APART = 26; // between two pieces, for the sign
const LABEL = 22;
const LARGEST = 40;
const ROOM = 150; // for a piece, at least, where there are many
const PIECES = 12; // drawn; the rest is counted
const ROUNDING = 1e-12; // of the largest number in A

const pieceWidth = (columns: number, cell: number): number => STRIP + (columns + 1) * cell;
const pieceHeight = (rows: number, cell: number): number => STRIP + (rows + 1) * cell + LABEL;

export function layOutSum({ A, full, width, tallest, hidden }: SumDrawing): SumLayout {
  const { rows, columns } = A;
  const large = Math.min(LARGEST, (width - 2 * SIGN - 2) / (3 * columns), tallest / rows);
  const shown = hidden ? 0 : Math.min(full, PIECES);
  const lines = Math.ceil(shown / Math.max(2, Math.floor(width / ROOM)));
  const perLine = Math.ceil(shown / Math.max(1, lines));
  const small = Math.min(large, (width / Math.max(1, perLine) - APART - STRIP) / (columns + 1));
  const height = TITLE + rows * large + BELOW + (lines > 0 ? TITLE + 4 + lines * (pieceHeight(rows, small) + 10) : 0);
  return { width, height, large, small, perLine };
}

export function drawSum(drawing: SumDrawing, layout: SumLayout): SVGTemplateResult {
  const { A, factors, rank, colours, got } = drawing;
  const { large } = layout;
  const colour = colours(magnitude(A.values));
  const sum = partialSum(factors, rank);
  const small = ROUNDING * magnitude(A.values);
  const left = { ...A, values: A.values.map((a, at) => (Math.abs(a - sum.values[at]!) < small ? 0 : a - sum.values[at]!)) };
  const type = commonType(large, A, sum, got ?? left);
  const step = A.columns * large + SIGN;
  const first = Math.max(1, (drawing.width - 3 * A.columns * large - 2 * SIGN) / 2);
  const blocks: readonly Block[] = [
    { title: 'A', matrix: A, kind: 'plain', below: `${A.rows}×${A.columns}` },
    { title: `A${subscript(rank)}`, matrix: sum, kind: 'result', below: got ? 'expected' : rank === 1 ? '1 piece' : `${rank} pieces` },
    got ? { title: 'yours', matrix: got, kind: 'yours', below: '' } : { title: `A − A${subscript(rank)}`, matrix: left, kind: 'plain', below: 'what is left' },
  ];
  return svg`
    ${blocks.slice(0, drawing.hidden ? 2 : 3).map(({ title, matrix, kind, below }, i) => {
      const x = first + i * step;
      const middle = x + (A.columns * large) / 2;
      return svg`
        <text class="title" x=${middle} y="14" text-anchor="middle">${title}</text>
        ${drawMatrix(matrix, { x, y: TITLE, cell: large }, colour, type, kind)}
        <text class="below" x=${middle} y=${TITLE + A.rows * large + 17} text-anchor="middle">${below}</text>`;
    })}
    ${[got || drawing.hidden ? '≈' : '=', got || drawing.hidden ? '' : '+'].map((sign, i) => svg`
      <text class="sign" x=${first + (i + 1) * step - SIGN / 2} y=${TITLE + (A.rows * large) / 2 + 5} text-anchor="middle">${sign}</text>`)}
    ${drawPieces(drawing, layout, colour)}`;
}

function drawPieces(drawing: SumDrawing, { large, small, perLine }: SumLayout, colour: Colour): SVGTemplateResult | typeof nothing {
  const { A, factors, rank, full, colours, choose } = drawing;
  const shown = Math.min(full, PIECES);
  if (shown === 0 || drawing.hidden) return nothing;
  const top = TITLE + A.rows * large + BELOW + TITLE;
  const [across, down] = [pieceWidth(A.columns, small) + APART, pieceHeight(A.rows, small) + 10];
  const inset = Math.max(perLine < shown ? APART : 0, (drawing.width - perLine * across + APART) / 2);
  return svg`
    <text class="title" x=${drawing.width / 2} y=${top - 8} text-anchor="middle">the pieces: a column times a row${full > shown ? `; ${full - shown} more are not drawn` : ''}</text>
    ${Array.from({ length: shown }, (_, k) => {
      const [x, y] = [inset + (k % perLine) * across, top + Math.floor(k / perLine) * down];
      return svg`
        <g class="piece ${k < rank ? 'added' : ''}" @click=${() => choose(k + 1)}>
          ${k > 0 ? svg`<text class="sign" x=${x - APART / 2} y=${y + STRIP + (1 + A.rows / 2) * small + 5} text-anchor="middle">+</text>` : nothing}
          ${drawPiece(factors, k, { x, y, cell: small, pale: k < rank ? null : drawing.page }, colour, colours)}
          <text class="below" x=${x + STRIP + (1 + A.columns / 2) * small} y=${y + pieceHeight(A.rows, small) - 5} text-anchor="middle">s${subscript(k + 1)} = ${rounded(factors.s[k]!)}</text>
        </g>`;
    })}`;
}

/** uₖ stands at the left, vₖᵀ above, and where they meet their product, times sₖ. */
function drawPiece({ U, s, Vt }: Svd, k: number, place: Place, colour: Colour, colours: SumDrawing['colours']): SVGTemplateResult {
  const sign = Vt.values.subarray(k * Vt.columns, (k + 1) * Vt.columns).reduce((sum, v) => sum + v, 0) < 0 ? -1 : 1; // u vᵀ = (−u)(−v)ᵀ
  const u = Float64Array.from({ length: U.rows }, (_, i) => sign * U.values[i * U.columns + k]!);
  const v = Float64Array.from({ length: Vt.columns }, (_, j) => sign * Vt.values[k * Vt.columns + j]!);
  const column = { rows: u.length, columns: 1, values: u };
  const row = { rows: 1, columns: v.length, values: v };
  const product = { rows: u.length, columns: v.length, values: new Float64Array(u.length * v.length) };
  product.values.forEach((_, at) => (product.values[at] = s[k]! * u[Math.floor(at / v.length)]! * v[at % v.length]!));
  const unit = colours(magnitude([...u, ...v]));
  const { x, y, cell } = place;
  const type = commonType(cell, column, row, product);
  const [left, below] = [x + cell + STRIP, y + cell + STRIP];
  return svg`
    ${drawMatrix(column, { ...place, y: below }, unit, type)}
    ${drawMatrix(row, { ...place, x: left }, unit, type)}
    ${drawMatrix(product, { ...place, x: left, y: below }, colour, type)}`;
}

/** 12 → ₁₂ */
export const subscript = (k: number): string => String(k).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
