// A window onto a picture that goes smoothly where it is sent, and never shows more margin than it must.

import { between, clamp, fit, panBy, reveal, type Size, type Viewport, zoomAbout } from '../math/viewport';
import { calm } from './_visual';

const GLIDE = 75; // ms in which most of a smoothed move is done

const INTRO = { zoom: 3600, stay: 2200, back: 1800 }; // ms
const smooth = (t: number): number => t * t * (3 - 2 * t);

export class Camera {
  view: Viewport = { cell: 1, x: 0, y: 0 };
  /** Is the whole picture seen, or about to be? Then it stays so when the page changes its width. */
  whole = true;
  private target = this.view;
  private picture: Size = { width: 1, height: 1 };
  private window: Size = { width: 1, height: 1 };
  private frame = 0;
  private lastFrame = 0;
  private intro = 0;

  constructor(
    private readonly largestCell: number,
    /** Called in an animation frame whenever there is something new to see. */
    private readonly draw: () => void,
  ) {}

  /** Another picture, or another size of the window. */
  frameUp(picture: Size, window: Size): void {
    this.picture = picture;
    this.window = window;
    this.place(this.whole ? this.fitted : this.view);
  }

  get fitted(): Viewport {
    return fit(this.picture, this.window);
  }

  /** The size of a cell when the move is done. */
  get cell(): number {
    return this.target.cell;
  }

  /** At once. */
  place(view: Viewport): void {
    this.view = this.target = this.settle(view);
    this.drawSoon();
  }

  /** Smoothly, unless the learner asked the system for less motion. */
  glide(view: Viewport): void {
    if (calm()) return this.place(view);
    this.target = this.settle(view);
    this.drawSoon();
  }

  showAll(): void {
    this.glide(this.fitted);
  }

  pan(dx: number, dy: number): void {
    this.place(panBy(this.view, dx, dy));
  }

  /** What is under the point (x, y) of the window stays there. */
  zoom(factor: number, x: number, y: number, gliding: boolean): void {
    const from = gliding ? this.target.cell : this.view.cell;
    const cell = Math.min(this.largestCell, Math.max(this.fitted.cell, from * factor));
    const view = zoomAbout(this.view, cell, x, y);
    if (gliding) this.glide(view);
    else this.place(view);
  }

  /** The window with a place of the picture in its middle. */
  about(column: number, row: number, cell: number): Viewport {
    return { cell, x: column - this.window.width / cell / 2, y: row - this.window.height / cell / 2 };
  }

  reveal(column: number, row: number): void {
    if (!this.whole) this.glide(reveal(this.target, column, row, this.window));
  }

  /** In, a while there, and out again: it shows what there is to find. */
  playIntro(there: Viewport): void {
    const [from, to] = [this.fitted, this.settle(there)];
    const began = performance.now();
    const step = (now: number): void => {
      const back = (now - began - INTRO.zoom - INTRO.stay) / INTRO.back;
      const t = back > 0 ? 1 - back : (now - began) / INTRO.zoom;
      this.place(between(from, to, smooth(Math.min(1, Math.max(0, t)))));
      this.intro = back < 1 ? requestAnimationFrame(step) : 0;
    };
    this.intro = requestAnimationFrame(step);
  }

  /** Answers whether an intro was playing. */
  stopIntro(): boolean {
    cancelAnimationFrame(this.intro);
    const playing = this.intro !== 0;
    this.intro = 0;
    return playing;
  }

  stop(): void {
    this.stopIntro();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  readonly drawSoon = (): void => {
    this.frame ||= requestAnimationFrame(this.step);
  };

  private readonly step = (now: number): void => {
    this.frame = 0;
    const { view, target } = this;
    if (view !== target) {
      const passed = Math.min(50, now - (this.lastFrame || now - 16));
      const near = Math.abs(Math.log(target.cell / view.cell)) < 0.002 && Math.hypot(target.x - view.x, target.y - view.y) * view.cell < 0.5;
      this.view = near ? target : between(view, target, 1 - Math.exp(-passed / GLIDE));
      this.lastFrame = near ? 0 : now;
      if (!near) this.drawSoon();
    }
    this.draw();
  };

  private settle(view: Viewport): Viewport {
    const fitted = this.fitted;
    this.whole = view.cell <= fitted.cell * 1.001;
    return this.whole ? fitted : clamp(view, this.picture, this.window);
  }
}
