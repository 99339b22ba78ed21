// A part of the plane on a part of the page: where a point is drawn, its grid, axes, and points that are moved by hand.

import { css, svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { multiple, multiples, onGrid, roundStep } from '../math/ticks';
import { arrowSteps } from './_keys';
import type { Place } from './_marks';

const [FINEST, COARSEST] = [16, 140]; // CSS pixels of a square whose side is 1; beyond, the grid has other squares,
const SQUARE = 40; // at least this wide
const MAGNET = 5; // CSS pixels from which a point that is dragged jumps to a half
const REACH = 22; // radius a finger can hit
const SLANT = 0.35; // of an arrow, from which its name stands beside it and not above
const LETTER = 10; // CSS pixels

/** Equal scales, so that angles and areas are what they look like. */
export class Frame {
  readonly unit: number;
  /** Between grid lines: 1, 2, 5, 10 … or 0.5, 0.2, 0.1 … */
  readonly step: number;

  /** Shows at least `reach` to each side of the middle. */
  constructor(readonly width: number, readonly height: number, readonly reach: number, readonly middle: Point = [0, 0]) {
    this.unit = Math.min(width, height) / (2 * reach);
    this.step = this.unit >= FINEST && this.unit <= COARSEST ? 1 : roundStep(SQUARE / this.unit, 1);
  }

  at([x, y]: Point): Place {
    return [this.width / 2 + (x - this.middle[0]) * this.unit, this.height / 2 - (y - this.middle[1]) * this.unit];
  }

  point([x, y]: Place): Point {
    return [this.middle[0] + (x - this.width / 2) / this.unit, this.middle[1] - (y - this.height / 2) / this.unit];
  }

  /** Left, right, lower and upper end of what is seen. */
  get bounds(): { left: number; right: number; low: number; high: number } {
    const [left, high] = this.point([0, 0]);
    const [right, low] = this.point([this.width, this.height]);
    return { left, right, low, high };
  }

  /** The same point, or the nearest that is seen. */
  within([x, y]: Point): Point {
    const { left, right, low, high } = this.bounds;
    return [Math.min(right, Math.max(left, x)), Math.min(high, Math.max(low, y))];
  }

  /** Gently onto halves of the grid; elsewhere to as many digits as a pixel tells. */
  snap([x, y]: Point): Point {
    return [this.snapped(x), this.snapped(y)];
  }

  private snapped(x: number): number {
    const half = this.step / 2;
    const near = onGrid(x, half);
    return Math.abs(x - near) * this.unit <= MAGNET ? near : onGrid(x, half / 50);
  }
}

const n = (x: number): string => x.toFixed(2);

/** Places joined by straight lines, as the `d` of a path. */
export const polyline = (places: readonly Place[]): string => places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');
export const polygon = (places: readonly Place[]): string => `${polyline(places)}z`;

/** The square grid, thin. */
export function drawGrid(frame: Frame): SVGTemplateResult {
  const { left, right, low, high } = frame.bounds;
  const upright = multiples(left, right, frame.step).map((x) => `M${n(frame.at([x, 0])[0])} 0V${n(frame.height)}`);
  const flat = multiples(low, high, frame.step).map((y) => `M0 ${n(frame.at([0, y])[1])}H${n(frame.width)}`);
  return svg`<path class="grid" d=${[...upright, ...flat].join('')}></path>`;
}

/** Both axes, with numbers where there is room. */
export function drawAxes(frame: Frame): SVGTemplateResult {
  const { left, right, low, high } = frame.bounds;
  const [ox, oy] = frame.at([0, 0]);
  const step = frame.step * Math.ceil(34 / (frame.step * frame.unit)); // numbers need more room than lines
  const numbers = (from: number, to: number): number[] => multiples(from + 0.3 * step, to - 0.3 * step, step).filter((value) => value !== 0);
  return svg`
    <path class="axes" d=${`M0 ${n(oy)}H${n(frame.width)}M${n(ox)} 0V${n(frame.height)}`}></path>
    ${numbers(left, right).map((x) => svg`<text class="tick" x=${frame.at([x, 0])[0]} y=${oy + 14} text-anchor="middle">${formatNumber(x)}</text>`)}
    ${numbers(low, high).map((y) => svg`<text class="tick" x=${ox - 5} y=${frame.at([0, y])[1] + 4} text-anchor="end">${formatNumber(y)}</text>`)}`;
}

export interface Handle {
  /** What is moved, for a screen reader: `the vector a`. */
  label: string;
  at: Point;
  /** In the language of the picture: `3 to the right, 2 up` where it is not given. */
  words?: string;
  /** What its keys do; KEYS_HINT where it is not given. */
  hint?: string;
  /** Where Home puts it back. */
  home?: Point;
  /** In place of steps along the axes. Answers null for keys that are not its own. */
  keys?: (event: KeyboardEvent) => Point | null;
  /** Gets a point that was dragged, before it snaps; Frame.snap where it is not given. */
  snap?: (point: Point) => Point;
  move: (to: Point) => void;
}

const KEYS_HINT = 'Arrow keys move by a tenth of a square, with Shift by half of one; Home puts back';

/** By so many steps; from 1.37 a step of 0.5 leads to 1.5, and the next to 2. */
export function stepped(value: number, steps: number, step: number): number {
  if (steps === 0) return value;
  const wide = Math.abs(steps) * step;
  return multiple(steps > 0 ? Math.floor(value / wide + 1e-6) + 1 : Math.ceil(value / wide - 1e-6) - 1, wide);
}

/** Where a handle was grabbed, seen from its middle, for each finger that holds one. */
const grabbed = new Map<number, Place>();

function placeIn(frame: Frame, event: PointerEvent): Place {
  const box = (event.currentTarget as SVGElement).ownerSVGElement!.getBoundingClientRect();
  const scale = frame.width / box.width; // a drawing may be shown smaller than it is
  return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
}

/** A point to take hold of: mouse, finger (44 pixels wide) and arrow keys. */
export function drawHandle(frame: Frame, handle: Handle): SVGTemplateResult {
  const [cx, cy] = frame.at(handle.at);
  const move = (to: Point): void => handle.move(frame.within(to));

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const target = event.currentTarget as SVGElement;
    const [x, y] = placeIn(frame, event);
    grabbed.set(event.pointerId, [x - cx, y - cy]);
    target.setPointerCapture(event.pointerId);
    target.focus({ preventScroll: true });
    event.preventDefault();
  };
  const drag = (event: PointerEvent): void => {
    const offset = grabbed.get(event.pointerId);
    if (!offset || !(event.currentTarget as SVGElement).hasPointerCapture(event.pointerId)) return;
    const [x, y] = placeIn(frame, event);
    const point = frame.within(frame.point([x - offset[0], y - offset[1]]));
    move(handle.snap ? handle.snap(point) : frame.snap(point));
  };
  const release = (event: PointerEvent): void => void grabbed.delete(event.pointerId);

  const key = (event: KeyboardEvent): void => {
    const own = handle.keys?.(event) ?? null;
    const steps = arrowSteps(event);
    const step = frame.step / 10;
    if (own) move(own);
    else if (steps) move([stepped(handle.at[0], steps[0], step), stepped(handle.at[1], steps[1], step)]);
    else if (event.key === 'Home' && handle.home) move(handle.home);
    else return;
    event.preventDefault();
  };

  const words = handle.words ?? pointWords(handle.at);
  return svg`
    <g class="handle" tabindex="0" role="slider" aria-label=${handle.label} aria-valuenow=${handle.at[0]} aria-valuetext=${words}
      @pointerdown=${down} @pointermove=${drag} @pointerup=${release} @pointercancel=${release} @keydown=${key}>
      <title>${handle.hint ?? KEYS_HINT}</title>
      <circle class="reach" cx=${cx} cy=${cy} r=${REACH}></circle>
      <circle class="grip" cx=${cx} cy=${cy} r="9"></circle>
    </g>`;
}

