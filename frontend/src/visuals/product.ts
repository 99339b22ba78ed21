// <hm-product>: C = A B, drawn to scale, A at the left and B above, so that a row of A and a column of B meet in their cell of C.
// Step by step in four views: dot products, columns, rows, and the sum of outer products. A's and B's numbers can be changed.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { magnitude, shapeText, type ShownArray, toGrid } from '../math/array';
import { diverging, type RGB } from '../math/colour';
import { formatAll, formatCount } from '../math/format';
import { type Given, writeMatrix } from '../math/given';
import { at, flops, isMade, multiply, type Operand, type Place, placeOf, stepCount, stepMaking, termsOf, termsText, type View, VIEWS, whyNot } from '../math/product';
import type { State } from '../math/state';
import type { Setup } from './_address';
import type { Readable } from './_attributes';
import type { Cell } from './_cells';
import { cellInputStyles } from './_cell_input';
import { reserved } from './_keys';
import { productCase } from './_product_case';
import { ProductEditing, type Side } from './_product_editing';
import { frame, type Layout, layOut } from './_product_layout';
import { drawBrackets, drawNoResult, drawOperand, drawResult, drawYours, type Part, rect } from './_product_scene';
import { type Operands, readOperands } from './_product_operands';
import { productStyles } from './_product_styles';
import { stepButtons, viewSwitch } from './_product_tools';
import { formula, spokenMatrix, spokenStep, WORDS } from './_product_words';
import { workingOf } from './_product_work';
import type { NamedShown, Shown } from './shown';
import { calm, define, type Drawn, Visual } from './_visual';

const WIDE = 640; // from this room on the working stands beside the product
const SIDE = 400; // of the product
const APART = 40; // between the two
const LINE = 4; // for the bold outlines at the edges
const EDITED = 12; // rows and columns up to which numbers can be changed
const STEP_TIME = 1100; // ms
const WHOLE_TIME = 12_000; // ms for all steps, where they are many

