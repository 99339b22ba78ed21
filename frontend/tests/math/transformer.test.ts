import { describe, expect, it } from 'vitest';

import { readNpz } from '../../src/math/npz';
import { piecesOf } from '../../src/math/pieces';
import { bytesOf } from '../../src/math/recogniser';
import { transformerOf } from '../../src/math/transformer';
import { headsIn, likeliest, type Reader, readerOf, readingOf, stepsIn } from '../../src/math/typed';
import python from './transformer.json'; // by tests/apply/transformer.py, in NumPy and float64

const FILE = bytesOf(python.model).buffer as ArrayBuffer;
const reader = readerOf(FILE);
const reading = (sentence: string): NonNullable<ReturnType<typeof readingOf>> => readingOf(reader, sentence)!;
const close = (found: readonly number[], expected: readonly number[]): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 8));
};

describe.each(python.readings)('the sentence $sentence', ({ sentence, ids, weights, chances }) => {
  it('is read as in Python: who looks at whom, and what comes next', () => {
    const read = reading(sentence);
    close(headsIn(read).flatMap(({ P }) => P.flat()), weights.flat(3));
    close(Array.from(read.chances.values), chances.flat());
    expect(read.letters).toHaveLength(ids.length);
  });

  it('is taken apart in steps that lead to the same shares', () => {
    const read = reading(sentence);
    for (const head of headsIn(read)) {
      const { x, wq, wk, wv, shift, q, k, v, s, p } = stepsIn(read, head);
      for (const [made, W, b] of [[q, wq, shift!.q], [k, wk, shift!.k], [v, wv, shift!.v]] as const) {
        made.forEach((row, i) => close(row, b.map((shifted, j) => shifted + x[i]!.reduce((sum, value, l) => sum + value * W[l]![j]!, 0))));
      }
      expect(p).toEqual(head.P);
      p.forEach((row, i) => {
        const powers = s[i]!.slice(0, i + 1).map(Math.exp);
        close(row.slice(0, i + 1), powers.map((power) => power / powers.reduce((sum, each) => sum + each, 0)));
      });
    }
  });
});

describe('a sentence that is typed', () => {
  it('shows what one does not see, and where each piece ends', () => {
    const { letters, ends, strange, left } = reading('abab ab?é');
    expect(letters).toEqual(['abab', '␣ab', '?', 'é']);
    expect(ends).toEqual([4, 7, 8, 9]);
    expect(strange).toEqual(['?']);
    expect(left).toBe(0);
  });

  it('keeps its last pieces where it is longer than the window', () => {
    const { letters, ends, left } = reading('ab é𝄞\nb ab bbb aéé');
    expect(letters).toEqual(['bb', 'b', '␣', 'a', 'é', 'é']);
    expect(left).toBe(8);
    expect(ends.at(-1)).toBe('ab é𝄞\nb ab bbb aéé'.length); // 𝄞 are two units of JavaScript
  });

  it('may be empty, or hold letters alone that were never learned', () => {
    expect(readingOf(reader, '')).toBeNull();
    expect(reading('日本').letters).toEqual(['日', '本']);
  });

  it('is gone on with by the likeliest pieces, of which none is unknown', () => {
    const read = reading('abab ab?é');
    const every = likeliest(reader, read, 3, 20);
    expect(every).toHaveLength(10);
    expect(every[0]).toEqual({ piece: 'ab', chance: Math.max(...read.chances.values.subarray(33).filter((_, id) => id > 0)) });
    expect(every.map(({ chance }) => chance)).toEqual(every.map(({ chance }) => chance).sort((a, b) => b - a));
  });

  it('looks only back: what is typed after a piece changes nothing there', () => {
    const [short, long] = [reading('abab'), reading('abab é')];
    expect(Array.from(long.chances.values.subarray(0, 11))).toEqual(Array.from(short.chances.values));
  });
});

const wide = (text: string): string => [...text].map((letter) => `${letter}\0\0\0`).join(''); // in NumPy a letter takes four bytes