/** `3 to the right, 2 down`. */
export function pointWords([x, y]: Point): string {
  const along = (value: number, more: string, less: string): string => `${formatNumber(Math.abs(value))} ${value < 0 ? less : more}`;
  return `${along(x, 'to the right', 'to the left')}, ${along(y, 'up', 'down')}`;
}

/** Words beside the tip of an arrow that comes from `from`, on its far side. */
export function drawName(frame: Frame, point: Point, name: string, classes = '', from: Point = [0, 0]): SVGTemplateResult {
  const [x, y] = frame.at(point);
  const [fx, fy] = frame.at(from);
  const length = Math.hypot(x - fx, y - fy);
  const [dx, dy] = length > 0 ? [(x - fx) / length, (y - fy) / length] : [0, -1];
  const anchor = dx > SLANT ? 'start' : dx < -SLANT ? 'end' : 'middle';
  const width = LETTER * name.length;
  const [before, after] = { start: [4, width], middle: [width / 2, width / 2], end: [width, 4] }[anchor] as [number, number];
  const place: Place = [Math.min(frame.width - after, Math.max(before, x + 13 * dx)), Math.min(frame.height - 8, Math.max(16, y + 19 * dy + 5))];
  return svg`<text class=${`name ${classes}`} x=${n(place[0])} y=${n(place[1])} text-anchor=${anchor}>${name}</text>`;
}

/** Colours of the vectors of a picture: none that means a number's sign, and none of the accent, which means “can be moved”. */
export const frameStyles = css`
  :host {
    --first: light-dark(#6a35b0, #bd9bf8);
    --second: light-dark(#b3205f, #f78fb6);
    --met: light-dark(#ffdd6b, #8a7019);
  }
  svg.picture { max-width: 100%; height: auto; border-radius: var(--hm-radius, 6px); background: var(--surface); user-select: none; -webkit-user-select: none; }
  text:where(:not(.number)) { font: 400 13px var(--ui); fill: var(--ink); } /* numbers in cells have their own size and ink */
  text.tick { font-size: 11px; fill: var(--muted); paint-order: stroke; stroke: var(--surface); stroke-width: 3px; font-variant-numeric: tabular-nums; }
  text.name { font: italic 600 17px var(--hm-font-text, serif); paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
  :host([presented]) text { font-size: 17px; }
  :host([presented]) text.tick { font-size: 14px; }
  :host([presented]) text.name { font-size: 22px; }
  .grid { fill: none; stroke: var(--line); stroke-width: 1; }
  .axes { fill: none; stroke: var(--line-strong); stroke-width: 1; }
  .handle { cursor: grab; outline: none; }
  .handle:active { cursor: grabbing; }
  .reach { fill: transparent; }
  .grip { fill: var(--accent); fill-opacity: 0.16; stroke: var(--accent); stroke-width: 1.5; }
  .handle:hover .grip { fill-opacity: 0.32; }
  .handle:focus-visible { outline: none; }
  .handle:focus-visible .grip { stroke: var(--focus); stroke-width: 3.5; }
`;
