// <hm-push>: a text whose words are coloured by how much they push a linear model towards one of two labels, blue or orange,
// and their sum. A word can be taken out, and put back.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { formatNumber, formatPercent } from '../math/format';
import { type Part, push, type Pushed } from '../math/push';
import type { State } from '../math/state';
import { css as cssColour, diverging, readable, type RGB } from '../math/colour';
import { define, Visual } from './_visual';

const LINE = 20; // of the list of words
const MOST = 8; // words with a bar
const NAME = 110;
const BLACK: RGB = [0, 0, 0];
const WHITE: RGB = [255, 255, 255];

/** As the tool `sentiment` sends it: where each word begins and ends, and the features that it is part of. */
export interface PushText { text: string; words: readonly (readonly [number, number])[]; parts: readonly Part[] }

export class Push extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    .text { font: 400 18px / 2 var(--serif, var(--ui)); margin: 0 0 12px; color: var(--ink); }
    .word { font: inherit; color: inherit; border: 0; border-radius: 3px; padding: 1px 2px; margin: 0; cursor: pointer; background: none; }
    .word:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
    .word.out { text-decoration: line-through; color: var(--muted); }
    .which { display: flex; gap: 8px; align-items: center; margin-bottom: 10px; font: 400 14px var(--ui); }
    svg text { fill: var(--ink); font: 400 13px var(--ui); }
    .axis { stroke: var(--line-strong); }
    .amount { font-size: 12px; }
  `];
  static override properties: PropertyDeclarations = {
    texts: { type: Object },
    start: { type: Number },
    labels: { type: Object },
    at: { type: Number },
    out: { state: true },
  };
  declare texts: readonly PushText[] | null;
  /** The log-odds of a text without a known word. */
  declare start: number;
  /** What a negative and what a positive sum means. */
  declare labels: readonly string[] | null;
  /** Which of the texts is seen. */
  declare at: number;
  /** The words that are taken out. */
  declare private out: ReadonlySet<number>;

  constructor() {
    super();
    this.texts = this.labels = [];
    this.start = this.at = 0;
    this.out = new Set();
  }

  private get shown(): PushText | null {
    return this.texts?.[this.at] ?? null;
  }

  private get pushed(): Pushed | null {
    return this.shown && push(this.shown.parts, this.shown.words.length, this.start, this.out);
  }

  private word(i: number): string {
    const { text, words } = this.shown!;
    return text.slice(...words[i]!);
  }

  get state(): State {
    const { shown, pushed } = this;
    if (!shown || !pushed) return {};
    const strongest = pushed.pushes.reduce((best, each, i) => (Math.abs(each) > Math.abs(pushed.pushes[best] ?? 0) ? i : best), 0);
    return {
      words: shown.words.length, out: this.out.size, odds: pushed.odds, chance: pushed.chance, chance_text: formatPercent(pushed.chance, 0),
      strongest: pushed.pushes[strongest] ?? 0, strongest_text: shown.words.length > 0 ? this.word(strongest) : 'none',
      label_text: this.labels?.[pushed.odds >= 0 ? 1 : 0] ?? '',
    };
  }

  override get setup(): Record<string, string> {
    return { at: String(this.at) };
  }

  protected override picture(): TemplateResult {
    const { shown, pushed, room } = this;
    const count = this.texts?.length ?? 0;
    if (room === 0 || count === 0) return html`<div class="waiting"></div>`;
    if (!shown || !pushed) return html`<p class="problem" role="alert">There is no text ${this.at}: they are counted from 0 to ${count - 1}.</p>`;
    return html`${this.chooser(count)}<p class="text">${this.running(shown, pushed)}</p>${this.bars(shown, pushed, room)}`;
  }

  private chooser(count: number): TemplateResult | typeof nothing {
    if (count < 2) return nothing;
    const turn = (by: number) => (): void => this.show((this.at + by + count) % count);
    return html`<div class="which">
      <button type="button" class="tool" @click=${turn(-1)}>Previous text</button>
      <button type="button" class="tool" @click=${turn(1)}>Next text</button>
      <span>${this.at + 1} of ${count}</span></div>`;
  }

  private show(at: number): void {
    this.at = at;
    this.out = new Set();
  }

  private running({ text, words }: PushText, { pushes }: Pushed): TemplateResult[] {
    const colour = this.shade(pushes);
    const parts: TemplateResult[] = [];
    let end = 0;
    words.forEach(([from, to], i) => {
      parts.push(html`${text.slice(end, from)}`);
      const shade = colour(pushes[i]!);
      const out = this.out.has(i);
      const said = out ? 'taken out' : `pushes by ${formatNumber(pushes[i]!, 2)}`;
      parts.push(html`<button type="button" class=${out ? 'word out' : 'word'} aria-pressed=${String(!out)} aria-label="${text.slice(from, to)}: ${said}"
        .style=${out ? '' : `background:${cssColour(shade)};color:${readable(shade, BLACK, WHITE) === BLACK ? '#111' : '#fff'}`}
        @click=${(): void => this.toggle(i)}>${text.slice(from, to)}</button>`);
      end = to;
    });
    parts.push(html`${text.slice(end)}`);
    return parts;
  }

  private shade(pushes: readonly number[]): (value: number) => RGB {
    return diverging({ ...this.colours, missing: this.colours.sunken }, Math.max(1, ...pushes.map(Math.abs)));
  }

  private toggle(i: number): void {
    const out = new Set(this.out);
    if (!out.delete(i)) out.add(i);
    this.out = out;
  }

  /** The strongest words with their bars, and the sum. */
  private bars({ words }: PushText, pushed: Pushed, room: number): TemplateResult {
    const { pushes, odds } = pushed;
    const best = words.map((_, i) => i).filter((i) => pushes[i] !== 0).sort((i, j) => Math.abs(pushes[j]!) - Math.abs(pushes[i]!)).slice(0, MOST).sort((i, j) => i - j);
    const width = Math.min(room, 560);
    const most = Math.max(1, Math.abs(odds), ...best.map((i) => Math.abs(pushes[i]!)));
    const middle = NAME + (width - NAME) / 2;
    const scale = ((width - NAME) / 2 - 44) / most;
    const rest = odds - this.start - best.reduce((sum, i) => sum + pushes[i]!, 0);
    const rows: (readonly [string, number])[] = [
      ...best.map((i) => [this.word(i), pushes[i]!] as const),
      ...(Math.abs(rest) > 1e-9 ? [['all other words', rest] as const] : []),
      ['no word at all', this.start], ['the sum', odds],
    ];
    const colour = this.shade(pushes);
    const height = rows.length * LINE + 8;
    return html`<svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.sentence(pushed)}>
      ${rows.map(([name, value], k): SVGTemplateResult => {
        const y = k * LINE + 4;
        const x = value < 0 ? middle + value * scale : middle;
        return svg`
          <text x=${NAME - 8} y=${y + 14} text-anchor="end" font-weight=${name === 'the sum' ? 600 : 400}>${name.length > 15 ? `${name.slice(0, 14)}…` : name}</text>
          <rect x=${x} y=${y + 3} width=${Math.max(1, Math.abs(value) * scale)} height=${LINE - 6} fill=${cssColour(colour(value))} stroke="var(--line-strong)" stroke-width="0.5"></rect>
          <text class="amount" x=${value < 0 ? x - 4 : x + Math.abs(value) * scale + 4} y=${y + 14} text-anchor=${value < 0 ? 'end' : 'start'}>${formatNumber(value, 2)}</text>`;
      })}
      <line class="axis" x1=${middle} y1="0" x2=${middle} y2=${height}></line>
    </svg>`;
  }

  private sentence({ odds, chance }: Pushed): string {
    return `${formatPercent(chance, 0)} ${this.labels?.[1] ?? 'positive'}: the pushes add up to ${formatNumber(odds, 2)}`;
  }

  protected override caption(): TemplateResult {
    const { pushed } = this;
    if (!pushed) return html``;
    const gone = this.out.size > 0 ? ` ${this.out.size === 1 ? 'One word is' : `${this.out.size} words are`} taken out.` : ' Press a word to take it out.';
    return html`${this.sentence(pushed)}.${gone}`;
  }
}

define('hm-push', Push);
