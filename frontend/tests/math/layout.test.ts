import { describe, expect, it } from 'vitest';

import { cellSize, sideScale } from '../../src/math/layout';

describe('the cells of a matrix', () => {
  it.each([
    ['a small one shows its numbers', 2, 3, 600, 20, true],
    ['one as wide as the page does too, if they fit', 3, 12, 600, 40, true],
    ['numbers too wide for the page', 3, 12, 300, 40, false],
    ['too many rows', 150, 4, 600, 30, false],
  ])('%s', (_, rows, columns, room, text, numbers) => {
    const cell = cellSize(rows, columns, room, text);
    expect(cell.numbers).toBe(numbers);
    expect(columns * cell.width).toBeLessThanOrEqual(room + 1e-9);
    expect(rows * cell.height).toBeLessThanOrEqual(340 + 1e-9);
  });

  it('are square, or stretched no more than four times', () => {
    expect(cellSize(20, 20, 600, Infinity)).toMatchObject({ width: 17, height: 17 });
    const { width, height } = cellSize(340, 4, 600, Infinity);
    expect(width / height).toBe(4);
  });
});

describe('the sides of an expression', () => {
  it.each([
    [[400, 400, 1], 'to scale'],
    [[5000, 40], 'square roots'],
    [[20000, 20], 'logarithms'],
  ])('%j are drawn by %s', (sides, how) => {
    const { length, note } = sideScale(sides, 100);
    expect(note).toContain(how);
    expect(length(sides[0]!)).toBeCloseTo(100, 9);
    expect(length(sides[1]!)).toBeGreaterThan(5);
  });

  it('tells when a vector is drawn thicker than it is', () => {
    expect(sideScale([400, 1], 100).note).toContain('thicker');
    expect(sideScale([3, 1], 100).note).not.toContain('thicker');
  });
});
