// A cloud in three dimensions, and how much of its spread a screen shows that is held into it.

import { type CloudData, components, type Computed, findColumn } from './cloud';
import { symmetricEigen } from './eigen';
import { centre, covariance, type Matrix, shadows, trace, varianceAlong } from './statistics';

export interface Space {
  names: readonly [string, string, string];
  /** Which columns, where they are columns. */
  columns: readonly [number, number, number] | null;
  /** Centred: x, y, z of the first point, then of the second. */
  points: Float64Array;
  C: Matrix; // 3×3
  /** The principal directions and the variances along them, largest first. */
  directions: Matrix;
  variances: readonly number[];
  /** How far the points reach along each axis, and the farthest from the middle. */
  reach: readonly [number, number, number];
  radius: number;
}

export interface SpaceReading {
  seen: number; // variance on the screen: along its two directions
  best: number; // the largest that two directions can show
  total: number;
  share: number; // seen / best
}

export type Along = 'columns' | 'components';

/** Three columns, named in full or by their beginning, else the first three that are free; or the first three components. */
export function spaceOf(data: CloudData, wanted: readonly [string, string, string], along: Along, computed: Computed | null = null): Space {
  const all = centre(data.rows);
  const chosen: number[] = [];
  for (const name of wanted) {
    const free = data.columns.findIndex((_, j) => !chosen.includes(j) && !wanted.some((other) => other !== '' && findColumn(data.columns, other, -1) === j));
    chosen.push(findColumn(data.columns, name, free >= 0 ? free : data.columns.findIndex((_, j) => !chosen.includes(j))));
  }
  const columns = chosen as unknown as readonly [number, number, number];
  const axes = along === 'components' ? directionsOf(all, computed).slice(0, 3).map((direction) => shadows(all, direction)) : columns.map((j) => all.map((row) => row[j]!));
  const rows = all.map((_, i) => axes.map((axis) => axis[i]!));
  const C = covariance(rows);
  const { values, vectors } = symmetricEigen(C);
  const furthest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    names: along === 'components' ? ['PC1', 'PC2', 'PC3'] : [data.columns[columns[0]]!, data.columns[columns[1]]!, data.columns[columns[2]]!],
    columns: along === 'components' ? null : columns,
    points: Float64Array.from(rows.flat()), C, directions: vectors, variances: values.map((value) => Math.max(0, value)),
    reach: [furthest(axes[0]!), furthest(axes[1]!), furthest(axes[2]!)],
    radius: furthest(rows.map((row) => Math.hypot(...row))) || 1,
  };
}

const directionsOf = (all: Matrix, computed: Computed | null): Computed['directions'] => (computed && computed.directions.length >= 3 ? computed : components(all)).directions;

/** What a screen shows whose right and up are the first two rows of R. */
export function readSpace({ C, variances }: Space, R: Matrix): SpaceReading {
  const seen = varianceAlong(C, R[0]!) + varianceAlong(C, R[1]!);
  const best = variances[0]! + variances[1]!;
  return { seen, best, total: trace(C), share: best > 0 ? Math.min(1, seen / best) : 1 };
}
