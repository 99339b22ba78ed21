// <hm-sheet>: small images of one size in bands, a title above each band and a word under each image; as many in a row as fit.
// In a band that slides the first image stands, and beside it one looks at the others, one after the other.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import type { State } from '../math/state';
import type { Setup } from './_address';
import { slider } from './_slider';
import { define, type Drawn, Visual } from './_visual';

interface Band {
  title: string;
  tiles: readonly string[];
  captions: readonly string[];
  /** What number grows from image to image, after the first: `eigenfaces`. */
  slides?: string;
}

const LEAST = 84; // of an image's width, in CSS pixels
const LARGEST = 150;
const SLIDING = 230; // of the two that are compared
const GAP = 10;
const TITLE = 30;
const CAPTION = 24;
const LETTER = 7.2; // the width of most, in captions and titles

export class Sheet extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    svg { max-width: 100%; height: auto; }
    .pixels image { image-rendering: pixelated; }
    .title { fill: var(--ink); font: 500 15px var(--ui); }
    .word { fill: var(--muted); font: 400 14px var(--ui); }
    .unseen { visibility: hidden; }
    .slider { display: grid; max-width: 30rem; margin-bottom: 0.75rem; font-variant-numeric: tabular-nums; }
    .slider > span { display: flex; justify-content: space-between; color: var(--muted); }
    .slider output { color: var(--ink); font-weight: 600; }
    .slider input { width: 100%; min-height: 1.75rem; margin: 0; }
    @media (pointer: coarse) { .slider input { min-height: 2.75rem; } }
  `];
  static override properties: PropertyDeclarations = {
    bands: { type: Object },
    src: { type: String },
    captions: { type: String },
    across: { type: Number },
    tall: { type: Number },
    pixels: { type: Number },
    step: { type: Number },
  };
  declare bands: readonly Band[] | null;
  /** In a lesson: the images of one band, separated by spaces, and their captions, separated by semicolons. */
  declare src: string;
  declare captions: string;
  /** At most so many in a row. */
  declare across: number;
  /** An image's height over its width. */
  declare tall: number;
  /** 1: each pixel is a square to see. */
  declare pixels: number;
  /** Which image of a band that slides is seen, from 0; −1 the last. */
  declare step: number;

  constructor() {
    super();
    this.bands = null;
    this.src = this.captions = '';
    this.across = 8;
    this.tall = 1;
    this.pixels = 0;
    this.step = -1;
  }

  get state(): State {
    const { sliding, seen } = this;
    return {
      images: (this.bands || []).reduce((sum, { tiles }) => sum + tiles.length, 0), row: this.row,
      ...(sliding ? { step: seen, seen: sliding.captions[seen + 1] ?? '' } : {}),
    };
  }

  override get setup(): Setup {
    return this.sliding ? { step: String(this.seen) } : {};
  }

  /** The band that slides, if there is one. */
  private get sliding(): Band | undefined {
    return this.bands?.find(({ slides, tiles }) => slides && tiles.length > 1);
  }

  /** The step, within those there are. */
  private get seen(): number {
    const last = (this.sliding?.tiles.length ?? 2) - 2;
    return this.step < 0 ? last : Math.min(Math.round(this.step) || 0, last);
  }

  /** How many images stand in a row. */
  private get row(): number {
    return Math.max(1, Math.min(this.across, Math.floor((this.room + GAP) / (LEAST + GAP))));
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('src') && this.src !== '') void this.load(this.src.split(' '));
  }

  /** As addresses that hold the images themselves, so that a file of the picture does too. */
  private async load(paths: readonly string[]): Promise<void> {
    const tiles = await Promise.all(paths.map(async (path) => dataAddress(await (await fetch(path)).blob())));
    this.bands = [{ title: this.label, tiles, captions: this.captions.split(';').map((word) => word.trim()) }];
  }

  protected override picture(): TemplateResult {
    const { bands, row } = this;
    if (!bands || this.room === 0) return html`<div class="waiting"></div>`;
    const tile = Math.min(this.presented ? Infinity : LARGEST, (this.room + GAP) / row - GAP);
    const width = row * (tile + GAP) - GAP;
    const laid = bands.map((band) => ({ band, lines: folded(band.title, width), ...this.places(band, tile, width) }));
    const heights = laid.map(({ lines, rows, down }) => lines.length * (TITLE - 10) + 14 + rows * down);
    const tops = heights.map((_, b) => heights.slice(0, b).reduce((sum, height) => sum + height, 0));
    const height = heights.reduce((sum, each) => sum + each, 0);
    return html`
      ${this.slide()}
      <svg class=${this.pixels ? 'picture pixels' : 'picture'} width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
        aria-label=${bands.map(({ title, captions }) => `${title}: ${captions.join(', ')}`).join('. ')}>
        ${laid.map(({ band, lines, ...places }, b) => this.band(band, lines, tops[b]!, places))}
      </svg>`;
  }

  /** How large the images of a band are, and how they stand: two that are compared are larger. */
  private places(band: Band, tile: number, width: number): Places {
    const sliding = band === this.sliding;
    const side = sliding ? Math.min(Math.max(SLIDING, tile), (width - GAP) / 2) : tile;
    const row = sliding ? 2 : this.row;
    return { side, row, rows: sliding ? 1 : Math.ceil(band.tiles.length / row), down: side * this.tall + CAPTION + GAP };
  }

  private slide(): Drawn {
    const { sliding, seen } = this;
    if (!sliding) return nothing;
    const move = (value: number): void => {
      this.step = value;
      this.say(`${sliding.slides} ${sliding.captions[this.seen + 1]}`);
    };
    return slider({ name: sliding.slides!, says: sliding.captions[seen + 1] ?? '', value: seen, min: 0, max: sliding.tiles.length - 2, step: 1, move });
  }

  private band(band: Band, lines: readonly string[], top: number, { side, row, down }: Places): SVGTemplateResult {
    const below = top + lines.length * (TITLE - 10) + 8;
    const sliding = band === this.sliding;
    return svg`
      ${lines.map((line, i) => svg`<text class="title" x="0" y=${top + 18 + i * (TITLE - 10)}>${line}</text>`)}
      ${band.tiles.map((src, i) => {
        const place = sliding ? Math.min(i, 1) : i;
        const [x, y] = [(place % row) * (side + GAP), below + Math.floor(place / row) * down];
        return svg`
          <g class=${sliding && i > 0 && i !== this.seen + 1 ? 'unseen' : ''}>
            <image href=${src} x=${x} y=${y} width=${side} height=${side * this.tall} preserveAspectRatio="xMidYMid"></image>
            <text class="word" x=${x} y=${y + side * this.tall + 17}>${shortened(band.captions[i] ?? '', side)}</text>
          </g>`;
      })}`;
  }
}

interface Places { side: number; row: number; rows: number; down: number }

/** In lines that fit. */
function folded(words: string, width: number): string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (longer.length * (LETTER + 0.8) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The end of a long name says more than its beginning, which may be a folder. */
function shortened(caption: string, width: number): string {
  const most = Math.floor(width / LETTER);
  return caption.length <= most ? caption : `…${caption.slice(1 - most)}`;
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error!);
    reader.readAsDataURL(blob);
  });
}

define('hm-sheet', Sheet);
