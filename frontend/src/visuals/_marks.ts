// Many points as one path: fast to move, and each group has a shape of its own, not only a colour.

type Shape = (x: number, y: number, r: number) => string;

const n = (value: number): string => value.toFixed(1);

const SHAPES: readonly Shape[] = [
  (x, y, r) => `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${n(x)} ${n(y - 1.25 * r)}l${n(1.2 * r)} ${n(2.1 * r)}h${n(-2.4 * r)}z`,
  (x, y, r) => `M${n(x - 0.9 * r)} ${n(y - 0.9 * r)}h${n(1.8 * r)}v${n(1.8 * r)}h${n(-1.8 * r)}z`,
  (x, y, r) => `M${n(x)} ${n(y - 1.3 * r)}l${n(1.3 * r)} ${n(1.3 * r)}l${n(-1.3 * r)} ${n(1.3 * r)}l${n(-1.3 * r)} ${n(-1.3 * r)}z`,
];

export type Place = readonly [x: number, y: number];

export function marks(places: readonly Place[], radius: number, shape = 0): string {
  const draw = SHAPES[shape % SHAPES.length]!;
  return places.map(([x, y]) => draw(x, y, radius)).join('');
}

/** The place nearest to a point, if it is near enough to be meant. */
export function nearest(places: readonly Place[], [x, y]: Place, within = 16): number | null {
  let best: number | null = null;
  let distance = within;
  places.forEach(([px, py], i) => {
    const d = Math.hypot(px - x, py - y);
    if (d < distance) [best, distance] = [i, d];
  });
  return best;
}
