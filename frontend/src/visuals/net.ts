// <hm-net>: a small network. view="fold": its layers move the plane, and the bend folds it. view="train": it learns while one looks.
// view="backward": one example flows through it, and its gradients back, a rule at a time.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { type Bend, judge, type Judged, type Net, rewritten, stepped } from '../math/net';
import { type Coloured, DATA, examplesOf, pointsOf, readPoints } from '../math/net_data';
import { lastMove } from '../math/net_fold';
import { readNet, widthsOf, writeNet } from '../math/net_setup';
import { momentsOf, ruleOf, trace, type Traced } from '../math/net_trace';
import { Training, trouble } from '../math/net_training';
import type { Point } from '../math/plane';
import { complaint, readRows, type Rows, Unreadable, writeRows } from '../math/rows';
import type { State } from '../math/state';
import { arrowStyles } from './_arrows';
import type { Readable } from './_attributes';
import { chartStyles } from './_chart_styles';
import { Drag } from './_drag';
import { fieldStyles } from './_fields';
import { frameStyles, stepped as onTo } from './_frame';
import { arrowSteps } from './_keys';
import { placeIn } from './_knob';
import { Morph } from './_morph';
import { backwardBar, backwardFields, type BackwardTools, drawBackward, rulePanel } from './_net_backward';
import { drawFold, foldBar, foldFields, panesIn, type Panes, reachOf } from './_net_fold';
import { foldHandles, footOf, holdHint, movable, partMoved } from './_net_hold';
import { crossMoved, crossWords, MOST_POINTS, withPoint } from './_net_own';
import { fromPage, holds } from './_net_plot';
import { NetRun } from './_net_run';
import { backwardState, pointsState } from './_net_state';
import { netStyles } from './_net_styles';
import { choices, drawTrain, runButtons, trainLayout } from './_net_train';
import { backwardWords, foldWords, ruleWords, trainWords } from './_net_words';
import { calm, define, type Drawn, Visual } from './_visual';

const LARGEST = 400; // side of a plane
const CONTROLS = { fold: 150, train: 50 }; // height of what stands below, where the picture fills the window
const MOVE = 1100; // ms of one move of the plane
const AT_ONCE = 500; // steps that are taken before it is first drawn
const IDENTITY = ['1 0; 0 1 | 1; 1', '0 0 | -1'] as const;
const READ = ['view', 'data', 'points', 'count', 'layers', 'weights', 'biases', 'bend', 'seed', 'steps'];
const COUNTS = { fold: 60, train: 160, backward: 1 };

