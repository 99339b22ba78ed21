import { describe, expect, it } from 'vitest';

import {
  apply, areaWords, between, columns, condition, determinant, eigen, fromPolar, IDENTITY, inverse, kernel, type Map2, multiply, ontoEigenline, type Point, polar, rank, rotation,
  singularValues, stretchOf, turnFrom,
} from '../../src/math/plane';

const close = (A: Map2, B: Map2, digits = 12): void => A.flat().forEach((entry, i) => expect(entry).toBeCloseTo(B.flat()[i]!, digits));

/** Reproducible maps with entries from −3 to 3. */
function maps(count: number, seed = 1): Map2[] {
  let s = seed;
  const random = (): number => 6 * ((s = (s * 16807) % 2147483647) / 2147483647 - 0.5);
  return Array.from({ length: count }, () => [[random(), random()], [random(), random()]] as const);
}

// numpy.linalg.svd, cond, eigvals
describe.each([
  { A: [[2, 1], [1, 2]], det: 3, s: [3, 1], cond: 3, values: [3, 1] },
  { A: [[1, 2], [3, 4]], det: -2, s: [5.4649857, 0.36596619], cond: 14.933034373659265, values: [5.37228132, -0.37228132] },
  { A: [[-1, 2], [0.5, -3]], det: 2, s: [3.736782, 0.53521988], cond: 6.981769841647479, values: [-0.58578644, -3.41421356] },
  { A: [[1e-8, 0], [0, 1e8]], det: 1, s: [1e8, 1e-8], cond: 1e16, values: [1e8, 1e-8] },
] as { A: Map2; det: number; s: Point; cond: number; values: Point }[])('$A', ({ A, det, s, cond, values }) => {
  it('has the determinant, singular values, condition and eigenvalues that NumPy finds', () => {
    expect(determinant(A)).toBeCloseTo(det, 12);
    singularValues(A).forEach((value, i) => expect(value / s[i]!).toBeCloseTo(1, 7));
    expect(condition(A) / cond).toBeCloseTo(1, 7);
    const found = eigen(A);
    if (found.kind !== 'two') throw new Error(found.kind);
    found.values.forEach((value, i) => expect(value / values[i]!).toBeCloseTo(1, 7));
  });
});

it('turns where no line stays', () => {
  const found = eigen([[0.5, 1.5], [-0.25, 1]]); // eigvals: 0.75 ± 0.55901699j
  expect(found).toMatchObject({ kind: 'turn', real: 0.75 });
  if (found.kind === 'turn') expect(found.imaginary).toBeCloseTo(0.55901699, 8);
  expect(eigen(rotation(30))).toMatchObject({ kind: 'turn' });
});

it.each<[string, Map2, object]>([
  ['a shear keeps one line', [[1, 1], [0, 1]], { kind: 'one', values: [1, 1], directions: [[1, 0]] }],
  ['the same in decimals that are not exact', [[0.7, 0.1], [-0.1, 0.9]], { kind: 'one' }],
  ['a multiple of I keeps every line', [[3, 0], [0, 3]], { kind: 'every', values: [3, 3] }],
  ['so does zero', [[0, 0], [0, 0]], { kind: 'every', values: [0, 0] }],
  ['a map that squares to zero', [[0, 1], [0, 0]], { kind: 'one', values: [0, 0], directions: [[1, 0]] }],
  ['a projection keeps its line and flattens another', [[0.5, 0.5], [0.5, 0.5]], { kind: 'two', values: [1, 0] }],
  ['a mirror', [[0, 1], [1, 0]], { kind: 'two', values: [1, -1] }],
])('%s', (_, A, expected) => expect(eigen(A)).toMatchObject(expected));

it('A v = λ v, for every direction it finds', () => {
  for (const A of maps(200)) {
    const found = eigen(A);
    if (found.kind === 'turn') continue;
    found.directions.forEach((v, k) => {
      const image = apply(A, v);
      image.forEach((entry, i) => expect(entry).toBeCloseTo(found.values[k]! * v[i]!, 9));
      expect(stretchOf(A, v)).toBeCloseTo(found.values[k]!, 9);
    });
  }
});

it.each<[Map2, number, string]>([
  [IDENTITY, 2, 'kept'],
  [[[0, 1], [1, 0]], 2, 'mirrored'],
  [[[1, 2], [2, 4]], 1, 'a line'],
  [[[0.1, 0.2], [0.3, 0.6]], 1, 'a line'], // 0.1·0.6 − 0.2·0.3 is 6.9e-18
  [[[0, 0], [0, 0]], 0, 'a point'],
  [[[1e-6, 0], [0, 1e-6]], 2, 'kept'],
])('%j has rank %i: %s', (A, expected, words) => {
  expect(rank(A)).toBe(expected);
  expect(areaWords(A)).toBe(words);
  if (expected < 2) expect([determinant(A), inverse(A), condition(A)]).toEqual([0, null, Infinity]);
});

