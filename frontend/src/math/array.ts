// An array as the server sends it (`Shown.array`), and its reading as a grid of rows and columns.

export interface ShownArray {
  shape: readonly number[];
  dtype: string;
  /** Row by row, as NumPy stores them; JSON has no nan and inf, so these three come as words. */
  values: ArrayLike<number | string | boolean>;
}

/** One slice of an array, as rows and columns. An n-dimensional array has a stack of `slices` of them. */
export interface Grid {
  rows: number;
  columns: number;
  slices: number;
  values: Float64Array;
}

const WORDS: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity, True: 1, False: 0 };

export function toNumber(value: number | string | boolean): number {
  return typeof value === 'string' ? (WORDS[value] ?? Number(value)) : Number(value);
}

/** The array of a text like `1 2; 3 4`: rows end in `;`, numbers stand apart by spaces or commas. */
export function parseArray(text: string): ShownArray {
  const rows = text
    .split(';')
    .map((row) => row.split(/[\s,]+/).filter((word) => word !== ''))
    .filter((row) => row.length > 0);
  const width = rows[0]?.length ?? 0;
  const uneven = rows.findIndex((row) => row.length !== width);
  if (uneven > 0) {
    throw new Error(`Row ${uneven} has ${rows[uneven]!.length} numbers, row 0 has ${width}: rows must be equally long.`);
  }
  const values = rows.flat().map(toNumber);
  return { shape: [rows.length, width], dtype: values.every(Number.isInteger) ? 'int64' : 'float64', values };
}

export function size(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** `3×4`; a vector is written by its length alone and a single number as nothing. */
export function shapeText(shape: readonly number[]): string {
  return shape.join('×');
}

/** Is this a photo: height × width × 3, in bytes? */
export function isPhoto(array: ShownArray): boolean {
  return array.shape.length === 3 && array.shape[2] === 3 && array.dtype === 'uint8';
}

/** A vector stands as a column, as in the formulas, or as a row, as it is printed. */
export function toGrid(array: ShownArray, slice = 0, vector: 'column' | 'row' = 'column'): Grid {
  const { shape } = array;
  const last = shape.at(-1) ?? 1;
  const [rows, columns] =
    shape.length >= 2 ? [shape.at(-2)!, last] : vector === 'column' ? [last, 1] : [1, last];
  const slices = size(shape.slice(0, -2));
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = toNumber(array.values[slice * values.length + i] ?? NaN);
  return { rows, columns, slices, values };
}

/** The largest finite magnitude: the value that gets the full colour. 0 for an array without any. */
export function magnitude(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}
