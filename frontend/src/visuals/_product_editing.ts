// The numbers of A and B, chosen with the arrow keys or a press, and changed.

import type { ShownArray } from '../math/array';
import { formatNumber } from '../math/format';
import { at } from '../math/product';
import { CellEditing, type Chosen } from './_cell_editing';
import { type Cell, walk } from './_cells';
import type { Operands } from './_product_operands';

export type Side = 'A' | 'B';

export interface EditingHost {
  operands(): Operands;
  /** In place of A or B. */
  give(of: Side, array: ShownArray): void;
  focus(of: Side): void;
  say(text: string): void;
  update(): void;
}

export class ProductEditing {
  of: Side = 'A';
  cell: Cell = { row: 0, column: 0 };
  readonly cells = new CellEditing(() => this.chosen, () => this.host.update());

  constructor(private readonly host: EditingHost) {}

  readonly key = (event: KeyboardEvent): void => {
    if (!this.cells.key(event)) return;
    this.host.update();
    if (this.cells.open) return;
    const { name, value } = this.chosen;
    this.host.say(`${name} is ${formatNumber(value, 6)}`);
  };

  /** The focus came to A or B. */
  enter(of: Side): void {
    if (this.of !== of) this.choose(of, { row: 0, column: 0 });
  }

  grab(event: PointerEvent, of: Side, cell: Cell): void {
    if (event.button !== 0) return;
    this.cells.finish();
    event.preventDefault();
    this.choose(of, cell);
    const group = event.currentTarget as SVGElement;
    group.setPointerCapture(event.pointerId);
    group.focus({ preventScroll: true });
    this.cells.grab(event);
  }

  private choose(of: Side, cell: Cell): void {
    [this.of, this.cell] = [of, cell];
    this.host.update();
  }

  private get chosen(): Chosen {
    const { of, cell } = this;
    const operands = this.host.operands();
    const { rows, columns } = operands[of];
    return {
      name: `${of}[${cell.row}, ${cell.column}]`,
      value: at(operands[of], cell.row, cell.column),
      set: (value) => this.set(of, cell, value),
      move: (move) => this.choose(of, walk(cell, move, rows, columns)),
      closed: () => this.host.focus(of),
    };
  }

  private set(of: Side, { row, column }: Cell, value: number): void {
    const operands = this.host.operands();
    const { columns, values } = operands[of];
    const changed = Float64Array.from(values);
    changed[row * columns + column] = value;
    this.host.give(of, { shape: operands.shapes[of], dtype: 'float64', values: changed });
  }
}
