// A window onto a picture that is zoomed and moved. Lengths in CSS pixels, places in the picture in cells.

export interface Size {
  width: number;
  height: number;
}

/** `cell`: how large a cell is drawn. `x`, `y`: the place in the picture at the window's upper left corner. */
export interface Viewport {
  cell: number;
  x: number;
  y: number;
}

export function fit(picture: Size, window: Size): Viewport {
  const cell = Math.min(window.width / picture.width, window.height / picture.height);
  return clamp({ cell, x: 0, y: 0 }, picture, window);
}

/** No empty margin where the picture is larger than the window; in the middle where it is smaller. */
export function clamp(view: Viewport, picture: Size, window: Size): Viewport {
  const place = (start: number, cells: number, pixels: number): number => {
    const seen = pixels / view.cell;
    return seen >= cells ? (cells - seen) / 2 : Math.min(cells - seen, Math.max(0, start));
  };
  return { cell: view.cell, x: place(view.x, picture.width, window.width), y: place(view.y, picture.height, window.height) };
}

/** The same place of the picture stays under the point (px, py) of the window. */
export function zoomAbout(view: Viewport, cell: number, px: number, py: number): Viewport {
  return { cell, x: view.x + px / view.cell - px / cell, y: view.y + py / view.cell - py / cell };
}

export function panBy(view: Viewport, dx: number, dy: number): Viewport {
  return { cell: view.cell, x: view.x - dx / view.cell, y: view.y - dy / view.cell };
}

/** The cell under the point (px, py) of the window; null beside the picture. */
export function cellAt({ cell, x, y }: Viewport, px: number, py: number, picture: Size): { row: number; column: number } | null {
  const [row, column] = [Math.floor(y + py / cell), Math.floor(x + px / cell)];
  return row >= 0 && column >= 0 && row < picture.height && column < picture.width ? { row, column } : null;
}

/** The smallest move that brings a cell into the window, with `margin` cells around it where there is room. */
export function reveal(view: Viewport, column: number, row: number, window: Size, margin = 1): Viewport {
  const move = (start: number, place: number, pixels: number): number => {
    const seen = pixels / view.cell;
    return Math.min(place - margin, Math.max(place + 1 + margin - seen, start));
  };
  return { cell: view.cell, x: move(view.x, column, window.width), y: move(view.y, row, window.height) };
}

/** Between two views, zooming at an even pace: about the point that both show at the same place of the window. */
export function between(from: Viewport, to: Viewport, t: number): Viewport {
  if (Math.abs(from.cell - to.cell) < 1e-6 * from.cell) {
    return { cell: to.cell, x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
  }
  const cell = from.cell * (to.cell / from.cell) ** t;
  // Corners move in a straight line as a function of 1/cell, so that the fixed point stays fixed.
  const share = (1 / cell - 1 / from.cell) / (1 / to.cell - 1 / from.cell);
  return { cell, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
