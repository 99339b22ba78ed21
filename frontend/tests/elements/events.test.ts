import { expect, test } from 'vitest';

import { parseEvents } from '../../src/elements/events';

const STREAM = 'event: told\ndata: {"what":"Reading","done":1,"total":2}\n\nevent: done\ndata: {"html":"<p>a\\n\\nb</p>"}\n\n';

test('a stream cut anywhere gives the same events', () => {
  const whole = parseEvents(STREAM);
  expect(whole).toEqual({
    events: [
      { name: 'told', data: { what: 'Reading', done: 1, total: 2 } },
      { name: 'done', data: { html: '<p>a\n\nb</p>' } },
    ],
    rest: '',
  });
  for (let cut = 0; cut <= STREAM.length; cut++) {
    const first = parseEvents(STREAM.slice(0, cut));
    const second = parseEvents(first.rest + STREAM.slice(cut));
    expect([...first.events, ...second.events]).toEqual(whole.events);
  }
});
