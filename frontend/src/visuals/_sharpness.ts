// How many pixels a canvas has for each CSS pixel: as many as the screen shows, and while a file is made, no fewer than a file needs.

export const FILE = 2; // pixels of a file for each CSS pixel

let least = 1;

export const sharpness = (): number => Math.max(devicePixelRatio, least);

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** `take` after the canvas was drawn for a file; then it is drawn for the screen again. */
export async function sharply<T>(redraw: () => void, take: () => Promise<T>): Promise<T> {
  least = FILE;
  try {
    redraw();
    await nextFrame(); // it is drawn in this one,
    await nextFrame(); // or in this, where it waits for one by itself
    return await take();
  } finally {
    least = 1;
    redraw();
  }
}
