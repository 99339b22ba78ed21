// A cloud in space on a canvas: near points large and strong, far ones small and faint; its axes; the best plane through it with
// the points' shadows; and beside it the rotation as what it is, a matrix.

import { html, nothing, type TemplateResult } from 'lit';

import { fromTip } from '../math/arrow';
import { css } from '../math/colour';
import type { Groups } from '../math/cloud';
import { formatPercent } from '../math/format';
import { turned } from '../math/rotation';
import type { Space, SpaceReading } from '../math/space';
import type { Matrix } from '../math/statistics';
import { balance } from './_cloud_meter';
import { bare } from './_dataset';
import type { Colours } from './_colours';
import { marks, type Place } from './_marks';
import { penOn } from './_sharpness';

const MARGIN = 26; // for the axes' names
const DEPTHS = 10; // steps from far to near
const RADIUS = { far: 1.7, near: 4.1 };
const STRENGTH = { far: 0.28, near: 0.92 };
const MANY = 2000; // from here on points are smaller, and shadows have no lines to them
const BARB = { back: 7.2, aside: 3.4 }; // of an axis's head
const PLANE = 2.3; // standard deviations that the plane reaches to each side

export interface SpaceDrawing {
  space: Space;
  R: Matrix;
  side: number;
  groups: Groups;
  hidden: ReadonlySet<number>;
  /** A colour for each group. */
  inks: readonly string[];
  colours: Colours;
  font: string;
  plane: boolean;
  hovered: number | null;
}

/** Points on the screen, and how near each is: −1 far to 1 near. */
export function placesInSpace({ points, radius }: Space, R: Matrix, side: number): { places: Place[]; depth: Float64Array } {
  const to = new Float64Array(points.length);
  turned(points, R, to);
  const scale = scaleOf(radius, side);
  const places = Array.from({ length: points.length / 3 }, (_, i): Place => [side / 2 + scale * to[3 * i]!, side / 2 - scale * to[3 * i + 1]!]);
  return { places, depth: Float64Array.from(places, (_, i) => to[3 * i + 2]! / radius) };
}

const scaleOf = (radius: number, side: number): number => (side / 2 - MARGIN) / radius;

export function paintSpace(canvas: HTMLCanvasElement, drawing: SpaceDrawing): void {
  const { space, R, side, colours, plane, hovered } = drawing;
  for (const length of ['width', 'height']) canvas.style.setProperty(length, `${side}px`);
  const pen = penOn(canvas, side, side);
  const { places, depth } = placesInSpace(space, R, side);
  const screen = (v: readonly number[]): Place => {
    const to = new Float64Array(3);
    turned(Float64Array.from(v), R, to);
    return [side / 2 + scaleOf(space.radius, side) * to[0]!, side / 2 - scaleOf(space.radius, side) * to[1]!];
  };
  pen.clearRect(0, 0, side, side);
  if (plane) paintPlane(pen, drawing, screen);
  const nearAxes = [0, 1, 2].filter((j) => R[2]![j]! > 0);
  [0, 1, 2].filter((j) => !nearAxes.includes(j)).forEach((j) => paintAxis(pen, drawing, j, screen));
  paintPoints(pen, drawing, places, depth);
  nearAxes.forEach((j) => paintAxis(pen, drawing, j, screen));
  if (plane) paintShadows(pen, drawing, places, screen);
  if (hovered === null) return;
  pen.beginPath();
  pen.arc(...places[hovered]!, 7, 0, 7);
  pen.lineWidth = 2;
  pen.strokeStyle = css(colours.ink);
  pen.stroke();
}

/** Far ones first, those of one depth and group in one stroke of the pen. */
function paintPoints(pen: CanvasRenderingContext2D, { groups, hidden, inks, colours }: SpaceDrawing, places: readonly Place[], depth: Float64Array): void {
  const size = places.length > MANY ? 0.55 : 1;
  const layers = Array.from({ length: DEPTHS }, (): number[] => []);
  depth.forEach((near, i) => layers[Math.min(DEPTHS - 1, Math.max(0, Math.floor(((near + 1) / 2) * DEPTHS)))]!.push(i));
  layers.forEach((layer, step) => {
    const t = step / (DEPTHS - 1);
    const radius = size * (RADIUS.far + t * (RADIUS.near - RADIUS.far));
    pen.globalAlpha = STRENGTH.far + t * (STRENGTH.near - STRENGTH.far);
    inks.forEach((ink, group) => {
      if (hidden.has(group)) return;
      pen.fillStyle = groups.names.length > 0 ? ink : css(colours.ink);
      pen.fill(new Path2D(marks(layer.filter((i) => groups.of[i] === group).map((i) => places[i]!), radius, group)));
    });
  });
  pen.globalAlpha = 1;
}

