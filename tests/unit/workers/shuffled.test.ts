/** The direction of shuffled labels: like the real one in all but the labels. */
import { expect, test } from 'vitest';
import { meanResidual } from '../../../src/lab/carrier';
import { index, type LayerIndex } from '../../../src/lab/indices';
import { METHODS } from '../../../src/lab/readers/method';
import { readerAt } from '../../../src/lab/readers/reader';
import { swapped } from '../../../src/lab/stand-in';
import { shuffledUnits } from '../../../workers/analysis/shuffled';
import { grouped as pairs, layers, residuals, trained } from '../lab/reading';

const have = new Uint8Array(residuals.count).fill(1);
const { width } = residuals;
const at = (units: Float32Array, layer: LayerIndex): Float32Array => units.subarray(layer * width, (layer + 1) * width);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);

test.each(METHODS)('%s is fitted to the swapped training pairs, block by block', (method) => {
  const units = shuffledUnits({ residuals, have }, pairs, { method, seed: 4 });
  expect(units).toEqual(shuffledUnits({ residuals, have }, pairs, { method, seed: 4 }));
  for (const layer of layers) {
    const { unit } = readerAt(method, residuals, swapped(trained, 4), layer);
    expect(at(units, layer)).toEqual(unit);
    expect(Math.hypot(...at(units, layer))).toBeCloseTo(1, 5);
  }
});

test('another seed gives another one', () => {
  const method = 'mean-difference';
  expect(shuffledUnits({ residuals, have }, pairs, { method, seed: 1 })).not.toEqual(
    shuffledUnits({ residuals, have }, pairs, { method, seed: 2 }),
  );
});

test('texts that are not there are left out, and the neutral mean is taken out', () => {
  const some = have.slice();
  some[trained[0]!.positive] = 0;
  const mean = meanResidual(residuals);
  const units = shuffledUnits({ residuals, have: some }, pairs, { method: 'mean-difference', seed: 4, mean });
  const layer = index<LayerIndex>(1);
  expect(Math.abs(dot(at(units, layer), mean.subarray(layer * width, (layer + 1) * width)))).toBeLessThan(1e-3);
  expect(() => shuffledUnits({ residuals, have: new Uint8Array(residuals.count) }, pairs, { method: 'pca', seed: 4 })).toThrow('no pairs');
});
