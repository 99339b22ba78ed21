// Mouse, pen and fingers on a picture that is zoomed and moved, told as five plain events. Places are in CSS pixels.

export interface Gestures {
  /** Is there anything to move? Where not, a finger scrolls the page. */
  movable: () => boolean;
  pan: (dx: number, dy: number) => void;
  /** `gliding`: in steps, so it should be smoothed; a pinch follows the fingers. */
  zoom: (factor: number, x: number, y: number, gliding: boolean) => void;
  tap: (x: number, y: number, double: boolean) => void;
  hover: (x: number, y: number) => void;
  leave: () => void;
}

const STILL = 5; // pixels a finger trembles within a tap
const DOUBLE = 320; // ms between the taps of a double tap
const SCROLLING = 250; // ms after the page scrolled in which the wheel still belongs to the page

interface Finger { x: number; y: number }

let pageScrolled = -Infinity;
addEventListener('scroll', () => (pageScrolled = performance.now()), { passive: true });

export function listen(element: HTMLElement, on: Gestures): void {
  const fingers = new Map<number, Finger>();
  let travelled = 0;
  let lastTap = -Infinity;
  let zoomed = -Infinity;

  const place = (event: MouseEvent): Finger => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (fingers.size === 0) travelled = 0;
    fingers.set(event.pointerId, place(event));
    element.setPointerCapture(event.pointerId);
  });

  element.addEventListener('pointermove', (event) => {
    const now = place(event);
    const before = fingers.get(event.pointerId);
    if (before === undefined) return on.hover(now.x, now.y);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (other !== undefined) {
      const [wide, narrow] = [now, before].map((finger) => Math.hypot(finger.x - other.x, finger.y - other.y)) as [number, number];
      on.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      on.zoom(wide / Math.max(1, narrow), (now.x + other.x) / 2, (now.y + other.y) / 2, false);
    } else if (travelled > STILL && on.movable()) {
      on.pan(now.x - before.x, now.y - before.y);
    }
  });

  element.addEventListener('pointerup', (event) => {
    const tapped = fingers.delete(event.pointerId) && fingers.size === 0 && travelled <= STILL;
    if (!tapped) return;
    const { x, y } = place(event);
    const double = event.timeStamp - lastTap < DOUBLE;
    lastTap = double ? -Infinity : event.timeStamp;
    on.tap(x, y, double);
  });
  element.addEventListener('pointercancel', (event) => fingers.delete(event.pointerId));
  element.addEventListener('pointerleave', () => on.leave());

  element.addEventListener('wheel', (event) => {
    const now = performance.now();
    // Someone who scrolls down the page and passes over the picture wants the page; so does a wheel turned
    // outwards when the whole picture is seen already.
    if (now - pageScrolled < SCROLLING && now - zoomed > SCROLLING) return;
    if (event.deltaY > 0 && !on.movable() && now - zoomed > SCROLLING) return;
    event.preventDefault();
    zoomed = now;
    const { x, y } = place(event);
    const pixels = event.deltaY * (event.deltaMode === 1 ? 20 : 1);
    // A trackpad's pinch comes as a wheel with ctrl and small steps.
    on.zoom(Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.012 : 0.0022)), x, y, true);
  }, { passive: false });
}
