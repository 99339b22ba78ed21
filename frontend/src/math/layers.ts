// The layers of a network, forwards and backwards, as in `hiddenmath.apply.neural`. A layer answers its output y and a pullback:
// given dL/dy, a gradient for each argument, which is the transpose of the layer's derivative.

/** Any array: its entries row by row, as NumPy stores them. The first axis counts examples. */
export interface Tensor {
  shape: readonly number[];
  values: Float64Array;
}

/** `pullback(dy)`: dL/dx, then a gradient for each parameter. */
export interface Answer {
  y: Tensor;
  pullback: (dy: Tensor) => Tensor[];
}

export const tensor = (shape: readonly number[], values: ArrayLike<number> = []): Tensor =>
  ({ shape, values: values.length > 0 ? Float64Array.from(values) : new Float64Array(shape.reduce((product, n) => product * n, 1)) });

const reshaped = ({ values }: Tensor, shape: readonly number[]): Tensor => ({ shape, values });

/** A B, of matrices (m×n) and (n×k). Four rows of B at a time, so that each entry of the answer is fetched a quarter as often. */
export function product(A: Float64Array, B: Float64Array, m: number, n: number, k: number): Float64Array {
  const C = new Float64Array(m * k);
  for (let i = 0; i < m; i++) {
    let l = 0;
    for (; l + 4 <= n; l += 4) {
      const [a, b, c, d] = [A[i * n + l]!, A[i * n + l + 1]!, A[i * n + l + 2]!, A[i * n + l + 3]!];
      if (a === 0 && b === 0 && c === 0 && d === 0) continue; // after ReLU, and where a drawing is empty, many are
      for (let j = 0, to = i * k, from = l * k; j < k; j++, to++, from++) {
        C[to]! += a * B[from]! + b * B[from + k]! + c * B[from + 2 * k]! + d * B[from + 3 * k]!;
      }
    }
    for (; l < n; l++) for (let j = 0; j < k; j++) C[i * k + j]! += A[i * n + l]! * B[l * k + j]!;
  }
  return C;
}

/** Aᵀ (n×m) of A (m×n). */
export function transposed(A: Float64Array, m: number, n: number): Float64Array {
  const T = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) T[j * m + i] = A[i * n + j]!;
  return T;
}

/** y = x W + b for each row of x. Shapes: x (…×n), W (n×k), b (k) → y (…×k). dx = dy Wᵀ, dW = xᵀ dy, db = the sum of dy's rows. */
export function dense(x: Tensor, W: Tensor, b: Tensor): Answer {
  const [n, k] = W.shape as [number, number];
  const m = x.values.length / n;
  const y = product(x.values, W.values, m, n, k);
  for (let i = 0; i < m; i++) for (let j = 0; j < k; j++) y[i * k + j]! += b.values[j]!;
  const pullback = (dy: Tensor): Tensor[] => {
    const db = new Float64Array(k);
    for (let i = 0; i < dy.values.length; i++) db[i % k]! += dy.values[i]!;
    return [
      { shape: x.shape, values: product(dy.values, transposed(W.values, n, k), m, k, n) },
      { shape: W.shape, values: product(transposed(x.values, m, n), dy.values, n, m, k) },
      { shape: b.shape, values: db },
    ];
  };
  return { y: { shape: [...x.shape.slice(0, -1), k], values: y }, pullback };
}

/** Each window k×k of images x (m×H×W×C) as a row: (m·h·w)×(k·k·C), for h = H − k + 1 and w = W − k + 1 places. */
function windows(x: Tensor, k: number): Float64Array {
  const rows = new Float64Array(countOfWindows(x, k) * k * k * x.shape[3]!);
  eachWindowEntry(x, k, (entry, at) => (rows[entry] = x.values[at]!));
  return rows;
}

const countOfWindows = ({ shape: [m, H, W] }: Tensor, k: number): number => m! * (H! - k + 1) * (W! - k + 1);

/** Which entry of the rows of windows is which entry of x. */
function eachWindowEntry({ shape }: Tensor, k: number, visit: (entry: number, at: number) => void): void {
  const [m, H, W, C] = shape as [number, number, number, number];
  let entry = 0;
  for (let e = 0; e < m; e++) for (let i = 0; i + k <= H; i++) for (let j = 0; j + k <= W; j++) {
    for (let u = 0; u < k; u++) for (let v = 0; v < k; v++) for (let c = 0; c < C; c++) {
      visit(entry++, ((e * H + i + u) * W + j + v) * C + c);
    }
  }
}

