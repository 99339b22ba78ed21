// How many pixels a canvas has for each CSS pixel: as many as the screen shows, and while a file is made, no fewer than a file needs.

export const FILE = 2; // pixels of a file for each CSS pixel

let least = 1;

export const sharpness = (): number => Math.max(devicePixelRatio, least);

/** The pen of a canvas that is so many CSS pixels wide and high; it counts in those. A canvas keeps what is drawn while its size stays. */
export function penOn(canvas: HTMLCanvasElement, width: number, height: number, alpha = true): CanvasRenderingContext2D {
  const [across, down] = [Math.round(width * sharpness()), Math.round(height * sharpness())];
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  const pen = canvas.getContext('2d', { alpha })!;
  pen.setTransform(sharpness(), 0, 0, sharpness(), 0, 0);
  return pen;
}

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
