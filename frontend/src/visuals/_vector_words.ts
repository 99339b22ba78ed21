// What <hm-vector> says in one sentence, for each of its views.

import { formatNumber } from '../math/format';
import { norm, type Vector } from '../math/statistics';
import { add, type Pair, relation, scale, vectorWords } from '../math/vector';
import type { View } from './_vector_drawing';

const FEW = 4; // numbers that a sentence writes out

const n = (x: number): string => formatNumber(x, 3);
const written = (v: Vector): string => (v.length > FEW ? `${v.length} numbers` : vectorWords(v));
const degrees = (v: Vector): string => (v.length === 2 ? `, ${n((Math.atan2(v[1]!, v[0]!) * 180) / Math.PI)}° from the axis to the right` : '');

function oneWords(name: string, a: Vector): string {
  const length = norm(a);
  if (a.length > FEW) return `${name} has ${a.length} numbers; its length is ${n(length)}.`;
  return length === 0 ? `${name} is 0: it has no direction.` : `${name} = ${written(a)}: length ${n(length)}${degrees(a)}.`;
}

function scaleWords(name: string, a: Vector, factor: number): string {
  const words = factor === 0 ? 'nothing is left' : `${n(Math.abs(factor))} times as long, ${factor > 0 ? 'in the same direction' : 'in the opposite direction'}`;
  return `${n(factor)}${name} = ${written(scale(factor, a))}: ${words}.`;
}

function dotWords([a, b]: readonly [string, string], { dot, shadow, cos, angle }: Pair, length: number): string {
  if (shadow === null) return `${a} is 0: there is no line for a shadow.`;
  if (cos === null) return `${b} is 0: its shadow is 0, and so is ${a}·${b}.`;
  return `${a}·${b} = shadow ${n(shadow)} × length ${n(length)} = ${n(dot)}. Cosine ${n(cos)}, ${n(angle!)}°: ${relation(angle)}.`;
}

function projectWords([a, b]: readonly [string, string], { factor, residual }: Pair): string {
  if (factor === null) return `${a} is 0: there is no line to project on.`;
  const left = norm(residual!);
  return `p = ${n(factor)}${a} is the point of the line nearest to ${b}. What is left, r, ${left < 1e-9 ? 'is 0' : `is ${n(left)} long, at a right angle`}.`;
}

export function vectorSentence(view: View, a: Vector, b: Vector | null, factor: number, pair: Pair | null, names: readonly [string, string]): string {
  if (view === 'scale') return scaleWords(names[0], a, factor);
  if (view === 'one' || b === null || pair === null) return oneWords(names[0], a);
  if (view === 'sum') return `${names[0]} + ${names[1]} = ${written(add(a, b))}: put ${names[1]} where ${names[0]} ends.`;
  return view === 'dot' ? dotWords(names, pair, norm(a)) : projectWords(names, pair);
}
