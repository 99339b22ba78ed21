// The circle on its way to the ellipse: turned, stretched, turned again, with what lies on it.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { apply, mapAt, type Moves, type Point, vectorV } from '../math/stages';

export interface StageDrawing {
  moves: Moves;
  /** How far the moves have come, 0 to 3. */
  stage: number;
  /** Of the direction x, radians. */
  angle: number;
  side: number;
  /** What is seen reaches from −extent to extent. */
  extent: number;
  /** The images are not shown before a guess. */
  hidden: boolean;
}

const MARGIN = 0.08; // of half a side
const HEAD = 9; // of an arrow, CSS pixels
const TIP = 15; // from an arrow's end to the middle of its name

const F: readonly Point[] = [
  [-0.27, -0.48], [-0.27, 0.48], [0.35, 0.48], [0.35, 0.28], [-0.06, 0.28], [-0.06, 0.09], [0.22, 0.09], [0.22, -0.1], [-0.06, -0.1], [-0.06, -0.48],
];
const CIRCLE: readonly Point[] = Array.from({ length: 120 }, (_, i) => [Math.cos((i * Math.PI) / 60), Math.sin((i * Math.PI) / 60)]);

/** What v1, v2 and x have become by each stage. */
const NAMES = {
  v: [['v₁', 'e₁', 's₁e₁', 's₁u₁'], ['v₂', 'e₂', 's₂e₂', 's₂u₂']],
  x: ['x', 'Vᵀx', 'ΣVᵀx', 'Ax'],
} as const;

export const scaleOf = ({ side, extent }: Pick<StageDrawing, 'side' | 'extent'>): number => ((1 - MARGIN) * side) / 2 / extent;

/** From the plane to the page. */
export function placeOf(drawing: Pick<StageDrawing, 'side' | 'extent'>, [x, y]: Point): Point {
  const scale = scaleOf(drawing);
  return [drawing.side / 2 + x * scale, drawing.side / 2 - y * scale];
}

const joined = (places: readonly Point[]): string => `M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;

/** 1, or what is seen as a few lines of a larger plane: 2, 5, 10 … */
function gridStep(extent: number): number {
  const power = 10 ** Math.floor(Math.log10(extent / 4));
  return Math.max(1, power * [1, 2, 5, 10].find((step) => step * power >= extent / 6)!);
}

/** Grid, axes and the circle everything begins as. */
function ground(drawing: StageDrawing, small: boolean): SVGTemplateResult {
  const { side, extent } = drawing;
  const step = gridStep(extent);
  const count = Math.floor(extent / (1 - MARGIN) / step);
  const lines = Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
  const at = (x: number): string => (side / 2 + x * scaleOf(drawing)).toFixed(1);
  return svg`
    ${small ? nothing : svg`
      <path class="grid" d=${lines.filter((x) => x !== 0).map((x) => `M${at(x)} 0V${side}M0 ${at(x)}H${side}`).join('')}></path>
      <text class="tick" x=${at(step)} y=${side / 2 + 15} text-anchor="middle">${step}</text>`}
    <path class="axes" d=${`M${side / 2} 0V${side}M0 ${side / 2}H${side}`}></path>
    <path class="circle" d=${`${joined(CIRCLE.map((point) => placeOf(drawing, point)))}Z`}></path>`;
}

/** A line from the origin with a head; nothing where it is too short for one. */
export function arrow(drawing: StageDrawing, to: Point, kind: string): SVGTemplateResult | typeof nothing {
  const [[x0, y0], [x1, y1]] = [placeOf(drawing, [0, 0]), placeOf(drawing, to)];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 2) return nothing;
  const head = Math.min(HEAD, length / 2);
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [bx, by] = [x1 - head * dx, y1 - head * dy];
  const wing = 0.42 * head;
  return svg`
    <path class="arrow ${kind}" d=${joined([[x0, y0], [bx, by]])}></path>
    <path class="head ${kind}" d=${`${joined([[x1, y1], [bx - wing * dy, by + wing * dx], [bx + wing * dy, by - wing * dx]])}Z`}></path>`;
}

/** Beyond the end of an arrow. */
export function nameAt(drawing: StageDrawing, to: Point, name: string, kind: string, apart = TIP): SVGTemplateResult | typeof nothing {
  const [[x0, y0], [x1, y1]] = [placeOf(drawing, [0, 0]), placeOf(drawing, to)];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 6) return nothing;
  const within = (place: number): number => Math.min(drawing.side - 12, Math.max(12, place));
  const [x, y] = [within(x1 + (apart * (x1 - x0)) / length), within(y1 + (apart * (y1 - y0)) / length)];
  return svg`<text class="name ${kind}" x=${x} y=${y + 4.5} text-anchor="middle">${name}</text>`;
}

/** Everything without its handles. A small one has no names. */
export function drawStage(drawing: StageDrawing, small = false): SVGTemplateResult {
  const { moves, stage, angle, hidden } = drawing;
  const M = mapAt(moves, stage);
  const shape = (points: readonly Point[]): string => `${joined(points.map((point) => placeOf(drawing, apply(M, point))))}Z`;
  const x: Point = [Math.cos(angle), Math.sin(angle)];
  const reached = Math.round(stage);
  if (hidden) return svg`${ground(drawing, small)}${arrow(drawing, x, 'x thin')}`;
  const axes = ([0, 1] as const).map((k) => apply(M, vectorV(moves, k)));
  const image = apply(M, x);
  return svg`
    ${ground(drawing, small)}
    <path class="image" d=${shape(CIRCLE)}></path>
    <path class="figure" d=${shape(F)}></path>
    ${axes.map((axis, k) => arrow(drawing, axis, `v${k + 1}`))}
    ${stage > 0 && !small ? arrow(drawing, x, 'x thin') : nothing}
    ${arrow(drawing, image, 'x')}
    ${small ? nothing : svg`
      ${axes.map((axis, k) => nameAt(drawing, axis, NAMES.v[k]![reached]!, `v${k + 1}`))}
      ${stage > 0.3 ? nameAt(drawing, image, NAMES.x[reached]!, 'x') : nothing}`}`;
}
