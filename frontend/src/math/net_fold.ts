// How layers of width two move the plane: for each layer W turns and stretches, b shifts, the bend folds.

import type { Affine, Net } from './net';
import { apply, between, type Map2, type Point } from './plane';

const MOVES = 3; // of each layer: W, b, the bend

export const lastMove = ({ layers }: Net): number => MOVES * (layers.length - 1);

/** Which layer is at work, and with which of its moves: 0 W, 1 b, 2 the bend. */
export function moveAt(net: Net, t: number): { layer: number; move: number; whole: boolean } {
  const k = Math.max(1, Math.ceil(Math.min(t, lastMove(net))));
  return { layer: Math.floor((k - 1) / MOVES), move: (k - 1) % MOVES, whole: t === k };
}

/** Of x W, as a map of columns: the rows of W are where the basis vectors go. */
export const mapOf = ({ W: { values: [a, b, c, d] } }: Affine): Map2 => [[a!, c!], [b!, d!]];

const bends = { relu: (x: number): number => Math.max(0, x), tanh: Math.tanh };
const part = (t: number, move: number): number => Math.min(1, Math.max(0, t - move));

/** The plane after t moves; 3.5 is half of the second W. */
export function carrier({ layers, bend }: Net, t: number): (point: Point) => Point {
  const bent = bends[bend];
  const moves = layers.slice(0, -1).map((layer, k) => ({
    map: between(mapOf(layer), part(t, MOVES * k)), shift: part(t, MOVES * k + 1), b: layer.b.values, share: part(t, MOVES * k + 2),
  }));
  return (point) => moves.reduce<Point>((at, { map, shift, b, share }) => {
    const [x, y] = apply(map, at);
    const [p, q] = [x + shift * b[0]!, y + shift * b[1]!];
    return [p + share * (bent(p) - p), q + share * (bent(q) - q)];
  }, point);
}

/** Between the moves: `x`, `x W₁`, `+ b₁`, `relu`, `h₁ W₂` … */
export function momentNames({ layers, bend }: Net): string[] {
  const low = '₁₂₃₄';
  const one = layers.length === 2;
  return ['x', ...layers.slice(0, -1).flatMap((_, k) => {
    const index = one ? '' : low[k]!;
    return [`${k === 0 ? 'x' : `h${low[k - 1]!}`} W${index}`, `+ b${index}`, bend];
  })];
}

/** The lines of the grid, each as points close enough that a fold shows. */
export function gridLines(reach: number, step: number, fine = 0.1): { along: Point[][]; up: Point[][] } {
  const count = Math.floor(reach / step);
  const places = Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
  const fines = Array.from({ length: Math.round((2 * count * step) / fine) + 1 }, (_, i) => i * fine - count * step);
  return { along: places.map((y) => fines.map((x): Point => [x, y])), up: places.map((x) => fines.map((y): Point => [x, y])) };
}
