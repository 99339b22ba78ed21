// Maps of the plane, 2×2: what they do to areas and directions, and how one gets from doing nothing to all of it.

export type Point = readonly [x: number, y: number];
/** Rows, as it is written: [[a, b], [c, d]]. Its columns are where the basis vectors go. */
export type Map2 = readonly [readonly [a: number, b: number], readonly [c: number, d: number]];

export const IDENTITY: Map2 = [[1, 0], [0, 1]];

const ROUNDING = 8 * Number.EPSILON;
const SAME = 1e-12; // relative: eigenvalues this close are one

export const apply = ([[a, b], [c, d]]: Map2, [x, y]: Point): Point => [a * x + b * y, c * x + d * y];
export const columns = ([[a, b], [c, d]]: Map2): readonly [Point, Point] => [[a, c], [b, d]];
export const fromColumns = ([a, c]: Point, [b, d]: Point): Map2 => [[a, b], [c, d]];
export const trace = ([[a], [, d]]: Map2): number => a + d;

/** B A: first A, then B. */
export function multiply(B: Map2, A: Map2): Map2 {
  const [first, second] = columns(A);
  return fromColumns(apply(B, first), apply(B, second));
}

/** α I + β A. It has the eigenvectors of A. */
const combine = (alpha: number, beta: number, [[a, b], [c, d]]: Map2): Map2 => [[alpha + beta * a, beta * b], [beta * c, alpha + beta * d]];

