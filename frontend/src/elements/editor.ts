// <hm-editor> around a <textarea>: a code editor that arrives when it comes near and somebody is there. Until then, and
// wherever it cannot load, the textarea is the editor.
//
// It says `hm-edit` after each change a person makes, and `hm-run` and `hm-check` when their keys are pressed.

import { somebody } from '../somebody';
import type { CodeEditor } from './_codemirror';

export class Editor extends HTMLElement {
  private code: CodeEditor | null = null;
  private loading: Promise<void> | null = null;
  private readonly near = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void somebody.then(() => this.load());
    },
    { rootMargin: '300px' },
  );

  connectedCallback(): void {
    this.near.observe(this);
    this.textarea.addEventListener('focus', this.wanted);
    if (this.textarea === document.activeElement) this.wanted();
    this.textarea.addEventListener('input', this.edited);
    this.textarea.addEventListener('keydown', this.keyed);
  }

  disconnectedCallback(): void {
    this.near.disconnect();
  }

  private get textarea(): HTMLTextAreaElement {
    return this.querySelector('textarea')!;
  }

  get value(): string {
    return this.code?.text ?? this.textarea.value;
  }

  /** Replaces everything; a person can undo it. */
  set value(text: string) {
    if (this.code) this.code.replace(text);
    else this.textarea.value = text;
  }

  undo(): void {
    if (this.code) this.code.undo();
    else {
      this.textarea.focus();
      document.execCommand('undo'); // the only way to a textarea's own history
    }
  }

  /** Marks the line an error is in, counted from 1; null clears it. */
  mark(line: number | null): void {
    this.code?.mark(line);
  }

  override focus(): void {
    if (this.code) this.code.focus();
    else this.textarea.focus();
  }

  private readonly wanted = (): void => void this.load();
  private readonly edited = (): void => this.say('hm-edit');
  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    this.say(event.shiftKey ? 'hm-check' : 'hm-run');
  };

  private say(name: string): void {
    this.dispatchEvent(new Event(name, { bubbles: true }));
  }

  private load(): Promise<void> {
    this.near.disconnect();
    return (this.loading ??= this.mount());
  }

  private async mount(): Promise<void> {
    const { CodeEditor } = await import('./_codemirror');
    const area = this.textarea;
    const typing = area === document.activeElement;
    this.code = new CodeEditor(this.attachShadow({ mode: 'open' }), {
      text: area.value,
      label: this.getAttribute('label') ?? 'Code',
      edited: this.edited,
      run: () => this.say('hm-run'),
      check: () => this.say('hm-check'),
    });
    if (typing) this.code.focus(area.selectionStart);
  }
}

customElements.define('hm-editor', Editor);
