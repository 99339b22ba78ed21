import { describe, expect, it } from 'vitest';

import { Photo } from '../../src/visuals/_photo';

describe('a photo from an array', () => {
  it('takes colours as they are', () => {
    const photo = Photo.fromArray({ shape: [1, 2, 3], dtype: 'uint8', values: [1, 2, 3, 4, 5, 6] });
    expect([photo.height, photo.width]).toEqual([1, 2]);
    expect(photo.at(0, 1)).toEqual([4, 5, 6]);
    expect(photo.toArray()).toEqual({ shape: [1, 2, 3], dtype: 'uint8', values: [1, 2, 3, 4, 5, 6] });
  });

  it('draws a matrix as greys, with what is darker than black or lighter than white cut off', () => {
    const photo = Photo.fromArray({ shape: [2, 2], dtype: 'float64', values: [-5, 99.6, 300, 'nan'] });
    expect([photo.at(0, 0), photo.at(0, 1), photo.at(1, 0), photo.at(1, 1)]).toEqual([[0, 0, 0], [100, 100, 100], [255, 255, 255], [0, 0, 0]]);
    expect(photo.isGrey).toBe(true);
  });

  it.each([[[4]], [[2, 2, 4]], [[]]])('refuses shape %j', (shape) => {
    expect(() => Photo.fromArray({ shape, dtype: 'uint8', values: [0, 0, 0, 0] })).toThrow('A photo is h×w or h×w×3');
  });
});

it('changes one number of one pixel', () => {
  const photo = Photo.fromArray({ shape: [1, 2], dtype: 'uint8', values: [7, 7] });
  photo.set(0, 1, 2, 255);
  expect([photo.at(0, 0), photo.at(0, 1)]).toEqual([[7, 7, 7], [7, 7, 255]]);
  expect(photo.isGrey).toBe(false);
});
