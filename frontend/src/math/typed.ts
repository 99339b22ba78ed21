// A sentence as somebody types it, and what a trained transformer makes of it.

import type { Head } from './attention';
import { type Matrix, scoresOf, type Steps, times } from './attention_steps';
import type { Tensor } from './layers';
import { readNpz } from './npz';
import { inPieces, type Pieces, piecesOf, seen, strangers } from './pieces';
import { Unreadable } from './rows';
import { type Attended, follow, type Transformer, transformerOf } from './transformer';

/** What the tool `generate` saved: a transformer, and the pieces that it knows. */
export interface Reader extends Transformer {
  readonly pieces: Pieces;
}

export interface Reading {
  /** The pieces that it looks at, each letter to be seen, and where each ends in the sentence. */
  readonly letters: readonly string[];
  readonly ends: readonly number[];
  /** How many pieces stand before those: more than it can look back. */
  readonly left: number;
  /** Letters that it never learned. */
  readonly strange: readonly string[];
  readonly attended: readonly Attended[];
  /** A row for each of the letters: how likely each piece is after it. */
  readonly chances: Tensor;
}

/** Of `model.npz`. Throws Unreadable for anything else, and for a network without attention. */
export function readerOf(file: ArrayBuffer): Reader {
  const { numbers, texts } = readNpz(file);
  const [architecture, letters, takes, theta, pairs] = [texts.get('architecture'), texts.get('letters'), numbers.get('takes'), numbers.get('theta'), numbers.get('pairs')];
  if (architecture === undefined || letters === undefined || !takes || !theta || !pairs) throw new Unreadable('This is no model that generate saved.');
  if (!theta.values.every(Number.isFinite)) throw new Unreadable('Not all parameters of this network are finite: its training failed.');
  const [network, pieces] = [transformerOf(architecture, takes.values[0]!, theta.values), piecesOf(letters, pairs.values)];
  if (network.width !== pieces.names.length) throw new Unreadable(`Its network tells ${network.width} pieces apart, and it has ${pieces.names.length}.`);
  return { ...network, pieces };
}

/** Null where nothing is written. A sentence longer than the window keeps its last pieces. */
export function readingOf(reader: Reader, sentence: string): Reading | null {
  const { pieces, window } = reader;
  const every = inPieces(pieces, sentence);
  if (every.length === 0) return null;
  const letters = Array.from(sentence);
  let place = 0;
  let end = 0;
  const parts = every.map((id) => {
    const text = letters.slice(place, (place += Array.from(pieces.names[id]!).length)).join('');
    return { letter: seen(text), end: (end += text.length) };
  });
  const kept = parts.slice(-window);
  return {
    letters: kept.map(({ letter }) => letter), ends: kept.map((part) => part.end), left: every.length - kept.length,
    strange: strangers(pieces, sentence), ...follow(reader, every.slice(-window)),
  };
}

/** All heads of all layers. */
export function headsIn({ attended }: Reading): Head[] {
  return attended.flatMap(({ P }, l) => {
    const [heads, T] = P.shape as [number, number];
    return Array.from({ length: heads }, (_, h) => ({ layer: l + 1, head: h + 1, P: block(P.values, T, h * T, 0, T, T) }));
  });
}

/** The `count` likeliest pieces after a place. None is the one that stands for the unknown letters. */
export function likeliest({ pieces: { names } }: Reader, { chances }: Reading, place: number, count: number): { piece: string; chance: number }[] {
  const row = chances.values.subarray(place * names.length, (place + 1) * names.length);
  const order = Array.from(row, (_, id) => id).slice(1).sort((i, j) => row[j]! - row[i]!);
  return order.slice(0, count).map((id) => ({ piece: names[id]!, chance: row[id]! }));
}

/** One head's attention in its steps. */
export function stepsIn({ attended }: Reading, { layer, head }: Head): Steps {
  const { x, W, b, QKU, P } = attended[layer - 1]!;
  const [T, n] = x.shape as [number, number];
  const [heads, from] = [P.shape[0]!, head - 1];
  const d = n / heads;
  const part = (A: Tensor, rows: number, third: number): Matrix => block(A.values, 3 * n, 0, third * n + from * d, rows, d);
  const [q, k, v] = [part(QKU, T, 0), part(QKU, T, 1), part(QKU, T, 2)];
  const p = block(P.values, T, from * T, 0, T, T);
  return {
    x: block(x.values, n, 0, 0, T, n), wq: part(W, n, 0), wk: part(W, n, 1), wv: part(W, n, 2),
    shift: { q: part(b, 1, 0)[0]!, k: part(b, 1, 1)[0]!, v: part(b, 1, 2)[0]! },
    q, k, v, s: scoresOf(q, k), p, y: times(p, v),
  };
}

/** The rows and columns of an array (…×width) from a place on. */
const block = (values: Float64Array, width: number, row: number, column: number, rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from(values.subarray((row + i) * width + column, (row + i) * width + column + columns)));
