import { css } from 'lit';

export const digitStyles = css`
  .try { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem; margin-bottom: 0.75rem; color: var(--muted); }
  .try > span { margin-right: 0.25rem; }
  .try button.sample { width: 2.25rem; padding: 0; overflow: hidden; }
  .try button.sample[aria-pressed="true"] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .try button.sample img { width: 1.625rem; height: 1.625rem; image-rendering: pixelated; }
  .board { position: absolute; cursor: crosshair; touch-action: none; }
  canvas.chart { cursor: pointer; }
  .why { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; }
  .why label { display: inline-flex; align-items: center; gap: 0.25rem; }
  .over { display: inline-flex; align-items: center; gap: 0.25rem; min-height: 2.25rem; }
  @media (pointer: coarse) { .try button.sample { width: 2.75rem; } .over { min-height: 2.75rem; } }
`;
