// The numbers beside a fit: the sum of squares as bars, the coefficients of a curve, what is at right angles.

import { html, nothing, svg, type TemplateResult } from 'lit';

import { type Fit, type Line, type LineReading, meanSquare, sumOfSquares } from '../math/fit';
import { formatNumber, formatPercent } from '../math/format';
import type { Point } from '../math/plane';
import { dot, type Vector } from '../math/statistics';
import { combine, leftOver, type Reach } from './_fit_reach';

/** Is it what rounding left of zero, beside numbers of this size? */
export const isRounding = (value: number, size: number): boolean => Math.abs(value) < 1e-11 * size;
export const tidy = (value: number, size = 1): string => formatNumber(isRounding(value, size) ? 0 : value, 3);

/** Mean squares: on the points that a curve was fitted to, on those kept back, and of the heights themselves. */
export interface Errors { train: number; test: number | null; size: number }

/** Of a curve that was fitted to some of the points. */
export function errorsOf(curve: Fit, fitted: readonly Point[], held: readonly Point[]): Errors {
  const heights = [...fitted, ...held].map(([, y]) => y);
  return { train: meanSquare(fitted, curve), test: held.length > 0 ? meanSquare(held, curve) : null, size: sumOfSquares(heights) / heights.length };
}

const UNSEEN = 1e-8; // of the heights: points come with ten digits, and what they lost is no intercept

/** `y = 1.5 − 0.5 x`, among points so high. */
export const equation = ({ intercept, slope }: Line, height = 0): string =>
  `y = ${formatNumber(Math.abs(intercept) < UNSEEN * height ? 0 : intercept, 3)} ${slope < 0 ? '−' : '+'} ${formatNumber(Math.abs(slope), 3)} x`;

/** How far a line of one's own is from the best. */
export function more({ sse, bestSse, excess }: LineReading): string {
  if (sse <= bestSse) return 'as small as it can be';
  if (bestSse === 0) return 'the best leaves nothing';
  return excess >= 1 ? `${formatNumber(1 + excess, 3)} times the best` : `${formatPercent(excess)} more than the best`;
}

export function sumPanel(reading: LineReading, own: Line | null, hovered: number | null): TemplateResult {
  const { sse, bestSse, whole, r2, best, unique, height } = reading;
  const full = Math.max(whole, sse, bestSse) || 1;
  return html`
    <div>
      <p class="share"><strong>${formatNumber(sse, 3)}</strong> ${own ? 'is the sum of your squares' : 'is the sum of the squares'}</p>
      ${own ? html`<p class="quiet">${more(reading)}</p>` : nothing}
      ${bar(reading.residuals, full, hovered, bestSse)}
    </div>
    <dl>
      ${own ? html`<div><dt><i class="key-best"></i>smallest possible</dt><dd>${formatNumber(bestSse, 3)}</dd></div>` : nothing}
      <div><dt><i class="key-whole"></i>around the mean</dt><dd>${formatNumber(whole, 3)}</dd></div>
      <div><dt><i></i>R², the share explained</dt><dd>${Number.isNaN(r2) ? '–' : tidy(r2)}</dd></div>
      ${own ? nothing : html`<div><dt><i></i>${unique ? 'the line' : 'one of them'}</dt><dd class="best-ink">${equation(best, height)}</dd></div>`}
    </dl>`;
}

const MANY = 40; // pieces; beyond, lines between them would hide them

/** Each square as a piece of one bar, as long as its area; the best sum, where there is one to reach, as a mark. */
function bar(residuals: readonly number[], full: number, hovered: number | null, best: number | null = null): TemplateResult {
  let from = 0;
  const pieces = residuals.map((r, i) => {
    const x = from;
    from += r * r;
    const classes = `${r > 0 ? 'above' : 'below'} ${i === hovered ? 'chosen' : ''}`;
    return svg`<rect class=${classes} x=${`${(100 * x) / full}%`} width=${`${(100 * r * r) / full}%`} y="7" height="16"></rect>`;
  });
  return html`
    <svg class=${residuals.length > MANY ? 'sum many-pieces' : 'sum'} width="100%" height="30" aria-hidden="true">
      <rect class="total" y="7" width="100%" height="16" rx="2"></rect>${pieces}
      ${best === null ? nothing : svg`<line class="best" x1=${`${(100 * best) / full}%`} x2=${`${(100 * best) / full}%`} y1="1" y2="29"></line>`}
    </svg>`;
}

