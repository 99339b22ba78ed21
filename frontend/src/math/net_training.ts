// A training of a small network, step after step, and what went wrong with it, in words.

import { formatNumber } from './format';
import { tensor } from './layers';
import { type Examples, type Judged, lossAndGradient, type Net, stepped } from './net';
import { uniform } from './random';

export interface Pace {
  rate: number;
  /** Examples of a step; 0 for all of them. */
  batch: number;
  seed: number;
}

export class Training {
  /** Of each step, the loss of its batch before it. */
  readonly losses: number[] = [];
  private order: number[] = [];
  private readonly random: () => number;

  constructor(public net: Net, private examples: Examples, public pace: Pace) {
    this.random = uniform(pace.seed + 3);
  }

  get taken(): number {
    return this.losses.length;
  }

  /** Is its loss no number any more? */
  get lost(): boolean {
    return this.taken > 0 && !Number.isFinite(this.losses.at(-1));
  }

  /** Goes on with other examples. */
  giveExamples(examples: Examples): void {
    this.examples = examples;
    this.order = [];
  }

  step(): void {
    if (this.lost || this.examples.labels.length === 0) return;
    const { loss, gradient } = lossAndGradient(this.net, this.nextBatch());
    this.losses.push(loss);
    this.net = stepped(this.net, gradient, this.pace.rate);
  }

  /** All examples once, in a shuffled order, before any comes again. */
  private nextBatch(): Examples {
    const { examples: { x, labels }, pace: { batch } } = this;
    if (batch <= 0 || batch >= labels.length) return this.examples;
    if (this.order.length === 0) this.order = this.shuffled(labels.length);
    const taken = this.order.splice(0, batch);
    return { x: tensor([taken.length, 2], taken.flatMap((i) => [x.values[2 * i]!, x.values[2 * i + 1]!])), labels: taken.map((i) => labels[i]!) };
  }

  private shuffled(count: number): number[] {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(this.random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }
}

const GREW = 1.5; // times the least loss so far
const SMALL = 0.1; // a loss below which it may grow unmentioned
const RECENT = 10; // steps whose mean is compared, so that a small batch's luck is not

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Empty where nothing is wrong. */
export function trouble({ losses, lost }: Training, { loss, dead }: Judged, net: Net): string {
  if (lost || !Number.isFinite(loss)) return 'The loss is no number any more: the steps were too long, and the weights grew without end. Make η smaller and start again.';
  const widths = net.layers.map(({ b }) => b.values.length);
  const silent = dead.findIndex((count) => count > 0);
  const parts: string[] = [];
  if (silent >= 0 && losses.length > 0) {
    const whole = dead[silent] === widths[silent];
    parts.push(`${dead[silent]} of ${widths[silent]} units of layer ${silent + 1} never fire: no gradient reaches their weights, and they cannot learn.${whole ? ' Nothing gets through. Start again with another seed or a smaller η.' : ''}`);
  }
  const recent = mean(losses.slice(-RECENT));
  let least = Infinity;
  for (let i = 0; i + RECENT <= losses.length; i += RECENT) least = Math.min(least, mean(losses.slice(i, i + RECENT)));
  least = Math.min(least, losses[0] ?? Infinity);
  if (losses.length >= RECENT && recent > GREW * least && recent > SMALL) {
    parts.unshift(`The loss grew, from ${formatNumber(least, 3)} to ${formatNumber(recent, 3)}: the step is too long. It jumps over the valley. Make η smaller.`);
  }
  return parts.join(' ');
}
