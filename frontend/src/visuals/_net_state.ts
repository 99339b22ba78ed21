// What prose can quote of a network.

import { formatPercent } from '../math/format';
import type { Judged } from '../math/net';
import type { Traced } from '../math/net_trace';
import type { Training } from '../math/net_training';
import type { State } from '../math/state';

/** `before`: the loss before the last step, where one was taken. */
export function backwardState({ loss, z, p }: Traced, moment: number, before: number | null): State {
  return { loss, z, chance: p, chance_text: formatPercent(p, 0), moment, before: before ?? loss, fell: (before ?? loss) - loss };
}

export function pointsState({ loss, wrong, dead }: Judged, points: number, { taken, lost }: Training): State {
  const right = points === 0 ? 0 : 1 - wrong / points;
  return { loss, wrong, right, right_text: formatPercent(right, 0), points, steps: taken, dead: dead.reduce((sum, each) => sum + each, 0), lost: Number(lost) };
}
