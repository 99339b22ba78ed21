// The flow of a trace, drawn: lanes of arrays to the left, what each operation is and costs to the right.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { duration, formatCount, formatPercent, formatSi } from '../math/format';
import type { Flow, FlowBox, FlowEdge } from '../math/flow';
import type { Operation, Trace } from '../math/trace';

const LETTER = 7.7; // width of a letter of the code face at 13 px
const SMALL = 6.7; // and of one of the other face
const GAP = 18; // between graph and words
const BAR = 8;

export interface FlowDrawing {
  trace: Trace;
  flow: Flow;
  width: number;
  /** Are costs shown? Not while a guess at them is asked for. */
  costs: boolean;
  /** The operation that is looked at. */
  chosen: number;
  choose: (index: number) => void;
  key: (event: KeyboardEvent) => void;
}

export const shorten = (text: string, letters: number): string => (text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text);
export const shapeOf = (shapes: FlowBox['shapes']): string => (shapes.length > 1 ? `${shapes.length} arrays` : (shapes[0] ?? []).join('×') || 'a number');

/** How often, and what of it: `5 times · 1.2 MFLOP · 41 ms`. */
export function costOf({ count, flops, seconds }: Operation): string {
  return [
    ...(count > 1 ? [`${formatCount(count)} times`] : []),
    ...(flops === null ? [] : [formatSi(flops, 'FLOP')]),
    ...(seconds === null ? [] : [duration(seconds)]),
  ].join(' · ');
}

export function drawFlow(drawing: FlowDrawing): SVGTemplateResult {
  const { trace, flow, chosen } = drawing;
  return svg`
    ${flow.rows.map((row, i) => background(drawing, row.top, row.bottom, i))}
    ${flow.edges.map((edge) => drawEdge(edge, edge.by === chosen))}
    ${flow.rows.map(({ x, y, bottom }, i) => svg`<path class=${i === chosen ? 'edge chosen' : 'edge'} d=${`M${x} ${y}V${bottom - 30}`}></path>`)}
    ${flow.boxes.map((box) => drawBox(box, flow.lane, chosen, trace.operations))}
    ${trace.operations.map((operation, i) => row(drawing, operation, i))}`;
}

function background({ width, chosen }: FlowDrawing, top: number, bottom: number, i: number): SVGTemplateResult {
  return svg`<rect class=${i === chosen ? 'ground chosen' : 'ground'} x="0" y=${top} width=${width} height=${bottom - top}></rect>`;
}

/** Straight down the lane, then across into the operation. */
function drawEdge({ x0, y0, x1, y1 }: FlowEdge, chosen: boolean): SVGTemplateResult {
  const turn = Math.max(y0, y1 - 34);
  return svg`<path class=${chosen ? 'edge chosen' : 'edge'} d=${`M${x0} ${y0}V${turn}C${x0} ${y1 - 8} ${x1} ${turn + 4} ${x1} ${y1}`}></path>`;
}

function drawBox({ name, shapes, sides, x, y, height, by, loop }: FlowBox, lane: number, chosen: number, operations: readonly Operation[]): SVGTemplateResult {
  const whole = sides.reduce((sum, side) => sum + side.width + 3, -3);
  let left = x - whole / 2;
  const kind = by === chosen ? 'result chosen' : by === null ? (loop ? 'given loop' : 'given') : 'result';
  const title = `${name || (by === null ? 'an array' : operations[by]!.expression)}: ${shapes.map((shape) => shape.join('×') || 'a number').join(', ')}${loop ? ', made further down, one round of the loop before' : ''}`;
  return svg`
    <g class="array">
      <title>${title}</title>
      ${sides.map((side) => {
        const at = left;
        left += side.width + 3;
        return svg`<rect class=${kind} x=${at} y=${y + (height - side.height) / 2} width=${side.width} height=${side.height}></rect>`;
      })}
      <text class="name" x=${x} y=${y - 5}>${loop ? '↻ ' : nothing}${shorten(name, Math.floor(lane / LETTER))}</text>
      <text class="shape" x=${x} y=${y + height + 14}>${shorten(shapeOf(shapes), Math.floor(lane / SMALL) + 2)}</text>
    </g>`;
}

/** What is chosen with a click or a key: one operation. */
function row({ trace, flow, width, costs, chosen, choose, key }: FlowDrawing, operation: Operation, i: number): SVGTemplateResult {
  const { top, bottom, x, y } = flow.rows[i]!;
  const left = flow.width + GAP;
  const room = Math.max(40, width - left - 8);
  const sign = shorten(operation.sign, 9);
  const half = Math.max(13, (sign.length * LETTER) / 2 + 6);
  const { mark } = operation;
  const line = operation.line === null ? '' : `line ${operation.line}`;
  const share = `${formatPercent(operation.share)} of the ${trace.timed ? 'time' : 'FLOPs'}`;
  const spoken = `${i + 1} of ${trace.operations.length}: ${operation.expression}${line && `, ${line}`}. ${costs ? `${costOf(operation)}. ${share}` : ''}${mark && '. Something was found here'}`;
  return svg`
    <g class=${i === chosen ? 'words chosen' : 'words'} aria-hidden="true">
      <rect class="sign" x=${x - half} y=${y - 13} width=${2 * half} height="26" rx="13"></rect>
      <text class="sign" x=${x} y=${y + 5}>${sign}</text>
      <text class="code" x=${left} y=${y - 4}>${shorten(operation.expression, Math.floor((room - (mark ? 24 : 0)) / LETTER))}</text>
      <text class="cost" x=${left} y=${y + 14}>${shorten([line, costs ? costOf(operation) : ''].filter(Boolean).join(' · '), Math.floor(room / SMALL))}</text>
      ${costs ? svg`
        <rect class="total" x=${left} y=${y + 23} width=${room} height=${BAR} rx="2"></rect>
        <rect class="time" x=${left} y=${y + 23} width=${room * Math.min(1, operation.share)} height=${BAR} rx="2"></rect>
        <text class="cost" x=${left} y=${y + 46}>${share}</text>` : nothing}
      ${mark ? svg`<g class=${`found ${mark}`}><circle cx=${left + room - 9} cy=${y - 9} r="9"></circle><text x=${left + room - 9} y=${y - 4}>${mark === 'hazard' ? '!' : '↑'}</text></g>` : nothing}
    </g>
    <g class="operation" role="button" tabindex=${i === chosen ? 0 : -1} aria-pressed=${i === chosen} aria-label=${spoken} data-operation=${i}
      @click=${() => choose(i)} @keydown=${key}>
      <rect class="hit" x="1" y=${top + 1} width=${width - 2} height=${bottom - top - 2} rx="4"></rect>
    </g>`;
}
