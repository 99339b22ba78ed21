// How points and lines are moved: by which steps, where a line is held, where a new point has room.

import { heightOf, type Line, lifted, turned } from '../math/fit';
import type { Point } from '../math/plane';
import { roundStep, ticks } from '../math/ticks';
import type { Span } from './_chart';
import type { Place } from './_marks';

export interface Window { x: Span; y: Span }
export interface Steps { x: number; y: number; slope: number }

const across = ([low, high]: Span): number => high - low;

/** About 40 steps across the window, and finer ones up. */
export function stepsIn({ x, y }: Window): Steps {
  return { x: roundStep(across(x), 40), y: roundStep(across(y), 80), slope: roundStep(across(y) / across(x), 80) };
}

/** The two places along x at which a line is held: zero, where it is seen, else the left mark; and the mark farthest from it. */
export function holdsIn({ x }: Window): readonly [height: number, slope: number] {
  const inner = ticks(...x, 8);
  const [first, last] = [inner[0]!, inner.at(-1)!];
  const hold = x[0] <= 0 && x[1] >= 0 ? 0 : first;
  return [hold, last - hold >= hold - first ? last : first];
}

export type Settle = (value: number, step: number) => number;

const within = ([low, high]: Span, value: number): number => Math.min(high, Math.max(low, value));

/** The line after one of its holds was moved to a height; it stays in the window. */
export function heldAt(line: Line, hold: 'height' | 'slope', to: number, window: Window, settle: Settle): Line {
  const [at, other] = holdsIn(window);
  const steps = stepsIn(window);
  const height = within(window.y, to);
  if (hold === 'height') return lifted(line, at, settle(height, steps.y));
  return turned(line, at, settle((height - heightOf(line, at)) / (other - at), steps.slope));
}

export const settled = ([x, y]: Place, window: Window, settle: Settle): Point => {
  const steps = stepsIn(window);
  return [settle(within(window.x, x), steps.x), settle(within(window.y, y), steps.y)];
};

/** The middle of the widest gap along x. */
export function roomiest(points: readonly Point[], { x: [low, high] }: Window): number {
  const xs = [low, ...points.map(([x]) => x).filter((x) => x > low && x < high).sort((a, b) => a - b), high];
  const gaps = xs.slice(1).map((x, i) => x - xs[i]!);
  const widest = gaps.indexOf(Math.max(...gaps));
  return (xs[widest]! + xs[widest + 1]!) / 2;
}
