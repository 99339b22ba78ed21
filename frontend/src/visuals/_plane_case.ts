// A failed check as the properties of <hm-plane>: expected bold, the learner's own dashed.

import type { NamedShown, Shown } from './shown';

const shapeOf = (shown: Shown | null): string => shown?.array?.shape.join('×') ?? '';
const numbers = (shown: Shown): number[] => Array.from(shown.array!.values, Number);
const rows = (shown: Shown): number[][] => {
  const [a, b, c, d] = numbers(shown) as [number, number, number, number];
  return [[a, b], [c, d]];
};

/** An array of this shape that can be drawn. */
const fits = (shape: string, shown: Shown | null): shown is Shown => shown !== null && shapeOf(shown) === shape && numbers(shown).every(Number.isFinite);

/** A 2×2 matrix that was asked for, or what one of the inputs does to another, x; null for all else. */
export function planeCase(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
  if (fits('2×2', expected)) return { matrix: rows(expected), fixed: true, yours: fits('2×2', got) ? rows(got) : null };
  const given = inputs.map(({ shown }) => shown);
  const [A, x] = [given.find((shown) => fits('2×2', shown)), given.find((shown) => fits('2', shown))];
  if (!fits('2', expected) || !A || !x) return null;
  return { matrix: rows(A), x: numbers(x), fixed: true, yours: fits('2', got) ? numbers(got) : null };
}
