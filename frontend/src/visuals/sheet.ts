// <hm-sheet>: small images of one size in bands, a title above each band and a word under each image; as many in a row as fit.

import { css, type CSSResultGroup, html, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import type { State } from '../math/state';
import { define, Visual } from './_visual';

interface Band {
  title: string;
  tiles: readonly string[];
  captions: readonly string[];
}

const LEAST = 84; // of an image's width, in CSS pixels
const LARGEST = 150;
const GAP = 10;
const TITLE = 30;
const CAPTION = 22;
const LETTER = 6.6; // the width of most, in captions and titles

export class Sheet extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    svg { max-width: 100%; height: auto; }
    .pixels image { image-rendering: pixelated; }
    .title { fill: var(--ink); font: 500 15px var(--ui); }
    .word { fill: var(--muted); font: 400 13px var(--ui); }
  `];
  static override properties: PropertyDeclarations = {
    bands: { type: Object },
    src: { type: String },
    captions: { type: String },
    across: { type: Number },
    tall: { type: Number },
    pixels: { type: Number },
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

  constructor() {
    super();
    this.bands = null;
    this.src = this.captions = '';
    this.across = 8;
    this.tall = 1;
    this.pixels = 0;
  }

  get state(): State {
    return { images: (this.bands || []).reduce((sum, { tiles }) => sum + tiles.length, 0), row: this.row };
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
    const step = { right: tile + GAP, down: tile * this.tall + CAPTION + GAP };
    const width = row * step.right - GAP;
    const lines = bands.map(({ title }) => folded(title, width));
    const heights = bands.map(({ tiles }, b) => lines[b]!.length * (TITLE - 10) + 14 + Math.ceil(tiles.length / row) * step.down);
    const tops = heights.map((_, b) => heights.slice(0, b).reduce((sum, height) => sum + height, 0));
    const height = heights.reduce((sum, each) => sum + each, 0);
    return html`
      <svg class=${this.pixels ? 'picture pixels' : 'picture'} width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
        aria-label=${bands.map(({ title, captions }) => `${title}: ${captions.join(', ')}`).join('. ')}>
        ${bands.map((band, b) => this.band(band, lines[b]!, tops[b]!, tile, step))}
      </svg>`;
  }

  private band({ tiles, captions }: Band, lines: readonly string[], top: number, tile: number, step: { right: number; down: number }): SVGTemplateResult {
    const below = top + lines.length * (TITLE - 10) + 8;
    return svg`
      ${lines.map((line, i) => svg`<text class="title" x="0" y=${top + 18 + i * (TITLE - 10)}>${line}</text>`)}
      ${tiles.map((src, i) => {
        const [x, y] = [(i % this.row) * step.right, below + Math.floor(i / this.row) * step.down];
        return svg`
          <image href=${src} x=${x} y=${y} width=${tile} height=${tile * this.tall} preserveAspectRatio="xMidYMid"></image>
          <text class="word" x=${x} y=${y + tile * this.tall + 16}>${shortened(captions[i] ?? '', tile)}</text>`;
      })}`;
  }
}

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
