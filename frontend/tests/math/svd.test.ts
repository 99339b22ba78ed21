import { describe, expect, it } from 'vitest';

import { parseArray, toGrid } from '../../src/math/array';
import { type Dense, svd, transpose } from '../../src/math/svd';

const matrix = (text: string): Dense => toGrid(parseArray(text));

/** A reproducible rows×columns matrix of the given rank. */
function random(rows: number, columns: number, seed: number, rank = Math.min(rows, columns)): Dense {
  let s = seed;
  const next = (): number => (s = (s * 16807) % 2147483647) / 2147483647 - 0.5;
  const [left, right] = [rows * rank, rank * columns].map((count) => Float64Array.from({ length: count }, next)) as [Float64Array, Float64Array];
  return product({ rows, columns: rank, values: left }, { rows: rank, columns, values: right });
}

function product(A: Dense, B: Dense): Dense {
  const values = new Float64Array(A.rows * B.columns).map((_, at) => {
    const [i, j] = [Math.floor(at / B.columns), at % B.columns];
    return Array.from({ length: A.columns }, (__, k) => A.values[i * A.columns + k]! * B.values[k * B.columns + j]!).reduce((p, q) => p + q, 0);
  });
  return { rows: A.rows, columns: B.columns, values };
}

const distance = (A: Dense, B: Dense): number => Math.max(0, ...A.values.map((a, at) => Math.abs(a - B.values[at]!)));
const identity = (n: number): Dense => ({ rows: n, columns: n, values: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)) });
const scaled = ({ rows, columns, values }: Dense, s: Float64Array): Dense => ({ rows, columns, values: values.map((u, at) => u * s[at % columns]!) });

const CASES: [what: string, A: Dense][] = [
  ['1×1', matrix('-3')],
  ['2×2', matrix('3 1; 1 2')],
  ['one row', matrix('3 0 -4 12')],
  ['one column', matrix('3; 0; -4; 12')],
  ['square', random(7, 7, 1)],
  ['tall', random(40, 9, 2)],
  ['wide', random(9, 40, 3)],
  ['larger', random(60, 45, 4)],
  ['of rank 3', random(12, 8, 5, 3)],
  ['of rank 1', matrix('1 2; 2 4; 3 6')],
  ['zero', matrix('0 0 0; 0 0 0')],
  ['with a zero column', matrix('1 0 2; 3 0 4; 5 0 6')],
  ['the identity: all singular values alike', identity(5)],
  ['a rotation', matrix('0 -1; 1 0')],
  ['graded over twenty orders of magnitude', matrix('1 1e-5 1e-10; 1e-5 1e-10 1e-15; 1e-10 1e-15 2e-20')],
  ['huge', matrix('1e300 2e300; 3e300 4e300')],
  ['tiny', matrix('1e-300 2e-300; 3e-300 4e-300')],
  ['huge beside tiny', matrix('1e200 1; 1 1e-200')],
  ['huge beside small ones', matrix('1e200 0 0; 0 3 1; 0 1 2')],
];

describe.each(CASES)('%s', (_, A) => {
  const before = A.values.slice();
  const { U, s, Vt } = svd(A);
  const r = Math.min(A.rows, A.columns);

  it('has U m×r, s r, Vt r×n, and leaves A as it was', () => {
    expect([U.rows, U.columns, s.length, Vt.rows, Vt.columns]).toEqual([A.rows, r, r, r, A.columns]);
    expect(A.values).toEqual(before);
  });
  it('has singular values from the largest down to no less than 0', () => {
    expect([...s]).toEqual([...s].sort((p, q) => q - p));
    expect(s.at(-1)).toBeGreaterThanOrEqual(0);
  });
  it('has orthonormal columns in U and rows in Vt', () => {
    expect(distance(product(transpose(U), U), identity(r))).toBeLessThan(1e-13);
    expect(distance(product(Vt, transpose(Vt)), identity(r))).toBeLessThan(1e-13);
  });
  it('multiplies to A', () => {
    expect(distance(product(scaled(U, s), Vt), A)).toBeLessThanOrEqual(1e-14 * (s[0] ?? 0));
  });
});

// Values printed by numpy.linalg.svd.
const HILBERT = [
  1.6959389969219496, 0.2981252113169307, 0.026212843578119035, 0.0014676881177418473, 5.436943369751095e-5,
  1.2943320918745527e-6, 1.7988737457436082e-8, 1.1115389793345086e-10,
];

it.each([
  ['3 1; 1 2', [3.618033988749895, 1.381966011250105]],
  ['1e200 0 0; 0 3 1; 0 1 2', [1e200, 3.618033988749895, 1.381966011250105]],
  ['1e200 0; 0 1e-200', [1e200, 1e-200]], // 1e400 apart: one alone would need another scale
  ['1e200 1e200; 0 1', [Math.SQRT2 * 1e200, Math.SQRT1_2]], // their product is the determinant
  ['-1 0 1; 2 3 -1; 0 1 2; 3 -1 0', [4.091657046573423, 3.04275247321008, 2.23606797749979]],
])('finds the singular values of %s', (text, expected) => {
  svd(matrix(text)).s.forEach((value, k) => expect(value / expected[k]!).toBeCloseTo(1, 13));
});

it('finds those of the 8×8 Hilbert matrix', () => {
  const { s } = svd({ rows: 8, columns: 8, values: Float64Array.from({ length: 64 }, (_, at) => 1 / (Math.floor(at / 8) + (at % 8) + 1)) });
  HILBERT.forEach((expected, k) => expect(Math.abs(s[k]! - expected)).toBeLessThan(1e-15));
});

it('keeps the digits of a column of 1e-20: each singular value is right to its own size', () => {
  const { s } = svd(matrix('1 0; 1e-20 3e-20')); // s0 s1 = |det|
  expect(s[1]! / 3e-20).toBeCloseTo(1, 14);
});

it.each(['1 nan; 2 3', '1 inf; 2 3'])('says which entry of %s is no number', (text) => {
  expect(() => svd(matrix(text))).toThrow(/row 0, column 1 is (nan|∞)/);
});

it('takes a matrix without entries', () => {
  expect(svd({ rows: 3, columns: 0, values: new Float64Array(0) }).s).toHaveLength(0);
});
