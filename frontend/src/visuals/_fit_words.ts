// What <hm-fit> says: to prose and goals as its state, to the reader as its caption.

import { html, nothing, type TemplateResult } from 'lit';

import { type Fit, type Line, type LineReading } from '../math/fit';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import type { State } from '../math/state';
import { equation, type Errors, isRounding, more, tidy } from './_fit_panel';
import type { Reach } from './_fit_reach';

/** A number with its form in words. */
const told = (name: string, value: number, size = 1): State => ({ [name]: value, [`${name}_text`]: Number.isNaN(value) ? '–' : tidy(value, size) });

export function lineState(points: readonly Point[], own: Line | null, reading: LineReading, condition: number): State {
  const { intercept, slope } = own ?? reading.best;
  const size = Math.max(...points.map(([, y]) => Math.abs(y))) || 1;
  return {
    points: points.length, ...told('intercept', intercept, 0), ...told('slope', slope, 0),
    ...told('sse', reading.sse, 0), ...told('best', reading.bestSse, 0),
    ...told('best_intercept', reading.best.intercept, 0), ...told('best_slope', reading.best.slope, 0), ...told('r2', reading.r2),
    ...told('residual_dot_one', reading.dotOne, size), ...told('residual_dot_x', reading.dotX, size),
    ...(own ? { excess: reading.excess, excess_text: more(reading) } : {}), condition, condition_text: formatNumber(condition, 3),
  };
}

export function curveState(points: readonly Point[], { degree, ridge, condition, unique, coefficients }: Fit, { train, test, size }: Errors): State {
  return {
    points: points.length, degree, ridge, condition, condition_text: formatNumber(condition, 3), unique: Number(unique),
    ...told('size', Math.hypot(...coefficients.slice(1)), 0), ...told('train', train, size), ...(test === null ? {} : told('test', test, size)),
  };
}

export const pointText = ([x, y]: Point): string => `x ${formatNumber(x)}, y ${formatNumber(y)}`;

export function pointWords(index: number, point: Point, height: number, fitted: string): TemplateResult {
  const [, y] = point;
  const size = Math.abs(y) || 1;
  const left = y - height;
  return html`point ${index + 1}: ${pointText(point)}. The ${fitted} says ${tidy(height, size)}, so ${tidy(left, size)} is left; squared, ${tidy(left ** 2, size ** 2)}.`;
}

export function lineWords(points: readonly Point[], own: Line | null, reading: LineReading, bestShown: boolean): TemplateResult {
  const { best, bestSse, sse, unique } = reading;
  if (!unique) {
    if (points.length === 1) return html`One point: every line through it leaves nothing.`;
    return html`All points stand above each other: every line through their mean height leaves ${formatNumber(bestSse, 3)}, and none leaves less.`;
  }
  const bestLine = html`<span class="best-ink">${equation(best, reading.height)}</span>`;
  if (!own) return html`${bestLine} leaves squares of ${formatNumber(sse, 3)} in all. No line leaves less.`;
  const beside = bestShown ? html`; the best, ${bestLine}, leaves ${formatNumber(bestSse, 3)}` : nothing;
  return html`Yours, <span class="own-ink">${equation(own)}</span>, leaves ${formatNumber(sse, 3)}${beside}.`;
}

export function columnWords({ names, unique }: Reach, bestShown: boolean): TemplateResult {
  if (!unique) return html`<b>${names[0]}</b> and <b>${names[1]}</b> lie in one line: what they reach is no plane. One place there is nearest to <b>y</b>, but many combinations lead to it.`;
  const plane = html`the plane of <b>${names[0]}</b> and <b>${names[1]}</b>`;
  const foot = html`<span class="best-ink">ŷ</span>, is the foot of <b>y</b>`;
  if (bestShown) return html`All combinations lie on ${plane}. The best, ${foot}: what is left stands at right angles.`;
  return html`<span class="own-ink">Yours</span> lies on ${plane}. Which place there is nearest to <b>y</b>?`;
}

const OVERFITTED = 4; // times as large an error on the points kept back

/** `distinct` places along x. */
export function curveWords(fit: Fit, { train, test, size }: Errors, distinct: number): TemplateResult {
  if (!fit.unique && distinct > fit.degree) {
    return html`A column is a combination of the others in all digits that the computer keeps. ${fit.scaled ? 'Add' : 'Scale x, or add'} a ridge.`;
  }
  if (!fit.unique) {
    const few = `${distinct} ${distinct === 1 ? 'place' : 'places'} along x`;
    return html`For ${few} endlessly many polynomials of degree ${fit.degree} leave as little; this one has the smallest coefficients. A ridge chooses one, too.`;
  }
  const found = html`The curve is ${fit.degree === 0 ? 'one number' : `${fit.degree + 1} numbers`}, found by least squares.`;
  if (test === null) return html`${found} ${fit.ridge > 0 ? 'The ridge keeps them small.' : 'A higher degree never leaves more.'}`;
  const overfitted = test > OVERFITTED * train && !isRounding(test, size);
  return html`${found} ${overfitted ? html`<b>It does far worse on the points kept back</b>: a sign that it has learnt the noise.` : 'The points kept back played no part in it.'}`;
}
