// Plays a turn from 0 to 1, once, on request; at once for those who asked their system for less motion.

import { calm } from './_visual';

const LASTING = 3200; // ms

export class Tour {
  playing = false;
  private frame = 0;

  constructor(
    /** How far it has come, and whether it goes on. */
    private readonly moved: (turn: number) => void,
  ) {}

  toggle(from: number): void {
    if (this.playing) return this.stop();
    if (calm()) return this.moved(from < 1 ? 1 : 0);
    const start = from < 1 ? from : 0;
    let began = 0;
    const step = (now: number): void => {
      began ||= now;
      const turn = Math.min(1, start + (now - began) / LASTING);
      this.playing = turn < 1;
      if (this.playing) this.frame = requestAnimationFrame(step);
      this.moved(turn);
    };
    this.playing = true;
    this.frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.playing = false;
  }
}
