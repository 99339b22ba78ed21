// <hm-net view="train">: the plane shaded by a network that is being trained, its loss, and what can be chosen.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { forward, type Net } from '../math/net';
import { type Coloured, DATA } from '../math/net_data';
import { MOST_DEEP, MOST_WIDE } from '../math/net_setup';
import type { Point } from '../math/plane';
import { axes, type Chart, pathOf, toPage } from './_chart';
import { Frame, polyline } from './_frame';
import { back, minus, pause, play, plus, step } from './_icons';
import type { Place } from './_marks';
import { drawGround, drawPane, drawPoints, latticePoints, type Pane } from './_net_plot';
import type { NetRun } from './_net_run';
import { REACH } from './_net_fold';
import { powerOfTen, slider } from './_slider';

const TITLE = 24;
const GAP = 64; // beside the plane, with the numbers of the loss
const BESIDE = 620; // pixels of room from which the loss stands beside the plane
const LOW = 170; // height of the loss below it
const FAR_ABOVE = 4; // of a loss, from which the line of a coin lies too low for its name
const DRAWN = 320; // losses of a curve
const RATES = [-2.5, 1.5] as const; // powers of ten

export interface TrainLayout { pane: Pane; chart: Pick<Chart, 'left' | 'top' | 'width' | 'height'>; width: number; height: number }

export function trainLayout(room: number, most: number): TrainLayout {
  const beside = room >= BESIDE;
  const side = Math.floor(Math.min(most, beside ? room * 0.56 : room));
  const pane = { left: 0, top: TITLE, frame: new Frame(side, side, REACH) };
  const chart = beside ? { left: side + GAP, top: TITLE, width: room - side - GAP - 8, height: side - 26 } : { left: 44, top: side + TITLE + 32, width: room - 52, height: LOW };
  return { pane, chart, width: room, height: beside ? side + TITLE : side + TITLE + LOW + 60 };
}

export interface Trained {
  net: Net;
  points: readonly Coloured[];
  wrong: readonly boolean[];
  losses: readonly number[];
  hidden: boolean;
  /** Where the next own point would be put, by the keys. */
  cursor: Point | null;
}

export function drawTrain({ net, points, wrong, losses, hidden, cursor }: Trained, { pane, chart }: TrainLayout): SVGTemplateResult {
  const { frame } = pane;
  const finite = net.layers.every(({ W, b }) => W.values.every(Number.isFinite) && b.values.every(Number.isFinite));
  return svg`
    ${drawPane(pane, 'the plane, shaded by the chance of each colour', svg`
      ${hidden || !finite ? nothing : svg`${drawGround(frame, forward(net, latticePoints(frame)).z)}${finite ? unitLines(frame, net) : nothing}`}
      ${drawPoints(frame, points, points.map(([x, y]): Point => [x, y]), hidden ? [] : wrong)}
      ${cursor ? crosshair(frame, cursor) : nothing}`)}
    ${hidden ? nothing : lossCurve(chart, losses)}`;
}

/** Of each unit of the first layer, where it is 0: there its bend lies. */
function unitLines(frame: Frame, { layers }: Net): SVGTemplateResult {
  const { W: { values, shape: [, k] }, b } = layers[0]!;
  const far = 3 * frame.reach;
  const lines = Array.from(b.values, (c, j) => {
    const [p, q] = [values[j]!, values[k! + j]!];
    const square = p * p + q * q;
    if (square === 0 || layers.length === 1) return '';
    const length = Math.sqrt(square);
    const [x, y] = [(-c * p) / square, (-c * q) / square];
    if (Math.hypot(x, y) > far) return '';
    return polyline([frame.at([x - (far * q) / length, y + (far * p) / length]), frame.at([x + (far * q) / length, y - (far * p) / length])]);
  });
  return svg`<path class="unit" d=${lines.join('')}></path>`;
}

function crosshair(frame: Frame, point: Point): SVGTemplateResult {
  const [x, y] = frame.at(point);
  return svg`<path class="cross" d=${`M${x - 10} ${y}h20M${x} ${y - 10}v20`}></path>`;
}

/** Of many losses so many, each the mean of those around it. */
function thinned(losses: readonly number[]): [number, number][] {
  const stride = Math.ceil(losses.length / DRAWN);
  const kept: [number, number][] = [];
  for (let i = 0; i < losses.length; i += stride) {
    const part = losses.slice(i, i + stride);
    kept.push([i + (part.length - 1) / 2, part.reduce((sum, value) => sum + value, 0) / part.length]);
  }
  return kept.filter(([, value]) => Number.isFinite(value));
}

