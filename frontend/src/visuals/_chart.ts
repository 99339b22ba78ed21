// A window onto numbers: two axes with round marks, and the way from numbers to places on the page and back.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { ticks } from '../math/ticks';
import type { Place } from './_marks';

export type Span = readonly [low: number, high: number];

/** Where it stands on the page, and which numbers it shows. */
export interface Chart { left: number; top: number; width: number; height: number; x: Span; y: Span }

const share = ([low, high]: Span, value: number): number => (value - low) / (high - low);
const at = ([low, high]: Span, part: number): number => low + part * (high - low);

const FAR = 1e6; // pixels; beyond, a renderer has no digits left
const near = (pixels: number): number => Math.min(FAR, Math.max(-FAR, pixels));

export const toPage = ({ left, top, width, height, x, y }: Chart, [a, b]: Place): Place =>
  [near(left + width * share(x, a)), near(top + height * (1 - share(y, b)))];
export const toNumbers = ({ left, top, width, height, x, y }: Chart, [a, b]: Place): Place => [at(x, (a - left) / width), at(y, 1 - (b - top) / height)];

/** How far outside of the chart a place of the page lies, in pixels. */
export const outside = ({ left, top, width, height }: Chart, [a, b]: Place): number =>
  Math.max(left - a, a - left - width, top - b, b - top - height, 0);

/** The nearest place of the page within the chart. */
export const inside = ({ left, top, width, height }: Chart, [a, b]: Place): Place =>
  [Math.min(left + width, Math.max(left, a)), Math.min(top + height, Math.max(top, b))];

export const pathOf = (places: readonly Place[]): string =>
  places.length === 0 ? '' : `M${places.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join('L')}`;

const MARK = 48; // pixels between two marks, at least
const FLAT_MARK = 42; // one above the other

const upMarks = (span: Span, height: number): number[] => ticks(...span, Math.max(2, Math.floor(height / FLAT_MARK)));
const LETTER = 7.2; // pixels of a digit

/** How much room the numbers at the left of a chart need. */
export const roomOfMarks = (span: Span, height: number): number =>
  13 + LETTER * Math.max(2, ...upMarks(span, height).map((value) => formatNumber(value).length));

export interface Marks {
  names: readonly [right: string, up: string];
  /** Where the axis up is marked, and how; round numbers where not given. */
  y?: readonly number[];
  say?: (value: number) => string;
}

/** The frame of a chart: thin lines at round numbers, zero a little stronger. */
export function axes(chart: Chart, { y, say = (value) => formatNumber(value), names }: Marks): SVGTemplateResult {
  const { left, top, width, height } = chart;
  const bottom = top + height;
  const across = ticks(...chart.x, Math.max(2, Math.floor(width / MARK))).map((value) => ({ value, at: toPage(chart, [value, 0])[0] }));
  const up = (y ?? upMarks(chart.y, height)).map((value) => ({ value, at: toPage(chart, [0, value])[1] }));
  const grid = [...across.map(({ at }) => `M${at.toFixed(1)} ${top}V${bottom}`), ...up.map(({ at }) => `M${left} ${at.toFixed(1)}H${left + width}`)];
  return svg`
    <g class="axes" aria-hidden="true">
      <path class="grid" d=${grid.join('')}></path>
      ${zeros(chart)}
      ${across.map(({ value, at }) => svg`<text class="mark-x" x=${at} y=${bottom + 17}>${formatNumber(value)}</text>`)}
      ${up.map(({ value, at }) => svg`<text class="mark-y" x=${left - 7} y=${at + 4}>${say(value)}</text>`)}
      <text class="name" x=${left + width - 4} y=${bottom - 7} text-anchor="end">${names[0]}</text>
      <text class="name" x=${left + 6} y=${top + 12}>${names[1]}</text>
    </g>`;
}

function zeros(chart: Chart): SVGTemplateResult | typeof nothing {
  const { left, top, width, height, x, y } = chart;
  const [a, b] = toPage(chart, [0, 0]);
  const holds = ([low, high]: Span): boolean => low <= 0 && high >= 0;
  const lines = (holds(x) ? `M${a.toFixed(1)} ${top}v${height}` : '') + (holds(y) ? `M${left} ${b.toFixed(1)}h${width}` : '');
  return lines ? svg`<path class="zero" d=${lines}></path>` : nothing;
}
