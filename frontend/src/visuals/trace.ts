// <hm-trace>: the linear algebra of a program as it flows. view="flow": every array to scale, in a lane from where it is made to
// where it is used last; every operation with its FLOPs and its time. view="roofline": how near each came to what the machine can do.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';

import { ShapeError } from '../math/expression';
import { type Flow, layOutFlow } from '../math/flow';
import { duration, formatCount, formatNumber, formatPercent, formatSi } from '../math/format';
import { layOutRoofline } from '../math/roofline';
import type { State } from '../math/state';
import { intensity, type Operation, parseTrace, rate, type Report, type Trace as Model, traceOf } from '../math/trace';
import type { Readable } from './_attributes';
import { reserved } from './_keys';
import { costOf, drawFlow, shapeOf } from './_trace_flow';
import { drawRoofline } from './_trace_roofline';
import { traceStyles } from './_trace_styles';
import { define, type Drawn, Visual } from './_visual';

const WIDE = 820; // from here on what is known of an operation stands beside the picture
const PANEL = 296;
const WORDS = { least: 146, most: 340 }; // beside the graph
const TALLEST = 460; // of the roofline

export class Trace extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, traceStyles];
  static override properties: PropertyDeclarations = {
    program: { type: String },
    src: { type: String },
    report: { attribute: false },
    view: { type: String },
    operation: { type: Number },
    problem: { state: true },
  };
  static override readable: Readable = { view: ['flow', 'roofline'] };
  /** In words: `X: 200×4; b: 200; C = X.T @ X; w = solve(C, X.T @ b)`. */
  declare program: string;
  /** Where a report lies on this server, as `hiddenmath xray -o report.json` writes it. */
  declare src: string;
  declare report: Report | null;
  declare view: 'flow' | 'roofline';
  /** The one that is looked at, from 1; 0 for the one that took longest. */
  declare operation: number;
  declare private problem: string;

  private trace: Model | null = null;
  private flow: Flow | null = null;

  constructor() {
    super();
    this.program = this.src = this.problem = '';
    this.report = null;
    this.view = 'flow';
    this.operation = 0;
  }

  // What it says

  get state(): State {
    const { trace } = this;
    if (!trace) return {};
    const chosen = trace.operations[this.chosen]!;
    const { expression, made, flops, seconds, share, line } = chosen;
    const perSecond = rate(chosen);
    return {
      operation: this.chosen + 1, operations: trace.operations.length, expression, shape: shapeOf(made), line: line ?? 0,
      share, share_text: formatPercent(share), ...(perSecond === null ? {} : { rate: perSecond, rate_text: formatSi(perSecond, 'FLOP/s') }),
      found: trace.operations.filter(({ mark }) => mark !== '').length,
      ...(flops === null ? {} : { flops, flops_text: formatCount(flops) }),
      ...(seconds === null ? {} : { seconds, seconds_text: duration(seconds) }),
    };
  }

  override get setup(): Record<string, string> {
    return { view: this.view, operation: String(this.operation), ...(this.program ? { program: this.program } : {}) };
  }

  private get chosen(): number {
    const { operations } = this.trace!;
    const wanted = Math.min(operations.length, Math.round(this.operation));
    return wanted >= 1 ? wanted - 1 : operations.indexOf(operations.reduce((most, each) => (each.share > most.share ? each : most)));
  }

  // Where it comes from

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('src') && this.src !== '') void this.load(this.src);
    if (changes.has('report') || changes.has('program')) this.read();
    this.flow = this.trace && layOutFlow(this.trace.operations, this.across - Math.min(WORDS.most, Math.max(WORDS.least, 0.42 * this.across)));
  }

  private read(): void {
    this.trace = null;
    this.problem = '';
    try {
      if (this.report) this.trace = this.report.calls.length > 0 ? traceOf(this.report) : null;
      else if (this.program) this.trace = parseTrace(this.program);
      if (this.report && !this.trace) this.problem = 'No product and no call into a numerical library was recorded, so there is no flow to draw.';
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      this.problem = `${error.message} Right is, for example: X: 200×4; b: 200; C = X.T @ X; w = solve(C, X.T @ b)`;
    }
  }

  private async load(address: string): Promise<void> {
    const response = await fetch(address).catch(() => null); // rejected: nobody answers
    if (address !== this.src) return;
    if (response?.ok) this.report = (await response.json()) as Report;
    else this.problem = `The report ${address} could not be loaded (${response?.status ?? 'no answer'}).`;
  }

  // Choosing

  private readonly choose = (index: number): void => {
    this.operation = index + 1;
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (reserved(event)) return;
    const last = this.trace!.operations.length - 1;
    const to: Record<string, number> = { ArrowDown: this.chosen + 1, ArrowRight: this.chosen + 1, ArrowUp: this.chosen - 1, ArrowLeft: this.chosen - 1, Home: 0, End: last };
    if (!(event.key in to)) return;
    event.preventDefault();
    const places = [...this.renderRoot.querySelectorAll<SVGElement>('[data-operation]')].map((each) => Number(each.dataset['operation'])).sort((a, b) => a - b);
    const wanted = to[event.key]!;
    const next = wanted < this.chosen ? places.findLast((place) => place <= Math.max(0, wanted)) : places.find((place) => place >= Math.min(last, wanted));
    if (next === undefined) return;
    this.choose(next);
    void this.updateComplete.then(() => this.renderRoot.querySelector<SVGElement>(`[data-operation="${next}"]`)?.focus());
  };

  // What is drawn

  private get wide(): boolean {
    return this.room >= WIDE;
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.trace || this.room === 0) return html`<div></div>`;
    return html`
      <div class=${this.wide ? 'stage wide' : 'stage'}>
        <div class="graph">${this.view === 'flow' ? this.flowPicture(this.trace, this.flow!) : this.rooflinePicture(this.trace)}</div>
        <div class="panel">${this.about(this.trace.operations[this.chosen]!)}</div>
      </div>`;
  }

  /** The width that the picture itself has. */
  private get across(): number {
    return this.wide ? this.room - PANEL : this.room;
  }

  private flowPicture(trace: Model, flow: Flow): TemplateResult {
    const width = Math.max(this.across, flow.width + WORDS.least);
    const { chosen, choose, key } = this;
    return html`
      <svg class="picture" width=${width} height=${flow.height} viewBox="0 0 ${width} ${flow.height}" role="group" aria-label=${this.label || 'How matrices flow from one operation to the next'}>
        ${drawFlow({ trace, flow, width, costs: !this.asking, chosen, choose, key })}
      </svg>`;
  }

  private rooflinePicture(trace: Model): TemplateResult {
    const room = this.across;
    const height = Math.round(Math.min(this.presented ? innerHeight - 200 : TALLEST, Math.max(280, 0.62 * room)));
    const roofline = layOutRoofline(trace, room, height);
    if (!roofline) return html`<p class="problem">${trace.timed ? 'No operation here has both a count of FLOPs and a time.' : 'A program in words has no times; a roofline needs them. Give it the report of a run.'}</p>`;
    const { chosen, choose, key } = this;
    return html`
      <svg class="picture" width=${room} height=${height} viewBox="0 0 ${room} ${height}" role="group" aria-label=${this.label || 'FLOPs per byte and FLOPs per second of each operation'}>
        ${drawRoofline({ roofline, chosen, choose, key })}
      </svg>`;
  }

  /** All that is known of one operation. */
  private about(operation: Operation): TemplateResult {
    const { expression, operands, made, name, line, count, flops, seconds, findings } = operation;
    const [perSecond, perByte] = [rate(operation), intensity(operation)];
    const fact = (term: string, value: string | null): Drawn => (value === null ? nothing : html`<dt>${term}</dt><dd>${value}</dd>`);
    return html`
      <pre>${expression}</pre>
      <dl>
        ${fact('line', line === null ? null : String(line))}
        ${operands.map((each, i) => fact(i === 0 ? 'in' : '', `${each.name || 'what was made before'} ${each.shape.join('×') || 'number'}`))}
        ${fact('out', `${name} ${made.map((shape) => shape.join('×') || 'number').join(', ')}`)}
        ${fact('times', count > 1 ? formatCount(count) : null)}
        ${this.asking ? nothing : html`
          ${fact('FLOPs', flops === null ? null : formatCount(flops))}
          ${fact('time', seconds === null ? null : duration(seconds))}
          ${fact('rate', perSecond === null ? null : formatSi(perSecond, 'FLOP/s'))}
          ${fact('per byte', perByte === null ? null : `${formatNumber(perByte, 3)} FLOPs`)}`}
      </dl>
      ${findings.map(({ rule, after, proof, why, gain }) => html`
        <p class=${gain === 'hazard' ? 'finding hazard' : 'finding'}><strong>${rule.replaceAll('-', ' ')}.</strong>
          ${after ? html`Better: <code>${after}</code>.` : nothing} ${(proof || why).replaceAll('`', '')}</p>`)}`;
  }

  protected override caption(): Drawn {
    if (!this.trace) return nothing;
    const operation = this.trace.operations[this.chosen]!;
    return html`<strong>${this.chosen + 1} of ${this.trace.operations.length}</strong> · ${costOf(operation)} · ${formatPercent(operation.share)} of the ${this.trace.timed ? 'time' : 'FLOPs'}. Arrow keys walk on.`;
  }

  protected override note(): Drawn {
    if (!this.trace) return nothing;
    const { leftOut, peak, timed } = this.trace;
    const less = leftOut > 0 ? `${leftOut} more took less time and are left out. ` : '';
    if (this.view === 'flow') return html`<p class="note">${less}${timed ? 'The bars are shares of the whole program’s time. ' : ''}${this.flow!.note}</p>`;
    return html`<p class="note">${less}The area of a circle is its time. ${peak ? 'The roofs were measured on the machine of this run.' : 'The roofs of this machine were not measured: the dotted line is only the best rate in this program.'}</p>`;
  }

  protected override tools(): Drawn {
    if (!this.trace?.timed) return nothing;
    const views = [['flow', 'Flow'], ['roofline', 'Roofline']] as const;
    return html`
      <span class="choice" role="group" aria-label="View">
        ${views.map(([view, word]) => html`<button aria-pressed=${this.view === view} @click=${() => (this.view = view)}>${word}</button>`)}
      </span>`;
  }
}

define('hm-trace', Trace);
