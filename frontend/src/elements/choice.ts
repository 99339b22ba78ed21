// <hm-choice> inside an exercise: a question whose answers are pictures, made fresh. Once it is answered, the code that
// shows it can be run.

import { html, nothing, render } from 'lit';

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
  private chosen: number | null = null;

  connectedCallback(): void {
    void this.exercise.job.start(async () => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      this.question = await request<Question>('GET', `${this.path}/question?seed=${seed}`);
      this.pictures = this.question.options.map((option) => drawShown(option, this.question!.picture as Picture));
      this.exercise.give(this.question.given);
      this.draw();
    });
  }

  private choose(option: number): void {
    this.chosen = option;
    this.draw();
  }

  private answer(event: Event): void {
    event.preventDefault();
    void this.exercise.job.start(async () => {
      const body = { seed: this.question!.seed, option: this.chosen!, took: this.exercise.took };
      this.exercise.showVerdict(await request<Verdict>('POST', `${this.path}/answer`, body), this.exercise.given());
      this.exercise.querySelector<HTMLElement>('.try')!.hidden = false;
    });
  }

  private draw(): void {
    const { options, question } = this.question!;
    render(
      html`
        <form @submit=${this.answer}>
          <fieldset>
            <legend class="off-screen">${question}</legend>
            <div class="options">
              ${options.map(
                (option, i) => html`
                  <label class="option">
                    <span class="drawn" inert>${this.pictures[i]}</span>
                    <span class="option-name">
                      <input type="radio" name="option" .checked=${i === this.chosen} @change=${() => this.choose(i)} />${LETTERS[i]}
                      <span class="off-screen">: ${option.text}</span>
                    </span>
                  </label>`,
              )}
            </div>
          </fieldset>
          <div class="answer">
            <button class="button primary" ?disabled=${this.chosen === null}>Check</button>
            ${this.chosen === null ? html`<span class="fine">Choose one first: even a wrong guess helps you remember.</span>` : nothing}
          </div>
        </form>`,
      this,
      { host: this },
    );
  }
}

customElements.define('hm-choice', Choice);
