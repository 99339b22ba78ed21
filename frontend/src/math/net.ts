// A network of dense layers with a bend after each but the last, and one output z: positive for orange, negative for blue.
// Forwards, backwards, and a step of gradient descent, as in `hiddenmath.apply.neural`: z is a score of two classes less that of the other.

import { type Answer, dense, logistic, relu, tanh, tensor, type Tensor } from './layers';
import { gaussian } from './random';

export type Bend = 'relu' | 'tanh';
export const BENDS = { relu, tanh } as const;

/** x W + b. A gradient has the same two shapes. */
export interface Affine { W: Tensor; b: Tensor }
export interface Net { layers: readonly Affine[]; bend: Bend }

/** A label for each row of x: 0 blue, 1 orange. */
export interface Examples { x: Tensor; labels: readonly number[] }

export interface Gradient {
  layers: Affine[];
  /** dL/dx, then that of each layer's bent output. */
  h: Tensor[];
  /** Before the bend; the last is dz. */
  a: Tensor[];
}

export interface Passed {
  /** x, then each layer's output after its bend. */
  h: Tensor[];
  /** Before the bend; the last is z. */
  a: Tensor[];
  z: Tensor;
  pullback: (dz: Tensor) => Gradient;
}

/** Widths from the inputs to the output, `[2, 4, 1]`. Normal weights with variance 2/n for n inputs, as He et al. (2015); shifts 0. */
export function begin(widths: readonly number[], bend: Bend, seed: number): Net {
  const layers = widths.slice(1).map((k, i) => {
    const n = widths[i]!;
    return { W: tensor([n, k], gaussian(n * k, 1000 * seed + i + 1).map((value) => value * Math.sqrt(2 / n))), b: tensor([k]) };
  });
  return { layers, bend };
}

/** The net with other numbers in one layer. */
export function rewritten(net: Net, layer: number, of: keyof Affine, change: (values: Float64Array) => void): Net {
  const layers = net.layers.map(({ W, b }) => ({ W: { ...W, values: W.values.slice() }, b: { ...b, values: b.values.slice() } }));
  change(layers[layer]![of].values);
  return { ...net, layers };
}

/** Each layer takes the one before it; backwards, each hands dx to the one before it. */
export function forward({ layers, bend }: Net, x: Tensor): Passed {
  const h = [x];
  const a: Tensor[] = [];
  const pullbacks: { affine: Answer['pullback']; bent: Answer['pullback'] | null }[] = [];
  layers.forEach(({ W, b }, i) => {
    const sum = dense(h[i]!, W, b);
    const bent = i < layers.length - 1 ? BENDS[bend](sum.y) : null;
    a.push(sum.y);
    if (bent) h.push(bent.y);
    pullbacks.push({ affine: sum.pullback, bent: bent?.pullback ?? null });
  });
  const pullback = (dz: Tensor): Gradient => {
    const back: Gradient = { layers: [], h: [], a: [] };
    let dy = dz;
    for (const { affine, bent } of [...pullbacks].reverse()) {
      const da = bent ? bent(dy)[0]! : dy;
      const [dx, W, b] = affine(da) as [Tensor, Tensor, Tensor];
      back.layers.unshift({ W, b });
      back.a.unshift(da);
      back.h.unshift(dx);
      dy = dx;
    }
    return back;
  };
  return { h, a, z: a.at(-1)!, pullback };
}

/** −log of the chance given to what is right: log(1 + e^∓z), which overflows nowhere. */
export function surprise(z: number, label: number): number {
  const wrong = label === 1 ? -z : z;
  return Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong)));
}

/** L = the mean surprise, and dz = (p − label)/m: what it said, less what is right. */
export function crossEntropy(z: Tensor, labels: readonly number[]): { loss: number; dz: Tensor } {
  const m = Math.max(1, labels.length); // where there are none yet, nothing surprises
  const loss = labels.reduce((sum, label, i) => sum + surprise(z.values[i]!, label), 0) / m;
  return { loss, dz: tensor(z.shape, labels.map((label, i) => (logistic(z.values[i]!) - label) / m)) };
}

export function lossAndGradient(net: Net, { x, labels }: Examples): { loss: number; gradient: Gradient } {
  const { z, pullback } = forward(net, x);
  const { loss, dz } = crossEntropy(z, labels);
  return { loss, gradient: pullback(dz) };
}

const moved = (theta: Tensor, g: Tensor, rate: number): Tensor =>
  ({ shape: theta.shape, values: theta.values.map((value, i) => value - rate * g.values[i]!) });

/** θ ← θ − rate · g, for each W and b. */
export const stepped = ({ layers, bend }: Net, gradient: Gradient, rate: number): Net =>
  ({ bend, layers: layers.map(({ W, b }, i) => ({ W: moved(W, gradient.layers[i]!.W, rate), b: moved(b, gradient.layers[i]!.b, rate) })) });

export interface Judged {
  loss: number;
  /** Of each example, does it lie on the other side than its colour? */
  mistaken: boolean[];
  /** How many do. */
  wrong: number;
  /** Of each hidden layer, how many units are 0 for every example. */
  dead: number[];
}

export function judge(net: Net, { x, labels }: Examples): Judged {
  const { z, a } = forward(net, x);
  const mistaken = labels.map((label, i) => !(label === 1 ? z.values[i]! > 0 : z.values[i]! < 0));
  const dead = a.slice(0, -1).map(({ shape: [, k], values }) =>
    net.bend === 'relu' ? Array.from({ length: k! }, (_, j) => j).filter((j) => values.every((value, i) => i % k! !== j || !(value > 0))).length : 0);
  return { loss: crossEntropy(z, labels).loss, mistaken, wrong: mistaken.filter(Boolean).length, dead };
}
