// Changing a number of a matrix where it stands: drag it up or down, or choose it and type. For every picture of cells.

import { html, nothing, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { type Move, moveOf } from './_cells';
import { reserved } from './_keys';
import { cellInput, type Closing, placeCellInput } from './_cell_input';

const DRAG = 9; // pixels for one step of a number

/** The cell that is chosen, as the picture knows it. */
export interface Chosen {
  /** `A[0, 1]`. */
  name: string;
  value: number;
  set(value: number): void;
  move(move: Move): void;
  /** Typing is over: the focus goes back to the matrix. */
  closed(): void;
}

export class CellEditing {
  /** What the field opens with; null while it is closed. */
  private typing: string | null = null;
  private fresh = false;
  private before = 0;
  private drag: { y: number; from: number; moved: boolean } | null = null;

  constructor(
    private readonly chosen: () => Chosen,
    private readonly update: () => void,
  ) {}

  get dragging(): boolean {
    return this.drag !== null;
  }

  get open(): boolean {
    return this.typing !== null;
  }

  /** Answers whether the key was meant for the cell. */
  key(event: KeyboardEvent): boolean {
    if (reserved(event)) return false;
    const { key } = event;
    const cell = this.chosen();
    const move = moveOf(event);
    if (move && event.shiftKey && move[0] !== 0) this.nudge(cell.value, -Math.sign(move[0]), false);
    else if (move) cell.move(move);
    else if (key === 'Enter') this.type();
    else if (key === 'Delete' || key === 'Backspace') cell.set(0);
    else if (/^[-−.,\d]$/.test(key)) this.type(key);
    else return false;
    event.preventDefault();
    return true;
  }

  grab(event: PointerEvent): void {
    this.drag = { y: event.clientY, from: this.chosen().value, moved: false };
  }

  pull(event: PointerEvent): void {
    if (!this.drag) return;
    const steps = Math.round((this.drag.y - event.clientY) / DRAG);
    if (steps === 0 && !this.drag.moved) return;
    this.drag.moved = true;
    this.nudge(this.drag.from, steps, event.shiftKey);
  }

  /** What is being typed stays as it is. */
  finish(): void {
    this.close('left');
  }

  /** A press that did not drag opens the field. */
  release(): void {
    if (this.drag && !this.drag.moved) this.type();
    this.drag = null;
  }

  /** The pointer was taken away, by the browser. */
  drop(): void {
    this.drag = null;
  }

  field(): TemplateResult | typeof nothing {
    const { typing } = this;
    if (typing === null) return nothing;
    const cell = this.chosen();
    return html`${cellInput({ name: cell.name, text: typing, typed: (value) => this.chosen().set(value), closed: (how) => this.close(how) })}`;
  }

  /** To be called when the field is drawn: over its cell. */
  place(root: ShadowRoot, box: { x: number; y: number; width: number; height: number }): void {
    if (this.open) placeCellInput(root, box, !this.fresh);
  }

  /** In steps of 1, or of 0.1 with Shift and where the number has decimals. */
  private nudge(from: number, steps: number, fine: boolean): void {
    const unit = fine || !Number.isInteger(from) ? 10 : 1;
    this.chosen().set(Math.round(from * unit + steps) / unit);
  }

  /** The first character replaces what stood there; without one the number stands there, selected. */
  private type(first = ''): void {
    const { value, set } = this.chosen();
    this.before = value;
    this.fresh = first !== '';
    this.typing = this.fresh ? first : formatNumber(value, 6);
    if (/^\d$/.test(first)) set(Number(first));
    this.update();
  }

  private close(how: Closing): void {
    if (this.typing === null) return; // a field that is taken away loses the focus, too
    const cell = this.chosen();
    this.typing = null;
    if (how === 'undo') cell.set(this.before);
    if (how === 'next') cell.move([0, 1]);
    this.update();
    if (how !== 'left') cell.closed();
  }
}
