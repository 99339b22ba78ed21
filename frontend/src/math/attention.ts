// The weights of attention: who looks at whom.

import { Unreadable } from './rows';

export interface Head {
  /** Counted from 1, as one speaks of them. */
  readonly layer: number;
  readonly head: number;
  /** Row i: how much place i looks at each one; it adds up to 1. */
  readonly P: readonly (readonly number[])[];
}

const OFF = 0.02; // by which rounded weights may miss 1

const depth = (value: unknown): number => (Array.isArray(value) ? 1 + depth(value[0]) : 0);

/** All heads of weights that are T×T, heads × T×T, or layers × heads × T×T. */
export function headsOf(weights: unknown, T: number): Head[] {
  if (weights === null || T === 0) return [];
  const nested = Array.from({ length: Math.max(0, 4 - depth(weights)) }).reduce((inner) => [inner], weights) as number[][][][];
  const heads = nested.flatMap((layer, l) => layer.map((P, h) => ({ layer: l + 1, head: h + 1, P })));
  for (const { P } of heads) {
    if (P.length !== T || P.some((row) => row.length !== T)) {
      throw new Unreadable(`There are ${T} letters, and weights of shape ${P.length}×${P[0]?.length ?? 0}. Write them like letters="a b" weights="1 0; 0.3 0.7".`);
    }
    const wrong = P.findIndex((row) => !row.every((weight) => weight >= 0) || Math.abs(row.reduce((sum, weight) => sum + weight, 0) - 1) > OFF);
    if (wrong >= 0) throw new Unreadable(`Row ${wrong} of the weights is ${P[wrong]!.slice(0, 6).join(' ')}: shares are not negative and add up to 1.`);
  }
  return heads;
}

/** The places by how much they are looked at, most first. */
export const orderOf = (row: readonly number[]): number[] => row.map((_, j) => j).sort((i, j) => row[j]! - row[i]! || i - j);

export const looksMost = (P: Head['P'], i: number): number => orderOf(P[i]!)[0]!;
