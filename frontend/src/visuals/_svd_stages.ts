// The circle on its way to the ellipse: turned, stretched, turned again, with what lies on it.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { apply, columns, type Map2, type Point } from '../math/plane';
import { directionAt, mapAt, type Moves, vectorV } from '../math/stages';
import { drawArrow } from './_arrows';
import { drawAxes, drawGrid, drawName, type Frame, polygon } from './_frame';

export interface StageDrawing {
  A: Map2;
  moves: Moves;
  /** How far the moves have come, 0 to 3. */
  stage: number;
  /** Of the direction x, degrees. */
  angle: number;
  /** The images are not shown before a guess. */
  hidden: boolean;
}

const F: readonly Point[] = [
  [-0.27, -0.48], [-0.27, 0.48], [0.35, 0.48], [0.35, 0.28], [-0.06, 0.28], [-0.06, 0.09], [0.22, 0.09], [0.22, -0.1], [-0.06, -0.1], [-0.06, -0.48],
];
const CIRCLE: readonly Point[] = Array.from({ length: 120 }, (_, i) => directionAt(3 * i));
const COLOURS = ['first', 'second'] as const; // of v1 and v2, and of what becomes of them

/** What v1, v2 and x have become by each stage. */
const NAMES = {
  v: [['v₁', 'e₁', 's₁e₁', 's₁u₁'], ['v₂', 'e₂', 's₂e₂', 's₂u₂']],
  x: ['x', 'Vᵀx', 'ΣVᵀx', 'Ax'],
} as const;

const ORIGIN: Point = [0, 0];

/** Everything without its handles. */
export function drawStage(frame: Frame, { A, moves, stage, angle, hidden }: StageDrawing): SVGTemplateResult {
  const M = mapAt(moves, stage);
  const x = directionAt(angle);
  const image = apply(M, x);
  const axes = ([0, 1] as const).map((k) => apply(M, vectorV(moves, k)));
  const reached = Math.round(stage);
  return svg`
    ${drawGrid(frame)}${drawAxes(frame)}
    <path class="circle" d=${outline(frame, CIRCLE)}></path>
    ${hidden ? nothing : shapes(frame, M)}
    ${hidden || stage === 3 ? columns(A).map((column, k) => svg`${drawArrow(frame, ORIGIN, column, 'thin column')}${drawName(frame, column, `a${'₁₂'[k]}`)}`) : nothing}
    ${hidden ? nothing : axes.map((axis, k) => svg`${drawArrow(frame, ORIGIN, axis, COLOURS[k])}${drawName(frame, axis, NAMES.v[k]![reached]!, COLOURS[k])}`)}
    ${drawArrow(frame, ORIGIN, x, 'thin x')}
    ${hidden ? nothing : drawArrow(frame, ORIGIN, image, 'x')}
    ${hidden || stage < 0.3 ? nothing : drawName(frame, image, NAMES.x[reached]!, 'x')}
    ${drawName(frame, x, 'x', 'x')}`;
}

/** The same in little, to be seen beside others. */
export function drawSmallStage(frame: Frame, { moves, angle }: StageDrawing, stage: number): SVGTemplateResult {
  const M = mapAt(moves, stage);
  const [x, y] = frame.at(ORIGIN);
  return svg`
    <path class="axes" d=${`M0 ${y}H${frame.width}M${x} 0V${frame.height}`}></path>
    <path class="circle" d=${outline(frame, CIRCLE)}></path>
    ${shapes(frame, M)}
    ${([0, 1] as const).map((k) => drawArrow(frame, ORIGIN, apply(M, vectorV(moves, k)), `thin ${COLOURS[k]}`))}
    ${drawArrow(frame, ORIGIN, apply(M, directionAt(angle)), 'thin x')}`;
}

const outline = (frame: Frame, points: readonly Point[]): string => polygon(points.map((point) => frame.at(point)));

function shapes(frame: Frame, M: Map2): SVGTemplateResult {
  const image = (points: readonly Point[]): string => outline(frame, points.map((point) => apply(M, point)));
  return svg`<path class="image" d=${image(CIRCLE)}></path><path class="figure" d=${image(F)}></path>`;
}
