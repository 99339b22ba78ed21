import { describe, expect, it } from 'vitest';

import { parseCondition, quote } from '../../src/math/state';

describe('a goal', () => {
  it.each([
    ['share>=0.99', { share: 0.99 }, true],
    ['share >= 0.99', { share: 0.98 }, false],
    ['numbers', { numbers: 1 }, true],
    ['numbers', { numbers: 0 }, false],
    ['det=0', { det: 1e-12 }, true],
    ['det=0 and edited', { det: 0, edited: 2 }, true],
    ['det=0, edited>2', { det: 0, edited: 2 }, false],
    ['x=petal', { x: 'petal' }, true],
    ['x!=petal', { x: 'petal' }, false],
    ['share>=0', {}, false], // nothing is said yet, so nothing is reached
  ])('%s of %j is %s', (goal, state, reached) => {
    expect(parseCondition(goal)(state)).toBe(reached);
  });

  it('says what a goal looks like when it is none', () => {
    expect(() => parseCondition('0.99<share')).toThrow('share>=0.99');
  });
});

describe('prose quotes', () => {
  it.each([
    [{ share: 0.98765, share_text: '98.8%' }, '98.8%'],
    [{ share: 0.98765 }, '0.9877'],
    [{}, '…'],
  ])('%j as %s', (state, text) => {
    expect(quote(state, 'share')).toBe(text);
  });
});
