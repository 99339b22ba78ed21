// What a server tells while it works: the answer to a form, as server-sent events.

import { failure, GONE, ServerError } from '../server';

export interface ServerEvent {
  name: string;
  data: unknown;
}

/** Takes whole events from the front of a text; what is left is the beginning of the next. */
export function parseEvents(text: string): { events: ServerEvent[]; rest: string } {
  const parts = text.split('\n\n');
  const rest = parts.pop()!;
  const events = parts.map((part) => {
    const field = (key: string): string => part.split('\n').find((line) => line.startsWith(`${key}: `))!.slice(key.length + 2);
    return { name: field('event'), data: JSON.parse(field('data')) as unknown };
  });
  return { events, rest };
}

/** Sends a form and hears what comes back, until the end or until `signal` stops it, which also stops the work. */
export async function* eventsOf(path: string, body: FormData, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  try {
    const response = await fetch(path, { method: 'POST', body, signal, headers: { Accept: 'text/event-stream' } });
    if (!response.ok) throw await failure(response);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const { events, rest } = parseEvents(text + value!);
      text = rest;
      yield* events;
    }
  } catch (error) {
    if (error instanceof ServerError || signal.aborted) throw error;
    throw new ServerError(...GONE, true);
  }
}
