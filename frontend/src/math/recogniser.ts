// A network that was trained in Python, run here: from pixels to chances, every layer's output kept, and back to the pixels.

import { type Answer, convolution, dense, flatten, pool, relu, sigmoid, softmax, tanh, type Tensor, tensor } from './layers';

/** As the tool `digits` sends it. */
export interface Trained {
  /** Its layers in words: `dense 16, relu, dense 10`. */
  architecture: string;
  /** The shape of one example. */
  takes: readonly number[];
  /** All parameters, in the order of the layers: float32 in base64. */
  theta: string;
  /** What its outputs stand for. */
  classes: readonly string[];
  /** Height and width of an image. */
  size: readonly [number, number];
  /** It takes (light − mean)/scale, for light from 0 to 255; one number, or one for each pixel. */
  mean: readonly number[];
  scale: readonly number[];
  /** Images to try, one byte a pixel in base64. */
  samples: readonly { shows: string; light: string }[];
}

export interface Layer {
  words: string;
  name: string;
  /** Of `dense` W and b, of `convolution` K and b. */
  parameters: readonly Tensor[];
  run: (x: Tensor) => Answer;
}

/** One run: the network's input, the output of each layer, and the chances. */
export interface Run {
  x: Tensor;
  outputs: readonly Tensor[];
  /** What softmax makes chances of. */
  scores: Float64Array;
  chances: Float64Array;
  /** d(Σ weight · score)/dx; or of what layer `from` gives in place of the scores. */
  back: (weights: ArrayLike<number>, from?: number) => Float64Array;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** The layers with their parameters. Throws for a layer that is none of ours, and where there are too few numbers. */
export function layersOf({ architecture, takes, theta }: Pick<Trained, 'architecture' | 'takes' | 'theta'>): Layer[] {
  const all = new Float32Array(bytesOf(theta).buffer);
  let used = 0;
  const take = (...shape: number[]): Tensor => {
    const length = shape.reduce((product, n) => product * n, 1);
    if (used + length > all.length) throw new Error(`${architecture} has more than ${all.length} parameters.`);
    used += length;
    return tensor(shape, all.subarray(used - length, used));
  };
  let x: Tensor = tensor([1, ...takes]);
  return architecture.split(',').map((part): Layer => {
    const words = part.trim();
    const [name, ...sizes] = words.split(' ') as [string, ...string[]];
    const [first = 0, second = 0] = sizes.map(Number);
    const n = x.shape.at(-1)!;
    const layer: Layer = { words, name, ...made(name, first, second, n, take) };
    x = layer.run(x).y;
    return layer;
  });
}

function made(name: string, first: number, second: number, n: number, take: (...shape: number[]) => Tensor): Pick<Layer, 'parameters' | 'run'> {
  if (name === 'dense') {
    const [W, b] = [take(n, first), take(first)];
    return { parameters: [W, b], run: (x) => dense(x, W, b) };
  }
  if (name === 'convolution') {
    const [K, b] = [take(second, second, n, first), take(first)];
    return { parameters: [K, b], run: (x) => convolution(x, K, b) };
  }
  if (name === 'pool') return { parameters: [], run: (x) => pool(x, first) };
  const run = { relu, tanh, sigmoid, flatten }[name];
  if (!run) throw new Error(`There is no layer ${name} here.`);
  return { parameters: [], run };
}

/** Light from 0 to 255, as the network takes it. */
export function standardised(light: ArrayLike<number>, { takes, mean, scale }: Pick<Trained, 'takes' | 'mean' | 'scale'>): Tensor {
  const at = (values: readonly number[], i: number): number => values[values.length === 1 ? 0 : i]!;
  return tensor([1, ...takes], Array.from(light, (value, i) => (value - at(mean, i)) / at(scale, i)));
}

export function run(layers: readonly Layer[], x: Tensor): Run {
  const outputs: Tensor[] = [];
  const pullbacks: Answer['pullback'][] = [];
  let h = x;
  for (const layer of layers) {
    const { y, pullback } = layer.run(h);
    outputs.push(y);
    pullbacks.push(pullback);
    h = y;
  }
  const back = (weights: ArrayLike<number>, from = layers.length - 1): Float64Array =>
    pullbacks.slice(0, from + 1).reduceRight((dy, pullback) => pullback(dy)[0]!, tensor(outputs[from]!.shape, weights)).values;
  return { x, outputs, scores: h.values, chances: softmax(h).y.values, back };
}

/** How much each pixel pulls at Σ weight · score: its light times the slope there. Where no layer bends, these and what an empty image
 * has add up to the score. `from` as in `back`. */
export function pulls(made: Run, light: ArrayLike<number>, weights: ArrayLike<number>, scale: readonly number[], from?: number): Float64Array {
  return made.back(weights, from).map((slope, i) => (slope * light[i]!) / scale[scale.length === 1 ? 0 : i]!);
}
