// <hm-cloud>: principal component analysis as a picture. view="axis": an axis through two columns that the learner turns until
// its shadows are spread as widely as they can be. view="components": all columns seen along the first two components, and
// the turn that leads there from two raw columns. view="space": three columns, turned until the screen shows as much as it can.

import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, svg, type TemplateResult } from 'lit';

import { passed, readAxis } from '../math/axis';
import { type CloudData, cloudModel, type CloudModel, type Computed, unsuited } from '../math/cloud';
import { formatPercent } from '../math/format';
import { rotation, wrapped } from '../math/rotation';
import { type Along, readSpace, type Space, spaceOf } from '../math/space';
import type { State } from '../math/state';
import type { Matrix } from '../math/statistics';
import { yesOrNo } from './_address';
import type { Readable } from './_attributes';
import { axisGeometry, drawAxis, stripHeight } from './_cloud_axis';
import { bars, type ComponentsDrawing, drawComponents, fitted, legend, placesOf } from './_cloud_components';
import { angleAt, angleByKey, drawHandle } from './_cloud_handle';
import { guessAsked, meter } from './_cloud_meter';
import { inksOf, paintSpace, placesInSpace, spacePanel } from './_cloud_space';
import { axisState, componentsState, seenAt, spaceState } from './_cloud_state';
import { cloudStyles } from './_cloud_styles';
import { pairChoice, spaceChoice, spaceSwitch } from './_cloud_tools';
import { Tour, tourBar } from './_cloud_tour';
import { axisWords, hint, rowWords, spaceWords } from './_cloud_words';
import { bare, loadTable } from './_dataset';
import { arrowSteps } from './_keys';
import { nearest, type Place } from './_marks';
import { define, type Drawn, Visual } from './_visual';

const WIDE = 600; // from here on the numbers stand beside the picture
const PANEL = 240;
const LARGEST = 460; // sides of the square with the axis
const SMALLEST = 280;
const STEP = 3; // degrees that an arrow key turns the cloud
const DRAG = 0.5; // degrees a pixel

export class Cloud extends Visual {
  static override styles: CSSResultGroup = [Visual.styles, cloudStyles];
  static override properties: PropertyDeclarations = {
    source: { type: String, attribute: 'dataset' },
    data: { type: Object },
    computed: { type: Object },
    view: { type: String },
    x: { type: String },
    y: { type: String },
    z: { type: String },
    along: { type: String },
    angle: { type: Number },
    yaw: { type: Number },
    pitch: { type: Number },
    plane: { type: Boolean, converter: yesOrNo },
    guess: { type: Boolean },
    turn: { type: Number },
    guessed: { state: true },
    unseen: { state: true },
    hovered: { state: true },
    problem: { state: true },
  };
  static override readable: Readable = { view: ['axis', 'components', 'space'], along: ['columns', 'components'], turn: [0, 1] };
  /** The name of a table of the server. */
  declare source: string;
  declare data: CloudData | null;
  /** The components, where they were computed from more rows than are drawn. */
  declare computed: Computed | null;
  declare view: 'axis' | 'components' | 'space';
  /** Columns, by name or its beginning; the third only in space. */
  declare x: string;
  declare y: string;
  declare z: string;
  /** What the three axes in space are: columns, or the first three components. */
  declare along: Along;
  /** Of the axis's handle, in degrees. */
  declare angle: number;
  /** How space is turned: about the upright axis, then towards the eye, in degrees. */
  declare yaw: number;
  declare pitch: number;
  /** Shows the best plane through the cloud, and the points' shadows on it. */
  declare plane: boolean;
  /** Asks for a guess before it shows the shadows. */
  declare guess: boolean;
  /** How far the tour has come: 0 the two columns, 1 the first two components. */
  declare turn: number;
  declare private guessed: number | null;
  declare private unseen: ReadonlySet<number>;
  declare private hovered: number | null;
  declare private problem: string;

  private model: CloudModel | null = null;
  private space: Space | null = null;
  private visited = new Map<number, number>();
  private readonly tour = new Tour((turn) => {
    this.turn = turn;
    this.requestUpdate();
  });
  /** A canvas has no SVG. */
  protected override formats: readonly ('svg' | 'png')[] = ['svg', 'png'];

