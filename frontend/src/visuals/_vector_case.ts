// A failed check as the properties of <hm-vector>: expected bold, the learner's own dashed.

import { norm, type Vector } from '../math/statistics';
import { readPair } from '../math/vector';
import { MOST_CELLS } from './_vector_strips';
import type { NamedShown, Shown } from './shown';

interface Named { name: string; values: number[] }

function vectorOf(shown: Shown | null): number[] | null {
  if (shown?.array?.shape.length !== 1) return null;
  const values = Array.from(shown.array.values, Number);
  return values.length > 0 && values.length <= MOST_CELLS && values.every(Number.isFinite) ? values : null;
}

const close = (u: Vector, v: Vector): boolean => u.length === v.length && u.every((x, i) => Math.abs(x - v[i]!) <= 1e-6 * (norm(v) || 1));

const namesOf = (vectors: readonly Named[]): string => [...vectors.map(({ name }) => name), 'a', 'b'].slice(0, 2).join(' ');

/** A number made of two vectors as their shadow, a projection, or another vector of the plane; null for all else. */
export function vectorCase(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
  const given = inputs.flatMap(({ name, shown }): Named[] => {
    const values = vectorOf(shown);
    return values ? [{ name, values }] : [];
  });
  const [a, b] = given;
  const pair = a && b && a.values.length === b.values.length ? [a, b] as const : null;
  const right = vectorOf(expected);
  if (right === null) {
    const isNumber = expected.array?.shape.length === 0;
    return pair && isNumber ? { a: pair[0].values, b: pair[1].values, names: namesOf(pair), view: 'dot', fixed: true } : null;
  }
  const answer = vectorOf(got);
  const compared = { fixed: true, expected: right, yours: answer?.length === right.length ? answer : null };
  for (const [onto, from] of pair ? [pair, [pair[1], pair[0]] as const] : []) {
    const { foot } = readPair(onto.values, from.values);
    if (foot && close(foot, right)) return { a: onto.values, b: from.values, names: namesOf([onto, from]), view: 'project', ...compared };
  }
  if (right.length !== 2) return null; // strips of these are drawn already, as matrices
  const arrows = given.filter(({ values }) => values.length === 2);
  return { a: arrows[0]?.values ?? [], b: arrows[1]?.values ?? [], names: namesOf(arrows), view: 'one', ...compared };
}
