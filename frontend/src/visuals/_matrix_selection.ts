// A selection as NumPy writes it, `A[1:3, ::2]`: which cells it marks, and what it answers.

import { html, nothing, type TemplateResult } from 'lit';

import { type Grid, type ShownArray, size } from '../math/array';
import { numpyText, shapeTuple } from '../math/numpy_text';
import { IndexProblem, offsets, parseIndex, select } from '../math/slices';

export interface Picked {
  text: string;
  result: ShownArray;
  /** Where its numbers stand in the array. */
  from: readonly number[];
}

const PRINTED = 64; // numbers; more would be printed longer than the picture

/** What `A[text]` takes of the array, or why it takes nothing. */
export function pick(array: ShownArray, text: string): Picked | IndexProblem {
  try {
    const selection = select(parseIndex(text), array.shape);
    const from = offsets(selection, array.shape);
    return { text, from, result: { shape: selection.shape, dtype: array.dtype, values: from.map((i) => array.values[i]!) } };
  } catch (error) {
    if (!(error instanceof IndexProblem)) throw error;
    return error;
  }
}

/** For each cell of the matrix that is seen, the `slice`-th of a stack: is it taken? */
export function marked({ from }: Picked, { rows, columns }: Grid, slice: number): boolean[] {
  const cells = new Array<boolean>(rows * columns).fill(false);
  for (const i of from) if (Math.floor(i / cells.length) === slice) cells[i % cells.length] = true;
  return cells;
}

/** The index to type, with what NumPy answers. */
export function selectionForm(name: string, text: string, picked: Picked | IndexProblem, typed: (text: string) => void): TemplateResult {
  const problem = picked instanceof IndexProblem;
  return html`
    <div class="picked">
      <label>${name}[<input aria-label="Index into ${name}" .value=${text} aria-invalid=${problem} autocomplete="off" autocapitalize="off" spellcheck="false"
        @input=${(event: InputEvent) => typed((event.target as HTMLInputElement).value)}>]</label>
      ${problem ? html`<p class="problem">${picked.message}</p>` : answer(picked.result)}
    </div>`;
}

function answer(result: ShownArray): TemplateResult {
  const printed = size(result.shape) <= PRINTED ? numpyText(result) : null;
  return html`
    <p>shape <code>${shapeTuple(result.shape)}</code>${result.shape.length === 0 ? ', one number' : nothing}</p>
    ${printed === null ? nothing : html`<pre class="printed" tabindex="0">${printed}</pre>`}`;
}
