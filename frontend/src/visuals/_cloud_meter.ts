// The numbers beside an axis: how wide its shadows are spread, beside the best that is possible.

import { html, nothing, type TemplateResult } from 'lit';

import type { AxisReading } from '../math/axis';
import { formatPercent } from '../math/format';

export const degrees = (angle: number): string => `${Math.round(angle) % 180}°`;

export function meter(reading: AxisReading, guess: AxisReading | null): TemplateResult {
  const { share, variance, best, across, angle } = reading;
  return html`
    <div>
      <p class="share"><strong>${formatPercent(share)}</strong> of the best</p>
      ${balance(reading)}
    </div>
    <dl>
      <div><dt><i class="key-along"></i>variance of the shadows</dt><dd>${variance.toFixed(2)}</dd></div>
      <div><dt><i class="key-best"></i>best possible</dt><dd>${best.toFixed(2)}</dd></div>
      <div><dt><i class="key-lost"></i>lost in the drop</dt><dd>${across.toFixed(2)}</dd></div>
      <div><dt><i></i>angle</dt><dd>${degrees(angle)}</dd></div>
      ${guess === null ? nothing : html`<div><dt><i class="key-guess"></i>your guess, ${degrees(guess.angle)}</dt><dd>${formatPercent(guess.share)}</dd></div>`}
    </dl>`;
}

/** In its place until a guess was made. */
export const guessAsked = ({ angle }: AxisReading, reveal: () => void): TemplateResult => html`
  <div>
    <p class="ask">Where are the shadows spread widest? Drag the green handle to your guess.</p>
    <p><button class="main" @click=${reveal}>This is my guess</button></p>
    <p class="quiet">${degrees(angle)}</p>
  </div>`;

/** One bar as long as the whole variance: what the shadows keep, what they lose, and how much they could keep. */
export function balance({ variance, across, best }: Pick<AxisReading, 'variance' | 'across' | 'best'>): TemplateResult {
  const total = variance + across;
  const percent = (part: number): string => `${(100 * part) / (total || 1)}%`;
  return html`
    <svg class="balance" width="100%" height="30" role="img" aria-label="Of a variance of ${total.toFixed(2)} the shadows keep ${variance.toFixed(2)}; ${best.toFixed(2)} is possible.">
      <rect class="total" y="7" width="100%" height="16" rx="2"></rect>
      <rect class="along" y="7" width=${percent(variance)} height="16" rx="2"></rect>
      <line class="best" x1=${percent(best)} x2=${percent(best)} y1="1" y2="29"></line>
    </svg>`;
}
