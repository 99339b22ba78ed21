// <hm-digit>: one draws a digit, and a trained network reads it at every stroke: all its matrices from the pixels to the chances,
// and which pixels pulled at the answer. A tool or a notebook gives the `network`; `model` names one that comes along.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { mix } from '../math/colour';
import { formatNumber, formatPercent } from '../math/format';
import { bytesOf, type Layer, layersOf, pulls, run, type Run, standardised, type Trained } from '../math/recogniser';
import type { State } from '../math/state';
import { asDigit, inPlace, parseStrokes, type Stroke, strokesText } from '../math/strokes';
import { yesOrNo } from './_address';
import { DrawingBoard } from './_digit_board';
import { type Group, groupsOf, mixed, type Paint, paintGroups, unitAt } from './_digit_layers';
import { inside, paintBars, paintBoard, paintPixels, paintPulls, type Panels, panelsIn } from './_digit_panels';
import { digitStyles } from './_digit_styles';
import { raster } from './_raster';
import { sharpness } from './_sharpness';
import { define, type Drawn, Visual } from './_visual';

const MODELS = ['linear', 'dense', 'convolution'] as const;
const MIDDLE = 127.5; // of light from 0 to 255
const LARGE = 0.36; // of the window, where it is filled: a board

const loads = new Map<string, Promise<Trained | string>>();

/** A network that comes along, or a sentence that says why there is none. */
async function load(name: string): Promise<Trained | string> {
  const response = await fetch(`/data/digits/${encodeURIComponent(name)}.json`).catch(() => null); // rejected: nobody answers
  return response?.ok ? ((await response.json()) as { network: Trained }).network : `The network “${name}” could not be loaded (${response?.status ?? 'no answer'}).`;
}

