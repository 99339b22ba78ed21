// <hm-factors>: ratings of people × things, with holes, between the two thin matrices whose product they nearly are. A cell is
// chosen: its row of P and its column of Qᵀ are multiplied, and what one is expected to give is seen as a sum. A rating is
// changed, and it is fitted again. Beside it the things in the plane of the first two factors.
//
// As properties, plain JSON (from a tool, a notebook):
//   users: string[] (m)    films: string[] (n)    ratings: (number | null)[][] (m×n, null where there is none)
//   model: { mean: number, b: number[] (m), c: number[] (n), P: number[][] (m×k), Q: number[][] (n×k) } or null
// r[i][j] ≈ mean + b[i] + c[j] + P[i]·Q[j]. Without `model` it is fitted here, to these ratings alone.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { css as inCss, diverging, readable, type RGB } from '../math/colour';
import { alternate, expected, type Factors, parts, type Ratings, rootMeanSquare } from '../math/factors';
import { formatNumber } from '../math/format';
import { complaint, Unreadable } from '../math/rows';
import type { State } from '../math/state';
import type { Readable } from './_attributes';
import { drawPlane, drawTable, layOut, type Scene } from './_factors_drawing';
import { arrowSteps, reserved } from './_keys';
import { slider } from './_slider';
import { define, type Drawn, Visual } from './_visual';

const MOST = 5; // factors that are fitted here
const RIDGE = 0.1;
const CELLS = 900; // that can be told apart
const BESIDE = 760; // CSS pixels from which the plane stands beside the table
const EXAMPLE = 'users="Ann; Ben" films="Alien; Emma" ratings="5 -; 2 4"';

/** A part of a sum. */
const two = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(2).replace('-', '−');

const names = (text: string | null): string[] => (text ?? '').split(';').map((name) => name.trim()).filter((name) => name !== '');
const table = (text: string | null): (number | null)[][] => names(text).map((row) => row.split(/[\s,]+/).filter((word) => word !== '').map((word) => (word === '-' ? null : Number(word))));

