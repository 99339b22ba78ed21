// <hm-fit>: least squares. view="line": points to drag, squares on what a line leaves, a line of one's own against the best.
// view="column": the same three points as arrows in three dimensions. view="curve": polynomials, their condition, a ridge.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { findColumn, missingColumn } from '../math/cloud';
import { type Fit as Curve, fitPolynomial, heightOf, type Line, type LineReading, readLine, turned } from '../math/fit';
import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { complaint, type Rows, writeRows } from '../math/rows';
import type { State } from '../math/state';
import { onGrid, snap } from '../math/ticks';
import { arrowStyles } from './_arrows';
import type { Readable } from './_attributes';
import { type Chart, outside, toNumbers, toPage } from './_chart';
import { chartStyles } from './_chart_styles';
import { bare, loadTable } from './_dataset';
import { Drag } from './_drag';
import { caseOf } from './_fit_case';
import { sideOf } from './_fit_columns';
import { lineKnobs, pointKnob } from './_fit_knobs';
import { fitLayout, type FitLayout } from './_fit_layout';
import { heldAt, holdsIn, roomiest, type Settle, settled, stepsIn, type Window } from './_fit_moves';
import { anglePanel, curvePanel, type Errors, errorsOf, sumPanel } from './_fit_panel';
import { drawPlot, windowOf } from './_fit_plot';
import { type Reach, reachOf, reachState } from './_fit_reach';
import { checkModel, EXAMPLE, flag, readOwn, readPoints, readPose, yesNo } from './_fit_setup';
import { drawSpace } from './_fit_space';
import { fitStyles } from './_fit_styles';
import { curveFlags, curveSliders, type CurveSettings, poses, SLANTED } from './_fit_tools';
import { columnWords, curveState, curveWords, lineState, lineWords, pointText, pointWords } from './_fit_words';
import { plus } from './_icons';
import { arrowSteps } from './_keys';
import { partOf, placeIn } from './_knob';
import { marks, nearest, type Place } from './_marks';
import { Turntable } from './_turntable';
import { define, type Drawn, Visual } from './_visual';

const HEIGHT = 420;
const MOVABLE = 30; // points; more are a table, and stand still
const LEAVING = 26; // pixels outside of the picture at which a point goes
const FREE = 22; // pixels around a point in which no other is added

