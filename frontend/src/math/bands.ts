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

/** The part of a square where it is larger. */
function cut(corners: readonly Corner[], level: number): string {
  const places: string[] = [];
  corners.forEach(([x, y, value], k) => {
    const [p, q, next] = corners[(k + 1) % 4]!;
    if (value > level) places.push(`${at(x)} ${at(y)}`);
    if (value > level !== next > level) {
      const share = (level - value) / (next - value);
      places.push(`${at(x + share * (p - x))} ${at(y + share * (q - y))}`);
    }
  });
  return `M${places.join('L')}z`;
}

/** Whole squares beside each other are one rectangle. */
export function above({ n, values, size }: Lattice, level: number): string {
  const parts: string[] = [];
  for (let i = 0; i < n; i++) {
    let from = -1;
    const close = (j: number): void => {
      if (from >= 0) parts.push(`M${at(from * size)} ${at(i * size)}H${at(j * size)}V${at((i + 1) * size)}H${at(from * size)}z`);
      from = -1;
    };
    for (let j = 0; j < n; j++) {
      const k = i * (n + 1) + j;
      const corners: Corner[] = [
        [j * size, i * size, values[k]!], [(j + 1) * size, i * size, values[k + 1]!],
        [(j + 1) * size, (i + 1) * size, values[k + n + 2]!], [j * size, (i + 1) * size, values[k + n + 1]!],
      ];
      const over = corners.filter(([, , value]) => value > level).length;
      if (over === 4) {
        if (from < 0) from = j;
        continue;
      }
      close(j);
      if (over > 0) parts.push(cut(corners, level));
    }
    close(n);
  }
  return parts.join('');
}

/** The contour itself: where the squares are cut. */
export function contourOf({ n, values, size }: Lattice, level: number): string {
  const parts: string[] = [];
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
    const k = i * (n + 1) + j;
    const corners: Corner[] = [[j, i, values[k]!], [j + 1, i, values[k + 1]!], [j + 1, i + 1, values[k + n + 2]!], [j, i + 1, values[k + n + 1]!]];
    const met: string[] = [];
    corners.forEach(([x, y, value], c) => {
      const [p, q, next] = corners[(c + 1) % 4]!;
      if (value > level === next > level) return;
      const share = (level - value) / (next - value);
      met.push(`${at(size * (x + share * (p - x)))} ${at(size * (y + share * (q - y)))}`);
    });
    for (let c = 0; c + 1 < met.length; c += 2) parts.push(`M${met[c]!}L${met[c + 1]!}`);
  }
  return parts.join('');
}
