// <hm-quote of="cloud.share">: a number of a picture, quoted in a sentence, always the one the picture shows now.

import { quote, type State } from '../math/state';

class Quote extends HTMLElement {
  private readonly names = (this.getAttribute('of') ?? '').split('.');

  connectedCallback(): void {
    document.addEventListener('hm-change', this.heard);
    const picture = document.getElementById(this.names[0]!) as (HTMLElement & { quotable?: State }) | null;
    if (picture?.quotable) this.tell(picture.quotable);
  }

  disconnectedCallback(): void {
    document.removeEventListener('hm-change', this.heard);
  }

  private readonly heard = (event: Event): void => {
    if ((event.target as Element).id === this.names[0]) this.tell((event as CustomEvent<State>).detail);
  };

  private tell(state: State): void {
    this.textContent = quote(state, this.names[1] ?? '');
  }
}

customElements.define('hm-quote', Quote);
