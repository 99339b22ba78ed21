// Numbers of a matrix or a vector to write in, between brackets, in the colours that they have in the picture.

import { css, html, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { LARGEST } from '../math/plane_setup';

/** Without `write` it is only to be read. */
export function numberField(label: string, value: number, colour: string, write: ((value: number) => void) | null): TemplateResult {
  if (!write) return html`<span class=${`cell ${colour}`}>${formatNumber(value, 3)}</span>`;
  const written = (event: InputEvent): void => {
    const typed = (event.target as HTMLInputElement).valueAsNumber; // NaN while a number is half written
    if (Math.abs(typed) <= LARGEST) write(typed);
  };
  return html`<input class=${`cell ${colour}`} type="number" step="0.5" .value=${String(Number(value.toFixed(3)))} aria-label=${label} @input=${written}>`;
}

/** `A =` and what stands in brackets; `shape` is the class that sets it out. */
export function namedFields(name: string, colour: string, spoken: string, shape: 'matrix' | 'column', fields: unknown): TemplateResult {
  return html`<div class="named"><span class=${`of ${colour}`}>${name} =</span><div class=${shape} role="group" aria-label=${spoken}>${fields}</div></div>`;
}

export const fieldStyles = css`
  .named { display: flex; align-items: center; gap: 0.375rem; }
  .of { font: italic 600 1.0625rem var(--hm-font-text, serif); }
  .first { color: var(--first); }
  .second { color: var(--second); }
  .matrix, .column { display: grid; gap: 2px; padding: 0.125rem 0.375rem; border-inline: 1.75px solid var(--ink); border-radius: 6px; color: var(--ink); }
  .matrix { grid-template-columns: repeat(2, minmax(2.75rem, auto)); }
  .cell { font: 600 1.0625rem/1.5 var(--ui); text-align: center; font-variant-numeric: tabular-nums; padding: 0.125rem 0.25rem; min-width: 2.75rem; }
  input.cell { width: 3.75rem; min-height: 2rem; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; appearance: textfield; -moz-appearance: textfield; }
  @media (max-width: 30rem) { input.cell { width: 2.75rem; } } /* two matrices beside each other on a phone */
  input.cell::-webkit-inner-spin-button { display: none; }
  @media (pointer: coarse) { input.cell { min-height: 2.75rem; } }
`;
