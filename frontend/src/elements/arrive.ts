// An address that leads into a page (#exercise-grey) leads there still when pictures and exercises above have taken their room.

const SIGNS = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** Until there is a sign of a person, who may have gone on. */
export function arrive(page: Document): void {
  const target = page.getElementById(location.hash.slice(1)); // `:target` is not known yet
  if (!target) return;
  const sizes = new ResizeObserver(() => target.scrollIntoView({ behavior: 'instant' }));
  sizes.observe(page.body);
  for (const sign of SIGNS) addEventListener(sign, () => sizes.disconnect(), { once: true, capture: true, passive: true });
}
