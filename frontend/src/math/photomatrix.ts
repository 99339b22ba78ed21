// A photo as matrices: one of its light, or one for each colour.

import type { Dense } from './svd';

export type Mode = 'grey' | 'colour';

/** h×w×3 bytes → one h×w matrix, the mean of the three colours; or three: red, green, blue. */
export function toMatrices(bytes: ArrayLike<number>, height: number, width: number, mode: Mode): Dense[] {
  const light = (value: (at: number) => number): Dense =>
    ({ rows: height, columns: width, values: Float64Array.from({ length: height * width }, (_, i) => value(3 * i)) });
  return mode === 'colour'
    ? [0, 1, 2].map((channel) => light((at) => bytes[at + channel]!))
    : [light((at) => (bytes[at]! + bytes[at + 1]! + bytes[at + 2]!) / 3)];
}

/** The matrices → red, green, blue and opacity of each pixel, rounded and cut at 0 and 255, as a canvas wants them. */
export function paintMatrices(matrices: readonly Dense[], rgba: Uint8ClampedArray): void {
  for (let channel = 0; channel < 3; channel++) {
    const { values } = matrices[channel] ?? matrices[0]!;
    for (let i = 0; i < values.length; i++) rgba[4 * i + channel] = values[i]!;
  }
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
}
