// What every picture does: it knows the room it has and the page's colours, says its state to prose (`hm-change`) and to
// screen readers, notices when its goal is reached (`hm-goal`), and saves itself as a file.
//
// A new picture extends Visual and writes: `static properties` for what a lesson may set, `state` for what prose may quote,
// `picture()` for what is drawn (its svg or canvas with the class "picture"), and, where it has some, `caption()`, `tools()` and `note()`.
// What can be dragged in an svg has the class "handle".

import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';

import { parseCondition, type State } from '../math/state';
import { type Colours, readColours } from './_colours';
import { download, toImage } from './_export';
import { check, save } from './_icons';
import { styles } from './_styles';

export type Drawn = TemplateResult | typeof nothing;

export const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

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
    reached: { type: Boolean, reflect: true },
    room: { state: true },
    heard: { state: true },
  };
  /** A condition on the state, reached by moving the picture: `share>=0.99`. */
  declare goal: string | null;
  /** What the picture shows, in words. */
  declare label: string;
  declare reached: boolean;
  /** Its width on the page, in CSS pixels; 0 until it is laid out. */
  declare protected room: number;
  declare private heard: string;

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
  private readonly touch = (): void => {
    this.touched = true;
  };

  constructor() {
    super();
    this.goal = null;
    this.label = '';
    this.reached = false;
    this.room = 0;
    this.heard = '';
    for (const event of ['pointerdown', 'keydown', 'wheel', 'input']) {
      this.addEventListener(event, this.touch, { capture: true, passive: true });
    }
    this.addEventListener('touchstart', holdHandle, { passive: false });
  }

  /** Numbers for goals and prose; see State. */
  abstract get state(): State;
  protected abstract picture(): TemplateResult;
  protected caption(): Drawn { return nothing; }
  protected tools(): Drawn { return nothing; }
  protected note(): Drawn { return nothing; }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizes.observe(this);
    this.scheme.addEventListener('change', this.recolour);
    window.addEventListener('hm-theme', this.recolour);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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

  protected override render(): TemplateResult {
    return html`
      <figure>
        ${this.picture()}
        <figcaption>
          <div class="caption">${this.caption()}</div>
          ${this.reached ? html`<span class="mark">${check}Goal reached</span>` : nothing}
          <div class="tools">${this.tools()}${this.saveMenu()}</div>
        </figcaption>
        ${this.note()}
      </figure>
      <div class="heard" role="status">${this.heard}</div>`;
  }

  protected override updated(): void {
    this.changed();
  }

  /** Call it after a change that Lit does not see (a canvas that moves). At most one event a frame. */
  protected changed(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.announce();
    });
  }

  private announce(): void {
    const state = this.state;
    const text = JSON.stringify(state);
    if (text !== this.announced) {
      this.announced = text;
      this.dispatchEvent(new CustomEvent('hm-change', { detail: state, bubbles: true, composed: true }));
    }
    if (this.goal && !this.reached && this.touched && parseCondition(this.goal)(state)) {
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
    return toImage(picture, format, `rgb(${this.colours.paper.join(' ')})`);
  }

  private async save(format: 'svg' | 'png'): Promise<void> {
    const name = this.id || this.localName.replace('hm-', '');
    download(await this.exportImage(format), `${name}.${format}`);
    this.renderRoot.querySelector<HTMLDetailsElement>('details.save')!.open = false;
  }

  /** A picture that is drawn on a canvas overrides this with ['png']. */
  protected readonly formats: readonly ('svg' | 'png')[] = ['svg', 'png'];

  private saveMenu(): TemplateResult {
    return html`
      <details class="save" @keydown=${this.closeMenu} @focusout=${this.closeMenu}>
        <summary class="sign" title="Save this picture" aria-label="Save this picture">${save}</summary>
        <div>${this.formats.map((format) => html`<button @click=${() => this.save(format)}>Save as ${format.toUpperCase()}</button>`)}</div>
      </details>`;
  }

  private readonly closeMenu = (event: KeyboardEvent | FocusEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event instanceof KeyboardEvent ? event.key === 'Escape' : !menu.contains(event.relatedTarget as Node | null)) menu.open = false;
  };
}
