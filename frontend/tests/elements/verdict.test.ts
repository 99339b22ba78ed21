// @vitest-environment happy-dom
import { render, type TemplateResult } from 'lit';
import { describe, expect, it } from 'vitest';

import { runText, tally, verdictText } from '../../src/elements/verdict';
import type { Schemas } from '../../src/server';

const verdict = (change: Partial<Schemas['Verdict']>): Schemas['Verdict'] => ({
  passed: false, status: 'wrong', message: 'You averaged down the rows (axis 0).', mistake: null, case: null, stdout: '',
  line: null, cases_passed: 0, cases_total: 8, seconds: 0.0123, picture: null, ...change,
});

function words(template: TemplateResult): string {
  const place = document.createElement('div');
  render(template, place);
  return place.textContent!.replace(/\s+/g, ' ').trim();
}

describe('what a verdict says first', () => {
  it.each([
    ['wrong', 'You added.', /^Not yet\. ?You added\.$/],
    ['error', 'Line 3, `x`: no such name.', /^Python stopped\. ?Line 3, x: no such name\.$/],
    ['timeout', 'Is there an endless loop?', /^Too slow: stopped\. ?Is there an endless loop\?$/],
    ['blank', 'There is still a blank to fill.', /^There is still a blank to fill\.$/], // its message says it all
  ] as const)('%s, %s: %s', (status, message, text) => expect(words(verdictText(verdict({ status, message, cases_total: 1 })))).toMatch(text));
});

describe('the small print', () => {
  it.each([
    [{ passed: true, status: 'passed' }, 'Tried in 12.3 ms. Saved.'],
    [{ passed: true, status: 'passed', seconds: 0 }, 'Saved.'],
    [{ cases_passed: 3 }, '3 of 8 inputs were right.'],
    [{ cases_total: 1 }, ''],
    [{ status: 'error', line: 1 }, ''],
  ] as const)('%j → %s', (change, text) => expect(tally(verdict(change))).toBe(text));
});

it('says what happened, then how far it came', () => {
  expect(words(verdictText(verdict({ cases_passed: 2 })))).toMatch(/^Not yet\. ?You averaged down the rows \(axis 0\)\. ?2 of 8 inputs were right\.$/);
});

it('a passed verdict is its own message', () => {
  expect(words(verdictText(verdict({ passed: true, status: 'passed', message: 'Right, on all 8 fresh inputs.' })))).toMatch(/^Right, on all 8 fresh inputs\./);
});

it('a run that failed says so', () => {
  const result: Schemas['RunResult'] = { status: 'error', message: 'Python does not know `foo`.', stdout: '', line: 1, value: null, seconds: 0 };
  expect(words(runText(result))).toMatch(/^Python stopped\. ?Python does not know foo\.$/);
});
