import { describe, expect, it } from 'vitest';

import { between, cellAt, clamp, fit, panBy, reveal, type Viewport, zoomAbout } from '../../src/math/viewport';

const picture = { width: 96, height: 64 };
const window = { width: 480, height: 400 };
const under = ({ cell, x, y }: Viewport, px: number, py: number): [number, number] => [x + px / cell, y + py / cell];

it('fits the whole picture in the middle', () => {
  expect(fit(picture, window)).toEqual({ cell: 5, x: 0, y: -8 });
});

it('keeps the place under the pointer while zooming', () => {
  const before = fit(picture, window);
  const after = zoomAbout(before, 40, 200, 150);
  under(after, 200, 150).forEach((place, k) => expect(place).toBeCloseTo(under(before, 200, 150)[k]!, 12));
});

it.each([
  [0, 8, null], [0, 50, { row: 2, column: 0 }], [479, 359, { row: 63, column: 95 }], [479, 360, null],
])('finds the cell under %d, %d', (px, py, cell) => expect(cellAt(fit(picture, window), px, py, picture)).toEqual(cell));

it('moves with the finger, and stops at the edge', () => {
  const near = { cell: 40, x: 10, y: 10 };
  expect(panBy(near, 80, -40)).toEqual({ cell: 40, x: 8, y: 11 });
  expect(clamp(panBy(near, 8000, -8000), picture, window)).toEqual({ cell: 40, x: 0, y: 54 });
});

it('brings a cell into view by the smallest move', () => {
  const near = { cell: 40, x: 10, y: 10 }; // shows columns 10 to 22
  expect(reveal(near, 15, 15, window)).toEqual(near);
  expect(reveal(near, 22, 15, window)).toMatchObject({ x: 12 });
  expect(reveal(near, 5, 15, window)).toMatchObject({ x: 4 });
});

describe('between two views', () => {
  const from = fit(picture, window);
  const to = zoomAbout(from, 40, 200, 150);

  it('starts and ends at them', () => {
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1).x).toBeCloseTo(to.x, 12);
  });
  it('keeps the fixed place fixed on the way', () => {
    under(between(from, to, 0.4), 200, 150).forEach((place, k) => expect(place).toBeCloseTo(under(from, 200, 150)[k]!, 10));
  });
  it('multiplies the size by equal factors in equal times', () => {
    const half = between(from, to, 0.5).cell;
    expect(half / from.cell).toBeCloseTo(to.cell / half, 12);
  });
  it('slides where the size stays', () => {
    expect(between({ cell: 4, x: 0, y: 0 }, { cell: 4, x: 10, y: 2 }, 0.5)).toEqual({ cell: 4, x: 5, y: 1 });
  });
});
