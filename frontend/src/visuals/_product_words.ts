// What the picture of a product says: the formula of a step, as NumPy writes it, with its numbers.

import { html, type TemplateResult } from 'lit';

import { formatNumber } from '../math/format';
import { at, type Operand, type Place, sumText, termsOf, termsText, type View } from '../math/product';

export const WORDS: Record<View, string> = { dots: 'dot products', columns: 'columns', rows: 'rows', outer: 'outer products' };

const ALL_TERMS = 8; // up to so many are written out
const ALL_PARTS = 4;

function sum(count: number, most: number, part: (l: number) => string): string {
  const parts = count <= most ? Array.from({ length: count }, (_, l) => part(l)) : [part(0), '…', part(count - 1)];
  return sumText(parts).replaceAll(', ', ',\u00a0').replaceAll('] B', ']\u00a0B'); // a part stays on its line
}

export function formula(A: Operand, B: Operand, C: Operand, place: Place | null): TemplateResult {
  if (!place) return html`Press Next: C is made step by step.`;
  const { row, column, inner } = place;
  const k = A.columns;
  if (row !== null && column !== null) {
    const terms = k <= ALL_TERMS ? termsText(termsOf(A, B, row, column)) : `the sum of ${k} products`;
    return html`<code>C[${row}, ${column}] = A[${row}, :] @ B[:, ${column}]</code> = ${terms} = <strong>${formatNumber(at(C, row, column))}</strong>.`;
  }
  const weighted = (weight: (l: number) => number, part: (l: number) => string): string =>
    sum(k, ALL_PARTS, (l) => `${formatNumber(weight(l), 3)}·${part(l)}`);
  if (column !== null) return html`<code>C[:, ${column}] = A @ B[:, ${column}]</code> = ${weighted((l) => at(B, l, column), (l) => `A[:, ${l}]`)}.`;
  if (row !== null) return html`<code>C[${row}, :] = A[${row}, :] @ B</code> = ${weighted((l) => at(A, row, l), (l) => `B[${l}, :]`)}.`;
  const terms = sum(inner! + 1, ALL_PARTS - 1, (l) => `A[:, ${l}] B[${l}, :]`);
  return html`${inner === k - 1 ? 'Now' : 'So far'} <code>C = ${terms}</code>, each a column times a row.`;
}

/** A step, for somebody who does not see it. */
export function spokenStep(A: Operand, B: Operand, C: Operand, place: Place | null, asking: boolean): string {
  if (!place) return 'nothing yet';
  const { row, column, inner } = place;
  if (inner !== null) return `column ${inner} of A times row ${inner} of B is added`;
  if (row === null) return `column ${column} of C is A times column ${column} of B`;
  if (column === null) return `row ${row} of C is row ${row} of A times B`;
  const told = asking ? 'what will it be?' : `${termsText(termsOf(A, B, row, column))} = ${formatNumber(at(C, row, column))}`;
  return `row ${row}, column ${column}: ${told}`;
}

export const spokenMatrix = (texts: readonly string[], columns: number): string =>
  Array.from({ length: texts.length / columns }, (_, r) => texts.slice(r * columns, (r + 1) * columns).join(' ')).join('; ');
