import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Draft, type Kept, type Store } from '../../src/elements/drafts';

function memory(): Store & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

describe('a draft', () => {
  let store: ReturnType<typeof memory>;
  let told: Kept[];
  let sent: [string, string, boolean][];
  let away: boolean;
  const save = async (id: string, source: string, leaving: boolean): Promise<void> => {
    if (away) throw new TypeError('Failed to fetch');
    sent.push([id, source, leaving]);
  };
  const draft = (): Draft => new Draft('photo/grey', save, store, (kept) => told.push(kept));

  beforeEach(() => {
    vi.useFakeTimers();
    [store, told, sent, away] = [memory(), [], [], false];
  });
  afterEach(() => vi.useRealTimers());

  it('takes what another tab types, unless it has news of its own', async () => {
    const mine = draft();
    expect(mine.elsewhere({ key: 'hm-draft:photo/grey', newValue: 'theirs' })).toBe('theirs');
    expect(mine.elsewhere({ key: 'hm-draft:photo/brighten', newValue: 'theirs' })).toBeNull();
    expect(mine.elsewhere({ key: 'hm-draft:photo/grey', newValue: null })).toBeNull(); // it was saved
    mine.typed('mine');
    expect(mine.elsewhere({ key: 'hm-draft:photo/grey', newValue: 'theirs' })).toBeNull();
  });

  it('is in the browser at once, and on the server after a pause in typing, once', async () => {
    const mine = draft();
    mine.typed('a');
    mine.typed('ab');
    expect(mine.unsaved).toBe('ab');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([['photo/grey', 'ab', false]]);
    expect(mine.unsaved).toBeNull();
    expect(told.at(-1)).toBe('saved');
  });

  it('waits in the browser while the server is away, and is sent when it is back', async () => {
    away = true;
    const mine = draft();
    mine.typed('ab');
    await vi.advanceTimersByTimeAsync(1000);
    expect(told.at(-1)).toBe('waiting');
    expect(mine.unsaved).toBe('ab');
    away = false;
    await vi.advanceTimersByTimeAsync(6000);
    expect(sent).toEqual([['photo/grey', 'ab', false]]);
    expect(mine.unsaved).toBeNull();
  });

  it('is found by the next visit when the page was closed with the server away', async () => {
    away = true;
    const mine = draft();
    mine.typed('ab');
    await mine.flush(true);
    expect(draft().unsaved).toBe('ab');
  });

  it('is sent at once when the page is left', async () => {
    const mine = draft();
    mine.typed('ab');
    await mine.flush(true);
    expect(sent).toEqual([['photo/grey', 'ab', true]]);
  });

  it('typed on while it is being sent, is not lost', async () => {
    const mine = draft();
    mine.typed('a');
    const flushed = mine.flush();
    mine.typed('ab');
    await flushed;
    expect(mine.unsaved).toBe('ab');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent.map(([, source]) => source)).toEqual(['a', 'ab']);
  });

  it('sends nothing when nothing was typed', async () => {
    await draft().flush(true);
    expect(sent).toEqual([]);
  });
});
