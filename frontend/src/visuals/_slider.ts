// A range input with its name and its value above it. A slider over powers of ten holds the exponent.

import { html, nothing, type TemplateResult } from 'lit';

export interface Slider {
  name: string;
  /** The value, in words. */
  says: string;
  value: number;
  min: number;
  max: number;
  step: number;
  move: (value: number) => void;
  /** A mark on the way, as a share of it, with its name. */
  mark?: readonly [share: number, name: string] | null;
}

export const slider = ({ name, says, value, min, max, step, move, mark = null }: Slider): TemplateResult => html`
  <label class="slider"><span>${name} <output aria-live="off">${says}</output></span>
    <input type="range" min=${min} max=${max} step=${step} .value=${String(value)} aria-label=${name} aria-valuetext=${says}
      @input=${(event: Event) => move((event.target as HTMLInputElement).valueAsNumber)}>
    ${mark ? markOnTheWay(...mark) : nothing}
  </label>`;

function markOnTheWay(share: number, name: string): TemplateResult {
  const anchor = share > 0.75 ? 'end' : share < 0.25 ? 'start' : 'middle';
  return html`
    <svg class="slider-mark" height="20" aria-hidden="true"><svg x=${`${100 * share}%`} overflow="visible">
      <path d="M0 0v6"></path><text y="18" text-anchor=${anchor}>${name}</text>
    </svg></svg>`;
}

/** 10 ** exponent with three digits, as it is shown. */
export const powerOfTen = (exponent: number): number => Number((10 ** exponent).toPrecision(3));
