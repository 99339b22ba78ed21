// Many points at once: WebGL draws them all from a buffer that never changes; only the window onto them moves.

import { css, type RGB } from '../math/colour';
import type { Viewport } from '../math/viewport';

export interface Points {
  /** Lies below what else is drawn: to copy it there would have each frame wait for the graphics card. */
  readonly canvas: HTMLCanvasElement;
  /** On `width`×`height` pixels of the screen, `sharpness` of them for each CSS pixel. */
  paint(width: number, height: number, view: Viewport, sharpness: number, radius: number, colour: RGB): void;
}

const VERTEX = `
attribute vec2 place; uniform vec2 corner; uniform vec2 scale; uniform mediump float size; // as in the other shader, or they do not link
void main() { gl_Position = vec4((place - corner) * scale * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0); gl_PointSize = size; }`;
const FRAGMENT = `
precision mediump float; uniform vec3 colour; uniform float size;
void main() {
  float inside = clamp((0.5 - distance(gl_PointCoord, vec2(0.5))) * size, 0.0, 1.0) * 0.5;
  gl_FragColor = vec4(colour * inside, inside);
}`;

/** By WebGL where the browser has it; null where it has not. */
export function glPoints(places: Float32Array): Points | null {
  const canvas = document.createElement('canvas');
  canvas.className = 'points';
  const gl = canvas.getContext('webgl', { premultipliedAlpha: true, antialias: false });
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'place');
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, places, gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
  const [corner, scale, size, colour] = [at('corner'), at('scale'), at('size'), at('colour')];
  return {
    canvas,
    paint(width, height, view, sharpness, radius, rgb) {
      if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
      gl.viewport(0, 0, width, height);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform2f(corner, view.x, view.y);
      gl.uniform2f(scale, (view.cell * sharpness) / width, (view.cell * sharpness) / height);
      gl.uniform1f(size, 2 * radius * sharpness);
      gl.uniform3f(colour, rgb[0] / 255, rgb[1] / 255, rgb[2] / 255);
      gl.drawArrays(gl.POINTS, 0, places.length / 2);
    },
  };
}

/** Without WebGL, and in a file: the same points, each a square. */
export function paintSquares(pen: CanvasRenderingContext2D, places: Float32Array, view: Viewport, sharpness: number, radius: number, colour: RGB): void {
  const [right, bottom] = [pen.canvas.width / sharpness, pen.canvas.height / sharpness];
  pen.fillStyle = css(colour, 0.5);
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [(places[i]! - view.x) * view.cell, (places[i + 1]! - view.y) * view.cell];
    if (x > 0 && y > 0 && x < right && y < bottom) pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
