// A matrix expression as Python writes it (`inv(A) @ b`, `A @ (B @ x)`), with the shape and the cost of each step.

export type Shape = readonly number[];

type Sign = '@' | '·' | '/' | '−';

export type Expression =
  | { kind: 'operand'; text: string; shape: Shape }
  | { kind: 'transpose'; of: Expression; shape: Shape }
  | { kind: 'product'; sign: Sign; left: Expression; right: Expression; shape: Shape; flops: number }
  | { kind: 'call'; name: string; of: Expression[]; shape: Shape; flops: number }
  | { kind: 'part'; index: string; of: Expression; shape: Shape; flops: number }
  | { kind: 'group'; of: Expression; shape: Shape };

export type Shapes = Readonly<Record<string, Shape>>;

export class ShapeError extends Error {}

const CALL = /^(?:\w+\.)*(inv|solve|dot|matmul)\(/;
const KEYWORD = /^\w+\s*=[^=]/; // assume_a='pos'

const written = (shape: Shape): string => shape.join('×') || 'number';
const tidy = (text: string): string => text.replace(/\s+/g, '');

/** The places of `separator` outside of all brackets. */
function split(text: string, separator: string): string[] {
  const pieces = [''];
  let depth = 0;
  for (const letter of text) {
    if ('([{'.includes(letter)) depth++;
    if (')]}'.includes(letter)) depth--;
    if (letter === separator && depth === 0) pieces.push('');
    else pieces[pieces.length - 1] += letter;
  }
  return pieces.map((piece) => piece.trim());
}

/** Does the bracket that opens at `start` close only at the very end? */
function enclosed(text: string, start: number): boolean {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** A @ B: (m×k)(k×n) costs a multiplication and an addition for each of the m·k·n pairs. */
export function product(left: Expression, right: Expression): Expression {
  const [a, b] = [left.shape, right.shape];
  const inner = a.at(-1);
  if (inner === undefined || inner !== b[b.length === 1 ? 0 : b.length - 2]) {
    throw new ShapeError(`${written(a)} @ ${written(b)} does not fit: the inner sizes must be equal.`);
  }
  const shape = [...a.slice(0, -1), ...b.slice(0, -2), ...(b.length > 1 ? [b.at(-1)!] : [])];
  return { kind: 'product', sign: '@', left, right, shape, flops: 2 * inner * shape.reduce((n, side) => n * side, 1) };
}

function call(name: 'inv' | 'solve', of: Expression[]): Expression {
  const n = of[0]!.shape[0]!;
  const shape = of.at(-1)!.shape;
  const columns = name === 'solve' ? (shape[1] ?? 1) : 0;
  const flops = name === 'inv' ? 2 * n ** 3 : (2 / 3) * n ** 3 + 2 * n ** 2 * columns;
  return { kind: 'call', name, of, shape, flops };
}

/** The expression, if the shape of each operand is known. An operand is any text that has a shape in `shapes`. */
export function parseExpression(source: string, shapes: Shapes): Expression {
  const known = new Map(Object.entries(shapes).map(([text, shape]) => [tidy(text), shape]));
  const parse = (text: string): Expression => {
    const shape = known.get(tidy(text));
    if (shape !== undefined) return { kind: 'operand', text, shape };
    const factors = split(text, '@');
    if (factors.length > 1) return factors.map(parse).reduce(product);
    if (text.startsWith('(') && enclosed(text, 0)) {
      const of = parse(text.slice(1, -1).trim());
      return { kind: 'group', of, shape: of.shape };
    }
    if (text.endsWith('.T')) {
      const of = parse(text.slice(0, -2).trim());
      return { kind: 'transpose', of, shape: [...of.shape].reverse() };
    }
    const called = CALL.exec(text);
    if (called !== null && enclosed(text, called[0].length - 1)) {
      const inside = split(text.slice(called[0].length, -1), ',').filter((argument) => !KEYWORD.test(argument));
      if (called[1] === 'inv' || called[1] === 'solve') return call(called[1], inside.map(parse));
      if (inside.length === 2) return inside.map(parse).reduce(product); // np.dot(A, B); A.dot(B) comes next
    }
    const dotted = split(text, '.').at(-1)!;
    if (/^dot\(.*\)$/.test(dotted)) {
      return product(parse(text.slice(0, -dotted.length - 1)), parse(dotted.slice(4, -1).trim()));
    }
    throw new ShapeError(`The shape of ${text || 'an empty factor'} is not known.`);
  };
  return parse(source.trim());
}

/** An expression as the X-ray's report has it: an operand, or an operation on others. */
export interface Tree { text: string; shape: Shape; flops: number; of: readonly Tree[] }

const SIGNS: Readonly<Record<string, Sign>> = { '@': '@', '*': '·', '/': '/', '-': '−' };
const signOf = ({ text, of }: Tree): Sign | undefined => (of.length === 2 ? SIGNS[text] : undefined);

export function fromTree(tree: Tree): Expression {
  const { text, shape, flops, of } = tree;
  const grouped = (inner: Tree): Expression => (signOf(inner) ? { kind: 'group', of: fromTree(inner), shape: inner.shape } : fromTree(inner));
  const sign = signOf(tree);
  if (of.length === 0) return { kind: 'operand', text, shape };
  if (sign) return { kind: 'product', sign, left: fromTree(of[0]!), right: grouped(of[1]!), shape, flops };
  if (text === '.T') return { kind: 'transpose', of: grouped(of[0]!), shape };
  if (text.startsWith('[')) return { kind: 'part', index: text, of: grouped(of[0]!), shape, flops };
  return { kind: 'call', name: text, of: of.map(fromTree), shape, flops };
}

/** The FLOPs of the whole expression. */
export function totalFlops(e: Expression): number {
  switch (e.kind) {
    case 'operand': return 0;
    case 'product': return e.flops + totalFlops(e.left) + totalFlops(e.right);
    case 'part': return e.flops + totalFlops(e.of);
    case 'call': return e.flops + e.of.reduce((sum, inner) => sum + totalFlops(inner), 0);
    default: return totalFlops(e.of);
  }
}
