// <hm-descent>: gradient descent on a bowl, seen from above. The start is dragged; rate, the bowl's shape or momentum, one at
// a time, are slid, and the whole way changes at once. view="nudge": the slope found by nudging one coordinate, beside the gradient.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { ARRIVED, type Bowl, condition, gradientAt, largestRate, lossAt, nudge, type Way, wayDown } from '../math/descent';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { complaint, type Rows, writeRows } from '../math/rows';
import type { State } from '../math/state';
import { onGrid, roundStep, snap } from '../math/ticks';
import { arrowStyles } from './_arrows';
import type { Readable } from './_attributes';
import { type Chart, inside, toNumbers, toPage } from './_chart';
import { chartStyles } from './_chart_styles';
import { drawBowl, windowAround } from './_descent_bowl';
import { curveWindow, drawCurve } from './_descent_curve';
import { type Layout, layOut } from './_descent_layout';
import { drawLine } from './_descent_line';
import { type Axis, cutWindow, drawCut, nudgePanel, nudgeWords } from './_descent_nudge';
import { MOST, Run } from './_descent_run';
import { check, readBowl, readPair, readPoints, type Settings, type Shape, shapeSetup } from './_descent_setup';
import { descentStyles } from './_descent_styles';
import { type Idea, IDEAS, ideaSwitch, momentumSlider, nudgeSlider, rateSlider, runTools, valleySliders } from './_descent_tools';
import { courseWords, factorText, numbers, pairText, shareText, stepsText } from './_descent_words';
import { Drag } from './_drag';
import { arrowSteps } from './_keys';
import { knob } from './_knob';
import { define, type Drawn, Visual } from './_visual';

