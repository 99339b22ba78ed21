// A photo averaged along one of its three axes, as NumPy's `photo.mean(axis=…)` does. The axis that is named disappears.

export type Axis = 0 | 1 | 2;

export interface Light {
  rows: number;
  columns: number;
  /** Row by row, three numbers a pixel. */
  values: ArrayLike<number>;
}

/** The shape that is left: 64×96×3 along axis 0 is 96×3. */
export const shapeWithout = (shape: readonly number[], axis: Axis | null): number[] => shape.filter((_, i) => i !== axis);

/** To be looked at: one row where the rows are averaged, one column where the columns are, grey where the channels are. */
export function meanAlong({ rows, columns, values }: Light, axis: Axis): Light {
  const [down, across] = [axis === 0 ? 1 : rows, axis === 1 ? 1 : columns];
  const sums = new Float64Array(down * across * 3);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const pixel = (axis === 0 ? 0 : r) * across + (axis === 1 ? 0 : c);
      for (let k = 0; k < 3; k++) {
        const value = values[3 * (r * columns + c) + k]!;
        if (axis === 2) for (let all = 0; all < 3; all++) sums[3 * pixel + all]! += value;
        else sums[3 * pixel + k]! += value;
      }
    }
  }
  const count = [rows, columns, 3][axis]!;
  return { rows: down, columns: across, values: sums.map((sum) => sum / count) };
}
