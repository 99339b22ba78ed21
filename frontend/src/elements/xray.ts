// <hm-xray> around the editor of the X-ray page: runs the program, and shows what was found in it, measured.

import { html, nothing, render, type TemplateResult } from 'lit';

import { duration, formatCount, formatNumber, formatPercent } from '../math/format';
import { request, type Schemas } from '../server';
import type { Editor } from './editor';
import { intoView } from './into_view';
import { Job } from './job';
import { loadPicture } from './pictures';
import { printed } from './printed';
import { storage } from './storage';
import { table } from './table';
import { label, sentence, size } from './words';

type Answer = Schemas['XrayAnswer'];
type Call = Schemas['Call'];
type Finding = Schemas['Finding'];
type Skipped = Schemas['Skipped'];

const KEPT_UNDER = 'hm-xray';
const MOST = 200_000; // letters, as the server takes them

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
    this.querySelector('input[type=file]')!.addEventListener('change', this.opened);
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

  private readonly opened = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files![0];
    if (!file) return;
    if (file.size > MOST) this.said.textContent = `${file.name} has ${size(file.size)}; at most ${size(MOST)} can be run here.`;
    else {
      this.put(await file.text());
      this.said.textContent = `${file.name} is in the editor.`;
    }
    field.value = ''; // so that the same file can be chosen again
  };

  private get said(): HTMLElement {
    return this.querySelector('[role=status]')!;
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
      const [{ lessons }] = await Promise.all([request<Schemas['Progress']>('GET', '/api/progress'), loadPicture('shapes'), loadPicture('trace')]);
      this.editor.mark(answer.line);
      this.said.textContent = answer.status === 'ok' ? found(answer) : '';
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
    ${calls.length > 0 ? html`<section><h2>How the matrices flow</h2><hm-trace .report=${answer}></hm-trace></section>` : nothing}
    ${calls.length > 0 ? html`<section><h2>The linear algebra in it</h2>${table('The linear algebra in it', COLUMNS, calls.map(call))}</section>` : nothing}
    ${skipped.length > 0 ? html`<details><summary>What was left out, and why</summary><ul>${skipped.map(left)}</ul></details>` : nothing}
    ${printed(stdout)}`;
}

function found({ calls, findings }: Answer): string {
  if (calls.length === 0) return 'There is no linear algebra in it';
  if (findings.length === 0) return 'Nothing that was tried would be better';
  const hazards = findings.filter(isHazard).length;
  const better = findings.length - hazards;
  const parts = [better === 1 ? 'one thing to improve' : `${better} things to improve`, hazards === 1 ? 'one hazard' : `${hazards} hazards`];
  return label(parts.filter((_, i) => [better, hazards][i]! > 0).join(', '));
}

const left = ({ line, reason }: Skipped): TemplateResult => html`<li>Line ${line}: ${reason}</li>`;

const COLUMNS = ['line', 'expression', 'shapes', 'times', 'time', 'share', 'per second', 'of its roof'];

function call({ line, expression, shapes, layouts, count, seconds, share, rate, of_roof, bound }: Call): (string | number | null)[] {
  const sizes = shapes.map((shape, i) => `${shape.join('×') || 'number'}${layouts[i] === 'C' ? '' : ` ${layouts[i]}`}`).join(' · ');
  const near = of_roof == null ? null : `${part(of_roof)} ${bound}`;
  return [line, expression, sizes, count, duration(seconds), part(share), rate == null ? null : formatCount(rate), near];
}

const part = (share: number): string => (share > 1.005 ? '>100%' : share > 0 && share < 0.01 ? '<1%' : formatPercent(share, 0));

const isHazard = ({ gain }: Finding): boolean => gain === 'hazard';

/** What a finding is worth. */
function worth({ gain, speedup, bytes_before, bytes_after }: Finding): TemplateResult {
  if (gain === 'hazard') return html`hazard`;
  if (gain === 'more accurate') return html`more accurate`;
  if (gain === 'leaner') return html`${size(bytes_after ?? 0)} <small>of memory in place of ${size(bytes_before ?? 0)}</small>`;
  return html`${formatNumber(speedup, 3)}× <small>faster, measured</small>`;
}

function finding(found: Finding, explained: boolean): TemplateResult {
  const { line, rule, count, seconds_saved, error_before, error_after, lesson, why, proof, advice, assumption } = found;
  return html`
    <article class=${isHazard(found) ? 'finding hazard' : 'finding'}>
      <header class="finding-head">
        <h3>Line ${line}: ${rule.replaceAll('-', ' ')}</h3>
        <p class="speedup">${worth(found)}</p>
      </header>
      <div class="change">
        ${side('Now', found.before, found.drawn_before)} ${isHazard(found) ? nothing : side('Better', found.after, found.drawn_after)}
      </div>
      ${proof ? html`<p class=${isHazard(found) ? 'proof' : ''}>${sentence(proof)}</p>` : nothing}
      ${advice ? html`<p>${sentence(advice)}</p>` : nothing}
      <p>${sentence(why)}</p>
      ${assumption ? html`<p class="assumption">If ${sentence(assumption)}.</p>` : nothing}
      <p class="measured">
        ${isHazard(found) ? nothing : html`<span>saves <b>${duration(seconds_saved)}</b>${count > 1 ? html` in <b>${count}</b> calls` : nothing}</span>
        <span>relative error now <b>${error_before == null ? 'not finite' : formatNumber(error_before, 2)}</b>, then <b>${formatNumber(error_after, 2)}</b></span>`}
        ${explained ? html`<a href=${`/learn/${lesson}`}>The lesson that explains it</a>` : nothing}
      </p>
    </article>`;
}

/** The code, and under it its matrices to scale. */
function side(name: 'Now' | 'Better', code: string, trees: Finding['drawn_before'] = []): TemplateResult {
  return html`
    <figure class=${name.toLowerCase()}>
      <figcaption>${name}</figcaption>
      <pre class="code"><code>${code}</code></pre>
      ${trees.map((tree) => html`<hm-shapes .tree=${tree}></hm-shapes>`)}
    </figure>`;
}

customElements.define('hm-xray', Xray);
