// The sliders and buttons of <hm-descent>.

import { html, type TemplateResult } from 'lit';

import type { Pace } from '../math/descent';
import { formatNumber } from '../math/format';
import { back, pause, play, step } from './_icons';
import { powerOfTen, slider } from './_slider';

const RATES = [-3, 0.5] as const; // powers of ten, as those below
const NUDGES = [-15, 0] as const;
const CONDITIONS = [0, 2] as const;

/** The largest rate that holds is marked on the way, unless a guess is awaited. */
export function paceSliders({ rate, momentum }: Pace, largest: number, marked: boolean, change: (pace: Partial<Pace>) => void): TemplateResult {
  const edge = Math.log10(largest);
  const [low, high] = [Math.min(RATES[0], Math.floor(edge) - 1), Math.max(RATES[1], Math.ceil(edge))];
  const name = `${momentum > 0 ? '2(1+β)' : '2'}/λmax = ${formatNumber(largest, 3)}`;
  return html`
    ${slider({
      name: 'rate η', says: formatNumber(rate, 3), value: Math.log10(rate), min: low, max: high, step: 0.02,
      move: (power) => change({ rate: powerOfTen(power) }), mark: marked ? [(edge - low) / (high - low), name] : null,
    })}
    ${slider({
      name: 'momentum β', says: formatNumber(momentum, 2), value: momentum, min: 0, max: 0.95, step: 0.05, move: (value) => change({ momentum: value }),
    })}`;
}

interface Valley { condition: number; angle: number }

export function valleySliders({ condition, angle }: Valley, change: (valley: Partial<Valley>) => void): TemplateResult {
  const [min, max] = CONDITIONS;
  return html`
    ${slider({
      name: 'condition', says: formatNumber(condition, 3), value: Math.log10(condition), min, max, step: 0.05,
      move: (power) => change({ condition: powerOfTen(power) }),
    })}
    ${slider({
      name: 'direction of the valley', says: `${formatNumber(angle)}°`, value: angle, min: -90, max: 90, step: 5, move: (value) => change({ angle: value }),
    })}`;
}

export function nudgeSlider(h: number, change: (h: number) => void): TemplateResult {
  const [min, max] = NUDGES;
  return slider({ name: 'nudge h', says: formatNumber(h, 2), value: Math.log10(h), min, max, step: 0.1, move: (power) => change(powerOfTen(power)) });
}

interface Run {
  taken: number;
  most: number;
  ended: boolean;
  playing: boolean;
  stepOn: () => void;
  play: () => void;
  reset: () => void;
  scrub: (steps: number) => void;
}

export const runTools = (run: Run): TemplateResult => html`
  <div class="run">
    <button class="main" @click=${run.stepOn} ?disabled=${run.ended}>${step}Step</button>
    <button @click=${run.play}>${run.playing ? pause : play}${run.playing ? 'Stop' : 'Play'}</button>
    <button class="sign" title="Back to the start" aria-label="Back to the start" @click=${run.reset} ?disabled=${run.taken === 0}>${back}</button>
    ${slider({ name: 'steps', says: String(run.taken), value: run.taken, min: 0, max: run.most, step: 1, move: run.scrub })}
  </div>`;
