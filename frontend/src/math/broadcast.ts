// NumPy's rule for two arrays of different shapes: write the shapes one above the other, aligned at the right. Two lengths go
// together if they are equal or one of them is 1; what is missing at the left counts as 1. A length of 1 is repeated.
// Source: NumPy, "Broadcasting".

import { type ShownArray, size, toNumber } from './array';

/** One axis of the result. `null`: this array has no such axis. */
export interface Aligned {
  axis: number;
  left: number | null;
  right: number | null;
  /** The length in the result; null where the two do not go together. */
  length: number | null;
}

const OPERATIONS = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '**': (a: number, b: number) => a ** b,
} as const;
export type Operation = keyof typeof OPERATIONS;

export const isOperation = (text: string): text is Operation => Object.hasOwn(OPERATIONS, text);

/** The two shapes aligned from the right; axes are counted as the result counts them. */
export function align(left: readonly number[], right: readonly number[]): Aligned[] {
  const axes = Math.max(left.length, right.length);
  return Array.from({ length: axes }, (_, axis) => {
    const [a = null, b = null] = [left[axis - axes + left.length], right[axis - axes + right.length]];
    const [p, q] = [a ?? 1, b ?? 1];
    return { axis, left: a, right: b, length: p === q || q === 1 ? p : p === 1 ? q : null };
  });
}

/** Null where the shapes do not go together. */
export function broadcastShape(aligned: readonly Aligned[]): number[] | null {
  const shape = aligned.map(({ length }) => length);
  return shape.every((length) => length !== null) ? shape : null;
}

/** Why they do not go together; empty where they do. */
export function clash(aligned: readonly Aligned[]): string {
  const bad = aligned.filter(({ length }) => length === null);
  if (bad.length === 0) return '';
  const words = bad.map(({ axis, left, right }) => `axis ${axis} has ${left} on one side and ${right} on the other`);
  return `These shapes do not go together: ${words.join('; ')}. Neither is 1, so neither can be repeated.`;
}

/** An array repeated to a shape: the numbers, and for each whether it is one of the array's own or a copy. */
export function stretch({ shape, values }: ShownArray, to: readonly number[]): { values: Float64Array; copies: boolean[] } {
  const count = size(to);
  const stretched = new Float64Array(count);
  const copies = new Array<boolean>(count).fill(false);
  const missing = to.length - shape.length;
  for (let i = 0; i < count; i++) {
    let offset = 0;
    let rest = i;
    let stride = 1;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const place = rest % to[axis]!;
      rest = Math.floor(rest / to[axis]!);
      const length = axis < missing ? 1 : shape[axis - missing]!;
      if (length === 1) copies[i] ||= place > 0;
      else offset += place * stride;
      stride *= length;
    }
    stretched[i] = toNumber(values[offset]!);
  }
  return { values: stretched, copies };
}

/** `left op right`, number by number, where their shapes go together. */
export function combine(left: ShownArray, right: ShownArray, op: Operation, shape: readonly number[]): ShownArray {
  const [a, b] = [stretch(left, shape).values, stretch(right, shape).values];
  const values = a.map((value, i) => OPERATIONS[op](value, b[i]!));
  return { shape, dtype: values.every(Number.isInteger) && op !== '/' ? 'int64' : 'float64', values };
}
