// <hm-descent>: gradient descent on a bowl, seen from above. The start is dragged; rate, momentum and the bowl's condition are
// slid, and the whole way changes at once. view="nudge": the slope found by nudging one coordinate, beside the gradient.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import {
  type Bowl, condition, type Course, descend, foresee, gradientAt, heightAbove, largestRate, lossAt, nudge, stepsUntil,
} from '../math/descent';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { complaint, type Rows, writeRows } from '../math/rows';
import type { State } from '../math/state';
import { onGrid, roundStep, snap } from '../math/ticks';
import { arrowStyles } from './_arrows';
import { type Chart, inside, toNumbers, toPage } from './_chart';
import { chartStyles } from './_chart_styles';
import { drawBowl, windowAround } from './_descent_bowl';
import { curveWindow, drawCurve } from './_descent_curve';
import { drawLine } from './_descent_line';
import { type Axis, cutWindow, drawCut, nudgePanel, nudgeWords } from './_descent_nudge';
import { check, readBowl, readPair, readPoints, type Settings, type Shape, shapeSetup } from './_descent_setup';
import { descentStyles } from './_descent_styles';
import { nudgeSlider, paceSliders, runTools, valleySliders } from './_descent_tools';
import { courseWords, factorText, numbers, pairText, shareText, stepsText } from './_descent_words';
import { Drag } from './_drag';
import { arrowSteps } from './_keys';
import { knob } from './_knob';
import { calm, define, type Drawn, Visual } from './_visual';

const BESIDE = 440; // from here on the curve stands beside the bowl
const LARGEST = 420; // side of the bowl
const CONTROLS = 110; // height of what stands below, where the picture fills the window
const BELOW = 190; // height of the curve below the bowl
const EDGE = { left: 34, top: 8, right: 12, bottom: 24 };
const MARKS = 40; // room for the numbers of a chart
const GAP = 10; // between two charts
const MOST = 200; // steps
const PACE = 90; // ms between two steps
const ARRIVED = 0.01; // of the loss above the minimum
const DONE = 1e-12; // of the loss; what is left is rounding
const ROUNDING = 1e-12; // of the window
const START = 'start="-2 2.5"';

