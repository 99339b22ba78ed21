// <hm-tool> around the form of a tool: sends it, shows how far the work has come, stops it, and puts the answer's picture in motion.

import { html, nothing, render, type TemplateResult } from 'lit';

import { formatPercent } from '../math/format';
import { type Schemas, ServerError } from '../server';
import { eventsOf } from './events';
import { intoView } from './into_view';
import { loadPicture } from './pictures';
import { notice } from './words';

interface News {
  what: string;
  done: number;
  total: number;
}

const HAS_PARTS = /\.(xlsx|xlsm|npz)$/i;
const SLOW = 300; // ms after which progress is shown; most answers come sooner

class Tool extends HTMLElement {
  private readonly form = this.querySelector('form')!;
  private readonly place = this.querySelector<HTMLElement>('.results')!;
  private readonly work = this.querySelector<HTMLElement>('.working')!;
  private running: AbortController | null = null;

  connectedCallback(): void {
    this.form.addEventListener('submit', this.submit);
    // The browser can only point at a field that is seen.
    this.form.addEventListener('invalid', ({ target }) => (target as Element).closest('details')?.setAttribute('open', ''), true);
    // What stands there was not made from what the form says now.
    this.form.addEventListener('input', () => this.place.toggleAttribute('data-stale', this.place.querySelector('.answer') !== null));
    const [file, dataset] = [this.field<HTMLInputElement>('file'), this.field<HTMLSelectElement>('dataset')];
    const part = this.field<HTMLInputElement | null>('part');
    const askForPart = (): void => {
      if (part) part.disabled = part.closest<HTMLElement>('.part')!.hidden = !HAS_PARTS.test(file.files![0]?.name ?? '');
    };
    file.addEventListener('change', () => {
      if (file.files!.length > 0) dataset.value = '';
      askForPart();
    });
    dataset.addEventListener('change', () => {
      if (dataset.value !== '') file.value = '';
      askForPart();
    });
    for (const button of this.querySelectorAll<HTMLElement>('.take-out')) this.canBeTakenOut(button.parentElement!.querySelector('input')!, button);
    const place = this.querySelector<HTMLElement>('.drop')!;
    for (const type of ['dragover', 'dragleave', 'drop']) place.addEventListener(type, (event) => this.dragged(event as DragEvent, place, file));
    void this.bringToLife();
  }

  /** A file of an option: browsers choose another, but do not take one out. */
  private canBeTakenOut(file: HTMLInputElement, button: HTMLElement): void {
    file.addEventListener('change', () => (button.hidden = file.files!.length === 0));
    button.addEventListener('click', () => {
      file.value = '';
      button.hidden = true;
      file.dispatchEvent(new Event('input', { bubbles: true }));
      file.focus();
    });
  }

  private dragged(event: DragEvent, place: HTMLElement, file: HTMLInputElement): void {
    event.preventDefault(); // else the browser would open the file in place of the page
    place.toggleAttribute('data-over', event.type === 'dragover');
    if (event.type !== 'drop' || !event.dataTransfer?.files.length) return;
    file.files = event.dataTransfer.files;
    file.dispatchEvent(new Event('change'));
  }

  private field<E extends Element | null>(name: string): E {
    return this.form.elements.namedItem(name) as unknown as E;
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.running) return;
    const { submitter } = event as SubmitEvent;
    // The answer's own button: the form says what will be run.
    if (submitter instanceof HTMLButtonElement && submitter.name) this.form.querySelector<HTMLInputElement>(`input[name="${submitter.name}"]`)!.checked = true;
    const running = (this.running = new AbortController());
    const button = this.form.querySelector<HTMLButtonElement>('button[type=submit]')!;
    button.disabled = true;
    this.place.setAttribute('aria-busy', 'true');
    let news: News | null = null;
    let slow = false;
    const timer = setTimeout(() => {
      slow = true;
      this.tell(news);
      intoView(this.work); // the button may be far below
    }, SLOW);
    try {
      for await (const { name, data } of eventsOf(this.form.getAttribute('action')!, this.content(), running.signal)) {
        if (name === 'told') news = data as News;
        if (name === 'told' && slow) this.tell(news);
        if (name === 'done') await this.show((data as { html: string }).html);
        if (name === 'error') this.refuse((data as Schemas['ErrorBody']).error);
      }
    } catch (error) {
      if (running.signal.aborted) this.place.toggleAttribute('data-stale', this.place.querySelector('.answer') !== null);
      else if (error instanceof ServerError) this.refuse(error);
      else throw error;
    } finally {
      clearTimeout(timer);
      this.running = null;
      button.disabled = false;
      this.place.removeAttribute('aria-busy');
      render(running.signal.aborted ? html`<p class="fine" role="status">Stopped. Nothing was kept.</p>` : nothing, this.work);
    }
  };

  /** A file or a data set, never both: an empty file is a file, and the server says what is wrong with it. */
  private content(): FormData {
    const data = new FormData(this.form);
    const file = data.get('file');
    data.delete(file instanceof File && file.name !== '' ? 'dataset' : 'file');
    return data;
  }

  private tell(news: News | null): void {
    render(progress(news, () => this.running?.abort()), this.work);
  }

  private async show(answer: string): Promise<void> {
    this.place.innerHTML = answer; // made and escaped by our server's template
    this.place.removeAttribute('data-stale');
    await this.bringToLife();
    intoView(this.place);
  }

  private refuse({ message, hint }: { message: string; hint: string }): void {
    const place = document.createElement('div');
    render(notice(message, hint, 'alert'), place);
    this.place.replaceChildren(place);
    this.place.removeAttribute('data-stale');
    intoView(this.place);
  }

  /** The pictures of the answer, which stand there as images, become ones that can be moved. */
  private async bringToLife(): Promise<void> {
    await Promise.all(Array.from(this.place.querySelectorAll<HTMLElement>('.answer-picture'), toLife));
  }
}

async function toLife(figure: HTMLElement): Promise<void> {
  const name = figure.dataset['picture']!;
  await loadPicture(name);
  if (!customElements.get(`hm-${name}`)) return; // it cannot be moved yet; the image shows the same
  const attributes = JSON.parse(figure.querySelector('template')!.content.textContent!) as Record<string, unknown>;
  const element = document.createElement(`hm-${name}`);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'object') Object.assign(element, { [key]: value });
    else element.setAttribute(key, String(value));
  }
  figure.replaceChildren(element);
}

function progress(news: News | null, stop: () => void): TemplateResult {
  const { what, done, total } = news ?? { what: 'Starting', done: 0, total: 0 };
  const part = total > 0 ? done / total : null;
  return html`
    <div class="working-now">
      <p role="status">${what}${part === null ? '…' : nothing}</p>
      <p class="fine number">${part === null ? nothing : formatPercent(part, 0)}</p>
      <progress aria-label=${what} max="1" value=${part ?? nothing}></progress>
      <button class="button" type="button" @click=${stop}>Cancel</button>
    </div>`;
}

customElements.define('hm-tool', Tool);
