// <hm-axes>: a photo as three sheets of numbers, one behind the other, with its three axes. Average along one of them, and
// the sheets shrink in that direction until it is gone.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { shapeText } from '../math/array';
import { fromTip } from '../math/arrow';
import { type Axis, meanAlong, shapeWithout } from '../math/mean';
import { numberOrNone } from './_address';
import type { Readable } from './_attributes';
import { polyline } from './_frame';
import type { Place } from './_marks';
import { CHANNELS, fetchPhoto, Photo, toCanvas } from './_photo';
import { calm, define, type Drawn, Visual } from './_visual';

const WORDS = ['rows', 'columns', 'channels'] as const;
const LARGEST = 300; // a sheet's longer side, CSS pixels
const BEHIND = { right: 32, up: 26 }; // from one sheet to the next
const LEFT = 76; // room for an arrow and its name
const BELOW = 56;
const BAR = 10; // the thickness of what is left of an axis that was averaged away
const SHRINKING = 900; // ms
const INKS = [[226, 92, 78], [92, 170, 96], [84, 128, 214]]; // red, green and blue light on calm paper

export class Axes extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    .caption { flex-basis: 100%; }
    svg { max-width: 100%; height: auto; }
    image { image-rendering: pixelated; }
    .sheet { fill: none; stroke: var(--paper); stroke-width: 1.5; }
    .arrow { stroke: var(--muted); stroke-width: 1.25; fill: none; }
    .axis text { fill: var(--muted); font: 400 13px var(--ui); }
    .axis.chosen .arrow { stroke: var(--accent); stroke-width: 2.5; }
    .axis.chosen text { fill: var(--accent); font-weight: 600; }
    .choices { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; align-items: center; }
    .choices [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
    strong { color: var(--ink); }
  `];
  static override properties: PropertyDeclarations = {
    src: { type: String },
    width: { type: Number },
    axis: { type: Number, converter: numberOrNone },
    shrunk: { state: true },
    sheets: { state: true },
  };
  static override readable: Readable = { axis: [0, 2], width: [1, 400] };
  declare src: string;
  /** How many pixels across. */
  declare width: number;
  /** The one that is averaged along; null, or `none` as an attribute, for none. */
  declare axis: Axis | null;
  /** How far: 0 the whole photo, 1 the mean. */
  declare private shrunk: number;
  /** Each channel as a picture. */
  declare private sheets: readonly string[];

  private photo: Photo | null = null;
  private means: readonly string[] = [];
  private moving = 0;

  constructor() {
    super();
    this.src = '';
    this.width = 96;
    this.axis = null;
    this.shrunk = 0;
    this.sheets = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.moving);
  }

  get state() {
    return { axis: this.axis ?? -1, shape: shapeText(shapeWithout(this.shape, this.axis)) };
  }

  override get setup(): Record<string, string> {
    return { axis: String(this.axis ?? 'none') };
  }

  private get shape(): number[] {
    return [this.photo?.height ?? 0, this.photo?.width ?? 0, 3];
  }

  protected override willUpdate(changes: PropertyValues): void {
    if ((changes.has('src') || changes.has('width')) && this.src !== '') void this.load();
    if (changes.has('axis') && this.photo) this.shrink(this.photo);
  }

  private async load(): Promise<void> {
    this.photo = await fetchPhoto(this.src, this.width);
    this.sheets = CHANNELS.map((_, c) => picture(this.photo!, c));
    this.shrink(this.photo);
  }

  private shrink(photo: Photo): void {
    cancelAnimationFrame(this.moving);
    this.shrunk = 0;
    if (this.axis === null) return;
    const { rows, columns, values } = meanAlong({ rows: photo.height, columns: photo.width, values: photo.bytes }, this.axis);
    const mean = new Photo(columns, rows, Uint8ClampedArray.from(values));
    this.means = CHANNELS.map((_, c) => picture(mean, this.axis === 2 ? null : c));
    let began = 0;
    const frame = (now: number): void => {
      began ||= now;
      const time = Math.min(1, (now - began) / SHRINKING);
      this.shrunk = time * time * (3 - 2 * time);
      if (time < 1) this.moving = requestAnimationFrame(frame);
    };
    if (calm()) this.shrunk = 1;
    else this.moving = requestAnimationFrame(frame);
  }

  private choose(axis: Axis | null): void {
    this.axis = axis;
    this.say(this.words(axis));
  }

  private words(axis: Axis | null): string {
    const left = shapeText(shapeWithout(this.shape, axis));
    return axis === null ? `${left}: rows, columns, channels` : `${left} is left: the ${this.shape[axis]} ${WORDS[axis]} became one`;
  }

  // What is drawn

  protected override picture(): TemplateResult {
    const { photo } = this;
    if (!photo || this.sheets.length === 0) return html`<div></div>`;
    const around = LEFT + 2 * BEHIND.right + 70;
    const most = this.presented ? this.span(this.room) - 2 * BEHIND.up - BELOW : LARGEST;
    const longer = Math.min(most, Math.max(150, this.room - around));
    const scale = longer / Math.max(photo.width, photo.height);
    const [w, h] = [photo.width * scale, photo.height * scale];
    const [width, height] = [w + around, h + 2 * BEHIND.up + BELOW];
    const bottom = 2 * BEHIND.up + h;
    return html`
      <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
        aria-label=${this.label || `A photo as three sheets of numbers, red, green and blue. ${this.words(this.axis)}`}>
        ${[2, 1, 0].map((c) => this.sheet(c, w, h))}
        ${this.arrow(0, [LEFT - 14, 2 * BEHIND.up], [LEFT - 14, bottom], [LEFT - 22, bottom - h / 2 - 4], 'end')}
        ${this.arrow(1, [LEFT, bottom + 14], [LEFT + w, bottom + 14], [LEFT + w / 2, bottom + 32], 'middle')}
        ${this.arrow(2, [LEFT + w + 10, bottom], [LEFT + w + 10 + 2 * BEHIND.right, bottom - 2 * BEHIND.up], [LEFT + w + 16 + BEHIND.right, bottom - BEHIND.up + 18], 'start')}
      </svg>`;
  }

  /** One channel on its way to the mean: flatter, narrower, or onto the other two. */
  private sheet(c: number, w: number, h: number): SVGTemplateResult {
    const { axis, shrunk } = this;
    const between = (from: number, to: number): number => from + (to - from) * shrunk;
    const width = axis === 1 ? between(w, BAR) : w;
    const height = axis === 0 ? between(h, BAR) : h;
    const behind = axis === 2 ? c * (1 - shrunk) + shrunk : c;
    const x = LEFT + behind * BEHIND.right + (w - width) / 2;
    const y = (2 - behind) * BEHIND.up + (h - height) / 2;
    const image = (href: string, opacity: number): SVGTemplateResult =>
      svg`<image href=${href} x=${x} y=${y} width=${width} height=${height} opacity=${opacity} preserveAspectRatio="none"></image>`;
    return svg`
      ${image(this.sheets[c]!, 1)}
      ${axis === null ? nothing : image(this.means[c]!, shrunk)}
      <rect class="sheet" x=${x} y=${y} width=${width} height=${height}></rect>`;
  }

  private arrow(axis: Axis, from: Place, to: Place, [tx, ty]: Place, anchor: string): SVGTemplateResult {
    const at = fromTip(from, to);
    return svg`
      <g class=${`axis ${axis === this.axis ? 'chosen' : ''}`}>
        <path class="arrow" d=${[from, at(8.1, 3.9), at(8.1, -3.9)].map((end) => polyline([end, to])).join('')}></path>
        <text x=${tx} y=${ty} text-anchor=${anchor}>axis ${axis}<tspan x=${tx} dy="16">${this.shape[axis]} ${WORDS[axis]}</tspan></text>
      </g>`;
  }

  protected override caption(): Drawn {
    if (!this.photo) return nothing;
    const code = this.axis === null ? 'photo' : `photo.mean(axis=${this.axis})`;
    return html`<code>${code}</code><br><strong>${this.words(this.axis)}</strong>`;
  }

  protected override tools(): Drawn {
    const choices = [null, 0, 1, 2] as const;
    return html`
      <span class="choices" role="group" aria-label="Average along">Average along
        ${choices.map((axis) => html`<button aria-pressed=${axis === this.axis} @click=${() => this.choose(axis)}>${axis === null ? 'none' : `axis ${axis}`}</button>`)}
      </span>`;
  }
}

/** Of one channel in its own ink, or of all three. */
function picture(photo: Photo, channel: number | null): string {
  const bytes = channel === null ? photo.bytes : photo.bytes.map((_, i) => (photo.bytes[i - (i % 3) + channel]! * INKS[channel]![i % 3]!) / 255);
  return toCanvas(new Photo(photo.width, photo.height, bytes)).toDataURL();
}

define('hm-axes', Axes);
