import { describe, expect, it } from 'vitest';

import { dot, norm } from '../../src/math/statistics';
import { add, dotOf, ontoRightAngle, readPair, readVector, relation, scale, subtract, vectorWords } from '../../src/math/vector';

/** Reproducible vectors of `length` numbers from −2 to 2. */
function vectors(count: number, length: number): number[][] {
  let s = 3;
  const random = (): number => 4 * ((s = (s * 16807) % 2147483647) / 2147483647 - 0.5);
  return Array.from({ length: count }, () => Array.from({ length }, random));
}

// numpy: a @ b, a @ b / norm(a) / norm(b), degrees(arccos(...)), a @ b / norm(a)
it.each([
  { a: [3, 1], b: [1, 2], dot: 5, cos: 0.7071067811865475, angle: 45, shadow: 1.5811388300841895 },
  { a: [1, 2, 2], b: [2, -1, 3], dot: 6, cos: 0.5345224838248488, angle: 57.688467, shadow: 2 },
  { a: [2, 0], b: [-3, 4], dot: -6, cos: -0.6, angle: 126.869898, shadow: -3 },
])('$a and $b', ({ a, b, ...expected }) => {
  const pair = readPair(a, b);
  for (const [name, value] of Object.entries(expected)) expect(pair[name as keyof typeof expected], name).toBeCloseTo(value, 6);
});

it('what is left stands at a right angle, and shadow and rest make b', () => {
  for (const length of [2, 3, 50]) {
    const all = vectors(40, length);
    all.slice(1).forEach((b, i) => {
      const a = all[i]!;
      const { foot, residual, shadow } = readPair(a, b);
      expect(dot(a, residual!)).toBeCloseTo(0, 9);
      add(foot!, residual!).forEach((x, k) => expect(x).toBeCloseTo(b[k]!, 12));
      expect(norm(foot!)).toBeCloseTo(Math.abs(shadow!), 9);
    });
  }
});

describe.each<[string, number[], number[], number | null, string]>([
  ['a multiple', [1, 3], [0.1, 0.3], 1, 'same direction'],
  ['a negative multiple', [0.1, 0.2], [-0.3, -0.6], -1, 'opposite'],
  ['a right angle', [3, 1], [-1, 3], 0, 'perpendicular'],
  ['a right angle in decimals', [0.1, 0.2], [0.6, -0.3], 0, 'perpendicular'],
  ['a sharp angle', [1, 0], [1, 1], Math.SQRT1_2, 'partly the same way'],
  ['a wide angle', [1, 0], [-1, 1], -Math.SQRT1_2, 'partly against each other'],
  ['zero', [0, 0], [1, 2], null, 'no direction'],
  ['onto zero', [1, 2], [0, 0], null, 'no direction'],
])('%s', (_, a, b, cos, words) => {
  const pair = readPair(a, b);
  it('in numbers', () => (cos === null ? expect(pair.cos).toBeNull() : expect(pair.cos).toBeCloseTo(cos, 15)));
  it('in words', () => expect(relation(pair.angle)).toBe(words));
});

it('huge and tiny vectors have an angle', () => {
  expect(readPair([1e150, 1e150], [1e-150, 0]).angle).toBeCloseTo(45, 9);
  expect(readPair([1e150, 0], [1e150, 1]).cos).toBe(1);
});

it('the shadow of zero is zero', () => expect(readPair([1, 2], [0, 0])).toMatchObject({ dot: 0, shadow: 0, foot: [0, 0], residual: [0, 0] }));
it('rounding is not a dot product', () => expect(dotOf([0.1, 0.2], [0.6, -0.3])).toBe(0));
it('a negative zero is no number of its own', () => expect(scale(0, [-1, 2])).toEqual([0, 0]));
it('differences', () => expect(subtract([3, 1], [1, 2])).toEqual([2, -1]));

describe('a vector that is dragged near a right angle, or near the line', () => {
  it.each([
    [[-1.01, 3], [-1.001, 3.003]], // across, to the left
    [[1.02, -3.01], [1.0039, -3.0117]], // across, to the right
    [[3, 1.01], [3.003, 1.001]],
    [[-3, -1.01], [-3.003, -1.001]],
  ] as [[number, number], [number, number]][])('%j lands on it', (v, expected) => {
    const pulled = ontoRightAngle([3, 1], v, 1.5);
    pulled.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 2));
    expect([0, 90, 180]).toContain(readPair([3, 1], pulled).angle);
    expect([0, 1, -1]).toContain(readPair([3, 1], pulled).cos);
  });
  it.each([[[1, 3]], [[0, 0]]] as [[number, number]][])('%j stays where it is', (v) => expect(ontoRightAngle([3, 1], v, 1.5)).toBe(v));
});

it.each([['3 1', [3, 1]], ['3; 1; 2', [3, 1, 2]], [[0.5], [0.5]]] as [string | number[], number[]][])('%j is a vector', (written, expected) => {
  expect(readVector('a', written)).toEqual(expected);
});
it.each([['3 one'], [''], ['nan 1'], ['1e9'], [[NaN]]] as [string | number[]][])('%j is none', (written) => expect(() => readVector('a', written)).toThrow('is no vector'));
it('written as a formula has it', () => expect(vectorWords([1, -0.5])).toBe('(1, −0.5)'));
