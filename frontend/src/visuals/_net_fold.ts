// <hm-net view="fold">: on the left the plane of the inputs, on the right the same plane on its way through the layers.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { tensor } from '../math/layers';
import { type Affine, forward, type Net } from '../math/net';
import type { Coloured } from '../math/net_data';
import { carrier, gridLines, lastMove, momentNames } from '../math/net_fold';
import type { Point } from '../math/plane';
import { namedFields, numberField } from './_fields';
import { Frame, polyline } from './_frame';
import { pause, play } from './_icons';
import { footOf } from './_net_hold';
import { drawGround, drawPane, drawPoints, latticePoints, type Pane } from './_net_plot';

export const REACH = 2.4;
const TITLE = 24;
const GAP = 20;
const LEAST = 220; // pixels of a side from which two planes stand beside each other
const GRID = 0.5;

export interface Fold {
  net: Net;
  points: readonly Coloured[];
  /** How many moves are done. */
  t: number;
  wrong: readonly boolean[];
  /** Is the answer kept back, while a guess is awaited? */
  hidden: boolean;
}

export interface Panes { before: Pane; after: Pane; width: number; height: number }

export function panesIn(room: number, most: number, reach: number): Panes {
  const beside = (room - GAP) / 2 >= LEAST;
  const side = Math.floor(Math.min(most, beside ? (room - GAP) / 2 : room));
  return {
    before: { left: 0, top: TITLE, frame: new Frame(side, side, REACH) },
    after: { left: beside ? side + GAP : 0, top: beside ? TITLE : side + 2 * TITLE + 4, frame: new Frame(side, side, reach) },
    width: beside ? 2 * side + GAP : side, height: beside ? side + TITLE : 2 * side + 2 * TITLE + 4,
  };
}

/** So that the points and what is taken hold of lie in sight at each whole move. */
export function reachOf(net: Net, points: readonly Coloured[]): number {
  const last = net.layers.at(-1)!;
  const foot = footOf(last);
  const held = [...net.layers.slice(0, -1).flatMap(({ W, b }) => [...W.values, ...b.values]), foot[0] + last.W.values[0]!, foot[1] + last.W.values[1]!];
  let most = Math.max(REACH, ...held.map((value) => 1.2 * Math.abs(value)));
  for (let t = 1; t <= lastMove(net); t++) {
    const carried = carrier(net, t);
    for (const [x, y] of points) most = Math.max(most, ...carried([x, y]).map((value) => 1.12 * Math.abs(value)));
  }
  return Math.min(most, 1e4);
}

const zOf = ({ W: { values: [p, q] }, b: { values: [c] } }: Affine, [x, y]: Point): number => p! * x + q! * y + c!;

export function drawFold(fold: Fold, { before, after }: Panes, handles: unknown): SVGTemplateResult {
  const { net, points, t, wrong, hidden } = fold;
  const plain = points.map(([x, y]): Point => [x, y]);
  const carried = carrier(net, t);
  const done = t >= lastMove(net);
  const names = momentNames(net);
  const name = t === 0 ? 'the same plane, before any move' : Number.isInteger(t) ? `the same plane after ${names[t]!}` : `the same plane, on to ${names[Math.ceil(t)]!}`;
  const ground = hidden ? nothing : drawGround(before.frame, forward(net, latticePoints(before.frame)).z);
  const rings = hidden ? [] : wrong;
  return svg`
    ${drawPane(before, 'the inputs x, shaded by the chance', svg`${ground}${gridOf(before.frame, (point) => point)}${drawPoints(before.frame, points, plain, rings)}`, false)}
    ${drawPane(after, name, svg`
      ${done && !hidden ? halves(after.frame, net.layers.at(-1)!) : nothing}
      ${gridOf(after.frame, carried)}
      ${drawPoints(after.frame, points, plain.map(carried), done ? rings : [])}`)}
    ${handles}`;
}

function gridOf(frame: Frame, carried: (point: Point) => Point): SVGTemplateResult {
  const { along, up } = gridLines(REACH, GRID);
  const path = (lines: Point[][]): string => lines.map((line) => polyline(line.map((point) => frame.at(carried(point))))).join('');
  return svg`<path class="line first" d=${path(along)}></path><path class="line second" d=${path(up)}></path>`;
}

/** The last layer: a straight line, with a colour on each side. */
function halves(frame: Frame, last: Affine): SVGTemplateResult {
  const at = latticePoints(frame);
  const z = tensor([at.shape[0]!, 1], Array.from({ length: at.shape[0]! }, (_, i) => zOf(last, [at.values[2 * i]!, at.values[2 * i + 1]!])));
  return drawGround(frame, z);
}

/** x W + b of each layer, to write in. */
export function foldFields(net: Net, write: (layer: number, of: 'W' | 'b', at: number, value: number) => void): TemplateResult {
  const low = net.layers.length === 2 ? ['', '₂'] : '₁₂₃₄';
  return html`<div class="parameters">${net.layers.map(({ W, b }, k) => {
    const colour = (i: number): string => (W.shape[1] === 1 ? '' : ['first', 'second'][Math.floor(i / 2)]!);
    const last = k === net.layers.length - 1;
    const [w, shift] = last ? ['w', 'c'] : [`W${low[k]!}`, `b${low[k]!}`];
    return html`<div class="layer">
      ${namedFields(w!, '', `The weights ${w!}`, last ? 'column' : 'matrix', Array.from(W.values, (value, i) => numberField(`${w!}, number ${i + 1}`, value, colour(i), (to) => write(k, 'W', i, to))))}
      ${namedFields(shift!, '', `The shift ${shift!}`, b.values.length === 2 ? 'matrix' : 'column', Array.from(b.values, (value, i) => numberField(`${shift!}, number ${i + 1}`, value, '', (to) => write(k, 'b', i, to))))}
    </div>`;
  })}</div>`;
}

export interface FoldBar { net: Net; t: number; playing: boolean; toggle: () => void; slide: (t: number) => void }

/** Its moments by name, and the way between them to pull through. */
export function foldBar({ net, t, playing, toggle, slide }: FoldBar): TemplateResult {
  const names = momentNames(net);
  const said = Number.isInteger(t) ? names[t]! : `on the way to ${names[Math.ceil(t)]!}`;
  return html`
    <div class="moments" role="group" aria-label="After which move">${names.map((name, k) => html`
      <button aria-pressed=${t === k} @click=${() => slide(k)}>${name}</button>`)}</div>
    <div class="bar">
      <button class="sign" aria-label=${playing ? 'Stop' : 'Play the moves'} title=${playing ? 'Stop' : 'Play'} @click=${toggle}>${playing ? pause : play}</button>
      <input type="range" min="0" max=${lastMove(net)} step="0.02" .value=${String(t)} aria-label="How far through the layers" aria-valuetext=${said}
        @input=${(event: Event) => slide((event.target as HTMLInputElement).valueAsNumber)}>
    </div>`;
}
