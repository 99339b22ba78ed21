// <hm-image-rank>: a photo as a sum of rank-one pieces. One drags the rank, on a slider or along the singular values, and sees
// the photo it makes, what it costs and how near it comes; with noise, also where more pieces only bring back the noise.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { formatNumber, formatPercent } from '../math/format';
import { countAbove, energyKept, hardThreshold, moveSum, numbersOf, psnr, tails } from '../math/lowrank';
import { type Mode, paintMatrices, toMatrices } from '../math/photomatrix';
import { gaussian } from '../math/random';
import type { State } from '../math/state';
import type { Dense } from '../math/svd';
import type { Readable } from './_attributes';
import { Factoriser, type Solved } from './_factor';
import { imageRankStyles } from './_image_rank_styles';
import { slid } from './_keys';
import type { Photo } from './_photo';
import { intakeStyles, PhotoIntake } from './_photo_intake';
import { sharpness } from './_sharpness';
import { drawSpectrum, rankScale, SPECTRUM_HEIGHT } from './_spectrum';
import { define, type Drawn, Visual } from './_visual';

const WIDE = 640; // from here on the spectrum stands beside the photo
const PANEL = 304;
const BESIDE = 430; // and from here on the figures beside the spectrum, below the photo
const FIGURES = 176;
const GAP = 24;
const NOISIEST = 60; // of 255
const ACROSS = 240; // pixels, where nothing is set
const MOST_ACROSS = 400; // pixels; their pieces are found in half a second
const MODES: readonly Mode[] = ['grey', 'colour'];

/** What is known of a photo once it is decomposed. */
interface Model extends Solved {
  s: Float64Array; // its singular values; with three colours, their root mean square
  left: Float64Array; // ‖A − A_k‖²
  decibels: Float64Array; // against the photo without noise
  threshold: number;
  keep: number; // singular values above it
  peak: number; // the rank nearest to the photo without noise
}

