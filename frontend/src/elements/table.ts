// A table of numbers and words, as HTML.

import { html, type TemplateResult } from 'lit';

import { type Cell, words } from './words';

/** Columns of numbers stand to the right. It scrolls by itself, also with the keyboard. */
export function table(name: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): TemplateResult {
  const side = columns.map((_, i) => (rows.some((row) => typeof row[i] === 'number') ? 'number' : ''));
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${name}>
      <table class="data">
        <thead><tr>${columns.map((column, i) => html`<th scope="col" class=${side[i]!}>${column}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class=${side[i]!}>${words(cell)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
}
