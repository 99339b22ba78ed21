import { describe, expect, it } from 'vitest';

import { apart, freeName, layOut, pagerank, readGraph, Surfer, toggled, transitions, without, writeGraph } from '../../src/math/graph';

const near = (found: readonly number[], expected: readonly number[]): void => expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 10));

describe('a network as text', () => {
  it.each(['a b; b c; c a 2', 'a a; b', '猫 犬'])('is written as it was read: %s', (text) => expect(writeGraph(readGraph(text))).toBe(text));

  it.each([['', 'needs a node'], ['a b -1', 'is no edge'], ['a b heavy', 'is no edge'], ['a b 1 2', 'is no edge'], ['a b Infinity', 'is no edge']])('“%s” is none', (text, words) =>
    expect(() => readGraph(text)).toThrow(words));

  it('of too many nodes is none', () => expect(() => readGraph(Array.from({ length: 41 }, (_, i) => `n${i}`).join('; '))).toThrow('41 nodes'));
});

describe('the scores', () => {
  // From networkx.pagerank(nx.DiGraph([...]), tol=1e-16)
  it('are those of NetworkX', () => {
    near(pagerank(readGraph('a b; a c; b c; c a; d c'), 0.85), [0.372526851328434, 0.19582391181458456, 0.39414923685698133, 0.0375]);
  });

  it('of a node that nothing leaves go wherever a jump does', () => near(pagerank(readGraph('a b'), 0.5), [0.4, 0.6]));

  it('add up to 1, whatever the damping', () => {
    for (const damping of [0, 0.3, 0.85, 0.99]) expect(pagerank(readGraph('a b 3; a c; b a; d; c c'), damping).reduce((a, b) => a + b)).toBeCloseTo(1, 10);
  });

  it('as seen from a node are 0 where it does not lead', () => expect(pagerank(readGraph('a b; b a; c a'), 0.85, [0])[2]).toBe(0));
});

describe('a surfer', () => {
  it('is in the long run where the scores say', () => {
    const graph = readGraph('a b 3; a c; b a; c d; d a; e a');
    const surfer = new Surfer(graph, 0.85);
    for (let step = 0; step < 50_000; step++) surfer.step();
    expect(apart(surfer.shares, pagerank(graph, 0.85))).toBeLessThan(0.01);
  });

  it('takes the same way again with the same seed', () => {
    const ways = [1, 1, 2].map((seed) => {
      const surfer = new Surfer(readGraph('a b; a c; b a; c a'), 0.85, [], seed);
      return Array.from({ length: 50 }, () => (surfer.step(), surfer.at)).join();
    });
    expect(ways[0]).toBe(ways[1]);
    expect(ways[0]).not.toBe(ways[2]);
  });
});

describe('the places', () => {
  it('of a ring are a regular polygon', () => {
    const places = layOut(readGraph('a b; b c; c d; d a'));
    const sides = places.map(([x, y], i) => Math.hypot(x - places[(i + 1) % 4]![0], y - places[(i + 1) % 4]![1]));
    for (const side of sides) expect(side).toBeCloseTo(sides[0]!, 6);
  });

  it('of a path lie', () => {
    const places = layOut(readGraph('a b; b c; c d'));
    places.forEach(([, y]) => expect(Math.abs(y)).toBeLessThan(0.1));
    expect(Math.abs(places[0]![0] - places[3]![0])).toBeGreaterThan(2.5);
  });

  it('are finite and different, also of parts that are not joined', () => {
    const places = layOut(readGraph('a b; c; d; e e'));
    expect(new Set(places.map(String)).size).toBe(5);
    expect(places.flat().every(Number.isFinite)).toBe(true);
    expect(layOut(readGraph('a'))).toEqual([[0, 0]]);
  });
});

describe('editing', () => {
  const graph = readGraph('a b; b c; c a');
  it('adds an edge and takes it out again', () => {
    expect(writeGraph(toggled(graph, 0, 2))).toBe('a b; b c; c a; a c');
    expect(toggled(toggled(graph, 0, 2), 0, 2)).toEqual(graph);
  });
  it('takes out a node with its edges', () => expect(writeGraph(without(graph, 0))).toBe('b c'));
  it('finds a name', () => expect([freeName(['a', 'c']), freeName(Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i)))]).toEqual(['b', 'n27']));
  it('shares what leaves a node', () => expect(transitions(readGraph('a b 3; a c; b a'))).toEqual([[0, 0.75, 0.25], [1, 0, 0], null]));
});
