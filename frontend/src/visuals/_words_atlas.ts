// The map of all words: points by WebGL, and above them the names of the most frequent words that have room, on the same canvas.

import { css, html, nothing, type TemplateResult } from 'lit';

import { fromTip } from '../math/arrow';
import { analogous, type Atlas, type Neighbour, neighbours, readAtlas } from '../math/atlas';
import { css as ink } from '../math/colour';
import { formatNumber, formatPercent } from '../math/format';
import type { Point } from '../math/plane';
import type { State } from '../math/state';
import { Camera } from './_camera';
import type { Colours } from './_colours';
import { listen } from './_gestures';
import { arrowSteps } from './_keys';
import { sharpness } from './_sharpness';
import type { Drawn } from './_visual';
import { glPoints, paintSquares, type Points } from './_words_points';

const NEIGHBOURS = 10;
const DEEPEST = 60_000; // CSS pixels across which the whole map is drawn at most
const CLOSE = 14; // times the whole map, where a word is looked up
const REACH = 18; // CSS pixels from a point that still touch it
const STEP = 60; // that an arrow key moves
const SIZE = 12.5;
const TALL = 14; // of a name
const [ACROSS, DOWN] = [22, 10]; // of the cells of which two names have none in common
const NAMED = 140; // names at once
const LETTERS = /\p{L}{2}/u; // the most frequent "words" are commas and figures

export const atlasStyles = css`
  canvas { width: 100%; touch-action: none; cursor: grab; outline: 1px solid var(--line); outline-offset: -1px; border-radius: var(--hm-radius, 6px); }
  canvas.points { position: absolute; inset: 0; height: 100%; outline: none; pointer-events: none; }
  .search input { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--hm-radius, 6px);
    min-height: 2.25rem; padding: 0.25rem 0.5rem; width: 8.5em; }
  .search { display: inline-flex; align-items: center; gap: 0.25rem; }
`;

/** What the map needs of the picture that it stands in. */
interface Stand {
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
  readonly font: string;
  readonly canvas: HTMLCanvasElement | null;
  update: () => void;
  say: (text: string) => void;
}

const loads = new Map<string, Promise<Atlas | string>>();

/** All words of the server's vectors, or a sentence that says why there are none. */
async function load(name: string): Promise<Atlas | string> {
  const response = await fetch(`/data/words/${encodeURIComponent(name)}.bin`).catch(() => null); // rejected: nobody answers
  return response?.ok ? readAtlas(await response.arrayBuffer()) : `The words “${name}” could not be loaded (${response?.status ?? 'no answer'}).`;
}

export class WordsAtlas {
  private atlas: Atlas | null = null;
  private points: Points | null = null;
  /** Is all drawn on one canvas, for a file? */
  private single = false;
  private problem = '';
  /** Words of letters, the most frequent first. */
  private lettered: readonly number[] = [];
  private near: readonly Neighbour[] = [];
  /** The words of the analogy, or only the one that is looked at. */
  private asked: readonly number[] = [];
  private hovered = -1;
  private listening: HTMLCanvasElement | null = null;
  private readonly camera = new Camera(DEEPEST, () => this.paint());

  constructor(private readonly wish: { find: string; analogy: string }, name: string, private readonly stand: Stand) {
    if (!loads.has(name)) loads.set(name, load(name));
    void loads.get(name)!.then((found) => this.take(found));
  }

  private take(found: Atlas | string): void {
    if (typeof found === 'string') this.problem = found;
    else {
      this.atlas = found;
      this.lettered = found.words.flatMap((word, i) => (LETTERS.test(word) ? [i] : []));
      this.points = glPoints(found.places);
      this.answer();
    }
    this.stand.update();
  }

  /** For a file, which is made of one canvas. */
  async onOneCanvas<T>(take: () => Promise<T>): Promise<T> {
    this.single = true;
    try {
      return await take();
    } finally {
      this.single = false;
      this.camera.drawSoon();
    }
  }

  stop(): void {
    this.camera.stop();
  }

  get state(): State {
    const { atlas, asked, near } = this;
    if (!atlas) return {};
    return {
      words: atlas.words.length, chosen: asked[0] ?? -1, chosen_text: this.word(asked.at(-1)), cosine: near[0]?.cosine ?? 0,
      nearest_text: this.word(near[0]?.word), answer_text: asked.length === 3 ? this.word(near[0]?.word) : 'none',
    };
  }

