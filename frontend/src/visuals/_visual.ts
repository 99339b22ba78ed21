// What every picture does: it knows the room it has and the page's colours, says its state to prose (`hm-change`) and to
// screen readers, asks for a guess before it tells a number, notices when its goal is reached (`hm-goal`), fills the screen,
// and takes itself away as a link or a file.
//
// A new picture extends Visual and writes: `static properties` for what a lesson may set (and in `static readable`, which words or
// numbers where not all are right), `state` for what prose may quote,
// `setup` for how it would start as it stands, `picture()` for what is drawn (its svg or canvas with the class "picture"), and,
// where it has some, `caption()`, `tools()` and `note()`.
// What can be dragged in an svg has the class "handle".

import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclaration, type PropertyDeclarations, type PropertyValues, render, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { parseCondition, quote, type State, withheld } from '../math/state';
import { addressOf, type Setup, setupIn } from './_address';
import { misgiven, misread, type Readable, undrawable } from './_attributes';
import { type Colours, readColours } from './_colours';
import { download, toImage } from './_export';
import { check, more } from './_icons';
import { sharply } from './_sharpness';
import { styles } from './_styles';

export type Drawn = TemplateResult | typeof nothing;

/** Makes the element known. A notebook runs this file anew for each cell, and a name can be taken only once. */
export function define(name: string, picture: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, picture);
}

export const calm = (): boolean => document.documentElement.dataset['motion'] === 'less' || matchMedia('(prefers-reduced-motion: reduce)').matches;

const BESIDES = 190; // CSS pixels of a screen that caption and buttons take
const PAUSE_BEFORE_SPEAKING = 450; // ms; a screen reader should hear where a learner stops, not each step of the way

/** A finger on a handle moves it and not the page. (Chromium ignores `touch-action` on the parts of an SVG.) */
function holdHandle(event: TouchEvent): void {
  if ((event.composedPath()[0] as Element).closest('.handle')) event.preventDefault();
}

export abstract class Visual extends LitElement {
  static override styles: CSSResultGroup = styles;
  static override properties: PropertyDeclarations = {
    goal: { type: String },
    label: { type: String },
    ask: { type: String },
    question: { type: String },
    presented: { type: Boolean, reflect: true },
    reached: { type: Boolean, reflect: true },
    room: { state: true },
    heard: { state: true },
    told: { state: true },
  };
  /** Which words or numbers attributes may be, where not all can be drawn. */
  static readable: Readable = {};
  /** A condition on the state, reached by moving the picture: `share>=0.99`. */
  declare goal: string | null;
  /** What the picture shows, in words. */
  declare label: string;
  /** A number of the state for which it asks a guess before it tells: `det`. */
  declare ask: string | null;
  declare question: string;
  /** Does it fill the window? */
  declare presented: boolean;
  declare reached: boolean;
  /** Its width on the page, in CSS pixels; 0 until it is laid out. */
  declare protected room: number;
  declare private heard: string;
  /** What was guessed, in words. */
  declare private told: string;

  /** Of each attribute or property that cannot be read, what is wrong with it. */
  private readonly misreadings = new Map<string, string>();
  /** Properties since the last picture that could be drawn. */
  private readonly fresh = new Map<string, unknown>();
  /** Why there is no picture, where drawing those failed. */
  private undrawn = '';
  /** Has the learner done anything yet? What a picture does by itself reaches no goal. */
  protected touched = false;
  private colourCache: Colours | null = null;
  private announced = '';
  private frame = 0;
  private speaking = 0;
  private readonly resizes = new ResizeObserver(([entry]) => {
    this.room = Math.round(entry!.contentRect.width);
  });
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly recolour = (): void => {
    this.colourCache = null;
    this.requestUpdate();
  };
  private readonly touch = (event: Event): void => {
    if (!(event.composedPath()[0] as Element).closest('.asked, .more')) this.touched = true;
  };
  private readonly startFromAddress = (): void => {
    const setup = setupIn(location.hash, this.id);
    if (!setup) return;
    for (const name of Object.keys(this.setup)) if (name in setup) this.setAttribute(name, setup[name]!);
    void this.updateComplete.then(() => this.scrollIntoView({ block: 'center' }));
  };

  constructor() {
    super();
    this.goal = this.ask = null;
    this.label = this.question = this.heard = this.told = '';
    this.reached = this.presented = false;
    this.room = 0;
    for (const event of ['pointerdown', 'keydown', 'wheel', 'input']) {
      this.addEventListener(event, this.touch, { capture: true, passive: true });
    }
    this.addEventListener('touchstart', holdHandle, { passive: false });
  }

