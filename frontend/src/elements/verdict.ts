// What a verdict looks like: the sentence first, then the failing input with what was expected beside what came back.

import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';

import { duration } from '../math/format';
import type { Schemas } from '../server';
import type { Picture } from '../visuals/shown';
import { drawCase } from './case';
import { printed } from './printed';
import { comparison, value } from './values';
import { sentence } from './words';

type Verdict = Schemas['Verdict'];
type FailedCase = Schemas['FailedCase'];
type RunResult = Schemas['RunResult'];
type Status = Verdict['status'] | Exclude<RunResult['status'], 'ok'>;

/** Empty where the message says it all. */
const TITLES: Record<Status, string> = {
  passed: '',
  wrong: 'Not yet.',
  'changed-input': 'Your code changed its input.',
  blank: '',
  syntax: '',
  error: 'Python stopped.',
  timeout: 'Too slow: stopped.',
  memory: 'Too much memory: stopped.',
  crash: 'Python crashed.',
  output: 'Too much was printed: stopped.',
  stopped: '',
};

/** `4 of 5 inputs were right.`, `Tried in 12 ms. Saved.`; nothing where there is no more to say than the message does. */
export function tally({ passed, status, cases_passed, cases_total, seconds }: Verdict): string {
  if (passed) return seconds > 0 ? `Tried in ${duration(seconds)}. Saved.` : 'Saved.';
  return status === 'wrong' && cases_total > 1 ? `${cases_passed} of ${cases_total} inputs were right.` : '';
}

const UNFINISHED: readonly Status[] = ['blank', 'stopped']; // nobody did anything wrong

/** The title stands out, or the message where it needs none. */
function told(status: Status, message: string, more = ''): TemplateResult {
  const head = TITLES[status];
  const kind = status === 'passed' ? 'passed' : UNFINISHED.includes(status) ? 'unfinished' : '';
  return html`
    <div class="verdict ${kind}">
      ${head ? html`<strong>${head}</strong><span>${sentence(message)}</span>` : html`<strong>${sentence(message)}</strong>`}
      ${more ? html`<span class="fine">${more}</span>` : nothing}
    </div>`;
}

/** A run that gave no answer. */
export const runText = ({ status, message }: RunResult): TemplateResult => told(status as Status, message);

export const verdictText = (verdict: Verdict): TemplateResult => told(verdict.status, verdict.message, tally(verdict));

export function verdictPicture({ stdout }: Verdict, failed: FailedCase, picture: Picture | null): TemplateResult {
  const { inputs, expected, got } = failed;
  return html`
    <div class="case ${picture === 'photo' ? 'photos' : ''}">
      <div class="values" role="group" aria-label="The input on which it failed">
        ${inputs.map(({ name, shown }) => value(name, shown, picture))}
      </div>
      ${comparison(expected, got, picture)}
      ${until(drawCase(failed, picture ?? 'matrix'), nothing)}
    </div>
    ${printed(stdout)}`;
}