  private word(i: number | undefined): string {
    return (i === undefined ? undefined : this.atlas?.words[i]) ?? 'none';
  }

  /** What `find` and `analogy` ask for. */
  private answer(): void {
    const { atlas, wish } = this;
    if (!atlas) return;
    const typed = (wish.analogy.trim() || wish.find.trim()).toLowerCase().split(/[\s,;]+/).filter((word) => word !== '');
    this.asked = [];
    this.near = [];
    const unknown = typed.find((word) => !atlas.of.has(word));
    const wanted = wish.analogy.trim() ? 3 : 1;
    this.problem = '';
    if (typed.length === 0) return;
    if (unknown !== undefined) this.problem = `“${unknown}” is not among the ${atlas.words.length.toLocaleString('en')} words.`;
    else if (typed.length !== wanted) this.problem = wanted === 3 ? 'An analogy has three words: man woman king.' : 'One word at a time.';
    else {
      const [a = 0, b = 0, c = 0] = (this.asked = typed.map((word) => atlas.of.get(word)!));
      this.near = wanted === 3 ? analogous(atlas, [a, b, c], 5) : neighbours(atlas, a, NEIGHBOURS);
      this.stand.say(this.sentence());
    }
  }

  private sentence(): string {
    const names = this.near.slice(0, 5).map(({ word }) => this.word(word));
    const [a, b, c] = this.asked.map((i) => this.word(i));
    return c === undefined ? `Nearest to ${a}: ${names.join(', ')}.` : `${a} is to ${b} as ${c} is to ${names[0]}.`;
  }

  caption(): Drawn {
    const { atlas, near, problem, asked } = this;
    if (problem) return html`<span role="alert">${problem}</span>`;
    if (!atlas) return html`The words are on their way.`;
    const plane = `Of a word’s ten nearest in all ${atlas.dimensions} directions the map keeps ${formatPercent(atlas.kept, 0)} near.`;
    return html`${near.length > 0
      ? html`<strong>${this.sentence()}</strong> The closest has a cosine of ${formatNumber(near[0]!.cosine, 2)}. `
      : `${atlas.words.length.toLocaleString('en')} words. Touch one to see the words that mean nearly the same. `}${asked.length === 3 ? 'A flat map bends: the arrows are alike only in all directions. ' : ''}${plane}${
      this.points === null ? ' This browser has no WebGL: the points are drawn more slowly.' : ''}`;
  }

  tools(): Drawn {
    if (!this.atlas) return nothing;
    const typed = (field: 'find' | 'analogy') => (event: Event): void => {
      this.wish.analogy = '';
      this.wish[field] = (event.target as HTMLInputElement).value;
    };
    return html`
      <label class="search">find <input class="find" autocomplete="off" spellcheck="false" .value=${this.wish.find} @change=${typed('find')}></label>
      <label class="search">a b c <input class="analogy" autocomplete="off" spellcheck="false" placeholder="man woman king" title="a is to b as c is to which word?"
        .value=${this.wish.analogy} @change=${typed('analogy')}></label>
      <button class="sign" aria-label="Closer" @click=${(): void => this.zoom(1.8)}>+</button>
      <button class="sign" aria-label="Farther" @click=${(): void => this.zoom(1 / 1.8)}>−</button>
      <button @click=${(): void => this.camera.showAll()}>All</button>`;
  }

  picture(): TemplateResult {
    const { atlas, problem } = this;
    if (!atlas) return problem ? html`<p class="problem" role="alert">${problem}</p>` : html`<div class="waiting"></div>`;
    return html`<div class="stage">${this.points?.canvas ?? nothing}<canvas class="picture" tabindex="0" role="application" @keydown=${this.press}
      aria-label="A map of ${atlas.words.length} words. Arrow keys move it, plus and minus zoom, Enter takes the word in the middle."></canvas></div>`;
  }

