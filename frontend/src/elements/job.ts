// Work that the server does for a page: one thing at a time, and while it takes long it can be stopped.

import { request, ServerError } from '../server';

const SLOW = 350; // ms after which Stop is offered; most answers come sooner, and a button that flickers helps nobody

type Task = (job: string) => Promise<void>;

export class Job {
  private name: string | null = null;
  private waits = false; // whether what runs is of the kind that waits
  private next: Task | null = null;

  /** `place` holds the buttons, by data-do: run, check, stop. `failed` is told when the server refuses or is gone. */
  constructor(
    private readonly place: HTMLElement,
    private readonly failed: (error: ServerError) => void,
  ) {}

  /** What is asked for while something else runs is let go, or, where it `waits`, done afterwards, once: Check, while Run runs. */
  async start(task: Task, waits = false): Promise<void> {
    if (this.name !== null) {
      if (waits && !this.waits) this.next = task;
      return;
    }
    this.waits = waits;
    const name = (this.name = crypto.randomUUID());
    const slow = setTimeout(() => this.busy(true), SLOW);
    try {
      await task(name);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.failed(error);
    } finally {
      clearTimeout(slow);
      this.busy(false);
      this.name = null;
    }
    const next = this.next;
    this.next = null;
    if (next) await this.start(next, true);
  }

  async stop(): Promise<void> {
    this.next = null;
    if (this.name !== null) await request('POST', `/api/jobs/${this.name}/stop`);
  }

  private busy(busy: boolean): void {
    for (const button of this.place.querySelectorAll<HTMLButtonElement>('[data-do=run], [data-do=check]')) button.disabled = busy;
    this.place.querySelector<HTMLElement>('[data-do=stop]')!.hidden = !busy;
    this.place.toggleAttribute('data-busy', busy);
  }
}
