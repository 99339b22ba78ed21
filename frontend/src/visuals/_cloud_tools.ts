// Which columns a cloud is seen along.

import { html, nothing, type TemplateResult } from 'lit';

import type { Along, Space } from '../math/space';
import { bare } from './_dataset';

type Choose = (name: 'x' | 'y' | 'z', column: string) => void;

function choice(columns: readonly string[], name: 'x' | 'y' | 'z', label: string, chosen: readonly number[], own: number, choose: Choose): TemplateResult {
  return html`
    <select aria-label=${label} @change=${(event: Event) => choose(name, (event.target as HTMLSelectElement).value)}>
      ${columns.map((column, j) => html`<option value=${column} ?selected=${j === own} ?disabled=${j !== own && chosen.includes(j)}>${bare(column)}</option>`)}
    </select>`;
}

export function pairChoice(columns: readonly string[], [right, up]: readonly [number, number], choose: Choose): TemplateResult {
  const chosen = [right, up];
  return html`<span class="pair">${choice(columns, 'x', 'Column to the right', chosen, right, choose)} × ${choice(columns, 'y', 'Column up', chosen, up, choose)}</span>`;
}

/** Between the flat picture of a tool's answer and space. */
export const spaceSwitch = (inSpace: boolean, set: (inSpace: boolean) => void): TemplateResult => html`<button aria-pressed=${inSpace} @click=${() => set(!inSpace)}>In space</button>`;

export function spaceChoice(
  columns: readonly string[], space: Space, along: Along, plane: boolean, choose: Choose, setAlong: (along: Along) => void, setPlane: (plane: boolean) => void,
): TemplateResult {
  const chosen = space.columns;
  const names = [['x', 'First column'], ['y', 'Second column'], ['z', 'Third column']] as const;
  return html`
    ${chosen && columns.length > 3 ? html`<span class="pair three">${names.map(([name, label], k) => choice(columns, name, label, chosen, chosen[k]!, choose))}</span>` : nothing}
    <button aria-pressed=${along === 'components'} @click=${() => setAlong(along === 'components' ? 'columns' : 'components')}>Components</button>
    <button aria-pressed=${plane} @click=${() => setPlane(!plane)}>Best plane</button>`;
}