  constructor() {
    super();
    this.source = this.x = this.y = this.z = this.problem = '';
    this.data = this.computed = this.guessed = this.hovered = null;
    this.view = 'axis';
    this.angle = 150;
    this.turn = 1;
    this.along = 'columns';
    this.yaw = 30;
    this.pitch = 20;
    this.guess = this.plane = false;
    this.unseen = new Set();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tour.stop();
  }

  // What it says

  get state(): State {
    const { model, space } = this;
    if (space) return { ...spaceState(space, this.R), yaw: this.yaw, pitch: this.pitch, plane: this.plane ? 1 : 0 };
    if (!model) return {};
    return this.view === 'axis' ? axisState(model, this.angle, this.revealed) : componentsState(model, this.turn);
  }

  override get setup(): Record<string, string> {
    const { view } = this;
    if (view === 'components') return { turn: String(this.turn) };
    const names = (this.space?.columns ?? this.model?.pair ?? []).map((j) => this.model!.data.columns[j]!);
    const [x = this.x, y = this.y, z = this.z] = names;
    if (view === 'axis') return { x, y, angle: String(this.angle) };
    return { x, y, z, along: this.along, yaw: String(this.yaw), pitch: String(this.pitch), plane: this.plane ? 'yes' : 'no' };
  }

  private get R(): Matrix {
    return rotation(this.yaw, this.pitch);
  }

  private get revealed(): boolean {
    return (!this.guess || this.guessed !== null) && !this.asking;
  }

