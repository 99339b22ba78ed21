// <hm-vector>: the same numbers as an arrow, a column and a strip of colour. With two of them: their sum, a multiple, the dot
// product as a shadow times a length, the projection on a line and what is left. Beyond two numbers the strips tell it.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { writePoint } from '../math/plane_setup';
import type { State } from '../math/state';
import { norm, type Vector as Numbers } from '../math/statistics';
import { tidy } from '../math/ticks';
import { add, ontoRightAngle, type Pair, readPair, readVector, relation, scale } from '../math/vector';
import { arrowStyles } from './_arrows';
import type { Readable } from './_attributes';
import { fieldStyles, namedFields, numberField } from './_fields';
import { drawHandle, Frame, frameStyles, stepped } from './_frame';
import { arrowStepsAlong } from './_keys';
import { vectorCase } from './_vector_case';
import { drawVectors, type View } from './_vector_drawing';
import { drawStrips, MOST_CELLS, type Row, stripsHeight } from './_vector_strips';
import { vectorStyles } from './_vector_styles';
import { vectorSentence } from './_vector_words';
import { define, type Drawn, Visual } from './_visual';

const WIDE = 560; // from here on the columns stand beside the picture
const PANEL = 230;
const LARGEST = 500;
const REACH = 4.4;
const WRITABLE = 6; // numbers that get a field to write in
const QUOTED = 8; // entries that prose can quote
const PULL = 1.5; // degrees from which a vector is drawn onto the line of the other, or across it
const VIEWS: readonly View[] = ['one', 'sum', 'scale', 'dot', 'project'];

type Written = string | Numbers;

