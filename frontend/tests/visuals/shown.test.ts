// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import type { Matrix } from '../../src/visuals/matrix';
import { drawShown } from '../../src/visuals/shown';

const array = { shape: [1, 2], dtype: 'float64', values: [0.5, -1] };

describe('a value of the server', () => {
  it.each([
    ['a number', { text: '0.25', array: { shape: [], dtype: 'float64', values: [0.25] } }],
    ['a text', { text: "'hello'", array: null }],
    ['an array too large to send', { text: '5000×5000 float64', array: null }],
  ])('%s is written', (_, shown) => {
    const element = drawShown(shown);
    expect(element.localName).toBe('pre');
    expect(element.textContent).toBe(shown.text);
  });

  it('an array is drawn, as the exercise wants it', () => {
    const matrix = drawShown({ text: '1×2 float64', array }, 'photo', { label: 'photo', compare: 'yours', max: 3, against: array }) as Matrix;
    expect(matrix.localName).toBe('hm-matrix');
    expect(matrix).toMatchObject({ value: array, photo: true, label: 'photo', compare: 'yours', max: 3, against: array });
  });

  it('an array of an exercise without a picture is drawn as numbers', () => {
    expect(drawShown({ text: '', array })).toMatchObject({ value: array, photo: false, compare: null, max: null, against: null });
  });
});
