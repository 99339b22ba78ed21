import { describe, expect, it } from 'vitest';

import { bowlWith } from '../../src/math/descent';
import { windowAround } from '../../src/visuals/_descent_bowl';
import { curveWindow } from '../../src/visuals/_descent_curve';
import { check, readBowl } from '../../src/visuals/_descent_setup';
import { shareText, stepsText } from '../../src/visuals/_descent_words';

it.each([[1, '100.0%'], [0.0123, '1.2%'], [0.00045, '0.045%'], [3e-9, '3e−7%'], [0, '0.0%']])('a share of %d is %s', (share, text) => {
  expect(shareText(share)).toBe(text);
});

it.each([
  [12, 0.8, '12'],
  [Infinity, 0.9999, 'more than 10,000'],
  [Infinity, 1.2, 'never'],
])('%d steps at a factor of %d are %s', (needed, factor, text) => expect(stepsText({ needed, course: { manner: 'creeps', factor } })).toBe(text));

describe('the window of the loss', () => {
  it('shows four powers of ten at least', () => expect(curveWindow([1, 0.5])).toEqual({ x: [0, 20.6], y: [-4, 0.8] }));
  it('reaches as deep and as high as the loss', () => expect(curveWindow([1, 1e5, 1e-9]).y).toEqual([-9, 5]));
  it('is there where nothing is left', () => expect(curveWindow([0, 0]).y).toEqual([-4, 0.8]));
  it('does not go deeper than rounding', () => expect(curveWindow([1, 1e-40]).y[0]).toBe(-16));
});

it('has the minimum in the middle, and room for the start', () => {
  expect(windowAround(bowlWith(10, 0, [1, 0.5]), [-1, 1])).toEqual({ x: [-1.5, 3.5], y: [-2, 3] });
  expect(windowAround(bowlWith(10, 0, [1, 0.5]), [1, 0.5])).toEqual({ x: [0, 2], y: [-0.5, 1.5] });
});

describe('what cannot be drawn is said', () => {
  const shape = { points: '', matrix: '', b: '0 0', condition: 10, angle: 0, minimum: '0 0' };
  it.each([
    [{ matrix: '1 2; 2 1' }, 'falls for ever'],
    [{ matrix: '1 2; 3 4' }, 'symmetric'],
    [{ matrix: '1 0; 0 1; 0 0' }, '3×2'],
    [{ matrix: '1 0; 0 1', b: '' }, 'b="1 -1"'],
    [{ points: '1 2; 1 3' }, 'two different x'],
    [{ condition: 0.5 }, '1 or more'],
    [{ angle: NaN }, 'degrees'],
  ])('%j', (wrong, words) => expect(() => readBowl({ ...shape, ...wrong })).toThrow(words));

  const settings = { rate: 0.1, momentum: 0, steps: 0, h: 1 };
  it.each([
    [{ rate: 0 }, 'positive'],
    [{ momentum: 1 }, 'less than 1'],
    [{ steps: 1.5 }, 'whole number'],
    [{ h: NaN }, 'positive'],
  ])('%j', (wrong, words) => expect(() => check({ ...settings, ...wrong })).toThrow(words));
});
