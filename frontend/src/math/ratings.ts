// One's own ratings as the text that `recommend` reads: "Emma: 5; Dracula: 2".

export interface Rating {
  item: string;
  stars: number;
}

/** What can be read of it; the server says what cannot. */
export function parseRatings(text: string): Rating[] {
  return text.split(/[;\n]/).flatMap((part) => {
    const colon = part.lastIndexOf(':');
    const [item, number] = [part.slice(0, colon).trim(), part.slice(colon + 1).trim().replace(',', '.')];
    const stars = Number(number);
    return colon > 0 && item && number && Number.isFinite(stars) ? [{ item, stars }] : [];
  });
}

export function writeRatings(ratings: readonly Rating[]): string {
  return ratings.map(({ item, stars }) => `${item}: ${stars}`).join('; ');
}

/** With this rating, in the place of an earlier one of the same item. */
export function rated(ratings: readonly Rating[], item: string, stars: number): Rating[] {
  const there = ratings.some((rating) => same(rating.item, item));
  return there ? ratings.map((rating) => (same(rating.item, item) ? { item, stars } : rating)) : [...ratings, { item, stars }];
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function holds(name: string, words: string): boolean {
  return name.toLowerCase().includes(words.toLowerCase());
}
