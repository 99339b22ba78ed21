// What prose can quote of a cloud, in each of its views.

import { readAxis } from '../math/axis';
import { type CloudModel, shareSeen } from '../math/cloud';
import { formatPercent } from '../math/format';
import { readSpace, type Space } from '../math/space';
import type { State } from '../math/state';
import type { Matrix } from '../math/statistics';

const NAMED = 8; // components

/** `revealed`: a guess comes first; until then there is nothing to quote of the shadows. */
export function axisState({ C, data: { columns }, pair: [right, up] }: CloudModel, degrees: number, revealed: boolean): State {
  const { angle, variance, across, best, share } = readAxis(C, degrees);
  const seen: State = { angle, angle_text: String(Math.round(angle) % 180), x: columns[right]!, y: columns[up]! };
  if (!revealed) return seen;
  return {
    ...seen, variance, variance_text: variance.toFixed(2), lost: across, lost_text: across.toFixed(2),
    best, best_text: best.toFixed(2), share, share_text: formatPercent(share),
  };
}

/** The share of the whole variance that this view of the tour shows; at its end that of the first two components. */
export function seenAt({ all, view, shares }: CloudModel, turn: number): number {
  const drawnOfAll = (shares[0]! + shares[1]!) / shareSeen(all, view(1)); // 1, unless only some rows are drawn
  return drawnOfAll * shareSeen(all, view(turn));
}

export function componentsState(model: CloudModel, turn: number): State {
  const seen = seenAt(model, turn);
  const shares = model.shares.slice(0, NAMED).flatMap((share, k): [string, number | string][] => [
    [`pc${k + 1}`, share],
    [`pc${k + 1}_text`, formatPercent(share)],
  ]);
  return { turn, seen, seen_text: formatPercent(seen), groups: model.groups.names.length, ...Object.fromEntries(shares) };
}

export function spaceState(space: Space, R: Matrix): State {
  const { seen, best, share } = readSpace(space, R);
  const [x, y, z] = space.names;
  return { x, y, z, seen, seen_text: seen.toFixed(2), best, best_text: best.toFixed(2), share, share_text: formatPercent(share) };
}
