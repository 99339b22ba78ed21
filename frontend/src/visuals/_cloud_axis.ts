// One axis through a flat cloud: points, their shadows, and the shadows' density beneath.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { magnitude } from '../math/array';
import { direction } from '../math/axis';
import { density, shadows } from '../math/statistics';
import { handleRadius, trackRadius } from './_cloud_handle';
import { marks, type Place } from './_marks';

export const stripHeight = 74; // of the density beneath

export interface AxisDrawing {
  centred: readonly (readonly number[])[]; // m×2
  names: readonly [right: string, up: string];
  angle: number; // of the handle, −180 to 180
  side: number;
  shadowsShown: boolean;
  /** An earlier guess, and the places the axis has been: (angle, standard deviation of the shadows there). */
  guess: number | null;
  visited: ReadonlyMap<number, number>;
  hovered: number | null;
}

export interface AxisGeometry {
  places: Place[];
  middle: number;
  scale: number;
}

/** Equal scales, so that angles are what they look like; the whole cloud stays within the circle the handle runs on. */
export function axisGeometry(centred: AxisDrawing['centred'], side: number): AxisGeometry {
  const middle = side / 2;
  const reach = magnitude(centred.map(([x, y]) => Math.hypot(x!, y!)));
  const scale = (middle - 2 * handleRadius - 8) / (reach || 1);
  return { places: centred.map(([x, y]) => [middle + x! * scale, middle - y! * scale]), middle, scale };
}

export function drawAxis(drawing: AxisDrawing, handle: SVGTemplateResult): SVGTemplateResult {
  const { centred, angle, side, names, guess, hovered } = drawing;
  const { places, middle, scale } = axisGeometry(centred, side);
  const reach = trackRadius(side);
  const at = (degrees: number, length: number): Place => {
    const [x, y] = direction(degrees);
    return [middle + x * length, middle - y * length];
  };
  const line = (degrees: number, length: number): string => {
    const [[x0, y0], [x1, y1]] = [at(degrees, -length), at(degrees, length)];
    return `M${x0.toFixed(2)} ${y0.toFixed(2)}L${x1.toFixed(2)} ${y1.toFixed(2)}`;
  };
  const along = shadows(centred, direction(angle));
  const feet = along.map((t) => at(angle, t * scale));
  const drops = places.map(([x, y], i) => `M${x.toFixed(1)} ${y.toFixed(1)}L${feet[i]![0].toFixed(1)} ${feet[i]![1].toFixed(1)}`).join('');
  return svg`
    <circle class="track" cx=${middle} cy=${middle} r=${reach}></circle>
    <path class="cross" d=${`M8 ${middle}H${side - 8}M${middle} 8V${side - 8}`}></path>
    <text class="name" x=${side - 8} y=${middle + 16} text-anchor="end">${names[0]}</text>
    <text class="name" x=${middle + 8} y="16">${names[1]}</text>
    ${drawing.shadowsShown ? svg`<path class="drops" d=${drops}></path>` : nothing}
    <path class="points" d=${marks(places, 3.2)}></path>
    ${drawing.shadowsShown ? svg`<path class="been" d=${trail(drawing.visited, (degrees, sd) => at(degrees, 2 * sd * scale))}></path>` : nothing}
    ${guess === null ? nothing : svg`<path class="guess" d=${line(guess, reach)}></path>`}
    <path class="axis" d=${line(angle, reach)}></path>
    ${drawing.shadowsShown ? svg`<path class="shadows" d=${marks(feet, 3.4)}></path>` : nothing}
    ${hovered === null ? nothing : highlight(places[hovered]!, drawing.shadowsShown ? feet[hovered]! : null)}
    ${handle}
    ${drawing.shadowsShown ? strip(along.map((t) => middle + t * scale), side) : nothing}`;
}

function highlight([x, y]: Place, foot: Place | null): SVGTemplateResult {
  return svg`
    ${foot ? svg`<path class="drop-bold" d=${`M${x} ${y}L${foot[0]} ${foot[1]}`}></path>` : nothing}
    <circle class="chosen" cx=${x} cy=${y} r="6"></circle>`;
}

/** Where the axis has been, how wide the shadows were: at distance two standard deviations, on both sides. */
function trail(visited: ReadonlyMap<number, number>, at: (degrees: number, sd: number) => Place): string {
  const dots = [...visited].flatMap(([degrees, sd]) => [at(degrees, sd), at(degrees + 180, sd)]);
  return marks(dots, 1.1);
}

/** All shadows side by side on one line, the axis laid flat, with their density above. */
function strip(xs: readonly number[], side: number): SVGTemplateResult {
  const [base, height] = [side + stripHeight - 14, stripHeight - 26];
  const heights = density(xs, 0, side, 160);
  const step = side / (heights.length - 1);
  const top = heights.map((h, i) => `${(i * step).toFixed(1)} ${(base - 6 - h * height).toFixed(1)}`).join('L');
  return svg`
    <path class="density" d=${`M0 ${base - 6}L${top}L${side} ${base - 6}z`}></path>
    <path class="rug" d=${xs.map((x) => `M${x.toFixed(1)} ${base - 3}v11`).join('')}></path>`;
}
