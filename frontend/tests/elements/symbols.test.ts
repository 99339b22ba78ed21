// @vitest-environment happy-dom
import { expect, it } from 'vitest';

import { explainSymbols, glossary, symbolsIn } from '../../src/elements/symbols';

const math = (inner: string, display = 'inline'): string =>
  `<math display="${display}"><semantics>${inner}<annotation>its source</annotation></semantics></math>`;
const XC = '<msub><mi>X</mi><mi>c</mi></msub>';
const LESSON = `
  <ul><li>${math(XC)}, read “X centred”</li><li>${math('<mi>v</mi>')}: a direction</li><li>Flowers, as ${math('<mi>X</mi>')}</li></ul>
  ${math(`<mrow>${XC}<mi>v</mi><mo>+</mo><mi>X</mi></mrow>`, 'block')}`;

function lesson(): HTMLElement {
  const body = document.createElement('div');
  body.innerHTML = LESSON;
  document.body.replaceChildren(body);
  return body;
}

it('takes its words from the entries that begin with a symbol', () => {
  expect([...glossary(lesson()).keys()]).toEqual(['Xc', 'v']);
});

it('finds the symbols of a formula: the whole of one with an index, and no others', () => {
  const body = lesson();
  const found = symbolsIn(body.querySelector('math[display=block]')!, glossary(body));
  expect(found.map((symbol) => symbol.textContent)).toEqual(['Xc', 'v']);
});

it('says what a symbol is while it is focused', () => {
  const body = lesson();
  explainSymbols(body);
  const said = body.querySelector('.said')!;
  body.querySelector('.symbol[tabindex]')!.dispatchEvent(new Event('focusin', { bubbles: true }));
  expect(said.textContent).toContain('read “X centred”');
  body.dispatchEvent(new Event('focusin', { bubbles: true })); // on to something else
  expect(said.textContent).toBe('');
});
