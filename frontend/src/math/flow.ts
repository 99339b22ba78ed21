// The flow of a trace as a picture: operations one under the other; every array keeps a lane from where it first stands to where it is
// used last, like the branches of a version history. Lengths in CSS pixels.

import { sideScale } from './layout';
import type { Shape } from './expression';
import type { Operation } from './trace';

export interface Sides { width: number; height: number }
/** One array where it first stands, or the several that one operation made. `loop`: a later line made it, a round before. */
export interface FlowBox { name: string; shapes: readonly Shape[]; sides: readonly Sides[]; x: number; y: number; height: number; by: number | null; loop: boolean }
/** From a box down its lane into an operation; `by`: the operation it goes into. */
export interface FlowEdge { x0: number; y0: number; x1: number; y1: number; by: number }
export interface FlowRow { top: number; bottom: number; x: number; y: number }

export interface Flow {
  boxes: FlowBox[];
  edges: FlowEdge[];
  rows: FlowRow[];
  /** Of the graph, without the words beside it. */
  width: number;
  height: number;
  lane: number;
  note: string;
}

const LABEL = 18; // above a box its name, below it its shape
const NODE = 46; // between the arrays that go in and the one that comes out
const APART = 10;
const TALLEST = 58;
const LANE = { least: 45, most: 92 };

interface Held { name: string; shapes: readonly Shape[]; first: number; last: number; by: number | null; loop: boolean; lane: number }

/** `X.T.T` is `X`, with the sides as they stand in memory. */
export function source(name: string, shape: Shape): { name: string; shape: Shape } {
  const bare = name.replace(/(\.T)+$/, '');
  return { name: bare, shape: ((name.length - bare.length) / 2) % 2 ? [...shape].reverse() : shape };
}

/** Which array each operand is, and how long it lives. */
function arraysOf(operations: readonly Operation[]): { held: Held[]; uses: Held[][] } {
  const made = operations.map((operation, i): Held => ({ name: operation.name, shapes: operation.made, first: i, last: i, by: i, loop: false, lane: 0 }));
  const given = new Map<string, Held>();
  const uses = operations.map(({ operands }, i) => operands.flatMap((operand): Held[] => {
    const earlier = operand.from.filter((place) => place < i).map((place) => made[place]!);
    for (const array of earlier) array.last = i;
    if (earlier.length > 0) return earlier;
    const { name, shape } = source(operand.name, operand.shape);
    const loop = operand.from.length > 0;
    const key = name === '' ? `${i} ${given.size}` : `${name} ${shape.join('×')} ${loop}`;
    const array = given.get(key) ?? { name, shapes: [shape], first: i, last: i, by: null, loop, lane: 0 };
    array.last = i;
    given.set(key, array);
    return [array];
  }));
  return { held: [...given.values(), ...made], uses: uses.map((arrays) => [...new Set(arrays)]) };
}

/** A result goes on in the lane of an operand that is not needed any more, so that a chain is a straight line. */
function giveLanes(held: readonly Held[], uses: readonly (readonly Held[])[]): number {
  const taken: (Held | null)[] = [];
  const take = (array: Held): void => {
    const free = taken.findIndex((other) => other === null);
    array.lane = free >= 0 ? free : taken.length;
    taken[array.lane] = array;
  };
  uses.forEach((arrays, i) => {
    held.filter(({ by, first }) => by === null && first === i).forEach(take);
    const result = held.find(({ by }) => by === i)!;
    for (const array of arrays) if (array.last === i) taken[array.lane] = null;
    const before = arrays.find(({ last }) => last === i);
    if (before) taken[(result.lane = before.lane)] = result;
    else take(result);
    if (result.last === i) taken[result.lane] = null;
  });
  return Math.max(1, taken.length);
}

export function layOutFlow(operations: readonly Operation[], room: number): Flow {
  const { held, uses } = arraysOf(operations);
  const lanes = giveLanes(held, uses);
  const lane = Math.min(LANE.most, Math.max(LANE.least, room / lanes));
  const sides = held.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.length === 1 ? [shape[0]!, 1] : shape.slice(-2))));
  const { length, note } = sideScale(sides, Math.min(TALLEST, lane - 14));
  const middle = (array: Held): number => (array.lane + 0.5) * lane;
  const boxes: FlowBox[] = [];
  const edges: FlowEdge[] = [];
  const rows: FlowRow[] = [];
  const placed = new Map<Held, FlowBox>();
  const place = (array: Held, y: number): FlowBox => {
    const shrink = 1 / array.shapes.length ** 0.5;
    const drawn = array.shapes.map((shape) => ({ width: length(shape.length < 2 ? 1 : shape.at(-1)!) * shrink, height: length(shape.at(-2) ?? shape[0] ?? 1) * shrink }));
    const { name, shapes, by, loop } = array;
    const box = { name, shapes, sides: drawn, x: middle(array), y, height: Math.max(4, ...drawn.map((each) => each.height)), by, loop };
    boxes.push(box);
    placed.set(array, box);
    return box;
  };
  const under = (drawn: readonly FlowBox[]): number => LABEL + Math.max(...drawn.map((box) => box.height)) + LABEL;
  let y = 0;
  operations.forEach((_, i) => {
    const top = y;
    const given = held.filter(({ by, first }) => by === null && first === i).map((array) => place(array, y + APART + LABEL));
    if (given.length > 0) y += APART + under(given);
    const result = held.find(({ by }) => by === i)!;
    const node = { x: middle(result), y: y + NODE / 2 + 4 };
    edges.push(...uses[i]!.map((array) => {
      const from = placed.get(array)!;
      return { x0: from.x, y0: from.y + from.height, x1: node.x, y1: node.y, by: i };
    }));
    y += NODE + under([place(result, y + NODE + LABEL)]) + APART;
    rows.push({ top, bottom: y, ...node });
  });
  return { boxes, edges, rows, width: lanes * lane, height: y, lane, note };
}
