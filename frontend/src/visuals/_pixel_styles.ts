// The looks of <hm-pixels>.

import { css } from 'lit';

export const pixelStyles = css`
  canvas { width: 100%; border-radius: var(--hm-radius, 6px); touch-action: pan-y; cursor: crosshair; }
  canvas.movable { touch-action: none; }
  .stage { overflow: clip; overflow-clip-margin: 4px; border-radius: var(--hm-radius, 6px); }
  .hint {
    position: absolute; left: 50%; bottom: 0.75rem; transform: translateX(-50%);
    padding: 0.25rem 0.75rem; border-radius: 99px; white-space: nowrap; pointer-events: none;
    background: rgb(0 0 0 / 0.66); color: #fff; transition: opacity 400ms;
  }
  .hint[data-gone] { opacity: 0; }
  .swatch { display: inline-block; width: 0.9em; height: 0.9em; margin-right: 0.375rem; vertical-align: -0.08em; border: 1px solid var(--line); border-radius: 2px; }
  .editor {
    position: absolute; z-index: 2; display: grid; gap: 0.25rem; padding: 0.5rem; background: var(--surface);
    border: 1px solid var(--line); border-radius: var(--hm-radius, 6px); box-shadow: 0 4px 18px rgb(0 0 0 / 0.28);
  }
  .editor label { display: grid; grid-template-columns: 3rem 4.5rem; align-items: center; gap: 0.375rem; }
  .editor input { font: 600 1rem var(--code); width: 100%; padding: 0.25rem 0.375rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line-strong); border-radius: 4px; }
  .editor small { color: var(--muted); }
  .button:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
`;