it('what is flattened is sent to zero', () => {
  expect(kernel([[1, 2], [2, 4]])!.map((x) => x * Math.sqrt(5))).toEqual([expect.closeTo(2), expect.closeTo(-1)]);
  expect(kernel(IDENTITY)).toBeNull();
  expect(kernel([[0, 0], [0, 0]])).toBeNull();
});

it('the inverse undoes', () => {
  for (const A of maps(100, 5)) close(multiply(inverse(A)!, A), IDENTITY, 9);
});

it('multiply(B, A) does A first', () => {
  const [quarter, wide]: Map2[] = [rotation(90), [[2, 0], [0, 1]]];
  expect(multiply(wide!, quarter!)).toEqual([[0, -2], [1, 0]]);
  expect(multiply(quarter!, wide!)).toEqual([[0, -1], [2, 0]]);
});

it('quarter turns are whole numbers', () => {
  expect([0, 90, 180, -90, 450].map(rotation)).toEqual([
    [[1, 0], [0, 1]], [[0, -1], [1, 0]], [[-1, 0], [0, -1]], [[0, 1], [-1, 0]], [[0, -1], [1, 0]],
  ]);
});

describe('the way from doing nothing to A', () => {
  it('begins at I and ends at A', () => {
    for (const A of maps(200, 9)) {
      close(between(A, 0), IDENTITY);
      expect(between(A, 1)).toEqual(A);
      close(between(A, 1 - 1e-14), A);
    }
  });
  it('is never flat where it need not be', () => {
    for (const A of [...maps(300, 11).filter((each) => determinant(each) > 1e-3), rotation(180), rotation(90), [[-1, 0], [0, -2]] as Map2]) {
      for (let t = 0; t <= 1; t += 0.05) expect(determinant(between(A, t))).toBeGreaterThan(0);
    }
  });
  it('turns a rotation evenly, and leaves areas alone', () => {
    close(between(rotation(120), 0.25), rotation(30));
    close(between(rotation(180), 0.5), rotation(90));
    close(between(rotation(-120), 0.25), rotation(-30));
  });
  it('goes straight where lines stay', () => close(between([[1, 2], [0, 3]], 0.5), [[1, 1], [0, 2]]));
  it('mirrors through a line', () => expect(determinant(between([[0, 1], [1, 0]], 0.5))).toBe(0));
  it('does not jump from a turn to a straight way', () => close(between([[1, 1], [-1e-10, 1]], 0.5), between([[1, 1], [0, 1]], 0.5), 4));
});

it('angles run to the left, and zero has none', () => {
  expect(turnFrom([1, 0], [0, 2])).toBe(90);
  expect(turnFrom([1, 0], [0, -2])).toBe(-90);
  expect(turnFrom([1, 0], [-1, 0])).toBe(180);
  expect(turnFrom([0, 0], [1, 0])).toBeNull();
});

describe('a probe', () => {
  const A: Map2 = [[2, 1], [1, 2]];
  it.each<[Point, number | null]>([[[1, 1], 3], [[-2, 2], 1], [[1, 0], null], [[0, 0], null], [[1, 1.001], 3]])('%j is stretched by %j', (x, expected) => {
    const found = stretchOf(A, x);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, 5);
  });
  it('that is flattened to zero is stretched by 0', () => expect(stretchOf([[1, 0], [0, 0]], [0, 2])).toBe(0));
  it('is pulled onto a line nearby, keeping its length and its side', () => {
    const [x, y] = ontoEigenline(A, [-1, -1.02], 2);
    expect([x, y]).toEqual([expect.closeTo(-1.01005, 5), expect.closeTo(-1.01005, 5)]);
    expect(ontoEigenline(A, [1, 0.5], 2)).toEqual([1, 0.5]);
    expect(ontoEigenline(rotation(30), [1, 0.5], 2)).toEqual([1, 0.5]);
  });
});

it('columns are where the basis vectors go', () => expect(columns([[1, 2], [3, 4]])).toEqual([[1, 3], [2, 4]]));

it('angle and length, and back', () => {
  expect(polar([0, -2])).toEqual([-90, 2]);
  expect(fromPolar(-90, 2)).toEqual([0, -2]);
  expect(fromPolar(...polar([0, 0]))).toEqual([0, 0]);
});
