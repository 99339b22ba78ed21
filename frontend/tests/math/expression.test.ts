import { describe, expect, it } from 'vitest';

import { fromTree, parseExpression, ShapeError, totalFlops, type Tree } from '../../src/math/expression';
import { layOutShapes } from '../../src/math/shapes';

const shapes = { A: [100, 100], B: [100, 100], x: [100], X: [500, 40], 'K + s * I': [100, 100], 'self.w[0]': [100], 'X.T @ X + 0.1 * np.eye(40)': [40, 40] };

describe('an expression has the shape and the cost of its steps', () => {
  it.each<[string, number[], number]>([
    ['A', [100, 100], 0],
    ['A @ B @ x', [100], 2 * 100 ** 3 + 2 * 100 ** 2],
    ['A @ (B @ x)', [100], 4 * 100 ** 2],
    ['X.T @ X', [40, 40], 2 * 40 * 500 * 40],
    ['x @ A @ x', [], 2 * 100 ** 2 + 2 * 100],
    ['np.linalg.inv(A) @ x', [100], 2 * 100 ** 3 + 2 * 100 ** 2],
    ['np.linalg.solve(A, B)', [100, 100], (2 / 3 + 2) * 100 ** 3],
    ['inv(K+s*I) @ self.w[0]', [100], 2 * 100 ** 3 + 2 * 100 ** 2],
    ['inv(A).dot(x)', [100], 2 * 100 ** 3 + 2 * 100 ** 2],
    ['A.dot(x)', [100], 2 * 100 ** 2],
    ['np.dot(A, B @ x)', [100], 4 * 100 ** 2],
    ["scipy.linalg.solve(A.T, B.T, assume_a='pos').T", [100, 100], (2 / 3 + 2) * 100 ** 3],
    ['inv(X.T @ X + 0.1 * np.eye(40)) @ X.T', [40, 500], 2 * 40 ** 3 + 2 * 40 * 40 * 500],
    ['(A @ B).T @ x', [100], 2 * 100 ** 3 + 2 * 100 ** 2],
  ])('%s', (source, shape, flops) => {
    const parsed = parseExpression(source, shapes);
    expect(parsed.shape).toEqual(shape);
    expect(totalFlops(parsed)).toBeCloseTo(flops, 3);
  });
});

it.each([
  ['A @ X', '100×100 @ 500×40 does not fit'],
  ['A @ y', 'The shape of y is not known'],
  ['A @', 'The shape of an empty factor'],
  ['f(A) @ x', 'The shape of f(A)'],
])('%s cannot be drawn: %s', (source, why) => {
  expect(() => parseExpression(source, shapes)).toThrow(ShapeError);
  expect(() => parseExpression(source, shapes)).toThrow(why);
});

describe('drawn to scale', () => {
  it('stands vectors up, lays them down on the left of @, and marks each step', () => {
    const { boxes, braces, levels } = layOutShapes(parseExpression('x @ (A @ x)', shapes), 100);
    expect(boxes.map(({ name, width, height, result }) => [name, width > height, result])).toEqual([
      ['x', true, false], ['A', false, false], ['x', false, false], ['', false, true],
    ]);
    expect(braces.map(({ level, shape, flops }) => [level, shape, flops])).toEqual([[1, [100], 20_000], [2, [], 200]]);
    expect(levels).toBe(2);
  });

  it('keeps boxes apart', () => {
    const { boxes, width } = layOutShapes(parseExpression('A @ B @ x', shapes), 60);
    boxes.slice(1).forEach((box, i) => expect(box.x).toBeGreaterThan(boxes[i]!.x + boxes[i]!.width));
    expect(width).toBeGreaterThanOrEqual(boxes.at(-1)!.x + boxes.at(-1)!.width);
  });
});

describe('a tree of a report is drawn as the expression it is', () => {
  const operand = (text: string, ...shape: number[]): Tree => ({ text, shape, flops: 0, of: [] });
  const step = (text: string, of: Tree[], shape: number[], flops = 1): Tree => ({ text, shape, flops, of });
  const [A, x] = [operand('A', 90, 90), operand('x', 90)];
  const AA = step('@', [A, A], [90, 90], 8);

  it.each<[string, Tree, string, number, number]>([
    ['a product', step('@', [AA, x], [90], 2), '@@=', 0, 10],
    ['a product on the right', step('@', [A, step('@', [A, x], [90])], [90]), '@@=', 2, 2],
    ['a transposed product', step('.T', [AA], [90, 90], 0), '@.T=', 2, 8],
    ['a part', step('[0]', [AA], [90]), '@[0]=', 2, 9],
    ['a function', step('solve_triangular', [AA, x], [90], 3), 'solve_triangular@,=', 2, 11],
    ['a difference', step('-', [x, operand('p', 90, 1)], [90, 90]), '−=', 0, 1],
    ['scaled rows', step('*', [x, A], [90, 90]), '·=', 0, 1],
  ])('%s', (_, tree, signs, parentheses, flops) => {
    const parsed = fromTree(tree);
    const drawing = layOutShapes(parsed, 100);
    expect(drawing.signs.map(({ text }) => text).join('')).toBe(signs);
    expect(drawing.parentheses).toHaveLength(parentheses);
    expect(totalFlops(parsed)).toBe(flops);
  });
});
