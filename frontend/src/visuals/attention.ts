// <hm-attention>: which letters (or words) of a sentence look at which, in each head of each layer of a transformer. One is
// chosen: arcs lead to those it looks at, as wide as it does, and its row of P = softmax(QKᵀ/√d) stands out in the matrix.
//
// As properties, plain JSON (from a tool, a notebook):
//   letters: string[] (T)    weights: number[][][][] (layers × heads × T×T, rows add up to 1), or number[][] (T×T)
//
// With view="steps" the weights are made before one's eyes, of x (T×n), wq and wk (n×d), wv (n×k): see _attention_steps.ts.
// With model="…", the address of what `generate` saved, it follows a sentence as it is typed: see _attention_typed.ts.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { type Head, headsOf, looksMost, orderOf } from '../math/attention';
import { readSteps, sees, type Step, type Steps, STEPS } from '../math/attention_steps';
import { diverging, type RGB } from '../math/colour';
import { formatNumber, formatPercent } from '../math/format';
import { seen } from '../math/pieces';
import { complaint, type Rows, writeRows } from '../math/rows';
import type { State } from '../math/state';
import { headsIn, likeliest, type Reader, type Reading, readingOf, stepsIn } from '../math/typed';
import type { Readable } from './_attributes';
import { looksDrawing, looksStyles, type LooksStand, SMALL, WIDEST } from './_attention_looks';
import { spelled, stepChooser, stepsDrawing, type StepsStand, stepsStyles, WORDS } from './_attention_steps';
import { load, nextPieces, type Typed, typedField, typedStyles, typedWords } from './_attention_typed';
import { arrowSteps, slid } from './_keys';
import { raster } from './_raster';
import { define, type Drawn, Visual } from './_visual';

const TOLD = 3; // letters that the caption names

const words = (text: string | null): string[] => (text ?? '').split(/\s+/).filter((word) => word !== '');
const heads = (text: string | null): unknown => (text ?? '').split('|').map((head) => head.split(';').map((row) => row.trim().split(/[\s,]+/).map(Number)));