// A curve

const LONGEST = Math.asinh(1e3); // coefficients beyond it reach the edge

/** First what is left, then what the curve is made of. */
export function curvePanel(fit: Fit, { train, test, size }: Errors, fitted: readonly Point[], hovered: number | null): TemplateResult {
  const left = fitted.map(([x, y]) => y - fit.at(x));
  const matrix = `${fitted.length}×${fit.degree + 1} matrix${fit.ridge > 0 ? ' with its ridge' : ''}`;
  return html`
    <div>
      <p class="share"><strong>${tidy(train, size)}</strong> is the mean of the squares that it leaves</p>
      ${bar(left, size * fitted.length || 1, hovered)}
      ${test === null ? nothing : html`<p class="share kept-back"><strong>${tidy(test, size)}</strong><i class="key-kept"></i>on the points kept back</p>`}
    </div>
    <div>
      <details class="made-of">
        <summary>Its ${fit.degree + 1} ${fit.degree === 0 ? 'coefficient' : 'coefficients'}</summary>
        ${coefficients(fit, Math.sqrt(size))}
        <dl><div><dt>condition of the ${matrix}</dt><dd>${formatNumber(fit.condition, 3)}</dd></div></dl>
      </details>
    </div>`;
}

/** One bar a coefficient, from the middle; long ones are shortened by a logarithm, so that small ones are seen shrinking. */
function coefficients({ coefficients: c, scaled, reach }: Fit, height: number): TemplateResult {
  return html`
    <table>
      <caption>of the powers of ${scaled ? 't' : 'x'}</caption>
      ${c.map((value, k) => {
        const length = Math.min(50, (50 * Math.asinh(Math.abs(value))) / LONGEST);
        return html`
          <tr><th scope="row">${power(k, scaled)}</th>
            <td><svg width="100%" height="12" aria-hidden="true">
              <rect class=${value < 0 ? 'below' : 'above'} x=${`${value < 0 ? 50 - length : 50}%`} width=${`${length}%`} height="12" rx="1.5"></rect>
              <line class="middle" x1="50%" x2="50%" y2="12"></line></svg></td>
            <td class="number">${tidy(value, height / reach ** k)}</td></tr>`;
      })}
    </table>`;
}

const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const power = (k: number, scaled: boolean): string => (k === 0 ? '1' : `${scaled ? 't' : 'x'}${k > 1 ? HIGH[k] : ''}`);

// The column space

/** y, the place that is reached on the plane, and what is left: Pythagoras, where it stands at right angles. */
export function anglePanel(reach: Reach): TemplateResult {
  const { columns, names, y, best, own } = reach;
  const place = combine(columns, own ?? best);
  const left = leftOver(reach);
  const size = sumOfSquares(y) || 1;
  const dots = columns.map((column) => dot(left, column));
  const right = (value: number): string => (Math.abs(value) < 1e-9 * size ? 'right-angle' : '');
  const hat = own ? 'yours' : 'ŷ';
  return html`
    <div>
      <p class="share"><strong>${tidy(sumOfSquares(left), size)}</strong> is the squared length of what is left, y − ${hat}</p>
      <p class="quiet">‖y‖² = ${tidy(size)}, ‖${hat}‖² = ${tidy(sumOfSquares(place), size)}</p>
    </div>
    <dl>
      ${dots.map((value, k) => html`<div><dt>(y − ${hat}) · ${names[k]}</dt><dd class=${right(value)}>${tidy(value, size)}</dd></div>`)}
      <div><dt>angle of y − ${hat} with ${hat}</dt><dd class=${right(dot(left, place))}>${angle(left, place, size)}</dd></div>
    </dl>`;
}

function angle(u: Vector, v: Vector, size: number): string {
  const lengths = Math.sqrt(sumOfSquares(u) * sumOfSquares(v));
  if (lengths < 1e-9 * size) return '–';
  return `${formatNumber((Math.acos(Math.min(1, Math.max(-1, dot(u, v) / lengths))) * 180) / Math.PI, 3)}°`;
}
