import { describe, expect, it, test } from 'vitest';

import { above, contourOf } from '../../src/math/bands';
import { tensor, type Tensor } from '../../src/math/layers';
import { begin, type Bend, crossEntropy, forward, judge, lossAndGradient, type Net, stepped, surprise } from '../../src/math/net';
import { DATA, examplesOf, pointsOf, readPoints } from '../../src/math/net_data';
import { carrier, mapOf, momentNames } from '../../src/math/net_fold';
import { readNet, writeNet } from '../../src/math/net_setup';
import { momentsOf, ruleOf, trace } from '../../src/math/net_trace';
import { Training, trouble } from '../../src/math/net_training';

/** The same numbers in Python and here, without a random generator. */
const table = (shape: number[], by = 1): Tensor => {
  const y = tensor(shape);
  y.values.forEach((_, i) => (y.values[i] = by * (((i * 7919 + 13) % 101) / 50 - 1)));
  return y;
};
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const weighed = ({ values }: Tensor): number => sum(values.map((value, i) => value * table([values.length]).values[i]!));

const examples = { x: table([6, 2], 1.5), labels: [0, 1, 1, 0, 1, 0] };
const net = (bend: Bend): Net => ({
  bend,
  layers: [{ W: table([2, 3]), b: table([3], 0.5) }, { W: table([3, 3], 0.8), b: table([3], 0.1) }, { W: table([3, 1]), b: table([1]) }],
});

// By hiddenmath.apply.neural: chain of dense, bend, dense, bend, dense; cross_entropy of [0, z]. Of each layer: sum and weighed sum of dW, sum of db.
const PYTHON: [Bend, loss: number, layers: number[][], dx: number[], after: number][] = [
  ['tanh', 1.002628657717409, [
    [-0.07718892234821746, 0.1305062684679225, -0.044217953174786266], [0.0034689165495068175, 0.3317804414899461, -0.0470408016429905],
    [-0.15563689816291806, 0.2770786324500311, -0.2088845527368561]], [0.11452383324064273, 0.08700417897861501], 0.3922514550431688],
  ['relu', 0.7874530522018324, [
    [-0.017876854761557735, 0.0634458221487255, 0.028009190941021264], [0.3312034795458604, 0.040477828404586136, 0.26865815890453737],
    [-0.32197077775098754, 0.03031643225061205, -0.1544512656633094]], [-0.12165763889527519, 0.04229721476581701], 0.3740663605580419],
];

test.each(PYTHON)('with %s: loss, gradients and 50 steps are what they are in Python', (bend, expected, layers, dx, after) => {
  const { loss, gradient } = lossAndGradient(net(bend), examples);
  expect(loss).toBeCloseTo(expected, 12);
  layers.forEach((numbers, i) => {
    const { W, b } = gradient.layers[i]!;
    [sum(W.values), weighed(W), sum(b.values)].forEach((value, j) => expect(value).toBeCloseTo(numbers[j]!, 10));
  });
  expect([sum(gradient.h[0]!.values), weighed(gradient.h[0]!)].map((value, i) => Math.abs(value - dx[i]!)).every((off) => off < 1e-10)).toBe(true);
  const training = new Training(net(bend), examples, { rate: 0.3, batch: 0, seed: 0 });
  for (let i = 0; i < 50; i++) training.step();
  expect(judge(training.net, examples).loss).toBeCloseTo(after, 10);
});

describe('the loss', () => {
  it('overflows nowhere, and is log 2 for a net that says nothing', () => {
    expect([surprise(1000, 0), surprise(1000, 1), surprise(-1000, 1)]).toEqual([1000, 0, 1000]);
    expect(crossEntropy(tensor([2, 1]), [0, 1]).loss).toBeCloseTo(Math.log(2), 15);
  });

  it('falls with a small step against the gradient, by rate · |g|²', () => {
    const start = lossAndGradient(net('tanh'), examples);
    const square = sum(start.gradient.layers.flatMap(({ W, b }) => [...W.values, ...b.values]).map((g) => g * g));
    const after = lossAndGradient(stepped(net('tanh'), start.gradient, 1e-5), examples).loss;
    expect((start.loss - after) / 1e-5).toBeCloseTo(square, 3);
  });
});

describe('data', () => {
  it.each(DATA)('%s: as many of each colour, within sight, and the same again', (data) => {
    const points = pointsOf(data, 200, 1);
    expect(points.filter(([, , label]) => label === 1)).toHaveLength(100);
    expect(Math.max(...points.flat().map(Math.abs))).toBeLessThan(2.6);
    expect(pointsOf(data, 200, 1)).toEqual(points);
  });

  it.each([['moons', 8, 0.5], ['circles', 8, 0.5], ['xor', 6, 0.5], ['halves', 1, 0.5]])('%s is learned by %d units', (data, width, rate) => {
    const points = examplesOf(pointsOf(data, 120, 1));
    const training = new Training(begin([2, width, 1], 'tanh', 1), points, { rate, batch: 0, seed: 1 });
    for (let i = 0; i < 1500; i++) training.step();
    expect(judge(training.net, points).wrong).toBeLessThanOrEqual(3);
    expect(trouble(training, judge(training.net, points), training.net)).toBe('');
  });

  it('of points says what is wrong', () => {
    expect(readPoints('0 1 0; 2 3 1')).toEqual([[0, 1, 0], [2, 3, 1]]);
    expect(() => readPoints('0 1 2')).toThrow('label 2');
  });
});

