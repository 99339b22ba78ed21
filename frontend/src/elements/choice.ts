// <hm-choice> inside an exercise: a question made fresh, whose answers are pictures to choose from, or a value to type.
// Once it is answered its answer is told, and the code that shows it can be run; the next try has other numbers.

import { html, nothing, render, type TemplateResult } from 'lit';

import { request, type Schemas } from '../server';
import { drawShown, type Picture } from '../visuals/shown';
import type { ExerciseBlock } from './exercise';
import { intoView } from './into_view';
import { value } from './values';
import { verdictText } from './verdict';

type Question = Schemas['Question'];
type Verdict = Schemas['Verdict'];

const LETTERS = 'ABCDEFGH';
const AGAIN = 'Again, with other numbers';

/** The second click of a double click would ask anew before the verdict could be read. */
const once = (event: MouseEvent): void => {
  if (event.detail > 1) event.preventDefault();
};

class Choice extends HTMLElement {
  private readonly exercise = this.closest<ExerciseBlock>('hm-exercise')!;
  private readonly path = `/api/exercises/${this.exercise.dataset['exercise']!}`;
  private question: Question | null = null;
  private pictures: HTMLElement[] = [];
  private given: number | string | null = null;
  private verdict: Verdict | null = null;
  private earlier: TemplateResult | typeof nothing = nothing;

  connectedCallback(): void {
    void this.ask();
  }

  private ask(): Promise<void> {
    return this.exercise.job.start(async () => {
      const question = await this.fresh();
      if (this.verdict) this.earlier = this.verdict.passed ? nothing : this.explained(this.question!, this.verdict);
      this.question = question;
      this.pictures = question.options.map((option) => drawShown(option, question.picture as Picture));
      this.given = this.verdict = null;
      this.exercise.give(question.given, question.seed);
      this.draw();
    });
  }

  /** A question with other numbers than the last: two seeds may make the same, and a question may have one case alone. */
  private async fresh(tries = 5): Promise<Question> {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const question = await request<Question>('GET', `${this.path}/question?seed=${seed}`);
    const same = JSON.stringify(question.given) === JSON.stringify(this.question?.given);
    return same && tries > 1 ? this.fresh(tries - 1) : question;
  }

  private readonly another = async (): Promise<void> => {
    await this.ask();
    this.querySelector('input')?.focus({ preventScroll: true });
    intoView(this.exercise.querySelector('.stage')!);
  };

  private give(answer: number | string): void {
    this.given = answer === '' ? null : answer;
    this.draw();
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (this.verdict) void this.another();
    else if (this.given !== null) void this.answer(this.given);
  }

  private answer(answer: number | string): Promise<void> {
    return this.exercise.job.start(async () => {
      const body = { seed: this.question!.seed, answer, took: this.exercise.took };
      this.verdict = await request<Verdict>('POST', `${this.path}/answer`, body);
      this.exercise.showVerdict(this.verdict, this.exercise.given());
      this.draw();
    });
  }

  private draw(): void {
    const { options, question } = this.question!;
    const prompt = options.length ? 'Choose one first: even a wrong guess helps you remember.' : 'Say it first: even a wrong guess helps you remember.';
    render(
      html`
        <form @submit=${this.submit}>
          <fieldset>
            <legend class="off-screen">${question}</legend>
            ${options.length ? this.options() : this.typed()}
          </fieldset>
          <div class="answer">
            <button class="button ${this.verdict?.passed ? '' : 'primary'}" ?disabled=${this.given === null} @click=${once}>${this.verdict ? AGAIN : 'Check'}</button>
            ${this.verdict ? nothing : html`<button class="button quiet" type="button" @click=${this.another}>Other numbers</button>`}
            ${this.given === null ? html`<span class="fine">${prompt}</span>` : nothing}
          </div>
        </form>
        ${this.earlier}`,
      this,
      { host: this },
    );
    this.exercise.querySelector<HTMLElement>('.try')!.hidden = this.verdict === null;
  }

  /** Once it is answered, the others can no longer be chosen. */
  private options(): TemplateResult {
    return html`
      <div class="options">
        ${this.question!.options.map(
          (option, i) => html`
            <label class="option">
              <span class="drawn" inert>${this.pictures[i]}</span>
              <span class="option-name">
                <input type="radio" name="option" .checked=${i === this.given} ?disabled=${this.verdict !== null && i !== this.given} @change=${() => this.give(i)} />${LETTERS[i]}
                <span class="off-screen">: ${option.text}</span>
              </span>
            </label>`,
        )}
      </div>`;
  }

  private typed(): TemplateResult {
    return html`
      <pre class="code">${this.question!.code}</pre>
      <label class="typed">
        <span>It gives</span>
        <input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${this.given ?? ''} ?readonly=${this.verdict !== null}
          @input=${(event: Event) => this.give((event.target as HTMLInputElement).value)} />
      </label>`;
  }

  /** The question that was answered wrong, to read again beside the one that is asked now. */
  private explained({ code, given, picture }: Question, verdict: Verdict): TemplateResult {
    const yours = typeof this.given === 'number' ? html`<div class="drawn">${this.pictures[this.given]}</div>` : html`<code>${this.given}</code>`;
    return html`
      <details class="earlier">
        <summary>The numbers before, and why it was not right</summary>
        <div>
          ${code ? html`<pre class="code">${code}</pre>` : nothing}
          <div class="values">${given.map(({ name, shown }) => value(name, shown, picture as Picture))}</div>
          <div class="fine">You answered: ${yours}</div>
          ${verdictText(verdict)}
        </div>
      </details>`;
  }
}

customElements.define('hm-choice', Choice);
