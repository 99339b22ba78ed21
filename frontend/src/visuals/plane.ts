// <hm-plane>: the grid under a 2×2 map. The columns of the matrix are the basis vectors, to be dragged; the determinant is the
// area of what the unit square becomes; a vector x that stays on its line lights up.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { apply, columns, determinant, fromColumns, fromPolar, IDENTITY, type Map2, multiply, ontoEigenline, type Point, polar, stretchOf, turnFrom } from '../math/plane';
import { PRESETS, readMap, readPoint, writeMap, writePoint, type Written } from '../math/plane_setup';
import { nameAfter, partOf, type Step, stepsOf } from '../math/plane_steps';
import type { State } from '../math/state';
import { tidy } from '../math/ticks';
import { arrowStyles } from './_arrows';
import type { Readable } from './_attributes';
import { fieldStyles } from './_fields';
import { drawHandle, Frame, frameStyles, stepped } from './_frame';
import { arrowSteps } from './_keys';
import { Morph } from './_morph';
import { fetchPhoto, toCanvas } from './_photo';
import { planeCase } from './_plane_case';
import { drawKernel, drawPlane, type PlaneDrawing } from './_plane_drawing';
import { areaSentence, combination, inverseNote, linesSentence, matrixCells, morphBar, panelOf, probeSentence, readings, wayWords } from './_plane_panel';
import { commute, mapState, orderState, probeState } from './_plane_state';
import { planeStyles } from './_plane_styles';
import { calm, define, type Drawn, Visual } from './_visual';

const WIDE = 600; // from here on the matrix stands beside the picture
const PANEL = 210;
const LARGEST = 500;
const REACH = 3.4; // units from 0 to each side, where that is enough
const STAGE = 1400; // ms from doing nothing to the whole map
const PULL = 2.5; // degrees from which x is drawn onto a line that stays
const PIXELS = 160; // of a photo, across
const SHAPES = ['', 'F', 'circle', 'cloud', 'photo'];
const READ = ['matrix', 'second', 'x', 'yours', 'presets', 'shape', 'order']; // by these it is set up

