// A huge matrix as a map: tiles of averages, made a few in each frame, the nearest coarser one shown until they are there.

import { css, readable, type RGB } from '../math/colour';
import { formatNumber } from '../math/format';
import { levelFor, parent, type Source, TILE, tileKey, tilesSeen, tileSize, type Tile } from '../math/tiles';
import type { Size, Viewport } from '../math/viewport';
import type { Cell } from './_cells';
import type { Colours } from './_colours';
import { Photo, toCanvas } from './_photo';
import { sharpness } from './_sharpness';

const BUDGET = 7; // ms a frame for new tiles: it leaves half of the frame for the rest
const KEPT = 1200; // tiles, about 20 MB
const NUMBERS_FROM = 34; // cells this large hold their numbers, CSS pixels
const LINES_FROM = 12;

interface Made {
  canvas: HTMLCanvasElement;
  averages: ArrayLike<number>;
}

export interface TilesDrawing {
  view: Viewport;
  window: Size;
  colours: Colours;
  font: string;
  cursor: Cell | null;
}

export class Tiles {
  /** In the order of their last use. */
  private made = new Map<string, Made>();
  private awaited = new Set<string>();

  constructor(
    readonly source: Source,
    private readonly colour: (value: number) => RGB,
    /** Something new can be drawn. */
    private readonly arrived: () => void,
  ) {}

  /** One number of the array; null while it is on its way. */
  at({ row, column }: Cell): number | null {
    const tile = this.made.get(tileKey({ level: 0, row: Math.floor(row / TILE), column: Math.floor(column / TILE) }));
    if (tile) return tile.averages[(row % TILE) * tile.canvas.width + (column % TILE)]!;
    const answer = this.source.averages(row, column, 1, 1, 1);
    return answer instanceof Promise ? null : answer[0]!;
  }

  /** How many numbers along a side are one average, where they are drawn `cell` pixels large. */
  static step(cell: number): number {
    return 2 ** levelFor(cell * sharpness());
  }

  paint(pen: CanvasRenderingContext2D, drawing: TilesDrawing): void {
    const { view, window, colours } = drawing;
    pen.fillStyle = css(colours.sunken);
    pen.fillRect(0, 0, window.width, window.height);
    const level = levelFor(view.cell * sharpness());
    const seen = tilesSeen(view, window, this.source, level);
    const until = performance.now() + BUDGET;
    const missing = seen.filter((tile) => !this.use(tile) && (performance.now() > until || !this.make(tile)));
    pen.save();
    this.clip(pen, view);
    pen.imageSmoothingEnabled = view.cell < 1;
    for (const tile of missing) this.standIn(pen, tile, view);
    for (const tile of seen) this.draw(pen, tile, tile, view);
    pen.restore();
    if (missing.some((tile) => !this.awaited.has(tileKey(tile)))) this.arrived();
    if (view.cell >= LINES_FROM) this.lines(pen, drawing);
    if (view.cell >= NUMBERS_FROM) this.numbers(pen, drawing);
    if (drawing.cursor) frame(pen, drawing.cursor, view, colours);
  }

  private use(tile: Tile): Made | undefined {
    const key = tileKey(tile);
    const made = this.made.get(key);
    if (made) {
      this.made.delete(key);
      this.made.set(key, made);
    }
    return made;
  }

  /** Answers whether the tile is there now. */
  private make(tile: Tile): boolean {
    const key = tileKey(tile);
    if (this.awaited.has(key)) return false;
    const { height, width } = tileSize(tile, this.source);
    const step = 2 ** tile.level;
    const answer = this.source.averages(tile.row * TILE * step, tile.column * TILE * step, height, width, step);
    if (!(answer instanceof Promise)) {
      this.keep(key, answer, height, width);
      return true;
    }
    this.awaited.add(key);
    void answer.then((averages) => {
      this.awaited.delete(key);
      this.keep(key, averages, height, width);
      this.arrived();
    });
    return false;
  }

  private keep(key: string, averages: ArrayLike<number>, height: number, width: number): void {
    const photo = new Photo(width, height, new Uint8ClampedArray(3 * height * width));
    for (let i = 0; i < height * width; i++) photo.bytes.set(this.colour(averages[i]!), 3 * i);
    this.made.set(key, { canvas: toCanvas(photo), averages });
    if (this.made.size > KEPT) this.made.delete(this.made.keys().next().value!);
  }