function paintAxis(pen: CanvasRenderingContext2D, { space, R, side, colours, font }: SpaceDrawing, j: number, screen: (v: readonly number[]) => Place): void {
  const end = (length: number): Place => screen([0, 1, 2].map((k) => (k === j ? length : 0)));
  const [[x0, y0], [x1, y1]] = [end(-space.reach[j]!), end(space.reach[j]!)];
  pen.lineWidth = 1.25;
  pen.strokeStyle = css(colours.muted, 0.8);
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  const at = fromTip([x0, y0], [x1, y1]);
  for (const aside of [-BARB.aside, BARB.aside]) {
    pen.moveTo(x1, y1);
    pen.lineTo(...at(BARB.back, aside));
  }
  pen.stroke();
  if (Math.hypot(x1 - x0, y1 - y0) < 20) return; // it points at the eye
  pen.font = font;
  pen.textAlign = x1 > side / 2 ? 'right' : 'left';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  const up = R[1]![j]! >= 0 ? -12 : 12;
  const [tx, ty] = [Math.min(side - 4, Math.max(4, x1 + (x1 > side / 2 ? 10 : -10))), Math.min(side - 8, Math.max(8, y1 + up))];
  pen.lineWidth = 4;
  pen.strokeStyle = css(colours.paper);
  const name = bare(space.names[j]!);
  pen.strokeText(name, tx, ty);
  pen.fillStyle = css(colours.muted);
  pen.fillText(name, tx, ty);
}

/** The plane of the first two principal directions. */
function paintPlane(pen: CanvasRenderingContext2D, { space, colours }: SpaceDrawing, screen: (v: readonly number[]) => Place): void {
  const [u, v] = [0, 1].map((k) => space.directions[k]!.map((x) => PLANE * Math.sqrt(space.variances[k]!) * x)) as [number[], number[]];
  const corners = ([[1, 1], [1, -1], [-1, -1], [-1, 1]] as const).map(([p, q]) => screen(u.map((x, i) => p * x + q * v[i]!)));
  pen.beginPath();
  corners.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.closePath();
  pen.fillStyle = css(colours.accent, 0.1);
  pen.fill();
  pen.lineWidth = 1.25;
  pen.strokeStyle = css(colours.accent);
  pen.stroke();
}

/** Each point's nearest point of the plane: it minus its part along the third direction. */
function paintShadows(pen: CanvasRenderingContext2D, { space, colours, groups, hidden }: SpaceDrawing, places: readonly Place[], screen: (v: readonly number[]) => Place): void {
  const { points } = space;
  const normal = space.directions[2]!;
  const feet = places.map((_, i): Place => {
    const p = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
    const off = p.reduce((sum, x, k) => sum + x * normal[k]!, 0);
    return screen(p.map((x, k) => x - off * normal[k]!));
  });
  const shown = (i: number): boolean => !hidden.has(groups.of[i]!);
  pen.beginPath();
  if (places.length <= MANY) {
    feet.forEach(([x, y], i) => {
      if (!shown(i)) return;
      pen.moveTo(...places[i]!);
      pen.lineTo(x, y);
    });
    pen.lineWidth = 1;
    pen.strokeStyle = css(colours.ink, 0.22);
    pen.stroke();
  }
  const radius = places.length > MANY ? 1 : 1.9;
  pen.beginPath();
  feet.forEach(([x, y], i) => {
    if (!shown(i)) return;
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 7);
  });
  pen.fillStyle = css(colours.accent);
  pen.fill();
}

/** Any number of the matrix as wide as every other. */
const entry = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(2).replace('-', '\u2212');

export function spacePanel({ seen, best, total, share }: SpaceReading, R: Matrix, told: boolean): TemplateResult {
  return html`
    ${told ? html`
      <div>
        <p class="share"><strong>${formatPercent(share)}</strong> of the best</p>
        ${balance({ variance: seen, across: total - seen, best })}
        <dl>
          <div><dt><i class="key-along"></i>variance on the screen</dt><dd>${seen.toFixed(2)}</dd></div>
          <div><dt><i class="key-best"></i>best possible</dt><dd>${best.toFixed(2)}</dd></div>
          <div><dt><i class="key-lost"></i>lost in the depth</dt><dd>${(total - seen).toFixed(2)}</dd></div>
        </dl>
      </div>` : nothing}
    <table class="rotation">
      <caption>the rotation, a 3×3 matrix</caption>
      ${['right', 'up', 'to you'].map((way, i) => html`<tr class=${i < 2 ? 'screen' : ''}><th scope="row">${way}</th>${R[i]!.map((value) => html`<td>${entry(value)}</td>`)}</tr>`)}
    </table>`;
}

/** A group's colour as the page has it now, read from a mark that wears it. */
export const inksOf = (marks: Iterable<Element>): string[] => [...marks].map((mark) => getComputedStyle(mark).fill);
