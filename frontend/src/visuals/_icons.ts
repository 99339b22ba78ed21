// The few signs on buttons, 16×16, drawn in the colour of the text.

import { svg, html, type TemplateResult } from 'lit';

const icon = (shape: TemplateResult): TemplateResult => html`
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;

export const plus = icon(svg`<path d="M8 3v10M3 8h10"/>`);
export const minus = icon(svg`<path d="M3 8h10"/>`);
export const whole = icon(svg`<path d="M2.5 6v-3.5h3.5M10 2.5h3.5v3.5M13.5 10v3.5h-3.5M6 13.5h-3.5v-3.5"/>`);
export const more = icon(svg`<path d="M3.2 8h.01M8 8h.01M12.8 8h.01" stroke-width="2.6"/>`);
export const check = icon(svg`<path d="M3 8.5l3.2 3.2 6.8-7.2"/>`);
export const image = icon(svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M2.5 11.5l3.5-3.5 2.5 2.5 2-2 3 3"/><circle cx="10.8" cy="5.8" r=".9"/>`);
export const back = icon(svg`<path d="M5.5 3.5l-3 3 3 3M2.5 6.5h6.5a3.5 3.5 0 0 1 0 7h-3"/>`);
export const play = icon(svg`<path d="M5 3.2v9.6l7.6-4.8z" fill="currentColor"/>`);
export const pause = icon(svg`<path d="M5.5 3.5v9M10.5 3.5v9" stroke-width="2.2"/>`);
export const previous = icon(svg`<path d="M9.8 3.5L5.3 8l4.5 4.5"/>`);
export const next = icon(svg`<path d="M6.2 3.5L10.7 8l-4.5 4.5"/>`);
export const step = icon(svg`<path d="M4 3.2v9.6l6-4.8z" fill="currentColor"/><path d="M12.5 3.5v9" stroke-width="2"/>`);
