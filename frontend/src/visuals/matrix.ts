// <hm-matrix>: any array as a heat map, blue negative, orange positive, with its shape beside it. Numbers stand in the cells
// where they fit; a cell under the pointer or the keyboard's cursor is read out. A photo (h×w×3 uint8) looks like one.
// It can be changed (`editable`), show what an index takes (`select`), be broadcast `with` another array, and be huge.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { type ShownArray, size, toNumber } from '../math/array';
import { type Given, readArray, writeMatrix } from '../math/given';
import { patternSource } from '../math/patterns';
import type { State } from '../math/state';
import { ofTyped, type Source, type Typed } from '../math/tiles';
import type { Setup } from './_address';
import type { Readable } from './_attributes';
import { cellInputStyles } from './_cell_input';
import { MatrixCast } from './_matrix_cast';
import { MatrixCells } from './_matrix_cells';
import type { Face, Stand } from './_matrix_face';
import { MatrixMap } from './_matrix_map';
import { type Spectrum, spectrumChart } from './_matrix_spectrum';
import { matrixStyles } from './_matrix_styles';
import { define, type Drawn, Visual } from './_visual';

const LINKED = 400; // numbers that an address holds at most
const HUGE = 100_000; // numbers; from here on it is a map
const TALLEST = 0.6; // of the window's height, for a map

