// The plane before and after a map: the grid, the unit square, arrows, lines that stay, and what is carried along.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { apply, areaWords, columns, determinant, eigen, inverse, kernel, type Map2, type Point, stretchOf } from '../math/plane';
import { CIRCLE, LETTER_F, roundCloud } from '../math/plane_setup';
import { multiples } from '../math/ticks';
import { drawArrow } from './_arrows';
import { drawAxes, drawGrid, drawName, type Frame, polygon, polyline } from './_frame';
import { marks } from './_marks';

export interface PlaneDrawing {
  frame: Frame;
  /** What is drawn bold: a map, whole or on the way. */
  map: Map2;
  /** How it is called: `A`, `BA`; empty on the way. */
  name: string;
  /** Where the two go in the other order, or what a learner's code answered: a dashed square. */
  ghost: Map2 | null;
  probe: Point | null;
  /** Where a learner's code sends the probe. */
  yours: Point | null;
  linesShown: boolean;
  areaShown: boolean;
  shape: string;
  /** The photo's address and height / width. */
  photo: { address: string; ratio: number } | null;
}

const SQUARE: readonly Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]];
const HATCHES = 7;
const ROOMY = 900; // square pixels in which a number has room
const MOST_LINES = 40; // of the grid, to each side of 0: a map that nearly flattens would need ever more
const WORDY = 84; // pixels in which it has room with its name
const NAME = 14; // pixels between two tips that can both be named
const FAR = 1e3; // beyond all that is seen, in units of the frame's reach
const CLOUD = roundCloud();
const PHOTO = 3; // its longer side

export function drawPlane(drawing: PlaneDrawing): SVGTemplateResult {
  const { frame, map, ghost, linesShown } = drawing;
  return svg`
    ${drawGrid(frame)}
    ${drawAxes(frame)}
    ${imageGrid(frame, map)}
    ${unitSquare(drawing)}
    ${ghost ? svg`<path class="ghost" d=${imageOf(frame, ghost, SQUARE)}></path>` : nothing}
    ${drawShape(drawing)}
    ${areaLabel(drawing)}
    ${linesShown ? eigenlines(frame, map) : nothing}
    ${basis(drawing)}
    ${drawing.probe ? probeArrows(drawing, drawing.probe) : nothing}`;
}

const imageOf = (frame: Frame, map: Map2, points: readonly Point[]): string => polygon(points.map((point) => frame.at(apply(map, point))));

/** The lines of the grid where they land, those along each basis vector in its colour; those through 0 are bold. */
function imageGrid(frame: Frame, map: Map2): SVGTemplateResult {
  const reach = gridReach(frame, map);
  const line = (from: Point, to: Point): string => polyline([frame.at(apply(map, from)), frame.at(apply(map, to))]);
  const along = (y: number): string => line([-reach, y], [reach, y]);
  const up = (x: number): string => line([x, -reach], [x, reach]);
  const places = multiples(-reach, reach, frame.step);
  return svg`
    <path class="image first" d=${places.map(along).join('')}></path>
    <path class="image second" d=${places.map(up).join('')}></path>
    <path class="image axis first" d=${along(0)}></path>
    <path class="image axis second" d=${up(0)}></path>`;
}

/** As far as the grid must be drawn so that, where it lands, it fills what is seen. */
function gridReach(frame: Frame, map: Map2): number {
  const { right, high } = frame.bounds;
  const back = inverse(map);
  const far = back ? [apply(back, [right, high]), apply(back, [right, -high])].flat().map(Math.abs) : [frame.reach];
  return Math.min(MOST_LINES, Math.ceil(Math.max(frame.reach, ...far) / frame.step)) * frame.step;
}

function unitSquare({ frame, map }: PlaneDrawing): SVGTemplateResult {
  const kind = areaWords(map);
  return svg`
    <path class="square" d=${polygon(SQUARE.map((point) => frame.at(point)))}></path>
    <path class=${`area ${kind === 'mirrored' ? 'mirrored' : ''}`} d=${imageOf(frame, map, SQUARE)}></path>
    ${kind === 'mirrored' ? svg`<path class="hatch" d=${hatch(frame, map)}></path>` : nothing}`;
}

function areaLabel({ frame, map, areaShown }: PlaneDrawing): SVGTemplateResult | typeof nothing {
  const det = determinant(map);
  if (!areaShown || Math.abs(det) * frame.unit ** 2 < ROOMY) return nothing;
  const [x, y] = frame.at(apply(map, [0.5, 0.5]));
  const width = frame.unit / Math.max(...apply(inverse(map)!, [1, 0]).map(Math.abs)); // at the height of its middle
  return svg`<text class="size" x=${x} y=${y + 5} text-anchor="middle">${width > WORDY ? 'det ' : ''}${formatNumber(det, 3)}</text>`;
}

/** Lines across the square, carried along: seen from behind. */
function hatch(frame: Frame, map: Map2): string {
  return Array.from({ length: HATCHES }, (_, i) => {
    const s = (2 * (i + 1)) / (HATCHES + 1);
    const [from, to]: [Point, Point] = s <= 1 ? [[s, 0], [0, s]] : [[1, s - 1], [s - 1, 1]];
    return polyline([frame.at(apply(map, from)), frame.at(apply(map, to))]);
  }).join('');
}

