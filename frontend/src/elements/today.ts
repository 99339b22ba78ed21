// <hm-today> around the list of a day's practice: what is passed on this page is ticked off.

class Today extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('hm-passed', this.passed);
  }

  disconnectedCallback(): void {
    document.removeEventListener('hm-passed', this.passed);
  }

  private readonly passed = (event: Event): void => {
    const { detail } = event as CustomEvent<string>;
    this.querySelector(`[data-id="${detail}"]`)?.toggleAttribute('data-done', true);
    this.querySelector<HTMLElement>('#done')!.hidden = this.querySelector('li:not([data-done])') !== null;
  };
}

customElements.define('hm-today', Today);
