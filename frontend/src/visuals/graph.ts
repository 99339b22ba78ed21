// <hm-graph>: a small network, each node a disc as large as its share of a walk (PageRank). Nodes and edges are added and taken
// out; a surfer takes the walk, and the rings of what they have seen come to fit the discs. Of a large network it shows a part.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

import { formatCount, formatPercent } from '../math/format';
import { apart, freeName, type Graph, layOut, MOST, pagerank, readGraph, Surfer, toggled, without, writeGraph } from '../math/graph';
import { complaint } from '../math/rows';
import type { State } from '../math/state';
import type { Setup } from './_address';
import type { Readable } from './_attributes';
import { chartStyles } from './_chart_styles';
import { Drag } from './_drag';
import { drawEdges, drawName, fitted, heightFor, radiiOf, type Scene } from './_graph_drawing';
import { graphStyles } from './_graph_styles';
import { arrowSteps, reserved } from './_keys';
import type { Place } from './_marks';
import { slider } from './_slider';
import { calm, define, type Drawn, Visual } from './_visual';

const [WIDEST, LOWEST, HIGHEST, SHAPE] = [760, 220, 480, 0.8];
const CROWD = 20; // nodes from which only the chosen one's share is written
const REACH = 22; // radius a finger can hit
const STEP = 10; // CSS pixels an arrow key moves a node by
const STILL = 4; // CSS pixels; who moves less has clicked
const PACE = 260; // ms between two steps of the surfer
const FAR = 10_000; // steps after which they rest
const SEEN = 40; // steps one by one; then ever more at a time

/** A part of a network of `of` nodes, with its scores in the whole; `given`: they are those of another walk. */
interface Part { names: string[]; edges: [number, number, number][]; places?: Place[]; scores: number[]; of: number; given?: boolean }

