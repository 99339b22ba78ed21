// <hm-attention>: which letters (or words) of a sentence look at which, in each head of each layer of a transformer. One is
// chosen: arcs lead to those it looks at, as wide as it does, and its row of P = softmax(QKᵀ/√d) stands out in the matrix.
//
// As properties, plain JSON (from a tool, a notebook):
//   letters: string[] (T)    weights: number[][][][] (layers × heads × T×T, rows add up to 1), or number[][] (T×T)
//
// With view="steps" the weights are made before one's eyes, of x (T×n), wq and wk (n×d), wv (n×k): see _attention_steps.ts.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { type Head, headsOf, looksMost, orderOf } from '../math/attention';
import { readSteps, sees, type Step, type Steps, STEPS } from '../math/attention_steps';
import { css as inCss, diverging, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import { complaint, type Rows, writeRows } from '../math/rows';
import type { State } from '../math/state';
import type { Readable } from './_attributes';
import { spelled, stepChooser, stepsDrawing, type StepsStand, stepsStyles, WORDS } from './_attention_steps';
import { arrowSteps, slid } from './_keys';
import { define, type Drawn, Visual } from './_visual';

const ARCS = 96; // CSS pixels above the letters
const LARGEST = 56; // a cell
const READ = 34; // a cell, from which its number is written
const WIDEST = 560; // the matrix
const SMALL = 0.005; // a weight that is not drawn
const THICKEST = 9; // an arc
const BLACK: RGB = [0, 0, 0];
const WHITE: RGB = [255, 255, 255];
const TOLD = 3; // letters that the caption names

const words = (text: string | null): string[] => (text ?? '').split(/\s+/).filter((word) => word !== '');
const heads = (text: string | null): unknown => (text ?? '').split('|').map((head) => head.split(';').map((row) => row.trim().split(/[\s,]+/).map(Number)));

export class Attention extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, stepsStyles, css`
    text:not(.number, .count) { fill: var(--ink); }
    .number { font-size: 12px; }
    .number, .count { pointer-events: none; }
    text { text-anchor: middle; dominant-baseline: central; font-family: var(--code); }
    .end { text-anchor: end; }
    .letter { cursor: pointer; }
    .letter rect, .row { fill: transparent; }
    .letter.chosen text { fill: var(--accent); font-weight: 700; }
    .later text { fill: var(--muted); opacity: 0.45; }
    .arc { fill: none; stroke: var(--positive); stroke-linecap: round; }
    .frame { fill: none; stroke: var(--accent); stroke-width: 2; pointer-events: none; }
    .edge { fill: none; stroke: var(--line); }
    .row { cursor: pointer; }
    .heads { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 10px; }
    .heads button { flex-direction: column; gap: 3px; padding: 4px 6px; font-size: 12px; color: var(--muted); }
    .heads button[aria-pressed='true'] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
    .heads canvas { width: 44px; height: 44px; image-rendering: pixelated; }
  `];
  static override properties: PropertyDeclarations = {
    letters: { type: String, converter: { fromAttribute: words } },
    weights: { type: String, converter: { fromAttribute: heads } },
    at: { type: Number },
    head: { type: Number },
    view: { type: String },
    x: { type: String },
    wq: { type: String },
    wk: { type: String },
    wv: { type: String },
    step: { type: String },
    column: { type: Number },
  };
  static override readable: Readable = { view: ['looks', 'steps'], step: STEPS };
  declare letters: readonly string[];
  /** In a lesson `1 0; 0.3 0.7 | 1 0; 1 0`: a matrix for each head of one layer. */
  declare weights: unknown;
  /** The place of the letter that is chosen; −1 for the last one. */
  declare at: number;
  /** The head that is seen, counted through all layers. */
  declare head: number;
  declare view: 'looks' | 'steps';
  /** What is known of each word, a row for each; and the three matrices that are learnt. */
  declare x: Rows;
  declare wq: Rows;
  declare wk: Rows;
  declare wv: Rows;
  /** The matrix that is made now. */
  declare step: Step;
  /** Of its number that is chosen; the row is `at`. */
  declare column: number;

  private steps: Steps | null = null;
  private problem = '';
  private every: readonly Head[] = [];

  constructor() {
    super();
    this.letters = [];
    this.weights = null;
    this.at = -1;
    this.head = this.column = 0;
    this.view = 'looks';
    this.x = this.wq = this.wk = this.wv = '';
    this.step = 'q';
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (!['letters', 'weights', 'view', 'x', 'wq', 'wk', 'wv'].some((name) => changes.has(name))) return;
    this.every = [];
    this.steps = null;
    this.problem = complaint(() => {
      if (this.view === 'steps') this.steps = readSteps(this.letters.length, this);
      this.every = headsOf(this.steps?.p ?? this.weights, this.letters.length);
    });
  }

  private get shade(): (weight: number) => RGB {
    return diverging({ ...this.colours, missing: this.colours.sunken }, 1);
  }

  private get shown(): Head | null {
    return this.every[Math.max(0, Math.min(this.every.length - 1, Math.round(this.head)))] ?? null;
  }

  private get chosen(): number {
    const last = this.letters.length - 1;
    return this.at < 0 ? last : Math.min(last, Math.round(this.at));
  }

  get state(): State {
    const { shown, chosen } = this;
    if (!shown) return {};
    const most = looksMost(shown.P, chosen);
    const made = this.steps ? { step_text: WORDS[this.step].made, column: this.place, value: this.chosenNumber } : {};
    return {
      ...made,
      at: chosen, letter_text: this.letters[chosen]!, layer: shown.layer, head: shown.head, heads: this.every.length,
      most, most_text: this.letters[most]!, weight: shown.P[chosen]![most]!, back: chosen - most,
    };
  }

  override get setup(): Record<string, string> {
    const { steps } = this;
    if (!steps) return { at: String(this.chosen), head: String(this.head) };
    const given = Object.fromEntries((['x', 'wq', 'wk', 'wv'] as const).map((name) => [name, writeRows(steps[name])]));
    return { ...given, step: this.step, at: String(this.chosen), column: String(this.place) };
  }

  private get place(): number {
    return Math.max(0, Math.min(this.steps![this.step][0]!.length - 1, Math.round(this.column)));
  }

  private choose(at: number): void {
    this.at = at;
    this.say(this.sentence());
  }

  private readonly key = (event: KeyboardEvent): void => {
    const at = slid(event, this.chosen, 0, this.letters.length - 1);
    if (at !== null) this.choose(at);
  };

  /** The chosen number; the score of a later word is masked. */
  private get chosenNumber(): number {
    const { steps, step, chosen, place } = this;
    return step === 's' && !sees(chosen, place) ? -Infinity : steps![step][chosen]![place]!;
  }

  private get stand(): StepsStand {
    const { step, letters, colours, chosen: row, place: column } = this;
    return {
      steps: this.steps!, step, letters, row, column, colours, room: this.presented ? this.room : Math.min(this.room, WIDEST), said: this.making(),
      choose: (i, j) => this.pick(i, j),
      key: (event) => {
        const moved = arrowSteps(event);
        if (!moved) return;
        event.preventDefault();
        this.pick(row - moved[1], column + moved[0]);
      },
    };
  }

  private pick(row: number, column: number): void {
    this.at = Math.max(0, Math.min(this.letters.length - 1, row));
    this.column = Math.max(0, Math.min(this.steps![this.step][0]!.length - 1, column));
    this.say(this.making());
  }

  private making(): string {
    const { step, chosen, place, letters } = this;
    const towards = step === 's' || step === 'p' ? `for “${letters[place]}”` : `number ${place + 1}`;
    return `${WORDS[step].made}: row of “${letters[chosen]}”, ${towards}: ${formatNumber(this.chosenNumber, 3)}`;
  }

  private readonly write = (name: 'x' | 'wq' | 'wk' | 'wv', i: number, j: number, value: number): void => {
    this[name] = this.steps![name].map((row, k) => (k === i ? row.map((old, l) => (l === j ? value : old)) : row));
  };

  protected override picture(): TemplateResult {
    const { shown, room, problem } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    if (!shown || room === 0) return html`<div class="waiting"></div>`;
    if (this.steps) {
      const { stand } = this;
      return html`${stepChooser(this.step, (to) => (this.step = to))}${stepsDrawing(stand)}${spelled(stand, this.write)}`;
    }
    return html`${this.every.length > 1 ? this.chooser() : nothing}${this.drawing(shown)}`;
  }

  private chooser(): TemplateResult {
    return html`<div class="heads" role="group" aria-label="Head">${this.every.map(({ layer, head }, i) => html`
      <button aria-pressed=${this.every[i] === this.shown} aria-label="${layer}.${head}: layer ${layer}, head ${head}" @click=${() => (this.head = i)}>
        <canvas></canvas>${layer}.${head}</button>`)}</div>`;
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    const { shade } = this;
    this.renderRoot.querySelectorAll('canvas').forEach((canvas, i) => {
      const T = (canvas.width = canvas.height = this.letters.length);
      const pen = canvas.getContext('2d')!;
      this.every[i]!.P.forEach((row, k) => row.forEach((weight, j) => {
        pen.fillStyle = inCss(shade(weight));
        if (j < T) pen.fillRect(j, k, 1, 1);
      }));
    });
  }

  private drawing({ P }: Head): TemplateResult {
    const { letters, chosen } = this;
    const T = letters.length;
    const gutter = Math.min(90, 12 + 8 * Math.max(...letters.map((letter) => letter.length)));
    const cell = Math.min(LARGEST, (this.span(WIDEST + gutter) - gutter - 1) / T);
    const [width, height] = [gutter + T * cell + 1, ARCS + gutter + T * cell + 1];
    const x = (j: number): number => gutter + (j + 0.5) * cell;
    const top = ARCS + gutter;
    const type = Math.min(14, Math.max(8, cell * 0.85));
    return html`<svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" font-size=${type} role="group" aria-label=${this.label || 'Which letter looks at which'}>
      <g class="handle" role="slider" tabindex="0" aria-label="The letter that looks" aria-valuemin="0" aria-valuemax=${T - 1} aria-valuenow=${chosen} aria-valuetext=${this.sentence()} @keydown=${this.key}>
        <rect width=${width} height=${ARCS} fill="transparent"></rect>
        ${P[chosen]!.map((weight, j) => this.arc(weight, x(chosen), x(j)))}
        ${letters.map((letter, j) => this.letter(letter, j, x(j), cell, gutter))}
      </g>
      ${this.cells(P, cell, gutter, top)}
      ${letters.map((letter, i) => svg`<g class=${i === chosen ? 'letter chosen' : 'letter'} @click=${() => this.choose(i)}>
        <text x=${gutter - 6} y=${top + (i + 0.5) * cell} class="end">${letter}</text></g>`)}
      <rect class="edge" x=${gutter} y=${top} width=${T * cell} height=${T * cell}></rect>
      <rect class="frame" x=${gutter} y=${top + chosen * cell} width=${T * cell} height=${cell}></rect>
    </svg>`;
  }

  /** From the letter that looks to one that it looks at. */
  private arc(weight: number, from: number, to: number): SVGTemplateResult | typeof nothing {
    if (weight < SMALL) return nothing;
    const rise = Math.min(ARCS - 8, 18 + 0.45 * Math.abs(from - to));
    const path = from === to ? `M${from - 4} ${ARCS}c-9 -26 17 -26 8 0` : `M${from} ${ARCS}C${from} ${ARCS - rise * 1.3} ${to} ${ARCS - rise * 1.3} ${to} ${ARCS}`;
    return svg`<path class="arc" d=${path} stroke-width=${Math.max(0.5, THICKEST * weight)} stroke-opacity=${0.35 + 0.6 * weight}></path>`;
  }

  private letter(letter: string, j: number, x: number, cell: number, gutter: number): SVGTemplateResult {
    const y = ARCS + gutter / 2;
    const name = `letter${j === this.chosen ? ' chosen' : ''}${j > this.chosen ? ' later' : ''}`;
    const turned = gutter > 30 ? `rotate(-60 ${x} ${y})` : '';
    return svg`<g class=${name} @click=${() => this.choose(j)}><rect x=${x - cell / 2} y=${ARCS} width=${cell} height=${gutter}></rect>
      <text x=${x} y=${y} transform=${turned}>${letter}</text></g>`;
  }

  private cells(P: Head['P'], cell: number, left: number, top: number): SVGTemplateResult[] {
    const { shade } = this;
    return P.map((row, i) => svg`<g class="rows" @click=${() => this.choose(i)}>
      <rect class="row" x=${left} y=${top + i * cell} width=${row.length * cell} height=${cell}></rect>
      ${row.map((weight, j) => (weight < SMALL ? nothing : svg`<rect x=${left + j * cell} y=${top + i * cell} width=${cell} height=${cell} fill=${inCss(shade(weight))}></rect>
        ${cell < READ ? nothing : svg`<text class="number" x=${left + (j + 0.5) * cell} y=${top + (i + 0.5) * cell} fill=${inCss(readable(shade(weight), BLACK, WHITE))}>${formatNumber(weight, 2)}</text>`}`))}</g>`);
  }

  private sentence(): string {
    const { shown, chosen, letters } = this;
    if (!shown) return '';
    const order = orderOf(shown.P[chosen]!).slice(0, TOLD).filter((j) => shown.P[chosen]![j]! >= SMALL);
    const told = order.map((j) => `${j === chosen ? 'itself' : `“${letters[j]}”${chosen - j > 1 ? `, ${chosen - j} back` : ''}`}: ${formatNumber(shown.P[chosen]![j]!, 2)}`);
    return `“${letters[chosen]}” looks most at ${told.join('; then ')}.`;
  }

  protected override caption(): Drawn {
    return this.shown ? html`${this.steps ? this.making() : this.sentence()}${this.steps ? '.' : ''}` : nothing;
  }
}

define('hm-attention', Attention);
