// Large matrices that are known by a formula, to be looked at without holding them in memory.

import type { Source } from './tiles';

const ASKED = 4; // places along a side that stand for the step×step numbers of an average: these matrices are smooth

/** (row, column, size) → the number. */
export const PATTERNS: Record<string, { words: string; at: (i: number, j: number, n: number) => number }> = {
  hilbert: { words: 'the Hilbert matrix, 1 / (i + j + 1)', at: (i, j) => 1 / (i + j + 1) },
  kernel: { words: 'a Gaussian kernel, near rows alike: exp(−½ (20 (i − j) / n)²)', at: (i, j, n) => Math.exp(-0.5 * ((20 * (i - j)) / n) ** 2) },
  causal: { words: 'a causal mask: row i sees the columns up to i', at: (i, j) => (j <= i ? 1 : 0) },
  waves: { words: 'two waves: sin(12 i / n) cos(30 j / n)', at: (i, j, n) => Math.sin((12 * i) / n) * Math.cos((30 * j) / n) },
};

export function patternSource(name: string, n: number): Source {
  const pattern = PATTERNS[name];
  if (!pattern) throw new Error(`There is no pattern “${name}”. There are ${Object.keys(PATTERNS).join(', ')}.`);
  if (!Number.isInteger(n) || n < 1) throw new Error(`“${n}” is no size. Write a whole number of rows, such as 10000.`);
  const { at } = pattern;
  return {
    rows: n,
    columns: n,
    largest: 1,
    averages(row, column, height, width, step) {
      const asked = Math.min(ASKED, step);
      const place = (k: number): number => Math.floor(((k + 0.5) * step) / asked);
      const means = new Float64Array(height * width);
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++) {
          let sum = 0;
          for (let p = 0; p < asked; p++) for (let q = 0; q < asked; q++) sum += at(row + i * step + place(p), column + j * step + place(q), n);
          means[i * width + j] = sum / asked ** 2;
        }
      }
      return means;
    },
  };
}
