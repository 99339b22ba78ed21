// What can be taken hold of in the plane that a network moves: the rows of W, the shift, the last layer's line.

import { nothing, svg, type SVGTemplateResult } from 'lit';

import { type Affine, type Net, rewritten } from '../math/net';
import { lastMove, moveAt } from '../math/net_fold';
import type { Point } from '../math/plane';
import { arrow } from './_arrows';
import { drawName, pointWords } from './_frame';
import { knob } from './_knob';
import { onPage, type Pane } from './_net_plot';

export interface Moved {
  part: string;
  label: string;
  from: Point;
  to: Point;
  name: string;
  colour: string;
}

/** The nearest point of the last layer's line to 0. */
export function footOf({ W: { values: [p, q] }, b: { values: [c] } }: Affine): Point {
  const square = p! * p! + q! * q!;
  return square === 0 ? [0, 0] : [(-c! * p!) / square, (-c! * q!) / square];
}

/** What can be taken hold of: the rows of W, the shift, or the line. */
export function movable(net: Net, t: number, anchor: Point): Moved[] {
  const { layer, move, whole } = moveAt(net, t);
  const { W: { values: [a, b, c, d] }, b: { values: [p, q] } } = net.layers[layer]!;
  const last = net.layers.at(-1)!;
  if (t >= lastMove(net)) {
    const tip: Point = [anchor[0] + last.W.values[0]!, anchor[1] + last.W.values[1]!];
    return [
      { part: 'foot', label: 'A place of the line', from: anchor, to: anchor, name: '', colour: 'tip' },
      { part: 'normal', label: 'The weights of the last layer, across the line', from: anchor, to: tip, name: 'w', colour: 'tip' },
    ];
  }
  if (!whole) return [];
  if (move === 0) {
    return [
      { part: 'row 0', label: 'First row of W, where the first unit vector goes', from: [0, 0], to: [a!, b!], name: 'row 1', colour: 'first' },
      { part: 'row 1', label: 'Second row of W, where the second unit vector goes', from: [0, 0], to: [c!, d!], name: 'row 2', colour: 'second' },
    ];
  }
  return move === 1 ? [{ part: 'shift', label: 'The shift b', from: [0, 0], to: [p!, q!], name: 'b', colour: 'tip' }] : [];
}

/** The net, and the place on the last layer's line from which its arrow is drawn, after a part was moved. */
export function partMoved(net: Net, t: number, anchor: Point, part: string, to: Point): { net: Net; anchor: Point } {
  const { layer } = moveAt(net, t);
  const [kind, i] = part.split(' ');
  if (kind === 'row') return { net: rewritten(net, layer, 'W', (values) => values.set(to, 2 * Number(i))), anchor };
  if (kind === 'shift') return { net: rewritten(net, layer, 'b', (values) => values.set(to)), anchor };
  const last = net.layers.length - 1;
  const [x, y] = kind === 'foot' ? to : anchor;
  const turned = kind === 'foot' ? net : rewritten(net, last, 'W', (values) => values.set([to[0] - x, to[1] - y]));
  const [p, q] = turned.layers[last]!.W.values;
  return { net: rewritten(turned, last, 'b', (values) => (values[0] = -(p! * x + q! * y))), anchor: [x, y] };
}

export function holdHint(moved: readonly Moved[]): string {
  if (moved.length === 0) return 'Choose W, b or the last move to take hold of it.';
  const { part } = moved[0]!;
  if (part === 'foot') return 'Drag the line by its ring; its arrow turns it.';
  return part === 'shift' ? 'Drag the ring to shift the plane.' : 'Drag the rings: the rows of W are where the axes go.';
}

export function foldHandles(pane: Pane, moved: readonly Moved[], key: (part: string, event: KeyboardEvent) => void): SVGTemplateResult {
  return svg`
    ${moved.map(({ from, to, colour }) => (from === to ? nothing : arrow(onPage(pane, from), onPage(pane, to), colour)))}
    ${moved.map(({ part, label, to, name, colour, from }) => {
      const at = onPage(pane, to);
      return svg`
        <g transform=${`translate(${pane.left} ${pane.top})`}>${name ? drawName(pane.frame, to, name, colour, from) : nothing}</g>
        ${knob({ part, at, label, value: to[0], says: pointWords(to), key: (event) => key(part, event), look: svg`<circle class="grip" cx=${at[0]} cy=${at[1]} r="9"></circle>` })}`;
    })}`;
}
