// The cells of a matrix, or of one matrix of a stack: coloured, read out under the pointer or the keyboard's cursor, changed, selected.

import { html, nothing, type TemplateResult } from 'lit';

import { type Grid, isPhoto, magnitude, shapeText, type ShownArray, size, toGrid, toNumber } from '../math/array';
import { diverging } from '../math/colour';
import { formatAll, formatNumber } from '../math/format';
import { type CellSize, cellSize } from '../math/layout';
import type { State } from '../math/state';
import { CellEditing, type Chosen } from './_cell_editing';
import { type Cell, moveOf, walk } from './_cells';
import { reserved } from './_keys';
import { type Face, nameOf, type Options, scaleOf, type Stand, variableOf } from './_matrix_face';
import { drawLens, type Lens, lensFor } from './_matrix_lens';
import { paintCursor, paintMatrix, paintStack } from './_matrix_paint';
import { marked, type Picked, pick, selectionForm } from './_matrix_selection';
import { stackIndex, stackPlace, stackSliders } from './_matrix_stack';
import { colourScale, crossfade } from './_matrix_tools';
import { shapeWords, spoken } from './_matrix_words';
import { Photo } from './_photo';
import { sharpness } from './_sharpness';
import type { Drawn } from './_visual';

const BESIDE = 380; // from this room on its name and shape stand beside the matrix, else above it
const EDGE = 6; // room around the cells for the outline, CSS pixels
const TEXT = 13;
const WRITTEN = 4000; // numbers that are written into cells at most
const PHOTO = 220; // the height of a photo
const BEHIND = 5; // from one matrix of a stack to the next

export class MatrixCells implements Face {
  private array: ShownArray = { shape: [0], dtype: 'float64', values: [] };
  private grid: Grid | null = null;
  private light: Photo | null = null;
  private texts: string[] = [];
  private cell: CellSize = { width: 1, height: 1, numbers: false };
  private lens: Lens | null = null;
  private picked: Picked | Error | null = null;
  private cursor: Cell | null = null;
  private hovered: Cell | null = null;
  private readonly changed = new Set<number>();
  private readonly editing = new CellEditing(() => this.chosen, () => this.on.update());

  constructor(
    private readonly of: Options,
    private readonly on: Stand,
  ) {}

  get state(): State {
    const { grid, picked } = this;
    const cell = this.hovered ?? this.cursor;
    return {
      rows: grid?.rows ?? 0, columns: grid?.columns ?? 0, shape: shapeText(this.array.shape),
      row: cell?.row ?? 0, column: cell?.column ?? 0, value: cell ? this.numberAt(cell) : 0,
      slice: this.place, edited: this.changed.size,
      ...(picked && !(picked instanceof Error) ? { selected: picked.from.length, result: shapeText(picked.result.shape) || 'one number' } : {}),
    };
  }

  private numberAt({ row, column }: Cell): number {
    return this.grid && !this.light ? this.grid.values[row * this.grid.columns + column]! : 0;
  }

  /** The axes before the last two. */
  get leading(): readonly number[] {
    return this.light && this.array.shape.length === 3 ? [] : this.array.shape.slice(0, -2);
  }

  get index(): number[] {
    return stackIndex(this.of.slice, this.leading);
  }

  /** Of the matrix that is seen, in its stack. */
  private get place(): number {
    return stackPlace(this.index, this.leading);
  }

  /** Another array, or other options. */
  show(array: ShownArray): void {
    const { of } = this;
    this.array = array;
    this.grid = this.light = this.lens = null;
    this.texts = [];
    this.picked = of.select === null ? null : pick(array, of.select);
    const { shape } = array;
    if (shape.includes(0)) return;
    const drawable = shape.length === 2 || (shape.length === 3 && shape[2] === 3);
    if (isPhoto(array) || (of.photo && drawable)) this.light = Photo.fromArray(array);
    const grid = toGrid(array, this.place, of.vector);
    this.grid = this.light && shape.length === 3 ? { ...grid, rows: shape[0]!, columns: shape[1]!, slices: 1 } : grid;
    const written = (!this.light || (of.numbers !== null && shape.length === 2)) && grid.values.length <= WRITTEN;
    if (written) this.texts = formatAll(grid.values, array.dtype);
    const inside = (cell: Cell | null): Cell | null => (cell && cell.row < this.grid!.rows && cell.column < this.grid!.columns ? cell : null);
    [this.cursor, this.hovered] = [inside(this.cursor), inside(this.hovered)];
  }

  /** How far the matrices behind look out, at the top and the right. */
  private get depth(): number {
    return BEHIND * Math.min(2, size(this.leading) - 1);
  }

  private get scale(): number {
    return scaleOf(this.on, this.grid!.rows);
  }

