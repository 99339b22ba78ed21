// Light or dark. Until a person chooses, the system's theme holds; public/theme.js applies the choice before the first paint.

import { html, render } from 'lit';

import { storage } from './storage';

const sun = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true">
  <circle cx="12" cy="12" r="4.25"></circle>
  <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"></path></svg>`;
const moon = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" aria-hidden="true">
  <path d="M20 14.2A8.3 8.3 0 1 1 9.8 4a6.6 6.6 0 0 0 10.2 10.2z"></path></svg>`;

type Theme = 'light' | 'dark';

class ThemeToggle extends HTMLElement {
  private readonly system = matchMedia('(prefers-color-scheme: dark)');

  connectedCallback(): void {
    this.system.addEventListener('change', this.draw);
    window.addEventListener('hm-theme', this.draw);
    this.draw();
  }

  disconnectedCallback(): void {
    this.system.removeEventListener('change', this.draw);
    window.removeEventListener('hm-theme', this.draw);
  }

  private get shown(): Theme {
    const chosen = document.documentElement.dataset['theme'];
    return chosen === 'light' || chosen === 'dark' ? chosen : this.system.matches ? 'dark' : 'light';
  }

  private readonly draw = (): void => {
    const other: Theme = this.shown === 'dark' ? 'light' : 'dark';
    const label = `Switch to the ${other} theme`;
    render(html`<button type="button" aria-label=${label} title=${label} @click=${() => this.choose(other)}>${other === 'dark' ? moon : sun}</button>`, this);
  };

  private choose(theme: Theme): void {
    document.documentElement.dataset['theme'] = theme;
    storage.setItem('hm-theme', theme);
    window.dispatchEvent(new Event('hm-theme')); // pictures on a canvas read the colours anew
  }
}

customElements.define('hm-theme', ThemeToggle);
