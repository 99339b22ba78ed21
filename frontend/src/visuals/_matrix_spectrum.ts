// The singular values of a matrix on a logarithmic scale, below it: those that count, and those that rounding alone can make.

import { svg, html, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { marks, type Place } from './_marks';

/** Of `count` values every `step`-th; the first `rank` of all are no rounding. */
export interface Spectrum { values: readonly number[]; step: number; count: number; rank: number }

const [LEFT, RIGHT, TOP, HEIGHT, BELOW] = [52, 12, 26, 150, 24];
const WIDEST = 560;
const DEEPEST = 17; // powers of ten below the largest: what is smaller is zero to double precision
const LINES = 5;

export function spectrumChart({ values, step, count, rank }: Spectrum, room: number): TemplateResult {
  const width = Math.min(room, WIDEST);
  const largest = values[0] || 1;
  const highest = Math.ceil(Math.log10(largest) - 1e-9);
  const least = values.filter((value) => value > 0).at(-1) ?? largest;
  const lowest = Math.min(highest - 1, Math.max(highest - DEEPEST, Math.floor(Math.log10(least))));
  const last = 1 + step * (values.length - 1);
  const x = (number: number): number => LEFT + 8 + ((number - 1) / Math.max(1, last - 1)) * (width - LEFT - RIGHT - 16);
  const y = (value: number): number => TOP + HEIGHT * Math.min(1, (highest - Math.log10(Math.max(value, 10 ** lowest))) / (highest - lowest));
  const places = values.map((value, i): Place => [x(1 + i * step), y(value)]);
  const kept = Math.ceil(rank / step);
  const powers = every(lowest, highest, Math.ceil((highest - lowest) / LINES));
  const radius = places.length > 60 ? 1.6 : 3;
  return html`
    <svg class="spectrum" width=${width} height=${TOP + HEIGHT + BELOW} role="img" aria-label=${spoken(values, count, rank)}>
      <text class="title" x="0" y="12">singular values${last < count ? `, the largest ${values.length} of ${formatNumber(count)}` : ''}</text>
      ${powers.map((power) => svg`
        <path class="lines" d=${`M${LEFT} ${y(10 ** power)}H${width - RIGHT}`}></path>
        <text x=${LEFT - 6} y=${y(10 ** power) + 4} text-anchor="end">${formatNumber(10 ** power)}</text>`)}
      <path class="noise" d=${marks(places.slice(kept), radius)}></path>
      <path class="value" d=${marks(places.slice(0, kept), radius)}></path>
      ${[...new Set([1, last])].map((number) => svg`<text x=${x(number)} y=${TOP + HEIGHT + 18} text-anchor="middle">${number === 1 ? 'number 1' : formatNumber(number)}</text>`)}
    </svg>`;
}

const every = (low: number, high: number, step: number): number[] => Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => high - i * step);

function spoken(values: readonly number[], count: number, rank: number): string {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0].map((value) => formatNumber(value));
  return `Singular values from ${first} down to ${last}; ${formatNumber(rank)} of ${formatNumber(count)} are not zero.`;
}