export class Descent extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, chartStyles, arrowStyles, descentStyles];
  static override properties: PropertyDeclarations = {
    view: { type: String },
    matrix: { type: String },
    b: { type: String },
    points: { type: String },
    condition: { type: Number },
    angle: { type: Number },
    minimum: { type: String },
    start: { type: String },
    rate: { type: Number },
    momentum: { type: Number },
    steps: { type: Number },
    h: { type: Number },
    along: { type: String },
    from: { state: true },
    playing: { state: true },
    problem: { state: true },
  };
  declare view: 'path' | 'nudge';
  /** A of ½ xᵀA x − bᵀx, symmetric: `3 1; 1 2`. Where there is none, `condition`, `angle` and `minimum` make one. */
  declare matrix: Rows;
  declare b: Rows;
  /** In place of both: points through which a line is laid; the bowl is its loss. */
  declare points: Rows;
  declare condition: number;
  /** Of the flat direction, in degrees. */
  declare angle: number;
  declare minimum: Rows;
  declare start: Rows;
  declare rate: number;
  declare momentum: number;
  /** How many are taken. */
  declare steps: number;
  /** How far view="nudge" nudges, and along which coordinate: x or y. */
  declare h: number;
  declare along: 'x' | 'y';
  declare private from: Point;
  declare private playing: boolean;
  declare private problem: string;

  private bowl: Bowl | null = null;
  private window: Pick<Chart, 'x' | 'y'> = { x: [-1, 1], y: [-1, 1] };
  private path: Point[] = [];
  private course: Course = { manner: 'converges', factor: 0 };
  private needed = 0;
  private timer = 0;

  constructor() {
    super();
    this.view = 'path';
    this.matrix = this.points = this.problem = '';
    this.b = '0 0';
    this.condition = 10;
    this.angle = 25;
    this.minimum = '1 0.5';
    this.start = '-2 2.5';
    this.rate = 0.1;
    this.momentum = this.steps = 0;
    this.h = 0.5;
    this.along = 'x';
    this.from = [0, 0];
    this.playing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  // What is set, and what it says

  protected override willUpdate(changes: PropertyValues): void {
    const has = (...names: string[]): boolean => names.some((name) => changes.has(name));
    if (has('matrix', 'b', 'points', 'condition', 'angle', 'minimum', 'start', 'rate', 'momentum', 'steps', 'h')) {
      const anew = !this.bowl; // at first, and after something could not be read
      this.problem = complaint(() => this.read((...names) => anew || has(...names)));
      if (this.problem) this.bowl = null;
    }
    const { bowl, from, pace } = this;
    if (!bowl) return;
    this.path = descend(bowl, from, pace, this.taken);
    this.course = foresee(bowl, from, pace);
    this.needed = stepsUntil(bowl, from, pace, ARRIVED);
  }

  private read(has: (...names: string[]) => boolean): void {
    check(this);
    if (has('matrix', 'b', 'points', 'condition', 'angle', 'minimum')) this.bowl = readBowl(this);
    if (has('start')) this.from = readPair(this.start, START);
    if (has('start', 'matrix', 'b', 'points', 'minimum')) this.window = windowAround(this.bowl!, this.from);
  }

  private get pace(): { rate: number; momentum: number } {
    return { rate: this.rate, momentum: this.momentum };
  }

  /** While a guess is awaited it stands at the start. */
  private get taken(): number {
    return this.asking ? 0 : Math.min(this.steps, MOST);
  }

  private get names(): readonly [string, string] {
    return this.lined ? ['intercept', 'slope'] : ['x', 'y'];
  }

  private get shares(): number[] {
    const { bowl, from, path, window: { x: [left, right] } } = this;
    const { minimum: [x, y] } = bowl!;
    if (Math.hypot(from[0] - x, from[1] - y) < ROUNDING * (right - left)) return path.map(() => 0); // it starts at the minimum
    const whole = heightAbove(bowl!, from);
    return path.map((place) => heightAbove(bowl!, place) / whole);
  }

  private get axis(): Axis {
    return this.along === 'y' ? 1 : 0;
  }

  get state(): State {
    const { bowl, path, pace, needed, course: { factor } } = this;
    if (!bowl) return {};
    const [x, y] = path.at(-1)!;
    const [gx, gy] = gradientAt(bowl, [x, y]);
    const share = this.shares.at(-1)!;
    const { slope, exact } = nudge(bowl, this.from, this.axis, this.h);
    return {
      x, y, loss: lossAt(bowl, [x, y]), least: bowl.least, gap: share, gap_text: shareText(share), gradient_x: gx, gradient_y: gy,
      steps: this.taken, needed, needed_text: stepsText(needed, this.course), ...pace, largest_rate: largestRate(bowl, this.momentum),
      condition: condition(bowl), min_x: bowl.minimum[0], min_y: bowl.minimum[1],
      factor, factor_text: factorText(factor), diverged: Number(factor > 1), h: this.h, nudged: slope, exact, off: Math.abs(slope - exact),
    };
  }

  override get setup(): Record<string, string> {
    const { rate, momentum, steps, h, along } = this;
    const set = { ...shapeSetup(this), start: writeRows([this.from]) };
    return this.view === 'nudge' ? { ...set, h: String(h), along } : { ...set, rate: String(rate), momentum: String(momentum), steps: String(steps) };
  }

  // Moving

  private moveTo(place: Point, settle: (value: number, step: number) => number): void {
    const grain = this.grain;
    this.from = [settle(place[0], grain), settle(place[1], grain)];
  }

  private get grain(): number {
    return roundStep(this.window.x[1] - this.window.x[0], 60);
  }

  private readonly key = (event: KeyboardEvent): void => {
    const by = arrowSteps(event);
    if (by) this.moveTo([this.from[0] + by[0] * this.grain, this.from[1] + by[1] * this.grain], onGrid);
    else if (event.key === 'Home') this.from = readPair(this.start, START);
    else return;
    event.preventDefault();
  };

  private readonly drag = new Drag({
    move: (_, to) => this.moveTo(toNumbers(this.bowlChart, inside(this.bowlChart, to)), snap),
  });

  // Stepping

  /** Is there anywhere to go on to? */
  private get ended(): boolean {
    return this.steps >= MOST || this.path.length <= this.steps || this.shares.at(-1)! < DONE;
  }

  private readonly stepOn = (): void => {
    this.stop();
    if (!this.ended) this.steps += 1;
    this.tell();
  };

  private tell(): void {
    const words = (): string => `Step ${this.taken}: ${pairText(this.path.at(-1)!)}, ${shareText(this.shares.at(-1)!)} of the loss is left.`;
    void this.updateComplete.then(() => this.say(words()));
  }

  private readonly playOn = (): void => {
    if (this.playing) return this.stop();
    if (this.ended) this.steps = 0;
    if (calm()) {
      this.steps = MOST;
      return this.tell();
    }
    this.playing = true;
    this.timer = window.setInterval(() => {
      if (this.ended) {
        this.stop();
        this.tell();
      } else this.steps += 1;
    }, PACE);
  };

  private stop(): void {
    clearInterval(this.timer);
    this.playing = false;
  }

  private readonly reset = (): void => {
    this.stop();
    this.steps = 0;
  };

  // What is drawn

  private get beside(): boolean {
    return this.room >= BESIDE;
  }

  private get side(): number {
    const most = this.presented ? this.span(Infinity) - CONTROLS : this.span(LARGEST);
    return this.beside ? Math.min(most, 0.56 * this.room) : most;
  }

  private get bowlChart(): Chart {
    const side = this.side - EDGE.left - EDGE.right;
    return { left: EDGE.left, top: EDGE.top, width: side, height: side, ...this.window };
  }

  /** Where the k-th of the charts beside the bowl, or below it, stands. */
  private place(k: number, count: number): Omit<Chart, 'x' | 'y'> {
    const { side, beside, room } = this;
    const full = side - EDGE.left - EDGE.right;
    if (!beside) {
      const top = full + EDGE.top + EDGE.bottom + k * BELOW + 2 * GAP;
      return { left: MARKS, top, width: room - MARKS - EDGE.right, height: BELOW - 2 * GAP - EDGE.bottom };
    }
    const height = (full - (count - 1) * (EDGE.bottom + GAP)) / count;
    return { left: side + MARKS, top: EDGE.top + k * (height + EDGE.bottom + GAP), width: room - side - MARKS - EDGE.right, height };
  }

  /** Beside the bowl: what is left of the loss and the line among its points, or the cut. */
  private charts(bowl: Bowl): SVGTemplateResult[] {
    if (this.asking) return [];
    if (this.view === 'nudge') return [this.cut(bowl)];
    const { shares, path } = this;
    const curve = drawCurve({ ...this.place(0, this.lined ? 2 : 1), ...curveWindow(shares) }, shares, ARRIVED);
    return this.lined ? [curve, drawLine(this.place(1, 2), readPoints(this.points), path.at(-1)!)] : [curve];
  }

  /** Is the bowl the loss of a line? */
  private get lined(): boolean {
    return this.points.length > 0;
  }

  protected override picture(): TemplateResult {
    const { bowl, problem } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    if (!bowl || this.room === 0) return html`<div class="waiting"></div>`;
    const charts = this.charts(bowl);
    const height = this.side - EDGE.left - EDGE.right + EDGE.top + EDGE.bottom + (this.beside ? 0 : charts.length * BELOW);
    const path = this.view === 'nudge' ? [this.from] : this.path;
    return html`
      <svg class="picture" width=${this.room} height=${height} viewBox="0 0 ${this.room} ${height}" role="group" aria-label=${this.label || this.spoken(bowl)}
        @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}>
        ${drawBowl({ bowl, chart: this.bowlChart, names: this.names, path, next: this.next(bowl) }, this.handle())}
        ${charts}
      </svg>
      <div class="sliders">${this.sliders(bowl)}</div>
      ${this.asking ? nothing : html`<div class="panel">${this.panel(bowl)}</div>`}`;
  }

  private spoken(bowl: Bowl): string {
    return `A bowl from above, ${formatNumber(Math.sqrt(condition(bowl)), 2)} times as long as wide, its bottom at ${pairText(bowl.minimum)}`;
  }

  /** Where the arrow leads: by the gradient alone, or by the nudge. */
  private next(bowl: Bowl): Point | null {
    if (this.asking) return null;
    const [x, y] = this.view === 'nudge' ? this.from : this.path.at(-1)!;
    if (this.view === 'nudge') return this.axis === 0 ? [x + this.h, y] : [x, y + this.h];
    const [p, q] = gradientAt(bowl, [x, y]);
    return [x - this.rate * p, y - this.rate * q];
  }

  private handle(): SVGTemplateResult {
    const at = toPage(this.bowlChart, this.from);
    const says = this.names.map((name, k) => `${name} ${formatNumber(this.from[k]!)}`).join(', ');
    return knob({
      part: 'start', at, label: this.view === 'nudge' ? 'The place' : 'The start', value: this.from[0], says, key: this.key,
      look: svg`<circle class="grip" cx=${at[0]} cy=${at[1]} r="9"></circle>`,
    });
  }

  private cut(bowl: Bowl): SVGTemplateResult {
    const { axis } = this;
    const window = cutWindow(bowl, this.from, axis, axis === 0 ? this.window.x : this.window.y);
    return drawCut({ ...this.place(0, 1), ...window }, bowl, this.from, axis, this.h, [this.names[axis]!, 'f']);
  }

  private sliders(bowl: Bowl): TemplateResult {
    const made = !this.lined && this.matrix.length === 0;
    const valley = made ? valleySliders(this, this.change) : nothing;
    if (this.view === 'nudge') return html`${nudgeSlider(this.h, (h) => (this.h = h))}${valley}`;
    const { taken, ended, playing, stepOn, playOn: play, reset, scrub } = this;
    return html`
      ${this.asking ? nothing : runTools({ taken, most: MOST, ended, playing, stepOn, play, reset, scrub })}
      ${paceSliders(this.pace, largestRate(bowl, this.momentum), !this.asking, this.change)}${valley}`;
  }

  private readonly change = (settings: Partial<Settings & Shape>): void => void Object.assign(this, settings);

  private readonly scrub = (steps: number): void => {
    this.stop();
    this.steps = steps;
  };

  private panel(bowl: Bowl): TemplateResult {
    if (this.view === 'nudge') return nudgePanel(bowl, this.from, this.axis, this.h, this.names[this.axis]!);
    const solved = this.lined ? 'best line, from the normal equation' : 'minimum, from A x = b';
    return html`${courseWords(this.course, this.needed)}${numbers(bowl, this.pace, condition(bowl), solved)}`;
  }

  protected override caption(): Drawn {
    if (!this.bowl) return nothing;
    if (this.view === 'nudge') return nudgeWords(this.bowl, this.from, this.axis, this.h);
    const share = this.shares.at(-1)!;
    const place = this.path.at(-1)!;
    if (this.taken === 0) return html`Drag the ring to a start, then step. The arrow is the next step, η times the gradient.`;
    const left = share > 1 ? html`<b>${formatNumber(share, 3)} times</b> the loss of the start.` : html`<b>${shareText(share)}</b> of the loss is left.`;
    return html`After ${this.taken} ${this.taken === 1 ? 'step' : 'steps'} at ${pairText(place)}: ${left}`;
  }

  protected override tools(): Drawn {
    if (!this.bowl || this.view !== 'nudge' || this.asking) return nothing;
    return html`<span class="group" role="group" aria-label="Nudge along">${(['x', 'y'] as const).map((name, k) => html`
      <button aria-pressed=${this.along === name} @click=${() => (this.along = name)}>nudge ${this.names[k]}</button>`)}</span>`;
  }
}

define('hm-descent', Descent);