export class GraphPicture extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, chartStyles, graphStyles];
  static override properties: PropertyDeclarations = {
    edges: { type: String },
    damping: { type: Number },
    towards: { type: String },
    chosen: { type: String },
    walked: { type: Number },
    network: { attribute: false },
    joining: { state: true },
    playing: { state: true },
    problem: { state: true },
  };
  static override readable: Readable = { damping: [0, 0.99], walked: [0, FAR] };
  /** `a b; b c 2; d`: from, to and perhaps a weight. */
  declare edges: string;
  /** How likely the walk goes on along an edge, and does not jump. */
  declare damping: number;
  /** Names of the nodes it jumps to, where it does not jump to any. */
  declare towards: string;
  /** The name of a node. */
  declare chosen: string;
  /** Steps of the surfer. */
  declare walked: number;
  declare network: Part | null;
  declare private joining: boolean;
  declare private playing: boolean;
  declare private problem: string;

  private graph: Graph = { names: [], edges: [] };
  private places: Place[] = [];
  private scores: readonly number[] = [];
  private surfer: Surfer | null = null;
  private scene: Scene = { names: [], edges: [], scores: [], at: [], radii: [] };
  private fit = fitted([[0, 0]], 1, 1);
  private tall = 0;
  private way = 0; // of a node that is dragged, CSS pixels
  private timer = 0;
  private readonly drag = new Drag({
    move: (part, to, by) => {
      this.way += Math.hypot(...by);
      if (this.way > STILL) this.put(Number(part), to);
    },
    drop: (part) => {
      if (this.way <= STILL) this.pick(Number(part));
      this.way = 0;
    },
  });

  constructor() {
    super();
    this.edges = 'a b; a c; b c; c a; d c';
    this.damping = 0.85;
    this.towards = this.chosen = this.problem = '';
    this.walked = 0;
    this.network = null;
    this.joining = this.playing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.rest();
  }

  // What is set, and what it says

  /** Is all of the network here? Then it can be walked and changed. */
  private get whole(): boolean {
    return this.network === null || (!this.network.given && this.network.of === this.network.names.length);
  }

  private get towardsNodes(): number[] {
    return this.towards.split(',').map((name) => this.graph.names.indexOf(name.trim())).filter((i) => i >= 0);
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('network') && this.network) this.take(this.network.names, this.network.edges, this.network.places ?? null);
    else if (changes.has('edges') && this.edges !== writeGraph(this.graph)) {
      this.problem = complaint(() => {
        const { names, edges } = readGraph(this.edges);
        this.take(names, edges, null);
      });
    }
    if (this.problem) return;
    const { graph, whole, network } = this;
    this.scores = whole ? pagerank(graph, this.damping, this.towardsNodes) : network!.scores;
    if (!this.surfer || changes.has('network') || changes.has('edges') || changes.has('damping') || changes.has('towards') || this.walked < this.surfer.steps) {
      this.surfer = new Surfer(graph, this.damping, this.towardsNodes);
    }
    while (this.surfer.steps < this.walked) this.surfer.step();
    this.draw();
  }

  private take(names: readonly string[], edges: Graph['edges'], places: Place[] | null): void {
    this.graph = { names, edges };
    this.places = places ? [...places] : layOut(this.graph);
    this.problem = '';
  }

  private get size(): readonly [number, number] {
    const width = this.presented ? this.span(Infinity) : Math.min(this.room, WIDEST);
    return [width, this.presented ? width * SHAPE : Math.max(LOWEST, Math.min(HIGHEST, this.tall))];
  }

  private draw(): void {
    if (this.way === 0) { // while one is dragged, the others stand still
      this.tall = heightFor(this.places, this.size[0]);
      this.fit = fitted(this.places, ...this.size);
    }
    const at = this.places.map(this.fit.to);
    const areas = this.asking ? this.scores.map(() => 1) : this.scores;
    this.scene = { ...this.graph, scores: this.scores, at, radii: radiiOf(areas, at) };
  }

  private get first(): number {
    return this.scores.indexOf(Math.max(...this.scores));
  }

  private get at(): number {
    return this.graph.names.indexOf(this.chosen);
  }

  override get state(): State {
    const { graph: { names, edges }, scores, first, at, surfer } = this;
    const share = scores[at >= 0 ? at : first] ?? 0;
    const off = surfer && this.walked > 0 ? apart(surfer.shares, scores) : 1;
    return {
      nodes: names.length, edges: edges.length, first: names[first] ?? '', chosen: names[at] ?? '', share, share_text: formatPercent(share),
      damping: this.damping, steps: this.walked, off, off_text: formatPercent(off),
    };
  }

  override get setup(): Setup {
    const setup: Setup = { damping: String(this.damping), walked: String(this.walked) };
    if (this.chosen) setup['chosen'] = this.chosen;
    return this.network ? setup : { ...setup, edges: writeGraph(this.graph) };
  }

  // Changes

  private change(graph: Graph, places: Place[]): void {
    this.rest();
    this.graph = graph;
    this.places = places;
    this.walked = 0;
    if (this.network) this.network = { ...graph, names: [...graph.names], edges: graph.edges.map(([a, b, w]) => [a, b, w]), places, scores: [], of: graph.names.length };
    else this.edges = writeGraph(graph);
    this.surfer = null;
    this.requestUpdate();
    void this.updateComplete.then(() => this.tell());
  }

  private tell(): void {
    const { first, share_text: share, chosen } = this.state;
    this.say(chosen ? `${chosen}: ${share} of the walk. Most is at ${first}.` : `Most of the walk is at ${first}: ${share}.`);
  }

  private put(i: number, to: Place): void {
    const [width, height] = this.size;
    this.places[i] = this.fit.back([Math.min(width - 12, Math.max(12, to[0])), Math.min(height - 36, Math.max(12, to[1]))]);
    this.requestUpdate();
  }

  /** A node was clicked: it is chosen, or the end of an edge. */
  private pick(i: number): void {
    const { at } = this;
    if (this.joining && at >= 0) {
      this.joining = false;
      this.change(toggled(this.graph, at, i), this.places);
      return;
    }
    this.chosen = i === at ? '' : this.graph.names[i]!;
    this.requestUpdate();
    this.tell();
  }

  private readonly add = (): void => {
    const { names, edges } = this.graph;
    const [width, height] = this.size;
    const name = freeName(names);
    const turn = names.length * 2.4; // the golden angle: none where another was put
    const place = this.fit.back([width / 2 + 0.3 * width * Math.cos(turn), height / 2 + 0.3 * height * Math.sin(turn)]);
    this.change({ names: [...names, name], edges }, [...this.places, place]);
    this.chosen = name;
  };

  private readonly takeOut = (): void => {
    const { at } = this;
    if (at < 0 || this.graph.names.length === 1) return;
    this.chosen = '';
    this.joining = false;
    this.change(without(this.graph, at), this.places.filter((_, i) => i !== at));
  };

  private key(event: KeyboardEvent, i: number): void {
    const steps = arrowSteps(event);
    const [x, y] = this.scene.at[i]!;
    if (steps) this.put(i, [x + STEP * steps[0], y - STEP * steps[1]]);
    else if (reserved(event)) return;
    else if (event.key === 'Enter' || event.key === ' ') this.pick(i);
    else if (event.key === 'Escape' && this.joining) this.joining = false;
    else if (event.key === 'Delete' && this.whole) {
      this.chosen = this.graph.names[i]!;
      this.takeOut();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The surfer

  private readonly walk = (): void => {
    if (this.playing) return this.rest();
    if (this.walked >= FAR) this.walked = 0;
    if (calm()) {
      this.walked = Math.min(FAR, this.walked + 1000);
      return this.tellWalk();
    }
    this.playing = true;
    this.timer = window.setInterval(() => {
      this.walked = Math.min(FAR, this.walked + Math.max(1, Math.floor(this.walked / SEEN)));
      if (this.walked === FAR) {
        this.rest();
        this.tellWalk();
      }
    }, PACE);
  };

  private readonly one = (): void => {
    this.rest();
    this.walked = Math.min(FAR, this.walked + 1);
    void this.updateComplete.then(() => {
      const { surfer, graph: { names } } = this;
      this.say(`The surfer ${surfer!.jumped ? 'jumps' : 'goes'} to ${names[surfer!.at]}.`);
    });
  };

  private tellWalk(): void {
    void this.updateComplete.then(() => this.say(`After ${this.walked} steps what the surfer has seen differs by ${this.state['off_text']}.`));
  }

  private rest(): void {
    clearInterval(this.timer);
    this.playing = false;
  }

  // What is drawn

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (this.room === 0) return html``;
    const { scene, surfer, at, walked } = this;
    const [width, height] = this.size;
    const taken = walked > 0 && surfer && !surfer.jumped ? ([surfer.from, surfer.at] as const) : null;
    return html`
      <svg class=${`picture ${this.joining ? 'joining' : ''}`} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${this.label || 'A network'}
        @pointerdown=${this.drag.down} @pointermove=${this.drag.move} @pointerup=${this.drag.up} @pointercancel=${this.drag.up}>
        ${drawEdges(scene, at, taken)}
        ${walked > 0 && surfer?.jumped && surfer.from >= 0 ? this.jump(surfer) : nothing}
        ${scene.names.map((_, i) => this.node(i))}
        ${scene.names.map((name, i) => drawName(name, this.asking || (scene.names.length > CROWD && i !== at) ? null : scene.scores[i]!, scene.at[i]!, Math.max(scene.radii[i]!, 6)))}
        ${walked > 0 && surfer ? svg`<circle class="surfer" cx=${scene.at[surfer.at]![0]} cy=${scene.at[surfer.at]![1] - Math.max(scene.radii[surfer.at]!, 2)} r="7"></circle>` : nothing}
      </svg>`;
  }

  private jump({ from, at }: Surfer): SVGTemplateResult {
    const [[ax, ay], [bx, by]] = [this.scene.at[from]!, this.scene.at[at]!];
    return svg`<path class="jumped" d=${`M${ax} ${ay}L${bx} ${by}`}></path>`;
  }

  private node(i: number): SVGTemplateResult {
    const { scene: { names, at, scores, radii }, surfer, walked } = this;
    const [[x, y], r] = [at[i]!, radii[i]!];
    const share = formatPercent(scores[i]!);
    const seen = walked > 0 && scores[i]! > 0 ? r * Math.sqrt(surfer!.shares[i]! / scores[i]!) : 0;
    const words = this.asking ? '' : `${share} of the walk${i === this.at ? ', chosen' : ''}`;
    return svg`
      <g class=${`handle ${i === this.at ? 'chosen' : ''}`} data-part=${i} tabindex="0" role="slider" aria-label=${`Node ${names[i]}`} aria-valuenow=${scores[i]!} aria-valuemin="0" aria-valuemax="1"
        aria-valuetext=${words} @keydown=${(event: KeyboardEvent) => this.key(event, i)}>
        <title>${names[i]}${words ? `: ${words}` : ''}</title>
        <circle class="reach" cx=${x} cy=${y} r=${Math.max(REACH, r)}></circle>
        <circle class="disc" cx=${x} cy=${y} r=${Math.max(r, 2)}></circle>
        <circle class="halo" cx=${x} cy=${y} r=${r + 4}></circle>
        ${seen > 0 ? svg`<circle class="visited" cx=${x} cy=${y} r=${seen}></circle>` : nothing}
      </g>`;
  }

  protected override caption(): Drawn {
    const { graph: { names }, at, first, scores, walked, network, whole } = this;
    if (this.problem) return nothing;
    if (this.joining) return html`Choose the node to which an edge from <b>${names[at]}</b> leads, or one it leads to already, to take that out.`;
    const node = at >= 0 ? at : first;
    const most = html`<b>${names[node]}</b> has ${formatPercent(scores[node]!)} of the walk${at >= 0 && at !== first ? '' : ', the most'}.`;
    const part = whole || network!.of === names.length ? nothing : html` These are the first ${names.length} of ${formatCount(network!.of)} nodes, and edges between them.`;
    if (walked === 0 || !this.surfer) return html`${most} ${whole ? html`Areas are shares.${at < 0 ? ' Choose a node to join it to another, or to take it out.' : ''}` : nothing}${part}`;
    return html`${most} In ${walked.toLocaleString('en-US')} steps the surfer was there <span class="seen">${formatPercent(this.surfer.shares[node]!)}</span> of the time (rings).`;
  }

  protected override tools(): Drawn {
    if (this.problem || !this.whole || this.asking) return nothing;
    const { at, joining, playing, walked } = this;
    return html`
      <button @click=${this.add} ?disabled=${this.graph.names.length >= MOST}>Add a node</button>
      <button aria-pressed=${joining} @click=${() => (this.joining = !joining)} ?disabled=${at < 0} title="Choose a node first">Join</button>
      <button @click=${this.takeOut} ?disabled=${at < 0 || this.graph.names.length === 1} title="Choose a node first">Remove</button>
      <button @click=${this.one}>Step</button>
      <button class="main" @click=${this.walk}>${playing ? 'Stop' : 'Walk'}</button>
      <button @click=${() => { this.rest(); this.walked = 0; }} ?disabled=${walked === 0}>Reset</button>`;
  }

  protected override note(): Drawn {
    if (this.problem || !this.whole || this.asking) return nothing;
    return html`<div class="own-sliders">${slider({
      name: 'damping', says: this.damping.toFixed(2), value: this.damping, min: 0, max: 0.99, step: 0.01,
      move: (value) => { this.damping = value; this.walked = 0; },
    })}</div>`;
  }
}

define('hm-graph', GraphPicture);
