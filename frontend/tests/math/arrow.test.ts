import { expect, it } from 'vitest';

import { fromTip } from '../../src/math/arrow';

it('goes back along the arrow, and to its side', () => {
  const at = fromTip([0, 0], [6, 8]);
  expect(at(0)).toEqual([6, 8]);
  expect(at(5)).toEqual([3, 4]);
  expect(at(5, 5)).toEqual([-1, 7]);
});

it('stays at the tip of an arrow without a length', () => expect(fromTip([2, 3], [2, 3])(9, 4)).toEqual([2, 3]));
