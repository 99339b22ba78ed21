// The photo a person chose, as exercises use it in place of the course's own.

import type { Schemas } from '../server';
import { fetchPhoto, forgetPhoto, keptPhoto } from '../visuals/_photo';

const MOST_VALUES = 60_000; // what a value on a page may hold at most

/** The kept photo as an h×w×3 array, about `width` pixels across; null where none was chosen. */
export async function ownPhoto(width: number): Promise<Schemas['ShownArray'] | null> {
  const url = keptPhoto();
  if (url === null) return null;
  let photo = await fetchPhoto(url, width);
  const size = photo.bytes.length;
  if (size > MOST_VALUES) photo = await fetchPhoto(url, Math.floor(photo.width * Math.sqrt(MOST_VALUES / size)));
  return { shape: [photo.height, photo.width, 3], dtype: 'uint8', values: Array.from(photo.bytes) };
}

export { forgetPhoto as dropOwnPhoto };
