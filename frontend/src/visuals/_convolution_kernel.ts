// The kernel's numbers, chosen with the arrow keys or a press, and changed.

import { svg, type SVGTemplateResult } from 'lit';

import type { Kernel } from '../math/convolve';
import { formatNumber } from '../math/format';
import { CellEditing, type Chosen } from './_cell_editing';
import { type Cell, walk } from './_cells';
import { frame } from './_convolution_drawing';
import type { Box } from './_convolution_layout';
import { placeIn } from './_knob';

export interface KernelHost {
  kernel(): Kernel;
  box(): Box;
  /** In place of it. */
  give(K: Kernel): void;
  focus(): void;
  say(text: string): void;
  update(): void;
}

export class KernelEditing {
  private cell: Cell = { row: 0, column: 0 };
  readonly cells = new CellEditing(() => this.chosen, () => this.host.update());

  constructor(private readonly host: KernelHost) {}

  /** After another kernel has come, within it. */
  private get within(): Cell {
    const { rows, columns } = this.host.kernel();
    return walk(this.cell, [0, 0], rows, columns);
  }

  private get chosen(): Chosen {
    const { row, column } = this.within;
    const { rows, columns, values } = this.host.kernel();
    return {
      name: `K[${row}, ${column}]`,
      value: values[row * columns + column]!,
      set: (value) => this.set({ row, column }, value),
      move: (move) => {
        this.cell = walk({ row, column }, move, rows, columns);
        this.host.update();
      },
      closed: () => this.host.focus(),
    };
  }

  private set({ row, column }: Cell, value: number): void {
    const K = this.host.kernel();
    const values = Float64Array.from(K.values);
    values[row * K.columns + column] = value;
    this.host.give({ ...K, values });
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.cells.key(event) || this.cells.open) return;
    const { name, value } = this.chosen;
    this.host.say(`${name} is ${formatNumber(value, 4)}`);
  };

  private readonly grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    this.cells.finish();
    const group = event.currentTarget as SVGElement;
    const { x, y, cell } = this.host.box();
    const [px, py] = placeIn(group.ownerSVGElement!, event);
    this.cell = { row: Math.floor((py - y) / cell), column: Math.floor((px - x) / cell) };
    group.setPointerCapture(event.pointerId);
    group.focus({ preventScroll: true });
    this.cells.grab(event);
    this.host.update();
  };

  /** What is pressed and has the focus, over the drawing of the kernel. */
  handle(words: string): SVGTemplateResult {
    const box = this.host.box();
    const { row, column } = this.within;
    return svg`
      <g class="handle kernel" tabindex="0" role="application" aria-roledescription="matrix to change" aria-label=${words}
        @keydown=${this.key} @pointerdown=${this.grab} @pointermove=${(event: PointerEvent) => this.cells.pull(event)}
        @pointerup=${() => this.cells.release()} @pointercancel=${() => this.cells.drop()}>
        <title>Drag a number up or down, or click and type</title>
        ${frame('hit', box, 0, 0, box.rows, box.columns)}
        ${frame('chosen halo', box, row, column, 1, 1)}${frame('chosen', box, row, column, 1, 1)}
      </g>`;
  }

  /** To be called when the field is drawn. */
  place(root: ShadowRoot): void {
    const { x, y, cell } = this.host.box();
    const { row, column } = this.within;
    this.cells.place(root, { x: x + column * cell, y: y + row * cell, width: cell, height: cell });
  }
}
