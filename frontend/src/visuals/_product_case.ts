// A failed check of a matrix product, as the properties of <hm-product>: the learner's own numbers, what is right and what came back.

import { magnitude, type ShownArray, toGrid } from '../math/array';
import { agree, multiply, type Operand, stepMaking } from '../math/product';
import type { NamedShown, Shown } from './shown';

const LARGEST = 8; // rows and columns; larger ones are clearer as matrices side by side

/** Null where the inputs are no two arrays whose product is what was expected. */
export function productCase(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
  const [A, B, ...more] = inputs.map(({ shown }) => shown.array);
  const right = expected.array;
  if (!A || !B || more.length > 0 || !right || ![A, B].every(drawable)) return null;
  const [left, upper] = [toGrid(A, 0, 'row'), toGrid(B, 0, 'column')];
  if (!agree(left, upper)) return null;
  const C = multiply(left, upper);
  const wanted = toGrid(right, 0, A.shape.length === 1 ? 'row' : 'column');
  if (!same(C, wanted)) return null;
  const yours = got?.array && got.array.shape.join() === right.shape.join() ? got.array : null;
  const wrong = yours ? toGrid(yours).values.findIndex((value, i) => !near(value, C.values[i]!, C)) : 0;
  const first = Math.max(0, wrong);
  const step = stepMaking('dots', Math.floor(first / C.columns), first % C.columns, left, upper);
  return { A, B, view: 'dots', step, expected: right, got: yours };
}

const drawable = ({ shape }: ShownArray): boolean => (shape.length === 1 || shape.length === 2) && shape.every((n) => n > 0 && n <= LARGEST);

const near = (one: number, other: number, { values }: Operand): boolean => Math.abs(one - other) <= 1e-9 * magnitude(values);

const same = (C: Operand, wanted: Operand): boolean =>
  C.rows === wanted.rows && C.columns === wanted.columns && wanted.values.every((value, i) => near(value, C.values[i]!, C));
