// The singular value decomposition by one-sided Jacobi: pairs of columns are turned in their plane until every two stand at
// right angles. Their lengths are then the singular values, and small ones keep their digits. The columns turned are those of
// Rᵀ, where A P = Q R: there are fewer of their entries to turn, and fewer sweeps.
// Source: Drmač and Veselić, "New fast and accurate Jacobi SVD algorithm I" (2008); Golub and Van Loan, Matrix Computations,
// 4th ed., algorithms 5.4.1 (QR with column pivoting) and 8.6.3.

import type { Grid } from './array';
import { formatNumber } from './format';

/** Row by row. */
export type Dense = Pick<Grid, 'rows' | 'columns' | 'values'>;

/** A = U diag(s) Vt, where r = min(m, n). */
export interface Svd {
  U: Dense; // m×r, orthonormal columns
  s: Float64Array; // r, largest first
  Vt: Dense; // r×n, orthonormal rows
}

const SWEEPS = 40; // it converges quadratically: 160 columns need about 10
const ROUNDING = 2 ** -53;

/** A (m×n) → U (m×r), s (r), Vt (r×n). Its work grows like m n²; 240×160 takes about 0.1 s. */
export function svd(A: Dense): Svd {
  if (A.rows < A.columns) {
    const { U, s, Vt } = svd(transpose(A));
    return { U: transpose(Vt), s, Vt: transpose(U) };
  }
  const scale = powerOfTwo(A); // the squares of 1e200 and of 1e-200 are no numbers of 64 bits
  const { reflections, order, L } = pivotedQr(columnsOf(A, 1 / scale));
  const J = unitVectors(A.columns, A.columns);
  orthogonalise(L, J); // Rᵀ J = X diag(s), so that A = (Q J) diag(s) (P X)ᵀ
  const lengths = L.map((x) => lengthOf(x));
  const sorted = L.map((_, k) => k).sort((i, j) => lengths[j]! - lengths[i]!);
  const X = completed(sorted.map((k) => L[k]!.map((x) => x / lengths[k]!)), sorted.map((k) => lengths[k]! > 0));
  const Vt = X.map((x) => unpermuted(x, order));
  const U = sorted.map((k) => reflected(J[k]!, reflections));
  return { U: transpose(stack(U, A.rows)), s: Float64Array.from(sorted, (k) => lengths[k]! * scale), Vt: stack(Vt, A.columns) };
}

export function transpose({ rows, columns, values }: Dense): Dense {
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j]!;
  return { rows: columns, columns: rows, values: turned };
}

// A matrix as a list of its columns, each of which lies in one piece

type Columns = Float64Array[];

const unitVectors = (length: number, count: number): Columns =>
  Array.from({ length: count }, (_, k) => Float64Array.from({ length }, (__, i) => (i === k ? 1 : 0)));

const columnsOf = ({ rows, columns, values }: Dense, scale: number): Columns =>
  Array.from({ length: columns }, (_, j) => Float64Array.from({ length: rows }, (__, i) => values[i * columns + j]! * scale));

function stack(vectors: Columns, length: number): Dense {
  const values = new Float64Array(vectors.length * length);
  vectors.forEach((vector, k) => values.set(vector, k * length));
  return { rows: vectors.length, columns: length, values };
}

