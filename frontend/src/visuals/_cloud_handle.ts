// The handle by which an axis is turned: where it stands, what its keys do, and which angle a pointer means.

import { svg, type SVGTemplateResult } from 'lit';

import { axisAngle, direction } from '../math/axis';
import { arrowStepsAlong, reserved } from './_keys';
import type { Place } from './_marks';

export const handleRadius = 11;
const PAGES: Record<string, number> = { PageUp: 10, PageDown: -10 }; // degrees
const MIDDLE = 12; // pixels from the middle of the picture, within which no angle is meant

/** Of the circle that it runs on. */
export const trackRadius = (side: number): number => side / 2 - handleRadius - 4;

const handleAt = (angle: number, side: number): Place => {
  const [x, y] = direction(angle);
  return [side / 2 + x * trackRadius(side), side / 2 - y * trackRadius(side)];
};

/** The grip at one end of the axis, and the other end. */
export function drawHandle(angle: number, side: number, spoken: string, key: (event: KeyboardEvent) => void): SVGTemplateResult {
  const [[hx, hy], [ox, oy]] = [handleAt(angle, side), handleAt(angle + 180, side)];
  return svg`
    <circle class="handle far" cx=${ox} cy=${oy} r=${handleRadius * 0.6}></circle>
    <g class="handle" tabindex="0" role="slider" aria-label="Angle of the axis" aria-valuemin="0" aria-valuemax="179"
      aria-valuenow=${Math.round(axisAngle(angle)) % 180} aria-valuetext=${spoken} @keydown=${key}>
      <circle class="reach" cx=${hx} cy=${hy} r="24"></circle>
      <circle class="grip" cx=${hx} cy=${hy} r=${handleRadius}></circle>
    </g>`;
}

/** Where a key leads; null for a key of somebody else. */
export function angleByKey(event: KeyboardEvent, angle: number): number | null {
  if (reserved(event)) return null;
  const by = arrowStepsAlong(event) ?? PAGES[event.key];
  if (by) return Math.round(angle) + by;
  return event.key === 'Home' ? 0 : event.key === 'End' ? 179 : null;
}

export function angleAt([x, y]: Place, side: number): number | null {
  const middle = side / 2;
  return Math.hypot(x - middle, y - middle) > MIDDLE ? (Math.atan2(middle - y, x - middle) * 180) / Math.PI : null;
}