describe('what fails is said', () => {
  const points = examplesOf(pointsOf('moons', 60, 1));
  const train = (start: Net, rate: number, steps: number): string => {
    const training = new Training(start, points, { rate, batch: 0, seed: 0 });
    for (let i = 0; i < steps; i++) training.step();
    return trouble(training, judge(training.net, points), training.net);
  };

  it('units that never fire', () => {
    const dead = readNet('1 1; 1 1 | 1; 1', '-9 0 | 0', '', 'relu', 0);
    expect(train(dead, 0.1, 1)).toContain('1 of 2 units of layer 1 never fire');
  });
  it('steps that are too long, and a loss that is no number', () => {
    expect(train(readNet('', '', '4', 'tanh', 1), 40, 60)).toContain('too long');
    expect(train(readNet('1e308 1e308; 1e308 1e308 | 1e308; -1e308', '', '', 'relu', 0), 1, 3)).toContain('no number');
  });
});

describe('a fold', () => {
  it('comes after the turn and the shift', () => {
    const fold = readNet('0 1; -1 0 | 1; 1', '0.5 -1 | 0', '', 'relu', 0);
    expect(momentNames(fold)).toEqual(['x', 'x W', '+ b', 'relu']);
    const stops = [0, 1, 2, 3].map((t) => carrier(fold, t)([1, 2]).map((value) => value + 0));
    expect(stops).toEqual([[1, 2], [-2, 1], [-1.5, 0], [0, 0]]);
    expect(mapOf(fold.layers[0]!)).toEqual([[0, -1], [1, 0]]); // the rows of W are its columns
  });

  it('ends where the network itself sends a point', () => {
    const deep = readNet('1 0.5; -1 2 | 0.3 1; 1 1 | 1; -1', '0.1 0.2 | -0.4 0 | 0', '', 'tanh', 0);
    const { h } = forward(deep, tensor([1, 2], [0.7, -0.2]));
    carrier(deep, 6)([0.7, -0.2]).forEach((value, i) => expect(value).toBeCloseTo(h[2]!.values[i]!, 14));
  });
});

describe('a network in words', () => {
  it('is read and written', () => {
    expect(writeNet(readNet('1 0.5; -1 2 | 1; -1', '0.1 0.2 | 3', '', 'relu', 0))).toEqual({ weights: '1 0.5; -1 2 | 1; -1', biases: '0.1 0.2 | 3' });
    expect(readNet('', '', '4 3', 'relu', 5).layers.map(({ W }) => W.shape)).toEqual([[2, 4], [4, 3], [3, 1]]);
  });
  it.each([['1 0; 0 1', '', 'last layer has 2'], ['1 0 | 1; 1', '', 'has 1 rows'], ['1 x; 0 1 | 1; 1', '', 'no finite number'], ['1 0; 0 1 | 1; 1', '1', 'in place of 2']])(
    'says what is wrong with %s', (weights, biases, words) => expect(() => readNet(weights, biases, '', 'relu', 0)).toThrow(words));
  it.each(['9', '2 2 2 2', 'two'])('layers="%s" is too much', (hidden) => expect(() => readNet('', '', hidden, 'relu', 0)).toThrow('layers='));
});

describe('one example, moment by moment', () => {
  const small = readNet('0.8 -0.5; 0.3 -1 | 1.2; -0.7', '0.1 -0.2 | 0.1', '', 'relu', 0);
  const traced = trace(small, [1, 0.5], 0);
  const worked = momentsOf(small).map((moment) => ruleOf(traced, moment));

  it('goes forwards to the loss, and back from dz to dx', () => {
    expect(momentsOf(small).map(({ kind, layer }) => `${kind}${layer}`).join(' ')).toBe('x0 a0 h0 a1 loss1 dz1 dW1 dh1 da0 dW0 dh0');
    expect(worked.map(({ rule }) => rule).slice(5)).toEqual(['dz = p − y', 'dW = hᵀ dz,  db = dz', 'dh = dz Wᵀ', 'da = dh · (a > 0)', 'dW = xᵀ da,  db = da', 'dx = da Wᵀ']);
  });

  it('works with the numbers of the example; nothing goes back through a unit that was cut off', () => {
    expect(worked[1]!.worked).toEqual(['a₁ = 1 · 0.8 + 0.5 · 0.3 + 0.1 = 1.05', 'a₂ = 1 · (−0.5) + 0.5 · (−1) + (−0.2) = −1.2']);
    expect(worked[5]!.worked).toEqual(['dz = 0.796 − 0 = 0.796']); // p = 1/(1 + e^−1.36)
    expect(worked[8]!.worked[1]).toBe('da₂ = −0.557 · 0 = 0');
    const { gradient } = lossAndGradient(small, { x: tensor([1, 2], [1, 0.5]), labels: [0] });
    expect(traced.gradient.layers.map(({ W }) => [...W.values])).toEqual(gradient.layers.map(({ W }) => [...W.values]));
  });
});

test('the part above a level is one rectangle a row, cut where the line crosses', () => {
  const ramp = { n: 2, values: [-1, 0, 1, -1, 0, 1, -1, 0, 1], size: 10 };
  expect(above(ramp, -2)).toBe('M0.0 0.0H20.0V10.0H0.0zM0.0 10.0H20.0V20.0H0.0z');
  expect(contourOf(ramp, 0.5)).toBe('M15.0 0.0L15.0 10.0M15.0 10.0L15.0 20.0');
  expect(above({ ...ramp, values: new Array(9).fill(NaN) }, 0)).toBe('');
});
