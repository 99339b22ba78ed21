// A cloud seen along two directions of its n: marks by group, a compass of where the columns point, each component's variance.

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import type { Groups } from '../math/cloud';
import { formatPercent } from '../math/format';
import { shadows } from '../math/statistics';
import type { Frame } from '../math/tour';
import { marks, type Place } from './_marks';

const MARGIN = 18;
const COMPASS = 46; // its radius
const LINE = 18; // of the names beside it
const GROUPS = 6; // different colours
const BARS = 8;
const ARROWS = 8; // in the compass: the columns that lie most in the page,
const VISIBLE = 0.05; // and can be seen at all

export interface ComponentsDrawing {
  centred: readonly (readonly number[])[];
  frame: Frame;
  columns: readonly string[];
  groups: Groups;
  hidden: ReadonlySet<number>;
  names: readonly [right: string, up: string];
  width: number;
  height: number;
  scale: number;
  hovered: number | null;
}

/** One scale for all views of the tour. */
export function fitted([right, up]: readonly [number, number], width: number): { height: number; scale: number } {
  const ratio = Math.min(0.9, Math.max(0.5, up / right));
  const height = Math.round(width * ratio);
  return { height, scale: Math.min((width / 2 - MARGIN) / right, (height / 2 - MARGIN) / up) };
}

export function placesOf({ centred, frame, width, height, scale }: ComponentsDrawing): Place[] {
  const [xs, ys] = [shadows(centred, frame[0]), shadows(centred, frame[1])];
  return xs.map((x, i) => [width / 2 + x * scale, height / 2 - ys[i]! * scale]);
}

export function drawComponents(drawing: ComponentsDrawing): SVGTemplateResult {
  const { groups, hidden, names, width, height, hovered } = drawing;
  const places = placesOf(drawing);
  const count = Math.max(1, groups.names.length);
  const layers = Array.from({ length: count }, (_, g) => {
    const members = hidden.has(g) ? [] : places.filter((__, i) => groups.of[i] === g);
    return svg`<path class=${`group group-${g % GROUPS}`} d=${marks(members, 3.9, g)}></path>`;
  });
  return svg`
    <path class="cross" d=${`M8 ${height / 2}H${width - 8}M${width / 2} 8V${height - 8}`}></path>
    <text class="name" x=${width - 8} y=${height / 2 + 16} text-anchor="end">${names[0]}</text>
    <text class="name" x=${width / 2 + 8} y="16">${names[1]}</text>
    ${layers}
    ${hovered === null ? nothing : svg`<circle class="chosen" cx=${places[hovered]![0]} cy=${places[hovered]![1]} r="7"></circle>`}`;
}

/** Each column is an arrow of length 1 in n dimensions; seen from here it is as long as it lies in the page. */
function compass({ frame, columns }: ComponentsDrawing): TemplateResult {
  const length = (j: number): number => Math.hypot(frame[0][j]!, frame[1][j]!);
  const shown = columns.map((_, j) => j).filter((j) => length(j) > VISIBLE).sort((i, j) => length(j) - length(i)).slice(0, ARROWS);
  const height = Math.max(2 * COMPASS + 12, shown.length * LINE + 8);
  const [x, y] = [COMPASS + 4, height / 2];
  const arrows = shown.map((j) => ({ name: columns[j]!, tx: x + frame[0][j]! * COMPASS, ty: y - frame[1][j]! * COMPASS }));
  // Names stand in a column at the right, in the order of their arrows' heights, joined to them by thin lines.
  const order = [...arrows].sort((a, b) => a.ty - b.ty);
  const first = y - ((order.length - 1) * LINE) / 2;
  const drawn = arrows.map((arrow) => {
    const { name, tx, ty } = arrow;
    const [nx, ny] = [2 * COMPASS + 26, first + order.indexOf(arrow) * LINE];
    return svg`
      <path class="leader" d=${`M${tx.toFixed(1)} ${ty.toFixed(1)}L${nx - 5} ${ny}`}></path>
      <path class="arrow" d=${`M${x} ${y}L${tx.toFixed(1)} ${ty.toFixed(1)}`}></path>
      <circle class="tip" cx=${tx} cy=${ty} r="2.4"></circle>
      <text class="column" x=${nx} y=${ny + 4}>${name}</text>`;
  });
  return html`<svg width="220" height=${height} aria-hidden="true"><circle class="track" cx=${x} cy=${y} r=${COMPASS}></circle>${drawn}</svg>`;
}

/** `shuffled`: what each component would hold by chance. */
export function bars(shares: readonly number[], shuffled: readonly number[], seen: number, drawing: ComponentsDrawing): TemplateResult {
  return html`
    <div>
      <p class="share"><strong>${formatPercent(seen)}</strong> of the variance is seen here</p>
      <p class="quiet">where the columns point</p>
      ${compass(drawing)}
    </div>
    <table>
      <caption>variance along each component${shuffled.length > 0 ? html`; <i class="key-chance"></i> if columns are shuffled` : nothing}</caption>
      ${shares.slice(0, BARS).map((share, k) => html`
        <tr><th scope="row">PC${k + 1}</th>
          <td><svg width="100%" height="14" aria-hidden="true"><rect class="along" width="${100 * share}%" height="14" rx="2"></rect>
            ${shuffled[k] === undefined ? nothing : svg`<line class="chance" x1="${100 * shuffled[k]}%" x2="${100 * shuffled[k]}%" y1="0" y2="14"></line>`}</svg></td>
          <td class="number">${formatPercent(share)}</td></tr>`)}
    </table>`;
}

export function legend(names: readonly string[], hidden: ReadonlySet<number>, toggle: (group: number) => void): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`
    <div class="legend" role="group" aria-label="Show or hide">
      ${names.map((name, g) => html`
        <button aria-pressed=${!hidden.has(g)} @click=${() => toggle(g)}>
          <svg width="14" height="14" aria-hidden="true"><path class="group group-${g % GROUPS}" d=${marks([[7, 7]], 5, g)}></path></svg>${name}
        </button>`)}
    </div>`;
}
