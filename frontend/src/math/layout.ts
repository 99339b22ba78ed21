// How large matrices are drawn.

export interface CellSize {
  width: number;
  height: number;
  numbers: boolean;
}

const LARGEST = 44; // a cell of a small matrix, CSS pixels
const LINE = 26; // the lowest cell that holds a number
const HEAT = 26; // the largest cell without a number
const TALLEST = 340; // a picture should leave room for the words around it
const THINNEST = 28; // a long thin matrix is drawn wider (or taller) than to scale until it is this thick,
const STRETCH = 4; // but its cells are stretched no more than this

/** The cells of a rows×columns matrix in `room` pixels of width; `text` is the width of its widest number. `scale`: how much larger than on a page. */
export function cellSize(rows: number, columns: number, room: number, text: number, scale = 1): CellSize {
  const [largest, lowest, heat, tallest] = [LARGEST, LINE, HEAT, TALLEST].map((length) => scale * length) as [number, number, number, number];
  const width = Math.min(Math.max(text + 12 * scale, largest), room / columns);
  if (width >= text + 8 && rows * lowest <= tallest) {
    return { width, height: Math.min(width, Math.max(lowest, Math.min(largest, tallest / rows))), numbers: true };
  }
  const [w, h] = [Math.min(heat, room / columns), Math.min(heat, tallest / rows)];
  const side = Math.min(w, h);
  const stretched = (most: number, count: number): number => Math.min(most, side * STRETCH, Math.max(side, THINNEST / count));
  return { width: stretched(w, columns), height: stretched(h, rows), numbers: false };
}

export interface Scale {
  /** Length on the page of a side of n entries. */
  length: (n: number) => number;
  /** What the reader must be told, since not every drawing can be to scale. */
  note: string;
}

const THIN = 6; // the side of length 1 of a vector

/** A scale on which the longest side gets `longest` pixels and the shortest, also of a vector, can still be seen. */
export function sideScale(sides: readonly number[], longest: number): Scale {
  const largest = Math.max(1, ...sides);
  const range = largest / Math.min(largest, ...sides.filter((n) => n > 1));
  const scale = (length: (share: number) => number, note: string): Scale => ({
    length: (n) => Math.max(THIN, longest * length(n)),
    note: sides.includes(1) && longest * length(1) < THIN ? `${note} Vectors are drawn thicker.` : note,
  });
  if (range <= 12) return scale((n) => n / largest, 'Drawn to scale.');
  if (range <= 400) return scale((n) => Math.sqrt(n / largest), 'Sides drawn by their square roots, so that small ones can be seen.');
  return scale((n) => Math.log1p(n) / Math.log1p(largest), 'Sides drawn by their logarithms, so that small ones can be seen.');
}
