// A matrix and another array, broadcast.

import { html, type TemplateResult } from 'lit';

import { magnitude, shapeText, type ShownArray, toNumber } from '../math/array';
import { isOperation } from '../math/broadcast';
import { diverging, type RGB } from '../math/colour';
import { readArray } from '../math/given';
import type { State } from '../math/state';
import { type Broadcast, broadcast, broadcastWords, drawBroadcast } from './_matrix_broadcast';
import { type Face, type Options, scaleOf, type Stand, variableOf } from './_matrix_face';
import type { Drawn } from './_visual';

export class MatrixCast implements Face {
  private readonly casting: Broadcast;

  /** Throws an Error, to be shown, where `other` or `op` cannot be read. */
  constructor(
    left: ShownArray,
    other: string,
    op: string,
    private readonly of: Options,
    private readonly on: Stand,
  ) {
    const read = readArray(other);
    if (!read) throw new Error('There is nothing to broadcast with. Write with="1 2 3".');
    if (!isOperation(op)) throw new Error(`“${op}” is no operation here. There are + - * / **.`);
    // A list alone is a vector, one number a number: the shapes that NumPy gives to [1, 2, 3] and 5.
    const shape = other.includes(';') ? read.shape : read.values.length === 1 ? [] : [read.values.length];
    this.casting = broadcast(left, { ...read, shape }, op);
  }

  get state(): State {
    const { left, result } = this.casting;
    return { shape: shapeText(left.shape), fits: result ? 1 : 0, result: result ? shapeText(result.shape) : 'none' };
  }

  private get names(): readonly [string, string] {
    const left = variableOf(this.of);
    return [left, left === 'b' ? 'c' : 'b'];
  }

  private colour(...arrays: (ShownArray | null)[]): (value: number) => RGB {
    const { colours } = this.on;
    return diverging({ ...colours, missing: colours.line }, magnitude(arrays.flatMap((array) => Array.from(array?.values ?? [], toNumber))));
  }

  picture(): TemplateResult {
    const { casting, names, on: { room, colours } } = this;
    if (room === 0) return html`<div></div>`;
    const { left, right, op, result } = casting;
    const words = `${shapeText(left.shape)} ${op} ${shapeText(right.shape) || 'a number'}: ${broadcastWords(casting, names)}`;
    return drawBroadcast(casting, names, { given: this.colour(left, right), made: this.colour(result), colours }, room, scaleOf(this.on, result?.shape.at(-2) ?? left.shape[0] ?? 1), words);
  }

  caption(): Drawn {
    return html`${broadcastWords(this.casting, this.names)}`;
  }

  tools(): Drawn {
    return html``;
  }

  drawn(): void {
    // an svg is drawn where it is written
  }
}
