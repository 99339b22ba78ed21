// Places the matrices of an expression in a row, drawn to scale: boxes, signs between them, braces beneath for what each step
// makes and costs. Lengths in CSS pixels; y = 0 is the middle line.

import type { Expression, Shape } from './expression';
import { type Scale, sideScale } from './layout';

export interface Box { x: number; width: number; height: number; name: string; shape: Shape; result: boolean }
export interface Sign { x: number; text: string }
export interface Parenthesis { x: number; height: number; open: boolean }
export interface Brace { from: number; to: number; level: number; shape: Shape; flops: number }

export interface Drawing {
  boxes: Box[];
  signs: Sign[];
  parentheses: Parenthesis[];
  braces: Brace[];
  width: number;
  /** The tallest box and the deepest brace. */
  height: number;
  levels: number;
  /** How sides are drawn. */
  note: string;
}

const GAP = 10;
const LETTER = 7.6; // width of a letter of the code face at 13 px
const SMALL = 7.4; // and of a shape beneath a box at 12 px
const PARENTHESIS = 8;
const LONGEST_NAME = 18; // letters

const shorten = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 2)} …` : name);

/** What is drawn as one box. */
const leaf = (e: Expression): { name: string; shape: Shape } | null => {
  if (e.kind === 'operand') return { name: shorten(e.text), shape: e.shape };
  const inner = e.kind === 'transpose' ? leaf(e.of) : null;
  return inner && { name: `${inner.name}.T`, shape: e.shape };
};

function sidesOf(e: Expression): number[] {
  switch (e.kind) {
    case 'operand': return [...e.shape, ...(e.shape.length === 1 ? [1] : [])];
    case 'product': return [...sidesOf(e.left), ...sidesOf(e.right), ...e.shape];
    case 'call': return [...e.of.flatMap(sidesOf), ...e.shape];
    default: return sidesOf(e.of);
  }
}

class Layout {
  boxes: Box[] = [];
  signs: Sign[] = [];
  parentheses: Parenthesis[] = [];
  braces: Brace[] = [];
  private x = 0;

  constructor(private readonly scale: Scale) {}

  /** Answers the level of the deepest brace beneath. A vector on the left of @ lies down, elsewhere it stands. */
  draw(e: Expression, lying = false): number {
    const start = this.x;
    const single = leaf(e);
    if (single) {
      this.box(single.name, single.shape, false, lying);
      return 0;
    }
    switch (e.kind) {
      case 'group': return this.enclose(() => this.draw(e.of));
      case 'transpose': {
        const level = this.draw(e.of);
        this.sign('.T');
        return level;
      }
      case 'call': {
        this.sign(e.name);
        const level = this.enclose(() => Math.max(...e.of.map((argument, i) => {
          if (i > 0) this.sign(',');
          return this.draw(argument);
        })));
        return this.brace(start, level, e.shape, e.flops);
      }
      case 'part': {
        const level = this.draw(e.of);
        this.sign(e.index);
        return this.brace(start, level, e.shape, e.flops);
      }
      case 'product': {
        const left = this.draw(e.left, e.sign === '@' && e.left.shape.length === 1);
        this.sign(e.sign);
        const right = this.draw(e.right);
        return this.brace(start, Math.max(left, right), e.shape, e.flops);
      }
      default: return 0;
    }
  }

  private enclose(inside: () => number): number {
    const open: Parenthesis = { x: this.x, height: 0, open: true };
    this.parentheses.push(open);
    this.x += PARENTHESIS;
    const first = this.boxes.length;
    const level = inside();
    open.height = Math.max(...this.boxes.slice(first).map((box) => box.height)) + 14;
    this.parentheses.push({ x: this.x, height: open.height, open: false });
    this.x += PARENTHESIS;
    return level;
  }

  private brace(from: number, beneath: number, shape: Shape, flops: number): number {
    const level = beneath + 1;
    this.braces.push({ from, to: this.x, level, shape, flops });
    return level;
  }

  private sign(text: string): void {
    const width = text.length * LETTER;
    const between = '@·/−='.includes(text);
    this.signs.push({ x: this.x + (between ? GAP / 2 : 0) + width / 2, text });
    this.x += width + (between || text === ',' ? GAP : 2);
  }

  private box(name: string, shape: Shape, result: boolean, lying = false): void {
    const [rows, columns] = shape.length === 1 ? (lying ? [1, shape[0]!] : [shape[0]!, 1]) : [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
    const [width, height] = [this.scale.length(columns), this.scale.length(rows)];
    const room = Math.max(width, name.length * LETTER, shape.join('×').length * SMALL);
    this.boxes.push({ x: this.x + (room - width) / 2, width, height, name, shape, result });
    this.x += room;
  }

  end(e: Expression): number {
    this.sign('=');
    this.box('', e.shape, true);
    return this.x;
  }
}

export function layOutShapes(e: Expression, longest: number): Drawing {
  const scale = sideScale(sidesOf(e), longest);
  const layout = new Layout(scale);
  const levels = layout.draw(e);
  const width = layout.end(e);
  const { boxes, signs, parentheses, braces } = layout;
  return { boxes, signs, parentheses, braces, width, height: Math.max(...boxes.map((box) => box.height)), levels, note: scale.note };
}
