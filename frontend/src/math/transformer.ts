// A transformer that was trained in Python, run here, in the same words and with the same layers as `hiddenmath.apply.neural`:
// pieces → embedding + positions → (layer norm → attention, layer norm → dense), each added to what it was given → chances.

import { type Answer, dense, relu, sigmoid, softmax, tanh, type Tensor, tensor } from './layers';
import { Unreadable } from './rows';

/** What a layer of attention was given, x (T×n), and what it made of it. */
export interface Attended {
  readonly x: Tensor;
  /** n×3n, and 3n: what makes Q, K and the values U of all heads, side by side. */
  readonly W: Tensor;
  readonly b: Tensor;
  /** T×3n. */
  readonly QKU: Tensor;
  /** heads×T×T: how much each place looks at each one up to it. */
  readonly P: Tensor;
}

/** A layer: from x (T×n) to y (T×k). Those of attention also say what they did. */
type Layer = (x: Tensor, attended: Attended[]) => Tensor;

export interface Transformer {
  /** How many places it can look back. */
  readonly window: number;
  /** How many numbers it gives for each place. */
  readonly width: number;
  readonly run: Layer;
}

/** y = E[i], of ids i (T) and E (V×k). */
export function embedding(ids: ArrayLike<number>, E: Tensor): Tensor {
  const k = E.shape[1]!;
  const y = tensor([ids.length, k]);
  for (let t = 0; t < ids.length; t++) y.values.set(E.values.subarray(ids[t]! * k, (ids[t]! + 1) * k), t * k);
  return y;
}

/** y = x + P; of a shorter text the first places. */
export const positions = (x: Tensor, P: Tensor): Tensor => ({ shape: x.shape, values: x.values.map((value, i) => value + P.values[i]!) });

const LEAST = 1e-5; // added to the variance: a row of equal numbers has none

/** y = g z + b with z = (x − μ)/σ, where μ is the mean of each row and σ² its variance (and 1e−5). */
export function layerNorm(x: Tensor, g: Tensor, b: Tensor): Tensor {
  const n = g.values.length;
  const y = tensor(x.shape, x.values);
  for (let at = 0; at < y.values.length; at += n) {
    const row = y.values.subarray(at, at + n);
    const mean = row.reduce((sum, value) => sum + value, 0) / n;
    const sigma = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n + LEAST);
    row.forEach((value, j) => (row[j] = (g.values[j]! * (value - mean)) / sigma + b.values[j]!));
  }
  return y;
}

/** P = softmax(Q Kᵀ/√d) of each head (heads×T×T), where a place sees itself and those before it. */
export function shares(QKU: Tensor, heads: number): Tensor {
  const [T, wide] = QKU.shape as [number, number];
  const [n, d] = [wide / 3, wide / 3 / heads];
  const scores = tensor([heads, T, T]);
  scores.values.fill(-Infinity);
  for (let h = 0; h < heads; h++) for (let i = 0; i < T; i++) for (let j = 0; j <= i; j++) {
    let dot = 0;
    for (let l = h * d; l < (h + 1) * d; l++) dot += QKU.values[i * wide + l]! * QKU.values[j * wide + n + l]!;
    scores.values[(h * T + i) * T + j] = dot / Math.sqrt(d);
  }
  return softmax(scores).y;
}

/** P U of each head, side by side (T×n). */
export function mixed(P: Tensor, QKU: Tensor): Tensor {
  const [heads, T] = P.shape as [number, number];
  const wide = QKU.shape[1]!;
  const [n, d] = [wide / 3, wide / 3 / heads];
  const y = tensor([T, n]);
  for (let h = 0; h < heads; h++) for (let i = 0; i < T; i++) for (let j = 0; j <= i; j++) {
    const share = P.values[(h * T + i) * T + j]!;
    for (let l = h * d; l < (h + 1) * d; l++) y.values[i * n + l]! += share * QKU.values[j * wide + 2 * n + l]!;
  }
  return y;
}

type Take = (...shape: number[]) => Tensor;
interface Part { run: Layer; width: number }

