// <hm-svd>: A = U Σ Vᵀ. view="stages": a circle is turned, stretched and turned again into an ellipse; a direction x is turned
// until its image is longest. view="sum": a matrix as a sum of rank-one pieces, added one at a time.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { type ShownArray, toGrid } from '../math/array';
import { diverging } from '../math/colour';
import { type Given, writeMatrix } from '../math/given';
import { apply, columns, fromColumns, type Point } from '../math/plane';
import { angleOf, directionAt } from '../math/stages';
import type { State } from '../math/state';
import { arrowStyles } from './_arrows';
import type { Readable } from './_attributes';
import { drawHandle, Frame, frameStyles } from './_frame';
import { minus, plus } from './_icons';
import { arrowStepsAlong } from './_keys';
import { type Colour } from './_svd_cells';
import { film } from './_svd_film';
import { formula, stretchMeter } from './_svd_formula';
import { caseOf, gotWords, type Model, type Plane, planeState, readModel, rounded, stageWords, sumState } from './_svd_model';
import { drawStage, type StageDrawing } from './_svd_stages';
import { svdStyles } from './_svd_styles';
import { drawSum, layOutSum, subscript, type SumDrawing } from './_svd_sum';
import type { NamedShown, Shown } from './shown';
import { calm, define, type Drawn, Visual } from './_visual';

const WIDE = 660; // from here on the numbers stand beside the plane
const GAP = 24;
const PANEL = 360; // and have at least this width
const FILM = 250; // height of the small stages below
const LARGEST = 400; // side of the plane
const ABOVE = 340; // where the numbers stand below it
const TALLEST = 250; // of a matrix in the sum
const LEAST = 1.45; // the plane is seen as far, and
const ROOM = 1.22; // times as far as the ellipse reaches
const SECONDS = 1.3; // that a move takes

