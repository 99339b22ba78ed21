// An opened hint is told to the server: hints are free, but a pass with their help is not yet mastery.

import { request } from '../server';

document.addEventListener(
  'toggle',
  (event) => {
    const hint = event.target as HTMLDetailsElement;
    const exercise = hint.closest<HTMLElement>('[data-exercise]')?.dataset['exercise'];
    if (!exercise || !hint.open || !hint.matches('.hint')) return;
    const number = [...hint.parentElement!.children].indexOf(hint) + 1;
    // A server that is away gets no attempts either, so nothing has to be kept for later.
    void request('POST', `/api/exercises/${exercise}/help`, { what: `hint ${number}` }).catch(() => undefined);
  },
  true, // `toggle` does not bubble
);
