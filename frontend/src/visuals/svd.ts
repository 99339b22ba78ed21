// <hm-svd>: A = U Σ Vᵀ. view="stages": a circle is turned, stretched and turned again into an ellipse; a direction x is turned
// until its image is longest. view="sum": a matrix as a sum of rank-one pieces, added one at a time.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { type ShownArray, toGrid } from '../math/array';
import { diverging } from '../math/colour';
import { type Given, writeMatrix } from '../math/given';
import { apply, type Map2, type Moves, type Point } from '../math/stages';
import type { State } from '../math/state';
import { minus, plus } from './_icons';
import { type Colour } from './_svd_cells';
import { film } from './_svd_film';
import { formula, stretchMeter } from './_svd_formula';
import { caseOf, directionAt, gotWords, type Model, type Plane, planeState, readModel, rounded, stageWords, sumState } from './_svd_model';
import { arrow, drawStage, nameAt, placeOf, scaleOf, type StageDrawing } from './_svd_stages';
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
const LEAST = 1.3; // the plane reaches as far, and
const ROOM = 1.12; // times as far as the ellipse
const SECONDS = 1.3; // that a move takes
const SNAP = 0.07; // to whole and half numbers
const DEGREE = Math.PI / 180;

export class SVD extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, svdStyles];
  static override properties: PropertyDeclarations = {
    matrix: { type: String },
    view: { type: String },
    stage: { type: Number },
    angle: { type: Number },
    rank: { type: Number },
    got: { attribute: false },
    playing: { state: true },
  };
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
  /** The matrix that a lesson set, and the one that was made of it by hand. */
  private given: Given = null;
  private made = '';
  private extent = 1;
  private held: string | null = null;
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
    return model.plane && this.view === 'stages' ? planeState(model, model.plane, this.angle, this.stage) : sumState(model, this.added);
  }

  /** How many pieces are added, of those there are. */
  private get added(): number {
    return Math.min(this.model?.full ?? 0, Math.max(0, Math.round(this.rank) || 0));
  }

  // From the text to its factors

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('matrix') || changes.has('view')) this.read();
  }

  private read(): void {
    if (this.matrix !== this.made) this.given = this.matrix;
    this.model = null;
    this.problem = '';
    try {
      this.model = readModel(this.matrix, this.view === 'stages');
    } catch (error) {
      this.problem = `${(error as Error).message} A matrix is written like “3 1; 1 2”.`; // they say what is wrong with the text
    }
    if (this.held === null && this.model?.plane) this.extent = Math.max(LEAST, ROOM * this.model.plane.moves.s[0]);
  }

  // Moving x and the columns

  private readonly hold = (event: PointerEvent): void => {
    const handle = (event.target as Element).closest<SVGGElement>('.handle');
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    this.stop();
    this.held = handle.dataset['moves']!;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.held === null) return;
    const { side, extent } = this.drawing(this.model!.plane!.moves);
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const scale = scaleOf({ side, extent });
    const [x, y] = [(event.clientX - box.left - side / 2) / scale, (side / 2 - event.clientY + box.top) / scale];
    if (this.held === 'x') this.turnTo(Math.round(Math.atan2(y, x) / DEGREE));
    else this.moveColumn(Number(this.held), [x, y].map((value) => snapped(Math.min(extent, Math.max(-extent, value)))) as [number, number]);
  };

  private readonly release = (): void => {
    if (this.held === null) return;
    this.held = null;
    this.read(); // now the plane may be drawn to another scale
    this.requestUpdate();
  };

  private turnTo(degrees: number): void {
    this.angle = ((degrees % 360) + 360) % 360;
    if (!this.asking) this.say(`x at ${this.angle}°: Ax is ${this.state['length_text']} long, ${this.state['stretch_text']} of the longest`);
  }

  private moveColumn(k: number, [x, y]: Point): void {
    const [a, b, c, d] = this.model!.plane!.A;
    const entries = k === 0 ? [x, b, y, d] : [a, x, c, y];
    this.made = writeMatrix(entries, 2);
    this.matrix = this.made;
    this.say(`column ${k + 1}: ${rounded(x)}, ${rounded(y)}`);
  }

  private readonly keyX = (event: KeyboardEvent): void => {
    const [right, up] = arrowOf(event);
    const step = event.shiftKey ? 10 : 1;
    if (event.key === 'Home') this.turnTo(0);
    else if (right + up !== 0) this.turnTo(Math.round(this.angle) + (right + up) * step);
    else return;
    event.preventDefault();
  };

  private readonly keyColumn = (event: KeyboardEvent, k: 0 | 1): void => {
    const [right, up] = arrowOf(event);
    const [a, b, c, d] = this.model!.plane!.A;
    const [x, y] = k === 0 ? [a, c] : [b, d];
    const step = event.shiftKey ? 0.5 : 0.1;
    const moved = (value: number, by: number): number => Math.round(100 * (value + by * step)) / 100;
    if (event.key === 'Home') this.matrix = this.given;
    else if (right !== 0 || up !== 0) this.moveColumn(k, [moved(x, right), moved(y, up)]);
    else return;
    event.preventDefault();
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

  private drawing(m: Moves, side = this.side): StageDrawing {
    return { moves: m, stage: this.at, angle: (this.angle || 0) * DEGREE, side, extent: this.extent, hidden: this.asking };
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

  private stagesPicture({ A, moves: m }: Plane): TemplateResult {
    const drawing = this.drawing(m);
    const { side, stage } = drawing;
    const width = this.wide ? Math.min(this.presented ? 640 : 456, this.room - side - GAP) : Math.min(this.room, 440);
    return html`
      <div class=${this.wide ? 'stage wide' : 'stage'}>
        <svg class="picture" width=${side} height=${side} viewBox="0 0 ${side} ${side}" role="group" aria-label=${this.label || (this.asking ? 'A circle, a direction x, and the columns of A' : stageWords(m, stage))}
          @pointerdown=${this.hold} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${this.release}>
          ${drawStage(drawing)}
          ${stage === 3 || this.asking ? ([1, 0] as const).map((k) => this.column(drawing, A, k)) : nothing}
          ${this.handleX(drawing)}
        </svg>
        <div class="panel">
          ${formula(A, m, stage, width, this.colourUpTo, this.asking)}
          ${this.asking ? nothing : html`<div>${stretchMeter(Math.hypot(...apply(A, directionAt(this.angle))), m.s)}</div>`}
        </div>
      </div>
      ${this.asking ? nothing : film({
        drawing, room: Math.min(this.room, 880), playing: this.playing, words: stageWords(m, stage),
        go: (to) => this.goTo(to), toggle: this.playMoves,
      })}`;
  }

  private handleX(drawing: StageDrawing): SVGTemplateResult {
    const [x, y] = placeOf(drawing, directionAt(this.angle));
    const { length_text, stretch_text } = this.state;
    return svg`
      ${nameAt(drawing, directionAt(this.angle), 'x', 'x', 20)}
      <g class="handle" data-moves="x" tabindex="0" role="slider" aria-label="Direction of x" aria-valuemin="0" aria-valuemax="359" aria-valuenow=${Math.round(this.angle)}
        aria-valuetext="${Math.round(this.angle)}°${this.asking ? '' : `; Ax is ${length_text} long, ${stretch_text} of the longest`}" @keydown=${this.keyX}>
        <circle class="reach" cx=${x} cy=${y} r="22"></circle>
        <circle class="grip" cx=${x} cy=${y} r="8"></circle>
      </g>`;
  }

  /** Before a guess it is seen, and not yet moved. */
  private column(drawing: StageDrawing, [a, b, c, d]: Map2, k: 0 | 1): SVGTemplateResult {
    const column: Point = k === 0 ? [a, c] : [b, d];
    const [x, y] = placeOf(drawing, column);
    const spoken = column.map((value) => rounded(value)).join(', ');
    return svg`
      ${arrow(drawing, column, 'column')}
      ${nameAt(drawing, column, `a${subscript(k + 1)}`, 'column', 20)}
      ${this.asking ? nothing : svg`<g class="handle" data-moves=${k} tabindex="0" role="slider" aria-label="Column ${k + 1} of A" aria-valuenow=${column[0]} aria-valuetext=${spoken}
        @keydown=${(event: KeyboardEvent) => this.keyColumn(event, k)}>
        <circle class="reach" cx=${x} cy=${y} r="22"></circle>
        <circle class="grip" cx=${x} cy=${y} r="6"></circle>
      </g>`}`;
  }

  private sumPicture(model: Model): TemplateResult {
    const { A, factors, full } = model;
    const drawing: SumDrawing = {
      A, factors, full, rank: this.added, width: this.presented ? this.room : Math.min(this.room, 880),
      tallest: this.presented ? Math.max(TALLEST, innerHeight / 2 - 120) : TALLEST,
      colours: this.colourUpTo, got: this.got && toGrid(this.got), choose: (rank) => this.got || this.goToRank(rank), hidden: this.asking,
    };
    const layout = layOutSum(drawing);
    return html`
      <div class="stage">
        <svg class="picture" width=${layout.width} height=${layout.height} viewBox="0 0 ${layout.width} ${layout.height}" role="img" aria-label=${this.label || this.sumWords()}>
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
    const next = k < this.model.full ? html` = s${subscript(k + 1)}` : nothing;
    return html`‖A − A${subscript(k)}‖ = <strong>${error_text}</strong>${next}: no other matrix of rank ${k} comes nearer. Energy kept: ${energy_text}; in the Frobenius norm ${frobenius_text} is left.`;
  }
}

const formatPlain = (value: number): string => String(Math.round(1e6 * value) / 1e6);

/** Whole and half numbers attract. */
function snapped(value: number): number {
  const half = Math.round(2 * value) / 2;
  return Math.abs(value - half) < SNAP ? half : Math.round(100 * value) / 100;
}

function arrowOf(event: KeyboardEvent): Point {
  if (event.altKey || event.ctrlKey || event.metaKey) return [0, 0];
  const steps: Record<string, Point> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  return steps[event.key] ?? [0, 0];
}

define('hm-svd', SVD);
