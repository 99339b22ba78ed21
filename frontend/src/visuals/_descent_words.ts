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
  diverges: 'The steps are too long: each lands farther away. It diverges.',
  bounces: 'It bounces for ever: with a larger rate it would run away.',
  exact: 'Exact in one step: it is equally steep in all directions, and the rate is 1 / λ.',
  'zig-zags': 'It zig-zags across the valley.',
  swings: 'The momentum carries it past the floor: it swings in.',
  creeps: 'It creeps: along the valley the steps are short.',
  converges: 'It goes down without crossing the valley.',
};

const ENDS: readonly Manner[] = ['diverges', 'bounces', 'exact'];

export function courseWords(course: Course, needed: number): TemplateResult {
  const { manner, factor } = course;
  if (ENDS.includes(manner)) return html`<p class="course">${GOES[manner]}</p>`;
  const pace = `In the long run each step leaves ${formatPercent(factor)} of the distance; ${stepsText(needed, course)} steps until 1% of the loss is left.`;
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
