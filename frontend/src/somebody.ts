// The first sign of a person: before it nobody types and nobody looks, and the page has better things to do.

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll'];

export const somebody = new Promise<void>((resolve) => {
  for (const sign of SIGNS) addEventListener(sign, () => resolve(), { once: true, capture: true, passive: true });
});
