// Work that the server does for a page: one thing at a time, and while it takes long it can be stopped.

import { request, ServerError } from '../server';

const SLOW = 350; // ms after which Stop is offered; most answers come sooner, and a button that flickers helps nobody

export class Job {
  private name: string | null = null;

  /** `place` holds the buttons, by data-do: run, check, stop. `failed` is told when the server refuses or is gone. */
  constructor(
    private readonly place: HTMLElement,
    private readonly failed: (error: ServerError) => void,
  ) {}

  async start(task: (job: string) => Promise<void>): Promise<void> {
    if (this.name !== null) return;
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
  }

  async stop(): Promise<void> {
    if (this.name !== null) await request('POST', `/api/jobs/${this.name}/stop`);
  }

  private busy(busy: boolean): void {
    for (const button of this.place.querySelectorAll<HTMLButtonElement>('[data-do=run], [data-do=check]')) button.disabled = busy;
    this.place.querySelector<HTMLElement>('[data-do=stop]')!.hidden = !busy;
    this.place.toggleAttribute('data-busy', busy);
  }
}