describe('a file', () => {
  it('holds arrays and texts', () => {
    const { numbers, texts } = readNpz(FILE);
    expect(texts.get('kind')).toBe('generate');
    expect(numbers.get('pairs')).toEqual({ shape: [4, 2], values: Float64Array.of(2, 3, 1, 7, 3, 3, 7, 7) });
  });

  it.each([
    ['no archive', new ArrayBuffer(50), 'This is no archive of arrays.'],
    ['nothing', new ArrayBuffer(0), 'This is no archive of arrays.'],
    ['cut', FILE.slice(400), 'ends too early'],
  ])('is refused: %s', (_, file, message) => {
    expect(() => readerOf(file)).toThrow(message);
  });

  it('is refused where a training failed', () => {
    const bytes = new Uint8Array(FILE.slice(0));
    const theta = new TextDecoder('latin1').decode(bytes).indexOf('theta.npy') + 9 + 20 + 128; // behind its name, a ZIP field, and the header of the array
    new DataView(bytes.buffer).setFloat32(theta, NaN, true);
    expect(() => readerOf(bytes.buffer)).toThrow('Not all parameters of this network are finite');
  });

  it.each([
    ['arrays column by column', "'fortran_order': False", "'fortran_order': True ", 'column by column'],
    ['another network', wide('dense 11'), wide('dense 10'), 'tells 10 pieces apart, and it has 11'],
    ['arrays that are larger than all of it', 'PK\x01\x02', null, 'its arrays are larger than the file'],
  ])('is refused: %s', (_, from, to, message) => {
    const all = String.fromCharCode(...new Uint8Array(FILE));
    const bytes = Uint8Array.from(all.replaceAll(from, to ?? from), (letter) => letter.charCodeAt(0));
    if (to === null) new DataView(bytes.buffer).setUint32(all.indexOf(from) + 24, bytes.length + 1, true); // what the table of contents says of the first
    expect(() => readerOf(bytes.buffer)).toThrow(message);
  });

  it.each([
    ['embedding -5 4', 6, 'a size is a whole number above 0'],
    ['embedding 3 2, dense many', 6, 'a size is a whole number above 0'],
    ['embedding 3 2, self_attention 4', 6, '2 numbers a place cannot be shared by so many heads'],
    ['embedding 3 2, self_attention', 6, 'cannot be shared'],
    ['embedding 3 2, constructor', 6, 'There is no layer constructor here.'],
    ['embedding 3 2, positions', 0, 'looks 0 places back'],
  ])('has no network such as %s', (words, window, message) => {
    expect(() => transformerOf(words, window, new Float64Array(100))).toThrow(message);
  });

  it.each([
    ['out of nothing', [1, 9]],
    ['without an end', Array.from({ length: 40 }, (_, k) => (k === 0 ? [1, 1] : [k + 2, k + 2])).flat()],
  ])('has no pieces %s', (_, pairs) => {
    expect(() => piecesOf('�ab', pairs)).toThrow('too long or not there');
  });

  it('has all parameters of its layers, and no layer that is only in Python', () => {
    expect(() => transformerOf('embedding 3 2, dense 4', 6, new Float64Array(10))).toThrow('embedding 3 2, dense 4 has more than 10 parameters.');
    expect(() => transformerOf('embedding 3 2, residual(relu, residual(recurrent 2))', 6, new Float64Array(10))).toThrow('There is no layer recurrent here.');
  });
});

it('shares and chances stay finite however large the parameters are', () => {
  const large: Reader = { ...reader, ...transformerOf('embedding 11 4, residual(self_attention 2), dense 11', 6, Float64Array.from({ length: 179 }, (_, i) => 1e3 * Math.sin(i))) };
  const { chances, attended } = readingOf(large, 'ab é')!;
  for (const value of [...chances.values, ...attended[0]!.P.values]) expect(value).toBeGreaterThanOrEqual(0);
});
