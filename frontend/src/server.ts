// The only way from pages to the server: typed by its own description (api.ts is generated), failing in words a person can act on.

import type { components } from './api';

export type Schemas = components['schemas'];

/** The server refused, or could not be reached (`gone`). */
export class ServerError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly gone = false,
  ) {
    super(message);
  }
}

export const GONE = ['The hiddenmath server does not answer.', 'Start it again in the terminal with hiddenmath, and open the address it prints.'] as const;

export async function failure(response: Response): Promise<ServerError> {
  const body = (await response.json().catch(() => null)) as Partial<Schemas['ErrorBody']> | null;
  const { message, hint } = body?.error ?? { message: `The server answered ${response.status}.`, hint: 'Reload the page and try again.' };
  // 403: the server was started anew, and this page is not known to it.
  return new ServerError(message, hint, response.status === 403);
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `body`: a form is sent as it is, anything else as JSON. `keepalive` lets the request outlive the page. */
export async function request<T = void>(method: Method, path: string, body?: unknown, keepalive = false): Promise<T> {
  const init: RequestInit = { method, keepalive, headers: { Accept: 'application/json' } };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ServerError(...GONE, true);
  }
  if (!response.ok) throw await failure(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
