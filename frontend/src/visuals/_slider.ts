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
  /** A value on the way, as a share of it, with its name: beyond it nothing holds. */
  limit?: readonly [share: number, name: string] | null;
}

export const slider = ({ name, says, value, min, max, step, move, limit = null }: Slider): TemplateResult => html`
  <label class="slider"><span>${name} <output aria-live="off">${says}</output></span>
    <input type="range" min=${min} max=${max} step=${step} .value=${String(value)} aria-label=${name} aria-valuetext=${says}
      @input=${(event: Event) => move((event.target as HTMLInputElement).valueAsNumber)}>
    ${limit ? limitOnTheWay(...limit) : nothing}
  </label>`;

function limitOnTheWay(share: number, name: string): TemplateResult {
  const anchor = share > 0.6 ? 'end' : share < 0.25 ? 'start' : 'middle';
  return html`
    <svg class="slider-limit" height="20" aria-hidden="true">
      <line class="beyond" x1=${`${100 * share}%`} x2="100%" y1="2" y2="2"></line>
      <svg x=${`${100 * share}%`} overflow="visible"><path d="M0 -1v7"></path><text y="18" text-anchor=${anchor}>${name}</text></svg>
    </svg>`;
}

/** 10 ** exponent with three digits, as it is shown. */
export const powerOfTen = (exponent: number): number => Number((10 ** exponent).toPrecision(3));
