import { describe, expect, it } from 'vitest';

import { Frame, pointWords, polyline, stepped } from '../../src/visuals/_frame';

describe('a frame of 400×400 that reaches to 4', () => {
  const frame = new Frame(400, 400, 4);
  it('has 50 pixels for 1 and lines at whole numbers', () => expect([frame.unit, frame.step]).toEqual([50, 1]));
  it('puts up where up is', () => expect(frame.at([1, 2])).toEqual([250, 100]));
  it('finds the point of a place', () => expect(frame.point(frame.at([-1.5, 3.25]))).toEqual([-1.5, 3.25]));
  it.each([[1.04, 1], [1.46, 1.5], [1.23, 1.23], [-0.04, 0], [1.2345, 1.23]])('%d is let go at %d', (from, to) => {
    expect(frame.snap([from, 0])[0]).toBe(to);
  });
  it('holds what is moved in sight', () => expect(frame.within([9, -9])).toEqual([4, -4]));
});

it.each([[0.04, 0.01], [1.5, 1], [4, 1], [12, 1], [40, 10], [4000, 1000]])('lines of a frame that reaches to %d stand %d apart', (reach, step) => {
  expect(new Frame(400, 400, reach).step).toBe(step);
});

it('shows what lies around its middle', () => {
  const { left, right, low, high } = new Frame(200, 100, 5, [10, 20]).bounds;
  expect([left, right, low, high]).toEqual([0, 20, 15, 25]);
});

it.each([[1.37, 1, 0.1, 1.4], [1.37, 5, 0.1, 1.5], [1.5, 5, 0.1, 2], [1.5, -5, 0.1, 1], [0.1, -1, 0.1, 0], [7, 0, 0.1, 7]])('from %d, %i steps of %d lead to %d', (from, steps, step, to) => {
  expect(stepped(from, steps, step)).toBe(to);
});

it('says where a point is', () => expect(pointWords([-1.5, 0])).toBe('1.5 to the left, 0 up'));
it('draws lines', () => expect(polyline([[0, 1], [2, 3.333]])).toBe('M0.00 1.00L2.00 3.33'));
