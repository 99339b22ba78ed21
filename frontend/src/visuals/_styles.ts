// What all pictures share in looks. Colours and type are the page's tokens; behind each comma stands what is used without a page.

import { css } from 'lit';

export const styles = css`
  :host {
    --ink: var(--hm-ink, light-dark(#22252a, #e7e4dc));
    --paper: var(--hm-paper, light-dark(#fbfaf6, #16181a));
    --surface: var(--hm-surface, light-dark(#fff, #1e2124));
    --sunken: var(--hm-sunken, light-dark(#f3f1ea, #111315));
    --muted: var(--hm-muted, light-dark(#5b616a, #a3a8ad));
    --line: var(--hm-line, light-dark(#e3dfd4, #33373b));
    --line-strong: var(--hm-line-strong, light-dark(#8d8f92, #7a7f85));
    --accent: var(--hm-accent, light-dark(#0d6b5c, #5cc9b4));
    --accent-ink: var(--hm-accent-ink, light-dark(#fff, #0d1f1b));
    --accent-soft: var(--hm-accent-soft, light-dark(#e4f0ec, #18302b));
    --problem: var(--hm-problem, light-dark(#a02b3c, #f0919c));
    --focus: var(--hm-focus, var(--accent));
    --negative: var(--hm-negative, light-dark(#2166ac, #5aa2e0));
    --positive: var(--hm-positive, light-dark(#d1670e, #f0953f));
    --ui: var(--hm-font-ui, system-ui, sans-serif);
    --code: var(--hm-font-code, ui-monospace, monospace);
    --speed: var(--hm-speed, 160ms);
    display: block;
    position: relative;
    width: 100%; /* its room must not depend on what it draws */
    min-width: 0;
    color: var(--ink);
    font: 400 0.875rem/1.45 var(--ui);
    -webkit-tap-highlight-color: transparent;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  figure { margin: 0; }
  svg, canvas { display: block; }
  .stage { position: relative; }
  .stage:focus-visible, canvas:focus-visible, svg :focus-visible, [tabindex]:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.75rem;
    margin-top: 0.5rem;
    min-height: 2.25rem;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  figure:not(:has(.picture)) figcaption { display: none; }
  .caption { flex: 1 1 12rem; min-width: 0; }
  .tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem; margin-left: auto; }
  input { accent-color: var(--accent); }
  code { font-family: var(--code); font-size: 0.92em; color: var(--ink); }

  button, select, summary, .button {
    font: inherit;
    color: var(--ink);
    background: transparent;
    border: 1px solid var(--line);
    border-radius: var(--hm-radius, 6px);
    min-height: 2.25rem;
    padding: 0.25rem 0.625rem;
    cursor: pointer;
    transition: background-color var(--speed), border-color var(--speed);
  }
  select { background-color: var(--surface); }
  button, summary, .button { display: inline-flex; align-items: center; justify-content: center; gap: 0.375rem; }
  button.sign, summary.sign { width: 2.25rem; padding: 0; }
  button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600; }
  @media (hover: hover) {
    button:hover:not(:disabled), summary:hover, .button:hover { border-color: var(--line-strong); background-color: var(--sunken); }
    button.main:hover:not(:disabled) { background: color-mix(in oklab, var(--accent), var(--ink) 14%); }
  }
  button:focus-visible, select:focus-visible, summary:focus-visible, input:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  button:disabled { opacity: 0.4; cursor: default; }
  @media (pointer: coarse) {
    button, select, summary, .button { min-height: 2.75rem; }
    button.sign, summary.sign { width: 2.75rem; }
  }

  /* Buttons side by side, of which one is chosen. */
  .choice { display: inline-flex; }
  .choice button { border-radius: 0; margin-left: -1px; }
  .choice button:first-child { border-radius: 6px 0 0 6px; margin: 0; }
  .choice button:last-child { border-radius: 0 6px 6px 0; }
  .choice [aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); z-index: 1; }

  details.more { position: relative; }
  details.more > summary { list-style: none; }
  details.more > summary::-webkit-details-marker { display: none; }
  details.more > div {
    position: absolute;
    z-index: 3;
    right: 0;
    bottom: calc(100% + 4px);
    display: grid;
    padding: 4px;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--hm-radius, 6px);
    box-shadow: var(--hm-shadow, 0 2px 8px rgb(0 0 0 / 0.15));
    white-space: nowrap;
  }
  details.more > div button { border-color: transparent; justify-content: flex-start; }

  .asked { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.75rem; color: var(--ink); }
  .asked input { width: 6.5em; min-height: 2.25rem; margin-left: 0.25rem; padding: 0.25rem 0.5rem; font: inherit; color: inherit;
    background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--hm-radius, 6px); }
  .guessed { color: var(--ink); font-weight: 600; }

  :host([presented]) {
    position: fixed;
    inset: 0;
    width: auto;
    height: auto;
    margin: 0 !important; /* a page gives pictures in its text a margin and a width */
    max-width: none !important;
    padding: 1rem 1.5rem;
    border: 0;
    overflow: auto;
    background: var(--paper);
    font-size: 1.125rem;
  }
  :host([presented]) figure { max-width: 90rem; margin: 0 auto; }

  .mark {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.125rem 0.625rem 0.125rem 0.375rem;
    border-radius: 99px;
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
    animation: arrive 500ms cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  @keyframes arrive { from { opacity: 0; transform: scale(0.6); } }
  .problem { margin: 0; padding: 0.75rem 0; color: var(--problem); }
  .heard {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; }
  }
  @media print {
    .tools { display: none; }
  }
`;
