// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import { addressOf, setupIn } from '../../src/visuals/_address';

describe('a picture in an address', () => {
  it.each([
    ['plane', { matrix: '1 -0.5; 0 1' }],
    ['own', { words: 'a:b&c=d#e f%20ü', empty: '' }],
  ])('%s %j comes back', (id, setup) => expect(setupIn(new URL(addressOf(id, setup)).hash, id)).toEqual(setup));

  it.each([
    ['', 'plane'], ['#plane', 'plane'], ['#other:a=1', 'plane'], ['#:a=1', ''],
  ])('"%s" says nothing about "%s"', (hash, id) => expect(setupIn(hash, id)).toBeNull());
});
