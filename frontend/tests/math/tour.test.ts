import { describe, expect, it } from 'vitest';

import { columnFrame, components, shareSeen } from '../../src/math/cloud';
import { centre, dot } from '../../src/math/statistics';
import { type Frame, tour } from '../../src/math/tour';
import { iris } from './iris';

const centred = centre(iris);
const r = Math.SQRT1_2;
const cases: [string, Frame, Frame][] = [
  ['columns to components of iris', columnFrame(4, 0, 1), components(centred).directions.slice(0, 2) as unknown as Frame],
  ['petal columns to components', columnFrame(4, 2, 3), components(centred).directions.slice(0, 2) as unknown as Frame],
  ['a plane to one at right angles', columnFrame(4, 0, 1), columnFrame(4, 2, 3)],
  ['planes that share a direction', columnFrame(3, 0, 1), columnFrame(3, 0, 2)],
  ['a turn within one plane', columnFrame(2, 0, 1), [[r, r], [-r, r]]],
  ['standing still', columnFrame(3, 0, 1), columnFrame(3, 0, 1)],
  ['a mirrored target', columnFrame(2, 0, 1), columnFrame(2, 1, 0)],
];

describe.each(cases)('%s', (_, from, to) => {
  const view = tour(from, to);

  it('begins at the first frame', () => {
    view(0).forEach((u, k) => u.forEach((entry, i) => expect(entry).toBeCloseTo(from[k]![i]!, 7)));
  });
  it('ends at the second, its second direction perhaps flipped', () => {
    const [right, up] = view(1);
    right.forEach((entry, i) => expect(entry).toBeCloseTo(to[0][i]!, 7));
    expect(Math.abs(dot(up, to[1]))).toBeCloseTo(1, 7);
  });
  it('shows a plain shadow, not a squeezed one, all the way', () => {
    for (let t = 0; t <= 1; t += 0.1) {
      const [u, v] = view(t);
      expect([dot(u, u), dot(v, v), dot(u, v)].map((x) => Math.round(1e7 * x) / 1e7 + 0)).toEqual([1, 1, 0]);
    }
  });
  it('moves smoothly', () => {
    for (let t = 0; t < 1; t += 0.02) {
      const [a, b] = [view(t), view(t + 0.02)];
      a.forEach((u, k) => expect(dot(u, b[k]!)).toBeGreaterThan(0.99));
    }
  });
});

it('sees 97.8% of the variance of iris at its end', () => {
  const [first, second] = components(centred).directions;
  expect(shareSeen(centred, [first!, second!])).toBeCloseTo(0.977685, 6);
});
