import { describe, expect, it } from 'vitest';

import type { CloudData } from '../../src/math/cloud';
import { lookAlong, rotation, turned, wrapped } from '../../src/math/rotation';
import { readSpace, spaceOf } from '../../src/math/space';
import { dot } from '../../src/math/statistics';
import { iris } from './iris';

const columns = ['sepal length', 'sepal width', 'petal length', 'petal width'];
const flowers: CloudData = { columns, rows: iris };
const angles = [-180, -91, -37.5, 0, 12, 90, 179].flatMap((yaw) => [-90, -20, 0, 45, 90].map((pitch) => [yaw, pitch] as const));

describe('a rotation', () => {
  it.each(angles)('of %d° and %d° keeps lengths and angles, and does not mirror', (yaw, pitch) => {
    const R = rotation(yaw, pitch) as [number[], number[], number[]];
    R.forEach((row, i) => R.forEach((other, j) => expect(dot(row, other)).toBeCloseTo(i === j ? 1 : 0, 12)));
    const [a, b, c] = R;
    const cross = [a[1]! * b[2]! - a[2]! * b[1]!, a[2]! * b[0]! - a[0]! * b[2]!, a[0]! * b[1]! - a[1]! * b[0]!];
    expect(dot(cross, c)).toBeCloseTo(1, 12);
  });

  it('of nothing leaves x to the right, y up, z towards the eye', () => expect(rotation(0, 0)).toEqual([[1, 0, 0], [0, 1, -0], [-0, 0, 1]]));

  it('of 30° and 20° is that of SciPy', () => {
    // scipy.spatial.transform.Rotation.from_euler("yx", [30, 20], degrees=True).as_matrix()
    const expected = [[0.8660254, 0, 0.5], [0.17101007, 0.93969262, -0.29619813], [-0.46984631, 0.34202014, 0.8137977]];
    rotation(30, 20).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]![j]!, 7)));
  });

  it.each([[0, 0, 1], [0.2, -0.5, 0.8], [-0.9, 0.1, 0.05], [0, 1, 0], [0.3, 0.4, -0.5], [1, 0, 0]])('looks along (%d, %d, %d)', (...v) => {
    const { yaw, pitch } = lookAlong(v);
    expect(Math.abs(dot(rotation(yaw, pitch)[2]!, v)) / Math.hypot(...v)).toBeCloseTo(1, 12);
    expect(Math.abs(pitch)).toBeLessThanOrEqual(90);
  });

  it('turns every point', () => {
    const to = new Float64Array(6);
    turned(Float64Array.of(0, 0, 1, 1, 2, 3), rotation(90, 0), to);
    [1, 0, 0, 3, 2, -1].forEach((value, i) => expect(to[i]).toBeCloseTo(value, 12));
  });

  it.each([[0, 0], [180, -180], [190, -170], [-190, 170], [720, 0], [-180, -180]])('%d° is %d°', (degrees, same) => expect(wrapped(degrees)).toBe(same));
});

describe('the spread that a screen shows', () => {
  it('of three columns is best along the first two components, as NumPy has it', () => {
    const space = spaceOf(flowers, ['sepal length', 'sepal width', 'petal length'], 'columns');
    // np.linalg.eigvalsh(np.cov(X[:, :3].T))[::-1]
    [3.69111979, 0.24137727, 0.05945372].forEach((value, k) => expect(space.variances[k]).toBeCloseTo(value, 6));
    const { yaw, pitch } = lookAlong(space.directions[2]!);
    const best = readSpace(space, rotation(yaw, pitch));
    expect(best.share).toBeCloseTo(1, 10);
    expect(best.seen + space.variances[2]!).toBeCloseTo(best.total, 10);
  });

  it.each(angles)('is never more than the best (%d°, %d°)', (yaw, pitch) => {
    const reading = readSpace(spaceOf(flowers, ['', '', ''], 'columns'), rotation(yaw, pitch));
    expect(reading.seen).toBeLessThanOrEqual(reading.best + 1e-12);
    expect(reading.seen).toBeGreaterThanOrEqual(reading.total - reading.best);
  });

  it('of the components is best without a turn', () => expect(readSpace(spaceOf(flowers, ['', '', ''], 'components'), rotation(0, 0)).share).toBeCloseTo(1, 10));

  it.each([
    [['', '', ''], [0, 1, 2]], [['petal', '', ''], [2, 0, 1]], [['', 'sepal length', ''], [1, 0, 2]], [['sepal width', 'petal width', 'sepal length'], [1, 3, 0]],
  ] as const)('columns %j are %j', (names, places) => expect(spaceOf(flowers, names, 'columns').columns).toEqual(places));

  it('of points that are all one has no best, and no division by it', () => {
    const space = spaceOf({ columns: ['x', 'y', 'z'], rows: [[1, 2, 3], [1, 2, 3]] }, ['', '', ''], 'columns');
    expect([space.radius, readSpace(space, rotation(10, 10)).share]).toEqual([1, 1]);
  });
});
