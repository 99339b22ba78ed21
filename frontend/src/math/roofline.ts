// The roofline: how many FLOPs an operation does for each byte it must move, and how fast it was; both axes logarithmic.
// Source: Williams, Waterman, Patterson, "Roofline: an insightful visual performance model for multicore architectures" (2009).

import { intensity, type Operation, type Peak, rate, type Trace } from './trace';

export interface Spot { index: number; operation: Operation; intensity: number; rate: number; x: number; y: number; radius: number }
/** A bound on what is possible: a slope is the speed of a memory, a level that of the arithmetic. */
export interface Roof { kind: 'memory' | 'cache' | 'compute' | 'best'; label: string; value: number; path: readonly (readonly [x: number, y: number])[] }
export interface Tick { value: number; at: number }

export interface Roofline { spots: Spot[]; roofs: Roof[]; across: Tick[]; up: Tick[]; left: number; right: number; top: number; bottom: number }

const EDGE = { left: 64, right: 16, top: 16, bottom: 46 };
const LARGEST = 20; // the radius that stands for the whole of the time
const SMALLEST = 5;

const decades = (low: number, high: number): number[] => Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));

/** Null where no operation has both a count and a time. */
export function layOutRoofline({ operations, peak }: Trace, width: number, height: number): Roofline | null {
  const timed = operations.flatMap((operation, index) => {
    const [flopsPerByte, flopsPerSecond] = [intensity(operation), rate(operation)];
    return flopsPerByte && flopsPerSecond ? [{ index, operation, intensity: flopsPerByte, rate: flopsPerSecond }] : [];
  });
  if (timed.length === 0) return null;
  const best = Math.max(...timed.map((each) => each.rate));
  const fastest = peak ? Math.max(...Object.values(peak.flops)) : best;
  const ridges = peak ? [(4 * fastest) / peak.memory, fastest / peak.cache / 4] : [];
  const range = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
    return [low, Math.max(high, low + 1)];
  };
  const [x0, x1] = range([...timed.map((each) => each.intensity), ...ridges]);
  const [y0, y1] = range([...timed.map((each) => each.rate), 3 * fastest]);
  const [left, right, top, bottom] = [EDGE.left, width - EDGE.right, EDGE.top, height - EDGE.bottom];
  const x = (value: number): number => left + ((Math.log10(value) - x0) / (x1 - x0)) * (right - left);
  const y = (value: number): number => bottom - ((Math.log10(value) - y0) / (y1 - y0)) * (bottom - top);
  const seconds = timed.reduce((sum, { operation }) => sum + operation.seconds!, 0);
  return {
    spots: timed.map((each) => ({
      ...each, x: x(each.intensity), y: y(each.rate), radius: Math.max(SMALLEST, LARGEST * Math.sqrt(each.operation.seconds! / seconds)),
    })),
    roofs: (peak ? roofsOf(peak, 10 ** x0, 10 ** y0, 10 ** x1) : [{ kind: 'best' as const, label: 'the best rate in this program', value: best, path: [[10 ** x0, best], [10 ** x1, best]] as const }])
      .map((roof) => ({ ...roof, path: roof.path.map(([i, r]) => [x(i), y(r)] as const) })),
    across: decades(x0, x1).map((value) => ({ value, at: x(value) })),
    up: decades(y0, y1).map((value) => ({ value, at: y(value) })),
    left, right, top, bottom,
  };
}

function roofsOf({ flops, memory, cache }: Peak, low: number, slowest: number, high: number): Roof[] {
  const fastest = Math.max(...Object.values(flops));
  const slope = (kind: 'memory' | 'cache', speed: number): Roof => {
    const start = Math.max(low, slowest / speed);
    return { kind, label: kind, value: speed, path: [[start, start * speed], [fastest / speed, fastest]] };
  };
  const levels = Object.entries(flops).map(([dtype, value]): Roof => ({ kind: 'compute', label: dtype, value, path: [[value / cache, value], [high, value]] }));
  return [slope('memory', memory), slope('cache', cache), ...levels];
}