  /** The nearest coarser tile there is, in its place. */
  private standIn(pen: CanvasRenderingContext2D, tile: Tile, view: Viewport): void {
    for (let coarser = parent(tile); TILE * 2 ** coarser.level < 4 * Math.max(this.source.rows, this.source.columns); coarser = parent(coarser)) {
      if (this.made.has(tileKey(coarser))) return this.draw(pen, coarser, tile, view);
    }
  }

  /** A tile, or that part of it which lies where `place` lies. Edges fall on whole pixels: no seams. */
  private draw(pen: CanvasRenderingContext2D, tile: Tile, place: Tile, { cell, x, y }: Viewport): void {
    const made = this.made.get(tileKey(tile));
    if (!made) return;
    const { canvas } = made;
    const step = 2 ** place.level;
    const { height, width } = tileSize(place, this.source);
    const share = 2 ** (place.level - tile.level); // of the tile's side that the place has
    const [sx, sy] = [(place.column * share - tile.column) * TILE, (place.row * share - tile.row) * TILE];
    const edge = (cells: number, start: number): number => Math.round((cells - start) * cell * sharpness()) / sharpness();
    const [left, right] = [edge(place.column * TILE * step, x), edge((place.column * TILE + width) * step, x)];
    const [top, bottom] = [edge(place.row * TILE * step, y), edge((place.row * TILE + height) * step, y)];
    pen.drawImage(canvas, sx, sy, width * share, height * share, left, top, right - left, bottom - top);
  }

  /** The last average of a row may stand for fewer numbers than it is wide. */
  private clip(pen: CanvasRenderingContext2D, { cell, x, y }: Viewport): void {
    pen.beginPath();
    pen.rect(-x * cell, -y * cell, this.source.columns * cell, this.source.rows * cell);
    pen.clip();
  }

  private seen({ view: { cell, x, y }, window }: TilesDrawing): { top: number; bottom: number; left: number; right: number } {
    return {
      top: Math.max(0, Math.floor(y)), bottom: Math.min(this.source.rows, Math.ceil(y + window.height / cell)),
      left: Math.max(0, Math.floor(x)), right: Math.min(this.source.columns, Math.ceil(x + window.width / cell)),
    };
  }

  private lines(pen: CanvasRenderingContext2D, drawing: TilesDrawing): void {
    const { view: { cell, x, y }, colours } = drawing;
    const { top, bottom, left, right } = this.seen(drawing);
    pen.beginPath();
    for (let c = left; c <= right; c++) {
      pen.moveTo(Math.round((c - x) * cell) + 0.5, (top - y) * cell);
      pen.lineTo(Math.round((c - x) * cell) + 0.5, (bottom - y) * cell);
    }
    for (let r = top; r <= bottom; r++) {
      pen.moveTo((left - x) * cell, Math.round((r - y) * cell) + 0.5);
      pen.lineTo((right - x) * cell, Math.round((r - y) * cell) + 0.5);
    }
    pen.lineWidth = 1;
    pen.strokeStyle = css(colours.line);
    pen.stroke();
  }

  private numbers(pen: CanvasRenderingContext2D, drawing: TilesDrawing): void {
    const { view: { cell, x, y }, font } = drawing;
    const { top, bottom, left, right } = this.seen(drawing);
    pen.font = `500 ${Math.min(15, cell * 0.29)}px ${font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const value = this.at({ row, column });
        if (value === null) continue;
        pen.fillStyle = css(readable(this.colour(value), [0, 0, 0], [255, 255, 255]));
        pen.fillText(formatNumber(value, 3), (column + 0.5 - x) * cell, (row + 0.5 - y) * cell);
      }
    }
  }
}

function frame(pen: CanvasRenderingContext2D, { row, column }: Cell, { cell, x, y }: Viewport, colours: Colours): void {
  const side = Math.max(cell, 6);
  pen.lineWidth = 2.5;
  pen.strokeStyle = css(colours.accent);
  pen.strokeRect((column + 0.5 - x) * cell - side / 2, (row + 0.5 - y) * cell - side / 2, side, side);
}
