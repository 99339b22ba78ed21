// The operations of a program in the order in which they feed each other: from an X-ray's report, where they were measured, or
// from a few words, `X: 200×4; b: 200; C = X.T @ X; w = solve(C, X.T @ b)`, where only shapes and FLOPs are known.

import { size } from './array';
import { type Expression, parseExpression, type Shape, ShapeError } from './expression';

/** One call as the report has it; see report.schema.json. */
export interface Call {
  file: string; line: number; expression: string; operation: string;
  shapes: readonly Shape[]; dtypes: readonly string[]; count: number;
  flops: number | null; bytes: number; seconds: number; share: number;
  place: number; name: string; made: readonly Shape[]; operands: readonly string[]; origins: readonly (readonly number[])[];
}

export interface Found { rule: string; file: string; line: number; before: string; after: string; gain: string; why: string; proof: string; advice: string }
export interface Peak { flops: Readonly<Record<string, number>>; memory: number; cache: number }
export interface Report { peak: Peak | null; calls: readonly Call[]; findings: readonly Found[] }

/** An array that goes into an operation; `from`: the operations that made it, as their places in the list. */
export interface Operand { name: string; shape: Shape; from: readonly number[] }

/** One operation with all its calls: `flops`, `bytes` and `seconds` are of all together, null where they are not known. */
export interface Operation {
  file: string; line: number | null; expression: string; sign: string; name: string;
  operands: readonly Operand[]; made: readonly Shape[]; count: number;
  flops: number | null; bytes: number; seconds: number | null; share: number;
  /** What was found in an expression that it is a part of; `mark` where it is the whole of one. */
  findings: readonly Found[];
  mark: 'hazard' | 'better' | '';
}

export interface Trace {
  operations: readonly Operation[];
  /** How many more there were, which took the least time. */
  leftOut: number;
  /** Were times measured? Otherwise `share` is that of the FLOPs. */
  timed: boolean;
  peak: Peak | null;
}

const MOST = 24; // operations that can still be read as a picture

const signOf = (operation: string): string => (/^i?matmul$|\.(dot|matmul|mm|mv)$/.test(operation) ? '@' : operation.slice(operation.lastIndexOf('.') + 1));
const tidy = (text: string): string => text.replace(/\s+/g, '');

/** FLOPs per second; null where there is no formula or no time. */
export const rate = ({ flops, seconds }: Operation): number | null => (flops !== null && seconds ? flops / seconds : null);
/** FLOPs per byte that must be read or written. */
export const intensity = ({ flops, bytes }: Operation): number | null => (flops && bytes ? flops / bytes : null);

/** Operands first; what feeds itself in a loop stands where the source has it. */
function inOrder(groups: readonly (readonly Call[])[]): (readonly Call[])[] {
  const waiting = [...groups].sort(([a], [b]) => a!.file.localeCompare(b!.file) || a!.line - b!.line || a!.place - b!.place);
  const ordered = new Set<readonly Call[]>();
  const open = new Set<readonly Call[]>();
  const visit = (group: readonly Call[]): void => {
    if (ordered.has(group) || open.has(group)) return;
    open.add(group);
    const [{ file, line, origins }] = group as [Call];
    const near = waiting.filter(([other]) => other!.file === file && other!.line === line && origins.some((places) => places.includes(other!.place)));
    near.forEach(visit);
    ordered.add(group);
  };
  waiting.forEach(visit);
  return [...ordered];
}

