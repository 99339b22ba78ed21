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
