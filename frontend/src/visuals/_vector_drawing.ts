// Two vectors as arrows: what one is made of, their sum, a multiple, the shadow of b on the line of a.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { add, type Pair, scale } from '../math/vector';
import { drawArrow } from './_arrows';
import { drawAxes, drawGrid, drawName, type Frame, polygon, polyline } from './_frame';

export type View = 'one' | 'sum' | 'scale' | 'dot' | 'project';

export interface VectorDrawing {
  frame: Frame;
  view: View;
  a: Point | null;
  b: Point | null;
  factor: number;
  pair: Pair | null;
  names: readonly [string, string];
  expected: Point | null;
  yours: Point | null;
  /** Are numbers written into it? Not while it waits for a guess. */
  told: boolean;
}

const CORNER = 10; // CSS pixels, of the mark of a right angle
const ARC = 34; // radius
const FAR = 1e3;
const ZERO: Point = [0, 0];

const pointOf = (v: readonly number[]): Point => [v[0]!, v[1]!];

export function drawVectors(drawing: VectorDrawing): SVGTemplateResult {
  const { frame, expected, yours } = drawing;
  return svg`
    ${drawGrid(frame)}
    ${drawAxes(frame)}
    ${drawing.a ? VIEWS[drawing.view](drawing, drawing.a) : nothing}
    ${expected ? svg`${drawArrow(frame, ZERO, expected, 'bold')}${drawName(frame, expected, 'expected')}` : nothing}
    ${yours ? svg`${drawArrow(frame, ZERO, yours, 'dashed')}${drawName(frame, yours, 'yours')}` : nothing}`;
}

const VIEWS: Record<View, (drawing: VectorDrawing, a: Point) => SVGTemplateResult> = { one, sum, scale: multiple, dot: shadowTimesLength, project };

const named = (frame: Frame, tip: Point, name: string, classes: string): SVGTemplateResult =>
  svg`${drawArrow(frame, ZERO, tip, classes)}${drawName(frame, tip, name, classes)}`;

const both = ({ frame, a, b, names }: VectorDrawing): SVGTemplateResult =>
  svg`${named(frame, a!, names[0], 'first')}${b ? named(frame, b, names[1], 'second') : nothing}`;

/** First along, then up: each number in the colour of its sign. */
function one({ frame, a, b, names, told, expected }: VectorDrawing): SVGTemplateResult {
  if (expected) return both({ frame, a, b, names } as VectorDrawing);
  const [x, y] = a!;
  const [corner, tip, start] = [frame.at([x, 0]), frame.at([x, y]), frame.at(ZERO)];
  const sign = (value: number): string => (value < 0 ? 'negative' : 'positive');
  const number = (value: number, at: Point, dx: number, dy: number, anchor: string): SVGTemplateResult | typeof nothing => {
    const [px, py] = frame.at(at);
    return told && value !== 0 ? svg`<text class=${`leg ${sign(value)}`} x=${px + dx} y=${py + dy} text-anchor=${anchor}>${formatNumber(value, 3)}</text>` : nothing;
  };
  return svg`
    <path class=${`leg ${sign(x)}`} d=${polyline([start, corner])}></path>
    <path class=${`leg ${sign(y)}`} d=${polyline([corner, tip])}></path>
    ${number(x, [x / 2, 0], 0, y < 0 ? -8 : 30, 'middle')}
    ${number(y, [x, y / 2], x < 0 ? -10 : 10, 5, x < 0 ? 'end' : 'start')}
    ${named(frame, a!, names[0], 'first')}`;
}

function sum(drawing: VectorDrawing, a: Point): SVGTemplateResult {
  const { frame, b, names } = drawing;
  if (!b) return both(drawing);
  const whole = pointOf(add(a, b));
  return svg`
    ${drawArrow(frame, a, whole, 'second thin')}
    ${drawArrow(frame, b, whole, 'first thin')}
    ${both(drawing)}
    ${named(frame, whole, `${names[0]} + ${names[1]}`, 'bold')}`;
}

function multiple({ frame, names, factor, told }: VectorDrawing, a: Point): SVGTemplateResult {
  const tip = pointOf(scale(factor, a));
  return svg`
    <path class="line" d=${wholeLine(frame, a)}></path>
    ${drawArrow(frame, ZERO, tip, 'bold')}
    ${drawName(frame, tip, told ? `${formatNumber(factor, 3)}${names[0]}` : `c${names[0]}`, 'bold')}
    ${drawArrow(frame, ZERO, a, 'first thin')}
    ${Math.abs(factor - 1) > 0.2 ? drawName(frame, a, names[0], 'first') : nothing}`;
}

