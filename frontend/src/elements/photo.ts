// The photo a person chose, as exercises use it in place of the course's own.

import type { ShownArray } from '../math/array';
import { fetchPhoto, forgetPhoto, keptPhoto } from '../visuals/_photo';

const MOST_VALUES = 60_000; // what a value on a page may hold at most

/** The kept photo as an h×w×3 array, about `width` pixels across; null where none was chosen. */
export async function ownPhoto(width: number): Promise<ShownArray | null> {
  const url = keptPhoto();
  if (url === null) return null;
  const photo = await fetchPhoto(url, width);
  const size = photo.width * photo.height * 3;
  return (size <= MOST_VALUES ? photo : await fetchPhoto(url, Math.floor(photo.width * Math.sqrt(MOST_VALUES / size)))).toArray();
}

export { forgetPhoto as dropOwnPhoto };
