import { describe, expect, it } from 'vitest';

import { parseArray, toGrid } from '../../src/math/array';
import { caseOf, gotWords, planeState, readModel, rounded, stageWords, sumState } from '../../src/visuals/_svd_model';
import { layOutSum, subscript, type SumDrawing } from '../../src/visuals/_svd_sum';

/** As the server sends a matrix, and a number. */
const shown = (text: string) => ({ text, array: parseArray(text) });
const number = (text: string) => ({ text, array: null });

describe('what it says of the plane', () => {
  const model = readModel('3 1; 1 2', true);
  const at = (angle: number) => planeState(model, model.plane!, angle, 3);

  it('the longest image lies at v1, the shortest across it', () => {
    expect(at(Number(at(0)['v1']))).toMatchObject({ s1_text: '3.62', s2_text: '1.38', stretch_text: '100.0%', length_text: '3.62', det_text: '5' });
    expect(at(Number(at(0)['v1']) + 90)['length']).toBeCloseTo(1.381966011250105, 12);
  });
  it('a matrix of rank 1 has no finite condition; zero stretches every direction alike', () => {
    const line = readModel('1 2; 2 4', true);
    expect(planeState(line, line.plane!, 0, 3)).toMatchObject({ rank: 1, condition: Infinity, condition_text: '∞' });
    const zero = readModel('0 0; 0 0', true);
    expect(planeState(zero, zero.plane!, 0, 3)).toMatchObject({ rank: 0, stretch: 1, s1: 0 });
  });
  it.each([
    [0, 'A circle'], [0.4, 'Vᵀ turns by −32°'], [1, 'Vᵀ turns'], [1.5, 'Σ stretches by s₁ = 3.62'], [3, 'U turns by 32°'],
  ])('at stage %d: %s', (stage, words) => {
    expect(stageWords(model.plane!.moves, stage)).toContain(words);
  });
});

describe('what it says of the sum', () => {
  const model = readModel('4 0 0; 0 2 0; 0 0 1', false);
  it.each([
    [0, { error: 4, frobenius: Math.sqrt(21), energy: 0, numbers: 0 }],
    [1, { error: 2, frobenius: Math.sqrt(5), energy: 16 / 21, numbers: 7 }],
    [3, { error: 0, frobenius: 0, energy: 1, numbers: 21, full: 3, shape: '3×3' }],
  ])('with %i pieces', (k, expected) => {
    expect(sumState(model, k)).toMatchObject(expected);
  });
  it('what rounding leaves of a full sum is nothing', () => {
    expect(sumState(readModel('1 2; 2 4; 3 6', false), 1)).toMatchObject({ full: 1, error: 0 });
  });
});

it.each([
  ['1 2; 3', /Row 1 has 1 numbers/], ['1 nan; 2 3', /row 0, column 1 is nan/], ['', /no matrix/], ['1 two; 3 4', /“two” is no number/], ['1 2; 3 4 | 5 6; 7 8', /no matrix/],
  ['1 2 3; 4 5 6', /Only a 2×2 matrix.*2×3/], [Array(70).fill('1').join(' '), /at most 64/],
])('says what is wrong with “%s”', (text, words) => {
  expect(() => readModel(text, true)).toThrow(words);
});

it.each([[3.14159, '3.14'], [0.612, '0.61'], [1234.5, '1234.5'], [0.00123, '0.0012'], [0, '0'], [-0.5, '−0.5'], [Infinity, '∞']])('%d is written %s', (value, text) => {
  expect(rounded(value)).toBe(text);
});

describe('a failed check', () => {
  const inputs = [{ name: 'A', shown: shown('4 0; 0 2') }, { name: 'k', shown: number('1') }];
  it('shows the sum that was asked for beside the learner\'s own', () => {
    const got = shown('4 0; 0 4');
    expect(caseOf(inputs, shown('4 0; 0 0'), got)).toEqual({ view: 'sum', matrix: inputs[0]!.shown.array, rank: 1, got: got.array });
    expect(caseOf(inputs, shown('4 0; 0 0'), null)).toMatchObject({ got: null });
  });
  it.each([
    ['4 0; 0 0', 'yours is 2 away, and its rank is 1.'],
    ['4 0; 0 1', 'yours is 1 away, and its rank is 2.'],
    ['0 0; 0 2', 'yours is 4 away, and its rank is 1.'],
    ['4 nan; 0 0', 'yours holds what is no number.'],
  ])('says how far %s is', (got, words) => {
    expect(gotWords(readModel('4 0; 0 2', false), 1, toGrid(parseArray(got)))).toBe(`The nearest matrix of rank 1 is 2 away from A; ${words}`);
  });
  it('is drawn as matrices alone where a number was expected', () => {
    expect(caseOf(inputs, number('2'), number('3'))).toBeNull();
  });
  it.each([
    ['another shape came', inputs, '4 0; 0 0', '4 0'],
    ['there was no rank', inputs.slice(0, 1), '4 0; 0 0', '4 0; 0 0'],
    ['the matrix holds nan', [{ name: 'A', shown: shown('nan 0; 0 2') }, inputs[1]!], '4 0; 0 0', '4 0; 0 0'],
  ])('is drawn as matrices alone where %s', (_, given, expected, got) => {
    expect(caseOf(given, shown(expected), shown(got))).toBeNull();
  });
});

it('numbers its pieces below the line', () => {
  expect([0, 7, 12].map(subscript)).toEqual(['₀', '₇', '₁₂']);
});

it('fits the sum into the room there is', () => {
  for (const [rows, columns] of [[2, 2], [2, 3], [9, 9], [12, 12], [3, 40], [40, 3]]) {
    for (const width of [288, 328, 504, 880]) {
      const full = Math.min(rows!, columns!);
      const { large, small, perLine } = layOutSum({ A: { rows, columns }, full, width, tallest: 250, hidden: false } as SumDrawing);
      expect(3 * columns! * large).toBeLessThanOrEqual(width);
      expect(perLine * (columns! + 1) * small).toBeLessThanOrEqual(width);
      expect(small).toBeGreaterThan(0);
    }
  }
});
