import { describe, expect, it } from 'vitest';

import { contrast, diverging, luminance, mix, readable, type RGB } from '../../src/math/colour';

const palette = { negative: [33, 102, 172], zero: [255, 255, 255], positive: [209, 103, 14], missing: [227, 223, 212] } as const;

it('mixes to the two colours at its ends', () => {
  expect(mix(palette.negative, palette.positive, 0)).toEqual(palette.negative);
  expect(mix(palette.negative, palette.positive, 1)).toEqual(palette.positive);
});

it('knows contrast as WCAG does', () => {
  expect(contrast([255, 255, 255], [0, 0, 0])).toBe(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2); // the well-known grey that just fails AA
});

describe('the scale of a matrix', () => {
  const colour = diverging(palette, 2);

  it('has zero white, and full colour at the largest value and beyond', () => {
    expect(colour(0)).toEqual(palette.zero);
    expect(colour(-2)).toEqual(palette.negative);
    expect(colour(2)).toEqual(palette.positive);
    expect(colour(Infinity)).toEqual(palette.positive);
    expect(colour(-99)).toEqual(palette.negative);
    expect(colour(NaN)).toEqual(palette.missing);
  });

  it('darkens evenly to both sides', () => {
    for (const sign of [-1, 1]) {
      const steps = [0, 0.5, 1, 1.5, 2].map((value) => luminance(colour(sign * value)));
      expect(steps).toEqual([...steps].sort((a, b) => b - a));
    }
  });

  it('shows an array of zeros as zeros', () => {
    expect(diverging(palette, 0)(0)).toEqual(palette.zero);
  });

  it('leaves every cell readable in black or white', () => {
    const inks: RGB[] = [[0, 0, 0], [255, 255, 255]];
    for (let value = -2; value <= 2; value += 0.05) {
      const ground = colour(value);
      expect(contrast(readable(ground, ...inks), ground)).toBeGreaterThan(4.5);
    }
  });
});