/** y[i, j, f] = b[f] + Σ x[i+u, j+v, c] K[u, v, c, f]: `dense` for the rows of all windows. Shapes: x (m×H×W×C), K (k×k×C×F), b (F). */
export function convolution(x: Tensor, K: Tensor, b: Tensor): Answer {
  const [k, , C, F] = K.shape as [number, number, number, number];
  const [m, H, W] = x.shape as [number, number, number];
  const rows = { shape: [countOfWindows(x, k), k * k * C], values: windows(x, k) };
  const { y, pullback: back } = dense(rows, reshaped(K, [k * k * C, F]), b);
  const pullback = (dy: Tensor): Tensor[] => {
    const [dRows, dK, db] = back(reshaped(dy, [rows.shape[0]!, F])) as [Tensor, Tensor, Tensor];
    const dx = tensor(x.shape);
    eachWindowEntry(x, k, (entry, at) => (dx.values[at]! += dRows.values[entry]!)); // a pixel stands in many windows
    return [dx, reshaped(dK, K.shape), db];
  };
  return { y: reshaped(y, [m, H - k + 1, W - k + 1, F]), pullback };
}

/** Of each square k×k of x (m×H×W×C) the largest. All of dy goes to the first pixel that is it. */
export function pool(x: Tensor, k: number): Answer {
  const [m, H, W, C] = x.shape as [number, number, number, number];
  const [h, w] = [Math.floor(H / k), Math.floor(W / k)];
  const y = tensor([m, h, w, C]);
  const from = new Int32Array(y.values.length);
  for (let at = 0; at < from.length; at++) {
    const c = at % C, j = Math.floor(at / C) % w, i = Math.floor(at / (C * w)) % h, e = Math.floor(at / (C * w * h));
    let best = -1;
    for (let u = 0; u < k; u++) for (let v = 0; v < k; v++) {
      const here = ((e * H + i * k + u) * W + j * k + v) * C + c;
      if (best < 0 || x.values[here]! > x.values[best]!) best = here;
    }
    from[at] = best;
    y.values[at] = x.values[best]!;
  }
  const pullback = (dy: Tensor): Tensor[] => {
    const dx = tensor(x.shape);
    from.forEach((here, at) => (dx.values[here]! += dy.values[at]!));
    return [dx];
  };
  return { y, pullback };
}

/** y = bend(x), entry by entry; `slope` is its derivative, said by x and y. */
const entryByEntry = (bend: (x: number) => number, slope: (x: number, y: number) => number) => (x: Tensor): Answer => {
  const y = { shape: x.shape, values: x.values.map(bend) };
  return { y, pullback: (dy) => [{ shape: x.shape, values: dy.values.map((d, i) => d * slope(x.values[i]!, y.values[i]!)) }] };
};

export const relu = entryByEntry((x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0));
export const tanh = entryByEntry(Math.tanh, (_, y) => 1 - y * y);
/** 1/(1 + e^−x), by a hyperbolic tangent: no power of e overflows. */
export const logistic = (x: number): number => (1 + Math.tanh(x / 2)) / 2;
export const sigmoid = entryByEntry(logistic, (_, y) => y * (1 - y));

/** Each example as one row. */
export function flatten(x: Tensor): Answer {
  const m = x.shape[0]!;
  return { y: reshaped(x, [m, x.values.length / m]), pullback: (dy) => [reshaped(dy, x.shape)] };
}

/** y = e^x / Σ e^x, for each row along the last axis. dx = y (dy − Σ y dy). */
export function softmax(x: Tensor): Answer {
  const n = x.shape.at(-1)!;
  const y = tensor(x.shape, x.values);
  for (let at = 0; at < y.values.length; at += n) {
    const row = y.values.subarray(at, at + n);
    const most = row.reduce((largest, value) => Math.max(largest, value), -Infinity);
    row.forEach((value, i) => (row[i] = Math.exp(value - most))); // the same shares, but no power of e overflows
    const sum = row.reduce((total, value) => total + value, 0);
    row.forEach((value, i) => (row[i] = value / sum));
  }
  const pullback = (dy: Tensor): Tensor[] => {
    const dx = tensor(x.shape);
    for (let at = 0; at < dx.values.length; at += n) {
      let sum = 0;
      for (let i = at; i < at + n; i++) sum += y.values[i]! * dy.values[i]!;
      for (let i = at; i < at + n; i++) dx.values[i] = y.values[i]! * (dy.values[i]! - sum);
    }
    return [dx];
  };
  return { y, pullback };
}
