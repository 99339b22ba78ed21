// Step by step down a bowl: one at a time, played, or pulled through.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { calm } from './_visual';

export const MOST = 200; // steps
const PACE = 90; // ms between two steps

interface Walker {
  at: () => number;
  ended: () => boolean;
  to: (steps: number) => void;
  tell: () => void;
}

export class Run implements ReactiveController {
  playing = false;
  private timer = 0;

  constructor(private readonly host: ReactiveControllerHost, private readonly walker: Walker) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get ended(): boolean {
    return this.walker.at() >= MOST || this.walker.ended();
  }

  readonly step = (): void => {
    this.stop();
    if (!this.ended) this.walker.to(this.walker.at() + 1);
    this.walker.tell();
  };

  readonly scrub = (steps: number): void => {
    this.stop();
    this.walker.to(steps);
  };

  readonly reset = (): void => this.scrub(0);

  readonly play = (): void => {
    if (this.playing) return this.stop();
    if (this.ended) this.walker.to(0);
    if (calm()) {
      this.walker.to(MOST);
      return this.walker.tell();
    }
    this.playing = true;
    this.timer = window.setInterval(() => {
      if (this.ended) {
        this.stop();
        this.walker.tell();
      } else this.walker.to(this.walker.at() + 1);
    }, PACE);
  };

  stop(): void {
    clearInterval(this.timer);
    this.playing = false;
    this.host.requestUpdate();
  }
}
