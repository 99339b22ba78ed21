// Small things beside a matrix: what its colours mean, the way from a photo to its numbers, and buttons to zoom.

import { html, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import * as icons from './_icons';

/** What the colours mean, where no numbers say it. */
export function colourScale(largest: number): TemplateResult {
  const text = formatNumber(largest, 3);
  return html`
    <div class="scale" aria-hidden="true">−${text}
      <svg width="48" height="10"><defs><linearGradient id="g"><stop class="low" offset="0"/><stop class="zero" offset="0.5"/><stop class="high" offset="1"/></linearGradient></defs>
        <rect x="0.5" y="0.5" width="47" height="9" fill="url(#g)"/></svg>${text}</div>`;
}

export function crossfade(numbers: number, moved: (numbers: number) => void): TemplateResult {
  return html`
    <div class="sliders"><label><span>photo</span>
      <input type="range" min="0" max="1" step="0.01" .value=${String(numbers)} aria-label="From the photo to its numbers"
        @input=${(event: InputEvent) => moved(Number((event.target as HTMLInputElement).value))}>
      <span>numbers</span></label></div>`;
}

export function zoomButtons(zoom: (factor: number) => void, whole: () => void): TemplateResult {
  return html`
    <button class="sign" title="Zoom out" aria-label="Zoom out" @click=${() => zoom(1 / 4)}>${icons.minus}</button>
    <button class="sign" title="Zoom in" aria-label="Zoom in" @click=${() => zoom(4)}>${icons.plus}</button>
    <button class="sign" title="Show the whole matrix" aria-label="Show the whole matrix" @click=${whole}>${icons.whole}</button>`;
}
