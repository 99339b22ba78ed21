// The points and the two holds of one's own line, as handles on the chart.

import { svg, type SVGTemplateResult } from 'lit';

import { heightOf, type Line } from '../math/fit';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { type Chart, inside, toPage } from './_chart';
import { holdsIn } from './_fit_moves';
import { pointText } from './_fit_words';
import { knob, REACH } from './_knob';
import type { Place } from './_marks';

type Key = (event: KeyboardEvent) => void;

const LEAST = 10; // pixels around a point at which it can be taken
const HOLD = 12; // pixels around the middle of a hold that are its own

/** A point that lies on a hold is taken at its dot, the hold around it. */
export const pointKnob = (chart: Chart, point: Point, i: number, kept: boolean, leaving: boolean, line: Line | null, key: Key): SVGTemplateResult => {
  const at = toPage(chart, point);
  const holds = line ? holdsIn(chart).map((x) => holdAt(chart, line, x)) : [];
  const free = Math.min(...holds.map(([x, y]) => Math.hypot(x - at[0], y - at[1]))) - HOLD;
  return knob({
    part: `point ${i}`, at, reach: Math.min(REACH, Math.max(LEAST, free)), label: `Point ${i + 1}`, value: point[1], says: pointText(point), key, classes: leaving ? 'leaving' : '',
    look: svg`<circle class=${kept ? 'dot kept' : 'dot'} cx=${at[0]} cy=${at[1]} r="6"></circle>`,
  });
};

/** Where the line leaves the window, its hold waits at the edge. */
const holdAt = (chart: Chart, line: Line, x: number): Place => inside(chart, toPage(chart, [x, heightOf(line, x)]));

/** `says` is added to the value. */
export function lineKnobs(chart: Chart, line: Line, says: string, key: Key): SVGTemplateResult[] {
  const [hold, other] = holdsIn(chart);
  const draw = (part: string, label: string, x: number, value: number): SVGTemplateResult => {
    const at = holdAt(chart, line, x);
    const look = svg`<circle class="grip" cx=${at[0]} cy=${at[1]} r="9"></circle>`;
    return knob({ part, at, label, value, says: `${formatNumber(value)}${says}`, key, look });
  };
  return [
    draw('height', hold === 0 ? 'Intercept of your line' : `Height of your line at ${formatNumber(hold)}`, hold, heightOf(line, hold)),
    draw('slope', 'Slope of your line', other, line.slope),
  ];
}
