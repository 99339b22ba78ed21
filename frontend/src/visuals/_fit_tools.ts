// The sliders and buttons of <hm-fit>.

import { html, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import type { Pose } from '../math/turntable';
import { powerOfTen, slider } from './_slider';

export const DEGREES = 9;
const RIDGE = { low: -6, high: 3, step: 0.25 }; // powers of ten; one step below them is none
const HELD = 3; // one point of so many is kept back

export interface CurveSettings { degree: number; ridge: number; scaled: boolean; test: number }
type Change = (settings: Partial<CurveSettings>) => void;

export function curveSliders({ degree, ridge }: CurveSettings, change: Change): TemplateResult {
  const none = RIDGE.low - RIDGE.step;
  return html`
    <div class="sliders">
      ${slider({ name: 'degree', says: String(degree), value: degree, min: 0, max: DEGREES, step: 1, move: (value) => change({ degree: value }) })}
      ${slider({
        name: 'ridge λ', says: ridge > 0 ? formatNumber(ridge, 3) : 'none', value: ridge > 0 ? Math.log10(ridge) : none,
        min: none, max: RIDGE.high, step: RIDGE.step, move: (power) => change({ ridge: power < RIDGE.low ? 0 : powerOfTen(power) }),
      })}
    </div>`;
}

export const curveFlags = ({ scaled, test }: CurveSettings, change: Change): TemplateResult => html`
  <label><input type="checkbox" .checked=${scaled} @change=${() => change({ scaled: !scaled })}>scale x to −1 … 1</label>
  <label><input type="checkbox" .checked=${test >= 2} @change=${() => change({ test: test >= 2 ? 0 : HELD })}>keep every third point back</label>`;

export const SLANTED: Pose = { turn: -28, tilt: 20 };
const POSES = [['slanted', SLANTED], ['along the plane', { ...SLANTED, tilt: 0 }], ['from above', { ...SLANTED, tilt: 90 }]] as const;

export const poses = (glide: (pose: Pose) => void): TemplateResult => html`
  <span class="group" role="group" aria-label="Look">${POSES.map(([name, pose]) => html`<button @click=${() => glide(pose)}>${name}</button>`)}</span>`;
