// All words of a set of vectors: places on a plane and directions of length one, as the server packs them (`word_atlas`).

/** The most frequent word first. Places in [0, 1], y downwards, at one scale for both axes. */
export interface Atlas {
  readonly words: readonly string[];
  readonly of: ReadonlyMap<string, number>;
  readonly dimensions: number;
  /** Of a word's ten nearest, the share that is among the ten nearest on the plane. */
  readonly kept: number;
  /** x, y of each word. */
  readonly places: Float32Array;
  readonly width: number;
  readonly height: number;
  /** m×n, row after row; in steps, so a cosine needs the lengths. */
  readonly entries: Int8Array;
  readonly lengths: Float64Array;
}

export interface Neighbour { readonly word: number; readonly cosine: number }

export function readAtlas(packed: ArrayBuffer): Atlas {
  const size = new DataView(packed).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, size))) as { words: string; dimensions: number; kept: number };
  const words = head.words.split('\n');
  const [m, n] = [words.length, head.dimensions];
  const raw = new Int16Array(packed, 4 + size, 2 * m);
  const entries = new Int8Array(packed, 4 + size + 4 * m, m * n);
  const lengths = Float64Array.from({ length: m }, (_, i) => Math.sqrt(dot(entries, n, i, entries.subarray(i * n, (i + 1) * n))) || 1);
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < m; i++) {
    [left, right] = [Math.min(left, raw[2 * i]!), Math.max(right, raw[2 * i]!)];
    [low, high] = [Math.min(low, raw[2 * i + 1]!), Math.max(high, raw[2 * i + 1]!)];
  }
  const side = Math.max(right - left, high - low) || 1;
  const places = Float32Array.from(raw, (value, k) => (k % 2 === 0 ? value - left : high - value) / side);
  const of = new Map(words.map((word, i) => [word, i]));
  return { words, of, dimensions: n, kept: head.kept, places, width: (right - left) / side || 1, height: (high - low) / side || 1, entries, lengths };
}

/** The k words whose directions are closest to `query`, without those of `without`: cosine = u·q / ‖u‖‖q‖. */
function nearestTo(atlas: Atlas, query: ArrayLike<number>, k: number, without: readonly number[]): Neighbour[] {
  const { entries, dimensions, lengths, words } = atlas;
  const length = Math.sqrt(Array.from(query).reduce((sum, x) => sum + x * x, 0)) || 1;
  const found: Neighbour[] = [];
  for (let word = 0; word < words.length; word++) {
    const cosine = dot(entries, dimensions, word, query) / (lengths[word]! * length);
    if ((found.length === k && cosine <= found[k - 1]!.cosine) || without.includes(word)) continue;
    const at = found.findIndex((other) => cosine > other.cosine);
    found.splice(at < 0 ? found.length : at, 0, { word, cosine });
    if (found.length > k) found.pop();
  }
  return found;
}

export function neighbours(atlas: Atlas, word: number, k: number): Neighbour[] {
  const { entries, dimensions } = atlas;
  return nearestTo(atlas, entries.subarray(word * dimensions, (word + 1) * dimensions), k, [word]);
}

/** a is to b as c is to these: closest to c − a + b, each with length one. */
export function analogous(atlas: Atlas, [a, b, c]: readonly [number, number, number], k: number): Neighbour[] {
  const { entries, dimensions, lengths } = atlas;
  const unit = (word: number, j: number): number => entries[word * dimensions + j]! / lengths[word]!;
  return nearestTo(atlas, Array.from({ length: dimensions }, (_, j) => unit(c, j) - unit(a, j) + unit(b, j)), k, [a, b, c]);
}

function dot(entries: Int8Array, n: number, row: number, query: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0, at = row * n; j < n; j++) sum += entries[at + j]! * query[j]!;
  return sum;
}
