// The board that one draws on: with a mouse or a finger, or by the arrow keys with the pen put down by Space.

import type { Stroke } from '../math/strokes';
import { arrowSteps, reserved } from './_keys';

const STEP = 4; // of 100, with an arrow key
const NEAR = 0.7; // points closer than this to the one before are left out

interface Stand {
  strokes: readonly Stroke[];
  /** What is drawn from now on. */
  begin: () => void;
  draw: (strokes: readonly Stroke[]) => void;
  clear: () => void;
  update: () => void;
  say: (text: string) => void;
}

export class DrawingBoard {
  /** Where the pen of the keyboard is, once a key was pressed on the board. */
  cursor: readonly [number, number] | null = null;
  /** Do the keys draw? */
  down = false;
  private pointer = -1;

  constructor(private readonly stand: Stand) {}

  private place({ currentTarget, clientX, clientY }: PointerEvent): [number, number] {
    const box = (currentTarget as Element).getBoundingClientRect();
    const share = (value: number, length: number): number => Math.round(1000 * Math.max(0, Math.min(1, value / length))) / 10;
    return [share(clientX - box.left, box.width), share(clientY - box.top, box.height)];
  }

  readonly press = (event: PointerEvent): void => {
    if (event.button !== 0 || this.pointer >= 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.cursor = null;
    this.down = false;
    this.begin(this.place(event));
  };

  readonly move = (event: PointerEvent): void => {
    if (event.pointerId === this.pointer) this.goOn(this.place(event));
  };

  readonly release = (event: PointerEvent): void => {
    if (event.pointerId === this.pointer) this.pointer = -1;
  };

  readonly leave = (): void => {
    this.cursor = null;
    this.down = false;
    this.stand.update();
  };

  readonly key = (event: KeyboardEvent): void => {
    if (reserved(event)) return;
    const steps = arrowSteps(event);
    const at = this.cursor ?? [50, 20];
    const to = (value: number): number => Math.max(0, Math.min(100, value));
    if (steps) {
      this.cursor = [to(at[0] + STEP * steps[0]), to(at[1] - STEP * steps[1])];
      if (this.down) this.goOn(this.cursor);
      this.stand.say(`${Math.round(this.cursor[0])} across, ${Math.round(this.cursor[1])} down`);
    } else if (event.key === ' ' || event.key === 'Enter') {
      this.cursor = at;
      this.down = !this.down;
      if (this.down) this.begin(at);
      this.stand.say(this.down ? 'The pen is down: arrow keys draw.' : 'The pen is up.');
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.down = false;
      this.stand.clear();
    } else return;
    event.preventDefault();
    this.stand.update();
  };

  private begin(point: readonly [number, number]): void {
    this.stand.begin();
    this.stand.draw([...this.stand.strokes, [...point]]);
  }

  private goOn([x, y]: readonly [number, number]): void {
    const strokes = this.stand.strokes;
    const last = strokes.at(-1);
    if (!last || Math.hypot(x - last.at(-2)!, y - last.at(-1)!) < NEAR) return;
    this.stand.draw([...strokes.slice(0, -1), [...last, x, y]]);
  }
}
