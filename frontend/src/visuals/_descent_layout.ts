// Where the bowl stands, and the charts beside it or below it.

import type { Chart } from './_chart';

const BESIDE = 440; // CSS pixels; from here on the charts stand beside the bowl
const SHARE = 0.56; // of the width, the bowl with its numbers
const BELOW = 190; // height of a chart below the bowl
const EDGE = { left: 34, top: 8, right: 12, bottom: 24 };
const MARKS = 40; // room for the numbers of a chart
const GAP = 10; // between two charts

type Box = Omit<Chart, 'x' | 'y'>;
export interface Layout { bowl: Box; charts: readonly Box[]; height: number }

/** `most` is the largest side of the bowl with its numbers. */
export function layOut(room: number, most: number, count: number): Layout {
  const beside = room >= BESIDE;
  const side = beside ? Math.min(most, SHARE * room) : most;
  const inner = side - EDGE.left - EDGE.right;
  const tall = (inner - (count - 1) * (EDGE.bottom + GAP)) / count;
  const full = inner + EDGE.top + EDGE.bottom;
  const charts = Array.from({ length: count }, (_, k): Box => (beside
    ? { left: side + MARKS, top: EDGE.top + k * (tall + EDGE.bottom + GAP), width: room - side - MARKS - EDGE.right, height: tall }
    : { left: MARKS, top: full + k * BELOW + 2 * GAP, width: room - MARKS - EDGE.right, height: BELOW - 2 * GAP - EDGE.bottom }));
  return { bowl: { left: EDGE.left, top: EDGE.top, width: inner, height: inner }, charts, height: full + (beside ? 0 : count * BELOW) };
}
