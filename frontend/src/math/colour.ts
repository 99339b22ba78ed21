// Colours, mixed in OKLab so that equal steps of a value look like equal steps of colour.
// Source: Björn Ottosson, "A perceptual color space for image processing" (2020).

export type RGB = readonly [red: number, green: number, blue: number]; // 0–255
type Lab = readonly [lightness: number, a: number, b: number];

/** The colours of a matrix: blue negative, zero, orange positive, and what is not a number. */
export interface Palette {
  negative: RGB;
  zero: RGB;
  positive: RGB;
  missing: RGB;
}

const toLinear = (byte: number): number => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const toByte = (linear: number): number => {
  const c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, c)));
};

function toLab(colour: RGB): Lab {
  const [r, g, b] = colour.map(toLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toRgb([L, a, b]: Lab): RGB {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The colour a share `t` of the way from `from` to `to`. */
export function mix(from: RGB, to: RGB, t: number): RGB {
  const p = toLab(from);
  const q = toLab(to);
  return toRgb([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t, p[2] + (q[2] - p[2]) * t]);
}

/** A fast lookup value → colour: 511 steps between −largest and +largest, mixed once. */
export function diverging(palette: Palette, largest: number): (value: number) => RGB {
  const steps = 255;
  const table = Array.from({ length: 2 * steps + 1 }, (_, i) => {
    const t = (i - steps) / steps;
    return mix(palette.zero, t < 0 ? palette.negative : palette.positive, Math.abs(t));
  });
  const scale = largest > 0 ? steps / largest : 0;
  return (value) => {
    if (Number.isNaN(value)) return palette.missing;
    const step = value === 0 ? 0 : Number.isFinite(value) ? Math.round(value * scale) : Math.sign(value) * steps;
    return table[Math.min(2 * steps, Math.max(0, step + steps))]!;
  };
}

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => toLinear(byte)); // a photo asks for thousands a frame

/** Relative luminance and contrast, as in WCAG 2; colours are whole bytes. */
export function luminance([r, g, b]: RGB): number {
  return 0.2126 * LINEAR[r]! + 0.7152 * LINEAR[g]! + 0.0722 * LINEAR[b]!;
}
export function contrast(one: RGB, other: RGB): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((p, q) => p - q) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Whichever of the choices is easiest to read on the ground. */
export function readable(ground: RGB, ...choices: RGB[]): RGB {
  return choices.reduce((best, choice) => (contrast(choice, ground) > contrast(best, ground) ? choice : best));
}

export const css = ([r, g, b]: RGB, alpha = 1): string => `rgb(${r} ${g} ${b} / ${alpha})`;
