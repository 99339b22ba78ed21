// The head of an arrow: places seen from its tip.

import type { Point } from './plane';

/** For an arrow from one place to another: the place so far back from its tip along it, and so far to one side. */
export function fromTip([x0, y0]: Point, [x1, y1]: Point): (back: number, aside?: number) => Point {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  return (back, aside = 0) => [x1 - back * ux - aside * uy, y1 - back * uy + aside * ux];
}
