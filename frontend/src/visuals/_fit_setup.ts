// The attributes of <hm-fit>, read and checked.

import type { Line } from '../math/fit';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { readRows, type Rows, Unreadable } from '../math/rows';
import type { Pose } from '../math/turntable';
import { DEGREES, SLANTED } from './_fit_tools';

export const EXAMPLE = '0 1; 1 3; 2 2';
const LARGEST = 1e100; // of a coordinate

/** A flag that a link can also take away: `best="no"`. */
export const yesNo = { fromAttribute: (text: string | null): boolean => text !== null && text !== 'no' };
export const flag = (value: boolean): string => (value ? '' : 'no');

export function readPoints(rows: Rows): Point[] {
  const points = readRows(rows, 2, `points="${EXAMPLE}"`) as unknown as Point[];
  checkSize(points.flat(), `Write points in larger units, like points="${EXAMPLE}".`);
  return points;
}

function checkSize(values: readonly number[], advice: string): void {
  const far = values.find((value) => Math.abs(value) > LARGEST);
  if (far !== undefined) throw new Unreadable(`${formatNumber(far)} is too large to be squared. ${advice}`);
}

export function readOwn(rows: Rows): Line | null {
  const [own] = readRows(rows, 2, 'own="1 0.5"');
  checkSize(own ?? [], 'Write a line like own="1 0.5".');
  return own ? { intercept: own[0]!, slope: own[1]! } : null;
}

export function readPose(rows: Rows): Pose {
  const [pose] = readRows(rows, 2, 'turn="-28 20"');
  return pose ? { turn: pose[0]!, tilt: pose[1]! } : SLANTED;
}

export function checkModel({ degree, ridge }: { degree: number; ridge: number }): void {
  if (!(Number.isInteger(degree) && degree >= 0 && degree <= DEGREES)) throw new Unreadable(`A degree is a whole number from 0 to ${DEGREES}, like degree="3".`);
  if (!(ridge >= 0 && ridge < Infinity)) throw new Unreadable('A ridge is a number that is not negative, like ridge="0.1".');
}
