// What <hm-svd> knows of its matrix, and says of it.

import { shapeText, toGrid } from '../math/array';
import { formatNumber, formatPercent } from '../math/format';
import { type Given, readArray } from '../math/given';
import { energyKept, numbersOf, numericalRank, tails } from '../math/lowrank';
import { apply, determinant, type Map2 } from '../math/plane';
import { directionAt, type Moves, moves } from '../math/stages';
import type { State } from '../math/state';
import { type Dense, svd, type Svd } from '../math/svd';
import type { NamedShown, Shown } from './shown';

export interface Model {
  A: Dense;
  factors: Svd;
  left: Float64Array; // ‖A − A_k‖² for k = 0 … r
  full: number; // its rank
  plane: Plane | null; // where it is 2×2
}
export interface Plane { A: Map2; moves: Moves }

export const MOST = 64; // rows or columns that are drawn
const QUOTED = 8; // singular values that prose can quote
const FLAT = 1e-12; // of s₁; what is less differs by rounding

/** Throws an error whose message says what is wrong with what was given. */
export function readModel(given: Given, inPlane: boolean): Model {
  const array = readArray(given);
  if (!array || array.shape.includes(0) || array.shape.length > 2) throw new Error('This is no matrix with numbers.');
  const A = toGrid(array);
  const { rows, columns, values } = A;
  const shape = shapeText([rows, columns]);
  const flat = rows === 2 && columns === 2;
  if (Math.max(rows, columns) > MOST) throw new Error(`This matrix is ${shape}; at most ${MOST} rows and columns are drawn.`);
  if (inPlane && !flat) throw new Error(`Only a 2×2 matrix turns and stretches a plane; this one is ${shape}, and view="sum" shows it.`);
  const factors = svd(A);
  const map: Map2 = [[values[0]!, values[1]!], [values[2]!, values[3]!]];
  return { A, factors, left: tails(factors.s), full: numericalRank(factors), plane: flat ? { A: map, moves: moves(map) } : null };
}

/** Two decimals, as in the cells; what is smaller keeps two digits. */
export const rounded = (value: number): string =>
  formatNumber(Math.abs(value) >= 0.1 && Math.abs(value) < 1000 ? Math.round(100 * value) / 100 : value, Math.abs(value) < 0.1 ? 2 : 5);

export const degreesText = (degrees: number): string => `${formatNumber(Math.round(degrees))}°`;

function singularState({ factors: { s }, full }: Model): State {
  const condition = full === s.length ? s[0]! / s.at(-1)! : Infinity;
  const values = [...s].slice(0, QUOTED).map((value, k) => [`s${k + 1}`, value] as const);
  return { ...withText(Object.fromEntries([...values, ['condition', condition]])) };
}

const withText = (numbers: Record<string, number>): State =>
  Object.fromEntries(Object.entries(numbers).flatMap(([name, value]) => [[name, value], [`${name}_text`, rounded(value)]]));

/** Angles in degrees; x is the direction that is turned. */
export function planeState(model: Model, { A, moves: { s, v, u } }: Plane, angle: number, stage: number): State {
  const length = Math.hypot(...apply(A, directionAt(angle)));
  const stretch = s[0] > 0 ? length / s[0] : 1;
  return {
    ...singularState(model), ...withText({ length, det: determinant(A) }), stretch, stretch_text: formatPercent(stretch), rank: model.full, stage,
    angle, angle_text: degreesText(angle), v1: v, v1_text: degreesText(v), u1: u, u1_text: degreesText(u),
  };
}

export function sumState(model: Model, k: number): State {
  const { A, factors: { s }, left, full } = model;
  const energy = energyKept(left, k);
  return {
    ...singularState(model), ...withText({ error: k < full ? s[k]! : 0, frobenius: k < full ? Math.sqrt(left[k]!) : 0 }), rank: k, full,
    energy, energy_text: formatPercent(energy), numbers: numbersOf(A.rows, A.columns, k), all: A.values.length, shape: shapeText([A.rows, A.columns]),
  };
}

/** What has become of the circle. */
function imageWords([s1, s2]: Moves['s']): string {
  if (s1 === 0) return 'all of it falls onto one point, 0';
  if (s2 < FLAT * s1) return `a line, flat as s₂ is 0, that reaches as far as s₁ = ${rounded(s1)}`;
  if (s1 - s2 < FLAT * s1) return `a circle again, with the radius s₁ = s₂ = ${rounded(s1)}`;
  return `an ellipse with half-axes s₁ = ${rounded(s1)} and s₂ = ${rounded(s2)}`;
}

/** What the last move has done. */
export function stageWords({ s, v, u, mirrored }: Moves, stage: number): string {
  return [
    'A circle with two arrows at right angles, v₁ and v₂',
    `Vᵀ turns by ${degreesText(-v)}: v₁ and v₂ come to lie on the axes`,
    `Σ stretches by s₁ = ${rounded(s[0])} to the right and s₂ = ${rounded(s[1])} up`,
    `U ${mirrored ? 'mirrors and ' : ''}turns by ${degreesText(u)}: ${imageWords(s)}`,
  ][Math.ceil(stage)]!;
}

/** A matrix and a rank went in, and a matrix of the same shape should have come out: its sum of that many pieces. */
export function caseOf(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
  const matrix = inputs.map(({ shown }) => shown.array).find((array) => array?.shape.length === 2);
  const rank = inputs.find(({ shown }) => shown.array === null && /^\d+$/.test(shown.text));
  if (!matrix || !rank || !expected.array) return null;
  const same = [expected.array, got?.array ?? expected.array].every(({ shape }) => shapeText(shape) === shapeText(matrix.shape));
  const drawable = Math.min(...matrix.shape) > 0 && Math.max(...matrix.shape) <= MOST && toGrid(matrix).values.every(Number.isFinite);
  return same && drawable ? { view: 'sum', matrix, rank: Number(rank.shown.text), got: got?.array ?? null } : null;
}

/** How far a learner's answer is from A, beside the best there is. */
export function gotWords({ A, factors: { s } }: Model, k: number, got: Dense): string {
  const best = `The nearest matrix of rank ${k} is ${rounded(s[k] ?? 0)} away from A`;
  if (!got.values.every(Number.isFinite)) return `${best}; yours holds what is no number.`;
  const distance = svd({ ...A, values: A.values.map((a, at) => a - got.values[at]!) }).s[0]!;
  return `${best}; yours is ${rounded(distance)} away, and its rank is ${numericalRank(svd(got))}.`;
}
