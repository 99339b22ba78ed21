// <hm-recurrent>: a state that is multiplied by the same matrix again and again, unrolled in time. The eigenvalues are dragged on
// the complex plane: within the unit circle the state and the gradient vanish, outside they explode, on it they live.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { css as inCss, diverging } from '../math/colour';
import { formatNumber } from '../math/format';
import type { Map2, Point } from '../math/plane';
import { readMap, readPoint, writeMap, writePoint, type Written } from '../math/plane_setup';
import type { State } from '../math/state';
import { onGrid, tidy } from '../math/ticks';
import { type Bend, type Complex, eigenvalues, fate, gradients, length, radius, unroll, withEigenvalues } from '../math/unrolled';
import type { Readable } from './_attributes';
import { chartStyles } from './_chart_styles';
import { numberField, fieldStyles } from './_fields';
import { Drag } from './_drag';
import { arrowSteps } from './_keys';
import { knob } from './_knob';
import { drawGrowth, drawPowers, drawStates, inPlane, onPlane, REACH, recurrentStyles, STATES } from './_recurrent_drawing';
import { slider } from './_slider';
import { define, type Drawn, Visual } from './_visual';

const MOST = 60; // steps
const WIDE = 460; // CSS pixels from which the growth stands beside the eigenvalues
const GRID = 0.05; // of the complex plane
const PULL = 0.04; // from here on an eigenvalue is drawn onto the unit circle, or the real axis

