// The table of ratings between its factors: P to the left, so that a row of it stands at a row of the table, and Qᵀ above.

import { svg, type SVGTemplateResult } from 'lit';

import { css as inCss, type RGB } from '../math/colour';
import { expected, type Factors, type Ratings } from '../math/factors';
import { formatNumber } from '../math/format';
import { type Box, type Point, spread } from '../math/labels';

export interface Scene {
  readonly users: readonly string[];
  readonly films: readonly string[];
  readonly ratings: Ratings;
  readonly factors: Factors;
  readonly rank: number;
  readonly row: number;
  readonly column: number;
  /** Are the holes filled with what is expected? */
  readonly filled: boolean;
  /** Of a rating minus the mean, and of a factor. */
  readonly shade: (value: number) => RGB;
  readonly strength: (value: number) => RGB;
  readonly ink: (ground: RGB) => string;
}

export interface Layout { readonly cell: number; readonly thin: number; readonly left: number; readonly top: number; readonly names: number; readonly width: number; readonly height: number }

const GAP = 10; // between the table and its factors
const ABOVE = 96; // for the films' names, which lean
const LETTER = 6.4; // CSS pixels of a name
const LONGEST = 17; // letters of a name

export const short = (name: string, most = LONGEST): string => (name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name);

export function layOut(users: readonly string[], films: readonly string[], rank: number, room: number): Layout {
  const names = Math.min(room * 0.24, Math.max(...users.map((name) => short(name).length), 3) * LETTER + 8);
  const lean = 56; // the last film's name leans out of the table
  const cell = Math.max(15, Math.min(34, (room - names - GAP - lean) / (films.length + 0.62 * (rank + 1))));
  const thin = Math.max(10, cell * 0.62);
  const left = names + (rank + 1) * thin + GAP;
  const top = ABOVE + (rank + 1) * thin + GAP;
  return { cell, thin, left, top, names, width: left + films.length * cell + lean, height: top + users.length * cell + 22 };
}

export function drawTable(scene: Scene, at: Layout, choose: (row: number, column: number) => void): SVGTemplateResult {
  const { users, films, row, column } = scene;
  const { cell, left, top, thin } = at;
  const high = (scene.rank + 1) * thin;
  return svg`
    ${users.map((name, i) => svg`<text class=${i === row ? 'name chosen' : 'name'} x=${at.names - 6} y=${top + (i + 0.5) * cell} text-anchor="end" dominant-baseline="central">${short(name, Math.floor(at.names / LETTER))}</text>`)}
    ${films.map((name, j) => svg`<text class=${j === column ? 'name chosen' : 'name'} transform=${`translate(${left + (j + 0.55) * cell} ${top - GAP - high - 6}) rotate(-52)`} dominant-baseline="central">${short(name)}</text>`)}
    ${users.map((_, i) => drawRow(scene, at, i))}
    ${films.map((_, j) => drawColumn(scene, at, j))}
    <text class="title" x=${at.names + thin / 2} y=${top + users.length * cell + 16} text-anchor="middle">b</text>
    ${scene.rank > 0 ? svg`<text class="title" x=${at.names + (1 + scene.rank / 2) * thin} y=${top + users.length * cell + 16} text-anchor="middle">P</text>` : ''}
    <text class="title" x=${left - GAP - 2} y=${top - GAP - high + thin * 0.75} text-anchor="end">c</text>
    ${scene.rank > 0 ? svg`<text class="title" x=${left - GAP - 2} y=${top - GAP - (scene.rank * thin) / 2} dominant-baseline="central" text-anchor="end">Qᵀ</text>` : ''}
    ${users.map((_, i) => films.map((_, j) => drawCell(scene, at, i, j, choose)))}
    <rect class="frame" x=${at.names - 1} y=${top + row * cell} width=${(scene.rank + 1) * thin + 2} height=${cell}></rect>
    <rect class="frame" x=${left + column * cell} y=${top - GAP - high - 1} width=${cell} height=${high + 2}></rect>
    <rect class="frame" x=${left + column * cell} y=${top + row * cell} width=${cell} height=${cell}></rect>`;
}

function drawRow({ factors, rank, strength }: Scene, { names, top, cell, thin }: Layout, i: number): SVGTemplateResult[] {
  return [factors.b[i]!, ...factors.P[i]!.slice(0, rank)].map((value, k) => svg`
    <rect class="factor" x=${names + k * thin} y=${top + i * cell} width=${thin} height=${cell} fill=${inCss(strength(value))}></rect>`);
}

