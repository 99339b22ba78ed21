// <hm-choice> inside an exercise: a question made fresh, whose answers are pictures to choose from, or a value to type.
// Once it is answered, the code that shows it can be run.

import { html, nothing, render, type TemplateResult } from 'lit';

import { request, type Schemas } from '../server';
import { drawShown, type Picture } from '../visuals/shown';
import type { ExerciseBlock } from './exercise';

type Question = Schemas['Question'];
type Verdict = Schemas['Verdict'];

const LETTERS = 'ABCDEFGH';

class Choice extends HTMLElement {
  private readonly exercise = this.closest<ExerciseBlock>('hm-exercise')!;
  private readonly path = `/api/exercises/${this.exercise.dataset['exercise']!}`;
  private question: Question | null = null;
  private pictures: HTMLElement[] = [];
  private given: number | string | null = null;

  connectedCallback(): void {
    this.ask();
  }

  private ask(): void {
    void this.exercise.job.start(async () => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      this.question = await request<Question>('GET', `${this.path}/question?seed=${seed}`);
      this.pictures = this.question.options.map((option) => drawShown(option, this.question!.picture as Picture));
      this.given = null;
      this.exercise.give(this.question.given, seed);
      this.draw();
    });
  }

  private give(answer: number | string): void {
    this.given = answer === '' ? null : answer;
    this.draw();
  }

  private answer(event: Event): void {
    event.preventDefault();
    if (this.given === null) return;
    void this.exercise.job.start(async () => {
      const body = { seed: this.question!.seed, answer: this.given!, took: this.exercise.took };
      this.exercise.showVerdict(await request<Verdict>('POST', `${this.path}/answer`, body), this.exercise.given());
      this.exercise.querySelector<HTMLElement>('.try')!.hidden = false;
    });
  }

  private draw(): void {
    const { options, question } = this.question!;
    const prompt = options.length ? 'Choose one first: even a wrong guess helps you remember.' : 'Say it first: even a wrong guess helps you remember.';
    render(
      html`
        <form @submit=${this.answer}>
          <fieldset>
            <legend class="off-screen">${question}</legend>
            ${options.length ? this.options() : this.value()}
          </fieldset>
          <div class="answer">
            <button class="button primary" ?disabled=${this.given === null}>Check</button>
            ${options.length ? nothing : html`<button class="button quiet" type="button" @click=${this.ask}>Other numbers</button>`}
            ${this.given === null ? html`<span class="fine">${prompt}</span>` : nothing}
          </div>
        </form>`,
      this,
      { host: this },
    );
  }

  private options(): TemplateResult {
    return html`
      <div class="options">
        ${this.question!.options.map(
          (option, i) => html`
            <label class="option">
              <span class="drawn" inert>${this.pictures[i]}</span>
              <span class="option-name">
                <input type="radio" name="option" .checked=${i === this.given} @change=${() => this.give(i)} />${LETTERS[i]}
                <span class="off-screen">: ${option.text}</span>
              </span>
            </label>`,
        )}
      </div>`;
  }

  private value(): TemplateResult {
    return html`
      <pre class="code">${this.question!.code}</pre>
      <label class="typed">
        <span>It gives</span>
        <input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${this.given ?? ''}
          @input=${(event: Event) => this.give((event.target as HTMLInputElement).value)} />
      </label>`;
  }
}

customElements.define('hm-choice', Choice);
