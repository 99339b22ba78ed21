import { expect, it } from 'vitest';

import { paintMatrix, toMatrix } from '../../src/math/photomatrix';

const BYTES = [255, 0, 0, 0, 255, 0, /* next row */ 0, 0, 255, 30, 60, 90]; // 2×2

it('grey is the mean of the three colours', () => {
  expect(toMatrix(BYTES, 2, 2, 'grey')).toEqual({ rows: 2, columns: 2, values: Float64Array.of(85, 85, 85, 60) });
});

it('colours stand side by side', () => {
  expect(toMatrix(BYTES, 2, 2, 'colour')).toEqual({ rows: 2, columns: 6, values: Float64Array.of(255, 0, 0, 255, 0, 0, 0, 30, 0, 60, 255, 90) });
});

it('comes back as it was, and what is no light is cut', () => {
  const rgba = new Uint8ClampedArray(16);
  paintMatrix(toMatrix(BYTES, 2, 2, 'colour'), 'colour', rgba);
  expect([...rgba].filter((_, at) => at % 4 < 3)).toEqual(BYTES);
  paintMatrix({ rows: 1, columns: 2, values: Float64Array.of(-7.5, 255.9) }, 'grey', rgba);
  expect([...rgba.slice(0, 8)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
});
