// Moves that are played one after the other, each slow at both ends: 0 nothing, 1 the first, 1.5 half of the second as well.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How far a move has come after a share of its time, and the other way. */
const eased = (share: number): number => share * share * (3 - 2 * share);
const shareAt = (done: number): number => 0.5 - Math.sin(Math.asin(1 - 2 * done) / 3);

export class Morph implements ReactiveController {
  playing = false;
  private frame = 0;

  constructor(private readonly host: ReactiveControllerHost, private readonly milliseconds: number, private readonly tell: (done: number) => void) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** From where it stands, however far within a move, to the end. */
  play(from: number, end: number): void {
    this.stop();
    const start = Math.floor(from) + shareAt(from % 1);
    let began = 0;
    const frame = (now: number): void => {
      began ||= now;
      const passed = Math.min(end, start + (now - began) / this.milliseconds);
      if (passed < end) this.frame = requestAnimationFrame(frame);
      else this.stop();
      this.tell(Math.floor(passed) + eased(passed % 1));
    };
    this.playing = true;
    this.frame = requestAnimationFrame(frame);
    this.host.requestUpdate();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.playing = false;
    this.host.requestUpdate();
  }
}
