// Runs beside the page: a decomposition takes about 0.1 s, and a slider must not wait for it.

import { solve, type Task } from './_factor';

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  const solved = solve(data);
  const buffers = solved.factors.flatMap(({ U, s, Vt }) => [U.values.buffer, s.buffer, Vt.values.buffer]);
  postMessage(solved, { transfer: [...buffers, solved.errors.buffer] });
});
