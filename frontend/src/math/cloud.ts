// A table of numbers as a cloud of points, its principal components, and the groups its rows belong to.

import { magnitude } from './array';
import { symmetricEigen } from './eigen';
import { centre, covariance, shadows, trace } from './statistics';
import { type Frame, tour } from './tour';

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
  /** What each direction holds at most where the columns are shuffled. */
  shuffled?: readonly number[];
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

/** A sentence about a name that no column has; empty where there is none. */
export function missingColumn(columns: readonly string[], names: readonly string[]): string {
  const missing = names.find((name) => name !== '' && findColumn(columns, name, -1) < 0);
  return missing === undefined ? '' : `No column is called “${missing}”. There are: ${columns.join(', ')}.`;
}

/** Why a table cannot be seen so; empty where it can. `named`: columns that must be there. */
export function unsuited({ columns, rows }: CloudData, view: 'axis' | 'components' | 'space', named: readonly string[]): string {
  const shape = `this table is ${rows.length}×${columns.length}.`;
  if (columns.length < 2 || rows.length < 2) return `A cloud needs at least two columns and two rows; ${shape}`;
  const missing = missingColumn(columns, named);
  if (missing || view !== 'space' || columns.length > 2) return missing;
  return `Space needs at least three columns; ${shape} Two columns can be seen with view="axis".`;
}

/** The view along two of the raw columns. */
export function columnFrame(count: number, right: number, up: number): Frame {
  const unit = (k: number): number[] => Array.from({ length: count }, (_, i) => (i === k ? 1 : 0));
  return [unit(right), unit(up)];
}

/** What follows from the data and the choice of two columns: computed once, not for each turn. */
export interface CloudModel {
  data: CloudData;
  pair: readonly [right: number, up: number];
  flat: number[][]; // m×2: the two chosen columns, centred
  C: number[][]; // 2×2, their covariance
  all: number[][]; // m×n: all columns, centred
  shares: readonly number[]; // of the components
  groups: Groups;
  /** The tour: at 0 the two columns, at 1 the first two components. */
  view: (turn: number) => Frame;
  /** How far the cloud reaches to the side and up, over the whole tour. */
  extent: readonly [number, number];
}

const VIEWS = 25; // of the tour, that decide its extent

/** Columns are named in full or by their beginning; unnamed, they are the first and the `second`. Needs two of them, and two rows. */
export function cloudModel(data: CloudData, [x, y]: readonly [string, string], second: number, computed: Computed | null): CloudModel {
  const { columns, rows } = data;
  const right = findColumn(columns, x, 0);
  const other = Math.min(second, columns.length - 1);
  const up = findColumn(columns, y, right === other ? 0 : other);
  const all = centre(rows);
  const flat = all.map((row) => [row[right]!, row[up]!]);
  const { directions, shares } = computed && computed.directions.length >= 2 ? computed : components(all);
  const view = tour(columnFrame(columns.length, right, up), [directions[0]!, directions[1]!]);
  const views = Array.from({ length: VIEWS }, (_, i) => view(i / (VIEWS - 1)));
  const far = (k: 0 | 1): number => magnitude(views.map((frame) => magnitude(shadows(all, frame[k])))) || 1;
  return { data, pair: [right, up], flat, C: covariance(flat), all, shares, groups: groups(data), view, extent: [far(0), far(1)] };
}
