// What a program printed.

import { html, nothing, type TemplateResult } from 'lit';

export function printed(text: string): TemplateResult | typeof nothing {
  return text === '' ? nothing : html`<figure class="stdout"><figcaption>Printed</figcaption><pre class="code" tabindex="0">${text}</pre></figure>`;
}
