import { describe, expect, it } from 'vitest';
import { auroc } from '../../../src/lab/auroc';
import { carrier, cosines, meanAt, meanResidual, residualsWithout, withoutMean, type Units } from '../../../src/lab/carrier';
import { gramAt, gramWithout, scoresAlong } from '../../../src/lab/gram';
import { indices, type LayerIndex, type TextIndex } from '../../../src/lab/indices';
import { betweenMethods, cosinesBetweenAt, METHOD_PAIRS } from '../../../src/lab/readers/between';
import { fit, tryFit } from '../../../src/lab/readers/fit';
import { METHODS, type Method } from '../../../src/lab/readers/method';
import { residualAt } from '../../../src/lab/residuals';
import { crossAurocsAt } from '../../../src/lab/validate';
import { readerAt } from '../../../src/lab/readers/reader';
import { directions, pairsInARow, stack } from '../../../src/lab/direction';
import { project } from '../../../src/lab/score';
import { expectClose } from './golden';
import { everyPair, layers, reading, residuals, texts, trained } from './reading';

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
    expect(() => withoutMean(by('lda'), mean)).toThrow('nothing is left of the direction at block 0');
    expect(() => withoutMean(by('lda'), new Float32Array(72))).toThrow('block 0 has length 0');
    expect(carrier(by('lda'), new Float32Array(72))).toEqual([NaN, NaN, NaN]);
    expect(() => withoutMean(by('lda'), neutral.subarray(1))).toThrow('= 72 numbers, got 71');
    expect(() => carrier(by('lda'), neutral.subarray(1))).toThrow('= 72 numbers, got 71');
    expect(() => meanResidual(residuals, [])).toThrow('no texts');
    const infinite = { ...residuals, data: residuals.data.map((value, i) => (i === 24 ? Infinity : value)) };
    expect(() => meanResidual(infinite)).toThrow('block 1 are not finite');
  });
});

describe('directions fitted and scored without the mean', () => {
  const all = texts(Array.from({ length: residuals.count }, (_, text) => text));
  const tests = everyPair.slice(reading.capture.train);
  const sides = tests.flatMap(({ positive, negative }) => [positive, negative]);

  it.each(METHODS)('%s: scores through the products are those along v − (v·m̂)m̂', (method) => {
    const without = withoutMean(by(method), neutral);
    for (const layer of layers) {
      const gram = gramWithout(residuals, gramAt(residuals, layer, all), meanAt(neutral, residuals, layer), all);
      const scores = scoresAlong(gram, fit(method, gram, trained), sides);
      const unit = without.data.subarray(layer * 24, (layer + 1) * 24);
      const expected = sides.map((text) => project(residualAt(residuals, text, layer), unit));
      // The fitted direction keeps the length it had; along another length the scores are in proportion.
      const factor = scores[0]! / expected[0]!;
      expect(factor).toBeGreaterThan(0);
      expectClose(
        scores.map((score) => score / factor),
        expected,
        1e-4,
      );
      expect(
        crossAurocsAt(gram, method, everyPair, [
          { name: 'split', train: [...trained.keys()], test: tests.map((_, i) => trained.length + i) },
        ])[0],
      ).toBe(auroc(Float64Array.from(expected.filter((_, i) => i % 2 === 0)), Float64Array.from(expected.filter((_, i) => i % 2 === 1))));
    }
  });

  it('residuals less the mean have no part along it, and the same differences beside it', () => {
    const rest = residualsWithout(residuals, neutral);
    for (const layer of layers) {
      const mean = meanAt(neutral, residuals, layer);
      for (const text of all) expect(Math.abs(project(residualAt(rest, text, layer), mean))).toBeLessThan(1e-4);
    }
    expectClose(directions(rest, trained).data, withoutMean(by('mean-difference'), neutral).data, 1e-5);
  });

  it('a direction of which nothing is left is none, for a fold and for a draw', () => {
    // Both classes lie on one line through 0, and so does the mean.
    const line = {
      layers: 1,
      width: 2,
      count: 8,
      data: Float32Array.from({ length: 16 }, (_, i) => (i % 2 ? 0 : [3, 1, 4, 1, 5, 2, 6, 2][i / 2]!)),
    };
    const pairs = pairsInARow(4);
    const places = pairs.flatMap(({ positive, negative }) => [positive, negative]);
    const [layer] = indices<LayerIndex>(1);
    const gram = gramWithout(line, gramAt(line, layer!), Float64Array.of(2, 0), places);
    expect(tryFit('mean-difference', gram, pairs)).toBeNull();
    expect(() => fit('lda', gram, pairs)).toThrow('nothing is left of the direction at block 0');
  });
});

describe('cosines', () => {
  it('between the directions of two methods equal numpy, block by block', () => {
    for (const { a, b, cosines: expected } of reading.cosines) expectClose(cosines(by(a as Method), by(b as Method)), expected, 1e-6);
    expectClose(cosines(by('pca'), by('pca')), [1, 1, 1], 1e-12);
  });
  it('between methods come from a block’s products, too, without the mean where it is taken out', () => {
    const [layer] = [layers[1]!];
    const gram = gramAt(residuals, layer);
    const all = indices<TextIndex>(residuals.count);
    const places = METHOD_PAIRS.map(([a, b]) => cosines(by(a), by(b))[layer]!);
    expectClose(cosinesBetweenAt(gram, trained), places, 1e-6);
    const without = (method: Method) => withoutMean(by(method), neutral);
    expectClose(
      cosinesBetweenAt(gramWithout(residuals, gram, meanAt(neutral, residuals, layer), all), trained),
      METHOD_PAIRS.map(([a, b]) => cosines(without(a), without(b))[layer]!),
      1e-5,
    );
    // One pair: no spread within a class, so LDA and logistic regression have no direction.
    const alone = betweenMethods([cosinesBetweenAt(gram, trained.slice(0, 1))]);
    expect(alone.map(({ a, b, cosine }) => [a, b, Number.isNaN(cosine[0]!)])).toEqual(
      METHOD_PAIRS.map(([a, b]) => [a, b, [a, b].some((one) => one === 'lda' || one === 'logistic')]),
    );
  });
  it('refuse directions of another model', () => {
    const other: Units = { layers: 3, width: 2, data: new Float32Array(6) };
    expect(() => cosines(by('pca'), other)).toThrow('3 layers × 24 do not fit directions of 3 layers × 2');
  });
});