export function rotation(degrees: number): Map2 {
  const exact = [[1, 0], [0, 1], [-1, 0], [0, -1]][(((degrees / 90) % 4) + 4) % 4]; // whole where it is a whole number of quarters
  const [cos, sin] = exact ?? [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [[cos!, -sin! + 0], [sin!, cos!]];
}

/** ad − bc, and 0 where that is nothing but rounding: 0.1·0.6 − 0.2·0.3. */
export function determinant([[a, b], [c, d]]: Map2): number {
  const value = a * d - b * c;
  return Math.abs(value) <= ROUNDING * (Math.abs(a * d) + Math.abs(b * c)) ? 0 : value;
}

/** σ₁ ≥ σ₂: how far the unit circle is stretched most and least. */
export function singularValues(A: Map2): readonly [number, number] {
  const [[a, b], [c, d]] = A;
  const largest = (Math.hypot(a + d, b - c) + Math.hypot(a - d, b + c)) / 2;
  return [largest, largest === 0 ? 0 : Math.abs(determinant(A)) / largest];
}

export function rank(A: Map2): 0 | 1 | 2 {
  return determinant(A) !== 0 ? 2 : singularValues(A)[0] > 0 ? 1 : 0;
}

/** σ₁ / σ₂; infinite for a map that has no inverse. */
export function condition(A: Map2): number {
  const [most, least] = singularValues(A);
  return least === 0 ? Infinity : most / least;
}

/** A⁻¹, or null where A flattens the plane. */
export function inverse(A: Map2): Map2 | null {
  const det = determinant(A);
  const [[a, b], [c, d]] = A;
  return det === 0 ? null : [[d / det, -b / det + 0], [-c / det + 0, a / det]];
}

/** A direction that a flattening map sends to 0; null for any other map. */
export const kernel = (A: Map2): Point | null => (rank(A) === 1 ? across(A) : null);

/** The unit vector at a right angle to the longer row. */
function across([[a, b], [c, d]]: Map2): Point {
  const [x, y] = Math.hypot(a, b) >= Math.hypot(c, d) ? [-b, a] : [-d, c];
  const length = Math.hypot(x, y) * (x < 0 || (x === 0 && y < 0) ? -1 : 1); // of the two ends of a line, the one to the right
  return [x / length + 0, y / length + 0];
}

/**
 * Which directions keep their line? `two` lines, `one` (a shear), `every` one (A = λ I), or none: then it turns the plane, and
 * λ = size (cos turn ± i sin turn).
 */
export type Eigen2 =
  | { kind: 'two' | 'one' | 'every'; values: readonly [number, number]; directions: readonly Point[] }
  | { kind: 'turn'; real: number; imaginary: number; size: number; turn: number };

/** Real eigenvalues stand largest first; turn in degrees, 0 < turn < 180. */
export function eigen(A: Map2): Eigen2 {
  const [[a, b], [c, d]] = A;
  const [middle, half] = [(a + d) / 2, (a - d) / 2];
  const square = half * half + b * c;
  const rounding = SAME * (half * half + Math.abs(b * c));
  if (square < -rounding) {
    const imaginary = Math.sqrt(-square);
    const turn = (Math.atan2(imaginary, middle) * 180) / Math.PI;
    return { kind: 'turn', real: middle, imaginary, size: Math.hypot(middle, imaginary), turn };
  }
  if (half === 0 && b === 0 && c === 0) return { kind: 'every', values: [middle, middle], directions: [] };
  if (square <= rounding) return { kind: 'one', values: [middle, middle], directions: [across(combine(-middle, 1, A))] };
  // The one of larger size without cancellation, the other by their product.
  const larger = middle + (middle < 0 ? -1 : 1) * Math.sqrt(square);
  const other = determinant(A) / larger;
  const values = larger > other ? ([larger, other] as const) : ([other, larger] as const);
  return { kind: 'two', values, directions: values.map((value) => across(combine(-value, 1, A))) };
}

/** Degrees from x to y, −180 to 180, turned to the left; null where one of them is 0. */
export function turnFrom(x: Point, y: Point): number | null {
  if (Math.hypot(...x) === 0 || Math.hypot(...y) === 0) return null;
  return (Math.atan2(x[0] * y[1] - x[1] * y[0], x[0] * y[0] + x[1] * y[1]) * 180) / Math.PI;
}

/** Its angle in degrees, and its length. */
export const polar = ([x, y]: Point): [angle: number, length: number] => [(Math.atan2(y, x) * 180) / Math.PI, Math.hypot(x, y)];
export const fromPolar = (degrees: number, length: number): Point => apply(rotation(degrees), [length, 0]);

/** λ with A x = λ x, up to `within` degrees; null where x does not stay on its line. */
export function stretchOf(A: Map2, x: Point, within = 0.5): number | null {
  const image = apply(A, x);
  const square = x[0] ** 2 + x[1] ** 2;
  if (square === 0) return null;
  const turn = Math.abs(turnFrom(x, image) ?? 0);
  return Math.min(turn, 180 - turn) <= within ? (x[0] * image[0] + x[1] * image[1]) / square : null;
}

/** x, turned onto the nearest line that A keeps, if one is within `within` degrees. */
export function ontoEigenline(A: Map2, x: Point, within: number): Point {
  const found = eigen(A);
  for (const line of found.kind === 'turn' ? [] : found.directions) {
    const turn = turnFrom(line, x);
    if (turn === null || Math.min(Math.abs(turn), 180 - Math.abs(turn)) > within) continue;
    const length = Math.hypot(...x) * (Math.abs(turn) > 90 ? -1 : 1);
    return [length * line[0], length * line[1]];
  }
  return x;
}

/**
 * The way from I (t = 0) to A (t = 1). Each point goes straight, (1 − t) I + t A, and eigenvectors stay on their lines. Where A turns
 * the plane, straight ways would shrink it needlessly (half a turn: to a point); there the eigenvalues turn and grow evenly instead.
 * So it is flat on the way only if A mirrors, when it must be, or flattens.
 */
export function between(A: Map2, t: number): Map2 {
  if (t === 1) return A; // to the last digit
  const found = eigen(A);
  const grown = (size: number): number => 1 - t + t * size;
  if (found.kind === 'turn') {
    const { real, imaginary, size, turn } = found;
    const angle = (t * turn * Math.PI) / 180;
    const slope = (grown(size) * Math.sin(angle)) / imaginary; // the function of A whose value at real ± i imaginary is grown·e^(± i angle)
    return combine(grown(size) * Math.cos(angle) - slope * real, slope, A);
  }
  if (found.values[0] < 0) return multiply(rotation(180 * t), combine(1 - t, -t, A)); // both: half a turn, and −A straight
  return combine(1 - t, t, A);
}

/** Which side of the plane one sees afterwards, and where nothing of it is left, what it is flattened onto. */
export function areaWords(A: Map2): 'kept' | 'mirrored' | 'a line' | 'a point' {
  const det = determinant(A);
  if (det !== 0) return det > 0 ? 'kept' : 'mirrored';
  return rank(A) === 1 ? 'a line' : 'a point';
}
