// What a picture says about itself. Goals test it, prose quotes it.

import { formatNumber } from './format';

/** `share: 0.9876`; where a number is quoted in a form of its own, `share_text: '98.8%'` stands beside it. */
export type State = Record<string, number | string>;

/** The words for `{cloud.share}`. */
export function quote(state: State, name: string): string {
  const value = state[`${name}_text`] ?? state[name];
  return typeof value === 'number' ? formatNumber(value) : (value ?? '…');
}

type Test = (state: State) => boolean;

const TERM = /^([a-z]\w*)\s*(?:(>=|<=|!=|>|<|=)\s*(.+))?$/i;
const NEAR = 1e-9;

function term(text: string): Test {
  const match = TERM.exec(text.trim());
  if (match === null) throw new Error(`"${text}" is no goal. Write a name, or name, sign and value: share>=0.99`);
  const [, name, sign, right] = match as unknown as [string, string, string | undefined, string | undefined];
  if (sign === undefined || right === undefined) return (state) => Boolean(state[name]);
  const number = Number(right);
  return (state) => {
    const left = state[name];
    if (left === undefined) return false;
    if (Number.isNaN(number)) return sign === '!=' ? left !== right : sign === '=' && left === right;
    const difference = Number(left) - number;
    switch (sign) {
      case '>=': return difference >= -NEAR;
      case '<=': return difference <= NEAR;
      case '>': return difference > NEAR;
      case '<': return difference < -NEAR;
      case '!=': return Math.abs(difference) > NEAR;
      default: return Math.abs(difference) <= NEAR;
    }
  };
}

/** A goal is a condition on the state: `share>=0.99`, `numbers`, `det=0 and edited`. Every term must hold; terms are joined by `and` or a comma. */
export function parseCondition(text: string): Test {
  const tests = text.split(/\s+and\s+|,/).map(term);
  return (state) => tests.every((test) => test(state));
}

/** The state without the names that a guess is asked for, and without their forms in words. */
export function withheld(state: State, names: readonly string[]): State {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name.replace(/_text$/, ''))));
}
