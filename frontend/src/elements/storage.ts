// The browser's storage, or, where it is switched off, the page's memory.

import type { Store } from './drafts';

function open(browsers: () => Storage): Store {
  try {
    browsers().getItem('hm-theme');
    return browsers();
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

export const storage = open(() => localStorage);
/** What only this tab knows, also after it was loaded again. */
export const ofThisTab = open(() => sessionStorage);
