// Each symbol of a formula, pointed at, touched or focused, says how it is read and what it is here. The words are the lesson's
// own: the entries of its lists that begin with a formula, as in “X_c, read “X centred”: the data …”.

const FORMULA = 'semantics > :first-child'; // beside it stands its source, in TeX

const written = (part: Element): string => part.textContent!.replace(/\s+/g, '');

/** Symbol → the entry of a list that says what it is. */
export function glossary(lesson: Element): Map<string, Element> {
  const entries = new Map<string, Element>();
  for (const item of lesson.querySelectorAll('li')) {
    const symbol = item.firstElementChild?.querySelector(FORMULA);
    if (symbol && item.firstChild === item.firstElementChild) entries.set(written(symbol), item);
  }
  return entries;
}

/** The parts of a formula that have an entry, the largest first: of X with the index c not also X. */
export function symbolsIn(formula: Element, entries: ReadonlyMap<string, Element>): Element[] {
  const found: Element[] = [];
  for (const part of formula.querySelectorAll(`${FORMULA}, ${FORMULA} *`)) {
    if (entries.has(written(part)) && !found.some((outer) => outer.contains(part))) found.push(part);
  }
  return found;
}

export function explainSymbols(lesson: Element): void {
  const entries = glossary(lesson);
  if (entries.size === 0) return;
  for (const formula of lesson.querySelectorAll('math')) {
    for (const symbol of symbolsIn(formula, entries)) {
      symbol.classList.add('symbol');
      if (formula.getAttribute('display') === 'block') symbol.setAttribute('tabindex', '0'); // those in the text would be too many stops
    }
  }
  const said = document.createElement('div');
  said.className = 'said';
  said.setAttribute('role', 'status');
  lesson.append(said);
  const say = ({ target }: Event): void => {
    const symbol = target instanceof Element ? target.closest('.symbol') : null;
    const entry = symbol && entries.get(written(symbol));
    said.replaceChildren(...[...(entry?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    if (symbol) place(said, symbol.getBoundingClientRect(), lesson.getBoundingClientRect());
  };
  for (const event of ['pointerover', 'pointerdown', 'focusin']) document.addEventListener(event, say);
}

/** Beneath the symbol, within the lesson. */
function place(said: HTMLElement, symbol: DOMRect, lesson: DOMRect): void {
  const left = Math.max(0, Math.min(lesson.width - said.offsetWidth, symbol.left - lesson.left - 16));
  said.style.setProperty('left', `${left}px`);
  said.style.setProperty('top', `${symbol.bottom - lesson.top + 6}px`);
}
