// The keys that move things, the same in every picture: an arrow key by one step, with Shift by five; Home puts back.

const ARROWS: Record<string, readonly [right: number, up: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const FAR = 5; // steps with Shift

/** With these keys the browser or the page does something else. */
export const reserved = (event: KeyboardEvent): boolean => event.altKey || event.ctrlKey || event.metaKey;

/** How many steps to the right and up an arrow key stands for; null for other keys. */
export function arrowSteps(event: KeyboardEvent): readonly [right: number, up: number] | null {
  const arrow = ARROWS[event.key];
  if (!arrow || reserved(event)) return null;
  const by = event.shiftKey ? FAR : 1;
  return [by * arrow[0], by * arrow[1]];
}

/** Where there is but one way to go, right and up lead forward. */
export function arrowStepsAlong(event: KeyboardEvent): number | null {
  const steps = arrowSteps(event);
  return steps && steps[0] + steps[1];
}

/** Of all that slides between two ends: Page keys lead ten steps on, Home and End to the ends. */
const LEAPS: Record<string, number> = { PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity };

/** The new value of what slides in steps of 1, for the keys of a slider; null for other keys. */
export function slid(event: KeyboardEvent, value: number, least: number, most: number): number | null {
  if (reserved(event)) return null;
  const by = arrowStepsAlong(event) ?? LEAPS[event.key];
  if (by === undefined) return null;
  event.preventDefault();
  return Math.min(most, Math.max(least, value + by));
}