const LARGEST = 420; // side of the bowl
const CONTROLS = 110; // height of what stands below, where the picture fills the window
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
    idea: { type: String },
    h: { type: Number },
    along: { type: String },
    from: { state: true },
    problem: { state: true },
  };
  static override readable: Readable = { view: ['path', 'nudge'], along: ['x', 'y'], idea: ['', ...IDEAS] };
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
  /** What can be slid: `rate`, `valley`, `momentum`. */
  declare idea: Idea | '';
  /** How far view="nudge" nudges, and along which coordinate: x or y. */
  declare h: number;
  declare along: 'x' | 'y';
  declare private from: Point;
  declare private problem: string;

  private bowl: Bowl | null = null;
  private window: Pick<Chart, 'x' | 'y'> = { x: [-1, 1], y: [-1, 1] };
  private way: Way | null = null;
  /** Without momentum, beside a way with it. */
  private plain: Way | null = null;
  private readonly run = new Run(this, {
    at: () => this.steps, ended: () => this.way!.ended, to: (steps) => (this.steps = steps), tell: () => this.tell(),
  });

  constructor() {
    super();
    this.view = 'path';
    this.matrix = this.points = this.idea = this.problem = '';
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
  }

  // What is set, and what it says

  protected override willUpdate(changes: PropertyValues): void {
    const has = (...names: string[]): boolean => names.some((name) => changes.has(name));
    if (has('matrix', 'b', 'points', 'condition', 'angle', 'minimum', 'start', 'rate', 'momentum', 'steps', 'h')) {
      const anew = !this.bowl; // at first, and after something could not be read
      this.problem = complaint(() => this.read((...names) => anew || has(...names)));
      if (this.problem) this.bowl = null;
    }
    const { bowl, from, pace, taken, window: { x: [left, right] } } = this;
    if (!bowl) return;
    const near = ROUNDING * (right - left);
    this.way = wayDown(bowl, from, pace, taken, near);
    this.plain = this.learning === 'momentum' && pace.momentum > 0 ? wayDown(bowl, from, { ...pace, momentum: 0 }, taken, near) : null;
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

  /** Can the bowl be made narrower? */
  private get made(): boolean {
    return !this.lined && this.matrix.length === 0;
  }

  private get ideas(): readonly Idea[] {
    return IDEAS.filter((idea) => idea !== 'valley' || this.made);
  }

  private get learning(): Idea {
    return this.ideas.find((idea) => idea === this.idea) ?? (this.momentum > 0 ? 'momentum' : 'rate');
  }

  private get axis(): Axis {
    return this.along === 'y' ? 1 : 0;
  }

  get state(): State {
    const { bowl, way, plain, pace } = this;
    if (!bowl || !way) return {};
    const [x, y] = way.path.at(-1)!;
    const [gx, gy] = gradientAt(bowl, [x, y]);
    const share = way.shares.at(-1)!;
    const { course: { factor }, needed } = way;
    const { slope, exact } = nudge(bowl, this.from, this.axis, this.h);
    return {
      x, y, loss: lossAt(bowl, [x, y]), least: bowl.least, gap: share, gap_text: shareText(share), gradient_x: gx, gradient_y: gy,
      steps: this.taken, needed, needed_text: stepsText(way), ...pace, largest_rate: largestRate(bowl, this.momentum),
      ...(plain ? { plain: plain.needed, plain_text: stepsText(plain) } : {}),
      condition: condition(bowl), min_x: bowl.minimum[0], min_y: bowl.minimum[1],
      factor, factor_text: factorText(factor), diverged: Number(factor > 1), h: this.h, nudged: slope, exact, off: Math.abs(slope - exact),
    };
  }

  override get setup(): Record<string, string> {
    const { rate, momentum, steps, h, along, learning: idea } = this;
    const set = { ...shapeSetup(this), start: writeRows([this.from]) };
    return this.view === 'nudge' ? { ...set, h: String(h), along } : { ...set, rate: String(rate), momentum: String(momentum), steps: String(steps), idea };
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

  private tell(): void {
    const words = ({ path, shares }: Way): string => `Step ${this.taken}: ${pairText(path.at(-1)!)}, ${shareText(shares.at(-1)!)} of the loss is left.`;
    void this.updateComplete.then(() => this.say(words(this.way!)));
  }

  // What is drawn

  private get layout(): Layout {
    const count = this.asking ? 0 : this.lined && this.view === 'path' ? 2 : 1;
    return layOut(this.room, this.presented ? this.span(Infinity) - CONTROLS : this.span(LARGEST), count);
  }

  private get bowlChart(): Chart {
    return { ...this.layout.bowl, ...this.window };
  }

  /** Beside the bowl: what is left of the loss and the line among its points, or the cut. */
  private charts(bowl: Bowl, { shares, path }: Way): SVGTemplateResult[] {
    const [first, second] = this.layout.charts;
    if (!first) return [];
    if (this.view === 'nudge') return [this.cut(bowl, first)];
    const others = this.plain?.shares ?? [];
    const curve = drawCurve({ ...first, ...curveWindow(shares, others) }, shares, others, ARRIVED);
    return second ? [curve, drawLine(second, readPoints(this.points), path.at(-1)!)] : [curve];
  }

  /** Is the bowl the loss of a line? */
  private get lined(): boolean {
    return this.points.length > 0;
  }

  protected override picture(): TemplateResult {
    const { bowl, way, problem } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    if (!bowl || !way || this.room === 0) return html`<div class="waiting"></div>`;
    const { height } = this.layout;
    const [path, plain] = this.view === 'nudge' ? [[this.from], []] : [way.path, this.plain?.path ?? []];
    return html`
      <svg class="picture" width=${this.room} height=${height} viewBox="0 0 ${this.room} ${height}" role="group" aria-label=${this.label || this.spoken(bowl)}
        @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}>
        ${drawBowl({ bowl, chart: this.bowlChart, names: this.names, path, plain, next: this.next(bowl, way) }, this.handle())}
        ${this.charts(bowl, way)}
      </svg>
      ${this.asking || this.view === 'nudge' ? nothing : courseWords(way)}
      <div class="sliders">${this.sliders(bowl)}</div>
      ${this.asking ? nothing : html`<div class="panel">${this.panel(bowl, way)}</div>`}`;
  }

  private spoken(bowl: Bowl): string {
    return `A bowl from above, ${formatNumber(Math.sqrt(condition(bowl)), 2)} times as long as wide, its bottom at ${pairText(bowl.minimum)}`;
  }

  /** Where the arrow leads: by the gradient alone, or by the nudge. */
  private next(bowl: Bowl, { path }: Way): Point | null {
    if (this.asking) return null;
    const [x, y] = this.view === 'nudge' ? this.from : path.at(-1)!;
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

  private cut(bowl: Bowl, box: Layout['bowl']): SVGTemplateResult {
    const { axis } = this;
    const window = cutWindow(bowl, this.from, axis, axis === 0 ? this.window.x : this.window.y);
    return drawCut({ ...box, ...window }, bowl, this.from, axis, this.h, [this.names[axis]!, 'f']);
  }

  private sliders(bowl: Bowl): TemplateResult {
    if (this.view === 'nudge') return nudgeSlider(this.h, (h) => (this.h = h));
    const { learning, pace, change } = this;
    const own: Record<Idea, () => TemplateResult> = {
      rate: () => rateSlider(pace, largestRate(bowl, pace.momentum), !this.asking, change),
      valley: () => valleySliders(this, change),
      momentum: () => momentumSlider(pace, change),
    };
    return html`
      ${this.asking ? nothing : runTools(this.run, this.taken)}
      ${ideaSwitch(this.ideas, learning, (idea) => (this.idea = idea))}
      <div class="own-sliders">${own[learning]()}</div>`;
  }

  private readonly change = (settings: Partial<Settings & Shape>): void => void Object.assign(this, settings);

  private panel(bowl: Bowl, way: Way): TemplateResult {
    if (this.view === 'nudge') return nudgePanel(bowl, this.from, this.axis, this.h, this.names[this.axis]!);
    const solved = this.lined ? 'best line, from the normal equation' : 'minimum, from A x = b';
    return numbers({ bowl, idea: this.learning, pace: this.pace, way, plain: this.plain, solved });
  }

  protected override caption(): Drawn {
    const { bowl, way } = this;
    if (!bowl || !way) return nothing;
    if (this.view === 'nudge') return nudgeWords(bowl, this.from, this.axis, this.h);
    const share = way.shares.at(-1)!;
    const place = way.path.at(-1)!;
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
