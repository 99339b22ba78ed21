import { describe, expect, it } from 'vitest';

import { backwards, eigenvalues, norm, type Square, turned, unroll } from '../../src/math/unrolled';

describe('a state that is carried along', () => {
  it.each<[string, Square, readonly (readonly [number, number])[]]>([
    ['a turn', turned(0.5, 60), [[0.25, 0.4330127], [0.25, -0.4330127]]],
    ['two real ones, the larger first', [0.5, 0, 3, -0.9], [[-0.9, 0], [0.5, 0]]],
    ['a shear', [1, 2, 0, 1], [[1, 0], [1, 0]]],
    ['nothing', [0, 0, 0, 0], [[0, 0], [0, 0]]],
  ])('has the eigenvalues of its matrix: %s', (_, W, found) => {
    eigenvalues(W).forEach((value, i) => value.forEach((part, j) => expect(part).toBeCloseTo(found[i]![j]!, 6)));
  });

  // numpy: W = [[0.9, 0.4], [-0.3, 0.8]]; h = [1, 0.5]; five times h = np.tanh(h @ W)
  it('goes through the states of NumPy', () => {
    const W: Square = [0.9, 0.4, -0.3, 0.8];
    expect(unroll(W, [1, 0.5], 5, 'none').at(-1)![0]).toBeCloseTo(-0.396705, 6);
    const bent = unroll(W, [1, 0.5], 5, 'tanh');
    expect(bent.at(-1)![0]).toBeCloseTo(-0.19727212, 7);
    expect(bent.at(-1)![1]).toBeCloseTo(0.33982305, 7);
  });

  it('shrinks and grows as the radius to the power of the steps', () => {
    for (const radius of [0.9, 1, 1.1]) {
      const states = unroll(turned(radius, 25), [1, 0], 20, 'none');
      expect(Math.hypot(...states.at(-1)!)).toBeCloseTo(radius ** 20, 9);
      expect(backwards(turned(radius, 25), states, 'none')[0]).toBeCloseTo(radius ** 20, 9);
    }
  });

  it('has the gradient of finite differences', () => {
    const [W, start, step]: [Square, readonly [number, number], number] = [[1.1, 0.3, -0.2, 0.9], [0.7, -0.4], 1e-6];
    const end = (x: number, y: number) => unroll(W, [x, y], 6, 'tanh').at(-1)!;
    const [one, two, at] = [end(start[0] + step, start[1]), end(start[0], start[1] + step), end(...start)];
    const J: Square = [(one[0] - at[0]) / step, (one[1] - at[1]) / step, (two[0] - at[0]) / step, (two[1] - at[1]) / step];
    expect(backwards(W, unroll(W, start, 6, 'tanh'), 'tanh')[0]).toBeCloseTo(norm(J), 5);
  });
});
