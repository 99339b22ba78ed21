// Values on a page: each drawn by the pictures' own hand, with its name.

import { html, nothing, type TemplateResult } from 'lit';

import { magnitude, toNumber } from '../math/array';
import type { Schemas } from '../server';
import { type Drawing, drawShown, type Picture } from '../visuals/shown';

type Shown = Schemas['Shown'];

const MARK_UP_TO = 400; // cells; beyond, the marks on those that differ would hide the picture

export function value(name: string, shown: Shown, picture: Picture | null, drawing: Drawing = {}): TemplateResult {
  const plain = shown.array === null || shown.array.shape.length === 0;
  return html`
    <div class="value ${drawing.compare ?? ''} ${plain ? 'plain' : ''}">
      ${plain ? html`<span class="name">${name}</span>` : nothing}
      ${drawShown(shown, picture, { label: name, ...drawing })}
    </div>`;
}

/** Where an answer will stand, so that one knows before the first Run. */
export const awaited: TemplateResult = html`<div class="awaited"><strong>your code gives</strong><span>Run shows it here</span></div>`;

/** What was expected (bold) beside what came back (dashed), in one colour scale, with the cells marked that differ. */
export function comparison(expected: Shown, got: Shown | null, picture: Picture | null): TemplateResult {
  const largest = (shown: Shown | null): number => magnitude((shown?.array?.values ?? []).map(toNumber));
  const max = Math.max(largest(expected), largest(got));
  const right = expected.array;
  const mark = right !== null && picture !== 'photo' && right.values.length <= MARK_UP_TO;
  return html`
    <div class="values" role="group" aria-label="What was expected, and what came back">
      ${value('expected', expected, picture, { compare: 'expected', max })}
      ${got ? value('yours', got, picture, { compare: 'yours', max, ...(mark ? { against: right } : {}) }) : nothing}
    </div>`;
}
