// What a network does with the points, in a sentence.

import { formatNumber } from '../math/format';
import type { Judged } from '../math/net';

const wrongWords = (wrong: number, count: number): string =>
  wrong === 0 ? `All ${count} points are on the side of their colour.` : `${wrong} of ${count} points ${wrong === 1 ? 'is' : 'are'} on the wrong side.`;

export const foldWords = ({ wrong, loss }: Judged, count: number): string => `${wrongWords(wrong, count)} The loss is ${formatNumber(loss, 3)}.`;

export const trainWords = (taken: number, { wrong, loss }: Judged, count: number): string =>
  count === 0 ? 'There are no points yet.' : `After ${taken} ${taken === 1 ? 'step' : 'steps'} the loss is ${formatNumber(loss, 3)}. ${wrongWords(wrong, count)}`;
