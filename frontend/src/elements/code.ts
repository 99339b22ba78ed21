// <hm-code> around a program of a lesson: Run shows below it what it prints, Change makes it one's own. It runs in the sandbox
// of the X-ray page, where its linear algebra can be seen.

import { html, nothing, render, type TemplateResult } from 'lit';

import { request, type Schemas } from '../server';
import { Editor } from './editor';
import { Job } from './job';
import { printed } from './printed';
import { notice } from './words';

type Answer = Schemas['ShownAnswer'];

class Code extends HTMLElement {
  private readonly program = this.querySelector<HTMLElement>('pre')!;
  private readonly bar = document.createElement('div');
  private readonly place = document.createElement('div');
  private readonly job = new Job(this, ({ message, hint }) => this.show(notice(message, hint)));
  private editor: Editor | null = null;

  connectedCallback(): void {
    this.place.setAttribute('role', 'status');
    this.bar.className = 'toolbar';
    this.drawBar();
    this.append(this.bar, this.place);
    this.addEventListener('click', this.clicked);
    this.addEventListener('hm-run', this.run);
    this.addEventListener('hm-check', this.run);
    this.addEventListener('hm-edit', () => this.drawBar());
  }

  private get source(): string {
    return this.editor?.value ?? this.program.textContent!.trimEnd();
  }

  private drawBar(): void {
    const changed = this.editor !== null;
    const xray = `/xray#${new URLSearchParams({ code: this.source }).toString()}`;
    render(html`
      <button class="button" type="button" data-do="run">Run</button>
      <button class="button" type="button" data-do="stop" hidden>Stop</button>
      <button class="button quiet" type="button" data-do=${changed ? 'back' : 'change'}>${changed ? 'Put back' : 'Change it'}</button>
      <a class="apart" href=${xray}>X-ray it</a>`, this.bar);
  }

  private readonly clicked = (event: Event): void => {
    switch ((event.target as Element).closest<HTMLElement>('[data-do]')?.dataset['do']) {
      case 'run': return void this.run();
      case 'stop': return void this.job.stop();
      case 'change': return this.change();
      case 'back': return this.putBack();
    }
  };

  private change(): void {
    const { source } = this;
    const editor = document.createElement('hm-editor') as Editor;
    editor.setAttribute('label', 'Program');
    render(html`<textarea class="source" aria-label="Program" rows=${source.split('\n').length} spellcheck="false" autocapitalize="off" autocomplete="off" .value=${source}></textarea>`, editor);
    this.program.hidden = true;
    this.program.after(editor);
    this.editor = editor;
    editor.focus();
    this.drawBar();
  }

  private putBack(): void {
    this.editor?.remove();
    this.editor = null;
    this.program.hidden = false;
    this.show(nothing);
    this.drawBar();
    this.bar.querySelector<HTMLElement>('[data-do=change]')!.focus();
  }

  private readonly run = (): Promise<void> =>
    this.job.start(async (job) => {
      const { status, message, line, stdout } = await request<Answer>('POST', '/api/xray', { source: this.source, job });
      this.editor?.mark(line);
      const where = line === null ? 'The program stopped.' : `The program stopped in line ${line}.`;
      const said = status === 'ok' ? stdout === '' ? html`<p class="fine">It printed nothing.</p>` : nothing : notice(where, message);
      this.show(html`${said}${printed(stdout)}`);
    });

  private show(what: TemplateResult | typeof nothing): void {
    render(what, this.place);
  }
}

customElements.define('hm-code', Code);
