// <hm-settings> around choices of how the pages look: each holds at once, and is kept in this browser.

import { storage } from './storage';

class Settings extends HTMLElement {
  connectedCallback(): void {
    for (const name of ['theme', 'size', 'motion']) {
      const chosen = this.querySelector<HTMLInputElement>(`[name=${name}][value="${CSS.escape(storage.getItem(`hm-${name}`) ?? '')}"]`);
      if (chosen) chosen.checked = true;
    }
    this.addEventListener('change', this.changed);
    window.addEventListener('hm-theme', this.elsewhere);
  }

  disconnectedCallback(): void {
    window.removeEventListener('hm-theme', this.elsewhere);
  }

  private readonly changed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    const plain = value === 'system' || value === 'normal';
    if (plain) {
      storage.removeItem(`hm-${name}`);
      delete document.documentElement.dataset[name];
    } else {
      storage.setItem(`hm-${name}`, value);
      document.documentElement.dataset[name] = value;
    }
    window.dispatchEvent(new Event('hm-theme')); // the toggle, and pictures on a canvas
  };

  /** The theme was chosen by the button in the header. */
  private readonly elsewhere = (): void => {
    const value = document.documentElement.dataset['theme'] ?? 'system';
    this.querySelector<HTMLInputElement>(`[name=theme][value=${value}]`)!.checked = true;
  };
}

customElements.define('hm-settings', Settings);
