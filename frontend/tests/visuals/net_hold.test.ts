import { describe, expect, it } from 'vitest';

import { readNet } from '../../src/math/net_setup';
import { footOf, partMoved } from '../../src/visuals/_net_hold';

describe('a part of the plane that was moved', () => {
  const net = readNet('1 0; 0 1 | 1; 1', '0 0 | -1', '2', 'relu', 1);
  const anchor = footOf(net.layers[1]!);
  const numbers = (k: number, of: 'W' | 'b', t: number, part: string, to: [number, number]): number[] => [...partMoved(net, t, anchor, part, to).net.layers[k]![of].values];

  it('is a row of W', () => expect(numbers(0, 'W', 1, 'row 1', [3, 4])).toEqual([1, 0, 3, 4]));
  it('is the shift', () => expect(numbers(0, 'b', 2, 'shift', [3, 4])).toEqual([3, 4]));
  it('leaves the net that was', () => expect([...net.layers[0]!.W.values]).toEqual([1, 0, 0, 1]));

  it('is the line, which goes through the place it is held at', () => {
    const moved = partMoved(net, 3, anchor, 'foot', [2, 1]);
    expect(moved.anchor).toEqual([2, 1]);
    expect([...moved.net.layers[1]!.W.values, ...moved.net.layers[1]!.b.values]).toEqual([1, 1, -3]);
  });

  it('is the arrow, and the line stays where it is held', () => {
    const moved = partMoved(net, 3, [1, 1], 'normal', [1, 3]);
    expect([...moved.net.layers[1]!.W.values, ...moved.net.layers[1]!.b.values]).toEqual([0, 2, -2]);
  });
});
