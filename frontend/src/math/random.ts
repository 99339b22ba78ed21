// Random numbers that a seed repeats.

/** Uniform on (0, 1). Source: mulberry32 (Tommy Ettinger, 2017); its period of 2³² is enough for a picture. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/** `count` numbers of the normal distribution with mean 0 and variance 1. Source: Box and Muller (1958). */
export function gaussian(count: number, seed: number): Float64Array {
  const next = uniform(seed);
  return Float64Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()));
}
