// A matrix and another array, broadcast.

import { html, nothing, type TemplateResult } from 'lit';

import { magnitude, shapeText, type ShownArray, toNumber } from '../math/array';
import { isOperation } from '../math/broadcast';
import { diverging, type RGB } from '../math/colour';
import { readArray } from '../math/given';
import type { State } from '../math/state';
import { type Broadcast, broadcast, broadcastRule, broadcastWords, drawBroadcast } from './_matrix_broadcast';
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
    const [rows, columns] = [result?.shape.at(-2) ?? 1, result?.shape.at(-1) ?? 1];
    return { shape: shapeText(left.shape), rows: result ? rows : 0, columns: result ? columns : 0, fits: result ? 1 : 0, result: result ? shapeText(result.shape) : 'none' };
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
    const { casting, names, on } = this;
    if (on.room === 0) return html`<div></div>`;
    const shown = on.asking ? { ...casting, result: null } : casting;
    const { left, right, op, result } = shown;
    const words = `${shapeText(left.shape)} ${op} ${shapeText(right.shape) || 'a number'}${on.asking ? '' : `: ${broadcastWords(casting, names)}`}`;
    const paints = { given: this.colour(left, right), made: this.colour(result), colours: on.colours };
    const scale = scaleOf(on, result?.shape.at(-2) ?? left.shape[0] ?? 1);
    return html`
      ${drawBroadcast(shown, names, paints, on.room, scale, words)}
      ${on.asking ? nothing : broadcastRule(casting, names)}`;
  }

  caption(): Drawn {
    return html`${broadcastWords(this.casting, this.names)}`;
  }

  tools(): Drawn {
    return nothing;
  }

  drawn(): void {
    // an svg is drawn where it is written
  }
}