export class NetPicture extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, frameStyles, chartStyles, arrowStyles, fieldStyles, netStyles];
  static override properties: PropertyDeclarations = {
    view: { type: String },
    data: { type: String },
    points: { type: String },
    count: { type: Number },
    layers: { type: String },
    weights: { type: String },
    biases: { type: String },
    bend: { type: String },
    rate: { type: Number },
    batch: { type: Number },
    seed: { type: Number },
    steps: { type: Number },
    t: { type: Number },
    at: { type: Number },
    x: { type: String },
    target: { type: Number },
    colour: { state: true },
    shown: { state: true },
    cursor: { state: true },
    problem: { state: true },
  };
  static override readable: Readable = {
    view: ['fold', 'train', 'backward'], data: [...DATA, 'own'], bend: ['relu', 'tanh'], count: [2, MOST_POINTS], rate: [1e-4, 1e3],
    batch: [0, MOST_POINTS], seed: [0, 1e6], steps: [0, AT_ONCE], target: [0, 1],
  };
  declare view: 'fold' | 'train' | 'backward';
  /** Points of two colours: `moons`, `circles`, `xor`, `spiral`, `halves`; or `own`. */
  declare data: string;
  /** In place of them: `x y label; …`, the label 0 for blue, 1 for orange. */
  declare points: Rows;
  declare count: number | null;
  /** Units of each hidden layer, `4 4`, whose weights the seed draws. */
  declare layers: string | null;
  /** Or the weights themselves: `1 0; 0 1 | 1; 1`, with their shifts `0 0 | -1`. */
  declare weights: string;
  declare biases: string;
  declare bend: Bend;
  declare rate: number;
  /** Examples of a step; 0 for all. */
  declare batch: number;
  declare seed: number;
  /** How many are taken before it is drawn. */
  declare steps: number;
  /** view="fold": how many moves are done; all of them where it is not given. */
  declare t: number | null;
  /** view="backward": which moment, the example, and its label. */
  declare at: number;
  declare x: Rows;
  declare target: number;

  declare private colour: number;
  declare private shown: readonly Coloured[];
  /** Where Enter puts an own point. */
  declare private cursor: Point | null;
  declare private problem: string;
  private training: Training | null = null;
  private example: readonly number[] = [1, 0.5];
  private judged: Judged = { loss: 0, mistaken: [], wrong: 0, dead: [] };
  /** A place on the last layer's line, from which its arrow is drawn. */
  private anchor: Point = [0, 0];
  private held: number | null = null;
  private lossBefore: number | null = null;
  private first: Net | null = null;
  private readonly morph = new Morph(this, MOVE, (t) => (this.t = t));
  private readonly run = new NetRun(this, { training: () => this.training!, tell: () => this.tell() });

  constructor() {
    super();
    this.view = 'train';
    this.data = 'moons';
    this.points = this.weights = this.biases = this.problem = '';
    this.count = this.layers = this.t = this.cursor = null;
    this.bend = 'relu';
    this.rate = 0.3;
    this.batch = this.steps = this.at = this.target = this.colour = 0;
    this.seed = 1;
    this.x = '1 0.5';
    this.shown = [];
  }

  // What is set

  protected override willUpdate(changes: PropertyValues): void {
    const anew = !this.training || READ.some((name) => changes.has(name));
    if (anew || changes.has('x')) {
      this.run.stop();
      this.problem = complaint(() => this.read(anew));
      if (this.problem) this.training = null;
    }
    const { training } = this;
    if (!training) return;
    training.pace = this.pace;
    this.judged = judge(training.net, examplesOf(this.shown));
    if (this.run.playing) this.anchor = footOf(training.net.layers.at(-1)!);
  }

  private read(anew: boolean): void {
    this.example = readRows(this.x, 2, 'x="1 0.5"')[0] ?? [0, 0];
    if (!anew) return;
    this.shown = this.points.length > 0 ? readPoints(this.points) : this.data === 'own' ? [] : pointsOf(this.data, this.count ?? COUNTS[this.view], this.seed);
    if (this.shown.length > MOST_POINTS) throw new Unreadable(`There are ${this.shown.length} points. It takes ${MOST_POINTS}.`);
    const plain = this.view === 'fold' && this.weights === '' && this.layers === null;
    const [weights, biases] = plain ? IDENTITY : [this.weights, this.biases];
    this.begin(readNet(weights, biases, this.layers ?? (this.view === 'train' ? '4' : '2'), this.bend, this.seed));
    if (this.view === 'fold' && widthsOf(this.net).slice(1, -1).some((width) => width !== 2)) {
      throw new Unreadable('Only layers of two units can be drawn as planes. Write layers="2" or layers="2 2".');
    }
    if (this.view === 'fold' && this.net.layers.length === 1) throw new Unreadable('There is no hidden layer that folds. Write layers="2".');
    for (let i = 0; i < this.steps; i++) this.training!.step();
    this.anchor = footOf(this.net.layers.at(-1)!);
  }

  private begin(net: Net): void {
    this.training = new Training(net, examplesOf(this.shown), this.pace);
    this.lossBefore = null;
    this.first = net;
  }

  private get pace() {
    return { rate: this.rate, batch: this.batch, seed: this.seed };
  }

  private get net(): Net {
    return this.training!.net;
  }

  private get moves(): number {
    return Math.min(lastMove(this.net), Math.max(0, this.t ?? lastMove(this.net)));
  }

  private get moment(): number {
    return Math.min(momentsOf(this.net).length - 1, Math.max(0, Math.round(this.at)));
  }

  private get traced(): Traced {
    return trace(this.net, this.example, this.target);
  }

  private get warning(): string {
    return this.training ? trouble(this.training, this.judged, this.net) : '';
  }

  // What it says

  get state(): State {
    if (!this.training) return {};
    if (this.view === 'backward') return backwardState(this.traced, this.moment, this.lossBefore);
    return { ...pointsState(this.judged, this.shown.length, this.training), rate: this.rate, ...(this.view === 'fold' ? { t: this.moves } : {}) };
  }

  override get setup(): Record<string, string> {
    if (!this.training) return {};
    const { view, data, bend, rate, batch, seed } = this;
    const own = { data, points: data === 'own' || this.points.length > 0 ? writeRows(this.shown) : '' };
    if (view === 'train') {
      const layers = widthsOf(this.net).slice(1, -1).join(' ');
      const begun = this.weights === '' ? { layers, weights: '', biases: '' } : { weights: this.weights, biases: this.biases };
      return { view, ...own, ...begun, bend, rate: String(rate), batch: String(batch), seed: String(seed), steps: String(Math.min(AT_ONCE, this.training.taken)) };
    }
    const shared = { view, bend, rate: String(rate), ...writeNet(this.net) };
    return view === 'fold' ? { ...shared, ...own, seed: String(seed), t: String(this.moves) }
      : { ...shared, at: String(this.moment), x: writeRows([this.example]), target: String(this.target) };
  }

  private tell(): void {
    void this.updateComplete.then(() => {
      if (!this.asking && this.training) this.say(this.warning || trainWords(this.training.taken, this.judged, this.shown.length));
    });
  }

  // Changing it

  private readonly write = (layer: number, of: 'W' | 'b', at: number, value: number): void => {
    const net = rewritten(this.net, layer, of, (values) => (values[at] = value));
    this.setNet(net, footOf(net.layers.at(-1)!));
  };

  private setNet(net: Net, anchor: Point): void {
    this.run.stop();
    this.training = new Training(net, examplesOf(this.shown), this.pace);
    this.anchor = anchor;
    this.requestUpdate();
    void this.updateComplete.then(() => !this.asking && this.say(foldWords(this.judged, this.shown.length)));
  }

  private movePart(part: string, to: Point): void {
    const { net, anchor } = partMoved(this.net, this.moves, this.anchor, part, to);
    this.setNet(net, anchor);
  }

  private readonly key = (part: string, event: KeyboardEvent): void => {
    const steps = arrowSteps(event);
    const moved = movable(this.net, this.moves, this.anchor).find((each) => each.part === part);
    if (!moved || (!steps && event.key !== 'Home')) return;
    event.preventDefault();
    if (!steps) return this.reset();
    this.movePart(part, [onTo(moved.to[0], steps[0], 0.1), onTo(moved.to[1], steps[1], 0.1)]);
  };

  private readonly drag = new Drag({
    move: (part, to) => {
      this.held ??= reachOf(this.net, this.shown);
      const { after } = this.panes;
      this.movePart(part, after.frame.snap(after.frame.within(fromPage(after, to))));
    },
    drop: () => {
      this.held = null;
      this.requestUpdate();
    },
  });

  private readonly reset = (): void => {
    this.run.stop();
    this.begin(this.first!);
    this.anchor = footOf(this.net.layers.at(-1)!);
    this.requestUpdate();
  };

  private readonly change = (set: Partial<{ data: string; layers: string; bend: string; rate: number; batch: number; seed: number; colour: number }>): void => {
    if (set.data !== undefined) this.points = set.data === 'own' ? this.shown.map((point) => [...point]) : '';
    if (set.layers !== undefined || set.seed !== undefined) this.weights = this.biases = '';
    this.steps = 0;
    Object.assign(this, set);
  };

  private setPoints(points: readonly Coloured[]): void {
    this.shown = points;
    this.training!.giveExamples(examplesOf(points));
  }

  private readonly clicked = (event: MouseEvent): void => {
    const { pane } = trainLayout(this.room, this.side('train'));
    const place = placeIn(event.currentTarget as Element, event);
    if (this.data === 'own' && holds(pane, place)) this.setPoints(withPoint(this.shown, fromPage(pane, place), this.colour));
  };

  private readonly cursorKey = (event: KeyboardEvent): void => {
    const at = this.cursor ?? [0, 0];
    const moved = crossMoved(event, at);
    if (moved) this.cursor = moved;
    else if (event.key === 'Enter') this.setPoints(withPoint(this.shown, at, this.colour));
    else if (event.key === 'Backspace') this.setPoints(this.shown.slice(0, -1));
    else return;
    event.preventDefault();
    this.say(crossWords(this.shown.length, moved ?? at));
  };

  // What is drawn

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.training || this.room === 0) return html`<div class="waiting"></div>`;
    return this.view === 'fold' ? this.foldPicture() : this.view === 'train' ? this.trainPicture() : this.backwardPicture();
  }

  private side(view: 'fold' | 'train'): number {
    return this.presented ? this.span(Infinity) - CONTROLS[view] : this.span(LARGEST);
  }

  private get panes(): Panes {
    return panesIn(this.room, this.side('fold'), this.held ?? reachOf(this.net, this.shown));
  }

  private foldPicture(): TemplateResult {
    const { net, shown: points, moves: t, panes, judged: { mistaken: wrong }, morph } = this;
    const handles = this.run.playing ? nothing : foldHandles(panes.after, movable(net, t, this.anchor), this.key);
    return html`
      <svg class="picture" width=${panes.width} height=${panes.height} viewBox="0 0 ${panes.width} ${panes.height}" role="group"
        aria-label=${this.label || `A plane with ${points.length} points of two colours, before and after the layers of a network`}
        @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}>
        ${drawFold({ net, points, t, wrong, hidden: this.asking }, panes, handles)}
      </svg>
      ${foldBar({
        net, t, playing: morph.playing, toggle: () => this.play(), slide: (to) => {
          morph.stop();
          this.t = to;
        },
      })}
      ${foldFields(net, this.write)}`;
  }

  private play(): void {
    const { morph, moves, net } = this;
    const end = lastMove(net);
    if (morph.playing) return morph.stop();
    if (calm()) this.t = moves >= end ? 0 : Math.floor(moves) + 1;
    else morph.play(moves >= end ? 0 : moves, end);
  }

  private trainPicture(): TemplateResult {
    const { net, shown: points, judged: { mistaken: wrong }, asking: hidden, training, room } = this;
    const layout = trainLayout(room, this.side('train'));
    const own = this.data === 'own';
    return html`
      <svg class="picture" width=${layout.width} height=${layout.height} viewBox="0 0 ${layout.width} ${layout.height}" role=${own ? 'application' : 'img'}
        tabindex=${own ? 0 : nothing} aria-label=${this.label || this.spoken} @click=${this.clicked} @keydown=${own ? this.cursorKey : nothing}>
        ${drawTrain({ net, points, wrong, losses: training!.losses, hidden, cursor: own ? this.cursor : null }, layout)}
      </svg>
      ${hidden ? nothing : runButtons(this.run, training!.taken, this.reset)}
      ${choices({
        data: this.points.length > 0 ? 'own' : this.data, hidden: widthsOf(net).slice(1, -1), bend: this.bend, rate: this.rate, batch: this.batch, seed: this.seed,
        count: points.length, colour: this.colour, change: this.change, clear: () => this.setPoints([]),
      })}`;
  }

  private get spoken(): string {
    const own = this.data === 'own' ? ' Arrow keys move a cross, Enter puts a point.' : '';
    return `${this.shown.length} points of two colours, and the plane shaded by a network with ${widthsOf(this.net).join(', ')} units.${own}`;
  }

  private backwardPicture(): TemplateResult {
    const { traced, moment, room } = this;
    const { width, height, drawing } = drawBackward(traced, moment, room);
    const tools: BackwardTools = {
      at: moment, count: momentsOf(this.net).length, x: this.example, label: this.target,
      go: (at) => {
        this.at = at;
        this.say(ruleWords(ruleOf(this.traced, momentsOf(this.net)[at]!)));
      },
      write: (i, value) => (this.x = [this.example.map((old, k) => (k === i ? value : old))]),
      turn: () => (this.target = 1 - this.target),
      step: () => this.takeStep(), reset: this.lossBefore === null ? null : this.reset,
    };
    return html`
      <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
        aria-label=${this.label || `A network with ${widthsOf(this.net).join(', ')} units and one example in it`}>${drawing}</svg>
      ${this.asking ? nothing : html`${backwardBar(tools)}${rulePanel(ruleOf(traced, momentsOf(this.net)[moment]!))}${backwardFields(tools)}`}`;
  }

  private takeStep(): void {
    const { net, gradient, loss } = this.traced;
    this.lossBefore = loss;
    this.training!.net = stepped(net, gradient, this.rate);
    this.at = momentsOf(net).findIndex(({ kind }) => kind === 'loss');
    this.requestUpdate();
    this.say(`The loss was ${formatNumber(loss, 3)}. Now it is ${formatNumber(this.traced.loss, 3)}.`);
  }

  protected override caption(): Drawn {
    if (!this.training) return nothing;
    if (this.view === 'backward') return backwardWords(this.traced.loss, this.lossBefore, this.rate);
    const { warning, judged, shown } = this;
    const words = this.view === 'fold' ? foldWords(judged, shown.length) : trainWords(this.training.taken, judged, shown.length);
    const hint = this.view === 'train' ? 'Dashed: where a unit of the first layer bends.' : holdHint(movable(this.net, this.moves, this.anchor));
    return html`${words} <span class="hint">${hint}</span>${warning ? html`<p class="warning">${warning}</p>` : nothing}`;
  }

  protected override tools(): Drawn {
    if (!this.training || this.asking || this.view !== 'fold') return nothing;
    return html`<button @click=${this.run.play} aria-pressed=${this.run.playing}>${this.run.playing ? 'Stop' : 'Let it learn'}</button><button @click=${this.reset}>Back to the start</button>`;
  }
}

define('hm-net', NetPicture);
