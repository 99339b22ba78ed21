// All four stages side by side, to go to, and the three moves to play or to pull through.

import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { Frame } from './_frame';
import { pause, play } from './_icons';
import { degreesText } from './_svd_model';
import { drawSmallStage, type StageDrawing } from './_svd_stages';

const LARGEST = 190;

export interface Film {
  drawing: StageDrawing;
  /** How far the plane is seen. */
  reach: number;
  room: number;
  playing: boolean;
  words: string;
  go: (stage: number) => void;
  toggle: () => void;
}

export function film({ drawing, reach, room, playing, words, go, toggle }: Film): TemplateResult {
  const { stage, moves: { v, u, mirrored } } = drawing;
  const side = Math.floor(Math.min(LARGEST, room / 4 - 16));
  const frame = new Frame(side, side, reach);
  const done = ['the circle', `turned by ${degreesText(-v)}`, 'stretched', `${mirrored ? 'mirrored, ' : ''}turned by ${degreesText(u)}`];
  const name = playing ? 'Stop' : 'Play the three moves';
  return html`
    <div class="film" role="group" aria-label="Stages">
      ${['x', 'Vᵀx', 'ΣVᵀx', 'UΣVᵀx'].map((result, k) => html`
        <button aria-pressed=${stage === k} @click=${() => go(k)}>
          <svg width=${side} height=${side} aria-hidden="true">${drawSmallStage(frame, drawing, k)}</svg>
          <span><strong>${result}</strong>${done[k]}</span>
        </button>`)}
    </div>
    <div class="steps">
      <button class="sign" aria-label=${name} title=${name} @click=${toggle}>${playing ? pause : play}</button>
      <input type="range" min="0" max="3" step="0.05" aria-label="Stage" aria-valuetext=${words} .value=${live(String(stage))}
        @input=${(event: InputEvent) => go(Number((event.target as HTMLInputElement).value))}>
    </div>`;
}
