// The pictures in a notebook: one file that anywidget loads, in which a widget's model becomes the attributes of a picture and
// the picture's state becomes numbers in Python. It is built apart from the pages (vite.notebook.config.ts).

import type { State } from './math/state';

import.meta.glob(['./visuals/*.ts', '!./visuals/_*.ts', '!./visuals/shown.ts'], { eager: true });

/** Of anywidget: the traits of the widget in Python. */
export interface Model {
  get(name: 'picture'): string;
  get(name: 'attributes'): Record<string, unknown>;
  set(name: 'state', value: State): void;
  save_changes(): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

const PAUSE = 100; // ms between two messages to the kernel while a handle is dragged

/** Texts and numbers are attributes, as in a lesson; everything else a property. */
function setUp(picture: HTMLElement, attributes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && typeof value === 'object') Object.assign(picture, { [name]: value });
    else if (value === null || value === false) picture.removeAttribute(name);
    else picture.setAttribute(name, value === true ? '' : String(value));
  }
}

/** JupyterLab says on its body whether it is light or dark; elsewhere the system's choice holds. */
function followTheme(place: HTMLElement): void {
  const light = document.body.dataset['jpThemeLight'];
  if (light !== undefined) place.style.colorScheme = light === 'true' ? 'light' : 'dark';
}

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const picture = document.createElement(`hm-${model.get('picture')}`);
  const update = (): void => setUp(picture, model.get('attributes'));
  let timer = 0;
  let latest: State = {};
  const tell = (): void => {
    timer = 0;
    model.set('state', latest);
    model.save_changes();
  };
  picture.addEventListener('hm-change', (event) => {
    latest = (event as CustomEvent<State>).detail;
    timer ||= window.setTimeout(tell, PAUSE);
  });
  update();
  model.on('change:attributes', update);
  followTheme(el);
  el.append(picture);
  return () => {
    clearTimeout(timer);
    model.off('change:attributes', update);
  };
}

export default { render };
