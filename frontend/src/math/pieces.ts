// A text in pieces, as `hiddenmath.apply` reads it: its letters, of which pairs that are common are joined, one after the other.

import { Unreadable } from './rows';

export interface Pieces {
  /** What each number stands for. 0 are all letters that were never learned. */
  readonly names: readonly string[];
  /** Pair k becomes the number `letters.size + k`. */
  readonly pairs: readonly (readonly [number, number])[];
  /** The number of each letter. */
  readonly letters: ReadonlyMap<string, number>;
}

const SEEN: Record<string, string> = { ' ': '␣', '\n': '⏎', '\t': '⇥' }; // of letters that one does not see
const UNSEEN = /[\p{C}\p{Z}]/u;
const UNKNOWN = '\ufffd';
const LONGEST = 1000; // letters of a piece: each pair can double it

/** Of all letters, the unknown one first, and pairs (m×2) as one row after the other. Throws Unreadable for a pair of what is not there yet. */
export function piecesOf(letters: string, pairs: ArrayLike<number>): Pieces {
  const names = Array.from(letters);
  const known = new Map(names.map((letter, number) => [letter, number] as const).slice(1));
  const joined = Array.from({ length: pairs.length / 2 }, (_, k) => [pairs[2 * k]!, pairs[2 * k + 1]!] as const);
  for (const [a, b] of joined) {
    const piece = `${names[a]}${names[b]}`;
    if (!(a in names && b in names) || piece.length > LONGEST) throw new Unreadable(`A piece is made of ${a} and ${b}, which is too long or not there.`);
    names.push(piece);
  }
  return { names, pairs: joined, letters: known };
}

/** The numbers of its pieces. */
export function inPieces({ letters, pairs }: Pieces, text: string): number[] {
  let ids = Array.from(text, (letter) => letters.get(letter) ?? 0);
  pairs.forEach(([a, b], k) => {
    if (ids.includes(a) && ids.includes(b)) ids = withPair(ids, a, b, letters.size + 1 + k);
  });
  return ids;
}

function withPair(ids: readonly number[], a: number, b: number, joined: number): number[] {
  const made: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const fits = ids[i] === a && ids[i + 1] === b;
    made.push(fits ? joined : ids[i]!);
    if (fits) i++;
  }
  return made;
}

/** The letters of a text that are none of its own, each once. */
export const strangers = ({ letters }: Pieces, text: string): string[] => [...new Set(text)].filter((letter) => !letters.has(letter));

/** A piece of which each letter can be seen. */
export const seen = (piece: string): string => Array.from(piece, (letter) => SEEN[letter] ?? (UNSEEN.test(letter) ? UNKNOWN : letter)).join('');