export function traceOf({ calls, findings, peak }: Report): Trace {
  const byPlace = new Map<string, Call[]>();
  for (const call of calls) {
    const key = `${call.place} ${call.operation}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), call]);
  }
  const seconds = (group: readonly Call[]): number => group.reduce((sum, call) => sum + call.seconds, 0);
  const groups = [...byPlace.values()].sort((a, b) => seconds(b) - seconds(a));
  const ordered = inOrder(groups.slice(0, MOST));
  const made = new Map<number, number[]>();
  ordered.forEach(([call], i) => made.set(call!.place, [...(made.get(call!.place) ?? []), i]));
  const operations = ordered.map((group): Operation => {
    const call = group[0]!;
    const total = (value: (call: Call) => number | null): number | null =>
      group.reduce<number | null>((sum, each) => (sum === null || value(each) === null ? null : sum + value(each)! * each.count), 0);
    const expression = tidy(call.expression);
    return {
      file: call.file, line: call.line, expression: call.expression, sign: signOf(call.operation), name: call.name, made: call.made,
      operands: call.shapes.map((shape, i) => ({
        name: call.operands[i] ?? '', shape, from: (call.origins[i] ?? []).flatMap((place) => made.get(place) ?? []),
      })),
      count: group.reduce((sum, each) => sum + each.count, 0),
      flops: total((each) => each.flops), bytes: total((each) => each.bytes)!, seconds: seconds(group),
      share: group.reduce((sum, each) => sum + each.share, 0),
      findings: findings.filter(({ file, line, before }) => file === call.file && line === call.line && tidy(before).includes(expression)),
      mark: '',
    };
  });
  for (const found of findings) {
    const within = operations.filter((each) => each.findings.includes(found));
    const whole = within.reduce<Operation | null>((longest, each) => (each.expression.length > (longest?.expression.length ?? 0) ? each : longest), null);
    if (whole) whole.mark = found.gain === 'hazard' || whole.mark === 'hazard' ? 'hazard' : 'better';
  }
  return { operations, leftOut: groups.length - operations.length, timed: true, peak };
}

/** As Python writes it. */
function written(e: Expression): string {
  switch (e.kind) {
    case 'operand': return e.text;
    case 'transpose': return `${written(e.of)}.T`;
    case 'product': return `${written(e.left)} ${e.sign} ${written(e.right)}`;
    case 'call': return `${e.name}(${e.of.map(written).join(', ')})`;
    case 'part': return `${written(e.of)}${e.index}`;
    case 'group': return `(${written(e.of)})`;
  }
}

/** Raises ShapeError where a line cannot be read or its shapes do not fit. */
export function parseTrace(text: string): Trace {
  const shapes: Record<string, Shape> = {};
  const from = new Map<string, readonly number[]>();
  const operations: Operation[] = [];

  const operand = (e: Expression): Operand => {
    if (e.kind === 'operand') return { name: e.text, shape: e.shape, from: from.get(e.text) ?? [] };
    if (e.kind === 'group') return operand(e.of);
    if (e.kind === 'transpose') {
      const of = operand(e.of);
      return { ...of, name: `${of.name}.T`, shape: e.shape };
    }
    const operands = (e.kind === 'product' ? [e.left, e.right] : e.kind === 'call' ? e.of : [e.of]).map(operand);
    const bytes = 8 * [...operands.map((each) => each.shape), e.shape].reduce((sum, shape) => sum + size(shape), 0);
    operations.push({
      file: '', line: null, expression: written(e), sign: e.kind === 'product' ? e.sign : e.kind === 'call' ? e.name : '[ ]', name: '',
      operands, made: [e.shape], count: 1, flops: e.flops, bytes, seconds: null, share: 0, findings: [], mark: '',
    });
    return { name: '', shape: e.shape, from: [operations.length - 1] };
  };

  for (const line of text.split(/[;\n]/).map((each) => each.trim()).filter((each) => each !== '')) {
    const given = /^(\w+)\s*:\s*(\d+(?:\s*[x×]\s*\d+)*)$/.exec(line);
    if (given) {
      shapes[given[1]!] = given[2]!.split(/[x×]/).map(Number);
      continue;
    }
    const [, name = '', right = ''] = /^(?:(\w+)\s*=\s*)?(.*)$/s.exec(line)!;
    const known = operations.length;
    const result = operand(parseExpression(right, shapes));
    if (name !== '') {
      shapes[name] = result.shape;
      from.set(name, result.from);
      if (operations.length > known) operations[operations.length - 1] = { ...operations.at(-1)!, name };
    }
  }
  if (operations.length === 0) throw new ShapeError('There is no operation in it. Write for example: X: 200×4; C = X.T @ X');
  const total = operations.reduce((sum, { flops }) => sum + flops!, 0);
  return { operations: operations.map((each) => ({ ...each, share: total > 0 ? each.flops! / total : 0 })), leftOut: 0, timed: false, peak: null };
}
