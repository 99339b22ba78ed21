// The small form in which a pixel's numbers are typed, beside the pixel.

import { html, type TemplateResult } from 'lit';

import type { RGB } from '../math/colour';
import type { Size, Viewport } from '../math/viewport';
import type { Cell } from './_cells';
import { type Channel, CHANNELS } from './_photo';

const APART = 8; // pixels between the form and its cell

export function editor(cell: Cell, values: RGB, channels: readonly Channel[], grey: boolean, type: (channel: Channel, value: number) => void, close: () => void): TemplateResult {
  const typed = (event: InputEvent, channel: Channel): void => {
    const input = event.target as HTMLInputElement;
    if (input.value === '') return;
    const value = Math.min(255, Math.max(0, Math.round(Number(input.value))));
    if (String(value) !== input.value) input.value = String(value);
    type(channel, value);
  };
  const key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return html`
    <div class="editor" role="group" aria-label="Row ${cell.row}, column ${cell.column}" @keydown=${key}>
      ${channels.map((c) => html`
        <label>${grey ? 'light' : CHANNELS[c]}
          <input type="number" inputmode="numeric" min="0" max="255" step="1" .value=${String(values[c])} @input=${(event: InputEvent) => typed(event, c)}>
        </label>`)}
      <small>0 to 255, then Enter</small>
    </div>`;
}

/** To the right of its cell, or to the left where there is no room; the first number selected, to be typed over. */
export function placeEditor(root: ShadowRoot, cell: Cell, view: Viewport, window: Size): void {
  const form = root.querySelector<HTMLElement>('.editor')!;
  const [left, right] = [(cell.column - view.x) * view.cell, (cell.column - view.x + 1) * view.cell + APART];
  const fits = right + form.offsetWidth < window.width;
  const top = Math.min(window.height - form.offsetHeight - 4, Math.max(4, (cell.row - view.y) * view.cell));
  form.style.setProperty('left', `${fits ? right : Math.max(4, left - form.offsetWidth - APART)}px`);
  form.style.setProperty('top', `${top}px`);
  if (!form.contains(root.activeElement)) form.querySelector('input')!.select();
}
