// The line that a place of the bowl stands for, among the points whose loss the bowl is.

import { svg, type SVGTemplateResult } from 'lit';

import { heightOf, readLine } from '../math/fit';
import type { Point } from '../math/plane';
import { axes, type Chart, pathOf, toPage } from './_chart';
import { windowOf } from './_fit_plot';
import { marks } from './_marks';

export function drawLine(place: Omit<Chart, 'x' | 'y'>, points: readonly Point[], [intercept, slope]: Point): SVGTemplateResult {
  const chart: Chart = { ...place, ...windowOf(points, null) };
  const across = (line: { intercept: number; slope: number }): string => pathOf(chart.x.map((x) => toPage(chart, [x, heightOf(line, x)])));
  return svg`
    <defs><clipPath id="points"><rect x=${chart.left} y=${chart.top} width=${chart.width} height=${chart.height}></rect></clipPath></defs>
    ${axes(chart, { names: ['x', 'y'] })}
    <g clip-path="url(#points)">
      <path class="best-line" d=${across(readLine(points).best)}></path>
      <path class="line-now" d=${across({ intercept, slope })}></path>
      <path class="points" d=${marks(points.map((point) => toPage(chart, point)), 4)}></path>
    </g>`;
}
