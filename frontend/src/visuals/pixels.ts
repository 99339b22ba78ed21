// <hm-pixels>: a photo to zoom into until its numbers show. With `editable`, a number can be typed into a pixel; with
// `drop`, one's own photo can be looked at.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { type ShownArray, shapeText } from '../math/array';
import { between, clamp, fit, panBy, reveal, type Size, type Viewport, zoomAbout } from '../math/viewport';
import { listen } from './_gestures';
import * as icons from './_icons';
import { type Channel, CHANNELS, fetchPhoto, forgetPhoto, keptPhoto, openOwnPhoto, Photo, toCanvas } from './_photo';
import { NUMBERS_FROM, NUMBERS_FULL, paint } from './_pixel_paint';
import { calm, type Drawn, Visual } from './_visual';

interface Cell { row: number; column: number }

const LARGEST_CELL = 92;
const COMFORTABLE_CELL = 46; // numbers are easy to read and to hit with a finger
const GLIDE = 75; // ms in which most of a smoothed move is done
const INTRO = { wait: 700, zoom: 3600, stay: 2200 }; // ms
const TALLEST = 0.68; // of the window's height

export class Pixels extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    canvas { width: 100%; border-radius: var(--hm-radius, 6px); touch-action: pan-y; cursor: crosshair; }
    canvas.movable { touch-action: none; }
    .stage { overflow: clip; overflow-clip-margin: 4px; border-radius: var(--hm-radius, 6px); }
    .over { position: absolute; inset: 0; display: grid; place-content: center; text-align: center; border-radius: inherit; }
    .drop { background: color-mix(in oklab, var(--accent) 82%, transparent); color: var(--accent-ink); font-size: 1.25rem; font-weight: 600; pointer-events: none; }
    .hint {
      position: absolute; left: 50%; bottom: 0.75rem; transform: translateX(-50%);
      padding: 0.25rem 0.75rem; border-radius: 99px; white-space: nowrap; pointer-events: none;
      background: rgb(0 0 0 / 0.66); color: #fff; transition: opacity 400ms;
    }
    .hint[data-gone] { opacity: 0; }
    .swatch { display: inline-block; width: 0.9em; height: 0.9em; margin-right: 0.375rem; vertical-align: -0.08em; border: 1px solid var(--line); border-radius: 2px; }
    .editor {
      position: absolute; z-index: 2; display: grid; gap: 0.25rem; padding: 0.5rem; background: var(--surface);
      border: 1px solid var(--line); border-radius: var(--hm-radius, 6px); box-shadow: 0 4px 18px rgb(0 0 0 / 0.28);
    }
    .editor label { display: grid; grid-template-columns: 3rem 4.5rem; align-items: center; gap: 0.375rem; }
    .editor input { font: 600 1rem var(--code); width: 100%; padding: 0.25rem 0.375rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line-strong); border-radius: 4px; }
    .editor small { color: var(--muted); }
    .private { margin: 0.25rem 0 0; text-align: right; font-size: 0.8125rem; color: var(--muted); }
    .button:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
    .channels { display: inline-flex; }
    .channels button { border-radius: 0; margin-left: -1px; }
    .channels button:first-child { border-radius: 6px 0 0 6px; margin: 0; }
    .channels button:last-child { border-radius: 0 6px 6px 0; }
    .channels [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); z-index: 1; }
  `];
  static override properties: PropertyDeclarations = {
    src: { type: String },
    width: { type: Number },
    name: { type: String },
    editable: { type: Boolean },
    drop: { type: Boolean },
    channels: { type: Boolean },
    channel: { type: Number },
    still: { type: Boolean },
    image: { attribute: false },
    cursor: { state: true },
    hovered: { state: true },
    editing: { state: true },
    dragging: { state: true },
    own: { state: true },
    problem: { state: true },
    pristine: { state: true },
  };
  declare src: string;
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
  declare image: ShownArray | null;
  declare private cursor: Cell | null;
  declare private hovered: Cell | null;
  declare private editing: Cell | null;
  declare private dragging: boolean;
  declare private own: boolean;
  declare private problem: string;
  declare private pristine: boolean;
  protected override readonly formats = ['png'] as const;

  private pixels: Photo | null = null;
  private raster: HTMLCanvasElement | null = null;
  private grey = false;
  private edited = new Set<number>();
  private view: Viewport = { cell: 1, x: 0, y: 0 };
  private target: Viewport = this.view;
  /** Is the whole photo seen? Then it stays so when the page changes its width. */
  private whole = true;
  private moving = 0;
  private lastFrame = 0;
  private intro = 0;
  private loads = 0;
  private seen: IntersectionObserver | null = null;

  constructor() {
    super();
    this.src = '';
    this.width = 96;
    this.name = 'photo';
    this.editable = this.drop = this.channels = this.still = this.dragging = this.own = false;
    this.channel = null;
    this.image = this.cursor = this.hovered = this.editing = null;
    this.problem = '';
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
    const shape = [height, width, 3];
    return {
      row: cell?.row ?? 0, column: cell?.column ?? 0, red, green, blue,
      height, width, shape: shapeText(shape), count: height * width * 3, count_text: (height * width * 3).toLocaleString('en-US'),
      zoom: Math.round((10 * this.view.cell) / this.fitted.cell) / 10,
      numbers: this.view.cell >= NUMBERS_FULL - 1 ? 1 : 0,
      edited: this.edited.size,
    };
  }

  private get cell(): Cell | null {
    return this.editing ?? this.hovered ?? this.cursor;
  }

  private get box(): Size {
    const { width = 3, height = 2 } = this.pixels ?? {};
    const room = Math.max(1, this.room);
    return { width: room, height: Math.round(Math.min((room * height) / width, Math.max(240, TALLEST * innerHeight))) };
  }

  private get fitted(): Viewport {
    return this.pixels ? fit(this.pixels, this.box) : this.view;
  }

  // Where the photo comes from

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('paste', this.pasted);
    this.seen = new IntersectionObserver(([entry]) => this.startIntro(entry!.isIntersecting), { threshold: 0.6 });
    this.seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.pasted);
    this.seen?.disconnect();
    this.stopIntro();
    cancelAnimationFrame(this.moving);
    this.moving = 0;
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('image') && this.image !== null) this.show(Photo.fromArray(this.image));
    else if ((changes.has('src') || changes.has('width')) && this.src !== '') void this.loadFirst();
    if (changes.has('channel') && this.pixels) this.raster = toCanvas(this.pixels, this.single);
    if (changes.has('room') && this.pixels) this.place(this.whole ? this.fitted : this.view);
  }

  private async loadFirst(): Promise<void> {
    const kept = this.drop ? keptPhoto() : null;
    await this.load(() => fetchPhoto(kept ?? this.src, this.width), kept !== null);
  }

  /** Of several loads under way, the last one asked for wins. */
  private async load(open: () => Promise<Photo>, own: boolean): Promise<void> {
    const load = ++this.loads;
    try {
      const photo = await open();
      if (load !== this.loads) return;
      this.problem = '';
      this.own = own;
      this.show(photo);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (load === this.loads) this.problem = own ? 'This file could not be read as a picture. Try a JPEG or PNG.' : 'The photo could not be loaded.';
    }
  }

  private openFile(file: File | undefined): void {
    if (file) void this.load(() => openOwnPhoto(file, this.width), true);
  }

  private readonly pasted = (event: ClipboardEvent): void => {
    const file = [...(event.clipboardData?.files ?? [])].find((item) => item.type.startsWith('image/'));
    if (this.drop && file) this.openFile(file);
  };

  private forget(): void {
    forgetPhoto();
    void this.load(() => fetchPhoto(this.src, this.width), false);
  }

  private show(photo: Photo): void {
    this.pixels = photo;
    this.grey = photo.isGrey;
    this.raster = toCanvas(photo, this.single);
    this.edited.clear();
    this.cursor = this.hovered = this.editing = null;
    this.place(this.fitted);
    this.requestUpdate();
  }

  private get single(): Channel | null {
    return this.channel ?? (this.grey ? 0 : null);
  }

  // Moving the window

  private settle(view: Viewport): Viewport {
    const fitted = this.fitted;
    this.whole = view.cell <= fitted.cell * 1.001;
    return this.whole ? fitted : clamp(view, this.pixels!, this.box);
  }

  /** At once. */
  private place(view: Viewport): void {
    this.view = this.target = this.settle(view);
    this.drawSoon();
  }

  /** Smoothly, unless the learner asked the system for less motion. */
  private glide(view: Viewport): void {
    if (calm()) return this.place(view);
    this.target = this.settle(view);
    this.drawSoon();
  }

  private zoom(factor: number, x: number, y: number, gliding: boolean): void {
    const from = gliding ? this.target : this.view;
    const cell = Math.min(LARGEST_CELL, Math.max(this.fitted.cell, from.cell * factor));
    this.editing = null;
    // The place under the pointer now, also in the middle of a glide.
    const view = zoomAbout(this.view, cell, x, y);
    if (gliding) this.glide(view);
    else this.place(view);
  }

  private zoomTo(cell: number, { row, column }: Cell): void {
    const { width, height } = this.box;
    this.glide({ cell, x: column + 0.5 - width / cell / 2, y: row + 0.5 - height / cell / 2 });
  }

  /** About the chosen cell, or the middle. */
  private step(factor: number): void {
    const { width, height } = this.box;
    const { cell, x, y } = this.view;
    const at = this.cursor ? [(this.cursor.column + 0.5 - x) * cell, (this.cursor.row + 0.5 - y) * cell] : [width / 2, height / 2];
    this.zoom(factor, at[0]!, at[1]!, true);
  }

  private readonly drawSoon = (): void => {
    this.moving ||= requestAnimationFrame(this.draw);
  };

  private readonly draw = (now: number): void => {
    this.moving = 0;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.pixels || !this.raster || this.room === 0) return;
    const { view, target } = this;
    if (view !== target) {
      const step = Math.min(50, now - (this.lastFrame || now - 16));
      this.lastFrame = now;
      const near = Math.abs(Math.log(target.cell / view.cell)) < 0.002 && Math.hypot(target.x - view.x, target.y - view.y) * view.cell < 0.5;
      this.view = near ? target : between(view, target, 1 - Math.exp(-step / GLIDE));
      if (near) this.lastFrame = 0;
      else this.drawSoon();
    }
    canvas.classList.toggle('movable', !this.whole);
    const window = this.box;
    const sharp = devicePixelRatio;
    const [width, height] = [Math.round(window.width * sharp), Math.round(window.height * sharp)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d', { alpha: false })!;
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    paint(pen, {
      photo: this.pixels, raster: this.raster, single: this.single, view: this.view, window,
      cursor: this.editing ?? this.cursor ?? (this.view.cell > 8 ? this.hovered : null), colours: this.colours,
      font: getComputedStyle(this).getPropertyValue('--code') || 'monospace',
    });
    this.changed();
  };

  // The first zoom, by itself: it shows what there is to find

  private startIntro(visible: boolean): void {
    if (!visible || this.still || this.touched || this.intro || calm()) return;
    this.intro = window.setTimeout(() => this.playIntro(performance.now()), INTRO.wait);
  }

  private playIntro(began: number): void {
    if (!this.pixels) return;
    const { width, height } = this.box;
    const cell = COMFORTABLE_CELL;
    const middle = { cell, x: 0.5 * this.pixels.width - width / cell / 2, y: 0.42 * this.pixels.height - height / cell / 2 };
    const [from, to] = [this.fitted, this.settle(middle)];
    const frame = (now: number): void => {
      if (this.touched) return;
      const time = now - began;
      const back = time - INTRO.zoom - INTRO.stay;
      const t = back > 0 ? 1 - back / (0.5 * INTRO.zoom) : time / INTRO.zoom;
      this.place(between(from, to, smooth(Math.min(1, Math.max(0, t)))));
      if (back < 0.5 * INTRO.zoom) this.intro = requestAnimationFrame(frame);
    };
    this.intro = requestAnimationFrame(frame);
  }

  private readonly stopIntro = (): void => {
    clearTimeout(this.intro);
    cancelAnimationFrame(this.intro);
    this.intro ||= -1;
    this.pristine = false;
  };

  // Hands on

  protected override firstUpdated(): void {
    listen(this.renderRoot.querySelector('canvas')!, {
      movable: () => !this.whole,
      pan: (dx, dy) => {
        this.editing = null;
        this.place(panBy(this.view, dx, dy));
      },
      zoom: (factor, x, y, gliding) => this.zoom(factor, x, y, gliding),
      tap: (x, y, double) => this.tap(this.cellAt(x, y), double, x, y),
      hover: (x, y) => (this.hovered = this.cellAt(x, y)),
      leave: () => (this.hovered = null),
    });
  }

  protected override updated(): void {
    super.updated();
    const canvas = this.renderRoot.querySelector('canvas')!;
    canvas.style.setProperty('height', `${this.box.height}px`);
    this.drawSoon();
    this.placeEditor();
  }

  private cellAt(x: number, y: number): Cell | null {
    const [row, column] = [Math.floor(this.view.y + y / this.view.cell), Math.floor(this.view.x + x / this.view.cell)];
    const { width = 0, height = 0 } = this.pixels ?? {};
    return row >= 0 && column >= 0 && row < height && column < width ? { row, column } : null;
  }

  private tap(cell: Cell | null, double: boolean, x: number, y: number): void {
    const before = this.editing;
    this.editing = null;
    if (cell === null) return;
    this.cursor = cell;
    if (double && !this.editable) this.zoom(this.view.cell > 0.8 * LARGEST_CELL ? 0 : 3, x, y, true);
    else if (this.editable && before === null) this.edit(cell);
  }

  /** A pixel too small to be read is brought near first. */
  private edit(cell: Cell): void {
    if (this.target.cell < NUMBERS_FROM) this.zoomTo(COMFORTABLE_CELL, cell);
    else this.editing = cell;
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.pixels || event.altKey || event.ctrlKey || event.metaKey) return;
    const moves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[event.key];
    if (move) this.moveCursor(move, event.shiftKey ? 10 : 1);
    else if (event.key === '+' || event.key === '=') this.step(1.6);
    else if (event.key === '-' || event.key === '_') this.step(1 / 1.6);
    else if (event.key === '0') this.glide(this.fitted);
    else if (event.key === 'Enter' && this.editable && this.cursor) this.edit(this.cursor);
    else return;
    event.preventDefault();
  };

  private moveCursor([down, right]: [number, number], by: number): void {
    const { width, height } = this.pixels!;
    const { row, column } = this.cursor ?? { row: Math.floor(height / 2) - down, column: Math.floor(width / 2) - right };
    const within = (place: number, count: number): number => Math.min(count - 1, Math.max(0, place));
    this.hovered = null;
    this.cursor = { row: within(row + by * down, height), column: within(column + by * right, width) };
    if (!this.whole) this.glide(reveal(this.target, this.cursor.column, this.cursor.row, this.box));
    this.say(this.spoken(this.cursor));
  }

  private spoken({ row, column }: Cell): string {
    const [red, green, blue] = this.pixels!.at(row, column);
    const single = this.single;
    const values = single === null ? `red ${red}, green ${green}, blue ${blue}` : String([red, green, blue][single]);
    return `Row ${row}, column ${column}: ${values}`;
  }

  // Typing a number

  private placeEditor(): void {
    const editor = this.renderRoot.querySelector<HTMLElement>('.editor');
    if (!editor || !this.editing) return;
    const { cell, x, y } = this.view;
    const window = this.box;
    const left = (this.editing.column - x + 1) * cell + 8;
    const fits = left + editor.offsetWidth < window.width;
    const top = Math.min(window.height - editor.offsetHeight - 4, Math.max(4, (this.editing.row - y) * cell));
    editor.style.setProperty('left', `${fits ? left : Math.max(4, (this.editing.column - x) * cell - editor.offsetWidth - 8)}px`);
    editor.style.setProperty('top', `${top}px`);
    if (!editor.contains((this.renderRoot as ShadowRoot).activeElement)) editor.querySelector('input')!.select();
  }

  private type(event: InputEvent, channel: Channel): void {
    const input = event.target as HTMLInputElement;
    const cell = this.editing;
    if (!this.pixels || !cell || input.value === '') return;
    const value = Math.min(255, Math.max(0, Math.round(Number(input.value))));
    if (String(value) !== input.value) input.value = String(value);
    const channels: Channel[] = this.grey && this.channel === null ? [0, 1, 2] : [channel];
    for (const c of channels) this.pixels.set(cell.row, cell.column, c, value);
    this.raster = toCanvas(this.pixels, this.single);
    this.edited.add(cell.row * this.pixels.width + cell.column);
    this.say(this.spoken(cell));
    this.requestUpdate();
  }

  private readonly editorKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    this.editing = null;
    this.renderRoot.querySelector('canvas')!.focus();
  };

  private editor(cell: Cell): TemplateResult {
    const values = this.pixels!.at(cell.row, cell.column);
    const shown: Channel[] = this.single === null ? [0, 1, 2] : [this.single];
    return html`
      <div class="editor" role="group" aria-label=${`Row ${cell.row}, column ${cell.column}`} @keydown=${this.editorKey}>
        ${shown.map((c) => html`
          <label>${this.grey && this.channel === null ? 'light' : CHANNELS[c]}
            <input type="number" inputmode="numeric" min="0" max="255" step="1" required .value=${String(values[c])}
              @input=${(event: InputEvent) => this.type(event, c)}>
          </label>`)}
        <small>0 to 255, then Enter</small>
      </div>`;
  }

  // What is drawn

  protected override picture(): TemplateResult {
    const hint = matchMedia('(pointer: coarse)').matches ? 'Pinch to zoom in' : 'Scroll here to zoom in';
    return html`
      <div class="stage" @dragover=${this.dragOver} @dragleave=${() => (this.dragging = false)} @drop=${this.dropped}>
        <canvas class="picture" tabindex="0" role="application" aria-roledescription="photo to zoom into"
          aria-label=${`${this.label || 'A photo as a grid of numbers'}. Plus and minus zoom, arrow keys go from pixel to pixel${this.editable ? ', Enter changes one' : ''}.`}
          @keydown=${this.key}></canvas>
        ${this.editing && this.pixels ? this.editor(this.editing) : nothing}
        <div class="hint" ?data-gone=${!this.pristine} aria-hidden="true">${hint}</div>
        ${this.dragging ? html`<div class="over drop">Drop your photo</div>` : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}`;
  }

  protected override note(): Drawn {
    return this.drop ? html`<p class="private">Your own photo stays on this machine: it is read here and never uploaded.</p>` : nothing;
  }

  protected override caption(): Drawn {
    const photo = this.pixels;
    if (!photo) return nothing;
    const cell = this.cell;
    if (!cell) {
      return html`<code>${photo.height}×${photo.width}×3</code> = ${(photo.height * photo.width * 3).toLocaleString('en-US')} numbers`;
    }
    const values = photo.at(cell.row, cell.column);
    const read = this.single === null ? `[${values.join(', ')}]` : String(values[this.single]);
    const place = this.channel === null || this.grey ? `${cell.row}, ${cell.column}` : `${cell.row}, ${cell.column}, ${this.channel}`;
    return html`<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill=${`rgb(${values.join(' ')})`}></rect></svg><code>${this.name}[${place}] = ${read}</code>`;
  }

  protected override tools(): Drawn {
    return html`
      ${this.channels && !this.grey ? this.channelSwitch() : nothing}
      <button class="sign" title="Zoom out" aria-label="Zoom out" @click=${() => this.step(1 / 2)}>${icons.minus}</button>
      <button class="sign" title="Zoom in" aria-label="Zoom in" @click=${() => this.step(2)}>${icons.plus}</button>
      <button class="sign" title="Show the whole photo" aria-label="Show the whole photo" @click=${() => this.glide(this.fitted)}>${icons.whole}</button>
      ${this.drop ? this.ownPhoto() : nothing}`;
  }

  private channelSwitch(): TemplateResult {
    const choices: [Channel | null, string][] = [[null, 'colour'], [0, 'red'], [1, 'green'], [2, 'blue']];
    return html`
      <span class="channels" role="group" aria-label="Channel">
        ${choices.map(([c, word]) => html`<button aria-pressed=${this.channel === c} @click=${() => (this.channel = c)}>${word}</button>`)}
      </span>`;
  }

  private ownPhoto(): TemplateResult {
    return html`
      <label class="button" title="Or drop it on the picture, or paste it">${icons.image}Your photo
        <input class="heard" type="file" accept="image/*" @change=${(event: Event) => this.chosen(event.target as HTMLInputElement)}></label>
      ${this.own ? html`<button class="sign" title="Back to the first photo" aria-label="Back to the first photo" @click=${this.forget}>${icons.back}</button>` : nothing}`;
  }

  private chosen(input: HTMLInputElement): void {
    this.openFile(input.files?.[0]);
    input.value = '';
  }

  private readonly dragOver = (event: DragEvent): void => {
    if (!this.drop || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  };

  private readonly dropped = (event: DragEvent): void => {
    this.dragging = false;
    if (!this.drop) return;
    event.preventDefault();
    this.openFile(event.dataTransfer?.files[0]);
  };
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

customElements.define('hm-pixels', Pixels);
