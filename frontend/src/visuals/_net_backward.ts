// <hm-net view="backward">: a small network as discs and arrows; numbers flow to the right, and gradients back.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { type Moment, momentsOf, type Rule, type Traced, unit } from '../math/net_trace';
import { numberField } from './_fields';
import { next, previous } from './_icons';
import type { Place } from './_marks';

const ROW = 104;
const TOP = 34;
const BOTTOM = 34;
const NARROW = 560;
const MOST_ROOM = 780;
const LABEL_AT = 0.34; // of an edge, from the end that has more discs
const ROOMY = 1.8; // how much wider than others the columns stand apart between which weights are written

interface Node { name: string; value: number; gradient: number | null; at: Place; known: boolean; back: boolean; now: boolean }
interface Edge { from: Place; to: Place; weight: number | null; gradient: number | null; now: boolean; share?: number }

export interface Drawn { width: number; height: number; drawing: SVGTemplateResult }

export function drawBackward(traced: Traced, at: number, room: number): Drawn {
  const width = Math.min(room, MOST_ROOM);
  const { layers } = traced.net;
  const moments = momentsOf(traced.net);
  const passedBy = (kind: Moment['kind'], layer: number): boolean => moments.findIndex((moment) => moment.kind === kind && moment.layer === layer) <= at;
  const is = (kind: Moment['kind'], layer: number): boolean => moments[at]!.kind === kind && moments[at]!.layer === layer;
  const most = Math.max(2, ...layers.map(({ b }) => b.values.length));
  const height = TOP + most * ROW - 24 + BOTTOM;
  const radius = width < NARROW ? 17 : 24;
  const columns = 2 * layers.length + 1; // x, a and h of each hidden layer, z, L
  const total = layers.length * (ROOMY + 1);
  const x = (column: number): number => radius + 6 + ((Math.ceil(column / 2) * ROOMY + Math.floor(column / 2)) / total) * (width - 2 * radius - 12);
  const y = (j: number, count: number): number => TOP + (height - TOP - BOTTOM) / 2 + (j - (count - 1) / 2) * ROW;
  const last = layers.length - 1;
  const { net, passed: { a, h }, gradient } = traced;

  const inputs: Node[] = traced.x.map((value, i) => ({
    name: `x${'₁₂'[i]!}`, value, gradient: gradient.h[0]!.values[i]!, at: [x(0), y(i, 2)], known: true, back: passedBy('dh', 0), now: is('x', 0) || is('dh', 0),
  }));
  const sums = layers.map(({ b }, k): Node[] => Array.from(b.values, (_, j) => ({
    name: k === last ? 'z' : unit('a', k, j, net), value: a[k]!.values[j]!, gradient: gradient.a[k]!.values[j]!, at: [x(2 * k + 1), y(j, b.values.length)],
    known: passedBy('a', k), back: k === last ? passedBy('dz', k) : passedBy('da', k), now: is('a', k) || is('da', k) || is('dz', k),
  })));
  const bent = layers.slice(0, -1).map(({ b }, k): Node[] => Array.from(b.values, (_, j) => ({
    name: unit('h', k, j, net), value: h[k + 1]!.values[j]!, gradient: gradient.h[k + 1]!.values[j]!, at: [x(2 * k + 2), y(j, b.values.length)],
    known: passedBy('h', k), back: passedBy('dh', k + 1), now: is('h', k) || is('dh', k + 1),
  })));
  const loss: Node = { name: 'L', value: traced.loss, gradient: null, at: [x(columns - 1), y(0, 1)], known: passedBy('loss', last), back: false, now: is('loss', last) };

  const edges: Edge[] = layers.flatMap(({ W: { values } }, k) => {
    const [from, to] = [k === 0 ? inputs : bent[k - 1]!, sums[k]!];
    return from.flatMap((source, i) => to.map((target, j): Edge => ({
      from: source.at, to: target.at, share: from.length < to.length ? 1 - LABEL_AT : LABEL_AT, weight: values[i * to.length + j]!,
      gradient: passedBy('dW', k) ? gradient.layers[k]!.W.values[i * to.length + j]! : null, now: is('dW', k) || is('a', k) || is('dh', k),
    })));
  });
  const links: Edge[] = [
    ...bent.flatMap((nodes, k) => nodes.map((node, j): Edge => ({ from: sums[k]![j]!.at, to: node.at, weight: null, gradient: null, now: is('h', k) || is('da', k) }))),
    { from: sums[last]![0]!.at, to: loss.at, weight: null, gradient: null, now: is('loss', last) || is('dz', last) },
  ];
  const backwards = at > moments.findIndex(({ kind }) => kind === 'loss');
  const drawing = svg`
    ${[...edges, ...links].map((edge) => drawEdge(edge, radius, backwards))}
    ${edges.map((edge) => edgeNumbers(edge))}
    ${[...inputs, ...sums.flat(), ...bent.flat(), loss].map((node) => drawNode(node, radius))}`;
  return { width, height, drawing };
}

