// <hm-exercise> brings an exercise of the page to life: Run, Check, Stop, Undo, Reset, and drafts that are never lost.
// The page holds everything readable; this adds what moves.
//
// It says `hm-passed` when a check passes.

import { html, nothing, render, type TemplateResult } from 'lit';

import { request, type Schemas, ServerError } from '../server';
import type { Picture } from '../visuals/shown';
import { Draft, type Kept } from './drafts';
import type { Editor } from './editor';
import { intoView } from './into_view';
import { Job } from './job';
import { dropOwnPhoto, ownPhoto } from './photo';
import { printed } from './printed';
import { compareButton, type Effort, effortTable, effortText, measuring } from './effort';
import { storage } from './storage';
import { awaited, value } from './values';
import { runText, verdictPicture, verdictText } from './verdict';
import { notice } from './words';

type NamedShown = Schemas['NamedShown'];
type RunResult = Schemas['RunResult'];
type ShownArray = Schemas['ShownArray'];
type Verdict = Schemas['Verdict'];
type Part = TemplateResult | typeof nothing;

const KEPT: Record<Kept, string> = { saving: '', saved: 'Draft saved', waiting: 'Kept in this browser for now' };


export class ExerciseBlock extends HTMLElement {
  private readonly name = this.dataset['exercise']!;
  private readonly picture = (this.dataset['picture'] || null) as Picture | null;
  private readonly starter = this.find<HTMLTemplateElement>('.starter').content.textContent!.trimEnd();
  private example: NamedShown[] = [];
  private loading: Promise<void> | null = null;
  private readonly editor = this.find<Editor>('hm-editor');
  private readonly desk = this.dataset['desk']!;
  private readonly place = this.desk === 'lesson' ? this.name : `${this.desk}/${this.name}`; // where its draft waits in this browser
  private readonly draft = new Draft(this.place, (_, source, leaving) => this.saveDraft(source, leaving), storage, (kept) => (this.find('.kept').textContent = KEPT[kept]));
  private own: ShownArray | null = null;
  private answered = false;
  private seed: number | null = null;
  private began: number | null = null;
  private mirroring = false;
  private told: Part = nothing; // what was said of an answer to an hm-choice: it stays while the code is run
  /** One thing at a time, also for an hm-choice. */
  readonly job = new Job(this, (error) => this.showFailure(error));
  private readonly seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    if (this.seed !== null) this.began ??= performance.now();
    if (!this.answered) void this.showGiven();
  });

  connectedCallback(): void {
    this.addEventListener('click', this.clicked);
    this.addEventListener('hm-edit', this.edited);
    this.addEventListener('hm-run', this.run);
    this.addEventListener('hm-check', this.querySelector('[data-do=check]') ? this.check : this.run);
    window.addEventListener('pagehide', this.leave);
    window.addEventListener('storage', this.mirror);
    this.seen.observe(this);
    for (const button of this.querySelectorAll<HTMLButtonElement>('.try [data-do]')) button.disabled = false;
    const unsaved = this.draft.unsaved;
    if (unsaved !== null) {
      this.editor.value = unsaved;
      this.draft.typed(unsaved);
    }
  }

  disconnectedCallback(): void {
    window.removeEventListener('pagehide', this.leave);
    window.removeEventListener('storage', this.mirror);
    this.seen.disconnect();
  }

  private find<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.querySelector<E>(selector)!;
  }

  private readonly clicked = (event: MouseEvent): void => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-do]');
    switch (button?.dataset['do']) {
      case 'run': return void this.run();
      case 'check': return event.detail > 1 ? undefined : void this.check(); // a double click is one try
      case 'stop': return void this.job.stop();
      case 'undo': return this.editor.undo();
      case 'reset': return this.reset();
      case 'effort': return void this.compare();
      case 'course-photo': return this.dropPhoto();
    }
  };

  /** Two tabs on one exercise show the same text; else the one that is looked at less would overwrite the other. */
  private readonly mirror = (event: StorageEvent): void => {
    const source = this.draft.elsewhere(event);
    if (source === null || source === this.editor.value) return;
    this.mirroring = true;
    this.editor.value = source;
    this.mirroring = false;
  };

  private readonly edited = (): void => {
    if (this.mirroring) return;
    this.began ??= performance.now();
    this.draft.typed(this.editor.value);
  };

  private saveDraft(source: string, leaving: boolean): Promise<void> {
    return request('PUT', `/api/drafts/${this.name}?desk=${this.desk}`, { source }, leaving);
  }

  /** Seconds since the first key, or since the question of an hm-choice was seen; null where neither was. */
  get took(): number | null {
    return this.began === null ? null : (performance.now() - this.began) / 1000;
  }

  private readonly leave = (): void => void this.draft.flush(true);

  private reset(): void {
    this.editor.value = this.starter;
    this.editor.focus();
    void this.showGiven();
  }

  private dropPhoto(): void {
    dropOwnPhoto();
    void this.showGiven();
  }

  private readonly run = (): Promise<void> =>
    this.job.start(async (job) => {
      const result = await this.result(job);
      this.editor.mark(result.line);
      if (result.status === 'ok') this.show(this.told, this.came(result));
      else this.show(runText(result), html`${this.given()}${printed(result.stdout)}`);
    });

  /** The values of the example: on the page, or, where they are many, at an address of their own. */
  private load(): Promise<void> {
    return (this.loading ??= this.fetchExample().catch((error: unknown) => {
      this.loading = null;
      throw error;
    }));
  }

  private async fetchExample(): Promise<void> {
    const { content, dataset } = this.find<HTMLTemplateElement>('.example');
    const address = dataset['at'];
    const values = address === undefined ? (JSON.parse(content.textContent!) as NamedShown[]) : await request<NamedShown[]>('GET', address);
    if (this.seed === null) this.example = values; // else a question gave its own meanwhile
  }

  /** A passed check shows what the code gives, a failed one the input on which it failed. */
  private readonly check = (): Promise<void> =>
    this.job.start(async (job) => {
      await this.load();
      const verdict = await request<Verdict>('POST', `/api/exercises/${this.name}/check`, { source: this.editor.value, job, took: this.took });
      this.editor.mark(verdict.line);
      this.showVerdict(verdict, verdict.passed ? await this.proof(job) : this.failure(verdict));
    }, true);

  /** What a right solution costs, beside the reference: asked for, since it takes seconds. */
  private readonly compare = (): Promise<void> =>
    this.job.start(async (job) => {
      this.draw(measuring, nothing);
      const effort = await request<Effort>('POST', `/api/exercises/${this.name}/effort`, { source: this.editor.value, job });
      this.show(effortText(effort), effortTable(effort));
    });

  private async proof(job: string): Promise<Part> {
    const result = await this.result(job);
    return result.status === 'ok' ? this.came(result) : this.given();
  }

  private failure(verdict: Verdict): Part {
    return verdict.case ? verdictPicture(verdict, verdict.case, this.picture) : html`${this.given()}${printed(verdict.stdout)}`;
  }

  private async result(job: string): Promise<RunResult> {
    await this.takePhoto();
    const inputs = this.own ? { photo: this.own } : null;
    return request<RunResult>('POST', `/api/exercises/${this.name}/run`, { source: this.editor.value, job, inputs, seed: this.seed });
  }

  /** An hm-choice asks about values of its own, made by `seed`. */
  give(values: NamedShown[], seed: number): void {
    this.example = values;
    this.loading = Promise.resolve();
    this.seed = seed;
    this.began = null;
    this.told = nothing;
    this.answered = false;
    this.seen.unobserve(this); // observed anew, it says once more whether it is in sight
    this.seen.observe(this);
  }

  /** Also for the verdict of an hm-choice. */
  showVerdict(verdict: Verdict, pictures: Part): void {
    const compare = verdict.passed && this.dataset['grows'] !== undefined ? compareButton : nothing;
    const words = html`${verdictText(verdict)}${compare}`;
    if (this.seed !== null) this.told = words;
    this.show(words, pictures);
    if (!verdict.passed) return;
    this.find('.solved').hidden = false;
    this.dispatchEvent(new CustomEvent('hm-passed', { bubbles: true, detail: this.name }));
  }

  private showFailure({ message, hint, gone }: ServerError): void {
    const kept = gone ? ' What you typed is kept in this browser.' : '';
    this.show(notice(message, hint + kept), this.given());
  }

  /** The photo the person chose, where this exercise is about a photo in colour. */
  private async takePhoto(): Promise<void> {
    await this.load();
    const photo = this.example.find(({ name }) => name === 'photo')?.shown.array;
    this.own = photo?.shape.length === 3 ? await ownPhoto(photo.shape[1]!) : null;
  }

  private async showGiven(): Promise<void> {
    try {
      await this.takePhoto();
      this.draw(nothing, this.given());
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.showFailure(error);
    }
    this.answered = false;
  }

  /** The values it is about, and beside them what the code makes of them. */
  given(answer: Part = awaited): TemplateResult {
    const { own } = this;
    const figures = this.example.map(({ name, shown }) => {
      const mine = own !== null && name === 'photo';
      return value(name, mine ? { text: '', array: own } : shown, this.picture);
    });
    return html`<div class="values">${figures}${answer}</div>${own ? this.ownNote() : nothing}`;
  }

  private ownNote(): TemplateResult {
    return html`<p class="fine">Run uses your own photo. <button class="link" type="button" data-do="course-photo">Use the course’s photo</button></p>`;
  }

  private came({ value: answer, stdout }: RunResult): TemplateResult {
    return html`
      ${this.given(answer ? html`<div class="came">${value('your code gives', answer, this.picture)}</div>` : nothing)}
      ${printed(stdout)}
      ${answer || stdout ? nothing : html`<p class="fine">Your code ran. It gave no value back and printed nothing.</p>`}`;
  }

  private show(text: Part, pictures: Part): void {
    this.answered = true;
    this.draw(text, pictures);
    intoView(this.find('.stage'));
  }

  private draw(text: Part, pictures: Part): void {
    render(text, this.find('.verdict-place'));
    render(pictures, this.find('.stage > .shown'));
  }
}

customElements.define('hm-exercise', ExerciseBlock);