export class ImageRank extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, intakeStyles, imageRankStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String },
    width: { type: Number },
    drop: { type: Boolean },
    mode: { type: String },
    rank: { type: Number },
    noise: { type: Number },
    seed: { type: Number },
    split: { type: Number },
    model: { state: true },
  };
  static override readable: Readable = { mode: MODES, width: [1, MOST_ACROSS], noise: [0, NOISIEST], split: [0, 1] };
  declare src: string;
  /** How many pixels across. */
  declare width: number;
  /** Takes one's own photo: dropped, pasted or chosen. */
  declare drop: boolean;
  declare mode: Mode;
  declare rank: number;
  /** The standard deviation of Gaussian noise, of 255. */
  declare noise: number;
  declare seed: number;
  /** Where the photo ends and its sum of pieces begins: 0 at the left edge, 1 at the right. */
  declare split: number;
  declare private model: Model | null;
  protected override readonly formats = ['png'] as const;

  private photo: Photo | null = null;
  private grey = false;
  private clean: Dense[] | null = null;
  private noisy: Dense[] | null = null;
  private grains: Float64Array[] = [];
  /** Of each matrix the sum of the first `summed` pieces. */
  private sums: Dense[] | null = null;
  private summed = 0;
  private readonly intake = new PhotoIntake(this, (photo) => this.take(photo), MOST_ACROSS);
  private readonly factoriser = new Factoriser((solved) => this.solved(solved));

  constructor() {
    super();
    this.src = '';
    this.width = ACROSS;
    this.drop = false;
    this.mode = 'grey';
    this.rank = 10;
    this.noise = 0;
    this.seed = 1;
    this.split = 0.5;
    this.model = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.factoriser.stop();
  }

  override get setup() {
    const { mode, noise, seed, split } = this;
    return { rank: String(this.kept), mode, noise: String(noise), seed: String(seed), split: split.toFixed(2) };
  }

  /** A grey photo has one matrix, whatever the mode. */
  private get seen(): Mode {
    return this.mode === 'colour' && !this.grey ? 'colour' : 'grey';
  }

  /** The rank, within those there are. */
  private get kept(): number {
    return Math.max(1, Math.min(Math.round(this.rank) || 1, this.model?.s.length ?? Infinity));
  }

  get state(): State {
    const { model, clean, kept: rank } = this;
    if (!model || !clean) return {};
    const { s, decibels, left, threshold, keep, peak, sigma } = model;
    const { rows, columns } = clean[0]!;
    const [numbers, all] = [clean.length * numbersOf(rows, columns, rank), clean.length * rows * columns];
    const [energy, share, near] = [energyKept(left, rank), numbers / all, decibels[rank]!];
    return {
      rank, full: s.length, shape: `${rows}×${columns}`, channels: clean.length, numbers, numbers_text: grouped(numbers), all, all_text: grouped(all),
      share, share_text: formatPercent(share), energy, energy_text: formatPercent(energy, 2), psnr: near, psnr_text: decibelText(near),
      s1: s[0]!, noise: sigma, ...(sigma > 0 ? { threshold, keep, peak, peak_text: `${peak}` } : {}),
    };
  }

  // From the photo to its pieces

  protected override willUpdate(changes: PropertyValues): void {
    this.split = Math.min(1, Math.max(0, Number.isFinite(this.split) ? this.split : 0.5));
    this.noise = Math.min(NOISIEST, Math.max(0, this.noise || 0));
    if (!(this.width >= 1)) this.width = ACROSS;
    if ((changes.has('src') || changes.has('width')) && this.src !== '') this.intake.loadFirst();
    if (changes.has('mode') && this.photo) this.read(this.photo);
    else if ((changes.has('noise') || changes.has('seed')) && this.clean) this.addNoise(this.clean, changes.has('seed'));
    if (this.model && this.sums) this.add(this.model, this.sums);
  }

  private take(photo: Photo): void {
    this.photo = photo;
    this.grey = photo.isGrey;
    this.read(photo);
  }

  private read(photo: Photo): void {
    this.factoriser.stop();
    this.model = this.sums = null;
    this.clean = toMatrices(photo.bytes, photo.height, photo.width, this.seen);
    this.addNoise(this.clean, true);
  }

  private addNoise(clean: Dense[], afresh: boolean): void {
    const sigma = this.noise;
    if (afresh) this.grains = clean.map(({ values }, channel) => gaussian(values.length, this.seed + channel));
    this.noisy = clean.map((C, i) => ({ ...C, values: C.values.map((value, at) => value + sigma * this.grains[i]![at]!) }));
    this.factoriser.ask({ A: this.noisy, C: clean, sigma });
  }

  private solved(solved: Solved): void {
    const { factors, errors, sigma } = solved;
    const { U: { rows }, Vt: { columns } } = factors[0]!;
    const threshold = hardThreshold(rows, columns, sigma);
    const s = factors[0]!.s.map((_, k) => Math.hypot(...factors.map((each) => each.s[k]!)) / Math.sqrt(factors.length));
    this.model = {
      ...solved, s, threshold, left: tails(s), decibels: errors.map((error) => psnr(error, factors.length * rows * columns)),
      keep: countAbove(s, threshold), peak: errors.indexOf(Math.min(...errors)),
    };
    this.sums = factors.map(() => ({ rows, columns, values: new Float64Array(rows * columns) }));
    this.summed = 0;
  }

  private add({ factors }: Model, sums: Dense[]): void {
    sums.forEach(({ values }, i) => moveSum(values, factors[i]!, this.summed, this.kept));
    this.summed = this.kept;
  }

  // Hands on

  private readonly slideRank = (event: InputEvent): void => {
    this.rank = Number((event.target as HTMLInputElement).value);
    this.tell();
  };

  private tell(): void {
    const { rank, numbers_text, psnr_text } = this.state;
    this.say(`Rank ${rank}: ${numbers_text} numbers, PSNR ${psnr_text}`);
  }

  private readonly slideNoise = (event: InputEvent): void => {
    this.noise = Number((event.target as HTMLInputElement).value);
  };

  /** A pointer held down on a drawing moves it on, wherever it began; a finger that only passes by scrolls the page. */
  private readonly hold = (event: PointerEvent): void => {
    if (event.button === 0) (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  private readonly placeSplit = (event: MouseEvent): void => {
    if (passing(event)) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.split = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };

  private readonly placeRank = (event: MouseEvent): void => {
    if (passing(event)) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.rank = rankScale(this.model!.s.length, box.width).rank(event.clientX - box.left);
  };

  private readonly keySplit = (event: KeyboardEvent): void => {
    const split = slid(event, 100 * this.split, 0, 100);
    if (split !== null) this.split = split / 100;
  };

  private readonly keyRank = (event: KeyboardEvent): void => {
    const rank = slid(event, this.kept, 1, this.model!.s.length);
    if (rank === null) return;
    this.rank = rank;
    this.tell();
  };

  // What is drawn

  private get wide(): boolean {
    return this.room >= WIDE;
  }

  /** Of the photo on the page. */
  private get box(): { width: number; height: number } {
    const { width = 3, height = 2 } = this.photo ?? {};
    const room = this.wide ? this.room - PANEL - GAP : this.room;
    const tallest = this.presented ? innerHeight - 240 : Infinity;
    const scale = Math.min(room / width, tallest / height);
    return { width: Math.round(width * scale), height: Math.round(height * scale) };
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.noisy) return;
    const { width, height } = this.box;
    [canvas.width, canvas.height] = [Math.round(width * sharpness()), Math.round(height * sharpness())];
    canvas.style.setProperty('width', `${width}px`);
    canvas.style.setProperty('height', `${height}px`);
    const pen = canvas.getContext('2d', { alpha: false })!;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(raster(this.noisy), 0, 0, canvas.width, canvas.height);
    if (!this.sums) return;
    const [from, edge] = [this.split * this.photo!.width, this.split * canvas.width];
    pen.drawImage(raster(this.sums), from, 0, this.photo!.width - from, this.photo!.height, edge, 0, canvas.width - edge, canvas.height);
    pen.fillStyle = '#fff';
    pen.fillRect(edge - sharpness(), 0, 2 * sharpness(), canvas.height);
  }

  protected override picture(): TemplateResult {
    if (!this.noisy && this.src === '' && !this.drop) return html`<p class="problem" role="alert">A photo is missing. Write it like src="/data/photos/china.png".</p>`;
    if (!this.noisy || this.room === 0) return html`<div class="waiting"></div>${this.intake.complaint}`;
    return html`
      <div class=${this.wide ? 'row wide' : 'row'}>
        <div>
          <div class="photo" @dragover=${this.intake.dragOver} @dragleave=${this.intake.dragLeave} @drop=${this.intake.dropped}>
            <canvas class="picture" role="img" aria-label=${this.label || this.spoken}></canvas>
            ${this.divider()}
            ${this.intake.overlay}
          </div>
          ${this.intake.complaint}
          ${this.controls()}
        </div>
        ${this.model && !this.asking ? this.panel(this.model) : nothing}
      </div>`;
  }

  private get spoken(): string {
    return `A photo, and beside it the sum of its first ${this.kept} rank-one pieces`;
  }

  private divider(): TemplateResult {
    const { width, height } = this.box;
    const [x, y] = [Math.min(width - 12, Math.max(12, this.split * width)), height / 2];
    return html`
      <svg width=${width} height=${height} @pointerdown=${this.hold} @pointermove=${this.placeSplit} @click=${this.placeSplit}>
        ${x > 110 ? svg`<text class="side" x="10" y="22">${this.noise > 0 ? 'with noise' : 'photo'}</text>` : nothing}
        ${width - x > 110 ? svg`<text class="side" x=${width - 10} y="22" text-anchor="end">rank ${this.kept}</text>` : nothing}
        <g class="handle" tabindex="0" role="slider" aria-label="Where the photo ends and its sum of pieces begins" aria-valuemin="0" aria-valuemax="100"
          aria-valuenow=${Math.round(100 * this.split)} aria-valuetext="${Math.round(100 * this.split)}% photo" @keydown=${this.keySplit}>
          <circle class="reach" cx=${x} cy=${y} r="24"></circle>
          <circle class="grip" cx=${x} cy=${y} r="12"></circle>
          <path class="chevrons" d=${`M${x - 3} ${y - 4}l-4 4l4 4M${x + 3} ${y - 4}l4 4l-4 4`}></path>
        </g>
      </svg>`;
  }

  private controls(): TemplateResult {
    const most = this.model?.s.length;
    return html`
      <div class="controls">
        <label>rank k <strong>${most ? `${this.kept} of ${most}` : this.kept}</strong>
          <input type="range" aria-label="rank k" min="1" max=${most ?? this.kept} .value=${live(String(this.kept))} ?disabled=${!this.model} @input=${this.slideRank}></label>
        <label>noise σ <strong>${formatNumber(this.noise, 3)}</strong>
          <input type="range" aria-label="noise σ" min="0" max=${NOISIEST} step="1" .value=${String(this.noise)} @input=${this.slideNoise}></label>
      </div>`;
  }

  private panel(model: Model): TemplateResult {
    const beside = !this.wide && this.room >= BESIDE;
    const width = this.wide ? PANEL : beside ? this.room - FIGURES - GAP : this.room;
    const { s, factors, decibels, threshold, keep, peak, sigma } = model;
    return html`
      <div class=${beside ? 'panel beside' : 'panel'}>
        <svg class="spectrum" width=${width} height=${SPECTRUM_HEIGHT} role="group" aria-label="Singular values, largest ${formatNumber(s[0]!, 3)}, and how near each rank comes"
          @pointerdown=${this.hold} @pointermove=${this.placeRank} @click=${this.placeRank}>
          ${drawSpectrum({ s, colours: factors.length > 1, rank: this.kept, decibels, width, noise: sigma > 0 ? { threshold, keep, peak } : null }, (x, y) => this.rankHandle(x, y, s))}
        </svg>
        ${this.figures()}
      </div>`;
  }

  private rankHandle(x: number, y: number, s: Float64Array): SVGTemplateResult {
    const { kept } = this;
    return svg`
      <g class="handle" tabindex="0" role="slider" aria-label="Rank" aria-valuemin="1" aria-valuemax=${s.length} aria-valuenow=${kept}
        aria-valuetext="rank ${kept}, singular value ${formatNumber(s[kept - 1]!, 3)}" @keydown=${this.keyRank}>
        <circle class="reach" cx=${x} cy=${y} r="24"></circle>
        <circle class="grip" cx=${x} cy=${y} r="8"></circle>
      </g>`;
  }

  private figures(): TemplateResult {
    const { numbers, all, psnr_text, energy_text } = this.state as Record<string, number>;
    const sizes = [['photo, a byte each', all!, ''], ['pieces in 16 bits', 2 * numbers!, 'mine'], ['pieces in 32 bits', 4 * numbers!, 'mine']] as const;
    const largest = Math.max(...sizes.map(([, bytes]) => bytes));
    return html`
      <dl class="figures">
        <dt>PSNR</dt><dd>${psnr_text}</dd>
        <dt>energy kept</dt><dd>${energy_text}</dd>
        ${sizes.map(([name, bytes, mine]) => html`
          <dt>${name}</dt><dd>${kilobytes(bytes)}</dd>
          <dd class="bar"><svg width="100%" height="8" aria-hidden="true"><rect class="bytes ${mine}" width="${(100 * bytes) / largest}%" height="8" rx="2"></rect></svg></dd>`)}
      </dl>`;
  }

  protected override caption(): Drawn {
    const { rank, numbers_text, all_text, share_text, shape, channels } = this.state;
    if (rank === undefined) return this.noisy ? html`Finding the pieces …` : nothing;
    return html`
      <strong>${rank}</strong> ${rank === 1 ? 'piece' : 'pieces'} ${channels === 1 ? `of a ${shape} matrix` : `each of red, green and blue, ${shape} matrices`}:
      <strong>${numbers_text}</strong> numbers in place of ${all_text} (${share_text}).`;
  }

  protected override tools(): Drawn {
    const choice = html`
      <span class="choice" role="group" aria-label="Colours">
        ${MODES.map((mode) => html`<button aria-pressed=${mode === this.seen} @click=${() => (this.mode = mode)}>${mode}</button>`)}
      </span>`;
    return html`${this.grey ? nothing : choice}${this.intake.tools}`;
  }

  protected override note(): Drawn {
    return this.intake.promise;
  }
}

/** A pointer that moves and is not held down. */
const passing = (event: MouseEvent): boolean => event.type === 'pointermove' && event.buttons !== 1;

function raster(matrices: readonly Dense[]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [matrices[0]!.columns, matrices[0]!.rows];
  const pen = canvas.getContext('2d')!;
  const image = pen.createImageData(canvas.width, canvas.height);
  paintMatrices(matrices, image.data);
  pen.putImageData(image, 0, 0);
  return canvas;
}

const grouped = (count: number): string => count.toLocaleString('en-US');
const decibelText = (value: number): string => (value < 200 ? `${value.toFixed(1)} dB` : 'exact');
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

define('hm-image-rank', ImageRank);
