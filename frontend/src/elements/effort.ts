// The work of a solution that passed, beside the reference's: a sentence, the times at growing sizes, and X-ray's hints.

import { html, nothing, type TemplateResult } from 'lit';

import { duration } from '../math/format';
import type { Schemas } from '../server';
import { sentence } from './words';

export type Effort = Schemas['Effort'];

export const compareButton: TemplateResult = html`
  <p><button class="button" type="button" data-do="effort">How fast is it?</button></p>`;

export const measuring: TemplateResult = html`<p class="fine">Measuring yours and the reference, in turn. This takes some seconds.</p>`;

export function effortText({ message, hints }: Effort): TemplateResult {
  return html`
    <div class="verdict passed"><strong>${sentence(message)}</strong></div>
    ${hints.length === 0 ? nothing : html`<ul class="effort-hints">${hints.map(hint)}</ul>`}`;
}

function hint({ line, before, after, speedup, why }: Effort['hints'][number]): TemplateResult {
  return html`<li>Line ${line}, <code>${before}</code>: <code>${after}</code> is ${speedup.toFixed(1)} times as fast. ${sentence(why)}</li>`;
}

export function effortTable({ sizes, yours, reference }: Effort): TemplateResult {
  return html`
    <table class="data">
      <caption class="off-screen">Time of one call</caption>
      <thead><tr><th scope="col">n</th><th scope="col">yours</th><th scope="col">reference</th></tr></thead>
      <tbody>
        ${sizes.map((n, i) => html`<tr><th scope="row">${n}</th><td>${duration(yours[i]!)}</td><td>${duration(reference[i]!)}</td></tr>`)}
      </tbody>
    </table>`;
}
