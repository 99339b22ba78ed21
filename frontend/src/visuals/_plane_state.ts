// What <hm-plane> says about itself, by name: lessons quote it, goals test it.

import { formatNumber } from '../math/format';
import { apply, condition, determinant, eigen, type Map2, multiply, type Point, rank, stretchOf, trace, turnFrom } from '../math/plane';
import type { State } from '../math/state';
import { eigenWords } from './_plane_panel';

/** Of the matrix A itself, wherever the picture stands. */
export function mapState(A: Map2): State {
  const [[a, b], [c, d]] = A;
  const found = eigen(A);
  const cond = condition(A);
  const values = found.kind === 'turn'
    ? { real: 0, lambda1_text: 'none', lambda2_text: 'none', angle: found.turn, angle_text: `${formatNumber(found.turn, 3)}°` }
    : { real: 1, lambda1: found.values[0], lambda2: found.values[1], angle: 0 };
  return {
    a, b, c, d, det: determinant(A), trace: trace(A), rank: rank(A), cond, cond_text: formatNumber(cond, 3), ...values,
    eigenvalues_text: eigenWords(found),
  };
}

/** Of a vector x and where it goes. */
export function probeState(map: Map2, x: Point | null): State {
  if (!x) return {};
  const image = apply(map, x);
  const lambda = stretchOf(map, x);
  return { x: x[0], y: x[1], ax: image[0], ay: image[1], turn: turnFrom(x, image) ?? 0, eigen: lambda === null ? 0 : 1, ...(lambda === null ? {} : { lambda }) };
}

export function commute(A: Map2, B: Map2): boolean {
  const [ba, ab] = [multiply(B, A).flat(), multiply(A, B).flat()];
  return ba.every((entry, i) => Math.abs(entry - ab[i]!) < 1e-9);
}

export function orderState(A: Map2, B: Map2 | null): State {
  if (!B) return {};
  const alike = commute(A, B);
  return { product_det: determinant(multiply(B, A)), commute: alike ? 1 : 0, commute_text: alike ? 'yes' : 'no' };
}
