// Numbers as people read them: a real minus sign, as few digits as tell the truth.

import { magnitude } from './array';

const MINUS = '\u2212';

function special(value: number): string | null {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  return null;
}

function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = Math.abs(value).toExponential(digits - 1).split('e') as [string, string];
  const sign = exponent.startsWith('-') ? MINUS : '';
  return `${value < 0 ? MINUS : ''}${mantissa}e${sign}${exponent.slice(1)}`;
}

/** One number with about `digits` significant digits: 3.142, −0.05, 12000, 1.5e9. */
export function formatNumber(value: number, digits = 4): string {
  const word = special(value);
  if (word !== null) return word;
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return fixed(value, 0);
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent >= 7) return scientific(value, Math.min(digits, 3)).replace(/\.?0+e/, 'e');
  const text = fixed(value, Math.max(0, digits - 1 - exponent));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Many numbers alike, as in a printed matrix: the fewest decimals (at most 3) that tell them apart. */
export function formatAll(values: ArrayLike<number>, dtype = 'float64'): string[] {
  const numbers = Array.from(values);
  if (dtype === 'bool') return numbers.map((value) => (value ? 'True' : 'False'));
  const finite = numbers.filter(Number.isFinite);
  const largest = magnitude(finite);
  if (finite.every(Number.isInteger) && largest < 1e7) return numbers.map((value) => special(value) ?? fixed(value, 0));
  if (largest >= 1e5 || largest < 1e-2) return numbers.map((value) => (value === 0 ? '0' : (special(value) ?? scientific(value, 2))));
  const most = largest >= 100 ? 1 : largest >= 10 ? 2 : 3;
  let decimals = 1;
  while (decimals < most && finite.some((value) => Math.abs(value - Number(value.toFixed(decimals))) > 1e-9 * largest)) decimals++;
  return numbers.map((value) => special(value) ?? fixed(value, decimals));
}

const NEARLY_ALL = 1 - 1e-4;

/** 0.98765 → `98.8%`. Only what is nearly all rounds up to 100%: what lacks something must not look like all. */
export function formatPercent(share: number, decimals = 1): string {
  const unit = 10 ** decimals;
  const percent = share < NEARLY_ALL ? Math.min(Math.round(share * 100 * unit) / unit, 100 - 1 / unit) : share * 100;
  return `${fixed(percent, decimals)}%`;
}

/** 12 345 678 → `12.3 million`. */
export function formatCount(count: number): string {
  for (const [unit, word] of [[1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million']] as const) {
    if (count >= unit) return `${formatNumber(count / unit, 3)} ${word}`;
  }
  return Math.round(count).toLocaleString('en-US');
}

/** 0.0213 → `21.3 ms`. */
export function duration(seconds: number): string {
  if (seconds >= 1) return `${formatNumber(seconds, 3)} s`;
  return seconds >= 1e-3 ? `${formatNumber(seconds * 1e3, 3)} ms` : `${formatNumber(seconds * 1e6, 3)} µs`;
}

/** 3.21e9, FLOP/s → `3.21 GFLOP/s`. */
export function formatSi(value: number, unit: string): string {
  for (const [step, prefix] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']] as const) {
    if (value >= step) return `${formatNumber(value / step, 3)} ${prefix}${unit}`;
  }
  return `${formatNumber(value, 3)} ${unit}`;
}
