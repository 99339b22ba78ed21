// Numbers as an image of one pixel each.

import { svg, type SVGTemplateResult } from 'lit';

import type { RGB } from '../math/colour';

/** Nothing where one is not a number. */
export function raster(values: ArrayLike<number>, rows: number, columns: number, colour: (value: number) => RGB): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns, rows];
  const pen = canvas.getContext('2d')!;
  const image = pen.createImageData(columns, rows);
  for (let i = 0; i < values.length; i++) {
    image.data.set(colour(values[i]!), 4 * i);
    image.data[4 * i + 3] = Number.isNaN(values[i]!) ? 0 : 255;
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}

/** The same in a drawing, where a thousand numbers are one element. */
export const imageOf = (values: ArrayLike<number>, rows: number, columns: number, colour: (value: number) => RGB, [x, y, width, height]: readonly [number, number, number, number]): SVGTemplateResult =>
  svg`<image x=${x} y=${y} width=${width} height=${height} preserveAspectRatio="none" href=${raster(values, rows, columns, colour).toDataURL()}></image>`;
