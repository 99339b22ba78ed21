// What a descent does, in words.

import { html, nothing, type TemplateResult } from 'lit';

import { type Bowl, condition, largestRate, type Manner, type Pace, type Way } from '../math/descent';
import { formatNumber, formatPercent } from '../math/format';
import type { Point } from '../math/plane';
import type { Idea } from './_descent_tools';

export const pairText = ([x, y]: Point): string => `(${formatNumber(x, 3)}, ${formatNumber(y, 3)})`;
/** Small shares too: 0.0003%. */
export const shareText = (share: number): string => (share >= 0.001 || share === 0 ? formatPercent(share) : `${formatNumber(100 * share, 2)}%`);
export function stepsText({ needed, course: { factor } }: Pick<Way, 'needed' | 'course'>): string {
  if (needed < Infinity) return String(needed);
  return factor < 1 ? 'more than 10,000' : 'never';
}

/** In a word or two, and why. */
const GOES: Record<Manner, readonly string[]> = {
  rests: ['It stands at the minimum:', 'the gradient is zero, and no step leads away.'],
  diverges: ['It diverges:', 'the steps are too long, and in the long run each lands farther away.'],
  bounces: ['It bounces for ever:', 'with a larger rate it would run away.'],
  exact: ['Exact in one step:', 'the rate is 1 / λ in each direction that it has to go.'],
  'zig-zags': ['It zig-zags:', 'each step lands on the other side of the floor.'],
  swings: ['It swings in:', 'the momentum carries it past the floor.'],
  creeps: ['It creeps:', 'where the bowl is flattest, a step covers little of the way.'],
  converges: ['It goes down', 'without crossing the floor.'],
};

const ENDS: readonly Manner[] = ['rests', 'diverges', 'bounces', 'exact'];
const ALL = 0.9995; // would be rounded to 100.0%

export function factorText(factor: number): string {
  if (factor > 10) return `${formatNumber(factor, 3)} times`;
  return factor > ALL && factor < 1 ? 'more than 99.9%' : formatPercent(factor);
}

const FAILS: readonly Manner[] = ['diverges', 'bounces'];

export function courseWords(way: Way): TemplateResult {
  const { needed, course: { manner, factor } } = way;
  const [goes, ...why] = GOES[manner];
  const pace = ` In the long run each step leaves ${factorText(factor)} of the distance; ${stepsText(way)} ${needed === 1 ? 'step' : 'steps'} until no more than 1% of the loss is left.`;
  return html`<p class=${FAILS.includes(manner) ? 'course fails' : 'course'}><b>${goes}</b> ${why}
    ${ENDS.includes(manner) ? nothing : html`<span class="quiet">${pace}</span>`}</p>`;
}

interface Numbers { bowl: Bowl; idea: Idea; pace: Pace; way: Way; plain: Way | null; solved: string }

/** What the idea is about, and the minimum beside it. */
export function numbers({ bowl, idea, pace, way, plain, solved }: Numbers): TemplateResult {
  const share = html`<div><dt>rate η, of the largest that holds</dt><dd>${formatPercent(pace.rate / largestRate(bowl, pace.momentum), 0)}</dd></div>`;
  const about: Record<Idea, TemplateResult> = {
    rate: share,
    valley: html`<div><dt>condition λmax / λmin</dt><dd>${formatNumber(condition(bowl), 3)}</dd></div>${share}`,
    momentum: html`
      <div><dt><i class="key-way"></i>steps needed</dt><dd class="own-ink">${stepsText(way)}</dd></div>
      ${plain ? html`<div><dt><i class="key-plain"></i>without momentum</dt><dd>${stepsText(plain)}</dd></div>` : nothing}`,
  };
  return html`<dl>${about[idea]}<div><dt><i class="key-cross"></i>${solved}</dt><dd class="best-ink">${pairText(bowl.minimum)}</dd></div></dl>`;
}
