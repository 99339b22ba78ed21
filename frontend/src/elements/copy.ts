// <hm-copy> beside code: a button that copies the text of the <pre> in the same figure.

import { html, render } from 'lit';

const SAID = 1800; // ms for which "Copied" stands

class CopyButton extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    this.draw('Copy');
  }

  private draw(text: string): void {
    render(html`<button class="button quiet" type="button" @click=${this.copy}><span role="status">${text}</span></button>`, this);
  }

  private readonly copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(this.closest('figure')!.querySelector('pre')!.textContent!.trim());
    this.draw('Copied');
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.draw('Copy'), SAID);
  };
}

customElements.define('hm-copy', CopyButton);
