// <hm-pixels>: a photo to zoom into until its numbers show. With `editable`, a number can be typed into a pixel; with
// `drop`, one's own photo can be looked at; with `was`, the same photo as it was.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { type ShownArray, shapeText } from '../math/array';
import { formatCount } from '../math/format';
import { cellAt, type Size } from '../math/viewport';
import { numberOrNone } from './_address';
import type { Readable } from './_attributes';
import { Camera } from './_camera';
import { type Cell, type Move, moveOf, walk } from './_cells';
import { listen } from './_gestures';
import * as icons from './_icons';
import { reserved } from './_keys';
import { type Channel, fetchPhoto, Photo, toCanvas } from './_photo';
import { intakeStyles, PhotoIntake } from './_photo_intake';
import { editor, placeEditor } from './_pixel_editor';
import { PixelIntro } from './_pixel_intro';
import { NUMBERS_FROM, NUMBERS_FULL, paint } from './_pixel_paint';
import { pixelStyles } from './_pixel_styles';
import { channelSwitch } from './_pixel_tools';
import { printedPixel, spokenPixel } from './_pixel_words';
import { penOn } from './_sharpness';
import { define, type Drawn, Visual } from './_visual';

const LARGEST_CELL = 92; // pixels
const COMFORTABLE_CELL = 46; // numbers are easy to read and to hit with a finger
const CURSOR_FROM = 8; // the cell under the mouse is framed from this size on
const INTRO_PLACE = { across: 0.5, down: 0.42 }; // of the photo: where things usually are
const TALLEST = 0.68; // of the window's height
const PRESENTED = 0.8; // where it fills the window