  private layOut(grid: Grid): CellSize {
    const { room } = this.on;
    const { scale } = this;
    const across = room - 2 * EDGE - this.depth - (room < BESIDE ? 0 : 120);
    const text = this.texts.length > 0 ? widest(this.texts) * scale : Infinity;
    if (this.light && this.of.numbers === null) {
      const side = Math.min(across / grid.columns, (PHOTO * scale) / grid.rows);
      return { width: side, height: side, numbers: false };
    }
    const cell = cellSize(grid.rows, grid.columns, across, text, scale);
    if (!this.light) {
      this.lens = lensFor(grid, cell, across, this.texts, widest);
      return cell;
    }
    const side = Math.min(cell.width, cell.height); // a photo's pixels are square
    return { width: side, height: side, numbers: cell.numbers && side > text };
  }

  // Drawing

  drawn(): void {
    const { grid, on } = this;
    const canvas = on.root.querySelector('canvas');
    if (!canvas || !grid || on.room === 0) return;
    const across = this.lens ? this.lens.x + grid.columns * this.lens.cell.width : grid.columns * this.cell.width;
    const [width, height] = [across + 2 * EDGE + this.depth, grid.rows * this.cell.height + 2 * EDGE + this.depth];
    canvas.width = Math.round(width * sharpness());
    canvas.height = Math.round(height * sharpness());
    canvas.style.setProperty('width', `${width}px`);
    canvas.style.setProperty('height', `${height}px`);
    const pen = canvas.getContext('2d')!;
    pen.setTransform(sharpness(), 0, 0, sharpness(), 0, 0);
    pen.translate(EDGE, EDGE + this.depth);
    paintStack(pen, grid, this.cell, this.depth, BEHIND, on.colours);
    this.paint(pen, grid);
    this.placeTip(canvas);
    if (this.cursor) this.editing.place(on.root, this.boxOf(this.cursor, canvas));
  }

  private paint(pen: CanvasRenderingContext2D, grid: Grid): void {
    const { cell, light, picked, of, on, scale } = this;
    const { colours, font } = on;
    const colour = diverging({ ...colours, missing: colours.line }, of.max ?? magnitude(grid.values));
    const letters = `500 ${TEXT * scale}px ${font}`;
    paintMatrix(pen, {
      grid, cell, colour, colours, light, font: letters, texts: this.texts, compare: of.compare,
      numbers: light ? (of.numbers ?? 0) : 1,
      against: of.against && toGrid(of.against, this.place, of.vector),
      selected: picked && !(picked instanceof Error) && !on.asking ? marked(picked, grid, this.place) : null,
    });
    const cursor = this.hovered ?? this.cursor;
    if (this.lens) drawLens(pen, this.lens, { grid, cell, colour, colours, font: letters, row: cursor?.row ?? 0 });
    if (cursor) paintCursor(pen, cursor, cell, colours.accent);
  }

  private boxOf({ row, column }: Cell, canvas: HTMLCanvasElement): { x: number; y: number; width: number; height: number } {
    const { width, height } = this.cell;
    return { x: canvas.offsetLeft + EDGE + column * width, y: canvas.offsetTop + EDGE + this.depth + row * height, width, height };
  }

  /** Above its cell, within the page. */
  private placeTip(canvas: HTMLCanvasElement): void {
    const tip = this.on.root.querySelector<HTMLElement>('.tip');
    const cell = this.hovered ?? this.cursor;
    if (!tip || !cell) return;
    const { x, y, width } = this.boxOf(cell, canvas);
    tip.style.setProperty('left', `${Math.max(0, Math.min(this.on.room - tip.offsetWidth, x + (width - tip.offsetWidth) / 2))}px`);
    tip.style.setProperty('top', `${y - tip.offsetHeight - 6}px`);
  }

  // The pointer

  private look(hovered: Cell | null): void {
    this.hovered = hovered;
    this.on.update();
  }

  private cellAt(event: PointerEvent): Cell | null {
    const column = Math.floor((event.offsetX - EDGE) / this.cell.width);
    const row = Math.floor((event.offsetY - EDGE - this.depth) / this.cell.height);
    const { rows, columns } = this.grid!;
    return row >= 0 && column >= 0 && row < rows && column < columns ? { row, column } : null;
  }

  private readonly hover = (event: PointerEvent): void => {
    if (this.editing.dragging) this.editing.pull(event);
    else if (!this.editing.open) this.look(this.cellAt(event));
  };

  private readonly press = (event: PointerEvent): void => {
    const cell = this.cellAt(event);
    if (!this.changeable || event.button !== 0 || !cell) return this.look(cell);
    this.editing.finish();
    event.preventDefault();
    const canvas = event.currentTarget as HTMLElement;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    this.cursor = cell;
    this.look(null);
    this.editing.grab(event);
  };

