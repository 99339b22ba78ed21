// Where a trained network is at hand, <hm-attention> follows a sentence as it is typed: the field, what may come next, and what is said.

import { css, html, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { formatPercent } from '../math/format';
import { seen } from '../math/pieces';
import { bytesOf } from '../math/recogniser';
import { Unreadable } from '../math/rows';
import { likeliest, type Reader, readerOf, type Reading } from '../math/typed';

const NEXT = 6; // pieces that are offered
const HELD = 'data:application/octet-stream;base64,'; // an address that holds the file
const LONGEST = 1000; // letters of a sentence

export interface Typed {
  readonly sentence: string;
  readonly reader: Reader | null;
  readonly reading: Reading | null;
  /** Why there is no reader; empty while it comes. */
  readonly missing: string;
  /** The place of the piece that is chosen. */
  readonly chosen: number;
  write(sentence: string): void;
}

/** The network that `generate` saved at an address, or a sentence that says why there is none. */
export async function load(address: string): Promise<Reader | string> {
  try {
    if (address.startsWith(HELD)) return readerOf(bytesOf(address.slice(HELD.length)).buffer as ArrayBuffer); // in a notebook, which may forbid to fetch
    const response = await fetch(address).catch(() => null); // rejected: nobody answers
    if (!response?.ok) return `The trained network is no longer there (${response?.status ?? 'no answer'}). Run the tool again to type a sentence of your own.`;
    return readerOf(await response.arrayBuffer());
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.message;
  }
}

export const typedStyles = css`
  .typed { display: grid; gap: 6px; margin-bottom: 12px; }
  .typed label { font-weight: 600; }
  .typed textarea { display: block; width: 100%; min-height: 3.75rem; max-height: 9rem; field-sizing: content; margin-top: 4px; padding: 6px 10px; resize: vertical; font: 1rem/1.5 var(--code);
    color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--hm-radius, 6px); }
  .typed textarea:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
  .typed p { margin: 0; color: var(--muted); }
  .typed p.problem { padding: 0; color: var(--problem); }
  .next { display: grid; grid-template-columns: repeat(${NEXT}, minmax(0, 1fr)); gap: 6px; }
  @container (width < 34rem) { .next { grid-template-columns: repeat(${NEXT / 2}, minmax(0, 1fr)); } }
  :host { container-type: inline-size; }
  .next button { display: grid; grid-template-columns: 1fr auto; gap: 2px 6px; padding: 4px 8px; min-height: 2.75rem; text-align: start; }
  .next code { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .next span { color: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; }
  .next svg { grid-column: 1 / -1; width: 100%; height: 4px; background: var(--sunken); }
  .next rect { fill: var(--positive); }
`;

export function typedField({ sentence, missing, write }: Typed): TemplateResult {
  const typed = (event: Event): void => write((event.target as HTMLTextAreaElement).value);
  if (missing) return html`<p class="problem" role="alert">${missing}</p>`;
  return html`<label>Your sentence
    <textarea rows="2" maxlength=${LONGEST} spellcheck="false" autocapitalize="off" autocomplete="off" .value=${live(sentence)} @input=${typed}></textarea></label>`;
}

/** What is to be known of the sentence: letters and pieces that do not count. */
export function typedWords({ strange, left, letters }: Reading): string[] {
  const said: string[] = [];
  if (left > 0) said.push(`It looks ${letters.length} pieces back: the first ${left === 1 ? 'piece is' : `${left} pieces are`} left out.`);
  if (strange.length > 0) said.push(`It never learned ${strange.map((letter) => `“${seen(letter)}”`).join(', ')}: to it all such letters are the same.`);
  return said;
}

/** The likeliest pieces after the chosen one; pressed, one is written there. */
export function nextPieces({ sentence, reader, reading, chosen, write }: Typed): TemplateResult {
  return html`<p id="next">After <code>${reading!.letters[chosen]}</code> it expects (press one to write it):</p>
    <div class="next" role="group" aria-labelledby="next">
    ${likeliest(reader!, reading!, chosen, NEXT).map(({ piece, chance }) => html`
      <button @click=${(): void => write(sentence.slice(0, reading!.ends[chosen]!) + piece)}>
        <code>${seen(piece)}</code><span>${formatPercent(chance, 0)}</span>
        ${svg`<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width=${100 * chance} height="4"></rect></svg>`}</button>`)}</div>`;
}
