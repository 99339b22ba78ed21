// What a picture may be given, as attributes or as properties, and a sentence where it is given something else.

import type { PropertyDeclaration } from 'lit';

/** By the attribute's name: the words it may be, or the ends between which its number lies. */
export type Readable = Readonly<Record<string, readonly string[] | readonly [least: number, most: number]>>;

const isRange = (may: Readable[string]): may is readonly [number, number] => typeof may[0] === 'number';

function numberIn(text: string, { converter }: PropertyDeclaration): unknown {
  if (typeof converter === 'function') return converter(text, Number);
  return text.trim() === '' ? NaN : Number(text);
}

/** Empty where the attribute can be read. */
export function misread(name: string, text: string, declared: PropertyDeclaration, may?: Readable[string]): string {
  const said = `${name}="${text}"`;
  if (may && !isRange(may)) return may.includes(text) ? '' : `${said} is none of ${may.filter((word) => word !== '').join(', ')}.`;
  if (declared.type !== Number) return '';
  const value = numberIn(text, declared);
  if (typeof value !== 'number') return ''; // a word that stands for no number
  if (!Number.isFinite(value)) return `${said} is no number.`;
  return may && !(value >= may[0] && value <= may[1]) ? `${said} does not lie between ${may[0]} and ${may[1]}.` : '';
}

/** Of a property that is set from outside, by a tool, a notebook or a check. Empty where it can be read; null is "not given". */
export function misgiven(name: string, value: unknown, declared: PropertyDeclaration, may?: Readable[string]): string {
  if (value === null) return '';
  if (declared.type === Number && typeof value !== 'number') return `${name} is no number: ${inShort(value)}.`;
  return declared.type === Number || (may && !isRange(may)) ? misread(name, String(value), { type: declared.type }, may) : '';
}

/** What did not fit, where drawing it failed. */
export const undrawable = (given: ReadonlyMap<string, unknown>): string =>
  [...given].map(([name, value]) => `${name} has a shape, or holds something, that cannot be drawn here: ${inShort(value)}.`).join(' ');

const SHORT = 60; // letters

function inShort(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHORT ? `${text.slice(0, SHORT)} …` : text;
}
