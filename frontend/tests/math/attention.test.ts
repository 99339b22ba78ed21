import { describe, expect, it } from 'vitest';

import { headsOf, looksMost, orderOf } from '../../src/math/attention';

const P = [[1, 0], [0.3, 0.7]];

describe('the weights of attention', () => {
  it.each([[P, 1], [[P, P], 2], [[[P, P], [P, P]], 4]])('are a matrix, one a head, or one a head and layer', (weights, count) => {
    const heads = headsOf(weights, 2);
    expect(heads).toHaveLength(count);
    expect(heads.at(-1)!.P).toEqual(P);
    expect(heads.at(-1)!.head).toBe(count === 1 ? 1 : 2);
    expect(heads.at(-1)!.layer).toBe(count === 4 ? 2 : 1);
  });

  it.each([
    [[[1, 0]], 'There are 2 letters, and weights of shape 1×2'],
    [[[1, 0], [0.5, 0.6]], 'Row 1 of the weights is 0.5 0.6'],
    [[[1, 0], [1.5, -0.5]], 'Row 1 of the weights is 1.5 -0.5'],
    [[[1, 0], [NaN, 1]], 'Row 1 of the weights is NaN 1'],
  ])('are refused where they are no shares', (weights, message) => {
    expect(() => headsOf(weights, 2)).toThrow(message);
  });

  it('say who is looked at most, of equals the first', () => {
    expect(looksMost(P, 1)).toBe(1);
    expect(orderOf([0.2, 0.4, 0.4])).toEqual([1, 2, 0]);
  });
});
