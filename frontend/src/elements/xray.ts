// <hm-xray> around the editor of the X-ray page: runs the program, and shows what was found in it, measured.

import { html, nothing, render, type TemplateResult } from 'lit';

import { parseExpression, ShapeError, type Shapes } from '../math/expression';
import { formatCount, formatNumber } from '../math/format';
import { request, type Schemas } from '../server';
import type { Editor } from './editor';
import { intoView } from './into_view';
import { Job } from './job';
import { loadPicture } from './pictures';
import { storage } from './storage';
import { table } from './table';
import { printed } from './values';
import { duration, sentence } from './words';

type Answer = Schemas['XrayAnswer'];
type Call = Schemas['Call'];
type Finding = Schemas['Finding'];
type Skipped = Schemas['Skipped'];

const KEPT_UNDER = 'hm-xray';

class Xray extends HTMLElement {
  private readonly editor = this.querySelector<Editor>('hm-editor')!;
  private readonly place = this.querySelector<HTMLElement>('.results')!;
  private readonly job = new Job(this, ({ message, hint }) =>
    render(html`<div class="notice" role="alert"><strong>${message}</strong><span>${hint}</span></div>`, this.place),
  );

  connectedCallback(): void {
    this.addEventListener('click', this.clicked);
    this.addEventListener('hm-run', this.run);
    this.addEventListener('hm-edit', this.edited);
    for (const button of this.querySelectorAll('button')) button.disabled = false;
    const kept = storage.getItem(KEPT_UNDER);
    if (kept !== null) this.put(kept);
  }

  private readonly clicked = (event: Event): void => {
    const button = (event.target as Element).closest('button');
    const example = button?.dataset['example'];
    if (example !== undefined) this.put(this.sourceOf(example));
    else if (button?.dataset['do'] === 'run') void this.run();
    else if (button?.dataset['do'] === 'stop') void this.job.stop();
    else if (button?.dataset['do'] === 'undo') this.editor.undo();
  };

  private sourceOf(example: string): string {
    return this.querySelector<HTMLTemplateElement>(`template[data-source="${CSS.escape(example)}"]`)!.content.textContent!;
  }

  private put(source: string): void {
    this.editor.value = source;
    this.edited();
  }

  private readonly edited = (): void => {
    const source = this.editor.value;
    storage.setItem(KEPT_UNDER, source);
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-example]')) {
      button.setAttribute('aria-pressed', String(this.sourceOf(button.dataset['example']!) === source));
    }
  };

  private readonly run = (): Promise<void> =>
    this.job.start(async (job) => {
      const answer = await request<Answer>('POST', '/api/xray', { source: this.editor.value, job });
      const [{ lessons }] = await Promise.all([request<Schemas['Progress']>('GET', '/api/progress'), loadPicture('shapes')]);
      this.editor.mark(answer.line);
      this.querySelector('[role=status]')!.textContent = answer.status === 'ok' ? found(answer) : '';
      render(report(answer, Object.keys(lessons)), this.place);
      intoView(this.place);
    });
}

/** `lessons`: those there are; a rule may name one that is still to be written. */
function report(answer: Answer, lessons: string[]): TemplateResult {
  const { status, line, message, stdout, calls, findings, skipped } = answer;
  const where = line === null ? '' : ` in line ${line}`;
  return html`
    ${status === 'ok' ? nothing : html`<div class="notice" role="alert"><strong>The program stopped${where}.</strong><span>${message}</span></div>`}
    ${status === 'ok' || findings.length > 0 ? html`<section><h2>${found(answer)}</h2>${findings.map((each) => finding(each, lessons.includes(each.lesson)))}</section>` : nothing}
    ${calls.length > 0 ? html`<section><h2>The linear algebra in it</h2>${table('The linear algebra in it', COLUMNS, calls.map(call))}</section>` : nothing}
    ${skipped.length > 0 ? html`<details><summary>What was left out, and why</summary><ul>${skipped.map(left)}</ul></details>` : nothing}
    ${printed(stdout)}`;
}

function found({ calls, findings }: Answer): string {
  if (calls.length === 0) return 'There is no linear algebra in it';
  if (findings.length === 0) return 'Nothing that was tried would be faster';
  return findings.length === 1 ? 'One thing to improve' : `${findings.length} things to improve`;
}

const left = ({ line, reason }: Skipped): TemplateResult => html`<li>Line ${line}: ${reason}</li>`;

const COLUMNS = ['line', 'expression', 'shapes', 'times', 'operations each', 'time', 'per second'];

function call({ line, expression, shapes, count, flops, seconds, rate }: Call): (string | number | null)[] {
  const sizes = shapes.map((shape) => (shape.length === 0 ? 'number' : shape.join('×'))).join(' · ');
  return [line, expression, sizes, count, flops && formatCount(flops), duration(seconds), rate && formatCount(rate)];
}

function finding(found: Finding, explained: boolean): TemplateResult {
  return html`
    <article class="finding">
      <header class="finding-head">
        <h3>Line ${found.line}: ${found.rule.replaceAll('-', ' ')}</h3>
        <p class="speedup">${formatNumber(found.speedup, 3)}× <small>faster, measured</small></p>
      </header>
      <div class="change">
        ${side('Now', found.before, found.shapes)} ${side('Better', found.after, found.shapes)}
      </div>
      <p>${sentence(found.why)}</p>
      <p class="measured">
        <span>saves <b>${duration(found.seconds_saved)}</b>${found.count > 1 ? html` in <b>${found.count}</b> calls` : nothing}</span>
        <span>relative error now <b>${formatNumber(found.error_before, 2)}</b>, then <b>${formatNumber(found.error_after, 2)}</b></span>
        ${explained ? html`<a href=${`/learn/${found.lesson}`}>The lesson that explains it</a>` : nothing}
      </p>
    </article>`;
}

/** The code, and under it its matrices to scale, where every shape in it is known. */
function side(name: 'Now' | 'Better', expression: string, parts: Finding['shapes']): TemplateResult {
  const shapes = Object.fromEntries(parts.map((part) => [part.name, part.shape]));
  return html`
    <figure class=${name.toLowerCase()}>
      <figcaption>${name}</figcaption>
      <pre class="code"><code>${expression}</code></pre>
      ${isDrawable(expression, shapes) ? html`<hm-shapes .expression=${expression} .shapes=${shapes}></hm-shapes>` : nothing}
    </figure>`;
}

function isDrawable(expression: string, shapes: Shapes): boolean {
  try {
    return parseExpression(expression, shapes).shape.length > 0;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

customElements.define('hm-xray', Xray);
