// A turn of space as a 3×3 matrix, its rows: where right, up and towards the eye point in the data. The picture on the screen is
// the first two rows times the points; nothing else is behind a picture in three dimensions that has no vanishing point.

import type { Matrix } from './statistics';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** R = Rx(pitch) Ry(yaw): first about the upright axis, then towards the eye; angles in degrees. Orthogonal, determinant 1. */
export function rotation(yaw: number, pitch: number): number[][] {
  const [c, s] = [Math.cos(radians(yaw)), Math.sin(radians(yaw))];
  const [p, q] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
  return [
    [c, 0, s],
    [q * s, p, -q * c],
    [-p * s, q, p * c],
  ];
}

/** The yaw and pitch from which one looks along `v`, or against it, whichever is nearer to the upright. */
export function lookAlong([x, y, z]: readonly number[]): { yaw: number; pitch: number } {
  const sign = z! < 0 ? -1 : 1;
  const degrees = (angle: number): number => (angle * 180) / Math.PI;
  return { yaw: degrees(Math.atan2(-sign * x!, sign * z!)), pitch: degrees(Math.atan2(sign * y!, Math.hypot(x!, z!))) };
}

/** R times each of the points (x, y, z, x, y, z, …), into `to`. */
export function turned(points: Float64Array, R: Matrix, to: Float64Array): void {
  const [a, b, c, d, e, f, g, h, i] = R.flat() as [number, number, number, number, number, number, number, number, number];
  for (let k = 0; k < points.length; k += 3) {
    const [x, y, z] = [points[k]!, points[k + 1]!, points[k + 2]!];
    to[k] = a * x + b * y + c * z;
    to[k + 1] = d * x + e * y + f * z;
    to[k + 2] = g * x + h * y + i * z;
  }
}

/** Any yaw as one between −180 and 180. */
export const wrapped = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;
