// A table of the server, for the pictures that draw one.

import type { CloudData } from '../math/cloud';

/** The table, or a sentence that says why there is none. */
export async function loadTable(name: string): Promise<CloudData | string> {
  const response = await fetch(`/api/data/${encodeURIComponent(name)}`).catch(() => null); // rejected: nobody answers
  if (response?.ok) return (await response.json()) as CloudData;
  return `The data set “${name}” could not be loaded (${response?.status ?? 'no answer'}).`;
}

/** A column's name without its unit. */
export const bare = (name: string): string => name.replace(/\s*\(.*\)$/, '');
