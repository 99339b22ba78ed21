import { describe, expect, it } from 'vitest';

import { parseRatings, rated, writeRatings } from '../../src/math/ratings';

describe('ratings as a text', () => {
  it('are read as they are written, also where a title holds a colon', () => {
    const ratings = [
      { item: '2001: A Space Odyssey (1968)', stars: 5 },
      { item: 'Emma', stars: 2.5 },
    ];
    expect(parseRatings(writeRatings(ratings))).toEqual(ratings);
  });

  it.each([['', 0], ['emma', 0], ['emma: ', 0], [': 5', 0], ['emma: good', 0], ['emma: 2,5\n dracula : 3;', 2]])('of %j reads what is one', (text, count) => {
    expect(parseRatings(text)).toHaveLength(count);
  });

  it('of one item are one, in its old place', () => {
    const ratings = parseRatings('emma: 1; dracula: 5');
    expect(rated(ratings, 'Emma', 4)).toEqual([
      { item: 'Emma', stars: 4 },
      { item: 'dracula', stars: 5 },
    ]);
    expect(rated(ratings, 'Ivanhoe', 3)).toHaveLength(3);
  });
});
