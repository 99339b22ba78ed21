import { describe, expect, it } from 'vitest';

import { dot } from '../../src/math/statistics';
import { cross, planeBasis, rotation, see } from '../../src/math/turntable';

const round = (vector: readonly number[]): number[] => vector.map((x) => Math.round(1e9 * x) / 1e9 + 0);

describe('a turntable', () => {
  it.each([[0, 0], [30, 20], [-135, 75], [400, -10]])('turned by %d° and tilted by %d° neither stretches nor mirrors', (turn, tilt) => {
    const R = rotation({ turn, tilt });
    R.forEach((row, i) => R.forEach((other, j) => expect(dot(row, other)).toBeCloseTo(i === j ? 1 : 0, 12)));
    expect(round(cross(R[0], R[1]))).toEqual(round(R[2]));
  });

  it.each([
    ['along the floor what is up is up', 0, 0, [0, 0, 1], [0, 1, 0]],
    ['from above height is not seen', 0, 90, [0, 0, 1], [0, 0, 1]],
    ['from above one looks on a map', 0, 90, [2, 3, 0], [2, 3, 0]],
    ['a quarter turn brings what lay behind to the right', 90, 0, [0, 1, 0], [1, 0, 0]],
  ])('%s', (_, turn, tilt, point, seen) => expect(round(see(rotation({ turn, tilt }), point))).toEqual(seen));
});

describe('the directions of a plane', () => {
  it('lie in it, stand at right angles, and have one across', () => {
    const basis = planeBasis([1, 1, 1], [0, 1, 2])!;
    basis.forEach((u, i) => basis.forEach((v, j) => expect(dot(u, v)).toBeCloseTo(i === j ? 1 : 0, 12)));
    expect(dot(basis[2], [0, 1, 2])).toBeCloseTo(0, 12);
  });
  it.each([[[1, 1, 1], [2, 2, 2]], [[0, 0, 0], [1, 2, 3]], [[1, 2, 3], [0, 0, 0]]])('are none for %j and %j', (u, v) => {
    expect(planeBasis(u, v)).toBeNull();
  });
});