function lossCurve(box: TrainLayout['chart'], losses: readonly number[]): SVGTemplateResult {
  const kept = thinned(losses);
  const top = Math.min(1e6, Math.max(0.8, ...kept.map(([, value]) => value)));
  const chart: Chart = { ...box, x: [0, Math.max(50, 1.02 * losses.length)], y: [0, 1.08 * top] };
  const places = kept.map(([k, value]): Place => toPage(chart, [k, Math.min(value, top)]));
  const last = places.at(-1);
  const coin = toPage(chart, [0, Math.LN2])[1];
  return svg`
    <text class="title" x=${box.left} y=${box.top - 8}>the loss, step by step</text>
    ${axes(chart, { names: ['', ''] })}
    <path class="coin" d=${`M${box.left} ${coin.toFixed(1)}h${box.width}`}></path>
    ${top < FAR_ABOVE ? svg`<text class="coin-name" x=${box.left + box.width - 4} y=${coin - 5} text-anchor="end">a coin: log 2</text>` : nothing}
    <path class="way" d=${pathOf(places)}></path>
    ${last ? svg`<circle class="now" cx=${last[0]} cy=${last[1]} r="4.5"></circle>` : nothing}`;
}

export interface Choices {
  data: string;
  hidden: readonly number[];
  bend: string;
  rate: number;
  batch: number;
  seed: number;
  count: number;
  colour: number;
  change: (set: Partial<{ data: string; layers: string; bend: string; rate: number; batch: number; seed: number; colour: number }>) => void;
  clear: () => void;
}

export const runButtons = (run: NetRun, taken: number, reset: () => void): TemplateResult => html`
  <div class="run">
    <button class="main" @click=${run.play} ?disabled=${run.ended}>${run.playing ? pause : play}${run.playing ? 'Stop' : 'Play'}</button>
    <button @click=${() => run.take(1)} ?disabled=${run.ended}>${step}Step</button>
    <button class="sign" title="Back to the start" aria-label="Back to the start" @click=${reset} ?disabled=${taken === 0}>${back}</button>
    <span class="quiet">step ${taken}</span>
  </div>`;

const BATCHES = [0, 8, 32];

export function choices(chosen: Choices): TemplateResult {
  const { data, hidden, bend, rate, batch, seed, count, change } = chosen;
  const widths = (to: readonly number[]): void => change({ layers: to.join(' ') });
  const set = (k: number, by: number): void => widths(hidden.map((width, i) => (i === k ? Math.min(MOST_WIDE, Math.max(1, width + by)) : width)));
  return html`
    <div class="choices">
      <label>points <select aria-label="Points" @change=${(event: Event) => change({ data: (event.target as HTMLSelectElement).value })}>
        ${[...DATA, 'own'].map((name) => html`<option value=${name} ?selected=${name === data} .selected=${name === data}>${name === 'own' ? 'your own' : name}</option>`)}</select></label>
      <label>bend <select aria-label="Bend" @change=${(event: Event) => change({ bend: (event.target as HTMLSelectElement).value })}>
        ${['relu', 'tanh'].map((name) => html`<option value=${name} .selected=${name === bend}>${name}</option>`)}</select></label>
      <label>a step takes <select aria-label="Examples of a step" @change=${(event: Event) => change({ batch: Number((event.target as HTMLSelectElement).value) })}>
        ${[...new Set([...BATCHES, batch])].map((size) => html`<option value=${String(size)} .selected=${size === batch}>${size === 0 ? `all ${count}` : `${size} of them`}</option>`)}</select></label>
      <button @click=${() => change({ seed: seed + 1 })} title="Begin with other weights">seed ${seed}</button>
      <div class="widths" role="group" aria-label="Hidden layers">
        <span>2 →</span>
        ${hidden.map((width, k) => html`<span class="width">
          <button class="sign" aria-label=${`Layer ${k + 1}: one unit less`} ?disabled=${width <= 1} @click=${() => set(k, -1)}>${minus}</button><b>${width}</b>
          <button class="sign" aria-label=${`Layer ${k + 1}: one unit more`} ?disabled=${width >= MOST_WIDE} @click=${() => set(k, 1)}>${plus}</button></span><span>→</span>`)}
        <span>1</span>
        <button ?disabled=${hidden.length >= MOST_DEEP} @click=${() => widths([...hidden, hidden.at(-1) ?? 4])} title="One layer more" aria-label="One layer more">${plus}layer</button>
        <button ?disabled=${hidden.length === 0} @click=${() => widths(hidden.slice(0, -1))} title="One layer less" aria-label="One layer less">${minus}layer</button>
      </div>
      ${slider({ name: 'step length η', says: formatNumber(rate, 3), value: Math.log10(rate), min: RATES[0], max: RATES[1], step: 0.05, move: (power) => change({ rate: powerOfTen(power) }) })}
      ${data === 'own' ? ownPoints(chosen) : nothing}
    </div>`;
}

const ownPoints = ({ colour, change, clear }: Choices): TemplateResult => html`
  <div class="own" role="group" aria-label="The colour of the next point">
    <button aria-pressed=${colour === 0} @click=${() => change({ colour: 0 })}><i class="blue"></i>blue</button>
    <button aria-pressed=${colour === 1} @click=${() => change({ colour: 1 })}><i class="orange"></i>orange</button>
    <button @click=${clear}>Take all away</button>
    <span class="quiet">Click into the plane. With keys: arrows move the cross, Enter puts a point, Backspace takes the last away.</span>
  </div>`;
