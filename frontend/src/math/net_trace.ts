// One example through a network, forwards to its loss and backwards to its gradients: the moments, each with its rule in numbers.

import { formatNumber } from './format';
import { logistic, tensor } from './layers';
import { type Bend, crossEntropy, forward, type Gradient, type Net, type Passed } from './net';

/** What is new at a moment: a forward column of numbers, the loss, or a gradient. `layer` counts from 0. */
export type Kind = 'x' | 'a' | 'h' | 'loss' | 'dz' | 'dW' | 'dh' | 'da';
export interface Moment { kind: Kind; layer: number }

export interface Traced {
  net: Net;
  passed: Passed;
  gradient: Gradient;
  x: readonly number[];
  label: number;
  z: number;
  p: number;
  loss: number;
}

export function trace(net: Net, x: readonly number[], label: number): Traced {
  const passed = forward(net, tensor([1, 2], x));
  const { loss, dz } = crossEntropy(passed.z, [label]);
  const z = passed.z.values[0]!;
  return { net, passed, gradient: passed.pullback(dz), x, label, z, p: logistic(z), loss };
}

/** Forwards x, a, h, … z, the loss; backwards dz, then of each layer dW and what it hands on. */
export function momentsOf({ layers }: Net): Moment[] {
  const last = layers.length - 1;
  const there = layers.flatMap((_, layer): Moment[] => [{ kind: 'a', layer }, ...(layer < last ? [{ kind: 'h', layer } as const] : [])]);
  const back = layers.flatMap((_, k): Moment[] => {
    const layer = last - k;
    return [...(layer < last ? [{ kind: 'da', layer } as const] : []), { kind: 'dW', layer }, { kind: 'dh', layer }];
  });
  return [{ kind: 'x', layer: 0 }, ...there, { kind: 'loss', layer: last }, { kind: 'dz', layer: last }, ...back];
}

const LOW = '₁₂₃₄₅₆₇₈';
const n = (value: number): string => formatNumber(value, 3);
/** In a product, a negative number stands in parentheses. */
const factor = (value: number): string => (value < 0 ? `(${n(value)})` : n(value));

/** `h₁` of the only hidden layer is its first unit; of several, `h₂₁` the first of the second layer. */
export const unit = (name: string, layer: number, j: number, { layers }: Net): string => `${name}${layers.length > 2 ? LOW[layer]! : ''}${LOW[j]!}`;

export interface Rule {
  rule: string;
  why: string;
  /** For each number, how it comes about. */
  worked: string[];
}

const SLOPES: Record<Bend, (a: number, h: number) => string> = {
  relu: (a) => (a > 0 ? '1' : '0'),
  tanh: (_, h) => `(1 − ${factor(h)}²)`,
};

export function ruleOf(traced: Traced, { kind, layer }: Moment): Rule {
  const { net, passed: { h, a }, gradient, x, label, p, loss } = traced;
  const { W: { values: W, shape: [rows, columns] }, b } = net.layers[layer]!;
  const last = layer === net.layers.length - 1;
  const into = h[layer]!.values;
  const source = layer === 0 ? 'x' : 'h';
  const out = last ? 'z' : 'a';
  const from = (i: number): string => (layer === 0 ? `x${LOW[i]!}` : unit('h', layer - 1, i, net));
  const to = (j: number): string => (last ? 'z' : unit('a', layer, j, net));
  const each = (count: number, say: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => say(i));
  switch (kind) {
    case 'x':
      return { rule: `x = (${x.map(n).join(', ')})`, why: `One example goes in. It is ${label === 1 ? 'orange: y = 1' : 'blue: y = 0'}.`, worked: [] };
    case 'a':
      return {
        rule: `${out} = ${source} W + b`, why: last ? 'The last layer answers one number: positive for orange.' : 'Each unit: its weights times the numbers that come in, and its shift.',
        worked: each(columns!, (j) => `${to(j)} = ${each(rows!, (i) => `${n(into[i]!)} · ${factor(W[i * columns! + j]!)}`).join(' + ')} + ${factor(b.values[j]!)} = ${n(a[layer]!.values[j]!)}`),
      };
    case 'h':
      return {
        rule: net.bend === 'relu' ? 'h = max(a, 0)' : 'h = tanh(a)', why: net.bend === 'relu' ? 'The bend: what is negative becomes 0.' : 'The bend: everything lands between −1 and 1.',
        worked: each(columns!, (j) => `${unit('h', layer, j, net)} = ${net.bend === 'relu' ? `max(${n(a[layer]!.values[j]!)}, 0)` : `tanh(${n(a[layer]!.values[j]!)})`} = ${n(h[layer + 1]!.values[j]!)}`),
      };
    case 'loss':
      return {
        rule: 'p = 1/(1 + e^−z),  L = −log of the chance of what is right', why: 'How surprised it is by the right answer.',
        worked: [`p = ${n(p)} is the chance of orange`, `L = −log ${n(label === 1 ? p : 1 - p)} = ${n(loss)}`],
      };
    case 'dz':
      return { rule: 'dz = p − y', why: 'What it said, less what is right. With this number everything begins, backwards.', worked: [`dz = ${n(p)} − ${label} = ${n(gradient.a.at(-1)!.values[0]!)}`] };
    case 'dW': {
      const da = gradient.a[layer]!.values;
      const name = last ? 'dz' : 'da';
      return {
        rule: `dW = ${source}ᵀ ${name},  db = ${name}`, why: 'A weight is to blame as much as what came in times what comes back.',
        worked: each(rows! * columns!, (k) => {
          const [i, j] = [Math.floor(k / columns!), k % columns!];
          return `for ${from(i)} → ${to(j)}: ${n(into[i]!)} · ${factor(da[j]!)} = ${n(gradient.layers[layer]!.W.values[k]!)}`;
        }),
      };
    }
    case 'dh': {
      const da = gradient.a[layer]!.values;
      return {
        rule: `d${source} = ${last ? 'dz' : 'da'} Wᵀ`, why: layer === 0 ? 'Back through the same weights, to the inputs: how the loss would change with them.' : 'Back through the same weights, the other way: the transpose.',
        worked: each(rows!, (i) => `d${from(i)} = ${each(columns!, (j) => `${n(da[j]!)} · ${factor(W[i * columns! + j]!)}`).join(' + ')} = ${n(gradient.h[layer]!.values[i]!)}`),
      };
    }
    case 'da': {
      const [dh, bent, before] = [gradient.h[layer + 1]!.values, h[layer + 1]!.values, a[layer]!.values];
      return {
        rule: net.bend === 'relu' ? 'da = dh · (a > 0)' : 'da = dh · (1 − h²)', why: net.bend === 'relu' ? 'Where the unit was cut off, nothing goes back.' : 'Where tanh is flat, little goes back.',
        worked: each(columns!, (j) => `d${unit('a', layer, j, net)} = ${n(dh[j]!)} · ${SLOPES[net.bend](before[j]!, bent[j]!)} = ${n(gradient.a[layer]!.values[j]!)}`),
      };
    }
  }
}
