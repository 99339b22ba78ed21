// <hm-convolution>: a kernel that slides over an image, or over one's own photo. The window is dragged, the kernel's numbers are
// changed, and one sees the sum that makes a pixel; the same as a matrix product, with the kernel's numbers in bands
// (view="matrix"), or with a patch in each row (view="patches").

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { magnitude } from '../math/array';
import { diverging, type RGB } from '../math/colour';
import { convolve, fits, type Kernel, KERNELS, nameOf, patch } from '../math/convolve';
import { formatNumber } from '../math/format';
import { type Given, writeMatrix } from '../math/given';
import type { Mode } from '../math/photomatrix';
import type { State } from '../math/state';
import type { Dense } from '../math/svd';
import type { Readable } from './_attributes';
import { cellInputStyles } from './_cell_input';
import { moveOf } from './_cells';
import { drawImages, drawKernel, drawPatches, drawSum, drawToeplitz, type Scene, shapeOf } from './_convolution_drawing';
import { type Box, type Layout, layOut, VIEWS, type View } from './_convolution_layout';
import { KernelEditing } from './_convolution_kernel';
import { addressesOf, coloursOf, EXAMPLE, lightOf, readImage, readKernel, termsOf, written } from './_convolution_model';
import { convolutionStyles } from './_convolution_styles';
import { placeIn } from './_knob';
import type { Photo } from './_photo';
import { intakeStyles, PhotoIntake } from './_photo_intake';
import { define, type Drawn, Visual } from './_visual';

const ACROSS = 96; // pixels, where nothing is set: they should be seen
const MOST_ACROSS = 320;
const LARGEST = 40; // CSS pixels of a cell
const MOST_WIDE = 760; // and of the picture
const TALLEST = 300; // and of the photo
const MODES: readonly Mode[] = ['grey', 'colour'];
const NAMES: Record<View, string> = { slide: 'sum', matrix: 'matrix', patches: 'patches' };

/** What is drawn of the numbers. */
interface Model { x: Dense; y: Dense; given: (value: number) => RGB; made: (value: number) => RGB; photo: Scene['photo'] }

