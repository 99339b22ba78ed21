// Round numbers: where an axis is marked, and to what a dragged value snaps.

const ROUND = [1, 2, 5, 10];

/** 1, 2 or 5 times a power of ten: the smallest step that needs at most `count` of them for the span. */
export function roundStep(span: number, count: number): number {
  const power = 10 ** Math.floor(Math.log10(span / count));
  return tidy(ROUND.map((factor) => factor * power).find((step) => step * count >= span * (1 - 1e-9))!);
}

/** Without the digits that rounding adds: 0.30000000000000004 → 0.3, −0 → 0. */
export const tidy = (value: number): number => (Math.abs(value) < 1e15 ? Number(value.toPrecision(12)) + 0 : value);

export const multiple = (k: number, step: number): number => tidy(k * step);

/** The multiples of `step` within an interval. */
export function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, i) => multiple(first + i, step));
}

/** The round numbers of an axis: at most count + 1. */
export const ticks = (low: number, high: number, count: number): number[] => multiples(low, high, roundStep(high - low, count));

/** The nearest multiple of the step. */
export const onGrid = (value: number, step: number): number => multiple(Math.round(value / step), step);

/** The nearest multiple of the step; of five steps, where that is near, so that beginners meet round numbers. */
export function snap(value: number, step: number): number {
  const five = onGrid(value, 5 * step);
  return Math.abs(value - five) <= 1.2 * step ? five : onGrid(value, step);
}