export class FactorsPicture extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    text { fill: var(--ink); font: 400 12px var(--ui); }
    .name { fill: var(--muted); }
    .name.chosen { fill: var(--accent); font-weight: 600; }
    .title { font: italic 600 14px var(--hm-font-text, serif); }
    .cell { cursor: pointer; }
    .cell rect, .factor { stroke: var(--line); stroke-width: 1; }
    .cell text { text-anchor: middle; dominant-baseline: central; }
    .hole text { font-style: italic; }
    .cell:focus-visible { outline: none; }
    .cell:focus-visible rect { stroke: var(--focus); stroke-width: 3; }
    .frame { fill: none; stroke: var(--accent); stroke-width: 2.5; pointer-events: none; }
    .plane { fill: var(--surface); stroke: var(--line); }
    .axis { stroke: var(--line-strong); fill: none; }
    .person { stroke: var(--accent); stroke-width: 2.5; }
    .person-end { fill: var(--accent); }
    .film { fill: var(--muted); }
    .film.chosen { fill: var(--accent); }
    .sum { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.5rem; margin: 0.5rem 0 0; font-variant-numeric: tabular-nums; }
    .sum span { padding: 0 0.375rem; border-radius: 3px; border: 1px solid var(--line); }
    .sum small { color: var(--muted); }
  `];
  static override properties: PropertyDeclarations = {
    users: { type: String, converter: { fromAttribute: names } },
    films: { type: String, converter: { fromAttribute: names } },
    ratings: { type: String, converter: { fromAttribute: table } },
    model: { attribute: false },
    rank: { type: Number },
    at: { type: String },
    filled: { type: Boolean },
    own: { state: true },
  };
  static override readable: Readable = { rank: [0, 100] };
  declare users: readonly string[];
  declare films: readonly string[];
  /** In a lesson `5 -; 2 4`: a dash where there is none. */
  declare ratings: Ratings;
  declare model: Factors | null;
  /** How many factors count. */
  declare rank: number;
  /** The chosen cell: `0 2`, its row and its column. */
  declare at: string;
  /** Do the holes show what is expected? */
  declare filled: boolean;
  /** The ratings as they were changed here. */
  declare private own: Ratings | null;

  private problem = '';
  private factors: Factors | null = null;

  constructor() {
    super();
    this.users = this.films = this.ratings = [];
    this.model = this.own = null;
    this.rank = 2;
    this.at = '0 0';
    this.filled = false;
  }

  private get table(): Ratings {
    return this.own ?? this.ratings;
  }

  private get cell(): [row: number, column: number] {
    const [row = 0, column = 0] = this.at.split(/\s+/).map(Number);
    return row in this.users && column in this.films ? [row, column] : [0, 0];
  }

  private get mostFactors(): number {
    return this.given ? (this.given.P[0]?.length ?? 0) : Math.min(MOST, this.users.length - 1, this.films.length - 1);
  }

  /** What others fitted; not once a rating is changed. */
  private get given(): Factors | null {
    return this.own ? null : this.model;
  }

  private get kept(): number {
    return Math.max(0, Math.min(Math.round(this.rank), this.mostFactors));
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('ratings') || changes.has('users') || changes.has('films')) this.own = null;
    if (!['users', 'films', 'ratings', 'model', 'rank', 'own'].some((name) => changes.has(name))) return;
    this.problem = complaint(() => this.check());
    this.factors = this.problem || this.users.length === 0 ? null : (this.given ?? alternate(this.table, this.kept, RIDGE));
  }

  private check(): void {
    const { users, films, ratings, model } = this;
    const [m, n] = [users.length, films.length];
    if (m * n > CELLS) throw new Unreadable(`${m}×${n} ratings are too many to be told apart: at most ${CELLS}.`);
    if (ratings.length !== m || ratings.some((row) => row.length !== n)) {
      throw new Unreadable(`There are ${m} users and ${n} films, and ratings of shape ${ratings.length}×${ratings[0]?.length ?? 0}. Write them like ${EXAMPLE}.`);
    }
    const wrong = ratings.flat().find((rating) => rating !== null && !Number.isFinite(rating));
    if (wrong !== undefined) throw new Unreadable(`A rating is no number. Write them like ${EXAMPLE}, with a dash where there is none.`);
    if (!model && m > 0 && n > 0 && ratings.flat().every((rating) => rating === null)) throw new Unreadable('There is no rating to learn from.');
    if (model && (model.P.length !== m || model.b.length !== m || model.Q.length !== n || model.c.length !== n)) {
      throw new Unreadable(`The model has ${model.P.length} rows of P and ${model.Q.length} of Q for ${m} users and ${n} films.`);
    }
  }

  get state(): State {
    const { factors, table, kept } = this;
    if (!factors) return {};
    const [i, j] = this.cell;
    const rating = table[i]![j]!;
    return {
      user: i, user_text: this.users[i]!, film: j, film_text: this.films[j]!, rank: kept, ratings: table.flat().filter((r) => r !== null).length,
      expected: expected(factors, i, j, kept), rating: rating ?? NaN, rating_text: rating === null ? 'none' : formatNumber(rating), rmse: rootMeanSquare(table, factors, kept),
      changed: this.own ? 1 : 0,
    };
  }

  override get setup(): Record<string, string> {
    const setup: Record<string, string> = { rank: String(this.rank), at: this.cell.join(' ') };
    if (this.own) setup['ratings'] = this.own.map((row) => row.map((rating) => rating ?? '-').join(' ')).join('; ');
    return setup;
  }

  private get scene(): Scene {
    const { users, films, factors, colours } = this;
    const [row, column] = this.cell;
    const far = Math.max(1, ...this.table.flat().map((rating) => (rating === null ? 0 : Math.abs(rating - factors!.mean))));
    const most = Math.max(...[factors!.b, factors!.c, ...factors!.P, ...factors!.Q].flat().map(Math.abs), 1e-9);
    const palette = { ...colours, missing: colours.sunken };
    return {
      users, films, ratings: this.table, factors: factors!, rank: this.kept, row, column, filled: this.filled,
      shade: diverging(palette, far), strength: diverging(palette, most), ink: (ground) => inCss(readable(ground, [0, 0, 0], [255, 255, 255])),
    };
  }

  protected override picture(): TemplateResult {
    const { room, problem, factors, users, films } = this;
    if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
    if (room === 0 || !factors || users.length === 0 || films.length === 0) return html`<div class="waiting"></div>`;
    const beside = room >= BESIDE;
    const at = layOut(users, films, this.kept, beside ? room * 0.6 : room);
    const side = Math.min(beside ? room - at.width - 12 : room, 380);
    const plane = this.kept > 0 && side > 120;
    const [width, height] = beside ? [room, Math.max(at.height, plane ? side : 0)] : [room, at.height + (plane ? side + 24 : 0)];
    const scene = this.scene;
    return html`
      <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" @keydown=${this.press}
        aria-label="${users.length}×${films.length} ratings, nearly ${users.length}×${this.kept} times ${this.kept}×${films.length}">
        ${drawTable(scene, at, (row, column) => this.choose(row, column))}
        ${plane ? drawPlane(scene, beside ? at.width + 8 : 0, beside ? Math.max(0, (height - side) / 2) : at.height + 20, side) : ''}
      </svg>`;
  }

  protected override caption(): Drawn {
    if (!this.factors) return nothing;
    const [i, j] = this.cell;
    const rating = this.table[i]![j]!;
    const gives = rating === null ? 'has not rated' : `gave ${formatNumber(rating)} to`;
    return html`<strong>${this.users[i]}</strong> ${gives} <strong>${this.films[j]}</strong>; expected is <strong>${formatNumber(expected(this.factors, i, j, this.kept), 2)}</strong>.
      Over all ratings it is off by ${formatNumber(rootMeanSquare(this.table, this.factors, this.kept), 2)} (root mean square).
      ${this.given ? this.kept < this.mostFactors ? `With the first ${this.kept} of ${this.mostFactors} factors. ` : '' : 'Fitted here, to these ratings alone. '}Type a number to change a rating.`;
  }

  protected override note(): Drawn {
    const { factors, kept } = this;
    if (!factors) return nothing;
    const [i, j] = this.cell;
    const [mean, b, c, ...products] = parts(factors, i, j, kept);
    const shade = this.scene.strength;
    const part = (name: string, value: number): TemplateResult => html`<span .style=${this.ground(shade(value))}>${name} ${two(value)}</span>`;
    return html`
      <p class="sum"><small>mean</small> ${two(mean!)} + ${part(this.users[i]!, b!)} + ${part(this.films[j]!, c!)}
        ${products.map((value, k) => html` + <span>${two(factors.P[i]![k]!)} · ${two(factors.Q[j]![k]!)} = ${two(value)}</span>`)}
        = <strong>${two(expected(factors, i, j, kept))}</strong></p>`;
  }

  private ground(colour: RGB): string {
    return `background:${inCss(colour)};color:${inCss(readable(colour, [0, 0, 0], [255, 255, 255]))}`;
  }

  protected override tools(): Drawn {
    if (!this.factors) return nothing;
    const [i, j] = this.cell;
    const most = this.mostFactors;
    return html`
      ${most > 0 ? slider({ name: 'factors', says: String(this.kept), value: this.kept, min: 0, max: most, step: 1, move: (rank) => (this.rank = rank) }) : nothing}
      <button aria-pressed=${String(this.filled)} @click=${(): void => void (this.filled = !this.filled)}>${this.filled ? 'Empty the holes' : 'Fill the holes'}</button>
      <label>rating <select aria-label="Rating of the chosen cell" @change=${(event: Event) => this.rate((event.target as HTMLSelectElement).value)}>
        ${['-', '1', '2', '3', '4', '5'].map((value) => html`<option value=${value} ?selected=${value === String(this.table[i]![j] ?? '-')}>${value === '-' ? 'none' : value}</option>`)}
      </select></label>
      ${this.own ? html`<button @click=${(): void => void (this.own = null)}>As it was</button>` : nothing}`;
  }

  private choose(row: number, column: number): void {
    this.at = `${row} ${column}`;
    void this.updateComplete.then(() => this.renderRoot.querySelector<SVGElement>(`[data-cell="${this.at}"]`)?.focus());
    if (this.factors) this.say(`${this.users[row]}, ${this.films[column]}: expected ${formatNumber(expected(this.factors, row, column, this.kept), 2)}`);
  }

  /** Another rating of the chosen cell, or none. */
  private rate(text: string): void {
    const [row, column] = this.cell;
    const rating = text === '-' ? null : Number(text);
    const changed = this.table.map((old, i) => old.map((value, j) => (i === row && j === column ? rating : value)));
    if (changed.flat().some((value) => value !== null)) this.own = changed;
  }

  private readonly press = (event: KeyboardEvent): void => {
    const steps = arrowSteps(event);
    const [row, column] = this.cell;
    const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
    if (steps) this.choose(within(row - steps[1], this.users.length), within(column + steps[0], this.films.length));
    else if (reserved(event)) return;
    else if (/^[1-5]$/.test(event.key)) this.rate(event.key);
    else if (['Delete', 'Backspace', '-', '0'].includes(event.key)) this.rate('-');
    else return;
    event.preventDefault();
  };
}

define('hm-factors', FactorsPicture);
