// From what <hm-convolution> is given to what it draws: the kernel and the image as numbers, the answer as numbers and as a photo.

import { magnitude, toGrid } from '../math/array';
import { diverging, type Palette, type RGB } from '../math/colour';
import { checkKernel, convolve, type Kernel, KERNELS, nameOf } from '../math/convolve';
import { formatAll, formatNumber } from '../math/format';
import { type Given, readArray } from '../math/given';
import { type Mode, paintMatrices, toMatrices } from '../math/photomatrix';
import { sumText } from '../math/product';
import type { Dense } from '../math/svd';
import { heatPhoto } from './_heat';
import { Photo, toCanvas } from './_photo';

const MOST_CELLS = 100; // of an image of which matrices are made
export const EXAMPLE = '0 0 5 5 5; 0 0 5 5 5; 0 0 5 5 5; 0 5 5 5 0; 5 5 5 0 0';

const one = (): Dense => ({ rows: 1, columns: 1, values: Float64Array.of(1) });

/** A vector is a row. */
const grid = (given: Given): Dense | null => {
  const array = readArray(given);
  return array && toGrid(array, 0, 'row');
};

/** A name, or numbers. Throws an Error that says what is wrong. */
export const readKernel = (given: Given): Kernel =>
  (typeof given === 'string' ? KERNELS[given.trim()] : undefined) ?? checkKernel(grid(given) ?? one());

export function readImage(given: Given): Dense {
  const x = grid(given) ?? grid(EXAMPLE)!;
  if (x.values.length > MOST_CELLS || !x.values.every(Number.isFinite)) {
    throw new Error(`The image is ${x.rows}×${x.columns}. It has at most ${MOST_CELLS} finite numbers: image="${EXAMPLE}".`);
  }
  return x;
}

export interface Written { texts: readonly string[]; by: number }

/** A blur is read more easily in whole numbers: 1, 4, 6 … of 256. */
export function written(K: Kernel): Written {
  const by = { blur: 9, Gaussian: 256 }[nameOf(K)] ?? 1;
  return { by, texts: formatAll(K.values.map((value) => Number((value * by).toPrecision(12)))) };
}

/** 52·1 + 60·2 − …, as it is written. */
export function termsOf(seen: Dense, { texts, by }: Written): string {
  const factor = (text: string): string => (text.startsWith('−') ? `(${text})` : text);
  const sum = sumText(Array.from(seen.values, (value, i) => `${formatNumber(value)}·${factor(texts[i]!)}`));
  return by === 1 ? sum : `(${sum}) : ${by}`;
}

/** The light of each pixel, in whole numbers from 0 to 255. */
export function lightOf({ bytes, height, width }: Photo): Dense {
  const [light] = toMatrices(bytes, height, width, 'grey');
  return { ...light!, values: light!.values.map(Math.round) };
}

const asLight = (value: number): RGB => {
  const byte = Math.min(255, Math.max(0, Math.round(value)));
  return [byte, byte, byte];
};

/** Does it answer differences, below and above zero, rather than light? */
const isDifference = (K: Kernel): boolean => K.values.reduce((a, b) => a + b, 0) < 0.5;

/** Colours of the image and of the answer. */
export function coloursOf(x: Dense, y: Dense, K: Kernel, photo: boolean, palette: Palette): { given: (value: number) => RGB; made: (value: number) => RGB } {
  const made = photo && !isDifference(K) ? asLight : diverging(palette, (photo ? 0.6 : 1) * magnitude(y.values));
  return { given: photo ? asLight : diverging(palette, magnitude(x.values)), made };
}

/** Addresses of the photo, and of what the kernel makes of it. Differences have colours of their own, so they are those of the light. */
export function addressesOf(photo: Photo, mode: Mode, x: Dense, y: Dense, K: Kernel, made: (value: number) => RGB): { before: string; after: string } {
  const colour = mode === 'colour' && !photo.isGrey;
  const before = toCanvas(colour ? photo : heatPhoto(x, asLight)).toDataURL();
  if (!colour || isDifference(K)) return { before, after: toCanvas(heatPhoto(y, made)).toDataURL() };
  const rgba = new Uint8ClampedArray(4 * y.values.length);
  paintMatrices(toMatrices(photo.bytes, photo.height, photo.width, 'colour').map((channel) => convolve(channel, K)), rgba);
  return { before, after: toCanvas(new Photo(y.columns, y.rows, rgba.filter((_, i) => i % 4 !== 3))).toDataURL() };
}