const sign = (value: number): string => (value > 0 ? 'plus' : value < 0 ? 'less' : '');

function drawEdge({ from, to, weight, now }: Edge, radius: number, backwards: boolean): SVGTemplateResult {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const near = (place: Place, by: number): string => `${(place[0] + by * ux).toFixed(1)} ${(place[1] + by * uy).toFixed(1)}`;
  const d = `M${near(from, radius)}L${near(to, -radius)}`;
  const wide = weight === null ? 1.5 : Math.min(7, 1 + 2.5 * Math.abs(weight));
  return svg`
    <path class=${`edge ${weight === null ? '' : sign(weight)}`} d=${d} stroke-width=${wide}></path>
    ${now ? svg`<path class=${backwards ? 'flow back' : 'flow'} d=${d}></path>` : nothing}`;
}

function edgeNumbers({ from, to, weight, gradient, now, share = LABEL_AT }: Edge): SVGTemplateResult {
  const [x, y] = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  return svg`
    <text class="weight" x=${x} y=${y + (gradient === null ? 4 : -2)} text-anchor="middle">${formatNumber(weight!, 2)}</text>
    ${gradient === null ? nothing : svg`<text class=${now ? 'gradient now' : 'gradient'} x=${x} y=${y + 12} text-anchor="middle">${formatNumber(gradient, 2)}</text>`}`;
}

function drawNode({ name, value, gradient, at: [x, y], known, back, now }: Node, radius: number): SVGTemplateResult {
  return svg`
    <circle class=${`node ${known ? sign(value) : 'blank'} ${now ? 'now' : ''}`} cx=${x} cy=${y} r=${radius}
      fill-opacity=${known ? 0.1 + 0.35 * Math.min(1, Math.abs(value) / 1.5) : 0}></circle>
    <text class="node-name" x=${x} y=${y - radius - 7} text-anchor="middle">${name}</text>
    <text class="value" x=${x} y=${y + 4.5} text-anchor="middle">${known ? formatNumber(value, 2) : ''}</text>
    ${back && gradient !== null ? svg`<text class=${now ? 'gradient now' : 'gradient'} x=${x} y=${y + radius + 15} text-anchor="middle">${formatNumber(gradient, 2)}</text>` : nothing}`;
}

/** The rule of this moment in letters, then in the learner's numbers. */
export const rulePanel = ({ rule, why, worked }: Rule): TemplateResult => html`
  <div class="rule"><p><code>${rule}</code> <span>${why}</span></p>
    ${worked.length > 0 ? html`<ul>${worked.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}</div>`;

export interface BackwardTools {
  at: number;
  count: number;
  x: readonly number[];
  label: number;
  go: (at: number) => void;
  write: (i: number, value: number) => void;
  turn: () => void;
  step: () => void;
  reset: (() => void) | null;
}

export const backwardBar = ({ at, count, go }: BackwardTools): TemplateResult => html`
  <div class="bar">
    <button @click=${() => go(at - 1)} ?disabled=${at === 0}>${previous}Back</button>
    <button class="main" @click=${() => go(at + 1)} ?disabled=${at === count - 1}>Next${next}</button>
    <input type="range" min="0" max=${count - 1} step="1" .value=${String(at)} aria-label="Moment" aria-valuetext=${`${at + 1} of ${count}`}
      @input=${(event: Event) => go((event.target as HTMLInputElement).valueAsNumber)}>
  </div>`;

export const backwardFields = ({ x, label, write, turn, at, count, step, reset }: BackwardTools): TemplateResult => html`
  <div class="example">
    ${x.map((value, i) => html`<label>x${'₁₂'[i]!} ${numberField(`x${'₁₂'[i]!}`, value, '', (to) => write(i, to))}</label>`)}
    <button @click=${turn}><i class=${label === 1 ? 'orange' : 'blue'}></i>it is ${label === 1 ? 'orange' : 'blue'}</button>
    <button class=${at === count - 1 ? 'main' : ''} @click=${step}>Take a step: W − η dW</button>
    ${reset ? html`<button @click=${reset}>Back to the first weights</button>` : nothing}
  </div>`;
