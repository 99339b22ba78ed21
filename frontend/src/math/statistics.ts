// Mean, covariance, and the variance along a direction. Data is a list of rows, as in a table.

export type Matrix = readonly (readonly number[])[];
export type Vector = readonly number[];

export const dot = (a: Vector, b: Vector): number => a.reduce((sum, ai, i) => sum + ai * b[i]!, 0);
export const column = (rows: Matrix, j: number): number[] => rows.map((row) => row[j]!);
export const norm = (v: Vector): number => Math.hypot(...v);

/** X (m×n) → the mean of each column (n). */
export function mean(rows: Matrix): number[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
}

/** X (m×n) → X minus the mean of each column. */
export function centre(rows: Matrix): number[][] {
  const centreOf = mean(rows);
  return rows.map((row) => row.map((value, j) => value - centreOf[j]!));
}

/** C = Xcᵀ Xc / (m − 1), n×n, of centred data. */
export function covariance(centred: Matrix): number[][] {
  const columns = (centred[0] ?? []).map((_, j) => column(centred, j));
  return columns.map((a) => columns.map((b) => dot(a, b) / (centred.length - 1)));
}

/** The sum of the variances of all columns. No rotation changes it. */
export const trace = (C: Matrix): number => C.reduce((sum, row, i) => sum + row[i]!, 0);

/** vᵀ C v: the variance of the shadows on the direction v, ‖v‖ = 1. */
export const varianceAlong = (C: Matrix, v: Vector): number => dot(v, C.map((row) => dot(row, v)));

/** Xc v: one shadow for each row. */
export const shadows = (centred: Matrix, v: Vector): number[] => centred.map((row) => dot(row, v));

/** A smooth density of the values at `count` places of [low, high], largest value 1: Gaussian bumps, Silverman's width. */
export function density(values: Vector, low: number, high: number, count = 80): number[] {
  const middle = mean(values.map((value) => [value]))[0]!;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
  const width = Math.max(0.7 * spread * values.length ** -0.2, (high - low) / 200);
  const heights = Array.from({ length: count }, (_, i) => {
    const place = low + ((high - low) * i) / (count - 1);
    return values.reduce((sum, value) => sum + Math.exp(-0.5 * ((place - value) / width) ** 2), 0);
  });
  const highest = Math.max(...heights);
  return heights.map((height) => height / highest);
}
