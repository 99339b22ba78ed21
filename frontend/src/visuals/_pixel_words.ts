// A pixel of a photo in words: for a screen reader, and as NumPy would print it.

import type { RGB } from '../math/colour';
import type { Cell } from './_cells';
import { type Channel, CHANNELS } from './_photo';

/** `single`: the one channel that is looked at. */
export function spokenPixel({ row, column }: Cell, values: RGB, single: Channel | null): string {
  const words = single === null ? values.map((value, c) => `${CHANNELS[c]} ${value}`).join(', ') : values[single];
  return `Row ${row}, column ${column}: ${words}`;
}

/** `photo[3, 5] = [12, 40, 7]`; `channel`: which is named in the index. */
export function printedPixel(name: string, { row, column }: Cell, values: RGB, channel: Channel | null, single: Channel | null): string {
  const place = [row, column, ...(channel === null ? [] : [channel])].join(', ');
  return `${name}[${place}] = ${single === null ? `[${values.join(', ')}]` : values[single]}`;
}
