import { expect, it } from 'vitest';

import { numpyText, shapeTuple } from '../../src/math/numpy_text';

// str(array), as NumPy 2 prints it
const PRINTED: [shape: number[], dtype: string, values: (number | string | boolean)[], text: string][] = [
  [[2, 3], "int64", [0, 1, 2, 3, 4, 5], "[[0 1 2]\n [3 4 5]]"],
  [[3], "int64", [1, -20, 300], "[  1 -20 300]"],
  [[2, 2], "float64", [1.0, 0.5, 0.0, 2.0], "[[1.  0.5]\n [0.  2. ]]"],
  [[3], "float64", [0.1, -1.25, 100.0], "[  0.1   -1.25 100.  ]"],
  [[], "int64", [7], "7"],
  [[], "float64", [2.0], "2.0"],
  [[], "float64", [0.5], "0.5"],
  [[2, 2, 2], "int64", [0, 1, 2, 3, 4, 5, 6, 7], "[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]"],
  [[1, 2], "bool", [true, false], "[[ True False]]"],
  [[3], "float64", [1.0, "nan", "-inf"], "[  1.  nan -inf]"],
  [[0], "float64", [], "[]"],
  [[2], "float64", [0.3333333333333333, 0.6666666666666666], "[0.33333333 0.66666667]"],
  [[1, 1], "float64", [1.5], "[[1.5]]"],
  [[2], "float64", [-0.0, 3.0], "[-0.  3.]"],
  [[2, 1, 2], "float64", [0.0, 1.0, 2.0, 3.0], "[[[0. 1.]]\n\n [[2. 3.]]]"],
  [[1, 2], "uint8", [10, 2], "[[10  2]]"],
];

it.each(PRINTED)('%j %s %j is printed as by NumPy', (shape, dtype, values, text) => {
  expect(numpyText({ shape, dtype, values })).toBe(text);
});

it.each([[[1e9, 1e8]], [[1e-7, 1e-6]], [[0.0003, 1]]])('does not imitate powers of ten: %j', (values) => {
  expect(numpyText({ shape: [2], dtype: 'float64', values })).toBeNull();
});

it.each([[[2, 3], '(2, 3)'], [[3], '(3,)'], [[], '()']])('writes the shape %j as %s', (shape, text) => {
  expect(shapeTuple(shape)).toBe(text);
});