  /** Numbers for goals and prose; see State. */
  abstract get state(): State;
  protected abstract picture(): TemplateResult;
  /** The attributes with which it would start as it stands: what a link to it holds. */
  get setup(): Setup { return {}; }
  protected caption(): Drawn { return nothing; }
  protected tools(): Drawn { return nothing; }
  protected note(): Drawn { return nothing; }

  /** What cannot be read is said in place of the picture, and not passed on: it keeps what it had. */
  override attributeChangedCallback(name: string, before: string | null, text: string | null): void {
    const { elementProperties, readable } = this.constructor as typeof Visual;
    const [, declared = {}] = [...elementProperties].find(([property, { attribute }]) => name === (attribute ?? String(property).toLowerCase())) ?? [];
    const wrong = text === null ? '' : misread(name, text, declared, readable[name]);
    if (wrong) this.misreadings.set(name, wrong);
    else this.misreadings.delete(name);
    if (!wrong) super.attributeChangedCallback(name, before, text);
    this.requestUpdate();
  }

  /** A tool, a notebook or a check sets properties without attributes: what cannot be read is said, and it keeps what it had. */
  override requestUpdate(name?: PropertyKey, before?: unknown, options?: PropertyDeclaration): void {
    const { elementProperties, readable } = this.constructor as typeof Visual;
    const declared = name === undefined ? undefined : elementProperties.get(name);
    if (declared && !declared.state && before !== undefined) {
      const [property, value] = [String(name), (this as Record<PropertyKey, unknown>)[name!]];
      const wrong = misgiven(property, value, declared, readable[property]);
      if (wrong) Object.assign(this, { [property]: before });
      else this.fresh.set(property, value);
      const said = this.misreadings.delete(property.toLowerCase());
      if (wrong) this.misreadings.set(property.toLowerCase(), wrong);
      if (wrong || said) super.requestUpdate(); // the value itself may be what it was
    }
    super.requestUpdate(name, before, options);
  }

  /** What was given may have any shape. Where nothing was given since the last picture, a failure is a slip in the picture itself. */
  protected override performUpdate(): void {
    try {
      this.undrawn = '';
      super.performUpdate();
      this.fresh.clear();
    } catch (error) {
      if (this.fresh.size === 0) throw error;
      this.undrawn = undrawable(this.fresh);
      render(this.render(), this.renderRoot, this.renderOptions);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.startFromAddress();
    this.room = this.clientWidth; // the observer tells it, too, but only after a first frame without room
    window.addEventListener('hashchange', this.startFromAddress);
    this.resizes.observe(this);
    this.scheme.addEventListener('change', this.recolour);
    window.addEventListener('hm-theme', this.recolour);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.startFromAddress);
    this.resizes.disconnect();
    this.scheme.removeEventListener('change', this.recolour);
    window.removeEventListener('hm-theme', this.recolour);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    clearTimeout(this.speaking);
  }

  protected get colours(): Colours {
    return (this.colourCache ??= readColours(this));
  }

  /** The side of a square to draw in: at most `most` on a page, and what the window has where the picture fills it. */
  protected span(most: number): number {
    return this.presented ? Math.min(this.room, innerHeight - BESIDES) : Math.min(this.room, most);
  }

  /** What prose may quote now: not what it waits to tell. */
  get quotable(): State {
    if (this.undrawn) return {};
    return this.asking ? withheld(this.state, [this.ask!]) : this.state;
  }

  /** Is it waiting for a guess? Then it draws without giving the answer away. */
  protected get asking(): boolean {
    return this.ask !== null && this.told === '';
  }

