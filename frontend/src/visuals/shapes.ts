// <hm-shapes>: a matrix expression with each matrix drawn to scale, so that one sees why `A @ (B @ x)` is cheap and `A @ B @ x` is not.

import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { type Expression, fromTree, parseExpression, product, type Shape, ShapeError, type Shapes as OperandShapes, totalFlops, type Tree } from '../math/expression';
import { formatCount } from '../math/format';
import { type Brace, type Drawing, layOutShapes, type Parenthesis } from '../math/shapes';
import type { State } from '../math/state';
import { define, type Drawn, Visual } from './_visual';

export interface Part { name: string; shape: Shape }
/** Factors from left to right; a list within the list stands in parentheses. */
export type Parts = readonly (Part | Parts)[];

const LONGEST = 132; // pixels of the longest side, where there is room
const SHORTEST = 48;
const LABEL = 20;
const STEP = 34; // between one brace and the next

function ofParts(parts: Parts): Expression {
  return parts
    .map((part): Expression => {
      if ('name' in part) return { kind: 'operand', text: part.name, shape: part.shape };
      const of = ofParts(part as Parts);
      return { kind: 'group', of, shape: of.shape };
    })
    .reduce(product);
}

/** `A: 400x400; b: 400` → {A: [400, 400], b: [400]}. */
function parseShapes(text: string): OperandShapes {
  const pairs = text.split(';').filter((pair) => pair.trim() !== '').map((pair) => {
    const place = pair.lastIndexOf(':');
    return [pair.slice(0, place).trim(), pair.slice(place + 1).trim().split(/[x×]/).map(Number)];
  });
  return Object.fromEntries(pairs) as OperandShapes;
}

export class Shapes extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, css`
    .picture { max-width: 100%; height: auto; overflow: visible; }
    text { font: 500 13px var(--code); fill: var(--ink); text-anchor: middle; }
    .shape { font: 400 12px var(--ui); fill: var(--muted); }
    .cost { font: 400 12px var(--ui); fill: var(--muted); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
    .most { fill: var(--ink); font-weight: 600; }
    .sign { font-weight: 600; fill: var(--muted); dominant-baseline: central; }
    rect { fill: var(--surface); stroke: var(--ink); stroke-width: 1; }
    rect.result { stroke-width: 2.5; fill: var(--accent-soft); stroke: var(--accent); }
    .parenthesis { fill: none; stroke: var(--muted); stroke-width: 1.75; stroke-linecap: round; }
    .brace { fill: none; stroke: var(--line-strong); }
    strong { color: var(--ink); }
  `];
  static override properties: PropertyDeclarations = {
    expression: { type: String },
    shapes: { type: String },
    parts: { attribute: false },
    tree: { attribute: false },
  };
  /** As Python writes it: `A @ (B @ x)`. */
  declare expression: string;
  /** The shape of each operand: `A: 400x400; x: 400`, or as an object. */
  declare shapes: string | OperandShapes;
  declare parts: Parts | null;
  /** In place of both: the expression as a report has it. */
  declare tree: Tree | null;

  private parsed: Expression | null = null;
  private drawing: Drawing | null = null;
  /** Why there is nothing to draw. */
  private reason = '';

  constructor() {
    super();
    this.expression = this.shapes = '';
    this.parts = this.tree = null;
  }

  get state(): State {
    if (!this.parsed) return {};
    const flops = totalFlops(this.parsed);
    return { flops, flops_text: formatCount(flops), shape: this.parsed.shape.join('×') };
  }

  override get setup(): Record<string, string> {
    const { expression, shapes, parts, tree } = this;
    return parts || tree || typeof shapes !== 'string' ? {} : { expression, shapes };
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (['expression', 'shapes', 'parts', 'tree'].some((name) => changes.has(name))) this.parse();
    this.drawing = this.parsed && this.layOut(this.parsed);
  }

  private layOut(e: Expression): Drawing {
    const longest = this.presented ? Math.max(LONGEST, 0.5 * this.span(this.room)) : LONGEST;
    const most = layOutShapes(e, longest);
    if (this.room === 0 || most.width <= this.room) return most;
    return layOutShapes(e, Math.max(SHORTEST, longest * (this.room / most.width) ** 1.5));
  }

  private parse(): void {
    if (this.tree) {
      this.parsed = fromTree(this.tree);
      return;
    }
    try {
      const shapes = typeof this.shapes === 'string' ? parseShapes(this.shapes) : this.shapes;
      this.parsed = this.parts ? ofParts(this.parts) : this.expression ? parseExpression(this.expression, shapes) : null;
      this.reason = '';
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      this.parsed = null;
      this.reason = error.message;
    }
  }

  protected override picture(): TemplateResult {
    const { drawing } = this;
    if (!drawing) return html`<p><code>${this.expression}</code></p>${this.reason ? html`<p class="problem">${this.reason}</p>` : nothing}`;
    const costliest = Math.max(...drawing.braces.map((brace) => brace.flops));
    const middle = LABEL + drawing.height / 2;
    const height = drawing.height + 2 * LABEL + drawing.levels * STEP + 8;
    return html`
      <svg class="picture" role="img" width=${drawing.width + 4} height=${height} viewBox="-2 0 ${drawing.width + 4} ${height}" aria-label=${this.spoken(drawing)}>
        <g transform="translate(0 ${middle})">
          ${drawing.boxes.map(({ x, width, height: tall, name, shape, result }) => svg`
            <rect class=${result ? 'result' : ''} x=${x} y=${-tall / 2} width=${width} height=${tall}></rect>
            <text x=${x + width / 2} y=${-tall / 2 - 6}>${name}</text>
            <text class="shape" x=${x + width / 2} y=${tall / 2 + 15}>${shape.join('×') || '1'}</text>`)}
          ${drawing.signs.map(({ x, text }) => svg`<text class="sign" x=${x} y="0">${text}</text>`)}
          ${drawing.parentheses.map(drawParenthesis)}
          ${drawing.braces.map((brace) => drawBrace(brace, drawing.height / 2 + LABEL, brace.flops === costliest, !this.asking))}
        </g>
      </svg>`;
  }

  private spoken({ boxes }: Drawing): string {
    const operands = boxes.filter((box) => !box.result).map(({ name, shape }) => `${name} is ${shape.join('×')}`);
    return `${this.label || this.expression || 'product'}: ${operands.join(', ')}; the result is ${this.parsed!.shape.join('×') || 'a number'}`;
  }

  protected override caption(): Drawn {
    if (!this.parsed || !this.drawing) return nothing;
    return html`<strong>${formatCount(totalFlops(this.parsed))}</strong> floating-point operations. ${this.drawing.note}`;
  }
}

function drawParenthesis({ x, height, open }: Parenthesis): SVGTemplateResult {
  const [inner, outer] = open ? [x + 5, x] : [x + 3, x + 8];
  return svg`<path class="parenthesis" d=${`M${inner} ${-height / 2}Q${outer} 0 ${inner} ${height / 2}`}></path>`;
}

function drawBrace({ from, to, level, shape, flops }: Brace, below: number, costliest: boolean, told: boolean): SVGTemplateResult {
  const text = `→ ${shape.join('×') || '1'}${told && flops > 0 ? ` · ${formatCount(flops)}` : ''}`;
  const y = below + (level - 1) * STEP + 6;
  return svg`
    <path class="brace" d=${`M${from} ${y - 4}v4H${to}v-4`}></path>
    <text class=${costliest && told ? 'cost most' : 'cost'} x=${(from + to) / 2} y=${y + 16}>${text}</text>`;
}

define('hm-shapes', Shapes);
