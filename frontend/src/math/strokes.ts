// What is drawn with a pen, as the pixels of a small image: brought to the place and the size that digits have in what a network
// learned from.

/** Points x, y, x, y … of one stroke, from 0 to 100 across and down the board. */
export type Stroke = readonly number[];
export type Size = readonly [height: number, width: number];

const BOARD = 100;
const LARGE = 20; // pixels a side, from which on an image is large
const FINE = 4; // points a side, in each pixel, at which ink is looked for

/** How digits stand in an image. Those of 8×8 pixels (of E. Alpaydin and C. Kaynak) fill its height, and at most three quarters
 * of its width; a wide one is squeezed. Those of 28×28 (MNIST) fit into 20×20, and their centre of mass is in the middle. */
interface Place { height: number; width: number; pen: number; taller: number; byMass: boolean }

const placeIn = ([height, width]: Size): Place =>
  (Math.min(height, width) < LARGE
    ? { height, width: 0.75 * width, pen: 0.2 * Math.min(height, width), taller: 1.6, byMass: false }
    : { height: (20 / 28) * height, width: (20 / 28) * width, pen: 0.1 * Math.min(height, width), taller: 1, byMass: true });

/** `10 20 30 40; 50 50`: two strokes. Throws where that is not what it says. */
export function parseStrokes(text: string): Stroke[] {
  const strokes = text.split(';').map((stroke) => stroke.split(/[\s,]+/).filter((word) => word !== '').map(Number)).filter((stroke) => stroke.length > 0);
  const wrong = strokes.find((stroke) => stroke.length % 2 !== 0 || !stroke.every((value) => value >= 0 && value <= BOARD));
  if (wrong) throw new Error(`strokes="${text}": a stroke is points x y from 0 to ${BOARD}, as in strokes="50 10 50 90; 30 90 70 90".`);
  return strokes;
}

export const strokesText = (strokes: readonly Stroke[]): string => strokes.map((stroke) => stroke.map((value) => Math.round(value)).join(' ')).join('; ');

/** The image of strokes, its light from 0 to 1, as digits of this size are. */
export function asDigit(strokes: readonly Stroke[], size: Size): Float64Array {
  const [height, width] = size;
  const place = placeIn(size);
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  if (xs.length === 0) return new Float64Array(height * width);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const across = (place.width - place.pen) / Math.max(right - left, 1e-9);
  const down = (place.height - place.pen) / Math.max(bottom - top, 1e-9);
  const scale = Math.min(across, down, place.height / 10); // a dot stays small
  const scaleDown = Math.min(down, place.taller * scale);
  const move = (dx: number, dy: number): Stroke[] =>
    strokes.map((stroke) => stroke.map((value, i) => (i % 2 === 0
      ? (value - (left + right) / 2) * scale + width / 2 + dx
      : (value - (top + bottom) / 2) * scaleDown + height / 2 + dy)));
  const ink = inked(move(0, 0), place.pen, size);
  if (!place.byMass) return ink;
  const [x, y] = centreOfMass(ink, width);
  return inked(move(width / 2 - x, height / 2 - y), place.pen, size);
}

/** The image of strokes where they are: 0 to 100 is the whole of it. */
export function inPlace(strokes: readonly Stroke[], size: Size): Float64Array {
  const [height, width] = size;
  return inked(strokes.map((stroke) => stroke.map((value, i) => (value / BOARD) * (i % 2 === 0 ? width : height))), placeIn(size).pen, size);
}

/** Of light, in pixels from the left and the top edge. */
export function centreOfMass(light: Float64Array, width: number): [x: number, y: number] {
  let [mass, x, y] = [0, 0, 0];
  light.forEach((value, at) => {
    mass += value;
    x += value * ((at % width) + 0.5);
    y += value * (Math.floor(at / width) + 0.5);
  });
  return mass > 0 ? [x / mass, y / mass] : [width / 2, light.length / width / 2];
}

/** The share of each pixel that a round pen covers; points are in pixels. */
function inked(strokes: readonly Stroke[], pen: number, [height, width]: Size): Float64Array {
  const [rows, columns, reach] = [height * FINE, width * FINE, (pen / 2) * FINE + 1];
  const fine = new Float64Array(rows * columns);
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.floor(value)));
  const cover = (x1: number, y1: number, x2: number, y2: number): void => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    for (let i = within(Math.min(y1, y2) - reach, rows); i < within(Math.max(y1, y2) + reach + 1, rows); i++) {
      for (let j = within(Math.min(x1, x2) - reach, columns); j < within(Math.max(x1, x2) + reach + 1, columns); j++) {
        const [x, y] = [j + 0.5 - x1, i + 0.5 - y1];
        const t = length > 0 ? Math.max(0, Math.min(1, (x * dx + y * dy) / length)) : 0;
        const far = Math.hypot(x - t * dx, y - t * dy);
        const ink = Math.max(0, Math.min(1, (pen / 2) * FINE - far + 0.5));
        if (ink > fine[i * columns + j]!) fine[i * columns + j] = ink;
      }
    }
  };
  for (const stroke of strokes) {
    for (let k = 0; k + 1 < stroke.length; k += 2) {
      const next = k + 3 < stroke.length ? k + 2 : k; // a stroke of one point is a dot
      if (next > k || stroke.length === 2) cover(stroke[k]! * FINE, stroke[k + 1]! * FINE, stroke[next]! * FINE, stroke[next + 1]! * FINE);
    }
  }
  const light = new Float64Array(height * width);
  fine.forEach((ink, at) => (light[Math.floor(at / columns / FINE) * width + Math.floor((at % columns) / FINE)]! += ink / FINE ** 2));
  return light;
}
