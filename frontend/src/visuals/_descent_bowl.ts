// A bowl from above: ellipses of equal height, the way down with its steps, the next step as an arrow.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { type Bowl, contour, heightAbove } from '../math/descent';
import type { Point } from '../math/plane';
import { arrow } from './_arrows';
import { axes, type Chart, outside, pathOf, toPage } from './_chart';
import { marks } from './_marks';

const LEVELS = 2; // each contour is so many times as high as the one within
const SMALLEST = 0.05; // of the window's half, the long half axis of the innermost contour
const ROOM = 1.25; // around the start
const SAME = 1e-9; // of the minimum's distance from zero; a start that is no farther from it stands there

/** A square window with the minimum in its middle, in which the start has room. */
export function windowAround({ minimum }: Bowl, start: Point): Pick<Chart, 'x' | 'y'> {
  const away = Math.max(Math.abs(start[0] - minimum[0]), Math.abs(start[1] - minimum[1]));
  const half = away > SAME * Math.hypot(...minimum) ? ROOM * away : 1;
  return { x: [minimum[0] - half, minimum[0] + half], y: [minimum[1] - half, minimum[1] + half] };
}

/** Geometric heights: as many ellipses in each turn of the valley, however narrow it is. */
function contours(bowl: Bowl, chart: Chart): SVGTemplateResult[] {
  const { eigen: { vectors } } = bowl;
  const half = (chart.x[1] - chart.x[0]) / 2;
  const corners: Point[] = [[chart.x[1], chart.y[1]], [chart.x[1], chart.y[0]]];
  const highest = Math.max(...corners.map((corner) => heightAbove(bowl, corner)));
  const long = contour(bowl, 1)[1];
  const lowest = (SMALLEST * half / long) ** 2;
  const count = Math.ceil(Math.log(highest / lowest) / Math.log(LEVELS));
  const [cx, cy] = toPage(chart, bowl.minimum);
  const unit = chart.width / (chart.x[1] - chart.x[0]);
  const turn = (-Math.atan2(vectors[0]![1]!, vectors[0]![0]!) * 180) / Math.PI;
  return Array.from({ length: count }, (_, k) => {
    const [rx, ry] = contour(bowl, highest / LEVELS ** k);
    const transform = `rotate(${turn.toFixed(2)} ${cx.toFixed(2)} ${cy.toFixed(2)})`;
    return svg`<ellipse class="contour" cx=${cx} cy=${cy} rx=${rx * unit} ry=${ry * unit} transform=${transform}></ellipse>`;
  });
}

export interface BowlDrawing {
  bowl: Bowl;
  chart: Chart;
  names: readonly [right: string, up: string];
  path: readonly Point[];
  /** The way without momentum, beside it. */
  plain: readonly Point[];
  /** Where the gradient alone would lead from the last place. */
  next: Point | null;
}

const CROSS = 6;

export function drawBowl({ bowl, chart, names, path, plain, next }: BowlDrawing, handle: SVGTemplateResult): SVGTemplateResult {
  const { left, top, width, height } = chart;
  const [mx, my] = toPage(chart, bowl.minimum);
  const places = path.map((x) => toPage(chart, x));
  const last = places.at(-1)!;
  return svg`
    <defs><clipPath id="bowl"><rect x=${left} y=${top} width=${width} height=${height}></rect></clipPath></defs>
    <g clip-path="url(#bowl)">
      <rect class="ground" x=${left} y=${top} width=${width} height=${height}></rect>
      ${contours(bowl, chart)}
    </g>
    ${axes(chart, { names })}
    <g clip-path="url(#bowl)">
      <path class="plain" d=${pathOf(plain.map((x) => toPage(chart, x)))}></path>
      <path class="way" d=${pathOf(places)}></path>
      <path class="stops" d=${marks(places, 2.6)}></path>
      ${next && outside(chart, last) === 0 ? arrow(last, toPage(chart, next), 'thin gradient') : nothing}
      <path class="minimum" d=${`M${mx - CROSS} ${my - CROSS}l${2 * CROSS} ${2 * CROSS}M${mx - CROSS} ${my + CROSS}l${2 * CROSS} ${-2 * CROSS}`}></path>
      <circle class="now" cx=${last[0]} cy=${last[1]} r="5.5"></circle>
    </g>
    ${handle}`;
}