function shadowTimesLength(drawing: VectorDrawing, a: Point): SVGTemplateResult {
  const { frame, pair, told } = drawing;
  if (!pair?.foot) return both(drawing);
  const foot = pointOf(pair.foot);
  const side = turned(a, drawing.b!); // away from b, as long as a
  const corners: Point[] = [ZERO, foot, pointOf(add(foot, side)), side];
  const [x, y] = frame.at([(foot[0] + side[0]) / 2, (foot[1] + side[1]) / 2]);
  const roomy = told && Math.abs(pair.dot) * frame.unit ** 2 > 900;
  return svg`
    <path class="line" d=${wholeLine(frame, a)}></path>
    <path class=${`product ${pair.dot < 0 ? 'negative' : 'positive'}`} d=${polygon(corners.map((corner) => frame.at(corner)))}></path>
    ${drop(drawing, foot)}
    ${told && pair.angle !== null ? angleArc(drawing, a, pair.angle) : nothing}
    ${both(drawing)}
    <path class="shadow" d=${polyline([frame.at(ZERO), frame.at(foot)])}></path>
    ${roomy ? svg`<text class="size" x=${x} y=${y + 5} text-anchor="middle">${formatNumber(pair.dot, 3)}</text>` : nothing}`;
}

function project(drawing: VectorDrawing, a: Point): SVGTemplateResult {
  const { frame, pair, b, expected, yours } = drawing;
  if (!pair?.foot || !b) return both(drawing);
  const foot = pointOf(pair.foot);
  const compared = expected !== null || yours !== null;
  const middle: Point = [(foot[0] + b[0]) / 2, (foot[1] + b[1]) / 2];
  return svg`
    <path class="line" d=${wholeLine(frame, a)}></path>
    ${drop(drawing, foot)}
    ${both(drawing)}
    ${drawArrow(frame, foot, b, 'residual thin')}
    ${!compared && Math.hypot(...pointOf(pair.residual!)) * frame.unit > 24 ? drawName(frame, middle, 'r', 'residual', [middle[0] - a[0], middle[1] - a[1]]) : nothing}
    ${drawArrow(frame, ZERO, foot, 'bold')}
    ${compared ? nothing : drawName(frame, foot, 'p', 'bold', b)}`;
}

/** From b down onto the line, with the mark of a right angle. */
function drop({ frame, a, b }: VectorDrawing, foot: Point): SVGTemplateResult | typeof nothing {
  const [fx, fy] = frame.at(foot);
  const [bx, by] = frame.at(b!);
  const height = Math.hypot(bx - fx, by - fy);
  if (height < CORNER) return nothing;
  const length = Math.hypot(...a!);
  const back = foot[0] * a![0] + foot[1] * a![1] >= 0 ? -1 : 1; // the mark lies on the side of 0
  const [ux, uy] = [(back * CORNER * a![0]) / length, (-back * CORNER * a![1]) / length];
  const [vx, vy] = [(CORNER * (bx - fx)) / height, (CORNER * (by - fy)) / height];
  return svg`
    <path class="drop" d=${polyline([[bx, by], [fx, fy]])}></path>
    <path class="corner" d=${polyline([[fx + ux, fy + uy], [fx + ux + vx, fy + uy + vy], [fx + vx, fy + vy]])}></path>`;
}

/** At a right angle to a, as long, and on the other side than b. */
function turned(a: Point, b: Point): Point {
  const left = a[0] * b[1] - a[1] * b[0] >= 0;
  return left ? [a[1], -a[0]] : [-a[1], a[0]];
}

function angleArc({ frame, b }: VectorDrawing, a: Point, angle: number): SVGTemplateResult {
  const from = Math.atan2(a[1], a[0]);
  const turn = ((a[0] * b![1] - a[1] * b![0] >= 0 ? 1 : -1) * angle * Math.PI) / 180;
  const [ox, oy] = frame.at(ZERO);
  const at = (part: number, radius: number): string => `${(ox + radius * Math.cos(from + part * turn)).toFixed(1)} ${(oy - radius * Math.sin(from + part * turn)).toFixed(1)}`;
  const [x, y] = at(0.5, ARC + 18).split(' ');
  return svg`
    <path class="arc" d=${`M${at(0, ARC)}A${ARC} ${ARC} 0 0 ${turn > 0 ? 0 : 1} ${at(1, ARC)}`}></path>
    <text class="degrees" x=${x} y=${Number(y) + 4} text-anchor="middle">${formatNumber(angle, 3)}°</text>`;
}

function wholeLine(frame: Frame, [x, y]: Point): string {
  const far = (frame.reach * FAR) / (Math.hypot(x, y) || 1);
  return polyline([frame.at([-far * x, -far * y]), frame.at([far * x, far * y])]);
}
