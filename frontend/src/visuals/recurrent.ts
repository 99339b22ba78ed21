// <hm-recurrent>: a state of two numbers, carried along through time by the same matrix again and again. Its eigenvalues are moved in
// the complex plane: inside the unit circle what was forgets itself, outside it explodes, and so does the gradient on its way back.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { css as inCss, diverging } from '../math/colour';
import { formatNumber } from '../math/format';
import { complaint, readRows } from '../math/rows';
import type { State } from '../math/state';
import { snap } from '../math/ticks';
import { backwards, type Bend, type Complex, eigenvalues, type Square, type State2, turned, unroll } from '../math/unrolled';
import type { Readable } from './_attributes';
import { axes, type Chart, pathOf, toNumbers, toPage } from './_chart';
import { chartStyles } from './_chart_styles';
import { Drag } from './_drag';
import { arrowSteps } from './_keys';
import { knob } from './_knob';
import type { Place } from './_marks';
import { slider } from './_slider';
import { define, type Drawn, Visual } from './_visual';

const WIDE = 620; // CSS pixels from which the plane stands beside the states
const SIDE = 230; // of the plane
const FAR = 1.5; // that it shows to each side
const CELLS = 52; // the height of a state
const DOWN = 190; // of the chart
const GAP = 34;
const POWERS = 3; // tens that it shows up and down
const START: State2 = [1, 0];
const NEAR = 0.02; // of the circle, within which an eigenvalue is drawn onto it
const [STEP, DEGREES] = [0.01, 5];
const EXAMPLE = 'matrix="0.9 0.2; 0 0.5"';

