// The sliders and buttons of <hm-descent>.

import { html, type TemplateResult } from 'lit';

import type { Pace } from '../math/descent';
import { formatNumber } from '../math/format';
import { MOST, type Run } from './_descent_run';
import { back, pause, play, step } from './_icons';
import { powerOfTen, slider } from './_slider';

const RATES = [-3, 0.5] as const; // powers of ten, as those below
const NUDGES = [-15, 0] as const;
const CONDITIONS = [0, 2] as const;

/** What can be changed, one at a time. */
export type Idea = 'rate' | 'valley' | 'momentum';
const NAMES: Record<Idea, string> = { rate: 'Step length', valley: 'Bowl shape', momentum: 'Momentum' };
export const IDEAS = Object.keys(NAMES) as Idea[];

export const ideaSwitch = (ideas: readonly Idea[], chosen: Idea, choose: (idea: Idea) => void): TemplateResult => html`
  <span class="group idea" role="group" aria-label="What is changed">${ideas.map((idea) => html`
    <button aria-pressed=${idea === chosen} @click=${() => choose(idea)}>${NAMES[idea]}</button>`)}</span>`;

/** The largest rate that holds is marked on the way, unless a guess is awaited. */
export function rateSlider({ rate, momentum }: Pace, largest: number, marked: boolean, change: (pace: Partial<Pace>) => void): TemplateResult {
  const edge = Math.log10(largest);
  const [low, high] = [Math.min(RATES[0], Math.floor(edge) - 1), Math.max(RATES[1], Math.ceil(edge))];
  const name = `holds up to ${momentum > 0 ? '2(1+β)' : '2'}/λmax = ${formatNumber(largest, 3)}`;
  return slider({
    name: 'rate η', says: formatNumber(rate, 3), value: Math.log10(rate), min: low, max: high, step: 0.02,
    move: (power) => change({ rate: powerOfTen(power) }), limit: marked ? [(edge - low) / (high - low), name] : null,
  });
}

export const momentumSlider = ({ momentum }: Pace, change: (pace: Partial<Pace>) => void): TemplateResult =>
  slider({ name: 'momentum β', says: formatNumber(momentum, 2), value: momentum, min: 0, max: 0.95, step: 0.05, move: (value) => change({ momentum: value }) });

interface Valley { condition: number; angle: number; rate: number }

/** A narrower bowl is steeper. The rate stays the same share of the largest that holds, so that only the shape is changed. */
export function valleySliders({ condition, angle, rate }: Valley, change: (valley: Partial<Valley>) => void): TemplateResult {
  const [min, max] = CONDITIONS;
  const narrow = (to: number): void => change({ condition: to, rate: Number(((rate * condition) / to).toPrecision(6)) });
  return html`
    ${slider({
      name: 'condition', says: formatNumber(condition, 3), value: Math.log10(condition), min, max, step: 0.05, move: (power) => narrow(powerOfTen(power)),
    })}
    ${slider({
      name: 'direction of the valley', says: `${formatNumber(angle)}°`, value: angle, min: -90, max: 90, step: 5, move: (value) => change({ angle: value }),
    })}`;
}

export function nudgeSlider(h: number, change: (h: number) => void): TemplateResult {
  const [min, max] = NUDGES;
  return slider({ name: 'nudge h', says: formatNumber(h, 2), value: Math.log10(h), min, max, step: 0.1, move: (power) => change(powerOfTen(power)) });
}

export const runTools = (run: Run, taken: number): TemplateResult => html`
  <div class="run">
    <button class="main" @click=${run.step} ?disabled=${run.ended}>${step}Step</button>
    <button @click=${run.play}>${run.playing ? pause : play}${run.playing ? 'Stop' : 'Play'}</button>
    <button class="sign" title="Back to the start" aria-label="Back to the start" @click=${run.reset} ?disabled=${taken === 0}>${back}</button>
    ${slider({ name: 'steps', says: String(taken), value: taken, min: 0, max: MOST, step: 1, move: run.scrub })}
  </div>`;
