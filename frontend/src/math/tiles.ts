// An array too large for the screen, in square tiles. On level L each pixel of a tile is the average of 2ᴸ×2ᴸ numbers, so that
// about as many numbers are drawn as there are pixels to see.

import type { Size, Viewport } from './viewport';

export const TILE = 64; // pixels of a side: small enough that one tile of averages is made within a frame

interface Extent {
  rows: number;
  columns: number;
}

/** Where the numbers come from. */
export interface Source extends Extent {
  /** The magnitude that gets the full colour, the same at every zoom. */
  largest: number;
  /**
   * `height`×`width` averages, row by row: the first of the `step`×`step` numbers whose corner is (row, column), the next of those
   * `step` further. At the array's edge, of the numbers that are there. A promise where they come from afar.
   */
  averages(row: number, column: number, height: number, width: number, step: number): ArrayLike<number> | Promise<ArrayLike<number>>;
}

export interface Tile {
  level: number;
  /** In tiles of this level. */
  row: number;
  column: number;
}

export type Typed = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array | Uint8ClampedArray;

/** The level on which an average is drawn half a pixel to a pixel large; `cell` in pixels. */
export const levelFor = (cell: number): number => (cell >= 1 ? 0 : Math.floor(Math.log2(1 / cell)));

export const tileKey = ({ level, row, column }: Tile): string => `${level}/${row}/${column}`;

/** The tile that shows the same place one level coarser. */
export const parent = ({ level, row, column }: Tile): Tile => ({ level: level + 1, row: row >> 1, column: column >> 1 });

/** How many averages a tile holds: fewer at the array's edge. */
export function tileSize({ level, row, column }: Tile, { rows, columns }: Extent): { height: number; width: number } {
  const step = 2 ** level;
  return {
    height: Math.min(TILE, Math.ceil(rows / step) - row * TILE),
    width: Math.min(TILE, Math.ceil(columns / step) - column * TILE),
  };
}

/** The tiles of a level that are in the window, those in its middle first. */
export function tilesSeen({ cell, x, y }: Viewport, window: Size, { rows, columns }: Extent, level: number): Tile[] {
  const side = TILE * 2 ** level; // in cells
  const range = (start: number, pixels: number, cells: number): [number, number] => [
    Math.max(0, Math.floor(start / side)),
    Math.min(Math.ceil(cells / side) - 1, Math.ceil((start + pixels / cell) / side) - 1),
  ];
  const [top, bottom] = range(y, window.height, rows);
  const [left, right] = range(x, window.width, columns);
  const [middleRow, middleColumn] = [(y + window.height / cell / 2) / side - 0.5, (x + window.width / cell / 2) / side - 0.5];
  const tiles: Tile[] = [];
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) tiles.push({ level, row, column });
  const distance = (tile: Tile): number => Math.hypot(tile.row - middleRow, tile.column - middleColumn);
  return tiles.sort((one, other) => distance(one) - distance(other));
}

/** rows×columns numbers in memory, row by row. */
export function ofTyped(values: Typed, rows: number, columns: number): Source {
  if (values.length !== rows * columns) throw new Error(`${rows}×${columns} needs ${rows * columns} numbers, but there are ${values.length}.`);
  return {
    rows,
    columns,
    largest: sampledMagnitude(values),
    averages(row, column, height, width, step) {
      const means = new Float64Array(height * width);
      const right = Math.min(columns, column + width * step);
      for (let i = 0; i < height; i++) {
        const [from, to] = [row + i * step, Math.min(rows, row + (i + 1) * step)];
        for (let r = from; r < to; r++) {
          // Down the rows as they lie in memory: several times faster than one average after the other.
          for (let j = 0, c = column; c < right; j++) {
            const end = Math.min(right, c + step);
            let sum = 0;
            for (; c < end; c++) sum += values[r * columns + c]!;
            means[i * width + j]! += sum;
          }
        }
        for (let j = 0; j < width; j++) means[i * width + j]! /= (to - from) * (Math.min(columns, column + (j + 1) * step) - column - j * step);
      }
      return means;
    },
  };
}

/** The largest magnitude of evenly spaced numbers. */
export function sampledMagnitude(values: Typed, samples = 20_011): number {
  const stride = Math.max(1, Math.floor(values.length / samples));
  let largest = 0;
  for (let i = 0; i < values.length; i += stride) if (Number.isFinite(values[i])) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}
