// Draws any value that the server sends: a photo as a photo, an array as a matrix, everything else as what Python prints.

import type { ShownArray } from '../math/array';
import './matrix';
import type { Matrix } from './matrix';

/** As the API sends it. */
export interface Shown {
  text: string;
  array: ShownArray | null;
}

/** How an exercise wants its values drawn: as matrices, as photos, or also in the picture of this name. */
export type Picture = string;

export interface NamedShown { name: string; shown: Shown }

/** What a picture offers that can show on which input a check failed: the properties with which it does, null where the shapes do not fit. */
export interface ShowsCase {
  ofCase(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null;
}

export interface Drawing {
  label?: string;
  compare?: 'expected' | 'yours';
  /** The value that gets the full colour, so that two pictures can be compared. */
  max?: number;
  /** Cells that differ from this array are marked. */
  against?: ShownArray;
}

function text(words: string): HTMLElement {
  const element = document.createElement('pre');
  element.className = 'shown';
  element.textContent = words;
  return element;
}

export function drawShown(shown: Shown, picture: Picture | null = null, drawing: Drawing = {}): HTMLElement {
  const { array } = shown;
  if (array === null || array.shape.length === 0) return text(shown.text);
  const matrix = document.createElement('hm-matrix') as Matrix;
  matrix.value = array;
  matrix.photo = picture === 'photo';
  matrix.label = drawing.label ?? '';
  matrix.compare = drawing.compare ?? null;
  matrix.max = drawing.max ?? null;
  matrix.against = drawing.against ?? null;
  return matrix;
}
