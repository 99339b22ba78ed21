// Points, lines or a curve through them, and what is left over: as segments, and as squares whose areas are summed.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { heightOf, type Line } from '../math/fit';
import type { Point } from '../math/plane';
import { axes, type Chart, outside, pathOf, type Span, toPage } from './_chart';

const NEAR_ZERO = 0.6; // of the spread: zero that lies no farther off is shown
const ROOM = [0.1, 0.16] as const; // around the points, to the side and up

/** The window in which points and a line have room. It stays while they are moved. */
export function windowOf(points: readonly Point[], line: Line | null): { x: Span; y: Span } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const x = roomy(xs, ROOM[0]);
  const ends = line ? x.map((value) => heightOf(line, value)) : [];
  const far = 1.5 * (Math.max(...ys) - Math.min(...ys)) || 2;
  const near = ys.length === 0 ? ends : ends.map((value) => Math.min(Math.max(...ys) + far, Math.max(Math.min(...ys) - far, value)));
  return { x, y: roomy([...ys, ...near], ROOM[1]) };
}

function roomy(values: readonly number[], room: number): Span {
  let [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 0];
  const spread = high - low || Math.abs(low) || 1;
  if (low > 0 && low < NEAR_ZERO * spread) low = 0;
  if (high < 0 && -high < NEAR_ZERO * spread) high = 0;
  return high - low > 1e-9 * spread ? [low - room * (high - low), high + room * (high - low)] : [low - spread, high + spread];
}

export interface PlotDrawing {
  chart: Chart;
  points: readonly Point[];
  names: readonly [right: string, up: string];
  /** What is fitted: heights at each x. */
  fitted: ((x: number) => number) | null;
  own: Line | null;
  best: Line | null;
  curve: ((x: number) => number) | null;
  /** Points that are kept back from the fit. */
  kept: (index: number) => boolean;
  hovered: number | null;
}

const STEP = 3; // pixels between the places of a curve

export function drawPlot(drawing: PlotDrawing, handles: SVGTemplateResult): SVGTemplateResult {
  const { chart, own, best, curve } = drawing;
  const { left, top, width, height } = chart;
  return svg`
    <defs><clipPath id="window"><rect x=${left} y=${top} width=${width} height=${height}></rect></clipPath></defs>
    ${axes(chart, { names: drawing.names })}
    <g clip-path="url(#window)">
      ${drawLeftOver(drawing)}
      ${best ? svg`<path class="best" d=${lineAcross(chart, (x) => heightOf(best, x))}></path>` : nothing}
      ${own ? svg`<path class="own" d=${lineAcross(chart, (x) => heightOf(own, x))}></path>` : nothing}
      ${curve ? svg`<path class="best" d=${curveAcross(chart, curve)}></path>` : nothing}
    </g>
    ${handles}`;
}

const lineAcross = (chart: Chart, f: (x: number) => number): string => pathOf(chart.x.map((x) => toPage(chart, [x, f(x)])));

function curveAcross(chart: Chart, f: (x: number) => number): string {
  const count = Math.ceil(chart.width / STEP);
  const xs = Array.from({ length: count + 1 }, (_, i) => chart.x[0] + ((chart.x[1] - chart.x[0]) * i) / count);
  return pathOf(xs.map((x) => toPage(chart, [x, f(x)])));
}

const MANY = 60; // points; beyond, squares would hide each other

/** Orange above the line, blue below, as for all numbers. */
function drawLeftOver({ chart, points, fitted, hovered, kept }: PlotDrawing): SVGTemplateResult | typeof nothing {
  if (!fitted) return nothing;
  const drawn = points.length <= MANY;
  const parts = points.map(([x, y], i) => {
    const [[px, py], [, foot]] = [toPage(chart, [x, y]), toPage(chart, [x, fitted(x)])];
    return { i, px, py, foot, up: y > fitted(x) };
  }).filter(({ i, px, py }) => !kept(i) && outside(chart, [px, py]) < 1);
  const rising = fitted(chart.x[1]) >= fitted(chart.x[0]);
  const square = ({ px, py, foot, up }: (typeof parts)[number]): string => {
    const side = Math.abs(foot - py);
    const [right, atRight] = [chart.left + chart.width, up !== rising]; // where the line leaves room
    const x = (atRight && px + side <= right) || px - side < chart.left ? px : px - side; // and the window too
    return `M${x.toFixed(1)} ${Math.min(py, foot).toFixed(1)}h${side.toFixed(1)}v${side.toFixed(1)}h${(-side).toFixed(1)}z`;
  };
  const segment = ({ px, py, foot }: (typeof parts)[number]): string => `M${px.toFixed(1)} ${py.toFixed(1)}V${foot.toFixed(1)}`;
  const layers = ['above', 'below'].map((side) => {
    const members = parts.filter(({ up }) => up === (side === 'above'));
    return svg`
      ${drawn ? svg`<path class=${`square ${side}`} d=${members.map(square).join('')}></path>` : nothing}
      <path class=${`residual ${side}`} d=${members.map(segment).join('')}></path>`;
  });
  return svg`
    ${layers}
    ${parts.filter(({ i }) => i === hovered).map((part) => svg`<path class="square chosen" d=${square(part)}></path>`)}`;
}
