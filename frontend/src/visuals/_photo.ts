// A photo as what it is: rows × columns × 3 bytes. Own photos are read, made small and kept on this machine; nothing is sent.

import type { RGB } from '../math/colour';
import { type ShownArray, toNumber } from '../math/array';

export type Channel = 0 | 1 | 2;
export const CHANNELS = ['red', 'green', 'blue'] as const;

export class Photo {
  constructor(
    readonly width: number,
    readonly height: number,
    /** Row by row, three bytes a pixel. */
    readonly bytes: Uint8ClampedArray,
  ) {}

  static fromArray({ shape, values }: ShownArray): Photo {
    const [height = 0, width = 0, channels = 1] = shape;
    if (shape.length < 2 || shape.length > 3 || (channels !== 1 && channels !== 3)) {
      throw new Error(`A photo is h×w or h×w×3; this array is ${shape.join('×') || 'one number'}.`);
    }
    const bytes = new Uint8ClampedArray(width * height * 3);
    for (let i = 0; i < bytes.length; i++) bytes[i] = toNumber(values[channels === 3 ? i : Math.floor(i / 3)]!);
    return new Photo(width, height, bytes);
  }

  toArray(): ShownArray {
    return { shape: [this.height, this.width, 3], dtype: 'uint8', values: Array.from(this.bytes) };
  }

  at(row: number, column: number): RGB {
    const i = 3 * (row * this.width + column);
    return [this.bytes[i]!, this.bytes[i + 1]!, this.bytes[i + 2]!];
  }

  set(row: number, column: number, channel: Channel, value: number): void {
    this.bytes[3 * (row * this.width + column) + channel] = value;
  }

  /** No colour anywhere: one number says it all. */
  get isGrey(): boolean {
    for (let i = 0; i < this.bytes.length; i += 3) {
      if (this.bytes[i] !== this.bytes[i + 1] || this.bytes[i] !== this.bytes[i + 2]) return false;
    }
    return true;
  }
}

const KEPT_UNDER = 'hm-photo';
const KEPT_SIDE = 256; // the longer side of the kept photo: enough to zoom into, and small (~100 KB)

function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return [canvas, canvas.getContext('2d', { willReadFrequently: true })!];
}

/** Scaled to `width`×`height`, each pixel the average of those it stands for. */
async function shrink(source: ImageBitmapSource, width: number, height: number): Promise<HTMLCanvasElement> {
  const options: ImageBitmapOptions = { imageOrientation: 'from-image', resizeWidth: width, resizeHeight: height, resizeQuality: 'high' };
  const bitmap = await createImageBitmap(source, options);
  const [canvas, pen] = canvasOf(width, height);
  pen.fillStyle = 'white'; // behind what is transparent
  pen.fillRect(0, 0, width, height);
  pen.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return canvas;
}

function read(canvas: HTMLCanvasElement): Photo {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
  const bytes = new Uint8ClampedArray(width * height * 3);
  for (let i = 0, j = 0; i < rgba.length; i += 4, j += 3) bytes.set([rgba[i]!, rgba[i + 1]!, rgba[i + 2]!], j);
  return new Photo(width, height, bytes);
}

/** The picture at an address, `width` pixels across; smaller pictures stay as they are. */
export async function fetchPhoto(url: string, width: number): Promise<Photo> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const scale = Math.min(1, width / image.naturalWidth);
  return read(await shrink(image, Math.round(image.naturalWidth * scale), Math.max(1, Math.round(image.naturalHeight * scale))));
}

/** A file of the learner → the photo, `width` pixels across, and kept for the other pages. */
export async function openOwnPhoto(file: Blob, width: number): Promise<Photo> {
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, KEPT_SIDE / Math.max(whole.width, whole.height));
  const kept = await shrink(whole, Math.max(1, Math.round(whole.width * scale)), Math.max(1, Math.round(whole.height * scale)));
  whole.close();
  const url = kept.toDataURL('image/png');
  stored((store) => store.setItem(KEPT_UNDER, url));
  return fetchPhoto(url, width);
}

export const keptPhoto = (): string | null => stored((store) => store.getItem(KEPT_UNDER)) ?? null;
export const forgetPhoto = (): void => stored((store) => store.removeItem(KEPT_UNDER));

/** A browser may forbid its store, or find it full: then a photo is shown, only not kept for the next page. */
function stored<T>(use: (store: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return undefined;
  }
}

/** The pixels as a canvas of the same size, to be drawn larger; with a channel given, that one alone, as light and dark. */
export function toCanvas(photo: Photo, channel: Channel | null = null): HTMLCanvasElement {
  const [canvas, pen] = canvasOf(photo.width, photo.height);
  const image = pen.createImageData(photo.width, photo.height);
  for (let i = 0, j = 0; j < photo.bytes.length; i += 4, j += 3) {
    for (let c = 0; c < 3; c++) image.data[i + c] = photo.bytes[j + (channel ?? c)]!;
    image.data[i + 3] = 255;
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}
