// Two tools beside a photo: which channel is seen, and one's own photo in its place.

import { html, nothing, type TemplateResult } from 'lit';

import { back, image } from './_icons';
import { type Channel, CHANNELS } from './_photo';

export function channelSwitch(chosen: Channel | null, choose: (channel: Channel | null) => void): TemplateResult {
  const choices = [[null, 'colour'], ...CHANNELS.map((word, c) => [c, word])] as [Channel | null, string][];
  return html`
    <span class="choice" role="group" aria-label="Channel">
      ${choices.map(([channel, word]) => html`<button aria-pressed=${channel === chosen} @click=${() => choose(channel)}>${word}</button>`)}
    </span>`;
}

export function ownPhoto(own: boolean, open: (file: File | undefined) => void, forget: () => void): TemplateResult {
  const chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    open(input.files?.[0]);
    input.value = ''; // so that the same file can be chosen again
  };
  return html`
    <label class="button" title="Or drop it on the picture, or paste it">${image}Your photo
      <input class="heard" type="file" accept="image/*" @change=${chosen}></label>
    ${own ? html`<button class="sign" title="Back to the first photo" aria-label="Back to the first photo" @click=${forget}>${back}</button>` : nothing}`;
}
