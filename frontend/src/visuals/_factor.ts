// The decomposition of a photo, computed beside the page. Of the tasks that come while one is under way, only the last is done.

import { squaredErrors } from '../math/lowrank';
import { type Dense, svd, type Svd } from '../math/svd';

/** A is C with noise of the deviation sigma. */
export interface Task { A: Dense; C: Dense; sigma: number }

export interface Solved {
  factors: Svd; // of A
  errors: Float64Array; // ‖A_k − C‖² for k = 0 … r
  sigma: number;
}

export function solve({ A, C, sigma }: Task): Solved {
  const factors = svd(A);
  return { factors, errors: squaredErrors(factors, A, C), sigma };
}

export class Factoriser {
  private worker: Worker | null = null;
  private busy = false;
  private next: Task | null = null;

  constructor(private readonly done: (solved: Solved) => void) {}

  ask(task: Task): void {
    this.next = task;
    if (!this.busy) this.begin();
  }

  /** Also forgets what is under way. */
  stop(): void {
    this.worker?.terminate();
    this.worker = this.next = null;
    this.busy = false;
  }

  private begin(): void {
    const task = this.next;
    this.next = null;
    this.busy = task !== null;
    if (task) (this.worker ??= this.start()).postMessage(task);
  }

  private start(): Worker {
    const worker = new Worker(new URL('./_factor_worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Solved>) => {
      this.done(data);
      this.begin();
    });
    return worker;
  }
}
