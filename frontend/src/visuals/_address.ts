// A picture as it stands, in an address: `/learn/maps#plane:matrix=1+1%3B+0+1` opens the lesson with this picture as it was moved.

/** The attributes with which a picture would start as it stands. */
export type Setup = Record<string, string>;

/** An attribute that is a number or, written `none`, no number. */
export const numberOrNone = (text: string | null): number | null => (text === null || text === '' || text === 'none' ? null : Number(text));

/** An attribute that is there or not, and that an address can also write `no`. */
export const yesOrNo = (text: string | null): boolean => text !== null && text !== 'no';

export function addressOf(id: string, setup: Setup): string {
  return `${location.origin}${location.pathname}#${id}:${new URLSearchParams(setup)}`;
}

/** What the page's address says about the picture `id`; null where it speaks of none, or of another. */
export function setupIn(hash: string, id: string): Setup | null {
  const [name, text] = hash.slice(1).split(/:(.*)/s);
  return id !== '' && name === id && text !== undefined ? Object.fromEntries(new URLSearchParams(text)) : null;
}
