// @vitest-environment happy-dom
import { html, svg, type TemplateResult } from 'lit';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { State } from '../../src/math/state';
import { numberOrNone } from '../../src/visuals/_address';
import { misread, type Readable } from '../../src/visuals/_attributes';
import { Visual } from '../../src/visuals/_visual';

class Dial extends Visual {
  static override properties = { angle: { type: Number }, hand: { attribute: false } };
  static override readable: Readable = { angle: [0, 360] };
  declare angle: number;
  declare hand: number[] | null;

  constructor() {
    super();
    this.hand = null;
    this.angle = 0;
  }
  get state(): State {
    return { angle: this.angle, angle_text: `${this.angle}°` };
  }
  override get setup() {
    return { angle: String(this.angle) };
  }
  protected override picture(): TemplateResult {
    return html`<svg class="picture">${svg`<circle class="handle" r=${this.hand?.map((r) => r)[0] ?? 5}></circle>`}</svg>`;
  }
}
customElements.define('hm-dial', Dial);

/** One animation frame, in which pictures say what has changed. */
const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

describe('every picture', () => {
  let dial: Dial;
  const changes = vi.fn<(event: Event) => void>();
  const goals = vi.fn<(event: Event) => void>();

  beforeEach(async () => {
    changes.mockClear();
    goals.mockClear();
    document.body.innerHTML = '<hm-dial goal="angle>=90"></hm-dial>';
    dial = document.querySelector('hm-dial')!;
    document.addEventListener('hm-change', changes);
    document.addEventListener('hm-goal', goals);
    await dial.updateComplete;
    await frame();
  });

  const turn = async (angle: number, byHand: boolean): Promise<void> => {
    if (byHand) dial.dispatchEvent(new Event('keydown'));
    dial.angle = angle;
    await dial.updateComplete;
    await frame();
  };
  const last = (): State => (changes.mock.lastCall![0] as CustomEvent<State>).detail;

  it('says its state at once, and after each change, but not twice the same', async () => {
    expect(last()).toEqual({ angle: 0, angle_text: '0°' });
    await turn(30, true);
    expect(last()).toEqual({ angle: 30, angle_text: '30°' });
    const said = changes.mock.calls.length;
    dial.requestUpdate();
    await dial.updateComplete;
    await frame();
    expect(changes.mock.calls.length).toBe(said);
  });

  it('reaches its goal once, and keeps it', async () => {
    await turn(95, true);
    expect(goals).toHaveBeenCalledTimes(1);
    expect(dial.hasAttribute('reached')).toBe(true);
    expect(dial.shadowRoot!.textContent).toContain('Goal reached');
    await turn(10, true);
    await turn(95, true);
    expect(goals).toHaveBeenCalledTimes(1);
    expect(dial.reached).toBe(true);
  });

  it('reaches no goal by itself', async () => {
    await turn(95, false);
    expect(goals).not.toHaveBeenCalled();
  });

  it('offers to be saved', () => {
    const words = [...dial.shadowRoot!.querySelectorAll('.more button')].map((button) => button.textContent);
    expect(words).toEqual(['Save as SVG', 'Save as PNG', 'Fill the window']);
  });

  it('waits with a number until it was guessed', async () => {
    Object.assign(dial, { ask: 'angle', question: 'How far did it turn?' });
    await turn(95, true);
    expect(last()).toEqual({});
    expect(goals).not.toHaveBeenCalled();
    const form = dial.shadowRoot!.querySelector('form')!;
    expect(form.textContent).toContain('How far did it turn?');
    form.querySelector('input')!.value = '80';
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    await dial.updateComplete;
    await frame();
    expect(dial.shadowRoot!.textContent).toContain('You guessed 80. It is 95°.');
    expect(last()).toEqual({ angle: 95, angle_text: '95°' });
  });

  it.each([
    ['abc', 'angle="abc" is no number.'],
    ['', 'angle="" is no number.'],
    ['400', 'angle="400" does not lie between 0 and 360.'],
  ])('says that angle="%s" cannot be read, keeps what it had, and draws again once it can', async (text, words) => {
    dial.setAttribute('angle', text);
    await dial.updateComplete;
    expect(dial.shadowRoot!.querySelector('.problem')!.textContent).toBe(words);
    expect([dial.angle, dial.shadowRoot!.querySelector('figure')!.hidden]).toEqual([0, true]);
    dial.setAttribute('angle', '30');
    await dial.updateComplete;
    expect(dial.angle).toBe(30);
    expect(dial.shadowRoot!.querySelector('figure')!.hidden).toBe(false);
  });

  it.each([
    [NaN, 'angle="NaN" is no number.'],
    [400, 'angle="400" does not lie between 0 and 360.'],
    [[[1, 2], [3]], 'angle is no number: [[1,2],[3]].'],
  ])('says that the property angle = %o cannot be read, keeps what it had, and draws again once it can', async (value, words) => {
    Object.assign(dial, { angle: value });
    await dial.updateComplete;
    expect(dial.shadowRoot!.querySelector('.problem')!.textContent).toBe(words);
    expect([dial.angle, dial.shadowRoot!.querySelector('figure')!.hidden]).toEqual([0, true]);
    dial.angle = 0;
    await dial.updateComplete;
    expect(dial.shadowRoot!.querySelector('figure')!.hidden).toBe(false);
  });

  it('says which property has a shape that cannot be drawn, tells no state of it, and draws again once it can', async () => {
    Object.assign(dial, { hand: { length: 2 } });
    await dial.updateComplete;
    expect(dial.shadowRoot!.textContent!.trim()).toBe('hand has a shape, or holds something, that cannot be drawn here: {"length":2}.');
    expect(dial.quotable).toEqual({});
    dial.hand = [7];
    await dial.updateComplete;
    expect(dial.shadowRoot!.querySelector('circle')!.getAttribute('r')).toBe('7');
    expect(dial.quotable).toEqual({ angle: 0, angle_text: '0°' });
  });

  it('starts as an address says, and only with what it may be set to', async () => {
    location.hash = '#turned:angle=30&goal=angle%3E1';
    document.body.innerHTML = '<hm-dial id="turned" angle="10"></hm-dial><hm-dial id="other" angle="10"></hm-dial>';
    const [turned, other] = [...document.querySelectorAll<Dial>('hm-dial')];
    expect([turned!.angle, turned!.goal, other!.angle]).toEqual([30, null, 10]);
    location.hash = '';
  });
});

it.each([
  ['view', 'flow', {}, ['flow', 'roofline'], ''],
  ['view', 'roof', {}, ['flow', 'roofline'], 'view="roof" is none of flow, roofline.'],
  ['idea', 'speed', {}, ['', 'rate'], 'idea="speed" is none of rate.'],
  ['rate', '1e-3', { type: Number }, undefined, ''],
  ['axis', 'none', { type: Number, converter: numberOrNone }, [0, 2] as const, ''],
  ['axis', '3', { type: Number, converter: numberOrNone }, [0, 2] as const, 'axis="3" does not lie between 0 and 2.'],
  ['label', '7', { type: String }, undefined, ''],
])('%s="%s" is read, or it is said why not', (name, text, declared, may, words) => {
  expect(misread(name, text, declared, may)).toBe(words);
});
