// Amounts and sentences as people read them.

import { html, nothing, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';

const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** 48123 → `48.1 kB`. */
export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${formatNumber(bytes / 1000 ** step, 3)} ${UNITS[step]}`;
}

/** A sentence of the server's, in which `code` stands between backticks. */
export function sentence(text: string): TemplateResult[] {
  return text.split('`').map((part, i) => (i % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}

/** What could not be done, and what to do; `role`: where nothing around it is read out. */
export function notice(what: string, more: string, role?: 'alert'): TemplateResult {
  return html`<div class="notice" role=${role ?? nothing}><strong>${what}</strong><span>${more}</span></div>`;
}
