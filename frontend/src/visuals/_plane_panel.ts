// What stands beside the plane: its matrices, cell by cell to write in, and what they do, in numbers and words.

import { html, nothing, type TemplateResult } from 'lit';

import { formatNumber, formatPercent } from '../math/format';
import { apply, areaWords, columns, determinant, type Eigen2, eigen, inverse, kernel, type Map2, type Point, rank } from '../math/plane';
import type { Step } from '../math/plane_steps';
import { namedFields, numberField } from './_fields';
import { pause, play } from './_icons';

/** `A =` and four cells; without `edit` they are read only, `plain` without the colours of the columns. */
export function matrixCells(name: string, A: Map2, edit: ((row: 0 | 1, column: 0 | 1, value: number) => void) | null, plain = false): TemplateResult {
  const cells = ([[0, 0], [0, 1], [1, 0], [1, 1]] as const).map(([row, column]) =>
    numberField(`${name}, row ${row + 1}, column ${column + 1}`, A[row][column], plain ? '' : column === 0 ? 'first' : 'second', edit && ((value) => edit(row, column, value))));
  return namedFields(name, '', `The matrix ${name}`, 'matrix', cells);
}

const column = (colour: string, point: Point): TemplateResult =>
  html`<span class=${`column ${colour}`}>${point.map((value) => html`<span>${formatNumber(value, 3)}</span>`)}</span>`;

const pairWords = (point: Point): string => `(${point.map((value) => formatNumber(value, 3)).join(', ')})`;

/** A x as the columns of A, so much of each. */
export function combination({ map, name }: Step, x: Point): TemplateResult {
  const [first, second] = columns(map);
  const [a, b] = x.map((value) => formatNumber(value, 3));
  const image = apply(map, x);
  return html`
    <div class="combination" role="img" aria-label=${`${name}x is ${a} times ${pairWords(first)} plus ${b} times ${pairWords(second)}: ${pairWords(image)}`}>
      <span class="of">${name}x =</span> ${a} ${column('first', first)} + ${b} ${column('second', second)} = ${column('', image)}
    </div>`;
}

export function eigenWords(found: Eigen2): string {
  switch (found.kind) {
    case 'turn': return `${found.real === 0 ? '' : `${formatNumber(found.real, 3)} `}± ${found.imaginary === 1 ? '' : formatNumber(found.imaginary, 3)}i, not real`;
    case 'every': return `${formatNumber(found.values[0], 3)}, in every direction`;
    case 'one': return `${formatNumber(found.values[0], 3)}, on one line only`;
    case 'two': return found.values.map((value) => formatNumber(value, 3)).join(' and ');
  }
}

/** About the lines that stay, where there are none to be drawn, or too many. */
export function linesSentence(A: Map2): string {
  const { kind } = eigen(A);
  return kind === 'turn' ? ' No line stays: every direction is turned.' : kind === 'every' ? ' Every line stays.' : '';
}

export function readings({ map: A, name }: Step): TemplateResult {
  return html`
    <dl>
      <div><dt>determinant${name === 'A' ? nothing : ` of ${name}`}</dt><dd>${formatNumber(determinant(A))}</dd></div>
      <div><dt>rank</dt><dd>${rank(A)}</dd></div>
      <div><dt>eigenvalues λ</dt><dd>${eigenWords(eigen(A))}</dd></div>
    </dl>`;
}

/** The sentence about the area, as text for a screen reader and for the caption. */
export function areaSentence(A: Map2, name: string): string {
  const det = formatNumber(determinant(A));
  const size = formatNumber(Math.abs(determinant(A)));
  switch (areaWords(A)) {
    case 'kept': return `The unit square becomes a parallelogram of area ${size}: det ${name} = ${det}.`;
    case 'mirrored': return `The unit square becomes a parallelogram of area ${size}, mirrored: det ${name} = ${det}.`;
    case 'a line': return `The whole plane is flattened onto a line: det ${name} = 0.`;
    case 'a point': return `The whole plane is flattened onto the point 0: det ${name} = 0.`;
  }
}

export function probeSentence(name: string, x: Point, lambda: number | null, turn: number | null): string {
  if (Math.hypot(...x) === 0) return 'x is 0 and has no direction.';
  if (lambda !== null) return `${name}x = ${formatNumber(lambda, 3)}x: x is an eigenvector, λ = ${formatNumber(lambda, 3)}.`;
  return `${name}x points ${formatNumber(Math.abs(turn!), 2)}° away from x: no eigenvector.`;
}

/** What undoes A, or why nothing can. */
export function inverseNote(name: string, A: Map2): TemplateResult {
  const undo = inverse(A);
  if (undo) return html`<p class="quiet">${name}⁻¹ brings every point back to where it was.</p>`;
  const lost = kernel(A);
  return html`
    <p><strong>${name} has no inverse.</strong>
      ${lost ? html`All points of the dotted line land on 0. Nothing can tell where each came from.` : html`Every point lands on 0. Nothing can tell where it came from.`}
    </p>`;
}

export const panelOf = (matrices: readonly TemplateResult[], more: TemplateResult | typeof nothing): TemplateResult =>
  html`<div class="panel"><div class="matrices">${matrices}</div>${more}</div>`;

export const wayWords = (done: number): string => `${formatPercent(done % 1, 0)} of the way`;

export interface MorphBar {
  /** What stands at 0, 1, 2. */
  names: readonly string[];
  end: number;
  done: number;
  playing: boolean;
  words: string;
  toggle: () => void;
  slide: (done: number) => void;
}

/** How much of the map is done: to play, or to pull through. */
export function morphBar({ names, end, done, playing, words, toggle, slide }: MorphBar): TemplateResult {
  return html`
    <div class="morph">
      <button class="sign" aria-label=${playing ? 'Stop' : 'Play the map from the start'} title=${playing ? 'Stop' : 'Play'} @click=${toggle}>${playing ? pause : play}</button>
      <label>${names.map((name) => html`<span>${name}</span>`)}
        <input type="range" min="0" max=${end} step="0.01" .value=${String(done)} aria-label="How much of the map is done" aria-valuetext=${words}
          @input=${(event: InputEvent) => slide((event.target as HTMLInputElement).valueAsNumber)}></label>
    </div>`;
}
