import { describe, expect, it } from 'vitest';
import { carrier, cosines, meanResidual, withoutMean, type Units } from '../../../src/lab/carrier';
import type { Method } from '../../../src/lab/readers/method';
import { readerAt } from '../../../src/lab/readers/reader';
import { stack } from '../../../src/lab/direction';
import { project } from '../../../src/lab/score';
import { expectClose } from './golden';
import { layers, reading, residuals, texts, trained } from './reading';

const by = (method: Method) =>
  stack(
    layers.map((layer) => readerAt(method, residuals, trained, layer)),
    residuals.width,
  );
const neutral = meanResidual(residuals, texts(reading.carrier.texts));

describe('carrier', () => {
  it('equals numpy', () => {
    expectClose(neutral, reading.carrier.mean, 1e-10);
    expectClose(carrier(by('lda'), neutral), reading.carrier.carrier, 1e-6);
    expectClose(withoutMean(by('lda'), neutral).data, reading.carrier.without, 1e-6);
  });

  it('leaves nothing of the mean, and unit length', () => {
    const rest = withoutMean(by('mean-difference'), neutral);
    for (const one of carrier(rest, neutral)) expect(one).toBeLessThan(1e-6);
    for (const layer of layers) {
      const row = rest.data.subarray(layer * 24, (layer + 1) * 24);
      expect(project(row, row)).toBeCloseTo(1, 6);
    }
  });

  it('says where nothing is left, and what does not fit', () => {
    const mean = by('lda').data;
    expect(carrier(by('lda'), mean)[1]).toBeCloseTo(1, 6);
    expect(() => withoutMean(by('lda'), mean)).toThrow('nothing is left of the direction at layer 0');
    expect(() => withoutMean(by('lda'), new Float32Array(72))).toThrow('layer 0 has length 0');
    expect(carrier(by('lda'), new Float32Array(72))).toEqual([NaN, NaN, NaN]);
    expect(() => withoutMean(by('lda'), neutral.subarray(1))).toThrow('= 72 numbers, got 71');
    expect(() => carrier(by('lda'), neutral.subarray(1))).toThrow('= 72 numbers, got 71');
    expect(() => meanResidual(residuals, [])).toThrow('no texts');
    const infinite = { ...residuals, data: residuals.data.map((value, i) => (i === 24 ? Infinity : value)) };
    expect(() => meanResidual(infinite)).toThrow('layer 1 are not finite');
  });
});

describe('cosines', () => {
  it('between the directions of two methods equal numpy, block by block', () => {
    for (const { a, b, cosines: expected } of reading.cosines) expectClose(cosines(by(a as Method), by(b as Method)), expected, 1e-6);
    expectClose(cosines(by('pca'), by('pca')), [1, 1, 1], 1e-12);
  });
  it('refuse directions of another model', () => {
    const other: Units = { layers: 3, width: 2, data: new Float32Array(6) };
    expect(() => cosines(by('pca'), other)).toThrow('3 layers × 24 do not fit directions of 3 layers × 2');
  });
});
