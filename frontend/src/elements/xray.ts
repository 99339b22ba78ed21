// <hm-xray> around the form of the X-ray page: runs the program without leaving the page, and sets the report's pictures in motion.

import { render } from 'lit';

import { request, type Schemas } from '../server';
import type { Editor } from './editor';
import { intoView } from './into_view';
import { Job } from './job';
import { loadPicture } from './pictures';
import { ofThisTab, storage } from './storage';
import { notice, size } from './words';

type Answer = Schemas['ShownAnswer'];

const KEPT_UNDER = 'hm-xray';
const MOST = 200_000; // letters, as the server takes them

class Xray extends HTMLElement {
  private readonly editor = this.querySelector<Editor>('hm-editor')!;
  private readonly place = this.querySelector<HTMLElement>('.results')!;
  private readonly job = new Job(this, ({ message, hint }) => {
    const place = document.createElement('div');
    render(notice(message, hint, 'alert'), place);
    this.place.replaceChildren(place);
  });

  connectedCallback(): void {
    this.addEventListener('click', this.clicked);
    this.querySelector('form')!.addEventListener('submit', this.run);
    this.addEventListener('hm-run', this.run);
    this.addEventListener('hm-edit', this.edited);
    this.querySelector('input[type=file]')!.addEventListener('change', this.opened);
    for (const button of this.querySelectorAll('button')) button.disabled = false;
    addEventListener('storage', this.elsewhere);
    const sent = new URLSearchParams(location.hash.slice(1)).get('code'); // from a lesson
    const kept = ofThisTab.getItem(KEPT_UNDER) ?? storage.getItem(KEPT_UNDER);
    const asked = location.search !== '' || this.place.childElementCount > 0; // by an address, or by a form that was sent
    const source = sent ?? (asked ? null : kept);
    if (source !== null) {
      this.editor.value = source;
      this.markExample();
    }
  }

  /** Each tab keeps its own program; the one that was written last is what a new tab begins with. */
  private readonly elsewhere = ({ key, newValue }: StorageEvent): void => {
    if (key !== KEPT_UNDER || newValue === null || newValue === this.editor.value) return;
    this.said.textContent = 'Another tab has another program. Each keeps its own.';
  };

  private readonly clicked = (event: Event): void => {
    const pressed = (event.target as Element).closest<HTMLElement>('[data-example], [data-do]');
    const { example, do: what } = pressed?.dataset ?? {};
    if (example !== undefined) {
      event.preventDefault(); // it is a link, for browsers without JavaScript
      this.put(this.sourceOf(example));
    } else if (what === 'stop') void this.job.stop();
    else if (what === 'undo') this.editor.undo();
  };

  private sourceOf(example: string): string {
    return this.querySelector<HTMLTemplateElement>(`template[data-source="${CSS.escape(example)}"]`)!.content.textContent!;
  }

  private readonly opened = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files![0];
    if (!file) return;
    if (file.size > MOST) this.said.textContent = `${file.name} has ${size(file.size)}; at most ${size(MOST)} can be run here.`;
    else {
      this.put(await file.text());
      this.said.textContent = `${file.name} is in the editor.`;
    }
    field.value = ''; // so that the same file can be chosen again
  };

  private get said(): HTMLElement {
    return this.querySelector('[role=status]')!;
  }

  private put(source: string): void {
    this.editor.value = source;
    this.edited();
  }

  private readonly edited = (): void => {
    const source = this.editor.value;
    storage.setItem(KEPT_UNDER, source);
    ofThisTab.setItem(KEPT_UNDER, source);
    this.markExample();
  };

  private markExample(): void {
    const source = this.editor.value;
    for (const example of this.querySelectorAll<HTMLElement>('[data-example]')) {
      if (this.sourceOf(example.dataset['example']!) === source) example.setAttribute('aria-current', 'true');
      else example.removeAttribute('aria-current');
    }
  }

  private readonly run = (event: Event): Promise<void> => {
    event.preventDefault();
    return this.job.start(async (job) => {
      this.said.textContent = 'Running …';
      const answer = await request<Answer>('POST', '/api/xray', { source: this.editor.value, job }).finally(() => (this.said.textContent = ''));
      await Promise.all([loadPicture('shapes'), loadPicture('trace')]);
      this.editor.mark(answer.line);
      this.said.textContent = answer.status === 'ok' ? answer.found : '';
      this.place.innerHTML = answer.html; // made and escaped by our server's template
      for (const shapes of this.place.querySelectorAll('hm-shapes')) {
        Object.assign(shapes, { tree: JSON.parse(shapes.querySelector('template')!.content.textContent!) as unknown });
      }
      for (const trace of this.place.querySelectorAll('hm-trace')) Object.assign(trace, { report: answer });
      intoView(this.place);
    });
  };
}

customElements.define('hm-xray', Xray);