export class Attention extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, looksStyles, stepsStyles, typedStyles, css`
    .heads, .layer { display: flex; flex-wrap: wrap; gap: 6px; }
    .heads { margin-bottom: 10px; }
    .heads button { flex-direction: column; gap: 3px; padding: 4px 6px; font-size: 12px; color: var(--muted); }
    .heads button[aria-pressed='true'] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
    .heads canvas { width: 42px; height: 42px; image-rendering: pixelated; }
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
    model: { type: String },
    sentence: { type: String },
    reader: { state: true },
    missing: { state: true },
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
  /** Where the file lies that `generate` saved; empty: there is none. */
  declare model: string;
  declare sentence: string;
  /** What was found there, or why nothing was. */
  declare private reader: Reader | null;
  declare private missing: string;

  private steps: Steps | null = null;
  private problem = '';
  private every: readonly Head[] = [];
  private reading: Reading | null = null;
  /** The network is loaded once the picture is nearly in sight. */
  private readonly sight = new IntersectionObserver(([entry]) => {
    if (entry!.isIntersecting && this.model !== '') void this.take(this.model);
  }, { rootMargin: '50%' });

  constructor() {
    super();
    this.letters = [];
    this.weights = null;
    this.at = -1;
    this.head = this.column = 0;
    this.view = 'looks';
    this.x = this.wq = this.wk = this.wv = this.model = this.sentence = this.missing = '';
    this.step = 'q';
    this.reader = null;
  }

  private async take(address: string): Promise<void> {
    this.sight.disconnect();
    const found = await load(address);
    if (address !== this.model) return;
    if (typeof found === 'string') this.missing = found;
    else this.reader = found;
  }

  protected override willUpdate(changes: PropertyValues): void {
    const any = (...names: string[]): boolean => names.some((name) => changes.has(name));
    if (any('model')) {
      this.reader = this.reading = null;
      this.missing = '';
    }
    if (this.reader) {
      this.problem = '';
      if (any('reader', 'sentence')) {
        this.reading = readingOf(this.reader, this.sentence);
        this.every = this.reading ? headsIn(this.reading) : [];
      }
      this.steps = this.view === 'steps' && this.reading ? stepsIn(this.reading, this.shown!) : null;
    } else if (any('model', 'letters', 'weights', 'view', 'x', 'wq', 'wk', 'wv')) {
      this.every = [];
      this.steps = null;
      this.problem = complaint(() => {
        if (this.view === 'steps' && this.model === '') this.steps = readSteps(this.letters.length, this);
        this.every = headsOf(this.steps?.p ?? this.weights, this.letters.length);
      });
    }
  }

  /** Of the sentence that is typed, or those that were given. */
  private get pieces(): readonly string[] {
    return this.reader ? (this.reading?.letters ?? []) : this.letters;
  }

  private get shade(): (weight: number) => RGB {
    return diverging({ ...this.colours, missing: this.colours.sunken }, 1);
  }

  private get shown(): Head | null {
    return this.every[Math.max(0, Math.min(this.every.length - 1, Math.round(this.head)))] ?? null;
  }

  private get chosen(): number {
    const last = this.pieces.length - 1;
    return this.at < 0 ? last : Math.min(last, Math.round(this.at));
  }

  get state(): State {
    const { shown, chosen } = this;
    if (!shown) return {};
    const most = looksMost(shown.P, chosen);
    const made = this.steps ? { step_text: WORDS[this.step].made, column: this.place, value: this.chosenNumber } : {};
    return {
      ...made, ...this.foreseen,
      at: chosen, letter_text: this.pieces[chosen]!, layer: shown.layer, head: shown.head, heads: this.every.length,
      most, most_text: this.pieces[most]!, weight: shown.P[chosen]![most]!, back: chosen - most,
    };
  }

  /** Of a sentence that is typed: what most likely comes next. */
  private get foreseen(): State {
    if (!this.reader || !this.reading) return {};
    const [{ piece, chance }] = likeliest(this.reader, this.reading, this.chosen, 1) as [{ piece: string; chance: number }];
    return { pieces: this.pieces.length, next_text: seen(piece), chance, chance_text: formatPercent(chance, 0) };
  }

  override get setup(): Record<string, string> {
    const { steps } = this;
    if (this.model !== '') return { sentence: this.sentence, at: String(this.at), head: String(this.head), view: this.view, step: this.step, column: String(this.column) };
    if (!steps) return { at: String(this.chosen), head: String(this.head) };
    const given = Object.fromEntries((['x', 'wq', 'wk', 'wv'] as const).map((name) => [name, writeRows(steps[name])]));
    return { ...given, step: this.step, at: String(this.chosen), column: String(this.place) };
  }

  private get place(): number {
    return Math.max(0, Math.min(this.steps![this.step][0]!.length - 1, Math.round(this.column)));
  }

  private choose(at: number): void {
    this.at = at;
    this.say(this.spoken);
  }

  private readonly key = (event: KeyboardEvent): void => {
    const at = slid(event, this.chosen, 0, this.pieces.length - 1);
    if (at !== null) this.choose(at);
  };

  /** The chosen number; the score of a later word is masked. */
  private get chosenNumber(): number {
    const { steps, step, chosen, place } = this;
    return step === 's' && !sees(chosen, place) ? -Infinity : steps![step][chosen]![place]!;
  }

  private get stand(): StepsStand {
    const { step, pieces: letters, colours, chosen: row, place: column } = this;
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
    this.at = Math.max(0, Math.min(this.pieces.length - 1, row));
    this.column = Math.max(0, Math.min(this.steps![this.step][0]!.length - 1, column));
    this.say(this.making());
  }

  private making(): string {
    const { step, chosen, place, pieces: letters } = this;
    const towards = step === 's' || step === 'p' ? `for “${letters[place]}”` : `number ${place + 1}`;
    return `${WORDS[step].made}: row of “${letters[chosen]}”, ${towards}: ${formatNumber(this.chosenNumber, 3)}`;
  }

  private readonly write = (name: 'x' | 'wq' | 'wk' | 'wv', i: number, j: number, value: number): void => {
    this[name] = this.steps![name].map((row, k) => (k === i ? row.map((old, l) => (l === j ? value : old)) : row));
  };

  protected override picture(): TemplateResult {
    const { shown, room, problem, steps } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    return html`${this.model === '' ? nothing : this.typed()}
      ${shown && room > 0 ? html`${this.every.length > 1 ? this.chooser() : nothing}${steps ? this.made() : looksDrawing(this.standing)}` : html`<div class="waiting"></div>`}`;
  }

  private made(): TemplateResult {
    const { stand } = this;
    return html`${stepChooser(this.step, stand.steps.shift !== undefined, (to) => (this.step = to))}${stepsDrawing(stand)}${spelled(stand, this.write)}`;
  }

  private typed(): TemplateResult {
    const { sentence, reader, reading, missing, chosen } = this;
    const typed: Typed = { sentence, reader, reading, missing, chosen, write: this.type };
    return html`<div class="typed">${typedField(typed)}
      ${reading ? html`${typedWords(reading).map((said) => html`<p>${said}</p>`)}${nextPieces(typed)}` : nothing}</div>`;
  }

  private readonly type = (sentence: string): void => {
    this.sentence = sentence;
    this.at = -1;
    void this.updateComplete.then(() => this.say(this.spoken));
  };

  private get spoken(): string {
    if (!this.reader) return this.looked;
    if (!this.reading) return 'Nothing is written.';
    const { chance_text, next_text } = this.foreseen;
    return [`${this.looked} Likeliest next: “${next_text}”, ${chance_text}.`, ...typedWords(this.reading)].join(' ');
  }

  protected override tools(): Drawn {
    if (this.model === '') return nothing;
    return html`<span class="choice" role="group" aria-label="What is shown">${([['looks', 'Who looks at whom'], ['steps', 'Step by step']] as const).map(([view, words]) => html`
      <button aria-pressed=${String(view === this.view)} @click=${() => (this.view = view)}>${words}</button>`)}</span>`;
  }

  /** The heads of a layer stay together. */
  private chooser(): TemplateResult {
    const layers = [...new Set(this.every.map(({ layer }) => layer))];
    return html`<div class="heads" role="group" aria-label="Head">${layers.map((layer) => html`<div class="layer">${this.every.filter((head) => head.layer === layer).map((each) => html`
      <button aria-pressed=${each === this.shown} aria-label="${each.layer}.${each.head}: layer ${each.layer}, head ${each.head}" @click=${() => (this.head = this.every.indexOf(each))}>
        <canvas></canvas>${each.layer}.${each.head}</button>`)}</div>`)}</div>`;
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    if (changes.has('model')) {
      this.sight.disconnect();
      this.sight.observe(this);
    }
    const { shade } = this;
    this.renderRoot.querySelectorAll<HTMLCanvasElement>('.heads canvas').forEach((canvas, i) => {
      const T = (canvas.width = canvas.height = this.pieces.length);
      canvas.getContext('2d')!.drawImage(raster(this.every[i]!.P.flat(), T, T, shade), 0, 0);
    });
  }

  private get standing(): LooksStand {
    const { pieces: letters, chosen, shade, label, looked: said, key } = this;
    return { P: this.shown!.P, letters, chosen, shade, label, said, key, room: (gutter) => this.span(WIDEST + gutter), choose: (at) => this.choose(at) };
  }

  private get looked(): string {
    const { shown, chosen, pieces: letters } = this;
    if (!shown) return '';
    const order = orderOf(shown.P[chosen]!).slice(0, TOLD).filter((j) => shown.P[chosen]![j]! >= SMALL);
    const told = order.map((j) => `${j === chosen ? 'itself' : `“${letters[j]}”${chosen - j > 1 ? `, ${chosen - j} back` : ''}`}: ${formatNumber(shown.P[chosen]![j]!, 2)}`);
    return `“${letters[chosen]}” looks most at ${told.join('; then ')}.`;
  }

  protected override caption(): Drawn {
    return this.shown ? html`${this.steps ? this.making() : this.looked}${this.steps ? '.' : ''}` : nothing;
  }
}

define('hm-attention', Attention);