  protected override render(): TemplateResult {
    if (this.undrawn) return html`<p class="problem" role="alert">${this.undrawn}</p>`;
    const misread = [...this.misreadings.values()].join(' ');
    return html`
      ${misread ? html`<p class="problem" role="alert">${misread}</p>` : nothing}
      <figure ?hidden=${misread !== ''} @keydown=${this.leaveWindow}>
        ${this.picture()}
        <figcaption>
          <div class="caption">${this.asking ? this.askForm() : html`${this.caption()}${this.guessText()}`}</div>
          ${this.reached ? html`<span class="mark">${check}Goal reached</span>` : nothing}
          <div class="tools">${this.tools()}${this.moreMenu()}</div>
        </figcaption>
        ${this.note()}
      </figure>
      <div class="heard" role="status">${this.heard}</div>`;
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.has('presented')) this.fillWindow();
    this.changed();
  }

  private askForm(): TemplateResult {
    return html`
      <form class="asked" @submit=${this.takeGuess}>
        <label>${this.question || `What will ${this.ask} be?`} <input type="number" step="any" required autocomplete="off"></label>
        <button class="main">This is my guess</button>
      </form>`;
  }

  private readonly takeGuess = (event: SubmitEvent): void => {
    event.preventDefault();
    const guess = (event.target as HTMLFormElement).querySelector('input')!.valueAsNumber;
    const { state, ask } = this;
    this.told = `You guessed ${formatNumber(guess)}. It is ${quote(state, ask!)}.`;
    this.say(this.told);
  };

  private guessText(): Drawn {
    return this.told ? html`<div class="guessed">${this.told}</div>` : nothing;
  }

  /** Call it after a change that Lit does not see (a canvas that moves). At most one event a frame. */
  protected changed(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.announce();
    });
  }

  private announce(): void {
    const state = this.quotable;
    const text = JSON.stringify(state);
    if (text !== this.announced) {
      this.announced = text;
      this.dispatchEvent(new CustomEvent('hm-change', { detail: state, bubbles: true, composed: true }));
    }
    if (this.goal && !this.reached && this.touched && !this.asking && parseCondition(this.goal)(state)) {
      this.reached = true;
      this.say('Goal reached.');
      this.dispatchEvent(new CustomEvent('hm-goal', { detail: state, bubbles: true, composed: true }));
    }
  }

  /** Read this to a screen reader, once the learner pauses. */
  protected say(text: string): void {
    clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => (this.heard = text), PAUSE_BEFORE_SPEAKING);
  }

  /** The picture as it stands, as a file. A canvas has no SVG: it answers PNG. */
  async exportImage(format: 'svg' | 'png' = 'png'): Promise<Blob> {
    const picture = this.renderRoot.querySelector<SVGSVGElement | HTMLCanvasElement>('.picture');
    if (picture === null) throw new Error('There is no picture yet.');
    const take = (): Promise<Blob> => toImage(picture, format, `rgb(${this.colours.paper.join(' ')})`);
    return picture instanceof HTMLCanvasElement ? sharply(() => this.requestUpdate(), take) : take();
  }

  private async save(format: 'svg' | 'png'): Promise<void> {
    const name = this.id || this.localName.replace('hm-', '');
    download(await this.exportImage(format), `${name}.${format}`);
    this.shutMenu();
  }

  private readonly copyLink = async (): Promise<void> => {
    await navigator.clipboard.writeText(addressOf(this.id, this.setup));
    this.heard = 'The link is copied. It opens this page with the picture as it stands.';
    this.shutMenu();
  };

  /** A picture that is drawn on a canvas overrides this with ['png']. */
  protected readonly formats: readonly ('svg' | 'png')[] = ['svg', 'png'];

  private moreMenu(): TemplateResult {
    const linked = this.id !== '' && Object.keys(this.setup).length > 0;
    return html`
      <details class="more" @keydown=${this.closeMenu} @focusout=${this.closeMenu}>
        <summary class="sign" title="Save, link, fill the window" aria-label="More: save, link, fill the window">${more}</summary>
        <div>
          ${this.formats.map((format) => html`<button @click=${() => this.save(format)}>Save as ${format.toUpperCase()}</button>`)}
          ${linked ? html`<button @click=${this.copyLink}>Copy link</button>` : nothing}
          <button @click=${this.toggleWindow}>${this.presented ? 'Back to the page' : 'Fill the window'}</button>
        </div>
      </details>`;
  }

  private shutMenu(): void {
    this.renderRoot.querySelector<HTMLDetailsElement>('details.more')!.open = false;
  }

  private readonly closeMenu = (event: KeyboardEvent | FocusEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (!menu.open || (event instanceof KeyboardEvent ? event.key !== 'Escape' : menu.contains(event.relatedTarget as Node | null))) return;
    menu.open = false;
    event.stopPropagation(); // Escape closes the menu before it leaves the full window
  };

  private readonly toggleWindow = (): void => {
    this.shutMenu();
    this.presented = !this.presented;
  };

  private readonly leaveWindow = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.presented = false;
  };

  /** A popover stands above everything, whatever the page around it does. */
  private fillWindow(): void {
    if (this.presented) {
      this.popover = 'manual';
      this.showPopover();
    } else if (this.popover !== null) {
      this.hidePopover();
      this.popover = null;
    }
  }
}
