// What <hm-recurrent> draws: the states side by side, the powers of the eigenvalues around the unit circle, and how all of it grows.

import { css, nothing, svg, type SVGTemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { Point } from '../math/plane';
import { multiples } from '../math/ticks';
import type { Complex } from '../math/unrolled';
import { axes, type Chart, inside, pathOf, toPage } from './_chart';
import type { Place } from './_marks';

export const REACH = 1.5; // of the complex plane, to each side
const PLANE_TOP = 20; // for its title

export const recurrentStyles = css`
  .state { stroke: var(--line-strong); stroke-width: 0.75; }
  .arrow { fill: none; stroke: var(--muted); stroke-width: 1.25; }
  .arrow.in { stroke: var(--accent); stroke-width: 2; }
  .title { fill: var(--ink); font-weight: 600; }
  .time { text-anchor: middle; font-size: 12px; }
  .circle { fill: none; stroke: var(--ink); stroke-width: 1.5; }
  .on-circle { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
  .cross { fill: none; stroke: var(--line-strong); }
  .power { fill: var(--accent); }
  .spiral { fill: none; stroke: var(--accent); stroke-width: 1; stroke-opacity: 0.5; }
  .norm { fill: none; stroke: var(--accent); stroke-width: 2.5; }
  .gradient { fill: none; stroke: var(--best); stroke-width: 2.5; stroke-dasharray: 7 3; }
  .norm-name { fill: var(--accent); font-weight: 600; }
  .gradient-name { fill: var(--best); font-weight: 600; }
  .caption { color: var(--ink); flex-basis: 100%; }
  .tools { margin-left: 0; gap: 0.5rem 1rem; }
`;

const middle = (side: number): Place => [side / 2, PLANE_TOP + (side - PLANE_TOP) / 2];
const unit = (side: number): number => (side - PLANE_TOP) / 2 / (REACH + 0.15);

export const onPlane = (side: number, [a, b]: Complex): Place => [middle(side)[0] + unit(side) * a, middle(side)[1] - unit(side) * b];

/** The other way, for a place of the picture: the plane stands below the states. */
export const inPlane = (side: number, [x, y]: Place): Complex =>
  [(x - middle(side)[0]) / unit(side), (middle(side)[1] - (y - STATES)) / unit(side)];

export const STATES = 92; // pixels that the row of states takes

/** h_1 … h_T as columns of two numbers, an arrow from each to the next. */
export function drawStates(h: readonly Point[], room: number, shade: (value: number) => string): SVGTemplateResult {
  const step = (room - 4) / h.length;
  const cell = Math.min(24, step * 0.72);
  const every = Math.max(1, Math.ceil(26 / step));
  const x = (t: number): number => 2 + t * step + (step - cell) / 2;
  return svg`
    <text class="title" x="0" y="12">states h₁ … h${subscript(h.length)}</text>
    <path class="arrow in" d=${`M${x(0) + cell / 2} 86v-8m-3 3l3 -4l3 4`}></path>
    ${h.map((each, t) => svg`
      ${each.map((value, i) => svg`<rect class="state" x=${x(t)} y=${24 + i * 24} width=${cell} height="24" fill=${shade(value)}><title>h[${t + 1}, ${i}] = ${formatNumber(value, 3)}</title></rect>`)}
      ${t > 0 && step - cell > 5 ? svg`<path class="arrow" d=${`M${x(t - 1) + cell + 1} 48H${x(t) - 1}m-3 -2.5l3 2.5l-3 2.5`}></path>` : nothing}
      ${t > 0 && t % every === 0 ? svg`<text class="time" x=${x(t) + cell / 2} y="87">${t + 1}</text>` : nothing}`)}`;
}

const subscript = (n: number): string => [...String(n)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');

/** λ, λ², λ³ …: a spiral inwards, outwards, or around on the circle. */
export function drawPowers(values: readonly [Complex, Complex], steps: number, side: number): SVGTemplateResult {
  const [x, y] = middle(side);
  const r = unit(side);
  const powers = values.map((value) => {
    const places: Complex[] = [[1, 0]];
    for (let t = 0; t < steps; t++) {
      const [a, b] = places[t]!;
      places.push([a * value[0] - b * value[1], a * value[1] + b * value[0]]);
    }
    return places.filter((place) => Math.hypot(...place) <= REACH + 0.1).map((place) => onPlane(side, place));
  });
  return svg`
    <text class="title" x="0" y="12">eigenvalues of Wh</text>
    <path class="cross" d=${`M${x - r * REACH} ${y}h${2 * r * REACH}M${x} ${y - r * REACH}v${2 * r * REACH}`}></path>
    <circle class="circle" cx=${x} cy=${y} r=${r}></circle>
    <text x=${x + r + 4} y=${y + 16}>1</text><text x=${x + 5} y=${y - r - 5}>i</text><text class="on-circle" x=${x - r * 0.98} y=${y + r * 1.05}>|λ| = 1</text>
    ${powers.map((places) => svg`<path class="spiral" d=${pathOf(places)}></path>${places.slice(1).map(([a, b]) => svg`<circle class="power" cx=${a} cy=${b} r="2"></circle>`)}`)}`;
}

const LOWEST = -12; // powers of ten; less is nothing in training
const HIGHEST = 12;

/** ‖h_t‖, and ‖∂h_T/∂h_t‖, by powers of ten. */
export function drawGrowth(at: Pick<Chart, 'left' | 'top' | 'width' | 'height'>, norms: readonly number[], back: readonly number[], size: number): SVGTemplateResult {
  const log = (value: number): number => Math.min(HIGHEST, Math.max(LOWEST, Math.log10(Math.max(value, 1e-300))));
  const all = [...norms, ...back].map(log);
  const chart: Chart = { ...at, x: [1, norms.length], y: [Math.min(-1, Math.floor(Math.min(...all))), Math.max(1, Math.ceil(Math.max(...all)))] };
  const [low, high] = chart.y;
  const marks = multiples(low, high, Math.ceil((high - low) / 5));
  const line = (values: readonly number[]): string => pathOf(values.map((value, i) => inside(chart, toPage(chart, [i + 1, log(value)]))));
  const { left, top, width } = at;
  return svg`
    ${axes(chart, { y: marks, say: (power) => formatNumber(10 ** power, 3), names: ['step t', ''] })}
    <path class="norm" d=${line(norms)}></path><path class="gradient" d=${line(back)}></path>
    <text class="norm-name" x=${left} y=${top - 8}>━ ‖hₜ‖ state</text>
    <text class="gradient-name" x=${left + Math.min(width - 150, 130)} y=${top - 8}>╍ gradient, from the end</text>
    <title>${`Largest |λ| is ${formatNumber(size, 3)}`}</title>`;
}
