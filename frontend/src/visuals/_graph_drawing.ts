// A network on a page: discs, the edges between them, and where each stands.

import { svg, type SVGTemplateResult } from 'lit';

import { fromTip } from '../math/arrow';
import type { Edge } from '../math/graph';
import { formatPercent } from '../math/format';
import { polygon } from './_frame';
import type { Place } from './_marks';

const LARGEST = 42; // radius of a disc, CSS pixels
const APART = 0.75; // two discs fill at most so much of the way between them
const BEND = 0.12; // of an edge, to its left, so that two in both directions stand apart
const HEAD = 9;
const [SIDE, ABOVE, BELOW] = [58, LARGEST + 6, LARGEST + 36]; // around the nodes, for discs and names
const INSIDE = 24; // radius of a disc that holds its name
const LONG = 18; // letters
const NARROW = 420; // CSS pixels

export interface Scene {
  names: readonly string[];
  edges: readonly Edge[];
  scores: readonly number[];
  at: readonly Place[];
  radii: readonly number[];
}

/** On a narrow page what lies stands. */
const turned = ([x, y]: Place): Place => [y, x];
const turnedFor = (places: readonly Place[], width: number): readonly Place[] => (width < NARROW ? places.map(turned) : places);
const span = (places: readonly Place[], k: 0 | 1): [number, number] => [Math.min(...places.map((place) => place[k])), Math.max(...places.map((place) => place[k]))];

/** Places of the layout into the picture, and back: equal scales. */
export function fitted(layout: readonly Place[], width: number, height: number): { to: (place: Place) => Place; back: (place: Place) => Place } {
  const places = turnedFor(layout, width);
  const [[left, right], [top, bottom]] = [span(places, 0), span(places, 1)];
  const scale = Math.min((width - 2 * SIDE) / Math.max(right - left, 1), (height - ABOVE - BELOW) / Math.max(bottom - top, 1));
  const [x0, y0] = [width / 2 - (scale * (left + right)) / 2, (height + ABOVE - BELOW) / 2 - (scale * (top + bottom)) / 2];
  const to = ([x, y]: Place): Place => [x0 + scale * x, y0 + scale * y];
  const back = ([x, y]: Place): Place => [(x - x0) / scale, (y - y0) / scale];
  return width < NARROW ? { to: (place) => to(turned(place)), back: (place) => turned(back(place)) } : { to, back };
}

/** The height that the layout has when it is as wide as the picture. */
export function heightFor(layout: readonly Place[], width: number): number {
  const places = turnedFor(layout, width);
  const [[left, right], [top, bottom]] = [span(places, 0), span(places, 1)];
  return ABOVE + BELOW + ((width - 2 * SIDE) / Math.max(right - left, 1)) * (bottom - top);
}

/** Areas in proportion to the scores, as large as the discs can be without touching. */
export function radiiOf(scores: readonly number[], at: readonly Place[]): number[] {
  const roots = scores.map(Math.sqrt);
  let unit = LARGEST / Math.max(...roots);
  at.forEach(([x, y], i) => at.slice(i + 1).forEach(([px, py], k) => {
    const room = (APART * Math.hypot(x - px, y - py)) / (roots[i]! + roots[i + 1 + k]!);
    if (room > 0) unit = Math.min(unit, room);
  }));
  return roots.map((root) => unit * root);
}

const n = (x: number): string => x.toFixed(1);

/** An edge that leads both ways, of the same weight, is one line without a head. */
export function drawEdges({ edges, at, radii }: Scene, chosen: number, taken: readonly [number, number] | null): SVGTemplateResult[] {
  const back = new Set(edges.map(([a, b, w]) => `${b} ${a} ${w}`));
  return edges.map(([a, b, w]) => {
    const took = taken !== null && taken[0] === a && taken[1] === b;
    const both = a !== b && back.has(`${a} ${b} ${w}`) && !took;
    const classes = took ? 'taken' : a === chosen ? 'of-chosen' : '';
    return svg`<g class=${classes}>${a === b ? loop(at[a]!, radii[a]!) : drawEdge(at[a]!, at[b]!, radii[a]!, radii[b]!, both)}</g>`;
  });
}

function drawEdge([ax, ay]: Place, [bx, by]: Place, ra: number, rb: number, both: boolean): SVGTemplateResult {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const bend = both ? 0 : BEND * length;
  const [mx, my] = [(ax + bx) / 2 + bend * uy, (ay + by) / 2 - bend * ux];
  const [sx, sy] = towards([ax, ay], [mx, my], ra);
  const [ex, ey] = towards([bx, by], [mx, my], rb + 2);
  const path = svg`<path class="edge" d=${`M${n(sx)} ${n(sy)}Q${n(mx)} ${n(my)} ${n(ex)} ${n(ey)}`}></path>`;
  return both ? path : svg`${path}${head([mx, my], [ex, ey])}`;
}

const towards = ([x, y]: Place, [tx, ty]: Place, by: number): Place => {
  const length = Math.hypot(tx - x, ty - y) || 1;
  return [x + (by * (tx - x)) / length, y + (by * (ty - y)) / length];
};

function head(from: Place, tip: Place): SVGTemplateResult {
  const at = fromTip(from, tip);
  return svg`<path class="edge-head" d=${polygon([tip, at(HEAD, 4), at(HEAD, -4)])}></path>`;
}

/** From a node to itself, above it. */
function loop([x, y]: Place, r: number): SVGTemplateResult {
  const [up, aside] = [r + 26, 15];
  return svg`<path class="edge" d=${`M${n(x - 4)} ${n(y - r)}C${n(x - aside - 6)} ${n(y - up)} ${n(x + aside + 6)} ${n(y - up)} ${n(x + 5)} ${n(y - r - 3)}`}></path>
    ${head([x + 8, y - r - 10], [x + 5, y - r - 2])}`;
}

/** The name in its disc where there is room, else below it. */
export function drawName(name: string, score: number | null, [x, y]: Place, r: number): SVGTemplateResult {
  const short = name.length > LONG ? `${name.slice(0, LONG - 1)}…` : name;
  const inside = r >= INSIDE && 7.5 * short.length < 1.7 * r;
  return svg`
    <text class=${`node ${inside ? 'inside' : ''}`} x=${n(x)} y=${n(inside ? y - 2 : y + r + 15)}>${short}<tspan class="score" x=${n(x)} dy="1.15em">${
      score === null ? '' : formatPercent(score)}</tspan></text>`;
}
