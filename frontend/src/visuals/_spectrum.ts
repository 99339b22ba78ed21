// The singular values of a photo on a logarithmic scale, and below them how near each rank comes to the photo. The rank is
// dragged along both.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { multiples } from '../math/ticks';
import { marks, type Place } from './_marks';

export interface SpectrumDrawing {
  s: Float64Array;
  /** Is s the mean over three colours? */
  colours: boolean;
  rank: number;
  /** PSNR for k = 0 … r. */
  decibels: Float64Array;
  width: number;
  /** What noise hides; null where there is none. */
  noise: { threshold: number; keep: number; peak: number } | null;
}

const LEFT = 38; // for the numbers at the axis
const RIGHT = 14;
const TOP = 24;
const UPPER = 168; // height of the singular values
const BETWEEN = 38;
const LOWER = 84; // and of the decibels
const BELOW = 24;
export const SPECTRUM_HEIGHT = TOP + UPPER + BETWEEN + LOWER + BELOW;
const MOST = 60; // dB; beyond, nobody sees a difference
const LEAST = 20; // that the scale shows

const POWERS = ['1', '10', '100', '1,000', '10⁴', '10⁵', '10⁶'];

/** Where rank k stands, and which rank stands at x. */
export function rankScale(count: number, width: number): { x: (k: number) => number; rank: (x: number) => number } {
  const step = (width - LEFT - RIGHT) / Math.max(1, count - 1);
  return {
    x: (k) => LEFT + (k - 1) * step,
    rank: (x) => Math.min(count, Math.max(1, Math.round((x - LEFT) / step) + 1)),
  };
}

const line = (places: readonly Place[]): string => `M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;

export function drawSpectrum(drawing: SpectrumDrawing, handle: (x: number, y: number) => SVGTemplateResult): SVGTemplateResult {
  const { s, colours, rank, decibels, width, noise } = drawing;
  const { x } = rankScale(s.length, width);
  // From a power of ten above the largest down to the last value that a byte could notice.
  const highest = Math.max(1, Math.ceil(Math.log10(Math.max(s[0] ?? 1, 1)) - 0.15));
  const lowest = Math.min(highest - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, s.at(-1) ?? 1)))));
  const y = (value: number): number => TOP + UPPER * Math.min(1, (highest - Math.log10(Math.max(value, 10 ** lowest))) / (highest - lowest));
  const top = TOP + UPPER + BETWEEN;
  const most = Math.min(MOST, Math.max(LEAST, ...decibels.subarray(1, s.length)) * 1.08);
  const yd = (value: number): number => top + LOWER * (1 - Math.min(1, Math.max(0, value / most)));
  const places = Array.from(s, (value, k): Place => [x(k + 1), y(value)]);
  const curve = Array.from(s, (_, k): Place => [x(k + 1), yd(decibels[k + 1]!)]);
  const base = top + LOWER;
  const powers = multiples(lowest, highest, 1);
  return svg`
    <text class="title" x="0" y="12">singular values${colours ? ', mean of three colours' : ', a line for each factor of 10'}</text>
    ${powers.map((power) => svg`
      <path class="grid" d=${`M${LEFT} ${y(10 ** power)}H${width - RIGHT}`}></path>
      <text class="tick" x=${LEFT - 6} y=${y(10 ** power) + 4} text-anchor="end">${POWERS[power]}</text>`)}
    ${noise ? drawThreshold(noise.threshold, y(noise.threshold), x(Math.max(1, noise.keep)), width) : nothing}
    <path class="dropped" d=${marks(places.slice(rank), 1.5)}></path>
    <path class="kept" d=${marks(places.slice(0, rank), 2.1)}></path>
    <text class="title" x="0" y=${top - 14}>${noise ? 'PSNR, dB: how near to the photo without noise' : 'PSNR, dB: how near to the photo'}</text>
    ${[0, 20, 40, 60].filter((db) => db <= most).map((db) => svg`
      <path class="grid" d=${`M${LEFT} ${yd(db)}H${width - RIGHT}`}></path>
      <text class="tick" x=${LEFT - 6} y=${yd(db) + 4} text-anchor="end">${db}</text>`)}
    <path class="curve" d=${line(curve)}></path>
    ${noise ? drawPeak(x(noise.peak), yd(decibels[noise.peak]!), noise.peak, width) : nothing}
    <path class="rank" d=${`M${x(rank)} ${TOP}V${TOP + UPPER}M${x(rank)} ${top}V${base}`}></path>
    <circle class="on-curve" cx=${x(rank)} cy=${curve[rank - 1]![1]} r="4"></circle>
    ${ranks(s.length).map((k) => svg`<text class="tick" x=${x(k)} y=${base + 17} text-anchor="middle">${k === 1 ? 'rank 1' : k}</text>`)}
    ${handle(x(rank), places[rank - 1]![1])}`;
}

/** The first, the last, and a few round ones between. */
function ranks(count: number): number[] {
  const step = [5, 10, 20, 50, 100].find((size) => count / size <= 5) ?? 200;
  const between = Array.from({ length: Math.floor(count / step) }, (_, i) => step * (i + 1));
  return [1, ...between.filter((k) => k > 0.14 * count && k < 0.93 * count), count];
}

function drawThreshold(threshold: number, y: number, x: number, width: number): SVGTemplateResult {
  return svg`
    <path class="threshold" d=${`M${LEFT} ${y}H${width - RIGHT}`}></path>
    <path class="threshold drop" d=${`M${x} ${y}V${TOP + UPPER}`}></path>
    <text class="name" x=${width - RIGHT} y=${y - 6} text-anchor="end">threshold ${formatNumber(threshold, 3)}</text>`;
}

function drawPeak(x: number, y: number, rank: number, width: number): SVGTemplateResult {
  const left = x > width / 2;
  return svg`
    <path class="peak" d=${`M${x} ${y - 4}l-4.5 -8h9z`}></path>
    <text class="name" x=${left ? x - 9 : x + 9} y=${y - 5} text-anchor=${left ? 'end' : 'start'}>best at ${rank}</text>`;
}
