// A solution that is opened: one way to write it beside one's own, with the reason. It is told to the server, for a pass
// with its help is not yet mastery.

import { html, render } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

import { request, type Schemas, ServerError } from '../server';
import type { Editor } from './editor';

type Solution = Schemas['Solution'];

async function open(place: HTMLElement, block: HTMLElement): Promise<void> {
  const path = `/api/exercises/${block.dataset['exercise']!}`;
  const yours = block.querySelector<Editor>('hm-editor')!.value;
  void request('POST', `${path}/help`, { what: 'solution' }).catch(() => undefined);
  try {
    const { source, explanation_html } = await request<Solution>('GET', `${path}/solution`);
    render(
      html`
        <div class="side-by-side">
          <figure><figcaption>Yours</figcaption><pre class="code" tabindex="0">${yours.trim()}</pre></figure>
          <figure><figcaption>One way to write it</figcaption><pre class="code" tabindex="0">${source.trim()}</pre></figure>
        </div>
        <div class="prose">${unsafeHTML(explanation_html /* made safe by the server */)}</div>`,
      place,
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    render(html`<p class="notice">${error.message} ${error.hint}</p>`, place);
  }
}

document.addEventListener(
  'toggle',
  (event) => {
    const details = event.target as HTMLDetailsElement;
    const block = details.closest<HTMLElement>('[data-exercise]');
    if (!block || !details.open || !details.matches('.solution')) return;
    void open(details.querySelector<HTMLElement>('.solution-place')!, block);
  },
  true, // `toggle` does not bubble
);