export class Recurrent extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, chartStyles, css`
    .circle { fill: var(--accent-soft); stroke: var(--accent); stroke-dasharray: 4 3; }
    .twin { fill: none; stroke: var(--accent); stroke-width: 2; }
    .state { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
    .back { fill: none; stroke: var(--positive); stroke-width: 2.5; stroke-dasharray: 7 4; }
    .cells rect { stroke: var(--line); stroke-width: 0.5; }
    .state-ink { color: var(--accent); font-weight: 600; }
    .back-ink { color: var(--positive); font-weight: 600; }
    .title { fill: var(--ink); }
  `];
  static override properties: PropertyDeclarations = {
    radius: { type: Number },
    turn: { type: Number },
    matrix: { type: String },
    steps: { type: Number },
    bend: { type: String },
  };
  static override readable: Readable = { radius: [0, FAR], turn: [0, 180], steps: [1, 100], bend: ['none', 'tanh'] };
  /** How long the eigenvalues are, and by how many degrees the matrix turns. */
  declare radius: number;
  declare turn: number;
  /** Any other matrix, in place of these: `0.9 0.2; 0 0.5`. */
  declare matrix: string | null;
  declare steps: number;
  declare bend: Bend;

  private readonly drag = new Drag({ move: (_, to) => this.place(to) });

  constructor() {
    super();
    this.radius = 0.9;
    this.turn = 30;
    this.matrix = null;
    this.steps = 30;
    this.bend = 'none';
  }

  private get W(): Square {
    if (this.matrix === null) return turned(this.radius, this.turn);
    return readRows(this.matrix, 2, EXAMPLE).flat() as unknown as Square;
  }

  private get problem(): string {
    return complaint(() => {
      if (this.matrix !== null && this.W.length !== 4) readRows([this.W as unknown as number[]], 4, EXAMPLE);
    });
  }

  get state(): State {
    if (this.problem) return {};
    const states = unroll(this.W, START, this.steps, this.bend);
    return {
      radius: Math.hypot(...eigenvalues(this.W)[0]), turn: this.turn, steps: this.steps, bend_text: this.bend,
      left: Math.hypot(...states.at(-1)!), gradient: backwards(this.W, states, this.bend)[0]!,
    };
  }

  override get setup(): Record<string, string> {
    return { ...(this.matrix === null ? { radius: String(this.radius), turn: String(this.turn) } : { matrix: this.matrix }), steps: String(this.steps), bend: this.bend };
  }

  /** Where the plane stands on the page. */
  private get plane(): Chart {
    const side = this.room < WIDE ? Math.min(SIDE, this.room - 30) : SIDE;
    return { left: 28, top: 22, width: side, height: side, x: [-FAR, FAR], y: [-FAR, FAR] };
  }

  /** The upper eigenvalue, to a place of the page. */
  private place(to: Place): void {
    const [re, im] = toNumbers(this.plane, to);
    const radius = snap(Math.min(FAR, Math.hypot(re, im)), STEP);
    this.radius = Math.abs(radius - 1) <= NEAR ? 1 : radius;
    this.turn = snap(Math.min(180, Math.max(0, (Math.atan2(Math.max(0, im), re) * 180) / Math.PI)), 1);
    this.say(this.sentence());
  }

  private readonly key = (event: KeyboardEvent): void => {
    const steps = arrowSteps(event);
    if (event.key === 'Home') [this.radius, this.turn] = [0.9, 30];
    else if (steps) {
      this.turn = Math.min(180, Math.max(0, this.turn - DEGREES * steps[0]));
      this.radius = Math.min(FAR, Math.max(0, Math.round((this.radius + STEP * steps[1]) / STEP) * STEP));
    } else return;
    this.radius = Number(this.radius.toFixed(2));
    event.preventDefault();
    this.say(this.sentence());
  };

  protected override picture(): TemplateResult {
    const { room, problem } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    if (room === 0) return html`<div class="waiting"></div>`;
    const wide = room >= WIDE;
    const left = wide ? 28 + SIDE + 56 : 44;
    const top = wide ? 22 : this.plane.top + this.plane.height + 52;
    const states = unroll(this.W, START, this.steps, this.bend);
    const chart: Chart = { left, top: top + CELLS + GAP, width: room - left - 10, height: DOWN, x: [0, this.steps], y: [-POWERS, POWERS] };
    const height = Math.max(chart.top + DOWN + 26, this.plane.top + this.plane.height + 30);
    return html`
      <svg class="picture" width=${room} height=${height} viewBox="0 0 ${room} ${height}" role="group" aria-label=${this.label || 'A state carried along by a matrix'}
        @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}>
        ${this.drawPlane()}${this.drawStates(states, left, top, chart.width)}${this.drawChart(states, chart)}
      </svg>
      <div class="sliders">${slider({ name: 'steps', says: String(this.steps), value: this.steps, min: 1, max: 100, step: 1, move: (steps) => (this.steps = steps) })}</div>`;
  }

  private drawPlane(): SVGTemplateResult {
    const chart = this.plane;
    const [cx, cy] = toPage(chart, [0, 0]);
    const [one, other] = eigenvalues(this.W);
    const dot = (value: Complex): SVGTemplateResult => {
      const [x, y] = toPage(chart, value);
      return svg`<circle class="twin" cx=${x} cy=${y} r="5"></circle>`;
    };
    const at = toPage(chart, one);
    return svg`
      ${axes(chart, { names: ['', ''] })}
      <text class="title" x=${chart.left} y=${chart.top - 8}>eigenvalues, and the unit circle</text>
      <circle class="circle" cx=${cx} cy=${cy} r=${chart.width / (2 * FAR)}></circle>
      ${dot(other)}${this.matrix !== null ? dot(one) : knob({
        part: 'eigenvalue', at, label: 'Eigenvalue', value: this.radius, says: `length ${formatNumber(this.radius)}, turned by ${this.turn} degrees`,
        key: this.key, look: svg`<circle class="grip" cx=${at[0]} cy=${at[1]} r="8"></circle>`,
      })}`;
  }

  /** Each h_t as two cells, one above the other. */
  private drawStates(states: readonly State2[], left: number, top: number, width: number): SVGTemplateResult {
    const shade = diverging({ ...this.colours, missing: this.colours.sunken }, 1);
    const cell = width / states.length;
    return svg`
      <text class="title" x=${left} y=${top - 8}>the state, step by step: 1 0 at first</text>
      <g class="cells">${states.map((state, t) => state.map((value, i) => svg`<rect x=${left + t * cell} y=${top + (i * CELLS) / 2} width=${cell} height=${CELLS / 2} fill=${inCss(shade(value))}></rect>`))}</g>`;
  }

  private drawChart(states: readonly State2[], chart: Chart): SVGTemplateResult {
    const line = (lengths: readonly number[]): string =>
      pathOf(lengths.map((length, t) => toPage(chart, [t, Math.max(-POWERS, Math.min(POWERS, Math.log10(Math.max(length, 10 ** -POWERS))))])));
    return svg`
      ${axes(chart, { names: ['step', ''], y: Array.from({ length: 2 * POWERS + 1 }, (_, i) => i - POWERS), say: (power) => formatNumber(10 ** power) })}
      <text class="title" x=${chart.left} y=${chart.top - 8}>how long, in powers of ten</text>
      <path class="back" d=${line(backwards(this.W, states, this.bend))}></path>
      <path class="state" d=${line(states.map((state) => Math.hypot(...state)))}></path>`;
  }

  private sentence(): string {
    const { radius, left, gradient } = this.state as Record<string, number>;
    const lives = left! > 10 ? 'explodes' : left! < 0.1 ? 'is forgotten' : 'lives';
    return `Largest |λ| = ${formatNumber(radius!, 3)}: after ${this.steps} steps the state is ${formatNumber(left!, 2)} long, and ${lives}; a gradient comes back ${formatNumber(gradient!, 2)} times as long.`;
  }

  protected override caption(): Drawn {
    if (this.problem) return nothing;
    return html`<span class="state-ink">state</span> and, dashed, <span class="back-ink">gradient</span>. ${this.sentence()}`;
  }

  protected override tools(): Drawn {
    const choice = (bend: Bend, words: string): TemplateResult => html`<button aria-pressed=${this.bend === bend} @click=${() => (this.bend = bend)}>${words}</button>`;
    return html`<span class="group" role="group" aria-label="Bend">${choice('none', 'linear')}${choice('tanh', 'tanh')}</span>`;
  }
}

define('hm-recurrent', Recurrent);
