// A, B and their product, from what a lesson or a learner has given.

import { shapeText, type ShownArray, toGrid } from '../math/array';
import { type Given, readArray } from '../math/given';
import { agree, multiply, type Operand } from '../math/product';

export interface Operands {
  A: Operand;
  B: Operand;
  /** Null where the shapes do not fit. */
  C: Operand | null;
  shapes: Record<'A' | 'B' | 'C', readonly number[]>;
}

const MOST = 64; // rows and columns

/** A list alone is a row where it is A, a column where it is B. Throws an Error that says what is wrong, to be shown. */
export function readOperands(givenA: Given, givenB: Given): Operands {
  const [left, right] = [readOperand('A', givenA), readOperand('B', givenB)];
  const [A, B] = [toGrid(left, 0, 'row'), toGrid(right, 0, 'column')];
  const shape = [...left.shape.slice(0, -1), ...right.shape.slice(1)];
  return { A, B, C: agree(A, B) ? multiply(A, B) : null, shapes: { A: left.shape, B: right.shape, C: shape } };
}

function readOperand(name: 'A' | 'B', given: Given): ShownArray {
  try {
    const array = readArray(given);
    if (array === null) throw new Error('It is missing.');
    const { shape } = array;
    if (shape.length > 2 || shape.length === 0) throw new Error(`It has ${shape.length} axes; a product is of matrices and vectors.`);
    if (shape.includes(0)) throw new Error('It is empty.');
    if (Math.max(...shape) > MOST) throw new Error(`It is ${shapeText(shape)}; at most ${MOST} rows and columns are drawn.`);
    return array;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`${name} cannot be drawn. ${error.message} A right one: ${name === 'A' ? 'a="1 2; 3 4"' : 'b="5; 6"'}`);
  }
}
