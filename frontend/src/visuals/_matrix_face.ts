// A matrix has three faces: its cells, a broadcast with another array, and a map where it is huge. What they share.

import type { ShownArray } from '../math/array';
import type { State } from '../math/state';
import type { Colours } from './_colours';
import type { Drawn } from './_visual';
import type { TemplateResult } from 'lit';

/** What a face knows of the page it stands on. */
export interface Stand {
  /** Its width, CSS pixels. */
  readonly room: number;
  /** Is it waiting for a guess? */
  readonly asking: boolean;
  /** Does it fill the window? */
  readonly presented: boolean;
  /** How high a large picture may be. */
  readonly tallest: number;
  readonly colours: Colours;
  /** The face of numbers, and of code. */
  readonly font: string;
  readonly root: ShadowRoot;
  say(text: string): void;
  update(): void;
}

/** What a lesson, or the learner, has set. */
export interface Options {
  value: unknown;
  label: string;
  compare: 'expected' | 'yours' | null;
  max: number | null;
  against: ShownArray | null;
  photo: boolean;
  numbers: number | null;
  vector: 'column' | 'row';
  slice: number | string;
  axes: string;
  editable: boolean;
  select: string | null;
}

export interface Face {
  readonly state: State;
  picture(): TemplateResult;
  caption(): Drawn;
  tools(): Drawn;
  /** After what picture() says is on the page. */
  drawn(): void;
}

const COMFORTABLE = 44; // a cell on a page, CSS pixels
const LARGEST = 3;

/** How much larger than on a page the cells are drawn, where the picture fills the window. */
export const scaleOf = ({ presented, tallest }: Stand, rows: number): number =>
  presented ? Math.min(LARGEST, Math.max(1, tallest / (rows * COMFORTABLE))) : 1;

export const nameOf = ({ label, compare }: Options): string => label || (compare ?? '');

/** What it is called in code. */
export const variableOf = ({ label }: Options): string => (/^[A-Za-z_]\w*$/.test(label) ? label : 'A');