export class Recurrent extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, chartStyles, fieldStyles, recurrentStyles];
  static override properties: PropertyDeclarations = {
    wh: { type: String },
    impulse: { type: String },
    steps: { type: Number },
    bend: { type: String },
    W: { state: true },
  };
  static override readable: Readable = { bend: ['tanh', 'linear'], steps: [2, MOST] };
  /** 2×2; rows as in h Wh. */
  declare wh: Written;
  /** x_1; later inputs are 0. */
  declare impulse: Written;
  /** How many times it is multiplied by Wh. */
  declare steps: number;
  declare bend: Bend;
  declare private W: Map2;
  private x: Point = [1, 0];
  private start: Map2 = [[1, 0], [0, 1]];
  private problem = '';
  private readonly drag = new Drag({ move: (part, to) => this.place(Number(part), inPlane(this.side, to), true) });

  constructor() {
    super();
    this.wh = '0.9 0.4; -0.4 0.9';
    this.impulse = '1 0';
    this.steps = 30;
    this.bend = 'linear';
    this.W = this.start;
  }

  override get setup() {
    return { wh: writeMap(this.W.map((row) => row.map(tidy)) as unknown as Map2), impulse: writePoint(this.x), steps: String(this.count), bend: this.bend };
  }

  get state(): State {
    const { W, h, count } = this;
    const [[a, b]] = eigenvalues(W);
    const size = radius(W);
    return {
      radius: tidy(size), radius_text: formatNumber(size, 3), complex: b === 0 ? 0 : 1, angle: tidy((Math.atan2(b, a) * 180) / Math.PI), growth: size ** count, steps: count,
      norm: length(h.at(-1)!), gradient: gradients(W, h, this.bend)[0]!, fate: fate(size),
    };
  }

  private get count(): number {
    return Math.max(2, Math.min(MOST, Math.round(this.steps)));
  }

  private get h(): Point[] {
    return unroll(this.W, this.x, this.count + 1, this.bend);
  }

  private get side(): number {
    return this.room >= WIDE ? Math.min(300, 0.42 * this.room) : Math.min(this.room, 320);
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (!changes.has('wh') && !changes.has('impulse')) return;
    try {
      this.problem = '';
      if (changes.has('wh')) this.W = this.start = readMap('wh', this.wh);
      if (changes.has('impulse')) this.x = readPoint('impulse', this.impulse);
    } catch (error) {
      this.problem = (error as Error).message; // they throw nothing but sentences
    }
  }

  /** An eigenvalue to a place; the other one mirrors it, or keeps to the real axis. */
  private place(which: number, [a, b]: Complex, snapping: boolean): void {
    const grid = (value: number): number => (snapping ? onGrid(value, GRID) : tidy(value));
    const size = Math.hypot(a, b);
    let to: Complex = [grid(a), grid(b)];
    if (snapping && Math.abs(b) < PULL) to = [to[0], 0];
    else if (snapping && Math.abs(size - 1) < PULL) to = [a / size, b / size];
    const within = (value: number): number => Math.min(REACH, Math.max(-REACH, value));
    to = [within(to[0]), within(to[1])];
    const other = eigenvalues(this.W)[1 - which]!;
    if (to[1] !== 0) this.W = withEigenvalues([to[0], Math.abs(to[1])], [to[0], -Math.abs(to[1])]);
    else this.W = which === 0 ? withEigenvalues(to, [other[0], 0]) : withEigenvalues([other[0], 0], to);
    this.say(this.sentence);
  }

  private readonly key = (event: KeyboardEvent, which: number): void => {
    if (event.key === 'Home') this.W = this.start;
    const steps = arrowSteps(event);
    if (event.key === 'Home' || steps) event.preventDefault();
    if (!steps) return;
    const [a, b] = eigenvalues(this.W)[which]!;
    this.place(which, [tidy(a + steps[0] * GRID), tidy(b + steps[1] * GRID)], false);
  };

  private get sentence(): string {
    const { W, count } = this;
    const size = radius(W);
    return `Largest |λ| = ${formatNumber(size, 3)}: after ${count} steps ${formatNumber(size ** count, 3)} times`;
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    const { room, W, h, colours, side } = this;
    if (room === 0) return html`<div class="waiting"></div>`;
    const beside = room >= WIDE;
    const most = Math.max(1e-12, ...h.flat().map(Math.abs));
    const shade = diverging({ ...colours, missing: colours.line }, Math.max(1, Math.min(most, 3)));
    const chart = beside ? { left: side + 64, top: STATES + 26, width: room - side - 72, height: side - 56 } : { left: 52, top: STATES + side + 44, width: room - 60, height: 200 };
    const height = beside ? STATES + side + 6 : STATES + side + 44 + 200 + 30;
    return html`
      <svg class="picture" width=${room} height=${height} viewBox="0 0 ${room} ${height}" role="group" aria-label=${this.label || `A state of two numbers over ${this.count} steps`}
        @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}>
        ${drawStates(h, room, (value) => inCss(shade(value)))}
        <g transform="translate(0 ${STATES})">${drawPowers(eigenvalues(W), this.count, side)}</g>
        ${this.asking ? nothing : drawGrowth(chart, h.map(length), gradients(W, h, this.bend), radius(W))}
        ${this.handles(STATES)}
      </svg>`;
  }

  private handles(top: number): SVGTemplateResult[] {
    return eigenvalues(this.W).map((value, which) => {
      const [x, y] = onPlane(this.side, value);
      const words = `${formatNumber(value[0], 3)} ${value[1] < 0 ? '−' : '+'} ${formatNumber(Math.abs(value[1]), 3)} i`;
      return svg`${knob({
        part: String(which), at: [x, y + top], label: `Eigenvalue ${which + 1}`, value: tidy(Math.hypot(...value)), says: words, key: (event) => this.key(event, which),
        look: svg`<circle class="grip" cx=${x} cy=${y + top} r="8"></circle>`,
      })}`;
    });
  }

  protected override caption(): Drawn {
    if (this.problem) return nothing;
    const { state } = this;
    const turned = state['complex'] === 1 ? ` Each step turns by ${formatNumber(state['angle'] as number, 3)}°.` : '';
    const held = `without tanh: it ${state['fate']}. But tanh keeps every number of the state below 1, and makes the gradient smaller.`;
    return html`<strong>${this.sentence}</strong>${this.bend === 'tanh' ? `, ${held}` : `: it ${state['fate']}.`}${turned}`;
  }

  protected override tools(): Drawn {
    if (this.problem) return nothing;
    const { W } = this;
    const write = (i: number, j: number) => (value: number): void => void (this.W = W.map((row, r) => row.map((old, c) => (r === i && c === j ? value : old))) as unknown as Map2);
    return html`
      ${slider({ name: 'steps', says: String(this.count), value: this.count, min: 2, max: MOST, step: 1, move: (steps) => (this.steps = steps) })}
      <span class="group" role="group" aria-label="How it is bent">
        ${(['linear', 'tanh'] as const).map((bend) => html`<button aria-pressed=${bend === this.bend} @click=${() => (this.bend = bend)}>${bend}</button>`)}
      </span>
      <div class="named"><span class="of">Wh =</span><div class="matrix" role="group" aria-label="Wh">
        ${W.map((row, i) => row.map((value, j) => numberField(`Wh[${i}, ${j}]`, value, '', write(i, j))))}</div></div>`;
  }
}

define('hm-recurrent', Recurrent);
