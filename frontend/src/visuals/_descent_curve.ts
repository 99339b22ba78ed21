// What is left of the loss above its minimum after each step, on a scale of powers of ten: a steady descent is a straight line.

import { svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { multiples } from '../math/ticks';
import { axes, type Chart, pathOf, toPage } from './_chart';
import { marks, type Place } from './_marks';

const FEWEST = 20; // steps that the axis shows
const LOWEST = -4; // powers of ten
const ABOVE = 0.8; // for the name of the axis
const DEEPEST = -16;
const HIGHEST = 16;

const within = (value: number): number => Math.min(HIGHEST, Math.max(DEEPEST, value));

/** The window for these shares, and for those of another way beside it. */
export function curveWindow(shares: readonly number[], other: readonly number[] = []): Pick<Chart, 'x' | 'y'> {
  const powers = [...shares, ...other].filter((share) => share > 0).map((share) => within(Math.log10(share)));
  const steps = Math.max(FEWEST, shares.length - 1);
  return { x: [0, 1.03 * steps], y: [Math.min(LOWEST, Math.floor(Math.min(...powers))), Math.max(ABOVE, Math.ceil(Math.max(...powers)))] };
}

const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹';
function power(exponent: number): string {
  if (Math.abs(exponent) <= 2) return formatNumber(Number((10 ** exponent).toPrecision(1)));
  return `10${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => HIGH[Number(digit)]).join('')}`;
}

/** The aim is the share that counts as having arrived. */
export function drawCurve(chart: Chart, shares: readonly number[], other: readonly number[], aim: number): SVGTemplateResult {
  const below = chart.top + chart.height + 1;
  const placesOf = (left: readonly number[]): Place[] =>
    left.map((share, k): Place => toPage(chart, [k, share > 0 ? within(Math.log10(share)) : DEEPEST])).filter(([, y]) => y <= below);
  const places = placesOf(shares);
  const [low, high] = chart.y;
  const exponents = multiples(low, high, Math.ceil((high - low) / 8));
  const goal = toPage(chart, [0, Math.log10(aim)])[1];
  const last = places.at(-1);
  return svg`
    ${axes(chart, { y: exponents, say: power, names: ['step', 'loss left'] })}
    <path class="aim" d=${`M${chart.left} ${goal.toFixed(1)}h${chart.width}`}></path>
    <path class="plain" d=${pathOf(placesOf(other))}></path>
    <path class="way" d=${pathOf(places)}></path>
    <path class="stops" d=${marks(places, 2.2)}></path>
    ${last ? svg`<circle class="now" cx=${last[0]} cy=${last[1]} r="4.5"></circle>` : ''}`;
}
