// <hm-tool> around the form of a tool: sends it, and shows what came back: numbers, picture, tables, files, and the code that
// does the same in Python and as a command.

import { html, nothing, render, type TemplateResult } from 'lit';

import { formatCount } from '../math/format';
import { request, type Schemas, ServerError } from '../server';
import { intoView } from './into_view';
import { loadPicture } from './pictures';
import { table } from './table';
import { label, size, words } from './words';

type Result = Schemas['ToolResult'];

class Tool extends HTMLElement {
  private readonly form = this.querySelector('form')!;
  private readonly place = this.querySelector<HTMLElement>('.results')!;

  connectedCallback(): void {
    this.form.addEventListener('submit', this.submit);
    // What stands there was not made from what the form says now.
    this.form.addEventListener('input', () => this.place.toggleAttribute('data-stale', this.place.querySelector('.waiting') === null));
    const [file, dataset] = [this.field<HTMLInputElement>('file'), this.field<HTMLSelectElement>('dataset')];
    file.addEventListener('change', () => {
      if (file.files!.length > 0) dataset.value = '';
    });
    dataset.addEventListener('change', () => {
      if (dataset.value !== '') file.value = '';
    });
    const place = this.querySelector<HTMLElement>('.drop')!;
    for (const type of ['dragover', 'dragleave', 'drop']) place.addEventListener(type, (event) => this.dragged(event as DragEvent, place, file));
  }

  private dragged(event: DragEvent, place: HTMLElement, file: HTMLInputElement): void {
    event.preventDefault(); // else the browser would open the file in place of the page
    place.toggleAttribute('data-over', event.type === 'dragover');
    if (event.type !== 'drop' || !event.dataTransfer?.files.length) return;
    file.files = event.dataTransfer.files;
    file.dispatchEvent(new Event('change'));
  }

  private field<E extends Element>(name: string): E {
    return this.form.elements.namedItem(name) as unknown as E;
  }

  /** What the page said at first makes room. */
  private draw(content: TemplateResult): void {
    this.place.querySelector('.waiting')?.remove();
    render(content, this.place);
    this.place.removeAttribute('data-stale');
    intoView(this.place);
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const button = this.form.querySelector<HTMLButtonElement>('button[type=submit]')!;
    button.disabled = true;
    this.place.setAttribute('aria-busy', 'true');
    try {
      await this.show(await request<Result>('POST', `/api/apply/${this.getAttribute('tool')!}`, this.content()));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.draw(html`<div class="notice" role="alert"><strong>${error.message}</strong><span>${error.hint}</span></div>`);
    } finally {
      button.disabled = false;
      this.place.removeAttribute('aria-busy');
    }
  };

  /** A file or a data set, never both; options left empty keep the tool's own default; a box that is not ticked says so. */
  private content(): FormData {
    const data = new FormData(this.form);
    const file = data.get('file');
    const own = file instanceof File && file.name !== ''; // an empty file is a file: the server says what is wrong with it
    data.delete(own ? 'dataset' : 'file');
    for (const [name, text] of [...data]) if (text === '') data.delete(name);
    for (const box of this.form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) data.set(box.name, String(box.checked));
    return data;
  }

  private async show({ numbers, tables, picture, files, code, notes }: Result): Promise<void> {
    if (picture) await loadPicture(picture.name);
    this.draw(
      html`
        ${notes.length > 0 ? html`<div class="notice calm">${notes.map((note) => html`<span>${note}</span>`)}</div>` : nothing}
        <section aria-label="Numbers">
          <dl class="numbers">${Object.entries(numbers).map(([name, number]) => html`<div><dt>${label(name)}</dt><dd>${words(number)}</dd></div>`)}</dl>
        </section>
        ${picture ? html`<section aria-label="Picture">${pictureOf(picture)}</section>` : nothing}
        ${Object.entries(tables).map(([name, shown]) => tableOf(label(name), shown))}
        <section>
          <h2>Take it away</h2>
          <ul class="downloads" role="list">${files.map(({ name, url, bytes }) => html`<li><a class="button" href=${url} download>${name}${bytes === null ? nothing : html` <span class="fine">${size(bytes)}</span>`}</a></li>`)}</ul>
        </section>
        <section>
          <h2>The code for this</h2>
          ${snippet('In Python', code.python)} ${snippet('As a command', code.command)}
        </section>`,
    );
  }
}

function pictureOf({ name, attributes }: NonNullable<Result['picture']>): HTMLElement {
  const element = document.createElement(`hm-${name}`);
  for (const [key, text] of Object.entries(attributes)) {
    if (typeof text === 'object') Object.assign(element, { [key]: text });
    else element.setAttribute(key, String(text));
  }
  return element;
}

function tableOf(name: string, { columns, rows, total }: Result['tables'][string]): TemplateResult {
  return html`
    <section>
      <h2>${name}</h2>
      ${table(name, columns, rows)}
      ${rows.length < total ? html`<p class="fine">The first ${rows.length} of ${formatCount(total)} rows; the file below has all of them.</p>` : nothing}
    </section>`;
}

function snippet(title: string, code: string): TemplateResult {
  return html`<figure class="snippet"><figcaption>${title}<hm-copy></hm-copy></figcaption><pre class="code" tabindex="0"><code>${code}</code></pre></figure>`;
}

customElements.define('hm-tool', Tool);
