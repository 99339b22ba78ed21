// What is said of a cloud: the row under the pointer, what to do with the picture, and how space is turned.

import { html, nothing } from 'lit';

import type { AxisReading } from '../math/axis';
import type { CloudModel } from '../math/cloud';
import { formatNumber, formatPercent } from '../math/format';
import { degrees } from './_cloud_meter';
import { bare } from './_dataset';
import type { Drawn } from './_visual';

const READ = 6; // columns of a row that are read out

export function rowWords({ data: { columns, rows }, groups }: CloudModel, row: number, grouped: boolean): Drawn {
  const group = groups.names[groups.of[row]!];
  const cells = columns.slice(0, READ).map((name, j) => `${bare(name)} ${formatNumber(rows[row]![j]!)}`);
  return html`row ${row}: ${cells.join(', ')}${columns.length > READ ? ' …' : nothing}${group && grouped ? `; ${group}` : nothing}`;
}

export function hint(view: 'axis' | 'components' | 'space', turn: number): Drawn {
  if (view === 'space') return html`Drag the cloud, or turn it with the arrow keys (Shift: five times as far, Home: back).`;
  return view === 'axis' ? html`Drag the handle, or turn it with the arrow keys.` : turn < 1 ? html`Pull the slider to the right.` : nothing;
}

export const axisWords = ({ angle, variance, share }: AxisReading, revealed: boolean): string =>
  `${degrees(angle)}${revealed ? `; variance ${variance.toFixed(2)}, ${formatPercent(share)} of the best` : ''}`;

/** `share`: of what the screen could show; null while it is to be guessed. */
export const spaceWords = (yaw: number, pitch: number, share: number | null): string =>
  `Turned by ${yaw}° and ${pitch}°${share === null ? '' : `; the screen shows ${formatPercent(share)} of what it could`}`;
