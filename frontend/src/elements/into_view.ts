// An answer that comes out of sight, above or below, is brought into sight.

export function intoView(element: Element): void {
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > 0.75 * innerHeight) element.scrollIntoView({ block: 'start' });
}
