// What one does with a huge matrix: zoom, move and read it. The tiles draw it; the camera holds the window onto it.

import { html, type TemplateResult } from 'lit';

import { shapeText } from '../math/array';
import { diverging } from '../math/colour';
import { formatNumber } from '../math/format';
import type { State } from '../math/state';
import type { Source } from '../math/tiles';
import { cellAt, type Size } from '../math/viewport';
import { Camera } from './_camera';
import { type Cell, type Move, moveOf, walk } from './_cells';
import type { Colours } from './_colours';
import { listen } from './_gestures';
import { reserved } from './_keys';
import { type Face, nameOf, type Options, type Stand } from './_matrix_face';
import { Tiles } from './_matrix_tiles';
import { zoomButtons } from './_matrix_tools';
import { penOn } from './_sharpness';
import type { Drawn } from './_visual';

const LARGEST_CELL = 72; // pixels
const COMFORTABLE = 46;

export class MatrixMap implements Face {
  private cursor: Cell | null = null;
  private hovered: Cell | null = null;
  private readonly camera = new Camera(LARGEST_CELL, () => this.draw());
  private tiles: Tiles | null = null;
  private inked: Colours | null = null; // the colours of the tiles
  private canvas: HTMLCanvasElement | null = null;
  private window: Size = { width: 0, height: 0 };
  private told = 0; // the step that the caption names

  constructor(
    readonly source: Source,
    private readonly of: Options,
    private readonly on: Stand,
  ) {}

  get state(): State {
    const { source: { rows, columns }, cell } = this;
    const zoom = Math.round((10 * this.camera.view.cell) / this.camera.fitted.cell) / 10;
    return {
      rows, columns, shape: shapeText([rows, columns]), step: this.step, zoom,
      row: cell?.row ?? 0, column: cell?.column ?? 0, value: (cell && this.tiles?.at(cell)) ?? 0,
    };
  }

  private get cell(): Cell | null {
    return this.hovered ?? this.cursor;
  }

  /** How many numbers along a side are averaged in what is seen now. */
  private get step(): number {
    return Tiles.step(this.camera.view.cell);
  }

  drawn(): void {
    const canvas = this.on.root.querySelector('canvas');
    if (!canvas || this.on.room === 0) return;
    this.ink();
    const { rows, columns } = this.source;
    const window = { width: this.on.room, height: Math.round(Math.min((this.on.room * rows) / columns, this.on.tallest)) };
    if (this.canvas !== canvas) this.attach(canvas);
    if (window.width === this.window.width && window.height === this.window.height) return this.camera.drawSoon();
    this.window = window;
    canvas.style.setProperty('height', `${window.height}px`);
    this.camera.frameUp({ width: columns, height: rows }, window);
  }

  /** In other colours every tile is another. */
  private ink(): void {
    const { colours } = this.on;
    if (this.inked === colours) return;
    this.inked = colours;
    const colour = diverging({ ...colours, missing: colours.line }, this.of.max ?? this.source.largest);
    this.tiles = new Tiles(this.source, colour, this.camera.drawSoon);
  }

  private attach(canvas: HTMLCanvasElement): void {
    this.canvas = canvas;
    listen(canvas, {
      movable: () => !this.camera.whole,
      pan: (dx, dy) => this.camera.pan(dx, dy),
      zoom: (factor, x, y, gliding) => this.camera.zoom(factor, x, y, gliding),
      tap: (x, y, double) => this.tap(x, y, double),
      hover: (x, y) => this.hover(this.cellAt(x, y)),
      leave: () => this.hover(null),
    });
  }

  stop(): void {
    this.camera.stop();
  }

  /** About the chosen cell, or the middle. */
  private zoom(factor: number): void {
    const { cell, x, y } = this.camera.view;
    const [px, py] = this.cursor ? [(this.cursor.column + 0.5 - x) * cell, (this.cursor.row + 0.5 - y) * cell] : [this.window.width / 2, this.window.height / 2];
    this.camera.zoom(factor, px, py, true);
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (reserved(event)) return;
    const move = moveOf(event);
    if (move) this.walk(move);
    else if (event.key === '+' || event.key === '=') this.zoom(2);
    else if (event.key === '-' || event.key === '_') this.zoom(1 / 2);
    else if (event.key === '0') this.camera.showAll();
    else if (event.key === 'Enter' && this.cursor) this.camera.glide(this.camera.about(this.cursor.column + 0.5, this.cursor.row + 0.5, COMFORTABLE));
    else return;
    event.preventDefault();
  };

  /** Cell by cell where cells can be told apart, else as far as one sees a difference. */
  private walk([down, right]: Move): void {
    const { rows, columns } = this.source;
    const stride = Math.max(1, Math.round(8 / this.camera.view.cell));
    const from = this.cursor ?? { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
    this.hovered = null;
    this.cursor = walk(from, [stride * down, stride * right], rows, columns);
    this.camera.reveal(this.cursor.column, this.cursor.row);
    this.on.update();
    this.on.say(`${this.cursor.row}, ${this.cursor.column}: ${this.valueText(this.cursor)}`);
  }

  private tap(x: number, y: number, double: boolean): void {
    this.cursor = this.cellAt(x, y);
    if (double) this.camera.zoom(4, x, y, true);
    this.on.update();
  }

  private hover(cell: Cell | null): void {
    if (cell?.row === this.hovered?.row && cell?.column === this.hovered?.column) return;
    this.hovered = cell;
    this.on.update();
  }

  private cellAt(px: number, py: number): Cell | null {
    return cellAt(this.camera.view, px, py, { width: this.source.columns, height: this.source.rows });
  }

  private draw(): void {
    const { canvas, window, tiles, on: { colours, font } } = this;
    if (!canvas || !tiles) return;
    canvas.classList.toggle('movable', !this.camera.whole);
    tiles.paint(penOn(canvas, window.width, window.height, false), { view: this.camera.view, window, colours, font, cursor: this.cell });
    this.tellStep();
  }

  /** The words under the map change when the averages do, not in each frame. */
  private tellStep(): void {
    if (this.step !== this.told) this.on.update();
  }

  // Words

  private valueText(cell: Cell): string {
    const value = this.tiles?.at(cell) ?? null;
    return value === null ? '…' : formatNumber(value);
  }

  picture(): TemplateResult {
    const { rows, columns } = this.source;
    const words = `${nameOf(this.of) || 'A'}, ${shapeText([rows, columns])} matrix. Plus and minus zoom, arrow keys go from number to number, Enter looks closely.`;
    return html`<canvas class="picture tiled" tabindex="0" role="application" aria-roledescription="matrix to zoom into" aria-label=${words} @keydown=${this.key}></canvas>`;
  }

  caption(): Drawn {
    const { source: { rows, columns }, cell, step } = this;
    this.told = step;
    const name = nameOf(this.of);
    const of = `${name ? `${name}, ` : ''}${[rows, columns].map((n) => n.toLocaleString('en-US')).join('×')}`;
    if (cell) return html`${of}: <code>[${cell.row}, ${cell.column}] = ${this.valueText(cell)}</code>`;
    return html`${of}. ${step > 1 ? `Each point is the average of ${step}×${step} numbers.` : 'Each cell is one number.'}`;
  }

  tools(): Drawn {
    return zoomButtons((factor) => this.zoom(factor), () => this.camera.showAll());
  }
}
