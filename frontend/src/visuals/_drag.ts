// Dragging the parts of an svg that have a name: one finger, pen or mouse takes a part, and holds it until it lets go.

import { partOf, placeIn } from './_knob';
import type { Place } from './_marks';

interface Moves {
  /** To a place of the picture; `by` is the way since the last time. */
  move: (part: string, to: Place, by: Place) => void;
  drop?: (part: string) => void;
  /** Where a pointer is that holds nothing; null when it is gone. */
  look?: (at: Place | null) => void;
}

export class Drag {
  private part: string | null = null;
  private last: Place = [0, 0];

  constructor(private readonly on: Moves) {}

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const svg = event.currentTarget as SVGSVGElement;
    this.last = placeIn(svg, event);
    this.part = partOf(event);
    if (this.part === null) return this.on.look?.(this.last);
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
    (event.target as Element).closest<SVGElement>('[data-part]')!.focus();
  };

  readonly move = (event: PointerEvent): void => {
    const to = placeIn(event.currentTarget as SVGSVGElement, event);
    if (this.part === null) return this.on.look?.(to);
    this.on.move(this.part, to, [to[0] - this.last[0], to[1] - this.last[1]]);
    this.last = to;
  };

  /** What a finger has touched stays read out. */
  readonly leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.on.look?.(null);
  };

  readonly up = (): void => {
    const { part } = this;
    this.part = null;
    if (part !== null) this.on.drop?.(part);
  };
}
