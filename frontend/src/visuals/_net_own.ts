// Points of one's own, put by a click or by a cross that the arrow keys move.

import { formatNumber } from '../math/format';
import type { Coloured } from '../math/net_data';
import type { Point } from '../math/plane';
import { stepped } from './_frame';
import { arrowSteps } from './_keys';
import { REACH } from './_net_fold';

export const MOST_POINTS = 400;

export const withPoint = (points: readonly Coloured[], [x, y]: Point, colour: number): readonly Coloured[] =>
  points.length < MOST_POINTS ? [...points, [Number(x.toFixed(3)), Number(y.toFixed(3)), colour]] : points;

/** Where an arrow key leads the cross; null for other keys. */
export function crossMoved(event: KeyboardEvent, [x, y]: Point): Point | null {
  const steps = arrowSteps(event);
  const near = (value: number): number => Math.min(REACH, Math.max(-REACH, value));
  return steps && [near(stepped(x, steps[0], 0.1)), near(stepped(y, steps[1], 0.1))];
}

export const crossWords = (points: number, [x, y]: Point): string => `${points} points. The cross is at ${formatNumber(x)}, ${formatNumber(y)}.`;
