// A small network: its nodes, the walk on it (PageRank), a surfer who takes it, and where the nodes stand on a page.

import { uniform } from './random';
import { Unreadable } from './rows';

export type Edge = readonly [from: number, to: number, weight: number];

export interface Graph {
  names: readonly string[];
  edges: readonly Edge[];
}

export const MOST = 40; // nodes that can still be told apart
const EXAMPLE = 'edges="a b; b c; c a 2"';
const ENOUGH = 1e-12;
const ROUNDS = 300; // of the layout

/** `a b; b c 2; d`: edges with a weight, if it is not 1, and nodes that stand alone. Throws Unreadable. */
export function readGraph(text: string): Graph {
  const names: string[] = [];
  const place = (name: string): number => {
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  };
  const edges: Edge[] = [];
  for (const row of text.split(';')) {
    const [from, to, weight = '1', ...rest] = row.split(/[\s,]+/).filter((word) => word !== '');
    if (from === undefined) continue;
    const w = Number(weight);
    if (rest.length > 0 || !(w >= 0 && w < Infinity)) throw new Unreadable(`“${row.trim()}” is no edge. Write two names and perhaps a weight, 0 or more, like ${EXAMPLE}.`);
    const a = place(from);
    if (to !== undefined) edges.push([a, place(to), w]);
  }
  if (names.length === 0) throw new Unreadable(`A network needs a node at least, like ${EXAMPLE}.`);
  if (names.length > MOST) throw new Unreadable(`${names.length} nodes cannot be told apart; at most ${MOST} can be drawn.`);
  return { names, edges };
}

/** The other way. */
export function writeGraph({ names, edges }: Graph): string {
  const written = edges.map(([a, b, w]) => `${names[a]} ${names[b]}${w === 1 ? '' : ` ${w}`}`);
  const alone = names.filter((_, i) => !edges.some(([a, b]) => a === i || b === i));
  return [...written, ...alone].join('; ');
}

/** The share of each edge in what leaves its node: P[i][j]; null for a node that nothing leaves. */
export function transitions({ names, edges }: Graph): (number[] | null)[] {
  const rows = names.map(() => names.map(() => 0));
  for (const [a, b, w] of edges) rows[a]![b]! += w;
  return rows.map((row) => {
    const out = row.reduce((sum, w) => sum + w, 0);
    return out > 0 ? row.map((w) => w / out) : null;
  });
}

/** x = damping·Pᵀx + (1 − damping)·jump, where nodes without edges lead wherever a jump does; each step takes off `damping` of the error. */
export function pagerank(graph: Graph, damping: number, towards: readonly number[] = []): number[] {
  const P = transitions(graph);
  const n = P.length;
  const jump = jumps(n, towards);
  let x = jump;
  for (let step = 0; step < 1 + Math.log(ENOUGH) / Math.log(Math.max(damping, 1e-9)); step++) {
    const y = jump.map((v) => (1 - damping) * v);
    P.forEach((row, i) => (row ?? jump).forEach((share, j) => (y[j]! += damping * share * x[i]!)));
    x = y;
  }
  return x;
}

function jumps(n: number, towards: readonly number[]): number[] {
  return Array.from({ length: n }, (_, i) => (towards.length === 0 ? 1 / n : towards.includes(i) ? 1 / towards.length : 0));
}

/** Someone who walks: where they are, where they came from and how, and how often they were at each node. */
export class Surfer {
  at: number;
  from = -1;
  jumped = true;
  steps = 0;
  readonly visits: number[];
  private readonly P: (number[] | null)[];
  private readonly jump: number[];
  private readonly next: () => number;

  constructor(graph: Graph, private readonly damping: number, towards: readonly number[] = [], seed = 1) {
    this.P = transitions(graph);
    this.jump = jumps(this.P.length, towards);
    this.next = uniform(seed);
    this.at = this.drawn(this.jump);
    this.visits = this.P.map(() => 0);
  }

  step(): void {
    const row = this.P[this.at] ?? null;
    this.jumped = row === null || this.next() >= this.damping;
    this.from = this.at;
    this.at = this.drawn(this.jumped ? this.jump : row!);
    this.visits[this.at]!++;
    this.steps++;
  }

