// The decompositions of a photo, computed beside the page. Of the tasks that come while one is under way, only the last is done.

import { squaredErrors } from '../math/lowrank';
import { type Dense, svd, type Svd } from '../math/svd';

/** One matrix for grey, three for colour; each of A is that of C with noise of the deviation sigma. */
export interface Task { A: Dense[]; C: Dense[]; sigma: number }

export interface Solved {
  factors: Svd[]; // of each of A
  errors: Float64Array; // ‖A_k − C‖² over all of them, for k = 0 … r
  sigma: number;
}

export function solve({ A, C, sigma }: Task): Solved {
  const factors = A.map(svd);
  const errors = factors.map((each, i) => squaredErrors(each, A[i]!, C[i]!));
  return { factors, errors: errors.reduce((sum, more) => sum.map((error, k) => error + more[k]!)), sigma };
}

export class Factoriser {
  private worker: Worker | null = null;
  private underWay: Task | null = null;
  private next: Task | null = null;

  constructor(private readonly done: (solved: Solved) => void) {}

  ask(task: Task): void {
    this.next = task;
    if (this.underWay === null) this.begin();
  }

  /** Also forgets what is under way. */
  stop(): void {
    this.worker?.terminate();
    this.worker = this.underWay = this.next = null;
  }

  private begin(): void {
    this.underWay = this.next;
    this.next = null;
    if (this.underWay) this.start(this.underWay);
  }

  /** A notebook's code comes as one text, beside which there is no file to start a worker from: then it is done on the page. */
  private start(task: Task): void {
    const here = (): void => this.finish(solve(task));
    try {
      this.worker ??= new Worker(new URL('./_factor_worker.ts', import.meta.url), { type: 'module' });
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error; // no valid address; another site's
      here();
      return;
    }
    this.worker.onmessage = ({ data }: MessageEvent<Solved>) => this.finish(data);
    this.worker.onerror = () => {
      this.worker = null;
      here();
    };
    this.worker.postMessage(task);
  }

  private finish(solved: Solved): void {
    this.done(solved);
    this.begin();
  }
}
