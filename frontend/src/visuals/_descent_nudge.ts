// The slope by nudging: the bowl cut along one axis, a place and the place a little beside it, and the line through both.

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { type Bowl, gradientAt, lossAt, nudge } from '../math/descent';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { axes, type Chart, pathOf, toPage } from './_chart';
import type { Place } from './_marks';

export type Axis = 0 | 1;

const along = (x: Point, axis: Axis, value: number): Point => (axis === 0 ? [value, x[1]] : [x[0], value]);
const SAMPLES = 60;
const ROOM = 0.12;

/** Where the cut is drawn: its whole window along the axis, and all heights in it. */
export function cutWindow(bowl: Bowl, x: Point, axis: Axis, span: Chart['x']): Pick<Chart, 'x' | 'y'> {
  const heights = [...span, x[axis]].map((value) => lossAt(bowl, along(x, axis, value)));
  const lowest = x[axis] - gradientAt(bowl, x)[axis] / bowl.A[axis]![axis]!;
  if (lowest > span[0] && lowest < span[1]) heights.push(lossAt(bowl, along(x, axis, lowest)));
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const room = ROOM * (high - low || 1);
  return { x: span, y: [low - room, high + room] };
}

export function drawCut(chart: Chart, bowl: Bowl, x: Point, axis: Axis, h: number, names: readonly [string, string]): SVGTemplateResult {
  const f = (value: number): number => lossAt(bowl, along(x, axis, value));
  const values = Array.from({ length: SAMPLES + 1 }, (_, i) => chart.x[0] + ((chart.x[1] - chart.x[0]) * i) / SAMPLES);
  const { slope, exact } = nudge(bowl, x, axis, h);
  const line = (rise: number): string => pathOf(chart.x.map((value) => toPage(chart, [value, f(x[axis]) + rise * (value - x[axis])])));
  const [from, to] = [x[axis], x[axis] + h].map((value): Place => toPage(chart, [value, f(value)])) as [Place, Place];
  return svg`
    <defs><clipPath id="cut"><rect x=${chart.left} y=${chart.top} width=${chart.width} height=${chart.height}></rect></clipPath></defs>
    ${axes(chart, { names })}
    <g clip-path="url(#cut)">
      <path class="valley" d=${pathOf(values.map((value) => toPage(chart, [value, f(value)])))}></path>
      <path class="tangent" d=${line(exact)}></path>
      <path class="secant" d=${line(slope)}></path>
      <path class="rise" d=${pathOf([from, [to[0], from[1]], to])}></path>
      <circle class="nudged" cx=${to[0]} cy=${to[1]} r="5"></circle>
      <circle class="now" cx=${from[0]} cy=${from[1]} r="5.5"></circle>
    </g>`;
}

const exactly = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(10))).replace('-', '−') : formatNumber(value));

const LAST_DIGIT = 2 ** -53; // of a number of 64 bits

/** A large nudge is off because the bowl bends; a tiny one, because both heights agree in all digits that are kept. */
export function nudgeWords(bowl: Bowl, x: Point, axis: Axis, h: number): TemplateResult {
  const { from, to } = nudge(bowl, x, axis, h);
  const [bend, rounding] = [(h * bowl.A[axis]![axis]!) / 2, (LAST_DIGIT * Math.max(Math.abs(from), Math.abs(to))) / h];
  const next = rounding > bend ? 'So small a nudge drowns in rounding: f keeps 16 digits. Make h larger.' : 'Make h smaller.';
  return html`Dashed: through both places. <span class="best-ink">Bold</span>: the gradient. ${next}`;
}

export function nudgePanel(bowl: Bowl, x: Point, axis: Axis, h: number, name: string): TemplateResult {
  const { from, to, slope, exact } = nudge(bowl, x, axis, h);
  const off = Math.abs(slope - exact);
  return html`
    <div>
      <p class="share"><strong>${exactly(slope)}</strong> is the slope by nudging: (f after − f before) / h</p>
      <p class="quiet">the gradient says <span class="best-ink">${exactly(exact)}</span>; off by ${formatNumber(off, 2)}</p>
    </div>
    <dl>
      <div><dt>f before</dt><dd>${exactly(from)}</dd></div>
      <div><dt>f with ${name} + h</dt><dd>${exactly(to)}</dd></div>
      <div><dt>h</dt><dd>${formatNumber(h, 2)}</dd></div>
    </dl>`;
}
