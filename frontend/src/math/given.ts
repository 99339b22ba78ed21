// An array as somebody gives it to a picture: written in an attribute, as lists of numbers from JSON or a notebook, or as the server sends it.

import { parseArray, type ShownArray, size } from './array';

export type Given = string | ShownArray | number | Given[] | null;

const isShown = (given: Given): given is ShownArray => typeof given === 'object' && given !== null && 'shape' in given;

/** Null where nothing is given. Throws an Error that says what is wrong, to be shown. */
export function readArray(given: Given): ShownArray | null {
  if (given === null || given === '') return null;
  if (typeof given === 'string') return given.includes('|') ? stacked(given.split('|').map(readText)) : readText(given);
  if (isShown(given)) return given;
  const shape: number[] = [];
  for (let part: Given = given; Array.isArray(part); part = part[0] ?? null) shape.push(part.length);
  const values = flat(given);
  if (values.length !== size(shape)) throw new Error(`Its lists are not equally long: ${values.length} numbers do not fill ${shape.join('×')}.`);
  return { shape, dtype: values.every(Number.isInteger) ? 'int64' : 'float64', values };
}

const flat = (given: Given): number[] => (Array.isArray(given) ? given.flatMap(flat) : [Number(given)]);

/** `1 2; 3 4 | 5 6; 7 8` is a stack of two matrices: 2×2×2. */
function stacked(sheets: ShownArray[]): ShownArray {
  const shape = sheets[0]!.shape;
  const other = sheets.findIndex((sheet) => sheet.shape.join() !== shape.join());
  if (other > 0) throw new Error(`Matrix ${other} of the stack is ${sheets[other]!.shape.join('×')}, matrix 0 is ${shape.join('×')}.`);
  const dtype = sheets.every((sheet) => sheet.dtype === 'int64') ? 'int64' : 'float64';
  return { shape: [sheets.length, ...shape], dtype, values: sheets.flatMap(({ values }) => Array.from(values)) };
}

/** What is no number in it is a slip. */
function readText(text: string): ShownArray {
  const array = parseArray(text);
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const slip = words.find((word, i) => Number.isNaN(array.values[i]) && word !== 'nan');
  if (slip !== undefined) throw new Error(`“${slip}” is no number.`);
  return array;
}

/** The text that reads as this matrix: `1 2; 3 4`. */
export function writeMatrix(values: ArrayLike<number>, columns: number): string {
  const rows = Array.from({ length: values.length / columns }, (_, r) => Array.from({ length: columns }, (_, c) => values[r * columns + c]!).join(' '));
  return rows.join('; ');
}
