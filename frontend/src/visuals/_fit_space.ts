// The column space in its part of the page, and the hold by which it is turned.

import { svg, type SVGTemplateResult } from 'lit';

import { type ColumnsDrawing, drawColumns } from './_fit_columns';
import type { Box } from './_fit_layout';

/** A finger that moves up or down over it scrolls the page; to the sides, it turns. */
export function drawSpace({ left, top, width, height }: Box, drawing: Omit<ColumnsDrawing, 'middle' | 'radius'>, key: (event: KeyboardEvent) => void): SVGTemplateResult {
  const { turn, tilt } = drawing.pose;
  return svg`
    <defs><clipPath id="space"><rect x=${left} y=${top} width=${width} height=${height}></rect></clipPath></defs>
    <g clip-path="url(#space)">${drawColumns({ ...drawing, middle: [left + width / 2, top + height / 2], radius: 0.47 * width })}</g>
    <rect class="turner" data-part="view" x=${left} y=${top} width=${width} height=${height} rx="6" tabindex="0" role="slider"
      aria-label="The side from which the column space is seen" aria-valuenow=${Math.round(turn)}
      aria-valuetext=${`turned ${Math.round(turn)}°, tilted ${Math.round(tilt)}°`} @keydown=${key}></rect>`;
}