export class SVD extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, frameStyles, arrowStyles, svdStyles];
  static override properties: PropertyDeclarations = {
    matrix: { type: String },
    view: { type: String },
    stage: { type: Number },
    angle: { type: Number },
    rank: { type: Number },
    got: { attribute: false },
    playing: { state: true },
  };
  static override readable: Readable = { view: ['stages', 'sum'] };
  /** `3 1; 1 2`; as a property also lists of numbers. */
  declare matrix: Given;
  declare view: 'stages' | 'sum';
  /** 0 the circle, 1 after Vᵀ, 2 after Σ, 3 after U. */
  declare stage: number;
  /** Of the direction x, degrees. */
  declare angle: number;
  /** How many pieces are added. */
  declare rank: number;
  /** What a learner's code gave for the sum of `rank` pieces. */
  declare got: ShownArray | null;
  declare private playing: boolean;

  private model: Model | null = null;
  private problem = '';
  /** Of the matrix that a lesson set, and the text that was made of it by hand. */
  private home: readonly Point[] = [];
  private made = '';
  private reach = 1;
  private held = false;
  private frameOfPlay = 0;

  constructor() {
    super();
    this.matrix = '3 1; 1 2';
    this.view = 'stages';
    this.stage = 0;
    this.angle = 100;
    this.rank = 1;
    this.got = null;
    this.playing = false;
  }

  static ofCase(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
    return caseOf(inputs, expected, got);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  override get setup(): Record<string, string> {
    const { model, view } = this;
    const matrix = model ? writeMatrix(model.A.values, model.A.columns) : '';
    return view === 'sum' ? { matrix, view, rank: String(this.added) } : { matrix, view, stage: formatPlain(this.stage), angle: formatPlain(this.angle) };
  }

  get state(): State {
    const { model } = this;
    if (!model) return {};
    return model.plane && this.view === 'stages' ? planeState(model, model.plane, this.angle, this.at) : sumState(model, this.added);
  }

  /** How many pieces are added, of those there are. */
  private get added(): number {
    return Math.min(this.model?.full ?? 0, Math.max(0, Math.round(this.rank) || 0));
  }

  // From the text to its factors

  protected override willUpdate(changes: PropertyValues): void {
    if (!Number.isFinite(this.angle)) this.angle = 0;
    if (changes.has('matrix') || changes.has('view')) this.read();
  }

  private read(): void {
    this.model = null;
    this.problem = '';
    try {
      this.model = readModel(this.matrix, this.view === 'stages');
    } catch (error) {
      this.problem = `${(error as Error).message} A matrix is written like “3 1; 1 2”.`; // they say what is wrong with the text
    }
    const plane = this.model?.plane;
    if (plane && this.matrix !== this.made) this.home = columns(plane.A);
    if (plane && !this.held) this.reach = Math.max(LEAST, ROOM * plane.moves.s[0]);
  }

  // Moving x and the columns

  /** While a column is dragged the plane stays as it is, and is drawn to another scale afterwards. */
  private readonly hold = (event: PointerEvent): void => {
    this.held = (event.target as Element).closest('.handle') !== null;
  };

  private readonly release = (): void => {
    if (!this.held) return;
    this.held = false;
    this.read();
    this.requestUpdate();
  };

  private turnTo(degrees: number): void {
    this.angle = ((degrees % 360) + 360) % 360;
    if (!this.asking) this.say(`x at ${this.angle}°: Ax is ${this.state['length_text']} long, ${this.state['stretch_text']} of the longest`);
  }

  private moveColumn(k: number, to: Point): void {
    const [first, second] = columns(this.model!.plane!.A);
    this.made = writeMatrix((k === 0 ? fromColumns(to, second) : fromColumns(first, to)).flat(), 2);
    this.matrix = this.made;
    this.say(`column ${k + 1}: ${rounded(to[0])}, ${rounded(to[1])}`);
  }

  /** x after a key: it stays on the circle. */
  private readonly keyX = (event: KeyboardEvent): Point | null => {
    const turn = arrowStepsAlong(event);
    return turn === null ? null : directionAt(Math.round(this.angle) + turn);
  };

  // The three moves, played

  private readonly playMoves = (): void => {
    if (this.playing) return this.stop();
    if (calm()) return this.goTo(this.stage < 3 ? Math.floor(this.stage) + 1 : 0);
    const start = this.stage < 3 ? this.stage : 0;
    let began = 0;
    const frame = (now: number): void => {
      began ||= now;
      const passed = Math.min(3, start + (now - began) / (1000 * SECONDS));
      const t = passed % 1;
      this.stage = passed === 3 ? 3 : Math.floor(passed) + t * t * (3 - 2 * t);
      if (passed < 3) this.frameOfPlay = requestAnimationFrame(frame);
      else this.stop();
    };
    this.playing = true;
    this.frameOfPlay = requestAnimationFrame(frame);
  };

  private stop(): void {
    cancelAnimationFrame(this.frameOfPlay);
    this.playing = false;
  }

  private goTo(stage: number): void {
    this.stop();
    this.stage = stage;
    this.say(stageWords(this.model!.plane!.moves, stage));
  }

  // What is drawn

  private drawing({ A, moves }: Plane): StageDrawing {
    return { A, moves, stage: this.at, angle: this.angle, hidden: this.asking };
  }

  /** The stage, within those there are. */
  private get at(): number {
    return Math.min(3, Math.max(0, this.stage || 0));
  }

  private get wide(): boolean {
    return this.room >= WIDE;
  }

  private get side(): number {
    const beside = this.wide ? PANEL : 0;
    if (this.presented) return Math.min(this.room - beside, this.span(Infinity) - FILM);
    return this.span(this.wide ? Math.min(LARGEST, this.room - beside) : ABOVE);
  }

  /** Blue negative, orange positive, the full colour at `largest`. */
  private readonly colourUpTo = (largest: number): Colour => diverging({ ...this.colours, missing: this.colours.line }, largest);

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.model || this.room === 0) return html`<div></div>`;
    return this.view === 'stages' && this.model.plane ? this.stagesPicture(this.model.plane) : this.sumPicture(this.model);
  }

  private stagesPicture(plane: Plane): TemplateResult {
    const { A, moves } = plane;
    const [drawing, side] = [this.drawing(plane), this.side];
    const frame = new Frame(side, side, this.reach);
    const width = this.wide ? Math.min(this.presented ? 640 : 456, this.room - side - GAP) : Math.min(this.room, 440);
    const words = stageWords(moves, drawing.stage);
    return html`
      <div class=${this.wide ? 'stage wide' : 'stage'}>
        <svg class="picture" width=${side} height=${side} viewBox="0 0 ${side} ${side}" role="group"
          aria-label=${this.label || (this.asking ? 'A circle, a direction x, and the columns of A' : words)}
          @pointerdown=${this.hold} @pointerup=${this.release} @pointercancel=${this.release}>
          ${drawStage(frame, drawing)}
          ${this.asking || drawing.stage < 3 ? nothing : columns(A).map((column, k) => this.columnHandle(frame, column, k))}
          ${this.handleX(frame)}
        </svg>
        <div class="panel">
          ${formula(A, moves, drawing.stage, width, this.colourUpTo, this.asking)}
          ${this.asking ? nothing : html`<div>${stretchMeter(Math.hypot(...apply(A, directionAt(this.angle))), moves.s)}</div>`}
        </div>
      </div>
      ${this.asking ? nothing : film({
        drawing, words, reach: this.reach, room: Math.min(this.room, 880), playing: this.playing, go: (to) => this.goTo(to), toggle: this.playMoves,
      })}`;
  }

  private handleX(frame: Frame): SVGTemplateResult {
    const { angle_text, length_text, stretch_text } = this.state;
    return drawHandle(frame, {
      label: 'Direction of x', at: directionAt(this.angle), words: this.asking ? `${angle_text}` : `${angle_text}; Ax is ${length_text} long, ${stretch_text} of the longest`,
      hint: 'Arrow keys turn by one degree, with Shift by five; Home puts back', home: [1, 0], keys: this.keyX, snap: (point) => point, move: (to) => this.turnTo(Math.round(angleOf(to))),
    });
  }

  private columnHandle(frame: Frame, column: Point, k: number): SVGTemplateResult {
    return drawHandle(frame, { label: `Column ${k + 1} of A`, at: column, home: this.home[k]!, move: (to) => this.moveColumn(k, to) });
  }

  private sumPicture(model: Model): TemplateResult {
    const { A, factors, full } = model;
    const drawing: SumDrawing = {
      A, factors, full, rank: this.added, width: this.presented ? this.room : Math.min(this.room, 880),
      tallest: this.presented ? Math.max(TALLEST, innerHeight / 2 - 120) : TALLEST,
      colours: this.colourUpTo, page: this.colours, got: this.got && toGrid(this.got), choose: (rank) => this.got || this.goToRank(rank), hidden: this.asking,
    };
    const layout = layOutSum(drawing);
    return html`
      <div class="stage">
        <svg class="picture sum" width=${layout.width} height=${layout.height} viewBox="0 0 ${layout.width} ${layout.height}" role="img" aria-label=${this.label || this.sumWords()}>
          ${drawSum(drawing, layout)}
        </svg>
      </div>
      ${this.asking || this.got ? nothing : this.rankSteps(full)}`;
  }

  private rankSteps(full: number): TemplateResult {
    const k = this.added;
    return html`
      <div class="steps">
        <label>pieces <input type="range" min="0" max=${full} aria-label="Pieces added" .value=${live(String(k))}
          @input=${(event: InputEvent) => this.goToRank(Number((event.target as HTMLInputElement).value))}> <strong>${k} of ${full}</strong></label>
        <button class="sign" aria-label="Take a piece away" title="Take a piece away" ?disabled=${k === 0} @click=${() => this.goToRank(k - 1)}>${minus}</button>
        <button class="sign" aria-label="Add the next piece" title="Add the next piece" ?disabled=${k === full} @click=${() => this.goToRank(k + 1)}>${plus}</button>
      </div>`;
  }

  private goToRank(rank: number): void {
    this.rank = rank;
    this.say(this.sumWords());
  }

  // In words

  private sumWords(): string {
    const { rank, full, error_text, shape } = this.state;
    return `A ${shape} matrix and the sum of its first ${rank} of ${full} pieces${this.asking ? '' : `; what is left has norm ${error_text}`}`;
  }

  protected override caption(): Drawn {
    if (!this.model) return nothing;
    if (this.view === 'stages') return html`${stageWords(this.model.plane!.moves, this.at)}.${this.at === 3 ? ' Drag x, or a column of A: a₁, a₂.' : ''}`;
    const { rank, error_text, energy_text, frobenius_text } = this.state;
    const k = Number(rank);
    if (this.got) return html`${gotWords(this.model, k, toGrid(this.got))}`;
    if (k === this.model.full) return html`${k === 0 ? 'Nothing is in A, so no piece is needed' : `All pieces together are A: its rank is ${k}`}.`;
    return html`‖A − A${subscript(k)}‖ = <strong>${error_text}</strong> = s${subscript(k + 1)}: no other matrix of rank ${k} comes nearer. Energy kept: ${energy_text}; in the Frobenius norm ${frobenius_text} is left.`;
  }
}

const formatPlain = (value: number): string => String(Math.round(1e6 * value) / 1e6);

define('hm-svd', SVD);
