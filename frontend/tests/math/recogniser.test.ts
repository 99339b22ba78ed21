import { expect, test } from 'vitest';

import { layersOf, pulls, run, standardised } from '../../src/math/recogniser';

// Networks drawn by hiddenmath.apply.neural.Network(architecture, takes, seed=1), with what NumPy makes of them in float64.
const PYTHON = [
  {
    architecture: 'dense 3, tanh, dense 2', takes: [4],
    theta: 'zTp6PpG6FD8SQ28+i+Vrvw3jIz/YmqE+2WXCviFj0j5D/YM+hPlUPqOjpDxm7sU+AAAAAAAAAAAAAAAAbVj6Pm7YBD1ZhXS+3G8jv1gJV77+19k7AAAAAAAAAAA=',
    scores: [0.230596982, 0.270650778], chances: [0.48998789, 0.51001211],
    slopes: [-0.125407456, 0.1302461, 0.042699793, -0.008792329],
  },
  {
    architecture: 'convolution 2 2, relu, pool 2, flatten, dense 3', takes: [5, 5, 1],
    theta: 'zTp6PpG6FD8SQ28+i+Vrvw3jIz/YmqE+2WXCviFj0j4AAAAAAAAAAMPVaDxi9Ys+QYi8vt7Rpr1Y2Ha+/E2ZPqazojzkvBW+JyvIvrSuA77IZoU70xsNvuKjJT9Y3AA/sIOtvzDLcb9197K9VylYvjvF2j2kid49rIqHP7JWDr9yVUG+xbyCPwAAAAAAAAAAAAAAAA==',
    scores: [-0.302182647, -0.111510989, 0.433643821], chances: [0.232705969, 0.281588668, 0.485705363],
    slopes: [0, -0.10330964, -0.098781525, 0, 0, 0, -0.056077267, -0.261361406, -0.03425086, -0.156425952, 0, 0.116574014, 0.495827027, 0.881843102,
      -1.326763414, -0.514438714, -0.491890598, 1.017442553, -0.061901616, 0.704995506, -1.347718165, 0.799311831, 0, 0, 0],
  },
];

const close = (found: ArrayLike<number>, expected: readonly number[]): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6)); // its parameters came in float32
};

test.each(PYTHON)('$architecture reads as in Python, and its slopes are those of Python', ({ scores, chances, slopes, ...network }) => {
  const light = slopes.map((_, i) => (i % 7) / 7 - 0.4);
  const made = run(layersOf(network), standardised(light, { ...network, mean: [0], scale: [1] }));
  close(made.scores, scores);
  close(made.chances, chances);
  close(made.back(scores.map((_, i) => i - 0.5)), slopes);
});

test('without a bend the pulls, and what an empty board has, are the score', () => {
  const network = { architecture: 'dense 3', takes: [4], theta: 'zTp6PpG6FD8SQ28+i+Vrvw3jIz/YmqE+2WXCviFj0j5D/YM+hPlUPqOjpDxm7sU+AAAAAAAAAAAAAAAA', mean: [40, 60, 80, 100], scale: [90] };
  const layers = layersOf(network);
  const [light, weights] = [[0, 255, 17, 120], [0, 1, -1]];
  const margin = (lit: readonly number[]): number => run(layers, standardised(lit, network)).scores.reduce((sum, score, i) => sum + weights[i]! * score, 0);
  const pulled = pulls(run(layers, standardised(light, network)), light, weights, network.scale);
  expect(pulled[0]).toBe(0); // a dark pixel pulls at nothing
  expect(margin([0, 0, 0, 0]) + pulled.reduce((sum, value) => sum + value, 0)).toBeCloseTo(margin(light), 10);
});

test('a layer that does not run here, and parameters that are missing, are said', () => {
  const network = { takes: [4], theta: '' };
  expect(() => layersOf({ ...network, architecture: 'recurrent 3' })).toThrow('There is no layer recurrent here.');
  expect(() => layersOf({ ...network, architecture: 'dense 3' })).toThrow('dense 3 has more than 0 parameters.');
});
