// An axis in the plane of two columns. It has no front end: directions of 10° and 190° are the same axis.

import { symmetricEigen } from './eigen';
import { type Matrix, trace, varianceAlong } from './statistics';

export interface AxisReading {
  angle: number; // degrees, 0 ≤ angle < 180
  variance: number; // of the shadows on the axis
  across: number; // what the shadows lose: variance + across = total
  best: number; // the largest variance of any axis
  bestAngle: number;
  share: number; // variance / best
}

export const direction = (degrees: number): [number, number] => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];

/** Any angle as that of an axis: −10 → 170, 190 → 10. */
export const axisAngle = (degrees: number): number => ((degrees % 180) + 180) % 180;

/** Which of the two turns from one axis to the other is shorter, −90 to 90 degrees. */
export function turnBetween(from: number, to: number): number {
  const turn = axisAngle(to - from);
  return turn > 90 ? turn - 180 : turn;
}

const JUMP = 45; // degrees; an axis that turned so far did not pass what lies between

/** Every second degree that an axis has passed on its way, with the standard deviation of the shadows there: a quick drag skips degrees. */
export function passed(C: Matrix, from: number, to: number): [angle: number, deviation: number][] {
  const turned = turnBetween(from, to);
  const far = Math.abs(turned) < JUMP ? Math.abs(turned) : 0;
  return Array.from({ length: Math.floor(far / 2) + 1 }, (_, k) => {
    const { angle, variance } = readAxis(C, 2 * Math.round((to - Math.sign(turned) * 2 * k) / 2));
    return [angle, Math.sqrt(variance)];
  });
}

/** C (2×2), an angle → everything that the picture says about this axis. */
export function readAxis(C: Matrix, degrees: number): AxisReading {
  const { values, vectors } = symmetricEigen(C);
  const [x, y] = vectors[0] as [number, number];
  const angle = axisAngle(degrees);
  const variance = varianceAlong(C, direction(angle));
  const best = values[0]!;
  return {
    angle,
    variance,
    across: trace(C) - variance,
    best,
    bestAngle: axisAngle((Math.atan2(y, x) * 180) / Math.PI),
    share: best > 0 ? variance / best : 1,
  };
}
