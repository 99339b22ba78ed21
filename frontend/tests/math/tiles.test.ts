import { describe, expect, it } from 'vitest';

import { levelFor, ofTyped, parent, sampledMagnitude, TILE, tileSize, tilesSeen } from '../../src/math/tiles';

it.each([[30, 0], [1, 0], [0.99, 0], [0.5, 1], [0.3, 1], [0.25, 2], [0.064, 3]])('cells of %d pixels are drawn from level %i', (cell, level) => {
  expect(levelFor(cell)).toBe(level);
});

describe('averages', () => {
  const [rows, columns] = [150, 203];
  let seed = 1;
  const values = Float32Array.from({ length: rows * columns }, () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5);
  const source = ofTyped(values, rows, columns);
  const mean = (top: number, left: number, step: number): number => {
    let [sum, count] = [0, 0];
    for (let r = top; r < Math.min(rows, top + step); r++) {
      for (let c = left; c < Math.min(columns, left + step); c++) [sum, count] = [sum + values[r * columns + c]!, count + 1];
    }
    return sum / count;
  };

  it.each([[0, 0, 4, 5, 1], [10, 20, 3, 4, 8], [144, 200, 1, 1, 8], [128, 192, 2, 1, 16]])('from (%i, %i), %i×%i of them, each of %i×%i', (row, column, height, width, step) => {
    const averages = source.averages(row, column, height, width, step) as ArrayLike<number>;
    expect(averages.length).toBe(height * width);
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) expect(averages[i * width + j]).toBeCloseTo(mean(row + i * step, column + j * step, step), 12);
    }
  });

  it('do not hide what is not a number', () => {
    const averages = ofTyped(Float32Array.of(1, NaN, 3, 4), 2, 2).averages(0, 0, 1, 1, 2) as ArrayLike<number>;
    expect(averages[0]).toBeNaN();
  });

  it('need as many numbers as the shape says', () => {
    expect(() => ofTyped(new Float32Array(5), 2, 3)).toThrow('2×3 needs 6 numbers, but there are 5.');
  });
});

describe('tiles', () => {
  const size = { rows: 10_000, columns: 10_000 };
  const window = { width: 640, height: 480 };

  it('cover the window, and no more than one tile around it', () => {
    for (const cell of [0.05, 0.1, 0.7, 1, 3, 40]) {
      for (const [x, y] of [[0, 0], [123.4, 5678.9], [9000, 9500]] as const) {
        const level = levelFor(cell);
        const side = TILE * 2 ** level;
        const tiles = tilesSeen({ cell, x, y }, window, size, level);
        const seen = (r: number, c: number): boolean => tiles.some((tile) => tile.row === Math.floor(r / side) && tile.column === Math.floor(c / side));
        for (const [down, right] of [[0, 0], [0.5, 0.5], [0.999, 0.999], [0, 0.999]] as const) {
          const [r, c] = [y + (down * window.height) / cell, x + (right * window.width) / cell];
          if (r < size.rows && c < size.columns) expect(seen(r, c)).toBe(true);
        }
        expect(tiles.length).toBeLessThanOrEqual((window.width / side / cell + 2) * (window.height / side / cell + 2));
      }
    }
  });

  it('come with the middle of the window first', () => {
    const [first] = tilesSeen({ cell: 1, x: 1000, y: 2020 }, window, size, 0);
    expect(first).toEqual({ level: 0, row: Math.floor(2260 / TILE), column: Math.floor(1320 / TILE) });
  });

  it('are cut at the edge of the array', () => {
    expect(tileSize({ level: 0, row: 156, column: 0 }, size)).toEqual({ height: 16, width: 64 }); // 10 000 = 156·64 + 16
    expect(tileSize({ level: 3, row: 19, column: 19 }, size)).toEqual({ height: 34, width: 34 });
    expect(parent({ level: 2, row: 5, column: 8 })).toEqual({ level: 3, row: 2, column: 4 });
  });
});

it('finds what gets the full colour', () => {
  expect(sampledMagnitude(Float64Array.of(1, -7, NaN, Infinity))).toBe(7);
  expect(sampledMagnitude(new Uint8Array(100))).toBe(0);
});