export class Fit extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, chartStyles, arrowStyles, fitStyles];
  static override properties: PropertyDeclarations = {
    view: { type: String },
    points: { type: String },
    source: { type: String, attribute: 'dataset' },
    x: { type: String },
    y: { type: String },
    columns: { type: String },
    own: { type: String },
    best: { type: Boolean, converter: yesNo },
    degree: { type: Number },
    ridge: { type: Number },
    scaled: { type: Boolean, converter: yesNo },
    test: { type: Number },
    turn: { type: String },
    data: { state: true },
    line: { state: true },
    hovered: { state: true },
    leaving: { state: true },
    unread: { state: true },
  };
  static override readable: Readable = { view: ['line', 'column', 'curve'] };
  declare view: 'line' | 'column' | 'curve';
  /** `0 1; 1 3; 2 2`, x before y. */
  declare points: Rows;
  /** The name of a table of the server; `x` and `y` are two of its columns, by name or its beginning. With points they name the axes. */
  declare source: string;
  declare x: string;
  declare y: string;
  /** For the column space, in place of ones and x: three rows of two. Then `points` are not drawn, only their heights y. */
  declare columns: Rows;
  /** Intercept and slope of the learner's own line: `1 0.5`. */
  declare own: Rows;
  /** Is the best line shown beside one's own? */
  declare best: boolean;
  declare degree: number;
  /** λ; 0 is none. */
  declare ridge: number;
  /** Powers of t, x shrunk to −1 … 1, in place of powers of x. */
  declare scaled: boolean;
  /** Every how many-th point is kept back from the fit, to test it; 0 is none. */
  declare test: number;
  /** How the column space is turned and tilted: `-28 20`. */
  declare turn: Rows;
  declare private data: Point[];
  declare private line: Line | null;
  declare private hovered: number | null;
  /** A point that would go if it were let go now. */
  declare private leaving: number | null;
  /** Why the points cannot be drawn. */
  declare private unread: string;

  private names: readonly [string, string] = ['x', 'y'];
  private reading: LineReading | null = null;
  private curve: Curve | null = null; // of view="curve"
  private reach: Reach | null = null; // of view="column"
  private window: Window = { x: [0, 1], y: [0, 1] };
  private up: 1 | -1 = 1;
  private readonly table = new Turntable(SLANTED, () => this.requestUpdate());

  constructor() {
    super();
    this.view = 'line';
    this.points = EXAMPLE;
    this.source = this.x = this.y = this.columns = this.own = this.turn = this.unread = '';
    this.best = this.scaled = false;
    this.degree = 1;
    this.ridge = this.test = 0;
    this.data = [];
    this.line = this.hovered = this.leaving = null;
  }

  static ofCase = caseOf;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.table.stop();
  }

  // What is set, and what it says

  protected override willUpdate(changes: PropertyValues): void {
    const has = (...names: string[]): boolean => names.some((name) => changes.has(name));
    if (has('source', 'x', 'y') && this.source !== '') void this.fetchTable();
    else if (has('points', 'x', 'y', 'own', 'turn', 'columns', 'view')) this.unread = complaint(() => this.read(has('points')));
    const { degree, ridge, scaled } = this;
    const some = !this.problem && this.data.length > 0;
    this.reading = some ? readLine(this.data, this.line) : null;
    this.curve = some && this.view === 'curve' ? fitPolynomial(this.fitted, { degree, ridge, scaled }) : null;
    this.reach = some && this.view === 'column' ? reachOf(this.columns, this.data, this.line) : null;
  }

  private get problem(): string {
    return this.unread || complaint(() => checkModel(this));
  }

  private read(anew: boolean): void {
    if (this.source === '' && anew) this.data = readPoints(this.points);
    if (this.source === '') this.names = [this.x || 'x', this.y || 'y'];
    this.line = readOwn(this.own);
    this.table.pose = readPose(this.turn);
    this.window = windowOf(this.data, this.line);
    if (this.view === 'column') this.up = sideOf(reachOf(this.columns, this.data, this.line));
  }

  private async fetchTable(): Promise<void> {
    const { source } = this;
    const table = await loadTable(source);
    if (source !== this.source) return; // another was asked for meanwhile
    if (typeof table === 'string') {
      this.unread = table;
      return;
    }
    this.unread = missingColumn(table.columns, [this.x, this.y]);
    if (this.unread) return;
    const [right, up] = [findColumn(table.columns, this.x, 0), findColumn(table.columns, this.y, 1)];
    this.names = [table.columns[right]!, table.columns[up]!];
    this.data = table.rows.map((row): Point => [row[right]!, row[up]!]).filter((point) => point.every(Number.isFinite));
    this.unread = complaint(() => this.read(false));
  }

  private readonly kept = (i: number): boolean => this.view === 'curve' && this.test >= 2 && i % this.test === 1;

  private get fitted(): Point[] {
    return this.data.filter((_, i) => !this.kept(i));
  }

  private get errors(): Errors {
    return errorsOf(this.curve!, this.fitted, this.data.filter((_, i) => this.kept(i)));
  }

  get state(): State {
    const { data, curve, reading, reach } = this;
    if (!reading) return {};
    if (reach && this.columns.length > 0) return reachState(reach);
    if (curve) return curveState(data, curve, this.errors);
    return lineState(data, this.line, reading, fitPolynomial(data, { degree: 1, ridge: 0, scaled: false }).condition);
  }

  override get setup(): Record<string, string> {
    const { line, table: { pose } } = this;
    const data: Record<string, string> = this.source === '' ? { points: writeRows(this.data) } : { dataset: this.source, x: this.x, y: this.y };
    const { degree, ridge, test, scaled } = this;
    if (this.view === 'curve') return { ...data, degree: String(degree), ridge: String(ridge), test: String(test), scaled: flag(scaled) };
    const lines = { own: line ? writeRows([[line.intercept, line.slope]]) : '', best: flag(this.best) };
    return this.view === 'column' ? { ...data, ...lines, turn: writeRows([[Math.round(pose.turn), Math.round(pose.tilt)]]) } : { ...data, ...lines };
  }

  // Moving

  private get movable(): boolean {
    return this.source === '' && this.data.length <= MOVABLE;
  }

  /** Points come and go, but in the column space there are always three. */
  private get growing(): boolean {
    return this.movable && this.view !== 'column';
  }

  private move(part: string, to: Place, settle: Settle): void {
    if (part === 'height' || part === 'slope') this.line = this.line && heldAt(this.line, part, to[1], this.window, settle);
    else this.data = this.data.map((point, i) => (part === `point ${i}` ? settled(to, this.window, settle) : point));
  }

  /** Where a part stands, as numbers. */
  private standing(part: string): Place {
    const [height, slope] = holdsIn(this.window);
    if (part === 'height') return [height, heightOf(this.line!, height)];
    if (part === 'slope') return [slope, heightOf(this.line!, slope)];
    return this.data[indexIn(part)]!;
  }

  private add(point: Point): void {
    if (!this.growing || this.data.length >= MOVABLE) return;
    this.data = [...this.data, point];
    this.say(`Point ${this.data.length} at ${pointText(point)}.`);
  }

  /** Where there is most room along x, a little above the best line. */
  private readonly addSomewhere = (): void => {
    const x = roomiest(this.data, this.window);
    const [low, high] = this.window.y;
    const height = this.reading ? heightOf(this.reading.best, x) : (low + high) / 2;
    this.add(settled([x, Math.min(height + 0.1 * (high - low), high)], this.window, snap));
  };

  private takeAway(index: number): void {
    if (!this.growing) return;
    this.data = this.data.filter((_, i) => i !== index);
    this.hovered = null;
    this.say(`Removed. ${this.data.length} points are left.`);
    const next = `[data-part="point ${Math.min(index, this.data.length - 1)}"]`;
    void this.updateComplete.then(() => this.renderRoot.querySelector<SVGElement>(next)?.focus());
  }

  private readonly key = (event: KeyboardEvent): void => {
    const part = partOf(event)!;
    const by = arrowSteps(event);
    const steps = stepsIn(this.window);
    if (part === 'view' && this.table.key(event)) return event.preventDefault();
    if (by && part === 'slope') {
      const slope = onGrid(this.line!.slope + (by[0] || by[1]) * steps.slope, steps.slope);
      this.line = turned(this.line!, holdsIn(this.window)[0], slope);
    } else if (by) {
      const [x, y] = this.standing(part);
      this.move(part, [x + by[0] * steps.x, y + by[1] * steps.y], onGrid);
    } else if (event.key === 'Home') this.read(true);
    else if (event.key === 'Insert') this.addSomewhere();
    else if ((event.key === 'Delete' || event.key === 'Backspace') && part.startsWith('point')) this.takeAway(indexIn(part));
    else return;
    event.preventDefault();
  };

  private readonly drag = new Drag({
    move: (part, to, by) => {
      if (part === 'view') return this.table.drag(...by);
      const { chart } = this;
      this.move(part, toNumbers(chart, to), snap);
      this.leaving = this.growing && part.startsWith('point') && outside(chart, to) > LEAVING ? indexIn(part) : null;
    },
    drop: () => {
      if (this.leaving !== null) this.takeAway(this.leaving);
      this.leaving = null;
    },
    look: (at) => (this.hovered = at && nearest(this.places, at)),
  });

  private readonly addHere = (event: MouseEvent): void => {
    const place = placeIn(event.currentTarget as Element, event);
    if (nearest(this.places, place, FREE) !== null || outside(this.chart, place) > 0) return;
    this.add(settled(toNumbers(this.chart, place), this.window, snap));
  };

  private get places(): Place[] {
    return this.data.map((point) => toPage(this.chart, point));
  }

  // What is drawn

  private get layout(): FitLayout {
    return fitLayout(this.room, this.presented ? this.span(Infinity) : HEIGHT, this.window, this.view === 'column', this.columns.length === 0);
  }

  private get chart(): Chart {
    return this.layout.chart;
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (this.room === 0 || (this.source !== '' && this.data.length === 0)) return html`<div class="waiting"></div>`;
    const { wide, width, height, space } = this.layout;
    return html`
      <div class=${wide ? 'stage wide' : 'stage'}>
        <div>
          <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${this.label || this.spoken}
            @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}
            @pointerleave=${this.drag.leave} @dblclick=${this.addHere}>
            ${this.columns.length === 0 ? this.plot() : nothing}
            ${this.reach ? drawSpace(space, { ...this.reach, bestShown: this.bestShown, pose: this.table.pose, up: this.up }, this.key) : nothing}
          </svg>
          ${this.view === 'curve' ? curveSliders(this, this.change) : nothing}
        </div>
        <div class="panel">${this.panel()}</div>
      </div>`;
  }

  private get spoken(): string {
    const { data, names } = this;
    const fitted = this.view === 'curve' ? `a polynomial of degree ${this.degree}` : 'a line and the squares it leaves';
    return `${data.length} points, ${names[0]} to the right and ${names[1]} up, with ${fitted}`;
  }

  private plot(): SVGTemplateResult {
    const { chart, line, curve } = this;
    const best = curve || this.asking ? null : (this.reading?.best ?? null);
    const shown = line ?? best;
    const drawn = this.movable
      ? this.data.map((point, i) => pointKnob(chart, point, i, this.kept(i), this.leaving === i, this.view === 'curve' ? null : line, this.key))
      : svg`<path class="many" d=${marks(this.places, 3)}></path>`;
    const says = this.asking ? '' : `; the squares add up to ${formatNumber(this.reading?.sse ?? 0, 3)}`;
    const holds = line && !curve ? lineKnobs(chart, line, says, this.key) : nothing;
    return drawPlot({
      chart, points: this.data, names: [bare(this.names[0]), bare(this.names[1])],
      fitted: curve ? curve.at : shown && ((x) => heightOf(shown, x)), own: this.view === 'curve' ? null : line,
      best: line && !this.best ? null : best, curve: curve && curve.at, kept: this.kept, hovered: this.hovered,
    }, this.movable ? svg`${holds}${drawn}` : svg`${drawn}${holds}`);
  }

  // Words and numbers

  private panel(): Drawn {
    const { curve, reading, reach, line } = this;
    if (!reading || this.asking) return nothing;
    const hovered = this.hovered === null || this.kept(this.hovered) ? null : this.fitted.indexOf(this.data[this.hovered]!);
    if (curve) return curvePanel(curve, this.errors, this.fitted, hovered);
    return reach ? anglePanel(reach) : sumPanel(reading, line, this.hovered);
  }

  private get bestShown(): boolean {
    return (!this.line || this.best) && !this.asking;
  }

  protected override caption(): Drawn {
    const { data, hovered, line, reading, curve, reach } = this;
    if (!reading) return this.problem ? nothing : html`No points yet: add some with the plus, or by a double click.`;
    const point = hovered === null || this.columns.length > 0 ? undefined : data[hovered];
    const height = (x: number): number => (curve ? curve.at(x) : heightOf(line ?? reading.best, x));
    if (point) return pointWords(hovered!, point, height(point[0]), curve ? 'curve' : 'line');
    const hint = this.touched || !this.movable ? nothing : ` Drag the ${line ? 'rings' : 'points'}, or use the arrow keys (Shift: five steps).`;
    if (curve) return curveWords(curve, this.errors, new Set(data.filter((_, i) => !this.kept(i)).map(([x]) => x)).size);
    return reach ? columnWords(reach, this.bestShown) : html`${lineWords(data, line, reading, this.best)}${hint}`;
  }

  protected override tools(): Drawn {
    if (this.problem || this.asking) return nothing;
    const hint = 'Add a point (or double click; Delete removes one)';
    const add = html`<button class="sign" title=${hint} aria-label="Add a point" @click=${this.addSomewhere}>${plus}</button>`;
    return html`
      ${this.view === 'curve' ? curveFlags(this, this.change) : this.lineButton()}
      ${this.view === 'column' ? poses((pose) => this.table.glide(pose)) : nothing}
      ${this.growing ? add : nothing}`;
  }

  private readonly change = (settings: Partial<CurveSettings>): void => void Object.assign(this, settings);

  private lineButton(): Drawn {
    if (this.line) return html`<button @click=${() => (this.best = !this.best)}>${this.best ? 'Hide the best' : 'Show the best'}</button>`;
    return this.reading && this.columns.length === 0 ? html`<button @click=${this.takeLine}>Try a line of my own</button>` : nothing;
  }

  /** A level line at the mean height, to be moved. */
  private readonly takeLine = (): void => {
    const middle = this.data.reduce((sum, [, y]) => sum + y, 0) / this.data.length;
    this.line = { intercept: snap(middle, stepsIn(this.window).y), slope: 0 };
  };
}

const indexIn = (part: string): number => Number(part.split(' ')[1]);

define('hm-fit', Fit);
