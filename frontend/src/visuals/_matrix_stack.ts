// An array with more than two axes is a stack of matrices: one slider for each axis before the last two.

import { html, type TemplateResult } from 'lit';

import { size } from '../math/array';

/** Which matrix of a stack: its place in order (3), or its index along each leading axis (`1 0`). Within bounds. */
export function stackIndex(slice: number | string, leading: readonly number[]): number[] {
  const numbers = String(slice).split(/[\s,]+/).filter((word) => word !== '').map((word) => Math.trunc(Number(word)) || 0);
  const within = (place: number, length: number): number => Math.min(length - 1, Math.max(0, place));
  if (numbers.length === leading.length) return leading.map((length, axis) => within(numbers[axis]!, length));
  let rest = within(numbers[0] ?? 0, size(leading));
  const index: number[] = [];
  for (const length of [...leading].reverse()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}

export const stackPlace = (index: readonly number[], leading: readonly number[]): number =>
  index.reduce((place, i, axis) => place * leading[axis]! + i, 0);

/** The names of axes: as given (`batch head`), or as NumPy counts them. */
export const axisName = (names: string, axis: number): string => names.split(/[\s,]+/).filter((word) => word !== '')[axis] ?? `axis ${axis}`;

export function stackSliders(index: readonly number[], leading: readonly number[], names: string, choose: (index: number[]) => void): TemplateResult {
  const moved = (event: InputEvent, axis: number): void => choose(index.map((i, a) => (a === axis ? Number((event.target as HTMLInputElement).value) : i)));
  return html`
    <div class="sliders">
      ${leading.map((length, axis) => html`
        <label><span>${axisName(names, axis)}</span>
          <input type="range" min="0" max=${length - 1} .value=${String(index[axis])} @input=${(event: InputEvent) => moved(event, axis)}>
          <output aria-live="off">${index[axis]} (0 to ${length - 1})</output></label>`)}
    </div>`;
}
