// What is dragged in an svg, and moved with the keys: a mark with a ring around it that is large enough for a finger.

import { svg, type SVGTemplateResult } from 'lit';

import type { Place } from './_marks';

export interface Knob {
  /** Which one: `height`, `point 2`. */
  part: string;
  at: Place;
  label: string;
  /** As a number, and in words. */
  value: number;
  says: string;
  key: (event: KeyboardEvent) => void;
  look: SVGTemplateResult;
  classes?: string;
  /** How far around it a finger or the mouse takes it; less where another stands near. */
  reach?: number;
}

const KEYS_HINT = 'Arrow keys move it by a step, with Shift by five; Home puts back';
export const REACH = 22.5; // 44 pixels across are enough for a finger

export const knob = ({ part, at: [x, y], label, value, says, key, look, classes = '', reach = REACH }: Knob): SVGTemplateResult => svg`
  <g class=${`handle ${classes}`} data-part=${part} tabindex="0" role="slider" aria-label=${label} aria-valuenow=${value} aria-valuetext=${says}
    @keydown=${key}>
    <title>${KEYS_HINT}</title>
    <circle class="reach" cx=${x} cy=${y} r=${reach}></circle>${look}<circle class="ring" cx=${x} cy=${y} r="15"></circle>
  </g>`;

/** The part under the pointer; null where there is none. */
export const partOf = (event: Event): string | null => (event.target as Element).closest<SVGElement>('[data-part]')?.dataset['part'] ?? null;

/** Where a pointer is, in the pixels of the picture. */
export function placeIn(picture: Element, event: MouseEvent): Place {
  const box = picture.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
