// The input on which a check failed, in the picture that the exercise names: expected bold, the learner's own dashed.

import type { Schemas } from '../server';
import type { Picture, ShowsCase } from '../visuals/shown';
import { loadPicture } from './pictures';

/** Null where no picture of this name shows such values: then they stand as matrices alone. */
export async function drawCase({ inputs, expected, got }: Schemas['FailedCase'], picture: Picture): Promise<HTMLElement | null> {
  const name = `hm-${picture}`;
  await loadPicture(picture);
  const shows = customElements.get(name) as Partial<ShowsCase> | undefined;
  const properties = shows?.ofCase?.(inputs, expected, got) ?? null;
  return properties && Object.assign(document.createElement(name), properties);
}
