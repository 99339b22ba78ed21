// A training that runs while it is watched: as many steps a frame as a frame has time for, and it stops by itself.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Training } from '../math/net_training';
import { calm } from './_visual';

export const MOST = 5000; // steps
const BUDGET = 6; // ms of a frame; drawing needs the rest
const FIRST = 40; // steps of which each is a frame of its own: then one sees most
const PRESSED = 100; // steps at a press of Play where nothing is to move by itself

interface Trained {
  training: () => Training;
  tell: () => void;
}

export class NetRun implements ReactiveController {
  playing = false;
  private frame = 0;
  private readonly sight = new IntersectionObserver(([entry]) => {
    if (!entry!.isIntersecting) this.stop();
  });

  constructor(private readonly host: ReactiveControllerHost & Element, private readonly trained: Trained) {
    host.addController(this);
  }

  hostConnected(): void {
    this.sight.observe(this.host);
    document.addEventListener('visibilitychange', this.hide);
  }

  hostDisconnected(): void {
    this.sight.disconnect();
    document.removeEventListener('visibilitychange', this.hide);
    this.stop();
  }

  private readonly hide = (): void => {
    if (document.hidden) this.stop();
  };

  get ended(): boolean {
    const training = this.trained.training();
    return training.lost || training.taken >= MOST;
  }

  readonly take = (steps: number): void => {
    this.stop();
    for (let i = 0; i < steps && !this.ended; i++) this.trained.training().step();
    this.host.requestUpdate();
    this.trained.tell();
  };

  readonly play = (): void => {
    if (this.playing) return this.stop();
    if (calm()) return this.take(PRESSED);
    this.playing = true;
    this.frame = requestAnimationFrame(this.draw);
    this.host.requestUpdate();
  };

  private readonly draw = (): void => {
    const training = this.trained.training();
    const end = performance.now() + BUDGET;
    do training.step();
    while (training.taken > FIRST && performance.now() < end && !this.ended);
    if (this.ended) {
      this.stop();
      this.trained.tell();
    } else this.frame = requestAnimationFrame(this.draw);
    this.host.requestUpdate();
  };

  stop(): void {
    cancelAnimationFrame(this.frame);
    if (!this.playing) return;
    this.playing = false;
    this.host.requestUpdate();
  }
}
