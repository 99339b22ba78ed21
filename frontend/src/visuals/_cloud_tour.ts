// Plays a turn from 0 to 1, once, on request; at once for those who asked their system for less motion. And the bar with which it is
// played, or turned by hand.

import { html, type TemplateResult } from 'lit';

import { formatPercent } from '../math/format';
import { pause, play } from './_icons';
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

export interface TourBar {
  /** The names of its two ends. */
  from: string;
  to: string;
  turn: number;
  /** The share of the variance that is seen, in words. */
  seen: string;
  playing: boolean;
  play: () => void;
  slide: (turn: number) => void;
}

export const tourBar = ({ from, to, turn, seen, playing, play: start, slide }: TourBar): TemplateResult => html`
  <div class="tour">
    <button class="sign" aria-label=${playing ? 'Stop' : 'Turn'} title=${playing ? 'Stop' : 'Turn from the columns to the components'}
      @click=${start}>${playing ? pause : play}</button>
    <label><span>${from}</span><span>${to}</span>
      <input type="range" min="0" max="1" step="0.005" .value=${String(turn)} aria-label="Turn from ${from} to ${to}"
        aria-valuetext="${formatPercent(turn, 0)} of the way; this view shows ${seen} of the variance"
        @input=${(event: InputEvent) => slide(Number((event.target as HTMLInputElement).value))}></label>
  </div>`;
