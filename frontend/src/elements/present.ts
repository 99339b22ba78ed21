// `?present` on any page's address: its first picture fills the window, for a class; `?present=plane` the one with that id.

import { isPicture } from './pictures';

interface Presentable extends HTMLElement { presented: boolean }

export async function present(page: Document): Promise<void> {
  const id = new URLSearchParams(location.search).get('present');
  if (id === null) return;
  const picture = id ? page.getElementById(id) : [...page.querySelectorAll('main *')].find(isPicture);
  if (!picture || !isPicture(picture)) return;
  await customElements.whenDefined(picture.localName);
  (picture as Presentable).presented = true;
}
