// What is typed is never lost: it is put into this browser at once, and onto the server's disk a moment later.
// While the server is away it waits here, and is sent when the server is back.

export type Kept = 'saving' | 'saved' | 'waiting';
export type Save = (id: string, source: string, leaving: boolean) => Promise<void>;
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PAUSE = 700; // ms without a key before a draft is sent
const RETRY = 5000; // ms until the next try while the server is away

const key = (id: string): string => `hm-draft:${id}`;

export class Draft {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newest: string | null = null;

  constructor(
    private readonly id: string,
    private readonly save: Save,
    private readonly store: Store,
    private readonly told: (kept: Kept) => void,
  ) {}

  /** What an earlier visit typed and the server never got. */
  get unsaved(): string | null {
    return this.store.getItem(key(this.id));
  }

  /** What another tab of this browser has typed into the same exercise; null where it is no news, or this tab has news itself. */
  elsewhere({ key: changed, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): string | null {
    return changed === key(this.id) && this.newest === null ? newValue : null;
  }

  typed(source: string): void {
    this.newest = source;
    this.store.setItem(key(this.id), source);
    this.told('saving');
    this.later(PAUSE);
  }

  /** Send now what waits. `leaving`: the page is about to go, nobody will hear the answer. */
  async flush(leaving = false): Promise<void> {
    clearTimeout(this.timer);
    const source = this.newest;
    if (source === null) return;
    try {
      await this.save(this.id, source, leaving);
    } catch {
      // It stays in this browser; the person is told, and it is tried again.
      this.told('waiting');
      this.later(RETRY);
      return;
    }
    if (this.newest !== source) return; // typed on meanwhile: that has its own timer
    this.forget();
    this.told('saved');
  }

  /** Nothing waits any more: it is saved, or was given up by a reset. */
  forget(): void {
    clearTimeout(this.timer);
    this.newest = null;
    this.store.removeItem(key(this.id));
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pause);
  }
}
