// <hm-rate for="field"> asks how one liked one thing after the other, by stars or the keys 1 to 5, and writes the field.

import { html, nothing, render, type TemplateResult } from 'lit';

import { holds, parseRatings, rated, type Rating, same, writeRatings } from '../math/ratings';
import { request, type Schemas } from '../server';

const ENOUGH = 10; // ratings from which a taste can be told

class Rate extends HTMLElement {
  private readonly field = document.getElementById(this.getAttribute('for')!) as HTMLInputElement;
  private readonly chosen = this.closest('form')!.elements.namedItem('dataset') as HTMLSelectElement;
  private known: Schemas['RatedItems'] | null = null;
  private of: string | null = null; // the data that are rated
  private readonly kept = new Map<string, string>(); // what was rated of other data
  private readonly passed = new Set<string>();
  private asked = '';

  connectedCallback(): void {
    this.addEventListener('keydown', this.key);
    this.field.addEventListener('change', () => this.ask());
    this.chosen.addEventListener('change', () => void this.open());
    this.closest('form')!.addEventListener('change', ({ target }) => {
      if ((target as HTMLElement).id === 'file') void this.open();
    });
    void this.open();
  }

  /** What can be rated is known of what comes along; a file of one's own is read when the tool runs. */
  private async open(): Promise<void> {
    const name = this.chosen.value;
    if (this.of !== null && name !== this.of) {
      this.kept.set(this.of, this.field.value);
      this.field.value = this.kept.get(name) ?? (name ? '' : this.field.value); // it may be meant for the file
      this.known = null;
      this.ask();
    }
    this.of = name;
    const known = name ? await request<Schemas['RatedItems']>('GET', `/api/data/${encodeURIComponent(name)}/items`) : null;
    if (name !== this.chosen.value) return; // another was chosen meanwhile
    this.known = known;
    this.passed.clear();
    this.ask();
  }

  private get ratings(): Rating[] {
    return parseRatings(this.field.value);
  }

  /** Asks about the next one that is neither rated nor passed over, or about this one. */
  private ask(item?: string): void {
    const mine = this.ratings;
    this.asked = item ?? this.known?.items.find((name) => !this.passed.has(name) && !mine.some((rating) => same(rating.item, name))) ?? '';
    render(this.known ? this.view(this.known, mine) : nothing, this);
  }

  private write(ratings: Rating[]): void {
    this.field.value = writeRatings(ratings);
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
    this.ask();
  }

  private give(stars: number): void {
    if (this.asked) this.write(rated(this.ratings, this.asked, stars));
  }

  private pass(): void {
    this.passed.add(this.asked);
    this.ask();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement) {
      if (event.key !== 'Enter') return;
      event.preventDefault(); // which would press Run
      this.seek(event.target, holds);
      return;
    }
    const stars = this.known?.levels[Number(event.key) - 1];
    if (event.key === '0') this.pass();
    else if (stars !== undefined) this.give(stars);
  };

  /** A name that was typed to its end or chosen from the list is asked about next; with Enter, the first that holds what was typed. */
  private seek(field: HTMLInputElement, match: (name: string, typed: string) => boolean): void {
    const typed = field.value.trim();
    const found = typed && this.known!.items.find((name) => match(name, typed));
    if (!found) return;
    field.value = '';
    this.ask(found);
    this.toStars();
  }

  private toStars(): void {
    this.querySelector<HTMLElement>('.rate-stars button')?.focus();
  }

  private takeOut(item: string): void {
    this.write(this.ratings.filter((rating) => rating.item !== item));
    this.toStars();
  }

  private view({ item, levels, items }: Schemas['RatedItems'], mine: Rating[]): TemplateResult {
    return html`
      <div class="rate-asked">
        <p class="fine" role="status">${counted(mine.length, item)}</p>
        ${this.asked ? this.question(item, levels) : html`<p>Every ${item} is rated or passed over.</p>`}
      </div>
      <label class="fine" for="rate-seek">Another ${item}</label>
      <input class="field" id="rate-seek" type="search" list="rate-items" placeholder="Type a name" autocomplete="off" @input=${(event: Event) => this.seek(event.target as HTMLInputElement, same)} />
      <datalist id="rate-items">${items.map((name) => html`<option value=${name}></option>`)}</datalist>
      ${mine.length > 0 ? html`<ul class="rate-mine" aria-label="Your ratings">${mine.map((rating) => this.row(rating))}</ul>` : nothing}`;
  }

  private question(item: string, levels: number[]): TemplateResult {
    const last = levels.at(-1)!;
    return html`
      <p class="rate-item" aria-live="polite">${this.asked}</p>
      <div class="rate-stars" role="group" aria-label="How you liked ${this.asked}">
        ${levels.map((stars) => html`<button type="button" aria-label="${stars} of ${last}" @click=${() => this.give(stars)}><span aria-hidden="true"></span>${stars}</button>`)}
      </div>
      <button class="button quiet" type="button" @click=${() => this.pass()}>I don’t know this ${item}</button>
      <p class="fine rate-keys">Keys: <kbd>1</kbd> to <kbd>${Math.min(9, levels.length)}</kbd>, and <kbd>0</kbd> for “I don’t know”.</p>`;
  }

  private row({ item, stars }: Rating): TemplateResult {
    return html`
      <li>
        <span>${item}</span><span class="number">${stars} ★</span>
        <button class="button quiet" type="button" aria-label="Take out ${item}" @click=${() => this.takeOut(item)}>×</button>
      </li>`;
  }
}

function counted(count: number, item: string): string {
  if (count === 0) return `Rate ${ENOUGH}, and press Run: how did you like this ${item}?`;
  return count < ENOUGH ? `${count} of ${ENOUGH} rated` : `${count} rated: press Run, or go on`;
}

customElements.define('hm-rate', Rate);
