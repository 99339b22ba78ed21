import { describe, expect, it } from 'vitest';

import { type Axis, meanAlong, shapeWithout } from '../../src/math/mean';

// 2 rows, 2 columns; what NumPy's mean answers was computed by hand.
const photo = { rows: 2, columns: 2, values: [0, 3, 6, 10, 20, 30, 2, 5, 8, 30, 40, 50] };

describe('the mean along an axis', () => {
  it.each([
    [0, [1, 2], [1, 4, 7, 20, 30, 40]],
    [1, [2, 1], [5, 11.5, 18, 16, 22.5, 29]],
    [2, [2, 2], [3, 3, 3, 20, 20, 20, 5, 5, 5, 40, 40, 40]], // grey: three equal numbers
  ] as [Axis, number[], number[]][])('%i leaves %j', (axis, [rows, columns], values) => {
    const mean = meanAlong(photo, axis);
    expect([mean.rows, mean.columns]).toEqual([rows, columns]);
    expect([...(mean.values as Float64Array)]).toEqual(values);
  });

  it.each([[0, [96, 3]], [1, [64, 3]], [2, [64, 96]], [null, [64, 96, 3]]] as [Axis | null, number[]][])('%j of 64×96×3 has the shape %j', (axis, shape) =>
    expect(shapeWithout([64, 96, 3], axis)).toEqual(shape));
});
