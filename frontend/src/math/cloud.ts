// A table of numbers as a cloud of points, its principal components, and the groups its rows belong to.

import { symmetricEigen } from './eigen';
import { covariance, shadows, trace } from './statistics';
import type { Frame } from './tour';

/** As `/api/data/NAME` answers. Labels are numbers into `label_names`, or the names themselves. */
export interface CloudData {
  columns: readonly string[];
  rows: readonly (readonly number[])[];
  labels?: readonly (number | string)[] | null;
  label_names?: readonly string[] | null;
}

/** What a tool has computed from all rows, where the picture gets only some of them. */
export interface Computed {
  directions: readonly (readonly number[])[];
  shares: readonly number[];
}

export interface Components {
  directions: readonly (readonly number[])[]; // the components, largest variance first
  shares: readonly number[]; // of the whole variance
}

/** Centred rows (m×n) → the principal components. */
export function components(centred: CloudData['rows']): Components {
  const C = covariance(centred);
  const { values, vectors } = symmetricEigen(C);
  const total = trace(C);
  return { directions: vectors, shares: values.map((value) => (total > 0 ? Math.max(0, value) / total : 0)) };
}

/** How much of the whole variance a flat view shows: ‖Xc u‖² + ‖Xc v‖² over ‖Xc‖². */
export function shareSeen(centred: CloudData['rows'], frame: Frame): number {
  const squares = (values: readonly number[]): number => values.reduce((sum, x) => sum + x * x, 0);
  const total = centred.reduce((sum, row) => sum + squares(row), 0);
  return total > 0 ? frame.reduce((sum, direction) => sum + squares(shadows(centred, direction)), 0) / total : 1;
}

export interface Groups {
  names: string[];
  /** For each row, which group. */
  of: number[];
}

export function groups({ rows, labels, label_names: names }: CloudData): Groups {
  if (!labels?.length) return { names: [], of: rows.map(() => 0) };
  const words = labels.map((label) => (typeof label === 'number' ? (names?.[label] ?? String(label)) : label));
  const distinct = [...new Set(words)];
  return { names: distinct, of: words.map((word) => distinct.indexOf(word)) };
}

/** The place of a column named in full or by its beginning (`petal length` for `petal length (cm)`), else the fallback. */
export function findColumn(columns: readonly string[], name: string, fallback: number): number {
  const exact = columns.indexOf(name);
  if (exact >= 0 || name === '') return exact >= 0 ? exact : fallback;
  const begins = columns.findIndex((column) => column.toLowerCase().startsWith(name.toLowerCase()));
  return begins >= 0 ? begins : fallback;
}

/** The view along two of the raw columns. */
export function columnFrame(count: number, right: number, up: number): Frame {
  const unit = (k: number): number[] => Array.from({ length: count }, (_, i) => (i === k ? 1 : 0));
  return [unit(right), unit(up)];
}
