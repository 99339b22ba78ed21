// What NumPy saved with `np.savez`: a ZIP archive in which each array lies as it is, in NumPy's own format (.npy).

import { tensor, type Tensor } from './layers';
import { Unreadable } from './rows';

/** Its arrays of numbers, and its texts, by name. */
export interface Npz {
  readonly numbers: ReadonlyMap<string, Tensor>;
  readonly texts: ReadonlyMap<string, string>;
}

const END = 0x06054b50; // the signatures of a ZIP archive's parts
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const STORED = 0; // not compressed
const MAGIC = 0x93;

/** Throws Unreadable for anything else, also for an archive that is compressed. */
export function readNpz(file: ArrayBuffer): Npz {
  const [numbers, texts] = [new Map<string, Tensor>(), new Map<string, string>()];
  try {
    for (const [name, array] of entries(new DataView(file), file)) {
      const { type, shape, data } = header(array);
      const length = shape.reduce((product, n) => product * n, 1);
      if (type.startsWith('<U')) texts.set(name, String.fromCodePoint(...new Uint32Array(data)).replace(/\0+$/, '')); // shorter ones are filled up
      else numbers.set(name, tensor(shape, valuesOf(type, data, length)));
    }
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('This file ends too early.'); // of DataView, and of typed arrays
    throw error;
  }
  return { numbers, texts };
}

/** Each file of the archive, by its name without `.npy`. The table of contents stands at its end. */
function* entries(view: DataView, file: ArrayBuffer): Generator<[string, ArrayBuffer]> {
  let end = file.byteLength - END_SIZE;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Unreadable('This is no archive of arrays.');
  let at = view.getUint32(end + 16, true);
  let whole = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== ENTRY || view.getUint16(at + 10, true) !== STORED) throw new Unreadable('The archive is damaged, or compressed.');
    const [size, named, more, said, begins] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    if ((whole += size) > file.byteLength) throw new Unreadable('The archive is damaged: its arrays are larger than the file.'); // one that stands there a thousand times
    const name = new TextDecoder().decode(new Uint8Array(file, at + 46, named)).replace(/\.npy$/, '');
    const data = begins + 30 + view.getUint16(begins + 26, true) + view.getUint16(begins + 28, true);
    yield [name, file.slice(data, data + size)];
    at += 46 + named + more + said;
  }
}

/** The type, the shape and the bytes of an array: a short Python dict stands before them. */
function header(array: ArrayBuffer): { type: string; shape: number[]; data: ArrayBuffer } {
  const view = new DataView(array);
  if (view.getUint8(0) !== MAGIC) throw new Unreadable('The archive holds something that is no array.');
  const [length, begins] = view.getUint8(6) === 1 ? [view.getUint16(8, true), 10] : [view.getUint32(8, true), 12];
  const words = new TextDecoder().decode(new Uint8Array(array, begins, length));
  if (words.includes("'fortran_order': True")) throw new Unreadable('The archive holds an array column by column, which cannot be read here.');
  const [, type = ''] = /'descr': '([^']+)'/.exec(words) ?? [];
  const [, shape = ''] = /'shape': \(([^)]*)\)/.exec(words) ?? [];
  return { type, shape: shape.split(',').filter((n) => n.trim() !== '').map(Number), data: array.slice(begins + length) };
}

function valuesOf(type: string, data: ArrayBuffer, length: number): ArrayLike<number> {
  if (type === '<f4') return new Float32Array(data, 0, length);
  if (type === '<f8') return new Float64Array(data, 0, length);
  if (type === '<i8') return Array.from(new BigInt64Array(data, 0, length), Number);
  throw new Unreadable(`The archive holds numbers of the type ${type}, which cannot be read here.`);
}