export class Matrix extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, cellInputStyles, matrixStyles];
  static override properties: PropertyDeclarations = {
    values: { type: String },
    value: { attribute: false },
    source: { attribute: false },
    pattern: { type: String },
    size: { type: Number },
    against: { attribute: false },
    max: { type: Number },
    photo: { type: Boolean },
    numbers: { type: Number },
    compare: { type: String, reflect: true },
    vector: { type: String },
    slice: { type: String },
    axes: { type: String },
    editable: { type: Boolean },
    select: { type: String },
    with: { type: String },
    op: { type: String },
    spectrum: { attribute: false },
  };
  static override readable: Readable = { size: [1, 1e5] };
  /** The numbers as text: `1 2; 3 4`. */
  declare values: string;
  declare value: Given;
  /** A huge one that is not in memory: where its numbers, and their averages, come from. */
  declare source: Source | null;
  /** Or one that is known by a formula (see PATTERNS), with so many rows and columns. */
  declare pattern: string | null;
  declare size: number;
  /** An array of the same shape: cells that differ from it are marked. */
  declare against: ShownArray | null;
  /** The value that gets the full colour; the largest one where it is not given. */
  declare max: number | null;
  /** Drawn as light, 0 black and 255 white, whatever its dtype. An h×w×3 uint8 array always is. */
  declare photo: boolean;
  /** How far a photo of one channel has turned into its numbers, 0 to 1; with a slider where it is given. */
  declare numbers: number | null;
  declare compare: 'expected' | 'yours' | null;
  /** How a vector stands. */
  declare vector: 'column' | 'row';
  /** Which matrix of a stack: its place, or its index along each leading axis, `1 0`. */
  declare slice: number | string;
  /** The names of the leading axes: `batch head`. */
  declare axes: string;
  /** Its numbers can be changed. */
  declare editable: boolean;
  /** An index as NumPy writes it, `1:3, ::2`: its cells are marked. */
  declare select: string | null;
  /** Another array; the two are broadcast, `op` between them. A list is a vector, one number a number. */
  declare with: string | null;
  declare op: string;
  /** Its singular values, to be drawn below it. */
  declare spectrum: Spectrum | null;
  protected override readonly formats = ['png'] as const;

  private array: ShownArray | null = null;
  private face: Face | null = null;
  private problem = '';
  private readonly cells: MatrixCells;
  private readonly stand: Stand;

  constructor() {
    super();
    this.values = this.axes = '';
    this.value = this.source = this.pattern = this.against = this.max = this.numbers = this.compare = this.select = this.with = this.spectrum = null;
    this.photo = this.editable = false;
    this.vector = 'column';
    this.slice = 0;
    this.size = 1000;
    this.op = '+';
    this.stand = this.makeStand();
    this.cells = new MatrixCells(this, this.stand);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.face instanceof MatrixMap) this.face.stop();
  }

  private makeStand(): Stand {
    const matrix = this;
    return {
      get room() { return matrix.room; },
      get asking() { return matrix.asking; },
      get presented() { return matrix.presented; },
      get tallest() { return matrix.presented ? matrix.span(Infinity) : Math.max(240, TALLEST * innerHeight); },
      get colours() { return matrix.colours; },
      get font() { return getComputedStyle(matrix).getPropertyValue('--ui'); },
      get root() { return matrix.renderRoot as ShadowRoot; },
      say: (text) => this.say(text),
      update: () => this.requestUpdate(),
    };
  }

  get state(): State {
    return this.face?.state ?? {};
  }

  override get setup(): Setup {
    const { array, cells } = this;
    const setup: Setup = {};
    if (array?.shape.length === 2 && array.values.length <= LINKED) setup['values'] = writeMatrix(Array.from(array.values, toNumber), array.shape[1]!);
    if (this.face === cells && cells.leading.length > 0) setup['slice'] = cells.index.join(' ');
    if (this.select !== null) setup['select'] = this.select;
    if (this.numbers !== null) setup['numbers'] = String(this.numbers);
    return setup;
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.size > 0) this.read(changes);
    this.toggleAttribute('tooled', this.editable || this.numbers !== null || this.select !== null || (this.face !== null && this.face !== this.cells));
  }

  private read(changes: PropertyValues): void {
    if (changes.has('values') && !changes.has('value') && changes.get('values') !== undefined) this.value = null; // set anew, it holds again
    this.problem = '';
    const before = this.face;
    try {
      this.array = null;
      this.face = this.mapFace(changes) ?? this.smallFace();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.face = null;
      this.problem = `This matrix cannot be drawn. ${error.message}`;
    }
    if (before instanceof MatrixMap && before !== this.face) before.stop();
  }

  private mapFace(changes: PropertyValues): MatrixMap | null {
    const large = largeArray(this.value);
    if (!this.source && !this.pattern && !large) return null;
    if (this.face instanceof MatrixMap && !['source', 'pattern', 'size', 'value', 'max'].some((name) => changes.has(name))) return this.face;
    const source = this.source ?? (large ? typedSource(large) : patternSource(this.pattern!, this.size));
    return new MatrixMap(source, this, this.stand);
  }

  private smallFace(): Face {
    this.array = readArray(this.value ?? this.values);
    if (this.array && this.with !== null) return new MatrixCast(this.array, this.with, this.op, this, this.stand);
    this.cells.show(this.array ?? { shape: [0], dtype: 'float64', values: [] });
    return this.cells;
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    this.face?.drawn();
  }

  protected override picture(): TemplateResult {
    return this.face?.picture() ?? html`<p class="problem" role="alert">${this.problem}</p>`;
  }

  protected override caption(): Drawn {
    return this.face?.caption() ?? html``;
  }

  protected override tools(): Drawn {
    return this.face?.tools() ?? html``;
  }

  protected override note(): Drawn {
    return this.spectrum && this.room > 0 ? spectrumChart(this.spectrum, this.room) : nothing;
  }
}

function largeArray(value: Given): ShownArray | null {
  const shown = typeof value === 'object' && value !== null && 'shape' in value ? value : null;
  return shown?.shape.length === 2 && size(shown.shape) >= HUGE ? shown : null;
}

function typedSource({ shape, values }: ShownArray): Source {
  const typed = ArrayBuffer.isView(values) ? (values as unknown as Typed) : Float64Array.from(values as ArrayLike<number>, toNumber);
  return ofTyped(typed, shape[0]!, shape[1]!);
}

define('hm-matrix', Matrix);