  // Data

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('source') && this.source !== '' && this.data === null) void this.fetchData(this.source);
    if (['data', 'computed', 'view', 'x', 'y', 'z', 'along'].some((name) => changes.has(name)) && this.data) {
      this.prepare(this.data, !this.model || ['x', 'y', 'z'].some((name) => changes.has(name)));
    }
    if (changes.has('angle')) this.leaveTrail(changes.get('angle') as number | undefined);
  }

  private async fetchData(name: string): Promise<void> {
    const table = await loadTable(name);
    if (typeof table === 'string') this.problem = table;
    else this.data = table;
  }

  /** Another table may lack columns that were chosen in the one before; those `named` now must be there. */
  private prepare(data: CloudData, named: boolean): void {
    this.model = this.space = null;
    this.formats = this.view === 'space' ? ['png'] : ['svg', 'png'];
    this.problem = unsuited(data, this.view, named ? [this.x, this.y, this.z] : []);
    if (this.problem) return;
    if (this.view === 'space') this.space = spaceOf(data, [this.x, this.y, this.z], this.along, this.computed);
    this.model = cloudModel(data, [this.x, this.y], this.view === 'axis' ? 2 : 1, this.computed);
    this.visited.clear();
    this.hovered = null;
  }

  /** How wide the shadows were where the axis has been. */
  private leaveTrail(from = this.angle): void {
    if (!this.model || !this.revealed) return;
    for (const [angle, deviation] of passed(this.model.C, from, this.angle)) this.visited.set(angle, deviation);
  }

  // Turning the axis

  private turnTo(degrees: number): void {
    this.angle = Math.round(10 * degrees) / 10;
  }

  private readonly key = (event: KeyboardEvent): void => {
    const angle = angleByKey(event, this.angle);
    if (angle === null) return;
    this.turnTo(angle);
    event.preventDefault();
  };

  private place(event: PointerEvent): Place {
    const box = this.renderRoot.querySelector('.picture')!.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** A mouse may take the axis anywhere; a finger takes the handle, so that elsewhere it scrolls the page or reads a point. */
  private readonly down = (event: PointerEvent): void => {
    const onHandle = (event.target as Element).closest('.handle') !== null;
    if (event.button !== 0) return;
    if (event.pointerType === 'touch' && !onHandle) return this.look(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    event.preventDefault();
    this.renderRoot.querySelector<SVGElement>('.handle')!.focus();
    this.hovered = null;
    this.follow(event);
  };

  private readonly move = (event: PointerEvent): void => {
    if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) this.follow(event);
    else this.look(event);
  };

  private readonly look = (event: PointerEvent): void => {
    this.hovered = nearest(this.places(), this.place(event));
  };

  /** What a finger has touched stays read out. */
  private readonly leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.hovered = null;
  };

  private follow(event: PointerEvent): void {
    const angle = angleAt(this.place(event), this.side);
    if (angle !== null) this.turnTo(angle);
  }

  private places(): Place[] {
    if (!this.model) return [];
    if (this.space) return placesInSpace(this.space, this.R, this.side).places;
    return this.view === 'axis' ? axisGeometry(this.model.flat, this.side).places : placesOf(this.drawing(this.model));
  }

  private readonly reveal = (): void => {
    const { angle, share } = readAxis(this.model!.C, this.angle);
    this.guessed = angle;
    this.leaveTrail();
    this.say(`Your guess reaches ${formatPercent(share)} of the best. Go on turning.`);
  };

  // Turning space

  private turnSpace(right: number, down: number): void {
    this.yaw = wrapped(Math.round(2 * (this.yaw + right)) / 2);
    this.pitch = Math.min(90, Math.max(-90, Math.round(2 * (this.pitch + down)) / 2));
  }

  private readonly spaceKey = (event: KeyboardEvent): void => {
    const by = arrowSteps(event);
    if (by) this.turnSpace(STEP * by[0], -STEP * by[1]);
    else if (event.key === 'Home') [this.yaw, this.pitch] = [0, 0];
    else return;
    event.preventDefault();
    this.say(this.spokenSpace);
  };

  private readonly spaceMove = (event: PointerEvent): void => {
    if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) this.turnSpace(DRAG * event.movementX, DRAG * event.movementY);
    else this.look(event);
  };

  private readonly spaceDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.hovered = null;
  };

  private get spokenSpace(): string {
    return spaceWords(this.yaw, this.pitch, this.asking ? null : readSpace(this.space!, this.R).share);
  }

  // What is drawn

  private get wide(): boolean {
    return this.room >= WIDE;
  }

  /** Of the square with the axis. */
  private get side(): number {
    if (this.wide) return Math.min(this.room - PANEL - 24, this.span(LARGEST) - (this.presented && this.view === 'axis' ? stripHeight : 0));
    // Above its numbers, the picture leaves room for them on the screen.
    return Math.min(this.room, LARGEST, Math.max(SMALLEST, 0.5 * innerHeight));
  }

  protected override picture(): TemplateResult {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.model || this.room === 0) return html`<div class="waiting"></div>`;
    const [picture, panel] = this.space
      ? [this.spacePicture(this.space, this.model), spacePanel(readSpace(this.space, this.R), this.R, !this.asking)]
      : this.view === 'axis'
        ? [this.axisPicture(this.model), this.meter(this.model)]
        : [this.componentsPicture(this.model), this.asking ? nothing : bars(this.model.shares, this.computed?.shuffled ?? [], seenAt(this.model, this.turn), this.drawing(this.model))];
    return html`<div class=${this.wide ? 'stage wide' : 'stage'}>${picture}<div class="panel">${panel}</div></div>`;
  }

  private spacePicture(space: Space, { groups, data }: CloudModel): TemplateResult {
    const count = Math.max(1, groups.names.length);
    return html`
      <div>
        <canvas class="picture handle turning" tabindex="0" role="application" aria-roledescription="cloud to turn"
          aria-label="${this.label || `${data.rows.length} points in space: ${space.names.join(', ')}`}. Arrow keys turn it. ${this.spokenSpace}"
          @keydown=${this.spaceKey} @pointerdown=${this.spaceDown} @pointermove=${this.spaceMove} @pointerleave=${this.leave}></canvas>
        <svg class="heard" aria-hidden="true">${Array.from({ length: count }, (_, g) => svg`<path class=${`ink group-${g % 6}`}></path>`)}</svg>
      </div>`;
  }

  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.space) return;
    const { side, space, R, colours, plane, hovered, model } = this;
    paintSpace(canvas, {
      space, R, side, colours, plane, hovered, groups: model!.groups, hidden: this.unseen, inks: inksOf(this.renderRoot.querySelectorAll('.ink')),
      font: `400 13px ${getComputedStyle(this).getPropertyValue('--ui')}`,
    });
  }

  private axisPicture(model: CloudModel): TemplateResult {
    const { side } = this;
    const { columns } = model.data;
    const names = [columns[model.pair[0]]!, columns[model.pair[1]]!] as const;
    const height = side + (this.revealed ? stripHeight : 0);
    const handle = drawHandle(this.angle, side, axisWords(readAxis(model.C, this.angle), this.revealed), this.key);
    return html`
      <svg class="picture turning" width=${side} height=${height} viewBox="0 0 ${side} ${height}" role="group"
        aria-label=${this.label || `${model.data.rows.length} points, ${names[0]} to the right and ${names[1]} up, with an axis to turn`}
        @pointerdown=${this.down} @pointermove=${this.move} @pointerleave=${this.leave}>
        ${drawAxis({
          centred: model.flat, names, angle: this.angle, side, shadowsShown: this.revealed, guess: this.guessed,
          visited: this.visited, hovered: this.hovered,
        }, handle)}
      </svg>`;
  }

  private meter({ C }: CloudModel): TemplateResult {
    const reading = readAxis(C, this.angle);
    return this.revealed ? meter(reading, this.guessed === null ? null : readAxis(C, this.guessed)) : guessAsked(reading, this.reveal);
  }

  private drawing(model: CloudModel): ComponentsDrawing {
    const width = this.wide ? this.room - PANEL - 24 : this.room;
    const columns = model.data.columns.map(bare);
    const [right, up] = model.pair;
    const names: [string, string] = this.turn < 0.01 ? [columns[right]!, columns[up]!] : this.turn > 0.99 ? ['PC1', 'PC2'] : ['', ''];
    return {
      centred: model.all, frame: model.view(this.turn), columns, groups: model.groups, hidden: this.unseen, names,
      width, ...fitted(model.extent, width), hovered: this.hovered,
    };
  }

  private componentsPicture(model: CloudModel): TemplateResult {
    const drawing = this.drawing(model);
    const { width, height } = drawing;
    const { columns } = model.data;
    const seen = formatPercent(seenAt(model, this.turn));
    const from = `${bare(columns[model.pair[0]]!)} × ${bare(columns[model.pair[1]]!)}`;
    return html`
      <div>
        <svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
          aria-label=${this.label || `${model.data.rows.length} points in ${columns.length} dimensions, seen from a side that shows ${seen} of their variance`}
          @pointerdown=${this.look} @pointermove=${this.look} @pointerleave=${this.leave}>${drawComponents(drawing)}</svg>
        ${tourBar({ from, to: 'PC1 × PC2', turn: this.turn, seen, playing: this.tour.playing, play: this.play, slide: this.slide })}
      </div>`;
  }

  private readonly play = (): void => {
    this.tour.toggle(this.turn);
    this.requestUpdate();
  };

  private readonly slide = (turn: number): void => {
    this.tour.stop();
    this.turn = turn;
  };

  private readonly toggle = (group: number): void => {
    const hidden = new Set(this.unseen);
    if (!hidden.delete(group)) hidden.add(group);
    this.unseen = hidden;
  };

  protected override caption(): Drawn {
    const { model, hovered } = this;
    if (!model) return nothing;
    return hovered === null ? hint(this.view, this.turn) : rowWords(model, hovered, this.view !== 'axis');
  }

  protected override tools(): Drawn {
    if (!this.model) return nothing;
    const { columns } = this.model.data;
    const shown = legend(this.model.groups.names, this.unseen, this.toggle);
    const turnable = (this.computed?.directions.length ?? 0) > 2 ? spaceSwitch(this.space !== null, this.intoSpace) : nothing;
    if (this.view === 'components') return html`${shown}${turnable}`;
    if (this.space) return html`${shown}${turnable}${spaceChoice(columns, this.space, this.along, this.plane, this.choose, (along) => (this.along = along), (plane) => (this.plane = plane))}`;
    return columns.length < 3 ? nothing : pairChoice(columns, this.model.pair, this.choose);
  }

  private readonly intoSpace = (inSpace: boolean): void => {
    [this.view, this.along] = [inSpace ? 'space' : 'components', 'components'];
  };

  private readonly choose = (name: 'x' | 'y' | 'z', column: string): void => {
    const { columns } = this.model!.data;
    const chosen = this.space?.columns ?? this.model!.pair;
    [this.x, this.y, this.z] = [columns[chosen[0]]!, columns[chosen[1]]!, chosen[2] === undefined ? this.z : columns[chosen[2]]!];
    this[name] = column;
    this.guessed = null;
  };
}

define('hm-cloud', Cloud);