  /** What a finger has touched stays read out. */
  private readonly leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.look(null);
  };

  private readonly blur = (): void => {
    if (!this.editing.open) this.cursor = null;
    this.look(null);
  };

  // The keyboard

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.grid || reserved(event)) return;
    if (event.key === 'PageUp' || event.key === 'PageDown') return this.turn(event);
    if (this.changeable && this.cursor) {
      this.hovered = null;
      if (this.editing.key(event) && !this.editing.open) this.tell();
      return this.on.update();
    }
    const move = moveOf(event);
    if (!move) return;
    event.preventDefault();
    const from = this.cursor ?? { row: -move[0], column: -move[1] }; // the first key goes to the first cell
    this.cursor = walk(from, move, this.grid.rows, this.grid.columns);
    this.look(null);
    this.tell();
  };

  private tell(): void {
    const { row, column } = this.cursor!;
    this.on.say(`Row ${row}, column ${column}: ${this.valueText(this.cursor!)}`);
  }

  /** Through the stack: forwards with Page Down, as in a document. */
  private turn(event: KeyboardEvent): void {
    const { leading } = this;
    if (leading.length === 0) return;
    event.preventDefault();
    const place = Math.min(size(leading) - 1, Math.max(0, this.place + (event.key === 'PageDown' ? 1 : -1)));
    this.of.slice = stackIndex(place, leading).join(' ');
    this.on.say(`Matrix ${this.of.slice}`);
  }

  // Changing

  /** A photo's pixels are changed in <hm-pixels>. */
  get changeable(): boolean {
    return this.of.editable && !this.light;
  }

  private get chosen(): Chosen {
    const cell = this.cursor!;
    const grid = this.grid!;
    return {
      name: `${variableOf(this.of)}[${this.placeText(cell)}]`,
      value: this.numberAt(cell),
      set: (value) => this.set(cell, value),
      move: (move) => (this.cursor = walk(cell, move, grid.rows, grid.columns)),
      closed: () => setTimeout(() => this.on.root.querySelector('canvas')?.focus()),
    };
  }

  private set({ row, column }: Cell, value: number): void {
    const { shape, dtype, values } = this.array;
    const numbers = Array.from(values, toNumber);
    const i = this.place * this.grid!.values.length + row * this.grid!.columns + column;
    numbers[i] = value;
    this.changed.add(i);
    this.of.value = { shape, dtype: Number.isInteger(value) ? dtype : 'float64', values: numbers };
    this.show(this.of.value as ShownArray); // typing goes on before the element is drawn again
  }

  // Words

  private valueText(cell: Cell): string {
    const { shape, values } = this.array;
    const colours = this.light && shape.length === 3 ? 3 : 1;
    const start = colours * (cell.row * this.grid!.columns + cell.column) + (colours === 1 ? this.place * this.grid!.values.length : 0);
    const texts = Array.from({ length: colours }, (_, c) => formatNumber(toNumber(values[start + c]!), 6));
    return colours === 1 ? texts[0]! : `[${texts.join(', ')}]`;
  }

  private placeText({ row, column }: Cell): string {
    return this.array.shape.length === 1 ? String(Math.max(row, column)) : [...this.index, row, column].join(', ');
  }

  picture(): TemplateResult {
    const { grid, editing, on: { room } } = this;
    if (grid && room > 0) this.cell = this.layOut(grid);
    const cell = this.hovered ?? this.cursor;
    const name = nameOf(this.of);
    const words = grid ? spoken(this.of, this.array.shape, grid, this.texts, this.light !== null, this.changeable) : '';
    return html`
      <div class=${room < BESIDE ? 'row narrow' : 'row'}>
        ${grid
          ? html`<canvas class=${this.changeable ? 'picture handle' : 'picture'} tabindex="0" role="application" aria-roledescription="matrix" aria-label=${words}
              @pointermove=${this.hover} @pointerdown=${this.press} @pointerup=${() => editing.release()} @pointercancel=${() => editing.drop()} @pointerleave=${this.leave}
              @keydown=${this.key} @blur=${this.blur}></canvas>`
          : nothing}
        <div class="about">
          ${name ? html`<div class="name">${name}</div>` : nothing}
          <div class="shape">${shapeWords(this.array.shape, this.of.axes)}</div>
          ${grid && !this.cell.numbers && !this.light ? colourScale(this.of.max ?? magnitude(grid.values)) : nothing}
        </div>
        ${editing.field()}
        ${cell && grid && !editing.open ? html`<div class="tip"><code>[${this.placeText(cell)}] = ${this.valueText(cell)}</code></div>` : nothing}
      </div>`;
  }

  caption(): Drawn {
    const { of, leading, picked } = this;
    return html`
      ${leading.length > 0 ? stackSliders(this.index, leading, of.axes, (index) => (of.slice = index.join(' '))) : nothing}
      ${picked ? selectionForm(variableOf(of), of.select!, picked, (text) => (of.select = text)) : nothing}
      ${of.numbers !== null && this.light ? crossfade(of.numbers, (numbers) => (of.numbers = numbers)) : nothing}
      ${this.changeable ? html`<p class="fine">Click a number and type, or drag it up or down.</p>` : nothing}`;
  }

  tools(): Drawn {
    return nothing;
  }
}

/** The width of the longest text, about. */
const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length)) * TEXT * 0.56;
