// @vitest-environment happy-dom
import { html, render } from 'lit';
import { expect, it } from 'vitest';

import { sentence, size } from '../../src/elements/words';

it.each([[0, '0 bytes'], [999, '999 bytes'], [48_123, '48.1 kB'], [50e6, '50 MB'], [3e12, '3000 GB']])('size(%d) = %s', (bytes, text) => expect(size(bytes)).toBe(text));

it('shows code in a sentence as code, and HTML as text', () => {
  const place = document.createElement('p');
  render(html`${sentence('Use `axis=2`, not <b>`axis=0`</b>.')}`, place);
  expect([...place.querySelectorAll('code')].map((code) => code.textContent)).toEqual(['axis=2', 'axis=0']);
  expect(place.querySelector('b')).toBeNull();
});
