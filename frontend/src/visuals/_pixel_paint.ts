// Draws the window of a photo that is seen: pixels, then their borders, then the numbers, as they grow large enough.

import { contrast, css, luminance, type RGB } from '../math/colour';
import type { Size, Viewport } from '../math/viewport';
import type { Colours } from './_colours';
import type { Channel, Photo } from './_photo';

/** From this size of a cell on (CSS pixels) numbers appear, and here they stand in full strength. */
export const NUMBERS_FROM = 26;
export const NUMBERS_FULL = 34;

// The three numbers in their own colours, dark for light pixels and light for dark ones.
const DARK = ([[88, 0, 0], [0, 48, 0], [0, 0, 100]] as const).map((colour) => css(colour));
const LIGHT = ([[255, 190, 190], [190, 255, 190], [200, 214, 255]] as const).map((colour) => css(colour));

export interface Scene {
  photo: Photo;
  /** The photo as a canvas of one pixel a cell. */
  raster: HTMLCanvasElement;
  /** One number a cell: the photo is grey, or one channel is looked at. */
  single: Channel | null;
  view: Viewport;
  window: Size;
  cursor: { row: number; column: number } | null;
  colours: Colours;
  font: string;
}

const ramp = (value: number, from: number, to: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)));

export function paint(pen: CanvasRenderingContext2D, scene: Scene): void {
  const { photo, view, window, raster, colours } = scene;
  pen.fillStyle = css(colours.sunken);
  pen.fillRect(0, 0, window.width, window.height);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(raster, -view.x * view.cell, -view.y * view.cell, photo.width * view.cell, photo.height * view.cell);
  const seen = {
    left: Math.max(0, Math.floor(view.x)),
    top: Math.max(0, Math.floor(view.y)),
    right: Math.min(photo.width, Math.ceil(view.x + window.width / view.cell)),
    bottom: Math.min(photo.height, Math.ceil(view.y + window.height / view.cell)),
  };
  const lines = 0.45 * ramp(view.cell, 9, 22);
  if (lines > 0) {
    pen.beginPath();
    for (let c = seen.left; c <= seen.right; c++) vertical(pen, (c - view.x) * view.cell, scene);
    for (let r = seen.top; r <= seen.bottom; r++) horizontal(pen, (r - view.y) * view.cell, scene);
    pen.strokeStyle = css([127, 127, 127], lines);
    pen.lineWidth = 1;
    pen.stroke();
  }
  const strength = ramp(view.cell, NUMBERS_FROM, NUMBERS_FULL);
  if (strength > 0) {
    const size = scene.single === null ? Math.min(19, view.cell * 0.285) : Math.min(22, view.cell * 0.36);
    pen.globalAlpha = strength;
    pen.font = `600 ${size}px ${scene.font}`; // once: to read it again for each number takes longer than to draw the number
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (let row = seen.top; row < seen.bottom; row++) {
      for (let column = seen.left; column < seen.right; column++) numbers(pen, scene, row, column, size);
    }
    pen.globalAlpha = 1;
  }
  if (scene.cursor) cross(pen, scene, scene.cursor.row, scene.cursor.column);
}

function vertical(pen: CanvasRenderingContext2D, x: number, { view, photo }: Scene): void {
  const place = Math.round(x) + 0.5;
  pen.moveTo(place, -view.y * view.cell);
  pen.lineTo(place, (photo.height - view.y) * view.cell);
}

function horizontal(pen: CanvasRenderingContext2D, y: number, { view, photo }: Scene): void {
  const place = Math.round(y) + 0.5;
  pen.moveTo(-view.x * view.cell, place);
  pen.lineTo((photo.width - view.x) * view.cell, place);
}

function numbers(pen: CanvasRenderingContext2D, { photo, view, single }: Scene, row: number, column: number, size: number): void {
  const colour = photo.at(row, column);
  const x = (column + 0.5 - view.x) * view.cell;
  const y = (row + 0.5 - view.y) * view.cell;
  if (single !== null) {
    const value = colour[single];
    pen.fillStyle = luminance([value, value, value]) > 0.19 ? '#000' : '#fff';
    pen.fillText(String(value), x, y);
    return;
  }
  const ink = luminance(colour) > 0.19 ? DARK : LIGHT;
  colour.forEach((value, c) => {
    pen.fillStyle = ink[c]!;
    pen.fillText(String(value), x, y + (c - 1) * size * 1.06 + size * 0.06);
  });
}

/** The chosen cell: a frame that is seen on any colour. */
function cross(pen: CanvasRenderingContext2D, { view, photo, colours }: Scene, row: number, column: number): void {
  const side = Math.max(view.cell, 5);
  const x = (column - view.x) * view.cell - (side - view.cell) / 2;
  const y = (row - view.y) * view.cell - (side - view.cell) / 2;
  const ground = photo.at(row, column);
  const [first, second]: RGB[] = contrast(colours.paper, ground) > contrast(colours.ink, ground) ? [colours.ink, colours.paper] : [colours.paper, colours.ink];
  pen.lineWidth = 4.5;
  pen.strokeStyle = css(first!);
  pen.strokeRect(x, y, side, side);
  pen.lineWidth = 2;
  pen.strokeStyle = css(second!);
  pen.strokeRect(x, y, side, side);
}