/** `theta` holds all parameters, in the order of the layers. Throws Unreadable for a layer that is none of ours, and where there are too few. */
export function transformerOf(architecture: string, window: number, theta: Float64Array): Transformer {
  let used = 0;
  const take: Take = (...shape) => {
    const length = shape.reduce((product, n) => product * n, 1);
    if (used + length > theta.length) throw new Unreadable(`${architecture} has more than ${theta.length} parameters.`);
    used += length;
    return { shape, values: theta.subarray(used - length, used) };
  };
  if (!(window >= 1)) throw new Unreadable(`A network that looks ${window} places back reads nothing.`);
  return { window, ...chain(architecture, 1, window, take) };
}

function chain(words: string, n: number, window: number, take: Take): Part {
  const layers: Layer[] = [];
  let width = n;
  for (const each of split(words)) {
    const part = made(each, width, window, take);
    layers.push(part.run);
    width = part.width;
  }
  return { run: (x, attended) => layers.reduce((h, layer) => layer(h, attended), x), width };
}

/** The words between the commas that stand in no parentheses. */
function split(words: string): string[] {
  const found = [''];
  let depth = 0;
  for (const letter of words) {
    depth += Number(letter === '(') - Number(letter === ')');
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((word) => word.trim());
}

const BENT = new Map<string, (x: Tensor) => Answer>([['relu', relu], ['tanh', tanh], ['sigmoid', sigmoid]]);

function made(words: string, n: number, window: number, take: Take): Part {
  const within = /^residual\((.*)\)$/.exec(words)?.[1];
  if (within !== undefined) {
    const { run } = chain(within, n, window, take);
    return { width: n, run: (x, attended) => sum(x, run(x, attended)) };
  }
  const [name, ...sizes] = words.split(' ') as [string, ...string[]];
  const [first = 0, second = 0] = sizes.map(Number);
  if (!sizes.map(Number).every((size) => Number.isInteger(size) && size > 0)) throw new Unreadable(`${words}: a size is a whole number above 0.`);
  switch (name) {
    case 'embedding': {
      const E = take(first, second);
      return { width: second, run: (ids) => embedding(ids.values, E) };
    }
    case 'positions': {
      const P = take(window, n);
      return { width: n, run: (x) => positions(x, P) };
    }
    case 'layer_norm': {
      const [g, b] = [take(n), take(n)];
      return { width: n, run: (x) => layerNorm(x, g, b) };
    }
    case 'self_attention': {
      if (n % first !== 0) throw new Unreadable(`${words}: ${n} numbers a place cannot be shared by so many heads.`);
      const [W, b, V, c] = [take(n, 3 * n), take(3 * n), take(n, n), take(n)];
      return { width: n, run: (x, attended) => selfAttention(x, W, b, V, c, first, attended) };
    }
    case 'dense': {
      const [W, b] = [take(n, first), take(first)];
      return { width: first, run: (x) => dense(x, W, b).y };
    }
    default: {
      const bend = BENT.get(name);
      if (!bend) throw new Unreadable(`There is no layer ${name} here.`);
      return { width: n, run: (x) => bend(x).y };
    }
  }
}

const sum = (x: Tensor, f: Tensor): Tensor => ({ shape: x.shape, values: x.values.map((value, i) => value + f.values[i]!) });

/** y = concat(P U of each head) V + c, where x W + b holds Q, K and U of all heads side by side. */
function selfAttention(x: Tensor, W: Tensor, b: Tensor, V: Tensor, c: Tensor, heads: number, attended: Attended[]): Tensor {
  const QKU = dense(x, W, b).y;
  const P = shares(QKU, heads);
  attended.push({ x, W, b, QKU, P });
  return dense(mixed(P, QKU), V, c).y;
}

/** What goes on for T ids, T up to the window: who looks at whom, and how likely each piece is after each of them (T×pieces). */
export function follow({ run }: Transformer, ids: readonly number[]): { attended: Attended[]; chances: Tensor } {
  const attended: Attended[] = [];
  const scores = run(tensor([ids.length], ids), attended);
  return { attended, chances: softmax(scores).y };
}
