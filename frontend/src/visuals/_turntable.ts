// The side from which three dimensions are seen: turned by dragging, by keys, and smoothly to a chosen side.

import type { Pose } from '../math/turntable';
import { arrowSteps } from './_keys';
import { calm } from './_visual';

const DRAGGED = 0.5; // degrees a pixel
const STEP = 5; // degrees
const TURNING = 600; // ms

export class Turntable {
  private frame = 0;

  constructor(public pose: Pose, private readonly redraw: () => void) {}

  set({ turn, tilt }: Pose): void {
    this.pose = { turn, tilt: Math.min(90, Math.max(-90, tilt)) };
    this.redraw();
  }

  drag(right: number, down: number): void {
    this.stop();
    this.set({ turn: this.pose.turn + DRAGGED * right, tilt: this.pose.tilt + DRAGGED * down });
  }

  /** Answers whether the key turns anything. */
  key(event: KeyboardEvent): boolean {
    const by = arrowSteps(event);
    if (by) this.set({ turn: this.pose.turn + STEP * by[0], tilt: this.pose.tilt + STEP * by[1] });
    return by !== null;
  }

  /** Smoothly, unless the learner asked the system for less motion. */
  glide(to: Pose): void {
    this.stop();
    const from = this.pose;
    let began = 0;
    const step = (now: number): void => {
      began ||= now;
      const t = calm() ? 1 : Math.min(1, (now - began) / TURNING);
      const share = t * t * (3 - 2 * t);
      this.set({ turn: from.turn + share * (to.turn - from.turn), tilt: from.tilt + share * (to.tilt - from.tilt) });
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }
}
