// <hm-progress lesson="photo"> around the cells of a lesson: a cell fills when an exercise on this page is solved.

import { request, type Schemas } from '../server';

class Progress extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('hm-passed', this.passed);
  }

  disconnectedCallback(): void {
    document.removeEventListener('hm-passed', this.passed);
  }

  private readonly passed = async (): Promise<void> => {
    const { lessons } = await request<Schemas['Progress']>('GET', '/api/progress');
    const { passed, mastered, total } = lessons[this.getAttribute('lesson')!]!;
    this.querySelector('.cells')!.setAttribute('aria-label', `${passed.length} of ${total} exercises solved${mastered.length ? `, ${mastered.length} of them mastered` : ''}`);
    this.querySelectorAll('i').forEach((cell, i) => {
      cell.toggleAttribute('data-passed', i < passed.length);
      cell.toggleAttribute('data-mastered', i < mastered.length);
    });
    document.getElementById('lesson-done')!.hidden = passed.length < total;
  };
}

customElements.define('hm-progress', Progress);
