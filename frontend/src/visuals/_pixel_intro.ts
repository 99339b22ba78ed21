// The first zoom of a photo, by itself: once, when it is in sight and somebody is there to see it.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { somebody } from '../somebody';
import { calm } from './_visual';

const AFTER = 700; // ms

export class PixelIntro implements ReactiveController {
  private timer = 0;
  private inSight = false;
  private readonly sight = new IntersectionObserver(([entry]) => {
    this.inSight = entry!.isIntersecting;
    this.start();
  }, { threshold: 0.6 });

  constructor(private readonly host: ReactiveControllerHost & Element, private readonly wanted: () => boolean, private readonly play: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    this.sight.observe(this.host);
  }

  hostDisconnected(): void {
    this.sight.disconnect();
    this.stop();
  }

  start(): void {
    this.stop();
    if (!this.may) return;
    void somebody.then(() => {
      this.stop();
      this.timer = window.setTimeout(() => this.playOnce(), AFTER);
    });
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private get may(): boolean {
    return this.host.isConnected && this.inSight && this.wanted() && !calm();
  }

  private playOnce(): void {
    if (!this.may) return;
    this.sight.disconnect();
    this.play();
  }
}