function drawShape({ frame, map, shape, photo }: PlaneDrawing): SVGTemplateResult | typeof nothing {
  if (shape === 'photo') return photo ? photoUnder(frame, map, photo) : nothing;
  if (shape === 'cloud') {
    const places = (carried: (point: Point) => Point): string => marks(CLOUD.map((point) => frame.at(carried(point))), 2.2);
    return svg`<path class="cloud before" d=${places((point) => point)}></path><path class="cloud" d=${places((point) => apply(map, point))}></path>`;
  }
  const outline = shape === 'F' ? LETTER_F : shape === 'circle' ? CIRCLE : null;
  if (!outline) return nothing;
  return svg`
    <path class="shape before" d=${polygon(outline.map((point) => frame.at(point)))}></path>
    <path class="shape" d=${imageOf(frame, map, outline)}></path>`;
}

/** The photo lies with its middle on 0. SVG writes a map by its columns, and its y points down. */
function photoUnder(frame: Frame, [[a, b], [c, d]]: Map2, { address, ratio }: { address: string; ratio: number }): SVGTemplateResult {
  const [x, y] = frame.at([0, 0]);
  const [width, height] = [1, ratio].map((side) => (PHOTO * frame.unit * side) / Math.max(1, ratio)) as [number, number];
  return svg`<image href=${address} x=${-width / 2} y=${-height / 2} width=${width} height=${height} opacity="0.85"
    transform=${`matrix(${a} ${-c} ${-b} ${d} ${x} ${y})`}></image>`;
}

function wholeLine(frame: Frame, [x, y]: Point): string {
  const far = frame.reach * FAR;
  return polyline([frame.at([-far * x, -far * y]), frame.at([far * x, far * y])]);
}

/** The lines that stay, each with a vector of length 1 on it and where that goes: λ times as far. */
function eigenlines(frame: Frame, map: Map2): SVGTemplateResult | typeof nothing {
  const found = eigen(map);
  if (found.kind === 'turn') return nothing;
  return svg`${found.directions.map((direction, k) => {
    const [x, y] = direction;
    const edge = (0.82 * frame.reach) / Math.max(Math.abs(x), Math.abs(y));
    const [lx, ly] = frame.at([edge * x, edge * y]);
    const beside = Math.min(frame.width - 34, lx + 28 * Math.abs(y));
    return svg`
      <path class="kept" d=${wholeLine(frame, direction)}></path>
      <path class="eigenline" d=${wholeLine(frame, direction)}></path>
      ${drawArrow(frame, [0, 0], apply(map, direction), 'eigen')}
      ${drawArrow(frame, [0, 0], direction, 'eigen thin')}
      <text class="lambda" x=${beside} y=${ly + (y < 0 ? -14 : 16) * x + 4} text-anchor="middle">λ = ${formatNumber(found.values[k]!, 3)}</text>`;
  })}`;
}

function basis({ frame, map, name, probe }: PlaneDrawing): SVGTemplateResult {
  const before = columns([[1, 0], [0, 1]]);
  const after = columns(map);
  const moved = (k: 0 | 1): boolean => Math.hypot(after[k][0] - before[k][0], after[k][1] - before[k][1]) * frame.unit > 34;
  const taken = probe ? [probe, apply(map, probe)] : []; // by the names of x and where it goes
  const named = (tip: Point, words: string, colour: string): SVGTemplateResult | typeof nothing =>
    taken.some((other) => Math.hypot(other[0] - tip[0], other[1] - tip[1]) * frame.unit < NAME) ? nothing : drawName(frame, tip, words, colour);
  const arrows = ([0, 1] as const).map((k) => {
    const colour = k === 0 ? 'first' : 'second';
    const e = `e${'₁₂'[k]}`;
    return svg`
      ${drawArrow(frame, [0, 0], before[k], `${colour} thin`)}
      ${moved(k) ? named(before[k], e, colour) : nothing}
      ${drawArrow(frame, [0, 0], after[k], colour)}
      ${named(after[k], moved(k) ? `${name}${name ? e : ''}` : e, colour)}`;
  });
  return svg`${arrows}`;
}

function probeArrows({ frame, map, name, yours }: PlaneDrawing, x: Point): SVGTemplateResult {
  const image = apply(map, x);
  const met = stretchOf(map, x) !== null;
  const apart = Math.hypot(image[0] - x[0], image[1] - x[1]) * frame.unit > 30;
  const corner = apply(map, [x[0], 0]);
  return svg`
    <path class="leg first" d=${polyline([frame.at([0, 0]), frame.at(corner)])}></path>
    <path class="leg second" d=${polyline([frame.at(corner), frame.at(image)])}></path>
    ${met ? svg`<path class="met" d=${wholeLine(frame, x)}></path>` : nothing}
    ${drawArrow(frame, [0, 0], image, 'probe')}
    ${drawArrow(frame, [0, 0], x, 'probe thin')}
    ${yours ? svg`${drawArrow(frame, [0, 0], yours, 'dashed')}${drawName(frame, yours, 'yours')}` : nothing}
    ${drawName(frame, x, 'x', 'probe')}
    ${apart ? drawName(frame, image, name ? `${name}x` : '', 'probe') : nothing}`;
}

/** All points of this line land where 0 does. */
export function drawKernel(frame: Frame, map: Map2): SVGTemplateResult | typeof nothing {
  const direction = kernel(map);
  return direction ? svg`<path class="lost" d=${wholeLine(frame, direction)}></path>` : nothing;
}
