// The drawing of C = A B: each matrix with its name and shape, the part a step is about, and the two inner lengths at the corner.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { magnitude } from '../math/array';
import type { RGB } from '../math/colour';
import { formatAll } from '../math/format';
import { agree, type Operand } from '../math/product';
import type { Colours } from './_colours';
import { drawSheet, typeFor } from './_heat';
import { alongLeft, around, type Box, frame, type Layout, overTop } from './_product_layout';

type Point = readonly [x: number, y: number];

const ROOMY = 80; // from this corner on there is room between the two lengths

export interface Part {
  row: number | null;
  column: number | null;
}

export const rect = (kind: string, { x, y, width, height }: Box): SVGTemplateResult =>
  svg`<rect class=${kind} x=${x} y=${y} width=${width} height=${height}></rect>`;

const named = (letter: string, shape: string, x: number, y: number): SVGTemplateResult =>
  svg`<text class="name" x=${x} y=${y}>${letter}<tspan class="shape" dx="6">${shape}</tspan></text>`;

/** The two inner lengths, on either side of the corner. */
export function drawBrackets(left: Operand, upper: Operand, { A, B, cell }: Layout): SVGTemplateResult {
  const fits = agree(left, upper);
  const [wide, tall] = [left.columns * cell, upper.rows * cell];
  const [x, y] = [A.x + wide / 2, B.y + tall / 2];
  return svg`
    <g class=${fits ? '' : 'differ'}>
      <path class="bracket" d=${overTop(A.x, A.y - 9, wide) + alongLeft(B.x - 9, B.y, tall)}></path>
      <text class="inner" x=${x} y=${A.y - 20}>${left.columns}</text>
      <text class="inner" x=${B.x - 20} y=${y}>${upper.rows}</text>
      ${Math.min(wide, tall) >= ROOMY ? meeting([x, A.y - 20], [B.x - 20, y], fits) : nothing}
    </g>`;
}

/** From one length to the other, around the corner. */
function meeting([x0, y0]: Point, [x1, y1]: Point, fits: boolean): SVGTemplateResult {
  const [x, y] = [0.75 * x0 + 0.25 * x1, 0.25 * y0 + 0.75 * y1]; // the middle of the curve
  return svg`
    <path class="meet" d=${`M${x0} ${y0 - 12}Q${x0} ${y1} ${x1 - 12} ${y1}`}></path>
    <text class="inner equals" x=${x} y=${y}>${fits ? '=' : '≠'}</text>`;
}

/** A or B, with the row or column that a step is about; the rest steps back. */
export function drawOperand(of: 'A' | 'B', grid: Operand, shape: string, layout: Layout, part: Part | null, colour: (value: number) => RGB, colours: Colours, type: number): SVGTemplateResult {
  const { cell } = layout;
  const box = frame(layout[of], grid, cell, null, null);
  const texts = formatAll(grid.values);
  const seen = part && (part.row !== null || part.column !== null) ? frame(layout[of], grid, cell, part.row, part.column) : null;
  const apart = (row: number, column: number): boolean => (part!.row ?? row) !== row || (part!.column ?? column) !== column;
  return svg`
    ${drawSheet({ grid, ...layout[of], cell, colour, texts, type: typeFor(cell, texts, type), pale: seen && { has: apart, colours } })}
    ${rect('thin', box)}
    ${seen ? rect('part', around(seen, cell)) : nothing}
    ${named(of, shape, box.x, of === 'A' ? box.y + box.height + 17 : box.y - 9)}`;
}

/** C as far as it is made. */
export function drawResult(grid: Operand, name: string, shape: string, { C, cell }: Layout, part: Part | null, colour: (value: number) => RGB, type: number, made: (row: number, column: number) => boolean): SVGTemplateResult {
  const box = frame(C, grid, cell, null, null);
  const texts = formatAll(grid.values);
  return svg`
    ${drawSheet({ grid, ...C, cell, colour, texts, type: typeFor(cell, texts, type), made })}
    ${rect('bold', box)}
    ${part ? rect('part result', around(frame(C, grid, cell, part.row, part.column), cell)) : nothing}
    ${named(name, shape, box.x, box.y + box.height + 17)}
    ${rect('hit', box)}
    ${rect('ring', { x: box.x - 5, y: box.y - 5, width: box.width + 10, height: box.height + 10 })}`;
}

export function drawNoResult({ rows }: Operand, { columns }: Operand, { C, cell }: Layout): SVGTemplateResult {
  const box = frame(C, { rows, columns }, cell, null, null);
  return svg`${rect('open', box)}<text class="sign" x=${box.x + box.width / 2} y=${box.y + box.height / 2}>?</text>`;
}

/** What came back, dashed, with a corner on each cell that differs from C. */
export function drawYours(yours: Operand, C: Operand, x: number, layout: Layout, colour: (value: number) => RGB): SVGTemplateResult {
  const { cell, C: { y } } = layout;
  const texts = formatAll(yours.values);
  const box = frame({ x, y }, yours, cell, null, null);
  const side = Math.min(10, cell / 2);
  const near = 1e-9 * magnitude(C.values);
  const wrong = Array.from(yours.values, (value, i) => {
    if (Math.abs(value - C.values[i]!) <= near) return '';
    const [right, top] = [x + ((i % yours.columns) + 1) * cell, y + Math.floor(i / yours.columns) * cell];
    return `M${right - side} ${top}h${side}v${side}z`;
  });
  return svg`
    ${drawSheet({ grid: yours, x, y, cell, colour, texts, type: typeFor(cell, texts) })}
    ${rect('yours', box)}<path class="wrong" d=${wrong.join('')}></path>
    ${named('yours', '', x, y + box.height + 17)}`;
}