  /** After each update; `asked`: for something else than before. */
  drawn(asked: boolean): void {
    const { atlas, stand: { canvas, width, height } } = this;
    if (!atlas || !canvas) return;
    if (this.listening !== canvas) this.listen(canvas);
    canvas.style.height = `${height}px`;
    const [across, down] = [Math.round(width * sharpness()), Math.round(height * sharpness())];
    if (canvas.width !== across || canvas.height !== down) {
      [canvas.width, canvas.height] = [across, down];
      this.camera.frameUp({ width: atlas.width, height: atlas.height }, { width, height });
      this.visit();
    }
    if (asked) {
      this.answer();
      this.visit();
      this.stand.update(); // the caption says it
    }
    this.camera.drawSoon();
  }

  /** To where all that is asked and answered can be seen. */
  private visit(): void {
    const { atlas, camera, stand: { width, height } } = this;
    const seen = this.marked;
    if (!atlas || seen.length === 0) return;
    const [xs, ys] = [0, 1].map((k) => seen.map((i) => atlas.places[2 * i + k]!)) as [number[], number[]];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const cell = Math.min(camera.fitted.cell * CLOSE, (width * 0.7) / (right - left || 1e-9), (height * 0.75) / (bottom - top || 1e-9));
    camera.glide(camera.about((left + right) / 2, (top + bottom) / 2, Math.max(camera.fitted.cell, cell)));
  }

  private get marked(): number[] {
    const answers = this.asked.length === 3 ? this.near.slice(0, 1) : this.near;
    return [...this.asked, ...answers.map(({ word }) => word)];
  }

  private listen(canvas: HTMLCanvasElement): void {
    this.listening = canvas;
    listen(canvas, {
      movable: () => true,
      pan: (dx, dy) => this.camera.pan(dx, dy),
      zoom: (factor, x, y, gliding) => this.camera.zoom(factor, x, y, gliding),
      tap: (x, y, double) => (double ? this.camera.zoom(2, x, y, true) : this.choose(this.at(x, y))),
      hover: (x, y) => this.hover(this.at(x, y)),
      leave: () => this.hover(-1),
    });
  }

  private hover(word: number): void {
    if (word === this.hovered) return;
    this.hovered = word;
    this.camera.drawSoon();
  }

  private choose(word: number): void {
    this.wish.analogy = '';
    this.wish.find = word < 0 ? '' : this.word(word);
  }

  private zoom(factor: number): void {
    this.camera.zoom(factor, this.stand.width / 2, this.stand.height / 2, true);
  }

  /** The most frequent word of those that are nearly closest. */
  private at(px: number, py: number, reach = REACH): number {
    const { atlas, camera: { view } } = this;
    if (!atlas) return -1;
    let [best, least] = [-1, reach];
    for (let i = 0; i < atlas.words.length; i++) {
      const far = Math.hypot((atlas.places[2 * i]! - view.x) * view.cell - px, (atlas.places[2 * i + 1]! - view.y) * view.cell - py);
      if (far < least) [best, least] = [i, far];
    }
    return best;
  }

  private readonly press = (event: KeyboardEvent): void => {
    const steps = arrowSteps(event);
    const { width, height } = this.stand;
    if (steps) this.camera.pan(-STEP * steps[0], STEP * steps[1]);
    else if (event.key === '+' || event.key === '=') this.zoom(1.4);
    else if (event.key === '-') this.zoom(1 / 1.4);
    else if (event.key === 'Home') this.camera.showAll();
    else if (event.key === 'Enter') this.choose(this.at(width / 2, height / 2, Infinity));
    else return;
    event.preventDefault();
  };

  // Painting

  private paint(): void {
    const { atlas, points, stand: { canvas, colours, width, height } } = this;
    if (!atlas || !canvas) return;
    const pen = canvas.getContext('2d')!;
    const { view, fitted } = this.camera;
    pen.setTransform(sharpness(), 0, 0, sharpness(), 0, 0);
    pen.clearRect(0, 0, width, height);
    const radius = Math.min(2.2, 0.8 * (view.cell / fitted.cell) ** 0.3);
    if (points && !this.single) points.paint(canvas.width, canvas.height, view, sharpness(), radius, colours.muted);
    else paintSquares(pen, atlas.places, view, sharpness(), radius, colours.muted);
    const place = (i: number): [number, number] => [(atlas.places[2 * i]! - view.x) * view.cell, (atlas.places[2 * i + 1]! - view.y) * view.cell];
    this.paintLines(pen, place);
    this.paintNames(pen, place);
  }

