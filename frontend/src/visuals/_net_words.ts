// What a network does with the points, in a sentence.

import { html, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { Judged } from '../math/net';
import type { Rule } from '../math/net_trace';

const wrongWords = (wrong: number, count: number): string =>
  wrong === 0 ? `All ${count} points are on the side of their colour.` : `${wrong} of ${count} points ${wrong === 1 ? 'is' : 'are'} on the wrong side.`;

export const foldWords = ({ wrong, loss }: Judged, count: number): string => `${wrongWords(wrong, count)} The loss is ${formatNumber(loss, 3)}.`;

export const trainWords = (taken: number, { wrong, loss }: Judged, count: number): string =>
  count === 0 ? 'There are no points yet.' : `After ${taken} ${taken === 1 ? 'step' : 'steps'} the loss is ${formatNumber(loss, 3)}. ${wrongWords(wrong, count)}`;

/** `before`: the loss before the last step, where one was taken. */
export function backwardWords(loss: number, before: number | null, rate: number): TemplateResult {
  const colours = html` <span class="hint">Below each number, <span class="legend-back">in purple, its gradient</span>.</span>`;
  if (before === null) return html`The loss is <b>${formatNumber(loss, 3)}</b>. Go on to the end, and see who is to blame for it.${colours}`;
  return html`One step with η = ${formatNumber(rate, 3)}: the loss was <b>${formatNumber(before, 3)}</b> and is now <b>${formatNumber(loss, 3)}</b>.${colours}`;
}

export const ruleWords = ({ rule, worked }: Rule): string => `${rule}. ${worked.join('. ')}`;