export class Digit extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, digitStyles];
  static override properties: PropertyDeclarations = {
    network: { type: Object },
    model: { type: String },
    sample: { type: Number },
    strokes: { type: String },
    over: { type: Boolean, converter: { fromAttribute: yesOrNo } },
    digit: { type: String },
    against: { type: String },
    problem: { state: true },
  };
  static override readable = { model: ['', ...MODELS] };
  /** A trained network, as the tool `digits` gives it. */
  declare network: Trained | null;
  /** One that comes along, in its place. */
  declare model: string;
  /** Which of its images lies on the board; −1 none. */
  declare sample: number;
  /** What is drawn: `50 10 50 90; 30 90 70 90` are two strokes, from 0 to 100. */
  declare strokes: string;
  /** Is drawn over the image that lies there? Else a stroke begins anew. */
  declare over: boolean;
  /** Towards which digit pixels pull, and against which; empty: the likeliest, and none. `unit 5`: towards a unit of the first layer. */
  declare digit: string;
  declare against: string;
  declare private problem: string;
  protected override readonly formats = ['png'] as const;

  private layers: readonly Layer[] = [];
  private drawn: readonly Stroke[] = [];
  private light: Float64Array = new Float64Array();
  private made: Run | null = null;
  private pulled: Float64Array = new Float64Array();
  private panels: Panels = panelsIn(0);
  private groups: readonly Group[] = [];
  private paint: Paint | null = null;
  private readonly thumbnails = new Map<string, string>();
  private readonly board: DrawingBoard;

  constructor() {
    super();
    this.network = null;
    this.model = this.strokes = this.digit = this.against = this.problem = '';
    this.sample = -1;
    this.over = false;
    const picture = this;
    this.board = new DrawingBoard({
      get strokes() { return picture.drawn; },
      begin: () => this.beginStroke(),
      draw: (strokes) => this.draw(strokes),
      clear: this.clear,
      update: () => this.requestUpdate(),
      say: (text) => this.say(text),
    });
  }

  private get classes(): readonly string[] {
    return this.network?.classes ?? [];
  }

  /** Places of the classes, the likeliest first. */
  private get order(): number[] {
    const { chances } = this.made!;
    return Array.from(chances, (_, i) => i).sort((i, j) => chances[j]! - chances[i]!);
  }

  private get towards(): number {
    const at = this.classes.indexOf(this.digit);
    return at >= 0 ? at : this.order[0]!;
  }

  /** −1: none. */
  private get opposed(): number {
    const at = this.classes.indexOf(this.against);
    return this.unit >= 0 || at === this.towards ? -1 : at;
  }

  /** The units of a first dense layer, which is not the last. */
  private get units(): number {
    const [first, next] = this.layers;
    return first?.name === 'dense' && next ? first.parameters[1]!.values.length : 0;
  }

  /** The one that is looked at, from 0; −1 none. */
  private get unit(): number {
    const number = Number(/^unit (\d+)$/.exec(this.digit)?.[1] ?? 0);
    return number <= this.units ? number - 1 : -1;
  }

  private get empty(): boolean {
    return this.drawn.length === 0 && !this.network?.samples[this.sample];
  }

  get state(): State {
    const { made, classes } = this;
    if (!made) return {};
    const { unit } = this;
    const base = { strokes: this.drawn.length, ink: this.light.reduce((sum, value) => sum + value, 0) / 255 };
    if (this.empty) return base;
    const [first, second] = this.order as [number, number];
    const [name, chance, next] = [classes[first]!, made.chances[first]!, made.chances[second]!];
    return {
      ...base, read: Number.isFinite(Number(name)) ? Number(name) : first, read_text: name, chance, chance_text: formatPercent(chance, 0),
      next, next_text: classes[second]!, towards_text: unit >= 0 ? `unit ${unit + 1}` : classes[this.towards]!, against_text: classes[this.opposed] ?? 'none',
      score: unit >= 0 ? made.outputs[0]!.values[unit]! : made.scores[this.towards]! - (made.scores[this.opposed] ?? 0), pull: this.pulled.reduce((sum, value) => sum + value, 0),
    };
  }

  override get setup(): Record<string, string> {
    const { model, sample, digit, against, over } = this;
    return { ...(model ? { model } : {}), sample: String(sample), strokes: strokesText(this.drawn), over: over ? 'yes' : 'no', digit, against };
  }

  // From the drawing to the chances

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('model') && this.model !== '') void this.take(this.model);
    if (changes.has('strokes')) this.read(this.strokes);
    if (changes.has('network') && this.network) {
      this.layers = layersOf(this.network);
      this.paint = null;
    }
    if (this.network && this.layers.length > 0) this.run(this.network);
  }

  private async take(name: string): Promise<void> {
    if (!loads.has(name)) loads.set(name, load(name));
    const found = await loads.get(name)!;
    if (name !== this.model) return;
    if (typeof found === 'string') this.problem = found;
    else this.network = found;
  }

  private read(text: string): void {
    try {
      this.problem = '';
      this.drawn = parseStrokes(text);
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }

  private run(network: Trained): void {
    this.light = this.lightOf(network);
    this.made = run(this.layers, standardised(this.light, network));
    const { unit } = this;
    const weights = new Float64Array(unit >= 0 ? this.units : network.classes.length);
    weights[unit >= 0 ? unit : this.towards] = 1;
    if (this.opposed >= 0) weights[this.opposed] = -1;
    this.pulled = pulls(this.made, this.light, weights, network.scale, unit >= 0 ? 0 : undefined);
  }

  /** What the network sees, from 0 to 255. A network of dark ink on light paper sees the drawing so. */
  private lightOf({ size, samples, mean }: Trained): Float64Array {
    const dark = mean.reduce((sum, value) => sum + value, 0) / mean.length > MIDDLE;
    const image = samples[this.sample];
    if (!image) return asDigit(this.drawn, size).map((ink) => 255 * (dark ? 1 - ink : ink));
    const ink = inPlace(this.drawn, size);
    return Float64Array.from(bytesOf(image.light), (light, at) => (dark ? Math.min(light, 255 * (1 - ink[at]!)) : Math.max(light, 255 * ink[at]!)));
  }

  // Hands on

  private beginStroke(): void {
    if (this.sample < 0 || this.over) return;
    this.sample = -1;
    this.drawn = [];
  }

  private draw(strokes: readonly Stroke[]): void {
    this.drawn = strokes;
    this.requestUpdate();
    this.tell();
  }

  private readonly clear = (): void => {
    this.sample = -1;
    this.draw([]);
  };

  private lay(sample: number): void {
    this.sample = sample;
    this.draw([]);
  }

  private tell(): void {
    void this.updateComplete.then(() => this.say(this.asking ? '' : this.spoken));
  }

  private get spoken(): string {
    const { read_text, chance_text, next, next_text } = this.state;
    if (read_text === undefined) return 'The board is empty';
    return `Read as ${read_text}, chance ${chance_text}; next ${next_text}, ${formatPercent(Number(next), 0)}`;
  }

  /** On a column of scores or a bar: the digit that pixels pull towards. On a column of the first layer: its unit. */
  private readonly choose = ({ offsetX: x, offsetY: y }: MouseEvent): void => {
    const { bars } = this.panels;
    if (this.asking) return;
    const bar = inside(bars, x, y) ? Math.floor(((y - bars.y) / bars.height) * this.classes.length) : -1;
    const last = this.groups.at(-1);
    const score = bar >= 0 ? bar : last ? unitAt(last, x, y) : -1;
    const unit = this.units > 0 ? unitAt(this.groups[0]!, x, y) : -1;
    if (score >= 0) this.digit = this.classes[score]!;
    else if (unit >= 0) this.digit = `unit ${unit + 1}`;
  };

  // What is drawn

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.made || !this.network) return;
    const { panels, groups, room } = this;
    const height = this.height;
    [canvas.width, canvas.height] = [Math.round(room * sharpness()), Math.round(height * sharpness())];
    canvas.style.setProperty('width', `${room}px`);
    canvas.style.setProperty('height', `${height}px`);
    const over = this.renderRoot.querySelector<HTMLElement>('.board')!;
    for (const [side, value] of Object.entries({ left: panels.board.x, top: panels.board.y, width: panels.board.width, height: panels.board.height })) over.style.setProperty(side, `${value}px`);
    const pen = canvas.getContext('2d')!;
    pen.scale(sharpness(), sharpness());
    pen.imageSmoothingEnabled = false;
    const { colours, drawn, board, empty, network: { size, classes, samples } } = this;
    if (this.paint?.colours !== colours) this.paint = mixed(colours);
    const brush = { pen, paint: this.paint, font: getComputedStyle(this).getPropertyValue('--ui') };
    paintBoard(brush, panels.board, { strokes: drawn, under: samples[this.sample] ? this.light : null, size, cursor: board.cursor, down: board.down, empty });
    paintPixels(brush, panels.pixels, this.light, size);
    if (!this.asking) {
      paintPulls(brush, panels.pulled, this.pulled, size, this.unit >= 0 ? this.digit : classes[this.towards]!, classes[this.opposed] ?? '');
      paintBars(brush, panels.bars, empty ? new Float64Array(classes.length) : this.made.chances, classes, this.towards);
    }
    const last = this.asking ? -1 : groups.length - 1;
    paintGroups(brush, groups, (g) => (this.unit >= 0 ? (g === 0 ? this.unit : -1) : g === last ? this.towards : -1));
  }

  private get height(): number {
    const last = this.groups.at(-1);
    return last ? last.top + last.height : this.panels.height;
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.network && this.model === '') return html`<p class="problem" role="alert">A network is missing. Name one that comes along: model="dense".</p>`;
    if (!this.network || !this.made || this.room === 0) return html`<div class="waiting"></div>`;
    const { classes, size } = this.network;
    this.panels = panelsIn(this.room, this.presented ? innerHeight * LARGE : undefined);
    // While a guess is awaited the last layer, which gives the answer, is not drawn.
    this.groups = groupsOf(this.layers, this.made, size, classes, this.room, this.panels.height).slice(0, this.asking ? -1 : undefined);
    return html`
      ${this.samples(this.network)}
      <div class="stage">
        <canvas class="picture chart" role="img" aria-label=${this.label || (this.asking ? 'A digit and the layers of a network' : this.spoken)} @click=${this.choose}></canvas>
        <div class="board" role="application" tabindex="0" aria-roledescription="drawing board"
          aria-label="Board: arrow keys move the pen, Space puts it down and lifts it, Delete clears"
          @pointerdown=${this.board.press} @pointermove=${this.board.move} @pointerup=${this.board.release} @pointercancel=${this.board.release}
          @keydown=${this.board.key} @blur=${this.board.leave}></div>
      </div>`;
  }

  /** An image to press: ink on the page's white. */
  private thumbnail(light: string, [height, width]: readonly [number, number]): string {
    const { zero, ink } = this.colours;
    const key = `${zero} ${ink} ${light}`;
    if (!this.thumbnails.has(key)) {
      this.thumbnails.set(key, raster(Float64Array.from(bytesOf(light)), height, width, (value) => mix(zero, ink, value / 255)).toDataURL());
    }
    return this.thumbnails.get(key)!;
  }

  private samples({ samples, size }: Trained): TemplateResult {
    return html`
      <div class="try" role="group" aria-label="On the board">
        ${samples.length > 0 ? html`<span>Draw, or take one:</span>` : nothing}
        ${samples.map(({ shows, light }, i) => html`
          <button class="sample" aria-label="A handwritten ${shows}" aria-pressed=${String(i === this.sample)} @click=${(): void => this.lay(i)}>
            <img alt="" src=${this.thumbnail(light, size)}></button>`)}
        <button @click=${this.clear} ?disabled=${this.empty}>Clear</button>
        ${samples[this.sample] ? html`<label class="over"><input type="checkbox" .checked=${live(this.over)} @change=${(): void => void (this.over = !this.over)}> draw over it</label>` : nothing}
      </div>`;
  }

  protected override caption(): Drawn {
    if (!this.made) return nothing;
    if (this.empty) return html`Draw a digit with the mouse, a finger or the keys. The network reads it at every stroke.`;
    const { read_text, chance_text, next, next_text, towards_text, against_text, pull, score } = this.state;
    const against = this.opposed >= 0 ? html` and not <strong>${against_text}</strong>` : nothing;
    const why = this.unit >= 0
      ? html`Pixel times weight, added up, is ${formatNumber(Number(pull), 2)} for <strong>${towards_text}</strong>; with what an empty board gives, ${formatNumber(Number(score), 2)}.`
      : html`Why <strong>${towards_text}</strong>${against}? Orange pixels speak for it, blue against: together ${formatNumber(Number(pull), 2)}.`;
    return html`Read as <strong>${read_text}</strong>, chance ${chance_text}; next ${next_text}, ${formatPercent(Number(next), 0)}. ${why}`;
  }

  protected override tools(): Drawn {
    if (this.asking || !this.made) return nothing;
    const option = (name: string, chosen: string): TemplateResult => html`<option value=${name} ?selected=${name === chosen}>${name || '…'}</option>`;
    const pick = (what: 'digit' | 'against') => (event: Event): void => void (this[what] = (event.target as HTMLSelectElement).value);
    const [towards, opposed] = [this.unit >= 0 ? this.digit : this.classes[this.towards]!, this.classes[this.opposed] ?? ''];
    const units = Array.from({ length: this.units }, (_, u) => `unit ${u + 1}`);
    return html`
      <span class="why">
        <label>Why <select .value=${live(towards)} @change=${pick('digit')}>${[...this.classes, ...units].map((name) => option(name, towards))}</select></label>
        <label>and not <select .value=${live(opposed)} ?disabled=${this.unit >= 0} @change=${pick('against')}>${['', ...this.classes].map((name) => option(name, opposed))}</select></label>
      </span>
      ${this.model === '' ? nothing : html`
        <span class="choice" role="group" aria-label="The network">
          ${MODELS.map((name) => html`<button aria-pressed=${String(name === this.model)} @click=${(): void => void (this.model = name)}>${name}</button>`)}
        </span>`}`;
  }
}

define('hm-digit', Digit);
