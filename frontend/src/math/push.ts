// What each word of a text adds to the log-odds of a linear model, and what is left when words are taken out.

/** The places of the words that make a feature, its count, its weight, and the block of features whose row has length 1. */
export type Part = readonly [words: readonly number[], value: number, weight: number, block: number];

export interface Pushed {
  /** Of each word its part of the sum; 0 for one that is out. */
  pushes: number[];
  odds: number;
  chance: number;
}

/** A feature is gone with any of its words, and is shared by them: start + Σ pushes = odds. */
export function push(parts: readonly Part[], words: number, start: number, out: ReadonlySet<number> = new Set()): Pushed {
  const left = parts.filter(([places]) => places.every((i) => !out.has(i)));
  const squares = new Map<number, number>();
  for (const [, value, , block] of left) squares.set(block, (squares.get(block) ?? 0) + value ** 2);
  const pushes = new Array<number>(words).fill(0);
  for (const [places, value, weight, block] of left) {
    const share = (value * weight) / Math.sqrt(squares.get(block)!) / places.length;
    for (const i of places) pushes[i]! += share;
  }
  const odds = pushes.reduce((sum, each) => sum + each, start);
  return { pushes, odds, chance: 1 / (1 + Math.exp(-odds)) };
}
