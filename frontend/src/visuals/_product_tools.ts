// The buttons beneath a product: which view, and which step.

import { html, type TemplateResult } from 'lit';

import { type View, VIEWS } from '../math/product';
import { next, pause, play, previous } from './_icons';
import { WORDS } from './_product_words';

export function viewSwitch(chosen: View, choose: (view: View) => void): TemplateResult {
  return html`
    <span class="choice" role="group" aria-label="Seen as">
      ${VIEWS.map((view) => html`<button aria-pressed=${view === chosen} @click=${() => choose(view)}>${WORDS[view]}</button>`)}
    </span>`;
}

export function stepButtons(step: number, steps: number, playing: boolean, go: (step: number) => void, togglePlay: () => void): TemplateResult {
  const sign = (name: string, icon: TemplateResult, press: () => void, off = false): TemplateResult =>
    html`<button class="sign" title=${name} aria-label=${name} ?disabled=${off} @click=${press}>${icon}</button>`;
  return html`
    <span class="steps">
      ${sign('Previous step', previous, () => go(step - 1), step === 0)}
      <output aria-live="off">step ${step} of ${steps}</output>
      ${sign('Next step', next, () => go(step + 1), step === steps)}
      ${playing ? sign('Stop', pause, togglePlay) : sign('Play all steps', play, togglePlay)}
    </span>`;
}
