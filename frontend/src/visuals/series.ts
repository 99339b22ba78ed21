// <hm-series>: a series as it was measured, thin, and without its noise, bold; below them the singular values and the threshold
// under which there is only noise. Or, with words of its own, two other curves above singular values.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { State } from '../math/state';
import { axes, type Chart, pathOf, roomOfMarks, type Span, toPage } from './_chart';
import { chartStyles } from './_chart_styles';
import { marks, type Place } from './_marks';
import { define, type Drawn, Visual } from './_visual';

interface Series {
  x: readonly number[];
  /** null where a value is missing. */
  seen: readonly (number | null)[];
  clean: readonly number[];
  /** The singular values, of which the first `rank` are kept. */
  s: readonly number[];
  rank: number;
  threshold: number;
  /** What the curves and the singular values are, where they are not those of noise. */
  words?: Words;
}

interface Words {
  thin: string;
  bold: string;
  below: string;
  /** After "3 of 60". */
  kept: string;
}

const OF_NOISE: Words = {
  thin: 'as measured',
  bold: 'without noise',
  below: 'singular values, largest first; below the line only noise',
  kept: 'components stand out of the noise',
};

const UPPER = 260; // CSS pixels
const LOWER = 120;
const BELOW = 26; // for the numbers at an axis
const TITLE = 44;
const RIGHT = 14; // half of the last number at the axis
const LEAST_LEFT = 38; // for numbers such as 0.001
const FAINTEST = 1e-6; // of the largest singular value

export class SeriesPicture extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, chartStyles, css`
    .seen { fill: none; stroke: var(--muted); stroke-width: 1; opacity: 0.75; }
    .clean { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    .kept { stroke: var(--accent); fill: var(--accent); }
    .dropped { stroke: var(--muted); fill: var(--muted); opacity: 0.75; }
    .threshold { fill: none; stroke: var(--ink); stroke-dasharray: 4 4; }
  `];
  static override properties: PropertyDeclarations = {
    series: { type: Object },
    across: { type: String },
  };
  declare series: Series | null;
  /** What the rows are counted in. */
  declare across: string;

  constructor() {
    super();
    this.series = null;
    this.across = 'row';
  }

  get state(): State {
    const { s, rank, threshold } = this.series ?? { s: [], rank: 0, threshold: 0 };
    return { rank, components: s.length, threshold };
  }

  protected override caption(): Drawn {
    if (!this.series) return nothing;
    const { s, rank, words } = this.series;
    const curves = words ? ` Thin: ${words.thin}. Bold: ${words.bold}.` : '';
    return html`<strong>${rank}</strong> of ${s.length} ${(words ?? OF_NOISE).kept}.${curves}`;
  }

  protected override picture(): TemplateResult {
    const { series, room } = this;
    if (!series || room === 0) return html`<div class="waiting"></div>`;
    const { x, seen, clean, s, rank, threshold, words = OF_NOISE } = series;
    const known = seen.filter((value) => value !== null);
    const powers = s.map((value) => Math.log10(Math.max(value, FAINTEST * s[0]!, Number.MIN_VALUE)));
    const y = spanOf([...known, ...clean]);
    const left = Math.max(LEAST_LEFT, roomOfMarks(y, UPPER));
    const above: Chart = { left, top: 6, width: room - left - RIGHT, height: UPPER, x: [Math.min(...x), Math.max(...x)], y };
    const below: Chart = { ...above, top: 6 + UPPER + BELOW + TITLE, height: LOWER, x: [0.5, s.length + 0.5], y: spanOf(powers) };
    const height = below.top + LOWER + BELOW;
    return html`
      <svg class="picture" width=${room} height=${height} viewBox="0 0 ${room} ${height}" role="img"
        aria-label="${this.label}: ${seen.length} values, thin ${words.thin}, bold ${words.bold}; ${s.length} singular values, ${rank} of them kept.">
        ${axes(above, { names: [this.across, this.label] })}
        <path class="seen" d=${runs(above, x, seen)}></path>
        <path class="clean" d=${runs(above, x, clean)}></path>
        <text x=${left} y=${below.top - 10}>${words.below}</text>
        ${axes(below, { names: ['', ''], y: whole(below.y), say: (power) => formatNumber(10 ** power, 2) })}
        ${threshold > 0 ? line(below, Math.log10(threshold)) : nothing}
        <path class="dropped" d=${marks(placesOf(below, powers).slice(rank), 1.5)}></path>
        <path class="kept" d=${marks(placesOf(below, powers).slice(0, rank), 2.1)}></path>
      </svg>`;
  }
}

/** A little more than from the smallest to the largest. */
function spanOf(values: readonly number[]): Span {
  const [low, high] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const margin = 0.06 * (high - low) || 1;
  return [low - margin, high + margin];
}

/** The whole powers of ten that are seen; of a narrow range its ends. */
function whole([low, high]: Span): number[] {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  const step = Math.max(1, Math.ceil((last - first) / 4));
  const found = Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, i) => first + i * step);
  return found.length > 1 ? found : [low + 0.1 * (high - low), high - 0.1 * (high - low)];
}

const placesOf = (chart: Chart, values: readonly number[]): Place[] => values.map((value, i) => toPage(chart, [i + 1, value]));

/** The line through the values, broken where one is missing. */
function runs(chart: Chart, x: readonly number[], values: readonly (number | null)[]): string {
  const pieces: Place[][] = [[]];
  values.forEach((value, i) => {
    if (value === null) pieces.push([]);
    else pieces.at(-1)!.push(toPage(chart, [x[i]!, value]));
  });
  return pieces.map(pathOf).join('');
}

function line(chart: Chart, power: number): SVGTemplateResult | typeof nothing {
  const [, at] = toPage(chart, [0, power]);
  if (power < chart.y[0] || power > chart.y[1]) return nothing;
  return svg`<path class="threshold" d=${`M${chart.left} ${at.toFixed(1)}h${chart.width}`}></path>`;
}

define('hm-series', SeriesPicture);
