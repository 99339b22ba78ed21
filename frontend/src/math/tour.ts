// A tour: the smooth turn in n dimensions from one flat view of the data to another. Nothing is squeezed on the
// way: each view between is again a plain shadow of the same cloud.
// Source: Buja, Cook, Asimov, Hurley, "Computational methods for high-dimensional rotations in data visualization"
// (2005), the geodesic between two planes by their principal angles.

import { symmetricEigen } from './eigen';
import { dot, norm, type Vector } from './statistics';

/** Two orthonormal directions: which way is right, and which way is up on the page. */
export type Frame = readonly [right: readonly number[], up: readonly number[]];

const combine = (frame: Frame, [p, q]: Vector): number[] => frame[0].map((x, i) => p! * x + q! * frame[1][i]!);
const turnBy = (frame: Frame, angle: number): Frame => [
  combine(frame, [Math.cos(angle), Math.sin(angle)]),
  combine(frame, [-Math.sin(angle), Math.cos(angle)]),
];

/** The basis of each plane whose k-th vectors lie closest to each other, and the angles between those. */
function principal(from: Frame, to: Frame): { a: Frame; b: Frame; angles: number[] } {
  const S = from.map((u) => to.map((v) => dot(u, v))); // 2×2; S = P cos(angles) Qᵀ
  const StS = [0, 1].map((i) => [0, 1].map((j) => S[0]![i]! * S[0]![j]! + S[1]![i]! * S[1]![j]!));
  const [q0, q1] = symmetricEigen(StS).vectors as [number[], number[]];
  const p0 = S.map((row) => dot(row, q0));
  const length = norm(p0);
  const unit = length > 1e-12 ? p0.map((x) => x / length) : [1, 0];
  let p1 = [-unit[1]!, unit[0]!];
  if (dot(p1, S.map((row) => dot(row, q1))) < 0) p1 = p1.map((x) => -x);
  const a: Frame = [combine(from, unit), combine(from, p1)];
  const b: Frame = [combine(to, q0), combine(to, q1)];
  return { a, b, angles: a.map((u, k) => Math.acos(Math.min(1, Math.max(-1, dot(u, b[k]!))))) };
}

/** How far `frame` is turned, within its plane, against `basis`; and whether it is also mirrored. */
function turnWithin(basis: Frame, frame: Frame): { angle: number; mirrored: boolean } {
  const [x, y] = [dot(frame[0], basis[0]), dot(frame[0], basis[1])];
  return { angle: Math.atan2(y, x), mirrored: x * dot(frame[1], basis[1]) - y * dot(frame[1], basis[0]) < 0 };
}

/**
 * The tour from one frame (t = 0) to another (t = 1). A turn cannot mirror; where the target is mirrored its second direction
 * is flipped, which for a principal component is the same axis.
 */
export function tour(from: Frame, to: Frame): (t: number) => Frame {
  const { a, b, angles } = principal(from, to);
  const start = turnWithin(a, from);
  let end = turnWithin(b, to);
  if (start.mirrored !== end.mirrored) end = turnWithin(b, [to[0], to[1].map((x) => -x)]);
  const sign = start.mirrored ? -1 : 1;
  const turn = Math.atan2(Math.sin(end.angle - start.angle), Math.cos(end.angle - start.angle)); // the shorter way
  return (t) => {
    const between = [0, 1].map((k) => {
      const angle = angles[k]!;
      if (angle < 1e-9) return [...a[k]!];
      const [u, v] = [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)];
      return a[k]!.map((x, i) => u * x + v * b[k]![i]!);
    }) as unknown as Frame;
    const [right, up] = turnBy(between, start.angle + t * turn);
    return [right, up.map((x) => sign * x)];
  };
}
