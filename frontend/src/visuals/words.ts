// <hm-words>: words as points of a plane, the asked ones bold, each with its neighbours in one colour; an analogy as two arrows.
// With vectors="glove" a map of all 20,000 words of the server's vectors: `find` looks one up, `analogy` asks for a fourth.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { fromTip } from '../math/arrow';
import { type Box, type Point, spread, toPage } from '../math/labels';
import type { State } from '../math/state';
import { polygon, polyline } from './_frame';
import { define, type Drawn, Visual } from './_visual';
import { atlasStyles, WordsAtlas } from './_words_atlas';

const TALL = 0.66; // of the width
const SMALL = 12;
const LARGE = 15;
const COLOURS = ['#2f8f5b', '#a8437a', '#2a9d9d', '#8f8a2e', '#6a5fc4', '#c2606d'];

// In a lesson words are separated by semicolons, and so are points and arrows: "man; woman", "0.5 1; 0.5 2", "0 1".
const names = (text: string | null): string[] => (text ?? '').split(';').map((word) => word.trim()).filter((word) => word !== '');
const numbers = (text: string | null): number[] => (text ?? '').split(' ').filter((word) => word !== '').map(Number);
const rows = (text: string | null): number[][] => names(text).map(numbers);

export class Words extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, atlasStyles, css`
    text { fill: var(--ink); font: 400 ${SMALL}px var(--ui); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
    .asked text { font: 600 ${LARGE}px var(--ui); }
    .word { cursor: pointer; }
    .word:focus-visible { outline: none; }
    .word:focus-visible circle, .word.chosen circle { stroke: var(--accent); stroke-width: 3px; }
    .arrow { stroke: var(--accent); stroke-width: 2.2; fill: none; }
    .tip { fill: var(--accent); }
    .near { stroke: var(--line-strong); stroke-width: 1; }
  `];
  static override properties: PropertyDeclarations = {
    words: { type: String, converter: { fromAttribute: names } },
    places: { type: String, converter: { fromAttribute: rows } },
    asked: { type: String, converter: { fromAttribute: numbers } },
    groups: { type: String, converter: { fromAttribute: numbers } },
    arrows: { type: String, converter: { fromAttribute: rows } },
    share: { type: Number },
    vectors: { type: String },
    find: { type: String },
    analogy: { type: String },
    chosen: { state: true },
  };
  declare words: readonly string[];
  /** Of each word its point on the plane. */
  declare places: readonly Point[];
  /** Which words were asked for. */
  declare asked: readonly number[];
  /** With whose neighbours each word belongs. */
  declare groups: readonly number[];
  /** From which word to which. */
  declare arrows: readonly (readonly [number, number])[];
  /** Of the variance, what the plane shows. */
  declare share: number;
  /** The server's vectors of which all words are drawn: `glove`. */
  declare vectors: string;
  /** On that map: a word, with its neighbours. */
  declare find: string;
  /** On that map: `man woman king`, a is to b as c is to the answer. */
  declare analogy: string;
  /** The word that one looks at, or −1. */
  declare private chosen: number;
  private atlas: WordsAtlas | null = null;
  protected override formats: readonly ('svg' | 'png')[] = ['svg', 'png'];

  constructor() {
    super();
    this.vectors = this.find = this.analogy = '';
    this.words = this.places = this.asked = this.groups = this.arrows = [];
    this.share = 1;
    this.chosen = -1;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.atlas?.stop();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (!changes.has('vectors')) return;
    this.atlas?.stop();
    this.atlas = this.vectors === '' ? null : new WordsAtlas(this, this.vectors, this.makeStand());
    this.formats = this.atlas ? ['png'] : ['svg', 'png']; // a canvas has no SVG
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    this.atlas?.drawn(changes.has('find') || changes.has('analogy'));
  }

  override exportImage(format: 'svg' | 'png' = 'png'): Promise<Blob> {
    const take = (): Promise<Blob> => super.exportImage(format);
    return this.atlas ? this.atlas.onOneCanvas(take) : take();
  }

  private makeStand(): ConstructorParameters<typeof WordsAtlas>[2] {
    const picture = this;
    return {
      get width() { return picture.room; },
      get height() { return picture.presented ? picture.span(Infinity) : Math.max(340, picture.room * TALL); },
      get colours() { return picture.colours; },
      get font() { return getComputedStyle(picture).getPropertyValue('--ui'); },
      get canvas() { return picture.renderRoot.querySelector<HTMLCanvasElement>('canvas.picture'); },
      update: () => this.requestUpdate(),
      say: (text) => this.say(text),
    };
  }

  override get setup(): Record<string, string> {
    return this.atlas ? { find: this.find, analogy: this.analogy } : {};
  }

  get state(): State {
    const { words, chosen, atlas } = this;
    if (atlas) return atlas.state;
    const [nearest] = this.nearest(chosen, 1);
    return { words: words.length, chosen, chosen_text: words[chosen] ?? 'none', nearest_text: nearest === undefined ? 'none' : words[nearest]! };
  }

  protected override picture(): TemplateResult {
    const { room, words, atlas } = this;
    if (atlas && room > 0) return atlas.picture();
    if (room === 0 || words.length === 0) return html`<div class="waiting"></div>`;
    const problem = this.problem();
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    const width = room;
    const height = this.presented ? this.span(Infinity) : Math.max(300, width * TALL);
    const bold = new Set(this.asked);
    const points = toPage(this.places, { width, height, margin: { x: width < 500 ? 44 : 70, y: 24 } });
    const labels = spread(points, words.map((word, i) => labelSize(word, bold.has(i))), { width, height }, this.asked, this.arrows.flatMap(([tail, head]) => along(points[tail]!, points[head]!)));
    const lines = this.nearest(this.chosen, 5);
    return html`
      <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group"
        aria-label="${words.length} words on a plane; words of like meaning stand together" @keydown=${this.step}>
        ${lines.map((i) => line(points[this.chosen]!, points[i]!))}
        ${this.arrows.map(([tail, head]) => arrow(points[tail]!, points[head]!))}
        ${words.map((word, i) => this.word(i, word, points[i]!, labels[i]!, bold.has(i)))}
      </svg>`;
  }

  protected override tools(): Drawn {
    return this.atlas?.tools() ?? nothing;
  }

  protected override caption(): Drawn {
    if (this.atlas) return this.atlas.caption();
    const near = this.nearest(this.chosen, 3).map((i) => this.words[i]!);
    const seen = `The plane shows ${Math.round(this.share * 100)}% of how these words differ.`;
    return near.length > 0
      ? html`Closest to <strong>${this.words[this.chosen]}</strong> on this plane: ${near.join(', ')}. ${seen}`
      : html`${seen} Touch a word to see what is closest to it.`;
  }

  /** What is wrong with the attributes; empty where nothing is. */
  private problem(): string {
    const { words, places, asked, arrows } = this;
    const points = places.filter((point) => point.length === 2 && point.every(Number.isFinite)).length;
    if (places.length !== words.length || points !== words.length) return `There are ${words.length} words and ${points} points. Give each word one, as in places="0.5 1; 0.5 2".`;
    const wrong = [...asked, ...arrows.flat()].find((i) => !(i in words));
    if (wrong === undefined) return '';
    const range = `Words are counted from 0 to ${words.length - 1}`;
    return Number.isNaN(wrong) ? `${range}; asked="0 2" are two of them, arrows="0 1" goes from one to another.` : `There is no word ${wrong}. ${range}.`;
  }

  private word(i: number, word: string, [x, y]: Point, label: Box | null, bold: boolean): SVGTemplateResult {
    const colour = COLOURS[(this.groups[i] ?? 0) % COLOURS.length]!;
    const first = this.chosen < 0 ? this.asked[0] ?? 0 : this.chosen;
    return svg`
      <g class="word${bold ? ' asked' : ''}${i === this.chosen ? ' chosen' : ''}" data-word=${i} role="button" aria-label=${word}
        aria-pressed=${String(i === this.chosen)} tabindex=${i === first ? 0 : -1} @click=${(): void => this.choose(i)}>
        <circle cx=${x} cy=${y} r="18" fill="transparent"></circle>
        <circle cx=${x} cy=${y} r=${bold ? 5 : 3.2} fill=${colour}></circle>
        ${label || i === this.chosen ? svg`<text x=${label?.x ?? x + 7} y=${(label?.y ?? y - 9) + (bold ? LARGE : SMALL) * 0.8}>${word}</text>` : ''}
      </g>`;
  }

  private choose(i: number): void {
    this.chosen = i === this.chosen ? -1 : i;
  }

  /** The words closest on the plane. */
  private nearest(i: number, most: number): number[] {
    const at = this.places[i];
    if (!at) return [];
    const far = (j: number): number => Math.hypot(this.places[j]![0] - at[0], this.places[j]![1] - at[1]);
    return this.words.map((_, j) => j).filter((j) => j !== i).sort((a, b) => far(a) - far(b)).slice(0, most);
  }

  /** Arrow keys go to the closest word in their direction. */
  private readonly step = (event: KeyboardEvent): void => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const from = Number((event.composedPath()[0] as Element).closest('.word')?.getAttribute('data-word') ?? -1);
    if (from < 0) return;
    if (event.key === 'Enter' || event.key === ' ') this.choose(from);
    else if (way) this.go(from, way[0]!, way[1]!);
    else return;
    event.preventDefault();
  };

  private go(from: number, right: number, up: number): void {
    const [x, y] = this.places[from]!;
    let [best, least] = [-1, Infinity];
    this.places.forEach(([u, v], i) => {
      const ahead = (u - x) * right + (v - y) * up;
      const cost = ahead + 2 * Math.abs((u - x) * up + (v - y) * right);
      if (i !== from && ahead > 0 && cost < least) [best, least] = [i, cost];
    });
    if (best < 0) return;
    this.chosen = best;
    void this.updateComplete.then(() => this.renderRoot.querySelector<SVGElement>(`[data-word="${best}"]`)?.focus());
  }
}

function labelSize(word: string, bold: boolean): { width: number; height: number } {
  const size = bold ? LARGE : SMALL;
  return { width: word.length * size * 0.56, height: size };
}

/** Points of an arrow, close enough that no name fits between two. */
function along([x1, y1]: Point, [x2, y2]: Point): Point[] {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 8);
  return Array.from({ length: steps }, (_, i): Point => [x1 + ((x2 - x1) * (i + 0.5)) / steps, y1 + ((y2 - y1) * (i + 0.5)) / steps]);
}

const line = ([x1, y1]: Point, [x2, y2]: Point): SVGTemplateResult => svg`<line class="near" x1=${x1} y1=${y1} x2=${x2} y2=${y2}></line>`;

/** It ends a little before the word's point. */
function arrow(from: Point, to: Point): SVGTemplateResult {
  const at = fromTip(from, to);
  return svg`<path class="arrow" d=${polyline([from, at(13)])}></path><path class="tip" d=${polygon([at(6), at(15, 4.5), at(15, -4.5)])}></path>`;
}

define('hm-words', Words);