export class Pixels extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, intakeStyles, pixelStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String },
    was: { type: String },
    width: { type: Number },
    name: { type: String },
    editable: { type: Boolean },
    drop: { type: Boolean },
    channels: { type: Boolean },
    channel: { type: Number, converter: numberOrNone },
    still: { type: Boolean },
    at: { type: String },
    magnified: { type: Number, attribute: 'zoom' },
    image: { attribute: false },
    cursor: { state: true },
    hovered: { state: true },
    editing: { state: true },
    pristine: { state: true },
    earlier: { state: true },
  };
  static override readable: Readable = { channel: [0, 2], width: [1, 2000] };
  declare src: string;
  /** An address, too: the same photo before something was done to it. */
  declare was: string;
  /** How many pixels across. */
  declare width: number;
  /** What the photo is called in code: `photo[3, 5]`. */
  declare name: string;
  declare editable: boolean;
  /** Takes one's own photo: dropped, pasted or chosen. */
  declare drop: boolean;
  /** Shows a switch between colour and the three channels. */
  declare channels: boolean;
  declare channel: Channel | null;
  /** No first zoom by itself. */
  declare still: boolean;
  /** The pixel that it starts at, row and column: `40 60`; and how many times larger than the whole photo fits. */
  declare at: string;
  declare magnified: number;
  declare image: ShownArray | null;
  declare private cursor: Cell | null;
  declare private hovered: Cell | null;
  declare private editing: Cell | null;
  declare private pristine: boolean;
  /** Is the one before seen now? */
  declare private earlier: boolean;
  protected override readonly formats = ['png'] as const;

  private pixels: Photo | null = null;
  private other: Photo | null = null; // of `src` and `was` the one that is not seen
  private raster: HTMLCanvasElement | null = null;
  private grey = false;
  private count = ''; // of all numbers, in words
  private font = '';
  private edited = new Set<number>();
  private started = false;
  private readonly camera = new Camera(LARGEST_CELL, () => this.draw());
  private readonly intro = new PixelIntro(this, () => this.pixels !== null && !this.still && this.at === '' && this.pristine, () => this.playIntro());
  private readonly intake = new PhotoIntake(this, (photo) => this.show(photo));

  constructor() {
    super();
    this.src = this.was = this.at = '';
    this.magnified = 1;
    this.width = 96;
    this.name = 'photo';
    this.editable = this.drop = this.channels = this.still = this.earlier = false;
    this.channel = null;
    this.image = this.cursor = this.hovered = this.editing = null;
    this.pristine = true;
    for (const event of ['pointerdown', 'keydown', 'wheel']) this.addEventListener(event, this.stopIntro, { capture: true, passive: true });
  }

  /** The photo with all changes, as NumPy would hold it: h×w×3 uint8. */
  get photo(): ShownArray | null {
    return this.pixels?.toArray() ?? null;
  }

  get state() {
    const cell = this.cell;
    const [red, green, blue] = (cell && this.pixels?.at(cell.row, cell.column)) ?? [0, 0, 0];
    const { width = 0, height = 0 } = this.pixels ?? {};
    const count = height * width * 3;
    const { view, fitted } = this.camera;
    return {
      row: cell?.row ?? 0, column: cell?.column ?? 0, red, green, blue,
      height, width, shape: shapeText([height, width, 3]), count, count_text: this.count,
      zoom: Math.round((10 * view.cell) / fitted.cell) / 10,
      numbers: view.cell >= NUMBERS_FULL - 1 ? 1 : 0,
      edited: this.edited.size, earlier: this.earlier ? 1 : 0,
    };
  }

  override get setup(): Record<string, string> {
    const { row, column } = this.cursor ?? this.middle;
    return { at: `${row} ${column}`, zoom: String(this.state.zoom), channel: String(this.channel ?? 'none') };
  }

  /** The pixel in the middle of what is seen. */
  private get middle(): Cell {
    const { width, height } = this.box;
    return this.cellAt(width / 2, height / 2) ?? { row: 0, column: 0 };
  }

  /** The one that is read out. */
  private get cell(): Cell | null {
    return this.editing ?? this.hovered ?? this.cursor;
  }

  private get box(): Size {
    const { width = 3, height = 2 } = this.pixels ?? {};
    const room = Math.max(1, this.room);
    return { width: room, height: Math.round(Math.min((room * height) / width, Math.max(240, (this.presented ? PRESENTED : TALLEST) * innerHeight))) };
  }

  /** One number a cell, of this channel: the photo is grey, or one channel is looked at. */
  private get single(): Channel | null {
    return this.channel ?? (this.grey ? 0 : null);
  }

  // Where the photo comes from

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.camera.stop();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('image') && this.image !== null) this.show(Photo.fromArray(this.image));
    else if ((changes.has('src') || changes.has('width')) && this.src !== '') this.intake.loadFirst();
    if (changes.has('channel') && this.pixels) this.raster = toCanvas(this.pixels, this.single);
    if ((changes.has('room') || changes.has('presented')) && this.pixels) {
      this.camera.frameUp(this.pixels, this.box);
      if (!this.started) this.start(this.pixels);
    }
    if ((changes.has('at') || changes.has('magnified')) && this.pixels) this.start(this.pixels);
  }

  private show(photo: Photo): void {
    this.pixels = photo;
    this.other = null;
    this.earlier = false;
    this.grey = photo.isGrey;
    this.count = formatCount(photo.bytes.length);
    this.raster = toCanvas(photo, this.single);
    this.edited.clear();
    this.cursor = this.hovered = this.editing = null;
    this.camera.whole = true;
    this.camera.frameUp(photo, this.box);
    this.start(photo);
    this.intro.start();
    this.requestUpdate();
  }

  /** At the pixel and as large as it was asked to; once there is room. */
  private start(photo: Photo): void {
    const [row, column] = this.at.split(/[\s,]+/).map(Number);
    this.started = this.room > 0;
    if (!this.started || row === undefined || column === undefined || !(row >= 0 && row < photo.height && column >= 0 && column < photo.width)) return;
    this.cursor = { row: Math.floor(row), column: Math.floor(column) };
    this.camera.place(this.camera.about(column + 0.5, row + 0.5, Math.max(1, this.magnified) * this.camera.fitted.cell));
  }

  /** To the photo as it was before, and back; it stays where it is. */
  private readonly compare = async (): Promise<void> => {
    const seen = this.pixels!;
    this.pixels = this.other ?? (await fetchPhoto(this.was, seen.width));
    this.other = seen;
    this.earlier = !this.earlier;
    this.raster = toCanvas(this.pixels, this.single);
    this.say(this.earlier ? 'As it was before.' : 'As it is now.');
  };

  // The first zoom

  private playIntro(): void {
    const { width, height } = this.pixels!;
    this.camera.playIntro(this.camera.about(INTRO_PLACE.across * width, INTRO_PLACE.down * height, COMFORTABLE_CELL));
  }

  private readonly stopIntro = (event: Event): void => {
    this.intro.stop();
    this.pristine = false;
    // Who scrolls on down the page wants the page, not to be held by a picture that zooms out first.
    if (this.camera.stopIntro() && event instanceof WheelEvent && event.deltaY > 0) this.camera.showAll();
  };

  // Hands on

  protected override firstUpdated(): void {
    listen(this.renderRoot.querySelector('canvas')!, {
      movable: () => !this.camera.whole,
      pan: (dx, dy) => {
        this.editing = null;
        this.camera.pan(dx, dy);
      },
      zoom: (factor, x, y, gliding) => this.zoom(factor, x, y, gliding),
      tap: (x, y, double) => this.tap(this.cellAt(x, y), double, x, y),
      hover: (x, y) => (this.hovered = this.cellAt(x, y)),
      leave: () => (this.hovered = null),
    });
  }

  private zoom(factor: number, x: number, y: number, gliding = true): void {
    this.editing = null;
    this.camera.zoom(factor, x, y, gliding);
  }

  /** About the chosen cell, or the middle. */
  private step(factor: number): void {
    const { width, height } = this.box;
    const { cell, x, y } = this.camera.view;
    if (this.cursor) this.zoom(factor, (this.cursor.column + 0.5 - x) * cell, (this.cursor.row + 0.5 - y) * cell);
    else this.zoom(factor, width / 2, height / 2);
  }

  private cellAt(px: number, py: number): Cell | null {
    return this.pixels && cellAt(this.camera.view, px, py, this.pixels);
  }

  private tap(cell: Cell | null, double: boolean, x: number, y: number): void {
    const wasEditing = this.editing !== null;
    this.editing = null;
    if (cell === null) return;
    this.cursor = cell;
    if (this.editable && !wasEditing) this.edit(cell);
    else if (double && !this.editable) this.zoom(3, x, y);
  }

  /** A pixel too small to be read is brought near first. */
  private edit(cell: Cell): void {
    if (this.camera.cell >= NUMBERS_FROM) this.editing = cell;
    else this.camera.glide(this.camera.about(cell.column + 0.5, cell.row + 0.5, COMFORTABLE_CELL));
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.pixels || reserved(event)) return;
    const move = moveOf(event);
    if (move) this.moveCursor(move);
    else if (event.key === '+' || event.key === '=') this.step(1.6);
    else if (event.key === '-' || event.key === '_') this.step(1 / 1.6);
    else if (event.key === '0') this.camera.showAll();
    else if (event.key === 'Enter' && this.editable && this.cursor) this.edit(this.cursor);
    else return;
    event.preventDefault();
  };

  private moveCursor(move: Move): void {
    const { width, height } = this.pixels!;
    const from = this.cursor ?? { row: Math.floor(height / 2) - move[0], column: Math.floor(width / 2) - move[1] };
    this.hovered = null;
    this.cursor = walk(from, move, height, width);
    this.camera.reveal(this.cursor.column, this.cursor.row);
    this.say(this.spoken(this.cursor));
  }

  private spoken(cell: Cell): string {
    return spokenPixel(cell, this.pixels!.at(cell.row, cell.column), this.single);
  }

  private type(cell: Cell, channel: Channel, value: number): void {
    const channels: readonly Channel[] = this.lightOnly ? [0, 1, 2] : [channel];
    for (const c of channels) this.pixels!.set(cell.row, cell.column, c, value);
    this.raster = toCanvas(this.pixels!, this.single);
    this.edited.add(cell.row * this.pixels!.width + cell.column);
    this.say(this.spoken(cell));
    this.requestUpdate();
  }

  /** A grey photo stays grey: its one number stands for all three. */
  private get lightOnly(): boolean {
    return this.grey && this.channel === null;
  }

  private closeEditor(): void {
    this.editing = null;
    this.renderRoot.querySelector('canvas')!.focus();
  }

  // What is drawn

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    this.renderRoot.querySelector('canvas')!.style.setProperty('height', `${this.box.height}px`);
    this.camera.drawSoon();
    if (this.editing && this.pixels) placeEditor(this.renderRoot as ShadowRoot, this.editing, this.camera.view, this.box);
  }

  private draw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.pixels || !this.raster || this.room === 0) return;
    canvas.classList.toggle('movable', !this.camera.whole);
    const { view } = this.camera;
    const window = this.box;
    paint(penOn(canvas, window.width, window.height, false), {
      photo: this.pixels, raster: this.raster, single: this.single, view, window, colours: this.colours,
      cursor: this.editing ?? this.cursor ?? (view.cell > CURSOR_FROM ? this.hovered : null),
      font: (this.font ||= getComputedStyle(this).getPropertyValue('--code')),
    });
    this.changed();
  }

  protected override picture(): TemplateResult {
    const hint = matchMedia('(pointer: coarse)').matches ? 'Pinch to zoom in' : 'Scroll here to zoom in';
    const keys = `Plus and minus zoom, arrow keys go from pixel to pixel${this.editable ? ', Enter changes one' : ''}.`;
    return html`
      <div class="stage" @dragover=${this.intake.dragOver} @dragleave=${this.intake.dragLeave} @drop=${this.intake.dropped}>
        <canvas class="picture" tabindex="0" role="application" aria-roledescription="photo to zoom into"
          aria-label="${this.label || 'A photo as a grid of numbers'}. ${keys}" @keydown=${this.key}></canvas>
        ${this.editing && this.pixels ? this.editor(this.editing, this.pixels) : nothing}
        <div class="hint" ?data-gone=${!this.pristine} aria-hidden="true">${hint}</div>
        ${this.intake.overlay}
      </div>
      ${this.intake.complaint}`;
  }

  private editor(cell: Cell, photo: Photo): TemplateResult {
    const channels: readonly Channel[] = this.single === null ? [0, 1, 2] : [this.single];
    return editor(cell, photo.at(cell.row, cell.column), channels, this.lightOnly, (c, value) => this.type(cell, c, value), () => this.closeEditor());
  }

  protected override caption(): Drawn {
    const { pixels: photo, cell, single } = this;
    if (!photo) return nothing;
    if (!cell) return html`<code>${this.state.shape}</code> = ${this.state.count_text} numbers`;
    const values = photo.at(cell.row, cell.column);
    const printed = printedPixel(this.name, cell, values, this.grey ? null : this.channel, single);
    return html`
      <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="rgb(${values.join(' ')})"></rect></svg><code>${printed}</code>`;
  }

  protected override note(): Drawn {
    return this.intake.promise;
  }

  protected override tools(): Drawn {
    return html`
      ${this.was && this.pixels ? html`<button aria-pressed=${this.earlier} @click=${this.compare}>Before</button>` : nothing}
      ${this.channels && !this.grey ? channelSwitch(this.channel, (channel) => (this.channel = channel)) : nothing}
      <button class="sign" title="Zoom out" aria-label="Zoom out" @click=${() => this.step(1 / 2)}>${icons.minus}</button>
      <button class="sign" title="Zoom in" aria-label="Zoom in" @click=${() => this.step(2)}>${icons.plus}</button>
      <button class="sign" title="Show the whole photo" aria-label="Show the whole photo" @click=${() => this.camera.showAll()}>${icons.whole}</button>
      ${this.intake.tools}`;
  }
}

define('hm-pixels', Pixels);
