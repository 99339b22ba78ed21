// What a verdict looks like: the sentence first, then the failing input with what was expected beside what came back.

import { html, nothing, type TemplateResult } from 'lit';

import type { Schemas } from '../server';
import type { Picture } from '../visuals/shown';
import { comparison, printed, value } from './values';

type Verdict = Schemas['Verdict'];
type FailedCase = Schemas['FailedCase'];
type RunResult = Schemas['RunResult'];
type Status = Verdict['status'] | Exclude<RunResult['status'], 'ok'>;

const TITLES: Record<Status, string> = {
  passed: 'Right.',
  wrong: 'Not yet.',
  'changed-input': 'Your code changed its input.',
  blank: 'There is still a blank to fill.',
  syntax: 'Python cannot read this.',
  error: 'Python stopped.',
  timeout: 'Too slow: stopped.',
  memory: 'Too much memory: stopped.',
  crash: 'Python crashed.',
  output: 'Too much was printed: stopped.',
  stopped: 'Stopped.',
};

export function title(status: Status, line: number | null): string {
  const text = TITLES[status];
  return line === null || !['error', 'syntax', 'blank'].includes(status) ? text : `${text.replace(/\.$/, '')} in line ${line}.`;
}

/** `4 of 5 inputs were right, tried in 12 ms.`; nothing where only one input was tried, or none. */
export function tally({ passed, cases_passed, cases_total, seconds }: Verdict): string {
  if (cases_total < 2) return '';
  const time = seconds < 0.9995 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;
  const right = passed ? `All ${cases_total}` : `${cases_passed} of ${cases_total}`;
  return `${right} inputs were right, tried in ${time}.`;
}

/** A run that gave no answer. */
export function runText({ status, line, message }: RunResult): TemplateResult {
  return html`<div class="verdict"><strong>${title(status as Status, line)}</strong><span>${message}</span></div>`;
}

export function verdictText(verdict: Verdict): TemplateResult {
  const told = tally(verdict);
  return html`
    <div class="verdict ${verdict.passed ? 'passed' : ''}">
      <strong>${title(verdict.status, verdict.line)}</strong>
      <span>${verdict.message}</span>
      ${told || verdict.passed ? html`<span class="fine">${told} ${verdict.passed ? 'Saved.' : nothing}</span>` : nothing}
    </div>`;
}

export function verdictPicture({ stdout }: Verdict, { inputs, expected, got }: FailedCase, picture: Picture | null): TemplateResult {
  return html`
    <div class="values" role="group" aria-label="The input on which it failed">
      ${inputs.map(({ name, shown }) => value(name, shown, picture))}
    </div>
    ${comparison(expected, got, picture)}
    ${printed(stdout)}`;
}
