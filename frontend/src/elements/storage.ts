// The browser's storage, or, where it is switched off, the page's memory.

import type { Store } from './drafts';

function open(): Store {
  try {
    localStorage.getItem('hm-theme');
    return localStorage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

export const storage = open();