  /** The share of the steps at each node. */
  get shares(): number[] {
    return this.visits.map((count) => count / Math.max(1, this.steps));
  }

  private drawn(shares: readonly number[]): number {
    let left = this.next();
    const at = shares.findIndex((share) => (left -= share) < 0);
    return at >= 0 ? at : shares.findLastIndex((share) => share > 0);
  }
}

/** Half of what two distributions differ by: 0 where they are the same, 1 where they have nothing in common. */
export const apart = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, i) => sum + Math.abs(value - y[i]!), 0) / 2;

/** How many edges two nodes are apart, whatever their direction; parts that are not joined stand apart by one more than the furthest. */
function distances({ names, edges }: Graph): number[][] {
  const d = names.map((_, i) => names.map((__, j) => (i === j ? 0 : Infinity)));
  for (const [a, b] of edges) if (a !== b) d[a]![b] = d[b]![a] = 1;
  names.forEach((_, k) => d.forEach((row) => row.forEach((way, j) => (row[j] = Math.min(way, row[k]! + d[k]![j]!)))));
  const furthest = Math.max(1, ...d.flat().filter(Number.isFinite));
  return d.map((row) => row.map((way) => (way === Infinity ? furthest + 1 : way)));
}

/**
 * Places whose distances are near to those in the network: each node in turn goes to the mean of where the others want it, near ones
 * with more weight. Source: E. Gansner, Y. Koren, S. North, "Graph drawing by stress majorization" (2004), section 2.3.
 */
export function layOut(graph: Graph): [number, number][] {
  const d = distances(graph);
  const n = d.length;
  const places = d.map((_, i): [number, number] => [Math.sin((2 * Math.PI * i) / n), -Math.cos((2 * Math.PI * i) / n)]);
  if (n === 1) return [[0, 0]];
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < n; i++) places[i] = wanted(places, d[i]!, i);
  }
  return lying(places);
}

/** Turned so that they are spread out most from left to right, their first principal component. */
function lying(places: readonly (readonly [number, number])[]): [number, number][] {
  const [mx, my] = [0, 1].map((k) => places.reduce((sum, place) => sum + place[k]!, 0) / places.length) as [number, number];
  const spread = (f: (x: number, y: number) => number): number => places.reduce((sum, [x, y]) => sum + f(x - mx, y - my), 0);
  const angle = Math.atan2(2 * spread((x, y) => x * y), spread((x, y) => x * x - y * y)) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return places.map(([x, y]) => [c * (x - mx) + s * (y - my), c * (y - my) - s * (x - mx)]);
}

function wanted(places: readonly (readonly [number, number])[], d: readonly number[], i: number): [number, number] {
  const [x, y] = places[i]!;
  let [sx, sy, total] = [0, 0, 0];
  places.forEach(([px, py], j) => {
    if (j === i) return;
    const away = Math.hypot(x - px, y - py) || Infinity;
    const weight = 1 / d[j]! ** 2;
    sx += weight * (px + (d[j]! * (x - px)) / away);
    sy += weight * (py + (d[j]! * (y - py)) / away);
    total += weight;
  });
  return [sx / total, sy / total];
}

/** With an edge more, or without the one that is there. */
export function toggled({ names, edges }: Graph, from: number, to: number): Graph {
  const left = edges.filter(([a, b]) => a !== from || b !== to);
  return { names, edges: left.length < edges.length ? left : [...edges, [from, to, 1]] };
}

/** Without a node and its edges. */
export function without({ names, edges }: Graph, node: number): Graph {
  const place = (i: number): number => (i > node ? i - 1 : i);
  return {
    names: names.filter((_, i) => i !== node),
    edges: edges.filter(([a, b]) => a !== node && b !== node).map(([a, b, w]) => [place(a), place(b), w]),
  };
}

/** A name that no node has yet: a, b, …, z, n27. */
export function freeName(names: readonly string[]): string {
  for (let i = 0; ; i++) {
    const name = i < 26 ? String.fromCharCode(97 + i) : `n${i + 1}`;
    if (!names.includes(name)) return name;
  }
}
