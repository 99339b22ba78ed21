// The view `steps` of <hm-attention>: one matrix product, or softmax, at a time. The left factor stands beside the result and the
// right one above it, so that the row and the column which make the chosen number meet in it.

import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { factorsOf, type Matrix, sees, type Step, type Steps, STEPS } from '../math/attention_steps';
import { css as inCss, diverging, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import type { Colours } from './_colours';
import { imageOf } from './_raster';

const LARGEST = 46; // a cell, in CSS pixels
const GUTTER = 46; // beside the matrices, for the letters
const NAME = 24; // above a matrix
const GAP = 16;
const READ = 30; // a cell, from which its number is written; smaller ones are an image
const LINE = 13; // a cell, beside which its word is written; beside smaller ones that of the chosen row
const LETTER = 0.6; // the width of one, as a share of its height
const SPELLED = 8; // terms of a sum; of more the first ones
const LETTERS = 20; // below a matrix that has a column for each letter
const SHORT = 6; // letters of a word
const BLACK: RGB = [0, 0, 0];
const WHITE: RGB = [255, 255, 255];

/** Of each step: the names of what is multiplied and made, its formula, and what it is for. */
export const WORDS: Record<Step, { left: string; right: string; made: string; formula: string; why: string }> = {
  q: { left: 'X', right: 'Wq', made: 'Q', formula: 'Q = X Wq', why: 'What each word asks for.' },
  k: { left: 'X', right: 'Wk', made: 'K', formula: 'K = X Wk', why: 'What each word can be found by.' },
  v: { left: 'X', right: 'Wv', made: 'V', formula: 'V = X Wv', why: 'What each word tells when it is looked at.' },
  s: { left: 'Q', right: 'Kᵀ', made: 'S', formula: 'S = Q Kᵀ / √d', why: 'How well a question fits a key. Later words are masked.' },
  p: { left: 'S', right: '', made: 'P', formula: 'P = softmax(S)', why: 'Each row becomes shares that add up to 1.' },
  y: { left: 'P', right: 'V', made: 'Y', formula: 'Y = P V', why: 'Each word takes its mix of what is told.' },
};

export interface StepsStand {
  readonly steps: Steps;
  readonly step: Step;
  readonly letters: readonly string[];
  readonly row: number;
  readonly column: number;
  readonly colours: Colours;
  /** CSS pixels. */
  readonly room: number;
  /** In words, what the chosen number is. */
  readonly said: string;
  choose(row: number, column: number): void;
  key(event: KeyboardEvent): void;
}

export const stepsStyles = css`
  .turn { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 10px; }
  .turn button { min-width: 2.75rem; font: italic 600 1.0625rem var(--hm-font-text, serif); }
  .turn button[aria-pressed='true'] { border-color: var(--accent); color: var(--accent); background: var(--accent-soft); }
  .turn p { margin: 0 0 0 6px; flex: 1 1 14rem; }
  .turn b { font: italic 600 1.0625rem var(--hm-font-text, serif); margin-right: 8px; }
  svg .named { text-anchor: start; font: italic 600 17px var(--hm-font-text, serif); }
  svg .shape { text-anchor: start; fill: var(--muted); font-size: 12px; }
  .grid { stroke: var(--line); }
  .lit { fill: none; stroke: var(--accent); stroke-width: 2.5; pointer-events: none; }
  .masked { fill: var(--sunken); stroke: var(--line); stroke-dasharray: 2 3; }
  svg .none { fill: var(--muted); font-size: 12px; opacity: 0.6; }
  .made { cursor: pointer; }
  .ground { fill: var(--sunken); stroke: var(--line); }
  .spelled { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; margin: 10px 0 0; min-height: 2.5rem; font-variant-numeric: tabular-nums; }
  .spelled input { width: 4.25rem; min-height: 2rem; padding: 0 4px; text-align: center; font: inherit; color: inherit; background: var(--surface);
    border: 1px solid var(--accent); border-radius: 4px; }
  @media (pointer: coarse) { .spelled input { min-height: 2.75rem; } }
`;

const inShort = (word: string): string => (word.length > SHORT ? `${word.slice(0, SHORT - 1)}…` : word);
const isGiven = (step: Step): step is 'q' | 'k' | 'v' => step === 'q' || step === 'k' || step === 'v';
const isMasked = (name: string, i: number, j: number): boolean => (name === 'S' || name === 'P') && !sees(i, j);

export function stepChooser(step: Step, shifted: boolean, turn: (to: Step) => void): TemplateResult {
  const { formula, why } = WORDS[step];
  return html`<div class="turn" role="group" aria-label="Step">
    ${STEPS.map((each) => html`<button aria-pressed=${each === step} aria-label=${WORDS[each].formula} @click=${() => turn(each)}>${WORDS[each].made}</button>`)}
    <p><b>${formula}${shifted && isGiven(step) ? ' + b' : ''}</b> ${why}</p></div>`;
}

export function stepsDrawing(stand: StepsStand): TemplateResult {
  const { steps, step, letters, row, column, room, said } = stand;
  const { left, right } = factorsOf(steps, step);
  const made: Matrix = steps[step];
  const words = WORDS[step];
  const [across, along] = [left[0]!.length, made[0]!.length];
  const cell = Math.min(LARGEST, (room - GUTTER - GAP - 2) / (across + along));
  const top = right ? NAME + right.length * cell + GAP : 0;
  const place = GUTTER + across * cell + GAP;
  const [width, height] = [place + along * cell + 2, top + NAME + made.length * cell + LETTERS];
  const lines = (name: string, A: Matrix, x: number, y: number): SVGTemplateResult => matrix(stand, name, A, x, y, cell);
  const below = top + NAME;
  const frame = (x: number, y: number, columns: number, rows: number): SVGTemplateResult =>
    svg`<rect class="lit" x=${x} y=${y} width=${columns * cell} height=${rows * cell} rx="2"></rect>`;
  return html`<svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${`${words.formula}. ${words.why}`}>
    ${letters.map((letter, i) => (cell < LINE && i !== row ? nothing : svg`<g class=${i === row ? 'letter chosen' : 'letter'}><text class="end" x=${GUTTER - 6} y=${below + (i + 0.5) * cell} font-size="13">${inShort(letter)}</text></g>`))}
    ${[{ name: words.left, x: GUTTER }, { name: words.made, x: place }].filter(({ name }) => name === 'S' || name === 'P').map(({ x }) => letters.map((letter, j) => (cell < LARGEST * 0.75 && j !== column ? nothing :
      svg`<text x=${x + (j + 0.5) * cell} y=${height - LETTERS / 2} font-size="12">${inShort(letter)}</text>`)))}
    ${lines(words.left, left, GUTTER, below)}
    ${right ? lines(words.right, right, place, NAME) : nothing}
    <g class="handle made" role="slider" tabindex="0" aria-label=${`The chosen number of ${words.made}`} aria-valuemin="0" aria-valuemax=${made.length * along - 1}
      aria-valuenow=${row * along + column} aria-valuetext=${said} @keydown=${stand.key}>${lines(words.made, made, place, below)}</g>
    ${frame(GUTTER, below + row * cell, across, 1)}
    ${right ? frame(place + column * cell, NAME, 1, right.length) : nothing}
    ${frame(place + column * cell, below + row * cell, 1, 1)}
  </svg>`;
}

type Choose = StepsStand['choose'] | null;

function matrix({ step, colours, choose }: StepsStand, name: string, A: Matrix, x: number, y: number, cell: number): SVGTemplateResult {
  const largest = Math.max(1, ...A.flat().map(Math.abs));
  const shade = diverging({ ...colours, missing: colours.sunken }, largest);
  const cells = cell < READ ? small : large;
  return svg`<text class="named" x=${x} y=${y - 11}>${name}<tspan class="shape" dx="6">${A.length}×${A[0]!.length}</tspan></text>
    ${cells(name, A, x, y, cell, shade, name === WORDS[step].made ? choose : null)}`;
}

/** Each cell with its number. */
function large(name: string, A: Matrix, x: number, y: number, cell: number, shade: (value: number) => RGB, chosen: Choose): SVGTemplateResult[] {
  const longest = Math.max(...A.flat().map((value) => formatNumber(value, 2).length));
  const type = Math.min(14, cell * 0.36, (cell - 2) / (LETTER * longest));
  return A.flatMap((row, i) => row.map((value, j) => {
    const [left, up, masked] = [x + j * cell, y + i * cell, isMasked(name, i, j)];
    const tap = chosen ? (): void => chosen(i, j) : nothing;
    return svg`<g @click=${tap} @pointerenter=${chosen ? (event: PointerEvent): void => { if (event.pointerType === 'mouse') chosen(i, j); } : nothing}>
      <rect class=${masked ? 'masked' : 'grid'} x=${left} y=${up} width=${cell} height=${cell} fill=${inCss(shade(value))}></rect>
      ${masked
        ? svg`<text class="none" x=${left + cell / 2} y=${up + cell / 2}>${name === 'S' ? '−∞' : '0'}</text>`
        : svg`<text class="count" x=${left + cell / 2} y=${up + cell / 2} font-size=${type} fill=${inCss(readable(shade(value), BLACK, WHITE))}>${formatNumber(value, 2)}</text>`}
    </g>`;
  }));
}

/** Of many numbers an image, in which one is chosen by its place. */
function small(name: string, A: Matrix, x: number, y: number, cell: number, shade: (value: number) => RGB, chosen: Choose): SVGTemplateResult {
  const [m, n] = [A.length, A[0]!.length];
  const values = A.flatMap((row, i) => row.map((value, j) => (isMasked(name, i, j) ? NaN : value)));
  const pick = ({ clientX, clientY, currentTarget }: PointerEvent): void => {
    const box = (currentTarget as Element).getBoundingClientRect();
    chosen?.(Math.floor(((clientY - box.top) / box.height) * m), Math.floor(((clientX - box.left) / box.width) * n));
  };
  return svg`<rect class="ground" x=${x} y=${y} width=${n * cell} height=${m * cell}></rect>
    ${imageOf(values, m, n, shade, [x, y, n * cell, m * cell])}
    <rect class="row" x=${x} y=${y} width=${n * cell} height=${m * cell} @click=${pick}></rect>`;
}

/** How the chosen number is made, with its numbers; `write` is called where a number that was given is changed. */
export function spelled({ steps, step, row, column }: StepsStand, write: (name: 'x' | 'wq' | 'wk' | 'wv', i: number, j: number, value: number) => void): TemplateResult {
  const { left, right } = factorsOf(steps, step);
  const value = steps[step][row]![column]!;
  const result = html`<span>= <b>${formatNumber(value, 3)}</b></span>`;
  if (isMasked(WORDS[step].made, row, column)) return html`<p class="spelled">A later word: it may not be looked at. Its score is −∞, its share 0.</p>`;
  if (!right) {
    const scores = left[row]!.slice(0, row + 1);
    const power = (s: number): TemplateResult => html`e<sup>${formatNumber(s, 3)}</sup>`;
    const sum = scores.reduce((total, s) => total + Math.exp(s), 0);
    const middle = Number.isFinite(sum) ? html`<span>= ${formatNumber(Math.exp(scores[column]!), 3)} / ${formatNumber(sum, 3)}</span>` : nothing;
    return html`<p class="spelled"><span>${power(scores[column]!)} / (${scores.slice(0, SPELLED).map((s, j) => html`${j > 0 ? ' + ' : ''}${power(s)}`)}${scores.length > SPELLED ? html` + … ${scores.length} powers` : nothing})</span> ${middle} ${result}</p>`;
  }
  const given = isGiven(step) && !steps.shift ? (`w${step}` as const) : null;
  const field = (name: 'x' | 'wq' | 'wk' | 'wv', i: number, j: number): TemplateResult => {
    const typed = (event: Event): void => {
      const number = (event.target as HTMLInputElement).valueAsNumber; // NaN while it is half written
      if (Math.abs(number) <= 1e6) write(name, i, j, number);
    };
    return html`<input type="number" step="0.5" aria-label="${name}, row ${i}, column ${j}" .value=${String(steps[name][i]![j]!)} @input=${typed}>`;
  };
  const many = left[row]!.length;
  const terms = left[row]!.slice(0, SPELLED).map((a, l) => html`<span>${l > 0 ? '+ ' : step === 's' ? '(' : ''}${given ? html`${field('x', row, l)} · ${field(given, l, column)}` : `${formatNumber(a, 3)} · ${formatNumber(right[l]![column]!, 3)}`}</span>`);
  const rest = many > SPELLED ? html`<span>+ … (${many} products)</span>` : nothing;
  const shift = steps.shift && isGiven(step) ? html`<span>+ ${formatNumber(steps.shift[step][column]!, 3)}</span>` : nothing;
  return html`<p class="spelled">${terms}${rest}${shift}${step === 's' ? html`<span>) / √${left[0]!.length}</span>` : nothing} ${result}</p>`;
}
