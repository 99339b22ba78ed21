// A number is typed where it stands: a small field laid over its cell.

import { css, html, type TemplateResult } from 'lit';

export const cellInputStyles = css`
  .cell-input {
    position: absolute; z-index: 2; padding: 0; text-align: center; font: 600 1rem var(--ui); color: var(--ink); background: var(--surface);
    border: 2px solid var(--accent); border-radius: 3px; min-width: 3.25rem; min-height: 1.75rem; outline: none;
  }
`;

/** `next`: on to the cell beside it. `undo`: as it was before. `left`: something else has the focus now. */
export type Closing = 'done' | 'next' | 'undo' | 'left';

export interface Typing {
  /** What is said to be changed: `A[0, 1]`. */
  name: string;
  text: string;
  /** Each time that what stands there is a number. */
  typed: (value: number) => void;
  closed: (how: Closing) => void;
}

/** `−1.5`, `-1.5`, `1,5` and `1/3` are numbers. Null for what is none (yet). */
export function readNumber(text: string): number | null {
  const [top = '', bottom, ...more] = text.trim().replaceAll('−', '-').replaceAll(',', '.').split('/');
  if (top === '' || bottom === '' || more.length > 0) return null;
  const value = Number(top) / (bottom === undefined ? 1 : Number(bottom));
  return Number.isFinite(value) ? value : null;
}

export function cellInput({ name, text, typed, closed }: Typing): TemplateResult {
  const input = (event: InputEvent): void => {
    const value = readNumber((event.target as HTMLInputElement).value);
    if (value !== null) typed(value);
  };
  const ways: Record<string, Closing> = { Enter: 'done', Tab: 'next', Escape: 'undo' };
  const key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const how = event.shiftKey ? undefined : ways[event.key];
    if (how === undefined) return;
    event.preventDefault();
    closed(how);
  };
  return html`<input class="cell-input" inputmode="text" autocomplete="off" aria-label=${name} .value=${text} @input=${input} @keydown=${key} @blur=${() => closed('left')}>`;
}

/** Over its cell, of the cell's size where that is enough; `select`: ready to be typed over. */
export function placeCellInput(root: ShadowRoot, { x, y, width, height }: { x: number; y: number; width: number; height: number }, select: boolean): void {
  const field = root.querySelector<HTMLInputElement>('.cell-input');
  if (!field) return;
  for (const [name, value] of Object.entries({ width, height })) field.style.setProperty(name, `${value}px`);
  field.style.setProperty('left', `${Math.max(0, x - (field.offsetWidth - width) / 2)}px`);
  field.style.setProperty('top', `${y - (field.offsetHeight - height) / 2}px`);
  if (root.activeElement === field) return;
  field.focus();
  if (select) field.select();
}
