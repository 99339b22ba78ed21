// Where a function of the plane is larger than a level, as the `d` of one path: the contour, filled.
// Each square of a grid of values is cut where a straight line between its corners meets the level ("marching squares").

export interface Lattice {
  /** Squares to each side; there are (n + 1)² values, row by row from the top. */
  n: number;
  values: ArrayLike<number>;
  /** Pixels of a square. */
  size: number;
}

const at = (value: number): string => value.toFixed(1);

type Corner = readonly [x: number, y: number, value: number];

/** The corners of a square, around it. */
const cornersOf = ({ n, values, size }: Lattice, i: number, j: number): Corner[] => {
  const k = i * (n + 1) + j;
  return [
    [j * size, i * size, values[k]!], [(j + 1) * size, i * size, values[k + 1]!],
    [(j + 1) * size, (i + 1) * size, values[k + n + 2]!], [j * size, (i + 1) * size, values[k + n + 1]!],
  ];
};

/** Between one corner and the next, where the level is met. */
function met([x, y, value]: Corner, [p, q, next]: Corner, level: number): string {
  const share = (level - value) / (next - value);
  return `${at(x + share * (p - x))} ${at(y + share * (q - y))}`;
}

/** The part of a square where it is larger. */
function cut(corners: readonly Corner[], level: number): string {
  const places: string[] = [];
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % 4]!;
    if (corner[2] > level) places.push(`${at(corner[0])} ${at(corner[1])}`);
    if (corner[2] > level !== next[2] > level) places.push(met(corner, next, level));
  });
  return `M${places.join('L')}z`;
}

/** How many corners of the square are larger. */
function over({ n, values }: Lattice, level: number, i: number, j: number): number {
  const k = i * (n + 1) + j;
  return Number(values[k]! > level) + Number(values[k + 1]! > level) + Number(values[k + n + 1]! > level) + Number(values[k + n + 2]! > level);
}

/** Whole squares beside each other are one rectangle. */
export function above(lattice: Lattice, level: number): string {
  const { n, size } = lattice;
  const parts: string[] = [];
  for (let i = 0; i < n; i++) {
    let from = -1; // where the rectangle begins
    for (let j = 0; j <= n; j++) {
      const larger = j < n ? over(lattice, level, i, j) : 0;
      if (larger === 4) {
        if (from < 0) from = j;
        continue;
      }
      if (from >= 0) parts.push(`M${at(from * size)} ${at(i * size)}H${at(j * size)}V${at((i + 1) * size)}H${at(from * size)}z`);
      from = -1;
      if (larger > 0) parts.push(cut(cornersOf(lattice, i, j), level));
    }
  }
  return parts.join('');
}

/** The contour itself: where the squares are cut. */
export function contourOf(lattice: Lattice, level: number): string {
  const parts: string[] = [];
  for (let i = 0; i < lattice.n; i++) for (let j = 0; j < lattice.n; j++) {
    if (over(lattice, level, i, j) % 4 === 0) continue;
    const corners = cornersOf(lattice, i, j);
    const places = corners.flatMap((corner, c) => {
      const next = corners[(c + 1) % 4]!;
      return corner[2] > level === next[2] > level ? [] : [met(corner, next, level)];
    });
    for (let c = 0; c + 1 < places.length; c += 2) parts.push(`M${places[c]!}L${places[c + 1]!}`);
  }
  return parts.join('');
}
