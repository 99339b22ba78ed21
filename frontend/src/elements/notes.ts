// <hm-notes lesson="photo"> around a learner's own notes: kept as they are typed, like a draft; the form's button is not needed then.

import { request } from '../server';
import { Draft, type Kept } from './drafts';
import { storage } from './storage';

const WORDS: Record<Kept, string> = { saving: 'Saving…', saved: 'Saved', waiting: 'Kept in this browser until the server is back' };

class Notes extends HTMLElement {
  private readonly lesson = this.getAttribute('lesson')!;
  private readonly area = this.querySelector('textarea')!;
  private readonly draft = new Draft(
    `note/${this.lesson}`,
    (_, text, leaving) => request('PUT', `/api/notes/${this.lesson}`, { text }, leaving),
    storage,
    (kept) => (this.querySelector('[role=status]')!.textContent = WORDS[kept]),
  );

  connectedCallback(): void {
    this.querySelector('button')!.hidden = true;
    if (this.draft.unsaved !== null) {
      this.area.value = this.draft.unsaved;
      this.draft.typed(this.area.value);
    }
    this.area.addEventListener('input', () => this.draft.typed(this.area.value));
    addEventListener('storage', (event) => {
      this.area.value = this.draft.elsewhere(event) ?? this.area.value; // two tabs on one lesson show the same text
    });
    addEventListener('pagehide', () => void this.draft.flush(true));
  }
}

customElements.define('hm-notes', Notes);
