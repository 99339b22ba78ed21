// What a descent does, in words.

import { html, type TemplateResult } from 'lit';

import { type Bowl, type Course, largestRate, type Manner, type Pace } from '../math/descent';
import { formatNumber, formatPercent } from '../math/format';
import type { Point } from '../math/plane';

export const pairText = ([x, y]: Point): string => `(${formatNumber(x, 3)}, ${formatNumber(y, 3)})`;
/** Small shares too: 0.0003%. */
export const shareText = (share: number): string => (share >= 0.001 || share === 0 ? formatPercent(share) : `${formatNumber(100 * share, 2)}%`);
export function stepsText(needed: number, { factor }: Course): string {
  if (needed < Infinity) return String(needed);
  return factor < 1 ? 'more than 10,000' : 'never';
}

const GOES: Record<Manner, string> = {
  rests: 'It stands at the minimum: the gradient is zero, and no step leads away.',
  diverges: 'The steps are too long: in the long run each lands farther away. It diverges.',
  bounces: 'It bounces for ever: with a larger rate it would run away.',
  exact: 'Exact in one step: the rate is 1 / λ in each direction that it has to go.',
  'zig-zags': 'It zig-zags: each step lands on the other side of the floor.',
  swings: 'The momentum carries it past the floor: it swings in.',
  creeps: 'It creeps: where the bowl is flattest, a step covers little of the way.',
  converges: 'It goes down without crossing the floor.',
};

const ENDS: readonly Manner[] = ['rests', 'diverges', 'bounces', 'exact'];
const ALL = 0.9995; // would be rounded to 100.0%

export function factorText(factor: number): string {
  if (factor > 10) return `${formatNumber(factor, 3)} times`;
  return factor > ALL && factor < 1 ? 'more than 99.9%' : formatPercent(factor);
}

export function courseWords(course: Course, needed: number): TemplateResult {
  const { manner, factor } = course;
  if (ENDS.includes(manner)) return html`<p class="course">${GOES[manner]}</p>`;
  const pace = `In the long run each step leaves ${factorText(factor)} of the distance; ${stepsText(needed, course)} ${needed === 1 ? 'step' : 'steps'} until no more than 1% of the loss is left.`;
  return html`<p class="course">${GOES[manner]} <span class="quiet">${pace}</span></p>`;
}

export function numbers(bowl: Bowl, pace: Pace, kappa: number, solved: string): TemplateResult {
  return html`
    <dl>
      <div><dt>condition λmax / λmin</dt><dd>${formatNumber(kappa, 3)}</dd></div>
      <div><dt>largest rate that holds, ${pace.momentum > 0 ? '2(1+β)' : '2'} / λmax</dt><dd>${formatNumber(largestRate(bowl, pace.momentum), 3)}</dd></div>
      <div><dt><i class="key-cross"></i>${solved}</dt><dd class="best-ink">${pairText(bowl.minimum)}</dd></div>
    </dl>`;
}