export class Product extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, cellInputStyles, productStyles];
  static override properties: PropertyDeclarations = {
    A: { type: String, attribute: 'a' },
    B: { type: String, attribute: 'b' },
    view: { type: String },
    step: { type: Number },
    expected: { attribute: false },
    got: { attribute: false },
    hovered: { state: true },
    playing: { state: true },
  };
  static override readable: Readable = { view: VIEWS };
  /** m×k: `1 2; 3 4`, or lists of numbers. A list alone is a row. */
  declare A: Given;
  /** k×n. A list alone is a column. */
  declare B: Given;
  declare view: View;
  /** How many steps are done. */
  declare step: number;
  /** A check's result: what is right, and what came back. Then A and B stay as they are. */
  declare expected: ShownArray | null;
  declare got: ShownArray | null;
  /** A cell of C under the pointer. */
  declare private hovered: Cell | null;
  declare private playing: boolean;

  private operands: Operands | null = null;
  private problem = '';
  private timer = 0;
  private readonly editing = new ProductEditing({
    operands: () => this.operands!,
    give: (of, array) => {
      this[of] = array;
      this.read(); // the next key may come before the next drawing
    },
    focus: (of) => void this.updateComplete.then(() => this.renderRoot.querySelector<SVGElement>(`#${of}`)?.focus()),
    say: (text) => this.say(text),
    update: () => this.requestUpdate(),
  });

  constructor() {
    super();
    this.A = this.B = this.expected = this.got = this.hovered = null;
    this.view = 'dots';
    this.step = 1;
    this.playing = false;
  }

  static ofCase(inputs: readonly NamedShown[], expected: Shown, got: Shown | null): Record<string, unknown> | null {
    return productCase(inputs, expected, got);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  // What it says

  get state(): State {
    if (!this.operands) return {};
    const { A, B, C } = this.operands;
    const shape = { m: A.rows, k: A.columns, n: B.columns };
    if (!C) return { ...shape, agree: 0 };
    const cost = flops(A, B);
    const seen: State = { ...shape, agree: 1, shape: this.shape('C'), view: this.view, step: this.step, steps: this.steps, flops: cost, flops_text: formatCount(cost) };
    for (const [name, place] of Object.entries(this.place ?? {})) if (place !== null) seen[name] = place as number;
    const { row = null, column = null } = this.place ?? {};
    return row === null || column === null ? seen : { ...seen, value: at(C, row, column), terms: termsText(termsOf(A, B, row, column)) };
  }

  override get setup(): Setup {
    if (!this.operands) return {};
    const { A, B } = this.operands;
    return { a: writeMatrix(A.values, A.columns), b: writeMatrix(B.values, B.columns), view: this.view, step: String(this.step) };
  }

  private get steps(): number {
    const { operands } = this;
    return operands?.C ? stepCount(this.view, operands.A, operands.B) : 0;
  }

  /** What is looked at: the cell under the pointer, else what the last step was about. */
  private get place(): Place | null {
    if (!this.operands?.C) return null;
    if (this.hovered && !this.asking) return { ...this.hovered, inner: null };
    return placeOf(this.view, this.step, this.operands.B);
  }

  // What it is given

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('A') || changes.has('B')) this.read();
    if (!VIEWS.includes(this.view)) this.view = 'dots';
    if (this.operands) this.step = Math.min(this.steps, Math.max(0, Math.round(this.step) || 0));
  }

  private read(): void {
    try {
      this.problem = '';
      this.operands = readOperands(this.A, this.B);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.operands = null;
      this.problem = error.message;
    }
  }

  // Steps

  private go(step: number): void {
    const to = Math.min(this.steps, Math.max(0, step));
    if (to === this.step) return;
    this.step = to;
    this.hovered = null;
    this.say(this.spokenPlace);
  }

  private byHand(step: number): void {
    this.stop();
    this.go(step);
  }

  private readonly togglePlay = (): void => {
    if (this.playing) return this.stop();
    if (calm()) return this.go(this.steps);
    if (this.step === this.steps) this.step = 0;
    this.playing = true;
    this.timer = window.setInterval(() => {
      this.go(this.step + 1);
      if (this.step === this.steps) this.stop();
    }, Math.min(STEP_TIME, WHOLE_TIME / this.steps));
  };

  private stop(): void {
    clearInterval(this.timer);
    this.playing = false;
  }

  private choose(view: View): void {
    this.stop();
    this.view = view;
    this.step = Math.min(1, this.step);
    this.hovered = null;
    this.say(`${WORDS[view]}: ${this.steps} ${this.steps === 1 ? 'step' : 'steps'}`);
  }

  private readonly keyOnResult = (event: KeyboardEvent): void => {
    if (reserved(event) || !this.operands || this.asking) return; // the next step would tell what is asked
    const line = this.view === 'dots' ? this.operands.B.columns : 1;
    const ways: Record<string, number> = {
      ArrowRight: this.step + 1, ArrowLeft: this.step - 1, ArrowDown: this.step + line, ArrowUp: this.step - line, Home: 0, End: this.steps,
    };
    const to = ways[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.byHand(to);
  };

  // The pointer

  private cellUnder(event: PointerEvent, { rows, columns }: Operand): Cell {
    const box = (event.currentTarget as Element).querySelector('.hit')!.getBoundingClientRect();
    const within = (place: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(place * count)));
    return { row: within((event.clientY - box.top) / box.height, rows), column: within((event.clientX - box.left) / box.width, columns) };
  }

  private readonly overResult = (event: PointerEvent): void => {
    this.hovered = this.cellUnder(event, this.operands!.C!);
  };

  /** A tap on a cell goes to the step that makes it. */
  private readonly tapResult = (event: PointerEvent): void => {
    if (event.button !== 0 || this.asking) return;
    const { A, B, C } = this.operands!;
    const { row, column } = (this.hovered = this.cellUnder(event, C!));
    this.stop();
    if (this.view !== 'outer') this.step = stepMaking(this.view, row, column, A, B);
  };

  /** What a finger has touched stays read out. */
  private readonly leaveResult = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.hovered = null;
  };

  /** Small enough to be changed, and not the record of a check. */
  private get editable(): boolean {
    const { A, B } = this.operands!;
    return this.expected === null && Math.max(A.rows, A.columns, B.rows, B.columns) <= EDITED;
  }

  // What is drawn

  /** One scale for what goes in, one for what comes out. */
  private mixColours(): { given: (value: number) => RGB; made: (value: number) => RGB } {
    const { A, B, C } = this.operands!;
    const palette = { ...this.colours, missing: this.colours.line };
    const yours = this.got ? toGrid(this.got).values : [];
    return {
      given: diverging(palette, Math.max(magnitude(A.values), magnitude(B.values))),
      made: diverging(palette, Math.max(magnitude(C?.values ?? []), magnitude(yours))),
    };
  }

  private get wide(): boolean {
    return this.room >= WIDE;
  }

  /** Of a cell. */
  private get largest(): number {
    return this.presented ? 110 : 44;
  }

  private get layout(): Layout {
    const { A, B } = this.operands!;
    const side = this.span(SIDE);
    return layOut(A, B, this.wide ? Math.min(side, 0.55 * this.room) : side, this.presented ? side : SIDE, this.largest);
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.operands || this.room === 0) return html`<div></div>`;
    const { A, B, C } = this.operands;
    const { layout, place } = this;
    const colour = this.mixColours();
    const yours = this.got && C ? toGrid(this.got, 0, C.rows === 1 ? 'row' : 'column') : null;
    const right = layout.width + (yours ? APART + yours.columns * layout.cell : 0);
    const beside = this.wide && this.room - right - APART >= 200;
    const [room, tallest] = beside ? [this.room - right - APART - LINE, layout.height] : [this.room - LINE, SIDE];
    const work = C && place ? workingOf(this.view, place, { A, B, C, ...colour, asking: this.asking, room, tallest, largest: 0.8 * this.largest }) : null;
    const [x, y] = beside ? [right + APART, Math.max(0, (layout.height - (work?.height ?? 0)) / 2)] : [LINE / 2, layout.height + 16];
    const width = Math.min(this.room, Math.max(right, work ? x + work.width + LINE : 0));
    const height = Math.max(layout.height, work ? y + work.height + LINE : 0);
    return html`
      <div class="stage">
        <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${this.label || this.spokenShapes}>
          ${drawBrackets(A, B, layout)}
          ${this.side('A', A, place && { row: place.row, column: place.inner }, colour.given)}
          ${this.side('B', B, place && { row: place.inner, column: place.column }, colour.given)}
          ${C ? this.result(C, place, colour.made) : drawNoResult(A, B, layout)}
          ${yours && C ? drawYours(yours, C, layout.width + APART, layout, colour.made) : nothing}
          ${work ? svg`<g transform="translate(${x} ${y})" aria-hidden="true">${work.drawing}</g>` : nothing}
        </svg>
        ${this.editing.cells.field()}
      </div>
      ${C ? nothing : html`<p class="why">${whyNot(A, B)}</p>`}`;
  }

  private side(of: Side, grid: Operand, part: Part | null, colour: (value: number) => RGB): SVGTemplateResult {
    const { layout } = this;
    const drawing = drawOperand(of, grid, this.shape(of), layout, part, colour, this.colours, this.largest / 2.9);
    if (!this.editable) return drawing;
    const { editing } = this;
    const { row, column } = editing.cell;
    const chosen = frame(layout[of], grid, layout.cell, row, column);
    const words = `${of}, ${this.shape(of)}: ${spokenMatrix(formatAll(grid.values), grid.columns)}. Arrow keys choose a number; type to change it.`;
    return svg`
      <g id=${of} class="handle" tabindex="0" role="application" aria-roledescription="matrix to change" aria-label=${words}
        @keydown=${editing.key} @focus=${() => editing.enter(of)}
        @pointerdown=${(event: PointerEvent) => editing.grab(event, of, this.cellUnder(event, grid))} @pointermove=${(event: PointerEvent) => editing.cells.pull(event)}
        @pointerup=${() => editing.cells.release()} @pointercancel=${() => editing.cells.drop()}>
        <title>Drag a number up or down, or click and type</title>
        ${drawing}
        ${rect('hit', frame(layout[of], grid, layout.cell, null, null))}
        ${editing.of === of ? svg`${rect('chosen halo', chosen)}${rect('chosen', chosen)}` : nothing}
      </g>`;
  }

  private result(C: Operand, place: Place | null, colour: (value: number) => RGB): SVGTemplateResult {
    const { A, B } = this.operands!;
    const { asking, hovered } = this;
    const done = this.step - Number(asking);
    const grown = this.view === 'outer' && !hovered && !this.expected ? multiply(A, B, Math.max(0, done)) : C;
    const made = (row: number, column: number): boolean =>
      this.expected !== null || isMade(this.view, done, row, column, A, B) || (hovered?.row === row && hovered.column === column);
    return svg`
      <g class="handle result" tabindex="0" role="slider" aria-label="Steps of the product" aria-valuemin="0" aria-valuemax=${this.steps} aria-valuenow=${this.step}
        aria-valuetext=${this.spokenPlace} @keydown=${this.keyOnResult} @pointermove=${asking ? nothing : this.overResult}
        @pointerdown=${this.tapResult} @pointerleave=${this.leaveResult}>
        ${drawResult(grown, this.expected ? 'expected' : 'C', this.shape('C'), this.layout, place?.inner === null ? place : null, colour, this.largest / 2.9, made)}
      </g>`;
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    if (!this.operands) return;
    const { of, cell: { row, column }, cells } = this.editing;
    cells.place(this.renderRoot as ShadowRoot, frame(this.layout[of], this.operands[of], this.layout.cell, row, column));
  }

  // Words

  private shape(of: 'A' | 'B' | 'C'): string {
    return shapeText(this.operands!.shapes[of]) || 'a number';
  }

  private get spokenShapes(): string {
    return `A, ${this.shape('A')}, times B, ${this.shape('B')}${this.operands?.C ? `, is C, ${this.shape('C')}` : ': there is no product'}`;
  }

  private get spokenPlace(): string {
    const { A, B, C } = this.operands!;
    return `step ${this.step} of ${this.steps}: ${spokenStep(A, B, C!, this.place, this.asking)}`;
  }

  protected override caption(): Drawn {
    if (!this.operands?.C) return nothing;
    const { A, B, C } = this.operands;
    const cost = `${this.shape('A')} · ${this.shape('B')} → ${this.shape('C')} takes 2·${A.rows}·${A.columns}·${B.columns} = ${formatCount(flops(A, B))} operations.`;
    return html`${formula(A, B, C, this.place)} <span class="fine">${cost}</span>`;
  }

  protected override tools(): Drawn {
    if (!this.operands?.C || this.asking) return nothing;
    return html`
      ${viewSwitch(this.view, (view) => this.choose(view))}
      ${stepButtons(this.step, this.steps, this.playing, (step) => this.byHand(step), this.togglePlay)}`;
  }
}

define('hm-product', Product);
