import { expect, it } from 'vitest';

import { paintMatrices, toMatrices } from '../../src/math/photomatrix';

const BYTES = [255, 0, 0, 0, 255, 0, /* next row */ 0, 0, 255, 30, 60, 90]; // 2×2

it('grey is the mean of the three colours', () => {
  expect(toMatrices(BYTES, 2, 2, 'grey')).toEqual([{ rows: 2, columns: 2, values: Float64Array.of(85, 85, 85, 60) }]);
});

it('each colour is a matrix', () => {
  const [red, green, blue] = [[255, 0, 0, 30], [0, 255, 0, 60], [0, 0, 255, 90]].map((values) => ({ rows: 2, columns: 2, values: Float64Array.from(values) }));
  expect(toMatrices(BYTES, 2, 2, 'colour')).toEqual([red, green, blue]);
});

it('comes back as it was, and what is no light is cut', () => {
  const rgba = new Uint8ClampedArray(16);
  paintMatrices(toMatrices(BYTES, 2, 2, 'colour'), rgba);
  expect([...rgba].filter((_, at) => at % 4 < 3)).toEqual(BYTES);
  const two = new Uint8ClampedArray(8);
  paintMatrices([{ rows: 1, columns: 2, values: Float64Array.of(-7.5, 255.9) }], two);
  expect([...two]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
});
