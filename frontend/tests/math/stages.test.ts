import { describe, expect, it } from 'vitest';

import { apply, type Map2 } from '../../src/math/plane';
import { angleOf, directionAt, mapAt, moves, vectorU, vectorV } from '../../src/math/stages';

const CASES: [what: string, A: Map2][] = [
  ['symmetric', [[3, 1], [1, 2]]],
  ['a shear', [[1, 1], [0, 1]]],
  ['a rotation', [[0, -1], [1, 0]]],
  ['a mirror', [[1, 0], [0, -1]]],
  ['negative determinant', [[1, 2], [3, 1]]],
  ['minus the identity', [[-1, 0], [0, -1]]],
  ['of rank 1', [[1, 2], [2, 4]]],
  ['zero', [[0, 0], [0, 0]]],
  ['large', [[1e8, 2e8], [-3e8, 1e8]]],
];

const near = (got: readonly number[], expected: readonly number[], size = 1): void =>
  got.forEach((value, i) => expect(value / size).toBeCloseTo(expected[i]! / size, 12));

describe.each(CASES)('%s', (_, A) => {
  const m = moves(A);
  const size = Math.max(1, m.s[0]);

  it('starts at rest and ends at A', () => {
    near(mapAt(m, 0).flat(), [1, 0, 0, 1]);
    near(mapAt(m, 3).flat(), A.flat(), size);
  });
  it('turns v1 and v2 onto the axes, stretches them, and turns them onto s u', () => {
    for (const k of [0, 1] as const) {
      const axis = [1 - k, k] as const;
      near(apply(mapAt(m, 1), vectorV(m, k)), axis);
      near(apply(mapAt(m, 2), vectorV(m, k)), axis.map((e) => e * m.s[k]), size);
      near(apply(A, vectorV(m, k)), vectorU(m, k).map((e) => e * m.s[k]), size);
    }
  });
  it('takes the v1 that points to the right', () => {
    expect(vectorV(m, 0)[0]).toBeGreaterThanOrEqual(-1e-15);
  });
  it('makes no direction longer than v1', () => {
    for (let degrees = 0; degrees < 180; degrees += 5) {
      expect(Math.hypot(...apply(A, directionAt(degrees)))).toBeLessThanOrEqual(m.s[0] * (1 + 1e-12));
    }
  });
});

it('an angle is that of its direction', () => {
  for (const degrees of [-179, -90, 0, 31.7, 180]) expect(angleOf(directionAt(degrees))).toBeCloseTo(degrees, 10);
});
