// The page's colours, as numbers for a canvas. Pages define them in their design tokens; elsewhere (a notebook) these stand in.

import type { RGB } from '../math/colour';

const STAND_IN = {
  paper: ['#fbfaf6', '#16181a'],
  sunken: ['#f3f1ea', '#111315'],
  ink: ['#22252a', '#e7e4dc'],
  muted: ['#5b616a', '#a3a8ad'],
  line: ['#e3dfd4', '#33373b'],
  accent: ['#0d6b5c', '#5cc9b4'],
  negative: ['#2166ac', '#5aa2e0'],
  zero: ['#ffffff', '#23262a'],
  positive: ['#d1670e', '#f0953f'],
} as const;

export type Colours = Record<keyof typeof STAND_IN, RGB>;

let pen: CanvasRenderingContext2D | null = null;

/** Any CSS colour as RGB: a canvas understands them all, and answers in one form. */
function toRgb(colour: string): RGB {
  pen ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

/** `color-scheme` as computed: one word where the page has decided, else the system's choice holds. */
function isDark(scheme: string): boolean {
  const words = scheme.split(/\s+/);
  const [light, dark] = [words.includes('light'), words.includes('dark')];
  return light === dark ? matchMedia('(prefers-color-scheme: dark)').matches : dark;
}

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const dark = isDark(style.colorScheme) ? 1 : 0;
  const entries = Object.entries(STAND_IN).map(([name, pair]) => [name, toRgb(style.getPropertyValue(`--hm-${name}`) || pair[dark])]);
  return Object.fromEntries(entries) as Colours;
}