function dot(x: Float64Array, y: Float64Array, from = 0): number {
  let sum = 0;
  for (let i = from; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

const SMALL = 1e-140; // shorter vectors have entries whose squares lose digits, or are 0

/** ‖x‖, from an entry on. */
function lengthOf(x: Float64Array, from = 0): number {
  const length = Math.sqrt(dot(x, x, from));
  if (length > SMALL) return length;
  const largest = x.subarray(from).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 ? largest * Math.hypot(...x.subarray(from).map((value) => value / largest)) : 0;
}

/** The cosine of the angle between x and y, of lengths a and b; 0 where one of them is no vector. */
function cosine(x: Float64Array, y: Float64Array, a: number, b: number): number {
  if (a > SMALL && b > SMALL) return dot(x, y) / (a * b);
  return a > 0 && b > 0 ? dot(x.map((value) => value / a), y.map((value) => value / b)) : 0;
}

/** y ← y + c x, from an entry on. */
function addTo(y: Float64Array, c: number, x: Float64Array, from = 0): void {
  for (let i = from; i < y.length; i++) y[i] = y[i]! + c * x[i]!;
}

const HEADROOM = 400; // powers of two: the largest entry stands this high, so that those far below it are not 0, and its square is a number

/** Dividing by a power of two costs no digit. Throws where an entry is not a finite number. */
function powerOfTwo({ columns, values }: Dense): number {
  let largest = 0;
  values.forEach((value, at) => {
    if (!Number.isFinite(value)) {
      const place = `row ${Math.floor(at / columns)}, column ${at % columns}`;
      throw new RangeError(`Only finite numbers have singular values; ${place} is ${formatNumber(value)}.`);
    }
    largest = Math.max(largest, Math.abs(value));
  });
  return largest > 0 ? 2 ** Math.min(1022, Math.max(-1022, Math.round(Math.log2(largest)) - HEADROOM)) : 1;
}

interface Factors {
  reflections: Columns; // Q = H₀ H₁ …, Hₖ = I − 2 h hᵀ; h is zero above its k-th entry
  order: number[]; // column k of A P is column order[k] of A
  L: Columns; // Rᵀ
}

/** A P = Q R; each step takes the column that is longest below the rows already done. A is overwritten. */
function pivotedQr(A: Columns): Factors {
  const n = A.length;
  const order = A.map((_, j) => j);
  const reflections: Columns = [];
  for (let k = 0; k < n; k++) {
    const lengths = A.map((a, j) => (j < k ? -1 : lengthOf(a, k)));
    const pivot = lengths.indexOf(Math.max(...lengths));
    for (const list of [A, order] as unknown[][]) [list[k], list[pivot]] = [list[pivot], list[k]];
    const h = A[k]!.slice().fill(0, 0, k);
    const length = lengths[pivot]!;
    h[k]! += h[k]! < 0 ? -length : length;
    const size = lengthOf(h, k);
    if (size > 0) h.forEach((x, i) => (h[i] = x / size));
    for (let j = k; j < n; j++) addTo(A[j]!, -2 * dot(h, A[j]!, k), h, k);
    reflections.push(h);
  }
  const L = A.map((_, i) => Float64Array.from(A, (a, j) => (j < i ? 0 : a[i]!)));
  return { reflections, order, L };
}

/** L ← L J with columns at right angles to each other; J, orthogonal, collects the turns. */
function orthogonalise(L: Columns, J: Columns): void {
  const n = L.length;
  const near = ROUNDING * Math.sqrt(n);
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep++) {
    turned = false;
    const lengths = L.map((x) => lengthOf(x));
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const a = lengths[p]!;
        const b = lengths[q]!;
        const c = cosine(L[p]!, L[q]!, a, b);
        if (Math.abs(c) <= near) continue;
        turned = true;
        const zeta = (b / a - a / b) / (2 * c);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta)); // tangent of the smaller angle
        turn(L[p]!, L[q]!, t);
        turn(J[p]!, J[q]!, t);
        lengths[p] = a * Math.sqrt(Math.max(0, 1 - (t * c * b) / a));
        lengths[q] = b * Math.sqrt(Math.max(0, 1 + t * c * (a / b)));
      }
    }
  }
}

/** Two columns, turned in their plane by the angle whose tangent is t. */
function turn(x: Float64Array, y: Float64Array, t: number): void {
  const cos = 1 / Math.hypot(1, t);
  const sin = t * cos;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!;
    const yi = y[i]!;
    x[i] = cos * xi - sin * yi;
    y[i] = sin * xi + cos * yi;
  }
}

/** Where a singular value is 0, its vector is free: a unit vector, made orthogonal to all the others. */
function completed(X: Columns, known: readonly boolean[]): Columns {
  X.forEach((x, k) => {
    if (known[k]) return;
    const others = X.filter((_, j) => known[j] || j < k);
    const uncovered = Array.from(x, (_, i) => 1 - others.reduce((sum, other) => sum + other[i]! ** 2, 0));
    x.fill(0);
    x[uncovered.indexOf(Math.max(...uncovered))] = 1;
    for (let pass = 0; pass < 2; pass++) { // the second removes what rounding left of the first
      for (const other of others) addTo(x, -dot(other, x), other);
    }
    const length = Math.sqrt(dot(x, x));
    x.forEach((value, i) => (x[i] = value / length));
  });
  return X;
}

/** Q x. */
function reflected(x: Float64Array, reflections: Columns): Float64Array {
  const y = new Float64Array(reflections[0]!.length);
  y.set(x);
  for (const h of reflections.toReversed()) addTo(y, -2 * dot(h, y), h);
  return y;
}

/** P x: entry k goes where column k came from. */
function unpermuted(x: Float64Array, order: readonly number[]): Float64Array {
  const placed = new Float64Array(x.length);
  order.forEach((at, k) => (placed[at] = x[k]!));
  return placed;
}
