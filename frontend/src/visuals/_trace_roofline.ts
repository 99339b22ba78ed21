// The roofline of a trace, drawn: each operation a circle whose area is its time, under what this machine can do.

import { svg, type SVGTemplateResult } from 'lit';

import { duration, formatNumber, formatSi } from '../math/format';
import type { Roof, Roofline, Spot } from '../math/roofline';

const FAR = 9; // a number stands in a circle that is at least so large, beside a smaller one

export interface RooflineDrawing {
  roofline: Roofline;
  chosen: number;
  choose: (index: number) => void;
  key: (event: KeyboardEvent) => void;
}

export function drawRoofline(drawing: RooflineDrawing): SVGTemplateResult {
  const { across, up, roofs, spots, left, right, top, bottom } = drawing.roofline;
  const largestFirst = [...spots].sort((a, b) => b.radius - a.radius);
  return svg`
    ${across.map(({ value, at }) => svg`<path class="grid" d=${`M${at} ${top}V${bottom}`}></path><text class="tick" x=${at} y=${bottom + 16}>${formatNumber(value)}</text>`)}
    ${up.map(({ value, at }) => svg`<path class="grid" d=${`M${left} ${at}H${right}`}></path><text class="tick end" x=${left - 6} y=${at + 4}>${formatSi(value, '').trim()}</text>`)}
    <text class="axis" x=${(left + right) / 2} y=${bottom + 36}>FLOPs per byte</text>
    <text class="axis" transform=${`translate(12 ${(top + bottom) / 2}) rotate(-90)`}>FLOPs per second</text>
    ${roofs.map((roof) => drawRoof(roof, drawing.roofline))}
    ${largestFirst.map((spot) => drawSpot(spot, drawing))}`;
}

/** Levels are named on them; slopes, which circles crowd, in a corner where nothing can be. */
function drawRoof({ kind, label, value, path }: Roof, { right, left, top }: Roofline): SVGTemplateResult {
  const d = `M${path.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
  const level = kind === 'compute' || kind === 'best';
  const text = `${label}: ${formatSi(value, level ? 'FLOP/s' : 'B/s')}`;
  if (level) return svg`<path class=${`roof ${kind}`} d=${d}></path><text class="roof-name end" x=${right} y=${path.at(-1)![1] - 7}>${text}</text>`;
  const key = top + (kind === 'cache' ? 14 : 34);
  return svg`<path class=${`roof ${kind}`} d=${`${d}M${left + 8} ${key}h28`}></path><text class="roof-name" x=${left + 44} y=${key + 4}>${text}</text>`;
}

function drawSpot({ index, operation, intensity, rate, x, y, radius }: Spot, { chosen, choose, key }: RooflineDrawing): SVGTemplateResult {
  const words = `${index + 1}: ${operation.expression}. ${formatNumber(intensity, 3)} FLOPs per byte, ${formatSi(rate, 'FLOP/s')}, ${duration(operation.seconds!)}`;
  const inside = radius >= FAR;
  const looks = index === chosen ? 'spot chosen' : 'spot';
  return svg`
    <circle class=${`mark ${looks}`} cx=${x} cy=${y} r=${radius}></circle>
    <text class=${`number ${looks}${inside ? ' inside' : ''}`} aria-hidden="true" x=${inside ? x : x + radius + 7} y=${y + 4}>${index + 1}</text>
    <g class="operation" role="button" tabindex=${index === chosen ? 0 : -1} aria-pressed=${index === chosen}
      aria-label=${words} data-operation=${index} @click=${() => choose(index)} @pointerenter=${() => choose(index)} @keydown=${key}>
      <circle class="reach" cx=${x} cy=${y} r=${Math.max(22, radius)}></circle>
      <circle class="focus" cx=${x} cy=${y} r=${radius + 3}></circle>
    </g>`;
}
