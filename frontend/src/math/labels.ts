// Points on a page and names beside them, so that no name lies on another.

export type Point = readonly [number, number];

/** A rectangle by its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Page {
  width: number;
  height: number;
}

/** Points of the plane, y upwards, on a page with a margin, at one scale for both axes; a single point in the middle. */
export function toPage(points: readonly Point[], { width, height, margin }: Page & { margin: { x: number; y: number } }): Point[] {
  const [left, right] = ends(points.map(([x]) => x));
  const [low, high] = ends(points.map(([, y]) => y));
  const scale = Math.min((width - 2 * margin.x) / (right - left || 1e-300), (height - 2 * margin.y) / (high - low || 1e-300));
  const finite = Number.isFinite(scale) && scale < 1e200 ? scale : 0;
  return points.map(([x, y]) => [width / 2 + (x - (left + right) / 2) * finite, height / 2 - (y - (low + high) / 2) * finite]);
}

/** Of each point the box of its name, right, left, above or below it, on the page, off all others and off the points and those
 *  of `off`; null where none is free. Those of `first` are placed before the rest, and on a point rather than not at all. */
export function spread(points: readonly Point[], sizes: readonly { width: number; height: number }[], page: Page, first: readonly number[] = [], off: readonly Point[] = [], gap = 7): (Box | null)[] {
  const marks: Box[] = [...points, ...off].map(([x, y]) => ({ x: x - 3, y: y - 3, width: 6, height: 6 }));
  const placed: Box[] = [];
  const boxes: (Box | null)[] = points.map(() => null);
  const early = new Set(first);
  for (const i of [...first, ...points.keys()].filter((i, at) => at < first.length || !early.has(i))) {
    const [x, y] = points[i]!;
    const { width, height } = sizes[i]!;
    const possible = [
      { x: x + gap, y: y - height / 2 },
      { x: x - gap - width, y: y - height / 2 },
      { x: x - width / 2, y: y - gap - height },
      { x: x - width / 2, y: y + gap },
    ].map((corner) => ({ ...corner, width, height })).filter((box) => within(box, page) && !placed.some((other) => overlap(box, other)));
    const free = possible.find((box) => !marks.some((mark) => overlap(box, mark))) ?? (early.has(i) ? possible[0] : undefined);
    if (!free) continue;
    boxes[i] = free;
    placed.push(free);
  }
  return boxes;
}

export const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = ({ x, y, width, height }: Box, page: Page): boolean => x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height;

const ends = (values: readonly number[]): [number, number] => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
