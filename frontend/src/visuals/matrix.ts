// <hm-matrix>: any array as a heat map, blue negative, orange positive, with its shape beside it. Numbers stand in the cells
// where they fit; a cell under the pointer or the keyboard's cursor is read out. A photo (h×w×3 uint8) looks like one.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { type Grid, isPhoto, magnitude, parseArray, shapeText, type ShownArray, toGrid, toNumber } from '../math/array';
import { css as cssColour, diverging, readable, type RGB } from '../math/colour';
import { formatAll, formatNumber } from '../math/format';
import { type CellSize, cellSize } from '../math/layout';
import { type Cell, MOVES, walk } from './_cells';
import { drawLens, type Lens, lensFor } from './_matrix_lens';
import { Photo, toCanvas } from './_photo';
import { define, type Drawn, Visual } from './_visual';

const BESIDE = 380; // from this room on its name and shape stand beside the matrix, else above it
const EDGE = 6; // room around the cells for the outline, CSS pixels
const LINES_FROM = 7; // cells this large get lines between them
const TEXT = 13;
const SPOKEN = 12; // matrices up to this many numbers are read out whole

export class Matrix extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    .row { position: relative; display: flex; align-items: center; gap: 0.75rem; }
    .row.narrow { flex-direction: column-reverse; align-items: start; gap: 0.125rem; }
    .narrow .about { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.5rem; margin-left: 6px; }
    canvas { flex: none; cursor: crosshair; border-radius: 2px; touch-action: pan-x pan-y pinch-zoom; }
    .about { min-width: 0; }
    .name { color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
    .shape { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
    :host([compare='expected']) .name::before, :host([compare='yours']) .name::before {
      content: ''; display: inline-block; width: 1.25em; margin-right: 0.5em; vertical-align: 0.25em; border-top: 2.5px solid var(--ink);
    }
    :host([compare='yours']) .name::before { border-top-style: dashed; }
    .scale { display: grid; grid-template-columns: auto 3rem auto; gap: 0.375rem; align-items: center; color: var(--muted); font-size: 0.8125rem; }
    .scale rect { stroke: var(--line); }
    .low { stop-color: var(--negative); }
    .zero { stop-color: var(--hm-zero, light-dark(#fff, #23262a)); }
    .high { stop-color: var(--positive); }
    .tip {
      position: absolute; z-index: 2; padding: 0.125rem 0.5rem; border-radius: 4px; white-space: nowrap; pointer-events: none;
      background: var(--ink); color: var(--paper);
    }
    .tip code { color: inherit; }
    figcaption:not(:has(label)) { display: none; }
    .tools { display: none; }
    .slices { display: inline-flex; align-items: center; gap: 0.375rem; }
  `];
  static override properties: PropertyDeclarations = {
    values: { type: String },
    value: { attribute: false },
    against: { attribute: false },
    max: { type: Number },
    photo: { type: Boolean },
    compare: { type: String, reflect: true },
    vector: { type: String },
    slice: { type: Number },
    cursor: { state: true },
    hovered: { state: true },
  };
  /** The numbers as text: `1 2; 3 4`. */
  declare values: string;
  declare value: ShownArray | null;
  /** An array of the same shape: cells that differ from it are marked. */
  declare against: ShownArray | null;
  /** The value that gets the full colour; the largest one where it is not given. */
  declare max: number | null;
  /** Drawn as light, 0 black and 255 white, whatever its dtype. An h×w×3 uint8 array always is. */
  declare photo: boolean;
  declare compare: 'expected' | 'yours' | null;
  /** How a vector stands. */
  declare vector: 'column' | 'row';
  /** Which matrix of a stack. */
  declare slice: number;
  declare private cursor: Cell | null;
  declare private hovered: Cell | null;
  protected override readonly formats = ['png'] as const;

  private array: ShownArray | null = null;
  private grid: Grid | null = null;
  private light: Photo | null = null;
  private texts: string[] = [];
  private cell: CellSize = { width: 1, height: 1, numbers: false };
  private lens: Lens | null = null;

  constructor() {
    super();
    this.values = '';
    this.value = this.against = this.max = this.compare = this.cursor = this.hovered = null;
    this.photo = false;
    this.vector = 'column';
    this.slice = 0;
  }

  get state() {
    const cell = this.hovered ?? this.cursor;
    return {
      rows: this.grid?.rows ?? 0, columns: this.grid?.columns ?? 0, shape: shapeText(this.array?.shape ?? []),
      row: cell?.row ?? 0, column: cell?.column ?? 0, value: cell && this.grid && !this.light ? this.numberAt(cell) : 0,
    };
  }

  private numberAt({ row, column }: Cell): number {
    return this.grid!.values[row * this.grid!.columns + column]!;
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (['values', 'value', 'slice', 'vector', 'photo'].some((name) => changes.has(name))) this.read();
    if (this.grid && this.room > 0) this.cell = this.layOut(this.grid);
  }

  private read(): void {
    this.array = this.value ?? (this.values ? parseArray(this.values) : null);
    this.light = null;
    this.grid = null;
    if (this.array && !this.array.shape.includes(0)) {
      const { shape } = this.array;
      const drawable = shape.length === 2 || (shape.length === 3 && shape[2] === 3);
      if (isPhoto(this.array) || (this.photo && drawable)) this.light = Photo.fromArray(this.array);
      this.grid = toGrid(this.array, this.slice, this.vector);
      if (this.light && shape.length === 3) this.grid = { rows: shape[0]!, columns: shape[1]!, slices: 1, values: this.grid.values };
    }
    this.texts = this.grid && !this.light && this.grid.values.length <= 4000 ? formatAll(this.grid.values, this.array!.dtype) : [];
    this.lens = null;
    this.cursor = this.hovered = null;
  }

  private layOut(grid: Grid): CellSize {
    const room = this.room - 2 * EDGE - (this.room < BESIDE ? 0 : 120);
    if (this.light) {
      const side = Math.min(room / grid.columns, 220 / grid.rows);
      return { width: side, height: side, numbers: false };
    }
    const cell = cellSize(grid.rows, grid.columns, room, this.texts.length > 0 ? widest(this.texts) : Infinity);
    this.lens = lensFor(grid, cell, room, this.texts, widest);
    return cell;
  }

  // Drawing

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.grid || this.room === 0) return;
    const across = this.lens ? this.lens.x + this.grid.columns * this.lens.cell.width : this.grid.columns * this.cell.width;
    const [width, height] = [across + 2 * EDGE, this.grid.rows * this.cell.height + 2 * EDGE];
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    canvas.style.setProperty('width', `${width}px`);
    canvas.style.setProperty('height', `${height}px`);
    const pen = canvas.getContext('2d')!;
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen.translate(EDGE, EDGE);
    this.paint(pen, this.grid);
    this.placeTip(canvas);
  }

  /** Above its cell, within the page. */
  private placeTip(canvas: HTMLCanvasElement): void {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    const cell = this.hovered ?? this.cursor;
    if (!tip || !cell) return;
    const middle = EDGE + (cell.column + 0.5) * this.cell.width - tip.offsetWidth / 2;
    tip.style.setProperty('left', `${Math.max(0, Math.min(this.room - tip.offsetWidth, middle))}px`);
    tip.style.setProperty('top', `${canvas.offsetTop + EDGE + cell.row * this.cell.height - tip.offsetHeight - 6}px`);
  }

  private paint(pen: CanvasRenderingContext2D, grid: Grid): void {
    const { colours, cell } = this;
    const [width, height] = [grid.columns * cell.width, grid.rows * cell.height];
    const colour = diverging({ ...colours, missing: colours.line }, this.max ?? magnitude(grid.values));
    const raster = this.light ? toCanvas(this.light) : heat(grid, colour);
    pen.imageSmoothingEnabled = Math.min(cell.width, cell.height) < 1;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(raster, 0, 0, width, height);
    if (!this.light && Math.min(cell.width, cell.height) >= LINES_FROM) this.lines(pen, grid);
    if (cell.numbers) this.numbers(pen, grid, colour);
    if (this.against) this.differences(pen, grid, toGrid(this.against, this.slice, this.vector));
    this.outline(pen, width, height);
    const cursor = this.hovered ?? this.cursor;
    if (this.lens) drawLens(pen, this.lens, { grid, cell, colour, colours, font: this.font, row: cursor?.row ?? 0 });
    if (cursor) {
      pen.setLineDash([]);
      pen.lineWidth = 2;
      pen.strokeStyle = cssColour(colours.accent);
      pen.strokeRect(cursor.column * cell.width - 1, cursor.row * cell.height - 1, cell.width + 2, cell.height + 2);
    }
  }

  private get font(): string {
    return `500 ${TEXT}px ${getComputedStyle(this).getPropertyValue('--ui')}`;
  }

  private lines(pen: CanvasRenderingContext2D, { rows, columns }: Grid): void {
    const { width, height } = this.cell;
    pen.beginPath();
    for (let c = 1; c < columns; c++) line(pen, c * width, 0, c * width, rows * height);
    for (let r = 1; r < rows; r++) line(pen, 0, r * height, columns * width, r * height);
    pen.lineWidth = 1;
    pen.strokeStyle = cssColour(this.colours.line);
    pen.stroke();
  }

  private numbers(pen: CanvasRenderingContext2D, grid: Grid, colour: (value: number) => RGB): void {
    const { width, height } = this.cell;
    pen.font = this.font;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    this.texts.forEach((text, i) => {
      pen.fillStyle = cssColour(readable(colour(grid.values[i]!), [0, 0, 0], [255, 255, 255]));
      pen.fillText(text, ((i % grid.columns) + 0.5) * width, (Math.floor(i / grid.columns) + 0.5) * height + 0.5);
    });
  }

  /** Bold where it is what was expected, dashed where it is the learner's. */
  private outline(pen: CanvasRenderingContext2D, width: number, height: number): void {
    pen.strokeStyle = cssColour(this.compare ? this.colours.ink : this.colours.muted);
    pen.lineWidth = this.compare === 'expected' ? 3 : this.compare === 'yours' ? 2 : 1;
    pen.setLineDash(this.compare === 'yours' ? [6, 4] : []);
    const out = pen.lineWidth / 2;
    pen.strokeRect(-out, -out, width + 2 * out, height + 2 * out);
  }

  /** A corner on each cell that is not as it should be (beyond rounding). */
  private differences(pen: CanvasRenderingContext2D, grid: Grid, other: Grid): void {
    if (other.rows !== grid.rows || other.columns !== grid.columns) return;
    const near = 1e-9 * Math.max(magnitude(grid.values), magnitude(other.values));
    const side = Math.min(10, this.cell.width / 2, this.cell.height / 2);
    pen.fillStyle = cssColour(this.colours.ink);
    grid.values.forEach((value, i) => {
      const same = value === other.values[i] || Math.abs(value - other.values[i]!) <= near || (Number.isNaN(value) && Number.isNaN(other.values[i]));
      if (same) return;
      const [x, y] = [((i % grid.columns) + 1) * this.cell.width, Math.floor(i / grid.columns) * this.cell.height];
      pen.beginPath();
      pen.moveTo(x - side, y);
      pen.lineTo(x, y);
      pen.lineTo(x, y + side);
      pen.fill();
    });
  }

  // Reading

  private readonly hover = (event: PointerEvent): void => {
    const column = Math.floor((event.offsetX - EDGE) / this.cell.width);
    const row = Math.floor((event.offsetY - EDGE) / this.cell.height);
    const { rows, columns } = this.grid!;
    this.hovered = row >= 0 && column >= 0 && row < rows && column < columns ? { row, column } : null;
  };

  /** What a finger has touched stays read out. */
  private readonly leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.hovered = null;
  };

  private readonly key = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (!move || !this.grid || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = this.cursor ?? { row: -move[0], column: -move[1] }; // the first key goes to the first cell
    this.hovered = null;
    this.cursor = walk(from, move, event.shiftKey ? 10 : 1, this.grid.rows, this.grid.columns);
    this.say(`Row ${this.cursor.row}, column ${this.cursor.column}: ${this.valueText(this.cursor)}`);
  };

  private valueText(cell: Cell): string {
    const { shape, values } = this.array!;
    const colours = this.light && shape.length === 3 ? 3 : 1;
    const start = colours * (cell.row * this.grid!.columns + cell.column) + (colours === 1 ? this.slice * this.grid!.values.length : 0);
    const texts = Array.from({ length: colours }, (_, c) => formatNumber(toNumber(values[start + c]!), 6));
    return colours === 1 ? texts[0]! : `[${texts.join(', ')}]`;
  }

  private place({ row, column }: Cell): string {
    const { shape } = this.array!;
    if (shape.length === 1) return String(Math.max(row, column));
    return shape.length > 2 && !this.light ? `${this.slice}, ${row}, ${column}` : `${row}, ${column}`;
  }

  private get spoken(): string {
    const { grid } = this;
    if (!grid) return 'empty';
    const what = this.light ? 'photo' : this.array!.shape.length === 1 ? 'vector' : 'matrix';
    const rows = Array.from({ length: grid.rows }, (_, r) => this.texts.slice(r * grid.columns, (r + 1) * grid.columns).join(' '));
    const whole = this.texts.length > 0 && this.texts.length <= SPOKEN ? `: ${rows.join('; ')}` : '. Arrow keys read its cells.';
    return `${this.name ? `${this.name}, ` : ''}${shapeText(this.array!.shape)} ${what}${whole}`;
  }

  private get name(): string {
    return this.label || (this.compare ?? '');
  }

  protected override picture(): TemplateResult {
    const cell = this.hovered ?? this.cursor;
    return html`
      <div class=${this.room < BESIDE ? 'row narrow' : 'row'}>
        ${this.grid
          ? html`<canvas class="picture" tabindex="0" role="application" aria-roledescription="matrix" aria-label=${this.spoken}
              @pointermove=${this.hover} @pointerdown=${this.hover} @pointerleave=${this.leave}
              @keydown=${this.key} @blur=${() => (this.cursor = this.hovered = null)}></canvas>`
          : nothing}
        <div class="about">
          ${this.name ? html`<div class="name">${this.name}</div>` : nothing}
          <div class="shape">${this.shapeWords}</div>
          ${this.grid && !this.cell.numbers && !this.light ? this.scale(this.grid) : nothing}
        </div>
        ${cell && this.grid ? html`<div class="tip"><code>[${this.place(cell)}] = ${this.valueText(cell)}</code></div>` : nothing}
      </div>`;
  }

  private get shapeWords(): string {
    const shape = this.array?.shape ?? [];
    if (!this.grid) return `${shapeText(shape)} (empty)`;
    return shape.length === 1 ? `vector of ${shape[0]}` : shapeText(shape);
  }

  /** What the colours mean, where no numbers say it. */
  private scale(grid: Grid): TemplateResult {
    const largest = formatNumber(this.max ?? magnitude(grid.values), 3);
    return html`
      <div class="scale" aria-hidden="true">−${largest}
        <svg width="48" height="10"><defs><linearGradient id="g"><stop class="low" offset="0"/><stop class="zero" offset="0.5"/><stop class="high" offset="1"/></linearGradient></defs>
          <rect x="0.5" y="0.5" width="47" height="9" fill="url(#g)"/></svg>${largest}</div>`;
  }

  protected override caption(): Drawn {
    const slices = this.grid?.slices ?? 1;
    if (slices === 1) return nothing;
    return html`
      <label class="slices">matrix ${this.slice} of ${slices}
        <input type="range" min="0" max=${slices - 1} .value=${String(this.slice)}
          @input=${(event: InputEvent) => (this.slice = Number((event.target as HTMLInputElement).value))}></label>`;
  }
}

/** The width of the longest text, about. */
const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length)) * TEXT * 0.56;

const line = (pen: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void => {
  pen.moveTo(Math.round(x0) + (x0 === x1 ? 0.5 : 0), Math.round(y0) + (y0 === y1 ? 0.5 : 0));
  pen.lineTo(Math.round(x1) + (x0 === x1 ? 0.5 : 0), Math.round(y1) + (y0 === y1 ? 0.5 : 0));
};

/** One pixel a cell. */
function heat(grid: Grid, colour: (value: number) => RGB): HTMLCanvasElement {
  const photo = new Photo(grid.columns, grid.rows, new Uint8ClampedArray(3 * grid.values.length));
  grid.values.forEach((value, i) => photo.bytes.set(colour(value), 3 * i));
  return toCanvas(photo);
}

define('hm-matrix', Matrix);
