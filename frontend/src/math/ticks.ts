// Round numbers: where an axis is marked, and to what a dragged value snaps.

const ROUND = [1, 2, 5, 10];

/** 1, 2 or 5 times a power of ten: the smallest step that needs at most `count` of them for the span. */
export function roundStep(span: number, count: number): number {
  const power = 10 ** Math.floor(Math.log10(span / count));
  return ROUND.map((factor) => factor * power).find((step) => step * count >= span * (1 - 1e-9))!;
}

/** A multiple of `step`, written without the digits that the multiplication adds. */
export function multiple(k: number, step: number): number {
  const value = k * step;
  return Math.abs(value) < 1e15 ? Number(value.toPrecision(12)) : value;
}

/** The round numbers of an axis: at most count + 1. */
export function ticks(low: number, high: number, count: number): number[] {
  const step = roundStep(high - low, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, step));
}

/** The nearest multiple of the step. */
export const onGrid = (value: number, step: number): number => multiple(Math.round(value / step), step);

/** The nearest multiple of the step; of five steps, where that is near, so that beginners meet round numbers. */
export function snap(value: number, step: number): number {
  const five = onGrid(value, 5 * step);
  return Math.abs(value - five) <= 1.2 * step ? five : onGrid(value, step);
}
