// A photo as one matrix: its light, or its three colours side by side, so that one decomposition serves all of them.

import type { Dense } from './svd';

export type Mode = 'grey' | 'colour';

/** h×w×3 bytes → h×w, the mean of the three colours; or h×3w: red, then green, then blue. */
export function toMatrix(bytes: ArrayLike<number>, height: number, width: number, mode: Mode): Dense {
  const columns = mode === 'colour' ? 3 * width : width;
  const values = new Float64Array(height * columns);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const at = 3 * (i * width + j);
      const [red, green, blue] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
      if (mode === 'grey') values[i * columns + j] = (red + green + blue) / 3;
      else [red, green, blue].forEach((light, c) => (values[i * columns + c * width + j] = light));
    }
  }
  return { rows: height, columns, values };
}

/** The matrix → red, green, blue and opacity of each pixel, rounded and cut at 0 and 255, as a canvas wants them. */
export function paintMatrix({ rows, columns, values }: Dense, mode: Mode, rgba: Uint8ClampedArray): void {
  const [width, apart] = mode === 'colour' ? [columns / 3, columns / 3] : [columns, 0];
  for (let i = 0, to = 0; i < rows; i++) {
    for (let from = i * columns, end = from + width; from < end; from++, to += 4) {
      rgba[to] = values[from]!;
      rgba[to + 1] = values[from + apart]!;
      rgba[to + 2] = values[from + 2 * apart]!;
      rgba[to + 3] = 255;
    }
  }
}