export class Vector extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, frameStyles, arrowStyles, fieldStyles, vectorStyles];
  static override properties: PropertyDeclarations = {
    a: { type: String },
    b: { type: String },
    view: { type: String },
    factor: { type: Number },
    names: { type: String },
    fixed: { type: Boolean },
    expected: { attribute: false },
    yours: { attribute: false },
    first: { state: true },
    second: { state: true },
  };
  static override readable: Readable = { view: VIEWS };
  /** `3 1`, or a list of numbers. */
  declare a: Written;
  declare b: Written;
  declare view: View;
  /** The c of view="scale": c·a. */
  declare factor: number;
  /** How the two are called. */
  declare names: string;
  /** Is it only to be looked at? */
  declare fixed: boolean;
  declare expected: Numbers | null;
  /** What a learner's code answered. */
  declare yours: Numbers | null;

  declare private first: Numbers | null;
  declare private second: Numbers | null;
  private start: { a: Numbers | null; b: Numbers | null; factor: number } = { a: null, b: null, factor: 2 };
  private seen = REACH;
  private problem = '';

  constructor() {
    super();
    this.a = this.b = '';
    this.view = 'one';
    this.factor = 2;
    this.names = 'a b';
    this.fixed = false;
    this.expected = this.yours = this.first = this.second = null;
  }

  static readonly ofCase = vectorCase;

  // What it says

  private get pair(): Pair | null {
    return this.first && this.second ? readPair(this.first, this.second) : null;
  }

  private get both(): readonly [string, string] {
    const [a = 'a', b = 'b'] = this.names.trim().split(/\s+/);
    return [a, b];
  }

  get state(): State {
    const { first, second, pair } = this;
    if (!first) return {};
    const state: Record<string, number | string | null> = { ...entries('a', first), n: first.length, length: norm(first) };
    if (first.length === 2 && !pair) state['angle'] = norm(first) === 0 ? null : (Math.atan2(first[1]!, first[0]!) * 180) / Math.PI;
    if (this.view === 'scale') Object.assign(state, { factor: this.factor }, entries('s', scale(this.factor, first)));
    if (second && pair) {
      const { dot, cos, angle, shadow, factor, foot, residual } = pair;
      Object.assign(state, entries('b', second), entries('sum', add(first, second)), foot && entries('p', foot), residual && entries('r', residual), {
        length_b: norm(second), dot, cos, angle, projection: shadow, residual: residual && norm(residual), relation: relation(angle),
        ...(this.view === 'scale' ? {} : { factor }),
      });
    }
    return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null)) as State;
  }

  override get setup() {
    return {
      a: writePoint(this.first ?? []), b: writePoint(this.second ?? []), view: this.view, factor: String(this.factor),
    };
  }

  private get sentence(): string {
    return this.first ? vectorSentence(this.view, this.first, this.second, this.factor, this.pair, this.both) : '';
  }

  // What it is told

  protected override willUpdate(changes: PropertyValues): void {
    if (['a', 'b', 'view', 'expected', 'yours'].some((name) => changes.has(name))) this.read(changes);
  }

  private read(changes: PropertyValues): void {
    try {
      if (changes.has('a')) this.first = this.start.a = this.a.length === 0 ? null : readVector('a', this.a);
      if (changes.has('b')) this.second = this.start.b = this.b.length === 0 ? null : readVector('b', this.b);
      if (changes.has('factor')) this.start.factor = this.factor;
      this.problem = this.misfit();
    } catch (error) {
      this.problem = (error as Error).message; // readVector throws nothing but sentences
    }
    this.fit();
  }

  private misfit(): string {
    const { first, second } = this;
    if (first && second && first.length !== second.length) return `a has ${first.length} numbers and b has ${second.length}. Both need the same: a="3 1" b="1 2".`;
    if (!first && !this.expected) return 'There is no vector. Write its numbers: a="3 1".';
    return first && !second && !this.expected && !['one', 'scale'].includes(this.view) ? `view="${this.view}" needs two vectors: a="3 1" b="1 2".` : '';
  }

  /** All arrows lie in sight. */
  private fit(): void {
    const { first, second } = this;
    const drawn = [first, second, this.expected, this.yours, first && second && this.view === 'sum' ? add(first, second) : null, first && this.view === 'scale' ? scale(this.factor, first) : null];
    this.seen = Math.max(REACH, 1.2 * Math.max(0, ...drawn.flatMap((v) => v ?? []).map(Math.abs)));
  }

  // What a person does

  private set(which: 'first' | 'second', to: Numbers): void {
    this[which] = to;
    if (!this.asking) this.say(this.sentence);
  }

  private readonly setFactor = (to: Point): void => {
    const a = this.first!;
    this.factor = tidy((to[0] * a[0]! + to[1] * a[1]!) / norm(a) ** 2);
    if (!this.asking) this.say(this.sentence);
  };

  /** On halves of a, gently. */
  private readonly snapFactor = (to: Point): Point => {
    const a = this.first!;
    const factor = (to[0] * a[0]! + to[1] * a[1]!) / norm(a) ** 2;
    const half = Math.round(2 * factor) / 2;
    const snapped = Math.abs(factor - half) < 0.08 ? half : Math.round(50 * factor) / 50;
    return [snapped * a[0]!, snapped * a[1]!];
  };

  private readonly stepFactor = (event: KeyboardEvent): Point | null => {
    const steps = arrowStepsAlong(event);
    if (!steps) return null;
    const factor = stepped(this.factor, steps, 0.1);
    return [factor * this.first![0]!, factor * this.first![1]!];
  };

  // What is drawn

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (this.room === 0) return html`<div class="waiting"></div>`;
    const length = (this.first ?? this.expected!).length;
    return length === 2 ? this.plane() : html`${this.strips('picture')}${length <= WRITABLE ? html`<div class="panel">${this.columns()}</div>` : nothing}`;
  }

  private plane(): TemplateResult {
    const wide = this.room >= WIDE;
    const side = wide ? Math.min(this.room - PANEL - 24, this.span(LARGEST)) : this.span(LARGEST);
    const frame = new Frame(side, side, this.seen);
    const [first, second] = [this.first as Point | null, this.second as Point | null];
    return html`
      <div class=${wide ? 'stage wide' : 'stage'}>
        <svg class="picture" width=${side} height=${side} viewBox="0 0 ${side} ${side}" role="group" aria-label=${this.label || this.spoken}>
          ${drawVectors({
            frame, view: this.view, a: first, b: second, factor: this.factor, pair: this.pair, names: this.both,
            expected: this.expected as Point | null, yours: this.yours as Point | null, told: !this.asking,
          })}
          ${this.fixed || !first ? nothing : this.handles(frame, first, second)}
        </svg>
        <div class="panel">${this.columns()}${this.strips('')}</div>
      </div>`;
  }

  private get spoken(): string {
    return this.asking ? 'Vectors as arrows' : this.sentence || 'Vectors as arrows';
  }

  private handles(frame: Frame, a: Point, b: Point | null): unknown {
    if (this.view === 'scale') {
      return drawHandle(frame, {
        label: `The multiple of ${this.both[0]}`, at: [this.factor * a[0], this.factor * a[1]], home: [this.start.factor * a[0], this.start.factor * a[1]],
        words: `${formatNumber(this.factor)} times ${this.both[0]}`, hint: 'Arrow keys change the factor by a tenth, with Shift by a half; Home puts back',
        keys: this.stepFactor, snap: this.snapFactor, move: this.setFactor,
      });
    }
    const shown = this.view === 'one' ? [a] : [a, b];
    return shown.map((v, i) => v && drawHandle(frame, {
      label: `The vector ${this.both[i]}`, at: v, home: ((i === 0 ? this.start.a : this.start.b) ?? v) as Point,
      snap: (point) => this.snap(frame, point, i === 0 ? b : a), move: (to) => this.set(i === 0 ? 'first' : 'second', to),
    }));
  }

  /** Onto halves; else at a right angle to the other, or along it, where that is near. */
  private snap(frame: Frame, point: Point, other: Point | null): Point {
    const half = frame.snap(point);
    return other && (this.view === 'dot' || this.view === 'project') ? ontoRightAngle(other, half, PULL) : half;
  }

  private rows(): Row[] {
    const { first, second, pair, view } = this;
    const [a, b] = this.both;
    const row = (name: string, values: Numbers | null | undefined, kind = ''): Row[] => (values ? [{ name, values, kind }] : []);
    const results: Record<View, () => Row[]> = {
      one: () => [],
      sum: () => row(`${a} + ${b}`, first && second && add(first, second)),
      scale: () => row(`c${a}`, first && scale(this.factor, first)),
      dot: () => row('products', first && second && first.map((x, i) => x * second[i]!), 'word').map((each) => ({ ...each, total: `= ${formatNumber(pair!.dot)}` })),
      project: () => [...row('p', pair?.foot), ...row('r', pair?.residual)],
    };
    return [
      ...row(a, first, 'first'), ...(view === 'scale' ? [] : row(b, second, 'second')), ...(this.asking ? [] : results[view]()),
      ...row('expected', this.expected, 'expected'), ...row('yours', this.yours, 'yours'),
    ];
  }

  private strips(classes: string): TemplateResult {
    const rows = this.rows();
    const room = classes === 'picture' ? this.room : Math.min(this.room, PANEL);
    const height = stripsHeight(rows);
    return html`
      <svg class=${`strips ${classes}`} width=${room} height=${height} viewBox="0 0 ${room} ${height}" role="img"
        aria-label=${`The numbers as colours: ${rows.map(({ name }) => name).join(', ')}`}>${drawStrips(rows, room, this.colours)}</svg>`;
  }

  private columns(): TemplateResult {
    const { first, second, view } = this;
    const [a, b] = this.both;
    return html`
      <div class="columns">
        ${first ? this.column(a, first, 'first') : nothing}
        ${second && view !== 'scale' && view !== 'one' ? this.column(b, second, 'second') : nothing}
      </div>`;
  }

  private column(name: string, values: Numbers, which: 'first' | 'second'): TemplateResult {
    const write = (i: number) => (typed: number): void => {
      this.set(which, values.map((value, j) => (j === i ? typed : value)));
      this.fit();
    };
    const fields = values.map((value, i) => numberField(`${name}, entry ${i + 1}`, value, which, this.fixed ? null : write(i)));
    return namedFields(name, which, `The vector ${name}`, 'column', fields);
  }

  protected override caption(): Drawn {
    const { length } = this.first ?? [];
    const more = length > MOST_CELLS ? ` The first ${MOST_CELLS} of ${length} numbers are drawn.` : '';
    const compared = this.yours ? ' Bold: expected. Dashed: yours.' : '';
    const hint = this.touched || this.fixed || length !== 2 ? nothing : html` <span class="hint">Drag a green ring, or use the arrow keys.</span>`;
    return html`${this.expected && this.view === 'one' ? '' : this.sentence}${more}${compared}${hint}`;
  }
}

const entries = (name: string, v: Numbers): Record<string, number> => Object.fromEntries(v.slice(0, QUOTED).map((x, i) => [`${name}${i + 1}`, x]));

define('hm-vector', Vector);
