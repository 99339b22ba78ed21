import { describe, expect, it } from 'vitest';

import { onGrid, snap } from '../../src/math/ticks';
import { heldAt, holdsIn, roomiest, stepsIn } from '../../src/visuals/_fit_moves';
import { windowOf } from '../../src/visuals/_fit_plot';

const window = { x: [-0.2, 2.2], y: [-0.5, 3.5] } as const;
const line = { intercept: 1, slope: 0.5 };

describe('a line of one’s own', () => {
  it('is held at zero and at the last mark', () => expect(holdsIn(window)).toEqual([0, 2]));
  it('is held at the first mark where zero is not seen', () => expect(holdsIn({ ...window, x: [3.9, 8.1] })).toEqual([4, 8]));
  it('is held at the far side of zero', () => expect(holdsIn({ ...window, x: [-5.1, 0.4] })).toEqual([0, -5]));

  it('keeps its slope where its height is moved', () => expect(heldAt(line, 'height', 2, window, onGrid)).toEqual({ intercept: 2, slope: 0.5 }));
  it('keeps its height where its slope is moved', () => expect(heldAt(line, 'slope', 3, window, onGrid)).toEqual({ intercept: 1, slope: 1 }));
  it('snaps to round numbers', () => expect(heldAt(line, 'height', 2.04, window, snap).intercept).toBe(2));
});

it('takes round steps', () => expect(stepsIn(window)).toEqual({ x: 0.1, y: 0.05, slope: 0.05 }));

it.each([
  [[[0, 0], [2, 0]], 1],
  [[[0, 0], [1, 0], [1.2, 5]], 1.7],
  [[], 1],
])('among %j there is most room at %d', (points, x) => expect(roomiest(points as unknown as [number, number][], window)).toBeCloseTo(x, 12));

describe('the window', () => {
  it('has room around the points, and shows zero where it is near', () => {
    const { x, y } = windowOf([[1, 2], [3, 5]], null);
    expect([x[0] < 0, x[1] > 3, y[0] < 2, y[1] > 5]).toEqual([true, true, true, true]);
  });
  it('does not show a zero that is far', () => expect(windowOf([[2000, 100], [2010, 101]], null).x[0]).toBeGreaterThan(1998));
  it.each([[[]], [[[2, 3]]], [[[0, 0], [0, 0]]]])('is never empty: %j', (points) => {
    const { x, y } = windowOf(points as unknown as [number, number][], null);
    expect([x[1] > x[0], y[1] > y[0]]).toEqual([true, true]);
  });
  it('gives a steep line only so much room', () => expect(windowOf([[0, 0], [1, 1]], { intercept: 0, slope: 1e9 }).y[1]).toBeLessThan(5));
});
