// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Job } from '../../src/elements/job';
import { ServerError } from '../../src/server';

describe('work for a page', () => {
  let place: HTMLElement;
  let failures: string[];
  let job: Job;
  const shown = (): string => [...place.querySelectorAll<HTMLButtonElement>('button')].filter((b) => !b.hidden && !b.disabled).map((b) => b.dataset['do']).join(' ');

  beforeEach(() => {
    vi.useFakeTimers();
    place = document.createElement('div');
    place.innerHTML = '<button data-do="run"></button><button data-do="check"></button><button data-do="stop" hidden></button>';
    failures = [];
    job = new Job(place, (error) => failures.push(error.message));
  });
  afterEach(() => vi.useRealTimers());

  it('offers Stop only when it takes long, and takes it away at the end', async () => {
    const done = job.start(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    expect(shown()).toBe('run check');
    await vi.advanceTimersByTimeAsync(500);
    expect(shown()).toBe('stop');
    await vi.advanceTimersByTimeAsync(500);
    await done;
    expect(shown()).toBe('run check');
  });

  it('is one thing at a time', async () => {
    const names: string[] = [];
    const first = job.start(async (name) => void names.push(name));
    const second = job.start(async (name) => void names.push(name));
    await Promise.all([first, second]);
    expect(names).toHaveLength(1);
  });

  it('does Check, which was asked for while Run runs, afterwards and once', async () => {
    const done: string[] = [];
    const slow = (what: string) => async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      done.push(what);
    };
    const run = job.start(slow('run'));
    for (const what of ['check', 'check again']) void job.start(slow(what), true);
    void job.start(slow('run again'));
    await vi.advanceTimersByTimeAsync(150);
    void job.start(slow('check while it checks'), true);
    await vi.advanceTimersByTimeAsync(500);
    await run;
    expect(done).toEqual(['run', 'check again']);
  });

  it('does not go on with what waits once it is stopped', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    const done: string[] = [];
    const run = job.start(async () => void (await new Promise((resolve) => setTimeout(resolve, 100))));
    void job.start(async () => void done.push('check'), true);
    await job.stop();
    await vi.advanceTimersByTimeAsync(100);
    await run;
    expect(done).toEqual([]);
    vi.unstubAllGlobals();
  });

  it('tells of a server that refuses, and can be tried again', async () => {
    const refuse = async (): Promise<void> => {
      throw new ServerError('Too many programs are running at once.', 'Wait a moment.');
    };
    await job.start(refuse);
    await job.start(refuse);
    expect(failures).toEqual(Array(2).fill('Too many programs are running at once.'));
  });

  it('does not hide a mistake of ours', async () => {
    await expect(job.start(async () => void (undefined as unknown as string[]).length)).rejects.toThrow(TypeError);
  });
});
