// One map, or two in their order, and how much of them is done.

import { between, inverse, type Map2, multiply } from './plane';

export interface Step {
  map: Map2;
  /** `A`, `B`, `A⁻¹`, `BA`; empty for a map that is half done. */
  name: string;
}

/** A; then B, or before it (`AB`: B first); or A and what undoes it, where something does. In the order in which they are done. */
export function stepsOf(A: Map2, second: Map2 | 'inverse' | null, order: string): Step[] {
  const first = { map: A, name: 'A' };
  if (second === null) return [first];
  if (second === 'inverse') {
    const undo = inverse(A);
    return undo ? [first, { map: undo, name: 'A⁻¹' }] : [first];
  }
  const other = { map: second, name: 'B' };
  return order === 'AB' ? [other, first] : [first, other];
}

/** The first `t` of the steps as one map: 0.5 is half of the first, 1 the first, 1.5 the first and half of the second. */
export function partOf(steps: readonly Step[], t: number): Step {
  const [first, second] = steps as [Step, Step | undefined];
  if (t <= 1 || !second) return { map: between(first.map, Math.min(1, t)), name: t >= 1 ? first.name : '' };
  return { map: multiply(between(second.map, t - 1), first.map), name: t >= 2 ? `${second.name}${first.name}` : '' };
}

/** How the first `count` of them are called together: `BA`, A first. */
export const nameAfter = (steps: readonly Step[], count: number): string => steps.slice(0, count).map(({ name }) => name).reverse().join('');
