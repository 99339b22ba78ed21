import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/math/expression';
import { layOutFlow } from '../../src/math/flow';
import { layOutRoofline } from '../../src/math/roofline';
import { type Call, intensity, type Operation, parseTrace, rate, type Report, traceOf } from '../../src/math/trace';

const call = (place: number, expression: string, more: Partial<Call>): Call => ({
  file: 'p.py', line: place + 1, expression, operation: 'matmul', shapes: [], dtypes: ['float64'], count: 1, flops: 1e6, bytes: 1e4, seconds: 1e-3, share: 0.1,
  place, name: '', made: [[3, 3]], operands: [], origins: [], ...more,
});
const report = (calls: Call[], more: Partial<Report> = {}): Report => ({ peak: null, calls, findings: [], ...more });
const flow = ({ operations }: { operations: readonly Operation[] }): [string, number[][]][] => operations.map(({ expression, operands }) => [expression, operands.map(({ from }) => [...from])]);

describe('a program in words', () => {
  it('becomes operations that feed each other', () => {
    const trace = parseTrace('X: 200×4; b: 200; C = X.T @ X; w = solve(C, X.T @ b)');
    expect(flow(trace)).toEqual([['X.T @ X', [[], []]], ['X.T @ b', [[], []]], ['solve(C, X.T @ b)', [[0], [1]]]]);
    expect(trace.operations.map(({ name, made }) => [name, made[0]])).toEqual([['C', [4, 4]], ['', [4]], ['w', [4]]]);
    expect(trace.operations.map(({ flops }) => Math.round(flops!))).toEqual([6400, 1600, 75]);
    expect(trace.operations.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(intensity(trace.operations[0]!)).toBeCloseTo(6400 / (8 * (800 + 800 + 16)));
    expect(rate(trace.operations[0]!)).toBeNull();
  });

  it('knows that the order of a chain is its cost', () => {
    const flops = (program: string): number => parseTrace(`A: 400x400; B: 400x400; x: 400; ${program}`).operations.reduce((sum, each) => sum + each.flops!, 0);
    expect(flops('y = A @ B @ x') / flops('y = A @ (B @ x)')).toBeCloseTo(200.5);
  });

  it('follows a name that is given anew', () => {
    expect(flow(parseTrace('A: 3×3; x: 3; x = A @ x; y = x; x = A @ y'))).toEqual([['A @ x', [[], []]], ['A @ y', [[], [0]]]]);
  });

  it.each([
    ['A: 3×4; B: 3×4; A @ B', 'inner sizes'], ['A: 3×4; A @ b', 'not known'], ['A: 3×4', 'no operation'], ['', 'no operation'], ['A: 3×; A @ A', 'not known'],
  ])('%s is refused: %s', (text, words) => {
    expect(() => parseTrace(text)).toThrow(ShapeError);
    expect(() => parseTrace(text)).toThrow(words);
  });
});

describe('a report', () => {
  it('is put in the order in which operations feed each other', () => {
    const trace = traceOf(report([
      call(0, 'inv(A) @ b', { origins: [[1], []], shapes: [[3, 3], [3]], operands: ['inv(A)', 'b'], line: 1 }),
      call(1, 'inv(A)', { operation: 'numpy.linalg.inv', origins: [[]], shapes: [[3, 3]], operands: ['A'], line: 1 }),
    ]));
    expect(flow(trace)).toEqual([['inv(A)', [[]]], ['inv(A) @ b', [[0], []]]]);
    expect(trace.operations.map(({ sign }) => sign)).toEqual(['inv', '@']);
  });

  it('adds the calls of one place, of whatever shapes', () => {
    const [operation] = traceOf(report([call(0, 'A @ B', { count: 3, seconds: 2 }), call(0, 'A @ B', { count: 1, flops: 5e6, seconds: 1 })])).operations;
    expect([operation!.count, operation!.flops, operation!.seconds, rate(operation!)]).toEqual([4, 8e6, 3, 8e6 / 3]);
    expect(traceOf(report([call(0, 'f(A)', { flops: null })])).operations[0]!.flops).toBeNull();
  });

  it('tells a finding at each operation of its expression, and marks the whole of it', () => {
    const found = { rule: 'explicit-inverse', file: 'p.py', line: 1, before: 'inv(A) @ b', after: '', gain: 'faster', why: '', proof: '', advice: '' };
    const trace = traceOf(report([call(0, 'inv(A)@b', {}), call(0, 'inv( A )', { operation: 'inv' }), call(0, 'c @ b', { operation: 'dot' }), call(4, 'inv(A)', {})], { findings: [found] }));
    expect(trace.operations.map(({ expression, findings, mark }) => [expression, findings.length, mark])).toEqual([['inv(A)@b', 1, 'better'], ['inv( A )', 1, ''], ['c @ b', 0, ''], ['inv(A)', 0, '']]);
  });

  it('keeps what took longest where there is too much, and a loop ends', () => {
    const many = Array.from({ length: 60 }, (_, i) => call(i, `A${i} @ x`, { seconds: i, origins: [[i], [(i + 1) % 60]], shapes: [[3, 3], [3]], operands: [`A${i}`, 'x'], line: 1 }));
    const trace = traceOf(report(many));
    expect([trace.operations.length, trace.leftOut]).toEqual([24, 36]);
    expect(Math.min(...trace.operations.map(({ seconds }) => seconds!))).toBe(36);
  });
});

describe('the flow as a picture', () => {
  const drawn = (program: string, room = 400) => layOutFlow(parseTrace(program).operations, room);

  it('a chain is a straight line, and an array used twice stands once', () => {
    const { boxes, edges } = drawn('A: 3×3; x: 3; y = A @ x; z = A @ y; w = A @ z');
    expect(boxes.map(({ name }) => name).sort()).toEqual(['A', 'w', 'x', 'y', 'z']);
    expect(new Set(['x', 'y', 'z'].map((name) => boxes.find((box) => box.name === name)!.x)).size).toBe(1);
    expect(edges.filter(({ x0 }) => x0 === boxes.find(({ name }) => name === 'A')!.x)).toHaveLength(3);
  });

  it('X and X.T are one array, drawn as it lies in memory', () => {
    const { boxes } = drawn('X: 200×4; C = X.T @ X');
    expect(boxes.map(({ name, shapes }) => [name, shapes[0]])).toEqual([['X', [200, 4]], ['C', [4, 4]]]);
    expect(boxes[0]!.sides[0]!.height).toBeGreaterThan(boxes[0]!.sides[0]!.width);
  });

  it.each([30, 300, 900])('no two arrays share a place, and every edge goes down (%d pixels)', (room) => {
    let seed = 7;
    const random = (n: number): number => (seed = (seed * 16807) % 2147483647) % n;
    for (let trial = 0; trial < 40; trial++) {
      const names = ['A', 'B', 'C'];
      const lines = Array.from({ length: 12 }, (_, i) => {
        const line = `N${i} = ${names[random(names.length)]} @ ${names[random(names.length)]}`;
        names.push(`N${i}`);
        return line;
      });
      const { boxes, edges, rows, width, height } = drawn(`A: 5×5; B: 5×5; C: 5×5; ${lines.join('; ')}`, room);
      const places = boxes.map(({ x, y }) => `${x} ${y}`);
      expect(new Set(places).size).toBe(places.length);
      expect(edges.every(({ y0, y1 }) => y1 > y0)).toBe(true);
      expect(boxes.every(({ x, y, sides }) => x > 0 && x < width && y > 0 && y < height && sides.every((side) => side.width > 0 && side.height > 0))).toBe(true);
      expect(rows.every(({ top, bottom }, i) => bottom > top && (i === 0 || top === rows[i - 1]!.bottom))).toBe(true);
      for (const edge of edges) { // no edge runs through an array that is not its own
        const through = boxes.filter(({ x, y }) => x === edge.x0 && y > edge.y0 && y < edge.y1 - 40);
        expect(through).toEqual([]);
      }
    }
  });

  it('what a later line of a loop makes goes in from above, marked', () => {
    const trace = traceOf(report([call(0, 'A @ x', { origins: [[], [0]], shapes: [[3, 3], [3]], operands: ['A', 'x'], name: 'x', made: [[3]] })]));
    const { boxes } = layOutFlow(trace.operations, 400);
    expect(boxes.map(({ name, loop }) => [name, loop])).toEqual([['A', false], ['x', true], ['x', false]]);
  });

  it('numbers and empty arrays have a box, too', () => {
    const trace = traceOf(report([call(0, 'x @ y', { shapes: [[3], [3]], operands: ['x', 'y'], origins: [[], []], made: [[]] }), call(1, 'E @ y', { shapes: [[0, 3], [3]], operands: ['E', 'y'], origins: [[], []], made: [[0]] })]));
    expect(layOutFlow(trace.operations, 400).boxes.every(({ height }) => height >= 4)).toBe(true);
  });
});

describe('the roofline', () => {
  const peak = { flops: { float64: 4e10 }, memory: 1e10, cache: 8e10 };
  const timed = [call(0, 'A @ B', { flops: 1e8, bytes: 1e6, seconds: 0.01 }), call(1, 'A @ x', { flops: 1e6, bytes: 4e6, seconds: 0.001 })];

  it('has both axes logarithmic', () => {
    const { spots, across, up } = layOutRoofline(traceOf(report(timed, { peak })), 600, 400)!;
    expect(spots.map((spot) => [spot.intensity, spot.rate])).toEqual([[100, 1e10], [0.25, 1e9]]);
    const decade = across[1]!.at - across[0]!.at;
    expect((spots[0]!.x - spots[1]!.x) / decade).toBeCloseTo(Math.log10(400));
    expect((spots[1]!.y - spots[0]!.y) / (up[0]!.at - up[1]!.at)).toBeCloseTo(1);
    expect(spots[0]!.radius ** 2 / spots[1]!.radius ** 2).toBeCloseTo(10);
  });

  it('a slope meets the level where the memory is as fast as the arithmetic', () => {
    const { roofs, across, up } = layOutRoofline(traceOf(report(timed, { peak })), 600, 400)!;
    const [x, y] = roofs.find(({ kind }) => kind === 'memory')!.path[1]!;
    const decade = across[1]!.at - across[0]!.at;
    expect((x - across[0]!.at) / decade + Math.log10(across[0]!.value)).toBeCloseTo(Math.log10(4));
    expect(y).toBeCloseTo(roofs.find(({ kind }) => kind === 'compute')!.path[0]![1]);
    expect(y).toBeLessThan(up[0]!.at);
  });

  it('without measured roofs there is only the best rate of the program, and it says so', () => {
    const { roofs } = layOutRoofline(traceOf(report(timed)), 600, 400)!;
    expect(roofs.map(({ kind, value }) => [kind, value])).toEqual([['best', 1e10]]);
  });

  it('is nothing where nothing has a rate', () => {
    expect(layOutRoofline(traceOf(report([call(0, 'f(A)', { flops: null })])), 600, 400)).toBeNull();
    expect(layOutRoofline(parseTrace('A: 3×3; A @ A'), 600, 400)).toBeNull();
  });

  it('one single operation has a decade around it', () => {
    const { across, spots } = layOutRoofline(traceOf(report([call(0, 'A', { flops: 1e3, bytes: 1e3, seconds: 1e-6 })])), 300, 300)!;
    expect(across.length).toBeGreaterThan(1);
    expect(Number.isFinite(spots[0]!.x + spots[0]!.y)).toBe(true);
  });
});
