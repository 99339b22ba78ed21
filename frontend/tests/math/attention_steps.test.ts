import { describe, expect, it } from 'vitest';

import { factorsOf, readSteps, sees } from '../../src/math/attention_steps';

const given = { x: '1 0 1; 0 2 1; 1 1 0', wq: '1 0; 0 1; 1 -1', wk: '0 1; 1 0; 1 1', wv: '1 2 0 1; 0 1 1 -1; 2 0 1 0.5' };

describe('attention, step by step', () => {
  it('has the numbers of hiddenmath.apply.neural', () => {
    const { p, y } = readSteps(3, given);
    const P = [[1, 0, 0], [0.3302384506733431, 0.6697615493266569, 0], [0.28399540974126003, 0.575975345215362, 0.14002924504337802]];
    const Y = [[3, 2, 1, 1.5], [2.330238450673343, 2, 2.3395230986533138, -0.5092846479799706], [2.1439661646978823, 2.140029245043378, 2.151950690430724, -0.4379699032111529]];
    p.flat().forEach((share, i) => expect(share).toBeCloseTo(P.flat()[i]!, 12));
    y.flat().forEach((value, i) => expect(value).toBeCloseTo(Y.flat()[i]!, 12));
  });

  it('shares out 1, over no later place, whatever the size of the numbers', () => {
    const { p } = readSteps(3, { ...given, x: '1000 0 1; 0 2000 1; -1000 1 0' });
    p.forEach((row, i) => {
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      row.forEach((share, j) => sees(i, j) || expect(share).toBe(0));
    });
  });

  it('multiplies what fits', () => {
    const steps = readSteps(3, given);
    expect(factorsOf(steps, 's').right).toHaveLength(2);
    expect(factorsOf(steps, 'p').right).toBeNull();
    expect(factorsOf(steps, 'k')).toEqual({ left: steps.x, right: steps.wk });
  });

  it.each([
    [{ x: '1 0 1' }, 'There are 3 letters, and x is 1×3'],
    [{ wv: '1 2' }, 'x is 3×3 and wv is 1×2: wv needs 3 rows.'],
    [{ wk: '1; 2; 3' }, 'wq is 3×2 and wk is 3×1: they need as many columns.'],
    [{ wq: '1 0; 1' }, 'Row 1 has 1 numbers in place of 2.'],
    [{ wq: '1 0; 0 a; 1 1' }, 'Row 1 holds something that is no finite number.'],
    [{ x: [] as number[][] }, 'x holds no number.'],
  ])('says what does not fit: %o', (change, message) => {
    expect(() => readSteps(3, { ...given, ...change })).toThrow(message);
  });
});