export class Plane extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, frameStyles, arrowStyles, fieldStyles, planeStyles];
  static override properties: PropertyDeclarations = {
    matrix: { type: String },
    second: { type: String, attribute: 'then' },
    order: { type: String },
    x: { type: String },
    t: { type: Number },
    eigen: { type: String },
    shape: { type: String },
    src: { type: String },
    presets: { type: String },
    fixed: { type: Boolean },
    yours: { attribute: false },
    A: { state: true },
    B: { state: true },
    probe: { state: true },
    photo: { state: true },
    problem: { state: true },
  };
  static override readable: Readable = { eigen: ['', 'shown', 'hidden'], order: ['BA', 'AB'], shape: SHAPES };
  /** `1 1; 0 1`, or rows of numbers. */
  declare matrix: Written;
  /** A second map, done after the first; `inverse` undoes it. */
  declare second: Written;
  /** With a second map: `BA` does A first, `AB` does B first. */
  declare order: string;
  /** A vector to turn, `1 0.5`; empty for none. */
  declare x: Written;
  /** How much of the map is done: 0 nothing, 1 the first, 2 the second as well. All of it where it is not given. */
  declare t: number | null;
  /** `shown` draws the lines that stay. */
  declare eigen: string | null;
  /** What is carried along: `F`, `circle`, `cloud`, `photo` (with `src`). */
  declare shape: string;
  declare src: string;
  /** Buttons for these maps: `rotate shear`; all of them where it is empty. */
  declare presets: string | null;
  /** Is the matrix only to be looked at? */
  declare fixed: boolean;
  /** What a learner's code answered: a map, or where it sends x. */
  declare yours: Map2 | Point | null;

  declare private A: Map2;
  declare private B: Map2 | null;
  declare private probe: Point | null;
  declare private photo: PlaneDrawing['photo'];
  declare private problem: string;
  private start = { A: IDENTITY, probe: null as Point | null };
  private seen = REACH;
  private readonly morph = new Morph(this, STAGE, (t) => (this.t = t));

  constructor() {
    super();
    this.matrix = '1 0; 0 1';
    this.second = this.x = this.shape = this.src = this.problem = '';
    this.order = 'BA';
    this.t = this.eigen = this.presets = this.yours = this.photo = this.B = this.probe = null;
    this.fixed = false;
    this.A = IDENTITY;
  }

  static readonly ofCase = planeCase;

  // The maps

  private get undoing(): boolean {
    return this.second === 'inverse';
  }

  private get steps(): readonly Step[] {
    return stepsOf(this.A, this.undoing ? 'inverse' : this.B, this.order);
  }

  private get end(): number {
    return this.steps.length;
  }

  private get done(): number {
    return Math.max(0, Math.min(this.end, this.t ?? this.end));
  }

  /** What is drawn bold. */
  private get drawn(): Step {
    return partOf(this.steps, this.done);
  }

  /** All of it, wherever the slider stands; A alone where it is undone. */
  private get whole(): Step {
    return this.undoing ? this.steps[0]! : partOf(this.steps, this.end);
  }

  private get handled(): boolean {
    return !this.fixed && this.drawn.name === 'A';
  }

  // What it says

  get state(): State {
    const { A, B, drawn } = this;
    return {
      ...mapState(A), edited: writeMap(A) === writeMap(this.start.A) ? 0 : 1,
      t: this.done, area: Math.abs(determinant(drawn.map)), ...probeState(drawn.map, this.probe), ...orderState(A, B),
    };
  }

  override get setup() {
    return {
      matrix: writeMap(this.A), then: this.undoing ? 'inverse' : this.B ? writeMap(this.B) : '', order: this.order,
      x: this.probe ? writePoint(this.probe.map(tidy)) : '', t: String(tidy(this.done)), eigen: this.linesShown ? 'shown' : 'hidden',
    };
  }

  private get linesShown(): boolean {
    return this.eigen === 'shown' || this.eigen === '';
  }

  private get sentence(): string {
    const { map, name } = this.drawn;
    if (!name) return `${wayWords(this.done)}: area ${formatNumber(Math.abs(determinant(map)), 3)}.`;
    return this.probe ? `${areaSentence(map, name)} ${probeSentence(name, this.probe, stretchOf(map, this.probe), turnFrom(this.probe, apply(map, this.probe)))}` : areaSentence(map, name);
  }

  // What it is told

  protected override willUpdate(changes: PropertyValues): void {
    if (READ.some((name) => changes.has(name))) this.read(changes);
    if (changes.has('src') && this.src !== '') void this.fetchPhoto();
  }

  private read(changes: PropertyValues): void {
    try {
      if (changes.has('matrix')) this.A = this.start.A = readMap('matrix', this.matrix);
      if (changes.has('x')) this.probe = this.start.probe = (this.x ?? '').length === 0 ? null : readPoint('x', this.x);
      if (changes.has('second')) this.B = this.undoing || (this.second ?? '').length === 0 ? null : readMap('then', this.second);
      this.problem = this.misspelt();
    } catch (error) {
      this.problem = (error as Error).message; // they throw nothing but sentences
    }
    this.fit();
  }

  private misspelt(): string {
    if (!drawable(this.yours)) return `yours is neither a point nor a 2×2 matrix: ${JSON.stringify(this.yours)}.`;
    const unknown = (this.presets ?? '').split(/\s+/).find((name) => name !== '' && !(name in PRESETS));
    return unknown === undefined ? '' : `presets="${unknown}" is none of ${Object.keys(PRESETS).join(', ')}.`;
  }

  /** Everything that is drawn bold lies in sight. */
  private fit(): void {
    const maps = this.B ? [this.A, this.B, multiply(this.B, this.A), multiply(this.A, this.B)] : [this.A];
    const tips = maps.flatMap((map) => [...columns(map), apply(map, [1, 1]), ...(this.probe ? [apply(map, this.probe)] : [])]);
    const yours = drawable(this.yours) ? (this.yours ?? []).flat() : [];
    const largest = Math.max(...tips.flat().map(Math.abs), ...(this.probe ?? []).map(Math.abs), ...yours.map(Math.abs));
    this.seen = Math.max(REACH, 1.12 * largest);
  }

  private async fetchPhoto(): Promise<void> {
    const photo = await fetchPhoto(this.src, PIXELS).catch(() => null); // rejected: there is no such picture
    if (photo) this.photo = { address: toCanvas(photo).toDataURL(), ratio: photo.height / photo.width };
    else this.problem = `The photo ${this.src} could not be loaded.`;
  }

  // What a person does

  private readonly setA = (A: Map2): void => {
    this.A = A;
    this.tell();
  };

  private readonly setProbe = (to: Point): void => {
    this.probe = to;
    this.tell();
  };

  private tell(): void {
    if (!this.asking) this.say(this.sentence);
  }

  private readonly turnProbe = (event: KeyboardEvent): Point | null => {
    const steps = arrowSteps(event);
    if (!steps) return null;
    const [right, longer] = steps;
    const [angle, length] = polar(this.probe!);
    const turned = fromPolar(stepped(angle, -right, 1), Math.max(0, length + longer / 10));
    return Math.abs(right) > 1 ? ontoEigenline(this.drawn.map, turned, PULL - 0.01) : turned; // less than the way back from a line that was left
  };

  private readonly choose = (name: string): void => {
    this.setA(PRESETS[name]!);
    this.fit();
    this.playFrom(0);
  };

  private readonly undo = (): void => {
    this.second = this.undoing ? '' : 'inverse';
    this.t = null;
    if (this.undoing) this.playFrom(1);
  };

  private playFrom(start: number): void {
    if (calm() || start >= this.end) this.slideTo(this.end);
    else this.morph.play(start, this.end);
  }

  private slideTo(t: number): void {
    this.morph.stop();
    this.t = t;
  }

  // What is drawn

  private get wide(): boolean {
    return this.room >= WIDE;
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    const side = this.wide ? Math.min(this.room - PANEL - 24, this.span(LARGEST)) : this.span(LARGEST);
    const frame = new Frame(side, side, this.seen);
    return html`
      <div class=${this.wide ? 'stage wide' : 'stage'}>
        <div>
          ${side > 0 ? this.drawing(frame) : nothing}
          ${this.bar()}
        </div>
        ${panelOf(this.matrices(), this.asking ? nothing : this.readings())}
      </div>`;
  }

  private readings(): TemplateResult {
    const { probe, drawn, whole } = this;
    return html`
      ${probe && drawn.name ? combination(drawn, probe) : nothing}
      ${readings(whole)}
      ${this.undoing ? inverseNote('A', this.A) : nothing}`;
  }

  private drawing(frame: Frame): TemplateResult {
    const { map, name } = this.drawn;
    const flat = this.yours && Array.isArray(this.yours[0]);
    const other = this.steps.length === 2 && this.B && this.done === 2 ? multiply(this.steps[0]!.map, this.steps[1]!.map) : null;
    return html`
      <svg class="picture" width=${frame.width} height=${frame.height} viewBox="0 0 ${frame.width} ${frame.height}" role="group"
        aria-label=${this.label || `The plane under the matrix ${writeMap(this.A)}`}>
        ${drawPlane({
          frame, map, name, ghost: flat ? (this.yours as Map2) : other, probe: this.probe, yours: flat ? null : (this.yours as Point | null),
          linesShown: this.linesShown, areaShown: !this.asking, shape: this.shape, photo: this.photo,
        })}
        ${this.undoing ? drawKernel(frame, this.A) : nothing}
        ${this.handled ? this.columnHandles(frame) : nothing}
        ${this.probe && !this.yours ? drawHandle(frame, {
          label: 'The vector x', at: this.probe, home: this.start.probe!, keys: this.turnProbe, move: this.setProbe,
          hint: 'Left and right turn it by one degree, with Shift by five; up and down change its length',
          snap: (point) => this.snapProbe(frame, point),
        }) : nothing}
      </svg>`;
  }

  /** Onto a line that stays, where one is near; else onto halves. */
  private snapProbe(frame: Frame, point: Point): Point {
    const pulled = ontoEigenline(this.drawn.map, point, PULL);
    return pulled === point ? frame.snap(point) : pulled;
  }

  private columnHandles(frame: Frame): unknown {
    const [first, second] = columns(this.A);
    const home = columns(this.start.A);
    return [
      drawHandle(frame, { label: 'First column, where e₁ goes', at: first, home: home[0], move: (to) => this.setA(fromColumns(to, second)) }),
      drawHandle(frame, { label: 'Second column, where e₂ goes', at: second, home: home[1], move: (to) => this.setA(fromColumns(first, to)) }),
    ];
  }

  private bar(): TemplateResult {
    const { end, done, morph, drawn: { name } } = this;
    return morphBar({
      names: ['start', ...this.steps.map((_, i) => nameAfter(this.steps, i + 1))], end, done, playing: morph.playing,
      words: name || wayWords(done),
      toggle: () => (morph.playing ? morph.stop() : this.playFrom(done < end ? done : 0)), slide: (t) => this.slideTo(t),
    });
  }

  private matrices(): TemplateResult[] {
    const edit = (A: Map2, set: (A: Map2) => void) => (row: 0 | 1, column: 0 | 1, value: number): void => {
      const cells = A.map((each) => [...each]) as [[number, number], [number, number]];
      cells[row][column] = value;
      set(cells);
      this.fit();
    };
    const shown = [matrixCells('A', this.A, this.fixed ? null : edit(this.A, this.setA))];
    if (this.B) {
      shown.push(matrixCells('B', this.B, this.fixed ? null : edit(this.B, (B) => (this.B = B)), true));
      if (!this.asking) shown.push(matrixCells(this.whole.name, this.whole.map, null));
    } else if (this.undoing && this.end === 2) shown.push(matrixCells('A⁻¹', this.steps[1]!.map, null, true));
    return shown;
  }

  protected override caption(): Drawn {
    const other = this.B && this.done === 2 ? (commute(this.A, this.B) ? ' Both orders give the same.' : ` Dashed: the other order, ${this.order === 'AB' ? 'BA' : 'AB'}.`) : '';
    const yours = this.yours ? ' Bold: expected. Dashed: yours.' : '';
    const hint = this.touched ? nothing : html` <span class="hint">${this.hint}</span>`;
    return html`${this.sentence}${other}${this.linesShown ? linesSentence(this.drawn.map) : nothing}${yours}${hint}`;
  }

  private get hint(): string {
    if (this.handled) return 'Drag the green rings, or use the arrow keys.';
    if (this.probe) return 'Turn x: drag its ring, or use the arrow keys.';
    return this.B ? 'Pull the slider back to see the first map alone.' : '';
  }

  protected override tools(): Drawn {
    const names = this.presets === null ? [] : this.presets.trim() === '' ? Object.keys(PRESETS) : this.presets.trim().split(/\s+/);
    return html`
      ${names.map((name) => html`<button @click=${() => this.choose(name)}>${name}</button>`)}
      ${this.B ? html`<button @click=${() => (this.order = this.order === 'AB' ? 'BA' : 'AB')}>Swap the order</button>`
        : html`<button aria-pressed=${this.undoing} @click=${this.undo}>Undo A</button>`}
      <button aria-pressed=${this.linesShown} @click=${() => (this.eigen = this.linesShown ? 'hidden' : 'shown')}>Eigenvectors</button>`;
  }
}

const drawable = (yours: Map2 | Point | null): boolean =>
  yours === null || (Array.isArray(yours) && yours.length === 2 && (yours.every((row) => Array.isArray(row) && row.length === 2) || !yours.some(Array.isArray)) && yours.flat().every(Number.isFinite));

define('hm-plane', Plane);