function drawColumn({ factors, rank, strength }: Scene, { left, top, cell, thin }: Layout, j: number): SVGTemplateResult[] {
  return [factors.c[j]!, ...factors.Q[j]!.slice(0, rank)].map((value, k) => svg`
    <rect class="factor" x=${left + j * cell} y=${top - GAP - (rank + 1 - k) * thin} width=${cell} height=${thin} fill=${inCss(strength(value))}></rect>`);
}

function drawCell(scene: Scene, { left, top, cell }: Layout, i: number, j: number, choose: (row: number, column: number) => void): SVGTemplateResult {
  const rating = scene.ratings[i]![j]!;
  const value = rating ?? expected(scene.factors, i, j, scene.rank);
  const seen = rating !== null || scene.filled;
  const ground = scene.shade(seen ? value - scene.factors.mean : NaN);
  const chosen = i === scene.row && j === scene.column;
  const says = `${scene.users[i]}, ${scene.films[j]}: ${rating === null ? 'not rated' : `rated ${formatNumber(rating)}`}, expected ${formatNumber(expected(scene.factors, i, j, scene.rank), 2)}`;
  return svg`
    <g class=${rating === null ? 'cell hole' : 'cell'} data-cell=${`${i} ${j}`} role="button" tabindex=${chosen ? 0 : -1} aria-pressed=${String(chosen)} aria-label=${says} @click=${(): void => choose(i, j)}>
      <rect x=${left + j * cell} y=${top + i * cell} width=${cell} height=${cell} fill=${inCss(ground)}></rect>
      ${seen && cell >= 20 ? svg`<text x=${left + (j + 0.5) * cell} y=${top + (i + 0.5) * cell} fill=${scene.ink(ground)} font-size=${rating === null && cell < 26 ? 11 : 12}>${rating === null ? value.toFixed(1) : formatNumber(rating, 2)}</text>` : ''}
    </g>`;
}

/** The films as points of the first two factors, and the person as an arrow: who points at a film likes it. */
export function drawPlane({ films, factors, users, row, column, rank }: Scene, x0: number, y0: number, side: number): SVGTemplateResult {
  const at2 = (v: readonly number[]): [number, number] => [v[0] ?? 0, rank > 1 ? v[1] ?? 0 : 0];
  const [p, ...points] = [factors.P[row]!, ...factors.Q].map(at2);
  const reach = Math.max(1e-9, ...[p!, ...points].flat().map(Math.abs)) * 1.12;
  const place = ([x, y]: readonly [number, number]): Point => [side / 2 + (x / reach) * (side / 2), side / 2 - (y / reach) * (side / 2)];
  const places = points.map(place);
  const labels = spread(places, films.map((name) => ({ width: short(name, 20).length * LETTER, height: 12 })), { width: side, height: side }, [column]);
  const [px, py] = place(p!);
  const name = (label: Box | null, j: number): SVGTemplateResult | string => (label ? svg`<text class=${j === column ? 'name chosen' : 'name'} x=${label.x} y=${label.y + 10}>${short(films[j]!, 20)}</text>` : '');
  return svg`
    <g transform=${`translate(${x0} ${y0})`}>
      <rect class="plane" width=${side} height=${side}></rect>
      <path class="axis" d=${`M0 ${side / 2}H${side}M${side / 2} 0V${side}`}></path>
      <text class="name" x=${side - 4} y=${side / 2 - 5} text-anchor="end">factor 1</text>
      ${rank > 1 ? svg`<text class="name" x=${side / 2 + 5} y="12">factor 2</text>` : ''}
      <line class="person" x1=${side / 2} y1=${side / 2} x2=${px} y2=${py}></line>
      <circle class="person-end" cx=${px} cy=${py} r="5"></circle>
      <text class="name chosen" x=${px + (px > side * 0.7 ? -8 : 8)} y=${py + (py > side / 2 ? 16 : -8)} text-anchor=${px > side * 0.7 ? 'end' : 'start'}>${short(users[row]!, 20)}</text>
      ${places.map(([x, y], j) => svg`<circle class=${j === column ? 'film chosen' : 'film'} cx=${x} cy=${y} r=${j === column ? 5.5 : 3.5}></circle>`)}
      ${labels.map(name)}
    </g>`;
}
