import { expect, test } from 'vitest';

import { analogous, neighbours, readAtlas } from '../../src/math/atlas';

/** As the server packs them: a head, places (int16) and directions (int8). */
function packed(words: string[], places: number[][], directions: number[][]): ArrayBuffer {
  let head = JSON.stringify({ words: words.join('\n'), dimensions: directions[0]!.length, kept: 0.5 });
  while (new TextEncoder().encode(head).length % 4) head += ' ';
  const bytes = new TextEncoder().encode(head);
  const buffer = new ArrayBuffer(4 + bytes.length + 4 * words.length + words.length * directions[0]!.length);
  new DataView(buffer).setUint32(0, bytes.length, true);
  new Uint8Array(buffer, 4).set(bytes);
  new Int16Array(buffer, 4 + bytes.length, 2 * words.length).set(places.flat());
  new Int8Array(buffer, 4 + bytes.length + 4 * words.length).set(directions.flat());
  return buffer;
}

const ATLAS = readAtlas(packed(
  ['man', 'woman', 'king', 'queen', 'weiß'],
  [[-100, 0], [100, 0], [-100, 50], [100, 50], [0, 25]],
  [[100, 0, 50], [100, 100, 50], [0, 0, 120], [0, 100, 120], [-90, 20, -90]],
));

test('words, places at one scale, y downwards', () => {
  expect(ATLAS.words[4]).toBe('weiß');
  expect([...ATLAS.places]).toEqual([0, 0.25, 1, 0.25, 0, 0, 1, 0, 0.5, 0.125]);
  expect([ATLAS.width, ATLAS.height, ATLAS.kept]).toEqual([1, 0.25, 0.5]);
});

test('neighbours by cosine, without the word itself', () => {
  const found = neighbours(ATLAS, 0, 2);
  expect(found.map(({ word }) => ATLAS.words[word])).toEqual(['woman', 'king']);
  expect(found[0]!.cosine).toBeCloseTo(12500 / Math.sqrt(12500 * 22500), 12);
});

test('man is to woman as king is to queen', () => {
  expect(ATLAS.words[analogous(ATLAS, [0, 1, 2], 1)[0]!.word]).toBe('queen');
});