export class Convolution extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, intakeStyles, cellInputStyles, convolutionStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String },
    width: { type: Number },
    drop: { type: Boolean },
    mode: { type: String },
    image: { type: String },
    kernel: { type: String },
    at: { type: String },
    view: { type: String },
  };
  static override readable: Readable = { mode: MODES, view: VIEWS, width: [1, MOST_ACROSS] };
  /** A photo; without one the sum is made of `image`, too. */
  declare src: string;
  declare width: number;
  /** Takes one's own photo: dropped, pasted or chosen. */
  declare drop: boolean;
  declare mode: Mode;
  /** The few numbers of which the matrices are made. */
  declare image: Given;
  /** Its name, or its numbers: `blur`, `1 0 -1`. */
  declare kernel: Given;
  /** Which place of the answer, `0 2`; the middle of a photo where it is empty. */
  declare at: string;
  declare view: View;

  private problem = '';
  private few = readImage(EXAMPLE);
  private K = readKernel('blur');
  private photo: Photo | null = null;
  private light: Dense | null = null;
  private model: Model | null = null;
  private madeOf: readonly unknown[] = [];
  private readonly intake = new PhotoIntake(this, (photo) => this.take(photo), MOST_ACROSS);
  private readonly editing = new KernelEditing({
    kernel: () => this.K,
    box: () => this.layout.kernel,
    give: (K) => this.setKernel(K),
    focus: () => void this.updateComplete.then(() => this.renderRoot.querySelector<SVGElement>('.kernel')?.focus()),
    say: (text) => this.say(text),
    update: () => this.requestUpdate(),
  });

  constructor() {
    super();
    this.src = this.at = '';
    this.width = ACROSS;
    this.drop = false;
    this.mode = 'grey';
    this.image = EXAMPLE;
    this.kernel = 'blur';
    this.view = 'slide';
  }

  // What it says

  override get setup() {
    const { K, at, view, mode } = this;
    return { kernel: nameOf(K) || writeMatrix(K.values, K.columns), at: this.model ? this.place.join(' ') : at, view, mode };
  }

  get state(): State {
    const { K, model } = this;
    if (!model) return {};
    const { x, y } = model;
    const [row, column] = this.place;
    return {
      row, column, sum: this.answer, kernel: nameOf(K) || 'own', total: K.values.reduce((a, b) => a + b, 0), numbers: K.values.length,
      weights: y.values.length * x.values.length, places: y.values.length, image: shapeOf(x), shape: shapeOf(y), terms: this.terms,
    };
  }

  private get onPhoto(): boolean {
    return this.view === 'slide' && (this.src !== '' || this.drop);
  }

  /** Within the answer. */
  private get place(): [row: number, column: number] {
    const { rows, columns } = this.model!.y;
    const first = this.onPhoto ? [Math.floor(rows / 2), Math.floor(columns / 2)] : [0, 0];
    const [row = 0, column = 0] = this.at.trim() === '' ? first : this.at.trim().split(/[\s,]+/).map(Number);
    const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, Math.round(value) || 0));
    return [within(row, rows), within(column, columns)];
  }

  private get answer(): number {
    const [row, column] = this.place;
    return this.model!.y.values[row * this.model!.y.columns + column]!;
  }

  private get terms(): string {
    return termsOf(patch(this.model!.x, this.K, ...this.place), written(this.K));
  }

  // What it is given

  protected override willUpdate(changes: PropertyValues): void {
    if ((changes.has('src') || changes.has('width')) && this.src !== '') this.intake.loadFirst();
    if (changes.has('kernel') || changes.has('image')) this.read();
    this.compute();
  }

  private read(): void {
    try {
      this.problem = '';
      this.K = readKernel(this.kernel);
      this.few = readImage(this.image);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.problem = error.message;
    }
  }

  private setKernel(K: Kernel): void {
    this.K = K; // the next key may come before the next drawing
    this.kernel = nameOf(K) || writeMatrix(K.values, K.columns);
  }

  private take(photo: Photo): void {
    this.photo = photo;
    this.light = lightOf(photo);
  }

  /** The answer, anew where something of it has changed. */
  private compute(): void {
    const { K, photo, mode, onPhoto, colours } = this;
    const x = onPhoto ? this.light : this.few;
    const madeOf = [x, K, mode, onPhoto, colours];
    if (madeOf.every((each, i) => each === this.madeOf[i])) return;
    this.madeOf = madeOf;
    this.model = null;
    if (!x || !fits(x, K)) return;
    const y = convolve(x, K);
    const palette = coloursOf(x, y, K, onPhoto, { ...colours, missing: colours.line });
    this.model = { x, y, ...palette, photo: onPhoto && photo ? addressesOf(photo, mode, x, y, K, palette.made) : null };
  }

  // The window

  private go(row: number, column: number): void {
    this.at = `${row} ${column}`;
    const [i, j] = this.place;
    this.at = `${i} ${j}`;
    this.say(this.asking ? `Row ${i}, column ${j}` : `Row ${i}, column ${j}: ${formatNumber(this.answer)}`);
  }

  private readonly keyWindow = (event: KeyboardEvent): void => {
    const move = event.key === 'Home' ? [-Infinity, -Infinity] as const : moveOf(event);
    if (!move) return;
    event.preventDefault();
    const [row, column] = this.place;
    this.go(Math.max(0, row + move[0]), Math.max(0, column + move[1]));
  };

  /** Held down over the image it carries the window, over the answer and a matrix it chooses a place. */
  private readonly point = (event: PointerEvent, box: Box, of: 'image' | 'answer' | 'places'): void => {
    if (event.type === 'pointerdown' ? event.button !== 0 : event.buttons !== 1 && (of !== 'places' || event.pointerType !== 'mouse')) return;
    const target = event.currentTarget as SVGElement;
    if (event.type === 'pointerdown') target.setPointerCapture(event.pointerId);
    const [px, py] = placeIn(target.ownerSVGElement!, event);
    const [row, column] = [(py - box.y) / box.cell, (px - box.x) / box.cell];
    const { columns } = this.model!.y;
    if (of === 'places') this.go(Math.floor(Math.floor(row) / columns), Math.max(0, Math.floor(row)) % columns);
    else if (of === 'answer') this.go(Math.max(0, Math.floor(row)), Math.max(0, Math.floor(column)));
    else this.go(Math.max(0, Math.round(row - this.K.rows / 2)), Math.max(0, Math.round(column - this.K.columns / 2)));
  };

  private surface(box: Box, of: 'image' | 'answer' | 'places'): SVGTemplateResult {
    const point = (event: PointerEvent): void => this.point(event, box, of);
    return svg`<rect class="places" data-of=${of} x=${box.x} y=${box.y} width=${box.columns * box.cell} height=${box.rows * box.cell} @pointerdown=${point} @pointermove=${point}></rect>`;
  }

  private windowHandle({ cell, x, y }: Box): SVGTemplateResult {
    const { K } = this;
    const [row, column] = this.place;
    const [left, top, width, height] = [x + column * cell, y + row * cell, K.columns * cell, K.rows * cell];
    const reach = Math.max(0, (44 - Math.min(width, height)) / 2); // around it a finger takes it
    const box = this.layout.image;
    const point = (event: PointerEvent): void => this.point(event, box, 'image');
    return svg`
      <g class="handle window" tabindex="0" role="slider" aria-label="Where the kernel lies" aria-valuenow=${row * this.model!.y.columns + column}
        aria-valuemin="0" aria-valuemax=${this.model!.y.values.length - 1}
        aria-valuetext="row ${row}, column ${column}" @keydown=${this.keyWindow} @pointerdown=${point} @pointermove=${point}>
        <title>Drag it, or press the arrow keys; with Shift by five</title>
        <rect class="reach" x=${left - reach} y=${top - reach} width=${width + 2 * reach} height=${height + 2 * reach}></rect>
        <rect class="ring" x=${left - 5} y=${top - 5} width=${width + 10} height=${height + 10} rx="3"></rect>
      </g>`;
  }

  // What is drawn

  private get layout(): Layout {
    const { x, y } = this.model!;
    const largest = this.presented ? 72 : LARGEST;
    return layOut({ view: this.view, x, y, K: this.K, room: this.presented ? this.room : Math.min(this.room, MOST_WIDE), largest, tallest: this.presented ? innerHeight * 0.45 : TALLEST });
  }

  private get scene(): Scene {
    const { K, colours, asking } = this;
    const [row, column] = this.place;
    const heat = diverging({ ...colours, missing: colours.line }, magnitude(K.values));
    return { ...this.model!, K, row, column, layout: this.layout, written: written(K), heat, asking };
  }

  protected override picture(): TemplateResult {
    const { problem, model, K, room, view, few } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    if (!this.onPhoto && !fits(few, K)) return html`<p class="problem" role="alert">The kernel is ${shapeOf(K)}, and the image ${shapeOf(few)}: it must not be larger. For a row, write kernel="1 0 -1".</p>`;
    if (!model || room === 0) return html`<div class="waiting"></div>${this.intake.complaint}`;
    const scene = this.scene;
    const { width, height, image, answer, matrix, result } = scene.layout;
    const lower = { slide: drawSum, matrix: drawToeplitz, patches: drawPatches }[view](scene);
    return html`
      <div class="stage" @dragover=${this.intake.dragOver} @dragleave=${this.intake.dragLeave} @drop=${this.intake.dropped}>
        <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${this.label || this.spoken}>
          ${drawImages(scene)}${lower}${drawKernel(scene)}
          ${this.surface(image, 'image')}${this.surface(answer, 'answer')}
          ${matrix && result ? svg`${this.surface(matrix, 'places')}${this.surface(result, 'places')}` : nothing}
          ${this.windowHandle(image)}
          ${this.editing.handle(`Kernel, ${shapeOf(K)}: ${scene.written.texts.join(' ')}. Arrow keys choose a number; type to change it.`)}
        </svg>
        ${this.editing.cells.field()}${this.intake.overlay}
      </div>
      ${this.intake.complaint}`;
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    if (this.model) this.editing.place(this.renderRoot as ShadowRoot);
  }

  // Words

  private get spoken(): string {
    const { x, y } = this.model!;
    return `An image, ${shapeOf(x)}, under a kernel, ${shapeOf(this.K)}, gives ${shapeOf(y)}`;
  }

  protected override caption(): Drawn {
    if (!this.model) return nothing;
    const { state, terms, view } = this;
    const [row, column] = this.place;
    if (view === 'matrix') return html`<strong>y = T x</strong>: a convolution is a matrix product with the same numbers again and again, <strong>${state['numbers']}</strong> in place of ${state['weights']}.
      Row ${row * this.model.y.columns + column} of T makes y[${row}, ${column}] = <strong>${formatNumber(this.answer)}</strong>.`;
    if (view === 'patches') return html`<strong>y = P k</strong>: each patch is a row of P, and the kernel is a column. The same product makes all ${state['places']} places at once.
      Row ${row * this.model.y.columns + column}: ${terms} = <strong>${formatNumber(this.answer)}</strong>.`;
    return html`<span class="terms">${terms} = <strong>${formatNumber(this.answer)}</strong></span>`;
  }

  protected override tools(): Drawn {
    const { K, photo, model } = this;
    if (!model) return this.intake.tools;
    const name = nameOf(K);
    const choose = (event: Event): void => this.setKernel(KERNELS[(event.target as HTMLSelectElement).value]!);
    const smaller = Object.entries(KERNELS).filter(([, each]) => fits(this.few, each));
    return html`
      <span class="choice" role="group" aria-label="How it is seen">
        ${VIEWS.map((view) => html`<button aria-pressed=${view === this.view} @click=${() => (this.view = view)}>${NAMES[view]}</button>`)}
      </span>
      ${smaller.length > 0 ? html`<select aria-label="Kernel" @change=${choose}>
        ${smaller.map(([each]) => html`<option value=${each} ?selected=${each === name}>${each}</option>`)}
        ${name ? nothing : html`<option value="" selected disabled>your own</option>`}
      </select>` : nothing}
      ${this.onPhoto && photo && !photo.isGrey ? html`<span class="choice" role="group" aria-label="Colours">
        ${MODES.map((mode) => html`<button aria-pressed=${mode === this.mode} @click=${() => (this.mode = mode)}>${mode}</button>`)}
      </span>` : nothing}
      ${this.onPhoto ? this.intake.tools : nothing}`;
  }

  protected override note(): Drawn {
    if (this.problem) return nothing;
    const light = this.onPhoto && this.mode === 'colour' && this.photo?.isGrey === false ? ' The numbers are those of the light, the mean of red, green and blue.' : '';
    return html`<p class="fine">Networks call this convolution; mathematics calls it cross-correlation, and for a convolution turns the kernel round first.${light}</p>${this.onPhoto ? this.intake.promise : nothing}`;
  }
}

define('hm-convolution', Convolution);
