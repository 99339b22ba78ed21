// What a verdict looks like: the sentence first, then the failing input with what was expected beside what came back.

import { html, nothing, type TemplateResult } from 'lit';

import type { Schemas } from '../server';
import type { Picture } from '../visuals/shown';
import { comparison, printed, value } from './values';
import { duration, sentence } from './words';

type Verdict = Schemas['Verdict'];
type FailedCase = Schemas['FailedCase'];
type RunResult = Schemas['RunResult'];
type Status = Verdict['status'] | Exclude<RunResult['status'], 'ok'>;

const TITLES: Record<Status, string> = {
  passed: '', // the message says it all
  wrong: 'Not yet.',
  'changed-input': 'Your code changed its input.',
  blank: 'There is still a blank to fill.',
  syntax: 'Python cannot read this.',
  error: 'Python stopped.',
  timeout: 'Too slow: stopped.',
  memory: 'Too much memory: stopped.',
  crash: 'Python crashed.',
  output: 'Too much was printed: stopped.',
  stopped: '',
};

export function title(status: Status, line: number | null): string {
  const text = TITLES[status];
  return line === null || !['error', 'syntax', 'blank'].includes(status) ? text : `${text.slice(0, -1)} in line ${line}.`;
}

/** `4 of 5 inputs were right.`, `Tried in 12 ms. Saved.`; nothing where there is no more to say than the message does. */
export function tally({ passed, status, cases_passed, cases_total, seconds }: Verdict): string {
  if (passed) return seconds > 0 ? `Tried in ${duration(seconds)}. Saved.` : 'Saved.';
  return status === 'wrong' && cases_total > 1 ? `${cases_passed} of ${cases_total} inputs were right.` : '';
}

/** The title stands out, or the message where it needs none. */
function told(status: Status, line: number | null, message: string, more = ''): TemplateResult {
  const head = title(status, line);
  return html`
    <div class="verdict ${status === 'passed' ? 'passed' : ''}">
      ${head ? html`<strong>${head}</strong><span>${sentence(message)}</span>` : html`<strong>${sentence(message)}</strong>`}
      ${more ? html`<span class="fine">${more}</span>` : nothing}
    </div>`;
}

/** A run that gave no answer. */
export const runText = ({ status, line, message }: RunResult): TemplateResult => told(status as Status, line, message);

export const verdictText = (verdict: Verdict): TemplateResult => told(verdict.status, verdict.line, verdict.message, tally(verdict));

export function verdictPicture({ stdout }: Verdict, { inputs, expected, got }: FailedCase, picture: Picture | null): TemplateResult {
  return html`
    <div class="values" role="group" aria-label="The input on which it failed">
      ${inputs.map(({ name, shown }) => value(name, shown, picture))}
    </div>
    ${comparison(expected, got, picture)}
    ${printed(stdout)}`;
}
