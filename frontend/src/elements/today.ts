// <hm-today> around a day's practice: what is passed on this page is ticked off, and the next one opens.

class Today extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('hm-passed', this.passed);
  }

  disconnectedCallback(): void {
    document.removeEventListener('hm-passed', this.passed);
  }

  private readonly passed = (event: Event): void => {
    const { detail } = event as CustomEvent<string>;
    const item = this.querySelector(`[data-id="${detail}"]`)!;
    item.toggleAttribute('data-done', true);
    this.querySelector('#count')!.textContent = `${this.querySelectorAll('[data-done]').length}`;
    const next = this.querySelector<HTMLDetailsElement>('li:not([data-done]) details');
    this.querySelector<HTMLElement>('#done')!.hidden = next !== null;
    if (next) this.lead(item, next);
  };

  /** Opens the next, and shows the way there; what was passed closes when one goes on, for its verdict is still read. */
  private lead(item: Element, next: HTMLDetailsElement): void {
    next.open = true;
    const onward = item.querySelector<HTMLElement>('.onward')!;
    const link = onward.querySelector('a')!;
    onward.hidden = false;
    link.href = `#${next.id}`;
    link.textContent = `Next: ${next.querySelector('.title')!.textContent}`;
    link.onclick = () => (item.querySelector('details')!.open = false);
  }
}

customElements.define('hm-today', Today);