  private paintLines(pen: CanvasRenderingContext2D, place: (i: number) => [number, number]): void {
    const { asked, near, stand: { colours } } = this;
    pen.strokeStyle = pen.fillStyle = ink(colours.accent);
    if (asked.length === 3) {
      pen.lineWidth = 2.2;
      paintArrow(pen, place(asked[0]!), place(asked[1]!));
      paintArrow(pen, place(asked[2]!), place(near[0]!.word));
    } else if (asked.length === 1) {
      for (const { word, cosine } of near) {
        pen.lineWidth = 0.6 + 2 * Math.max(0, cosine - 0.4);
        pen.beginPath();
        pen.moveTo(...place(asked[0]!));
        pen.lineTo(...place(word));
        pen.stroke();
      }
    }
    for (const i of this.marked) {
      pen.beginPath();
      pen.arc(...place(i), i === asked[0] ? 5 : 3.5, 0, 7);
      pen.fill();
    }
  }

  private seen(i: number): boolean {
    const { atlas, stand: { width, height }, camera: { view: { x, y, cell } } } = this;
    const [across, down] = [(atlas!.places[2 * i]! - x) * cell, (atlas!.places[2 * i + 1]! - y) * cell];
    return across > -60 && across < width && down > 0 && down < height;
  }

  /** Marked words first, then the most frequent ones. Places are taken on a grid that moves with the map, so that names stay while it is moved. */
  private paintNames(pen: CanvasRenderingContext2D, place: (i: number) => [number, number]): void {
    const { atlas, stand: { colours, font }, camera: { view } } = this;
    const { words } = atlas!;
    const marked = new Set(this.hovered >= 0 ? [...this.marked, this.hovered] : this.marked);
    const wanted = new Set([this.hovered, ...this.asked, ...(this.asked.length === 3 ? [this.near[0]!.word] : [])]); // named even where there is no room
    const taken = new Set<string>();
    pen.lineJoin = 'round';
    pen.textBaseline = 'middle';
    pen.lineWidth = 3.5;
    pen.strokeStyle = ink(colours.paper);
    let named = 0;
    const name = (i: number): void => {
      if (!this.seen(i)) return;
      const [x, y] = place(i);
      const bold = marked.has(i);
      pen.font = `${bold ? 600 : 400} ${bold ? SIZE + 1.5 : SIZE}px ${font}`;
      const long = bold ? pen.measureText(words[i]!).width : words[i]!.length * SIZE * 0.58;
      const beside: readonly (readonly [number, number])[] = bold ? [[x + 6, y], [x - 6 - long, y], [x - long / 2, y - TALL], [x - long / 2, y + TALL]] : [[x + 6, y]];
      const covered = beside.map(([left, middle]) => cellsOf(left + view.x * view.cell, middle + view.y * view.cell, long));
      const hidden = covered.map((cells) => cells.filter((cell) => taken.has(cell)).length);
      const best = hidden.indexOf(Math.min(...hidden));
      if (hidden[best]! > 0 && !wanted.has(i)) return;
      const [left, middle] = beside[best]!;
      covered[best]!.forEach((cell) => taken.add(cell));
      pen.strokeText(words[i]!, left, middle);
      pen.fillStyle = ink(bold ? colours.accent : colours.ink);
      pen.fillText(words[i]!, left, middle);
      named += 1;
    };
    marked.forEach(name);
    for (const i of this.lettered) {
      if (named >= NAMED) break;
      if (this.seen(i) && !marked.has(i)) name(i);
    }
  }
}

/** The cells of a grid that a name covers, its left end and its middle height given. */
function cellsOf(left: number, middle: number, long: number): string[] {
  const rows = new Set([middle - TALL / 2, middle + TALL / 2].map((edge) => Math.floor(edge / DOWN)));
  const [first, last] = [left - 3, left + long + 6].map((edge) => Math.floor(edge / ACROSS)) as [number, number];
  return [...rows].flatMap((row) => Array.from({ length: last - first + 1 }, (_, k) => `${first + k},${row}`));
}

function paintArrow(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  const at = fromTip(from, to);
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...at(10));
  pen.stroke();
  pen.beginPath();
  pen.moveTo(...at(4));
  pen.lineTo(...at(14, 5));
  pen.lineTo(...at(14, -5));
  pen.fill();
}
