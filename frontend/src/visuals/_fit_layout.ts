// Where the points and the column space stand on the page.

import { type Chart, roomOfMarks } from './_chart';
import type { Window } from './_fit_moves';

const WIDE = 600; // from here on the numbers stand beside the picture
const PANEL = 264;
const BESIDE = 560; // from here on the column space stands beside the points
const EDGE = { top: 8, right: 14, bottom: 26 };
const SPACE = 0.74; // of its width, the height of the column space

export interface Box { left: number; top: number; width: number; height: number }

export interface FitLayout {
  /** Do the numbers stand beside the picture? */
  wide: boolean;
  /** Of the whole picture. */
  width: number;
  height: number;
  chart: Chart;
  /** Of the column space. */
  space: Box;
}

/** `column`: is the column space seen, and `points`: the points beside or above it? `tallest`: the height that there is. */
export function fitLayout(room: number, tallest: number, window: Window, column: boolean, points: boolean): FitLayout {
  const wide = room >= WIDE && !column;
  const width = wide ? room - PANEL : room;
  const beside = column && room >= BESIDE;
  const free = Math.max(230, Math.min(tallest, 0.8 * width));
  const tall = !column ? free : beside ? Math.min(free, 0.5 * width) : 0.6 * width;
  const height = column && !beside ? (points ? tall : 0) + SPACE * width : tall;
  const inner = tall - EDGE.top - EDGE.bottom;
  const left = roomOfMarks(window.y, inner);
  return {
    wide, width, height,
    chart: { left, top: EDGE.top, width: (beside ? 0.44 * width : width) - left - EDGE.right, height: inner, ...window },
    space: beside ? { left: 0.44 * width, top: 0, width: 0.56 * width, height } : { left: 0, top: height - SPACE * width, width, height: SPACE * width },
  };
}
