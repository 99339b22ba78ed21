// NumPy's basic indexing, `A[1:3, ::2]`: which cells it takes, and which shape it answers.
// Source: NumPy, "Indexing on ndarrays"; Python, `slice.indices`.

/** As it is written. */
export type IndexPart =
  | { kind: 'at'; at: number }
  | { kind: 'range'; start: number | null; stop: number | null; step: number }
  | { kind: 'new' }
  | { kind: 'rest' };

/** What is taken of one axis: `count` places from `start` on. `kept` is false where a single index removes the axis. */
export interface Taken {
  start: number;
  step: number;
  count: number;
  kept: boolean;
}

export interface Selection {
  /** One for each axis of the array. */
  taken: Taken[];
  /** Of the result, with the new axes of `None`. */
  shape: number[];
}

export class IndexProblem extends Error {}

const WHOLE = /^[+-]?\d+$/;

function integer(text: string, whole: string): number {
  if (!WHOLE.test(text)) throw new IndexProblem(`“${whole}” is no index. Write a number, a range such as 1:3, ::2 or ::-1, …, or None.`);
  return Number(text);
}

function parsePart(text: string): IndexPart {
  if (text === '...' || text === '…') return { kind: 'rest' };
  if (text === 'None' || text === 'np.newaxis') return { kind: 'new' };
  if (!text.includes(':')) return { kind: 'at', at: integer(text, text) };
  const numbers = text.split(':').map((word) => word.trim());
  if (numbers.length > 3) throw new IndexProblem(`“${text}” has too many colons: a range is start:stop:step.`);
  const [start = null, stop = null, step = null] = numbers.map((word) => (word === '' ? null : integer(word, text)));
  if (step === 0) throw new IndexProblem(`“${text}” has step 0, which would stand still.`);
  return { kind: 'range', start, stop, step: step ?? 1 };
}

/** `1:3, ::2` → its parts. Square brackets around it are welcome. */
export function parseIndex(text: string): IndexPart[] {
  const inner = text.trim().replace(/^\[(.*)\]$/, '$1').trim().replace(/,$/, '');
  return inner === '' ? [] : inner.split(',').map((part) => parsePart(part.trim()));
}

/** As Python's `slice(start, stop, step).indices(length)`, with the number of places in place of the stop. */
function takeRange(start: number | null, stop: number | null, step: number, length: number): Taken {
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (place: number | null, open: number): number =>
    place === null ? open : Math.min(high, Math.max(low, place < 0 ? place + length : place));
  const from = within(start, step > 0 ? low : high);
  const to = within(stop, step > 0 ? high : low);
  return { start: from, step, count: Math.max(0, Math.ceil((to - from) / step)), kept: true };
}

function takeOne(at: number, length: number, axis: number): Taken {
  if (at < -length || at >= length) throw new IndexProblem(`Index ${at} is outside axis ${axis}, which has places 0 to ${length - 1}.`);
  return { start: at < 0 ? at + length : at, step: 1, count: 1, kept: false };
}

export function select(parts: readonly IndexPart[], shape: readonly number[]): Selection {
  const used = parts.filter((part) => part.kind === 'at' || part.kind === 'range').length;
  if (used > shape.length) throw new IndexProblem(`${used} indices, but the array has ${shape.length} ${shape.length === 1 ? 'axis' : 'axes'}.`);
  if (parts.filter((part) => part.kind === 'rest').length > 1) throw new IndexProblem('Only one … may stand in an index.');
  const open: IndexPart[] = new Array<IndexPart>(shape.length - used).fill({ kind: 'range', start: null, stop: null, step: 1 });
  const place = parts.findIndex((part) => part.kind === 'rest');
  const all = place < 0 ? [...parts, ...open] : [...parts.slice(0, place), ...open, ...parts.slice(place + 1)];
  const taken: Taken[] = [];
  const result: number[] = [];
  for (const part of all) {
    if (part.kind === 'new') result.push(1);
    else {
      const length = shape[taken.length]!;
      const some = part.kind === 'at' ? takeOne(part.at, length, taken.length) : takeRange((part as Range).start, (part as Range).stop, (part as Range).step, length);
      taken.push(some);
      if (some.kept) result.push(some.count);
    }
  }
  return { taken, shape: result };
}

type Range = Extract<IndexPart, { kind: 'range' }>;

export const places = ({ start, step, count }: Taken): number[] => Array.from({ length: count }, (_, i) => start + i * step);

/** Where the result's numbers stand in the array's own, in the result's order. */
export function offsets({ taken }: Selection, shape: readonly number[]): number[] {
  let found = [0];
  taken.forEach((some, axis) => {
    const along = places(some);
    found = found.flatMap((offset) => along.map((place) => offset * shape[axis]! + place));
  });
  return found;
}
