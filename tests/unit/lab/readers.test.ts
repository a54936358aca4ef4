import { describe, expect, it } from 'vitest';
import { alongAt, directionAt } from '../../../src/lab/direction';
import { gramAt, scoresAlong, vectorOf } from '../../../src/lab/gram';
import { index, type LayerIndex, type TextIndex } from '../../../src/lab/indices';
import { InvalidInput, NoDirection } from '../../../src/lab/invalid';
import { dominant } from '../../../src/lab/readers/dominant';
import { fit } from '../../../src/lab/readers/fit';
import { METHODS } from '../../../src/lab/readers/method';
import { readerAt, tryReaderAt } from '../../../src/lab/readers/reader';
import type { Residuals } from '../../../src/lab/residuals';
import { project, scoresAt } from '../../../src/lab/score';
import { expectClose, pair, pairs } from './golden';
import { everyPair, layers, made, reading, residuals, texts, trained } from './reading';

const first = index<LayerIndex>(0);
const all = Array.from({ length: residuals.count }, (_, text) => index<TextIndex>(text));

describe.each(METHODS)('%s', (method) => {
  it('equals scikit-learn and numpy at each layer', () => {
    for (const layer of layers) {
      const found = readerAt(method, residuals, trained, layer);
      const { unit, separation, midpoint } = reading.methods[method].directions[layer]!;
      expectClose(found.unit, unit, 1e-6);
      expectClose([found.separation, found.midpoint], [separation, midpoint], 1e-7);
      expect(found.norm).toBe(directionAt(residuals, trained, layer).norm);
    }
  });

  it('equals them on classes of unequal size, or says that it needs pairs', () => {
    const classes = { positive: texts(reading.unequal.positive), negative: texts(reading.unequal.negative) };
    for (const layer of layers)
      if (method === 'pca') expect(() => readerAt(method, residuals, classes, layer)).toThrow('do not pair up');
      else {
        const { unit, separation, midpoint } = reading.unequal.directions[method][layer]!;
        const found = readerAt(method, residuals, classes, layer);
        expectClose(found.unit, unit, 1e-6);
        expectClose([found.separation, found.midpoint], [separation, midpoint], 1e-7);
      }
  });

  it('is a unit vector on which the mean difference projects above 0', () => {
    for (const layer of layers) {
      const { unit, separation } = readerAt(method, residuals, trained, layer);
      expect(project(unit, unit)).toBeCloseTo(1, 6);
      expect(separation).toBeGreaterThan(0);
    }
  });

  it('turns round with the classes', () => {
    const swapped = trained.map(({ positive, negative }) => ({ positive: negative, negative: positive }));
    for (const layer of layers) {
      const [one, other] = [readerAt(method, residuals, trained, layer), readerAt(method, residuals, swapped, layer)];
      expectClose(
        other.unit,
        one.unit.map((value) => -value),
        1e-6,
      );
    }
  });

  it('scores texts as their projections do, without the width', () => {
    for (const layer of layers) {
      const gram = gramAt(residuals, layer);
      const direction = fit(method, gram, trained);
      const vector = vectorOf(residuals, gram, direction);
      expect(project(vector, vector)).toBeCloseTo(1, 10);
      const projected = all.map((text) => project(residuals.data.subarray((text * 3 + layer) * 24, (text * 3 + layer + 1) * 24), vector));
      expectClose(scoresAlong(gram, direction, all), projected, 1e-10);
      expectClose(scoresAlong(gram, direction, all), scoresAt(residuals, readerAt(method, residuals, trained, layer).unit, layer), 1e-6);
    }
  });

  it('recovers a planted direction: 200 pairs, width 6, classes 6 standard deviations apart', () => {
    const { unit } = readerAt(method, made(200, 6, 6, 5), pairs(Array.from({ length: 200 }, (_, k) => k)), first);
    expect(unit[0]).toBeGreaterThan(0.99);
  });

  it('does not mind what all texts share', () => {
    const moved: Residuals = { ...residuals, data: residuals.data.map((value) => Math.fround(value) + 512) };
    const { unit } = readerAt(method, moved, trained, first);
    expect(project(unit, readerAt(method, residuals, trained, first).unit)).toBeGreaterThan(0.99999);
  });

  it('uses products that are there, and none of other texts', () => {
    const layer = index<LayerIndex>(2);
    const spoiled: Residuals = { ...residuals, data: residuals.data.slice() };
    spoiled.data.fill(NaN, 39 * 3 * 24);
    expect(() => gramAt(spoiled, layer)).toThrow('block 2 are not finite');
    expectClose(readerAt(method, spoiled, trained, layer).unit, readerAt(method, residuals, trained, layer).unit, 1e-6);
    const gram = gramAt(spoiled, layer, all.slice(0, 38));
    expectClose(readerAt(method, spoiled, trained, layer, gram).unit, readerAt(method, residuals, trained, layer).unit, 1e-6);
    expect(() => fit(method, gram, [...trained, pair(38, 39)])).toThrow('not finite');
  });

  it('finds nothing between equal classes, and the run may go on', () => {
    const same = [pair(0, 2), pair(2, 4), pair(4, 0)];
    for (const layer of layers) {
      expect(() => fit(method, gramAt(residuals, layer), same)).toThrow(`identical at block ${layer}`);
      if (method === 'mean-difference') continue;
      expect(() => readerAt(method, residuals, same, layer)).toThrow(NoDirection);
      expect(tryReaderAt(method, residuals, same, layer)).toBeNull();
    }
    const constant: Residuals = { layers: 1, width: 3, count: 4, data: new Float32Array(12).fill(0.1) };
    expect(tryReaderAt(method, constant, pairs([0, 1]), first)).toBeNull();
  });

  it('refuses what is no training at all, also where it may find nothing', () => {
    expect(() => tryReaderAt(method, residuals, [], first)).toThrow('no pairs to train on');
    expect(() => tryReaderAt(method, residuals, [pair(0, 40)], first)).toThrow('no text 40 among 40');
    expect(() => tryReaderAt(method, residuals, { positive: texts([1]), negative: [] }, first)).toThrow('1 positive and 0 negative');
    expect(() => tryReaderAt(method, residuals, { positive: texts([1]), negative: texts([2, 3]), paired: true }, first)).toThrow(
      '1 positive',
    );
    const infinite: Residuals = { ...residuals, data: residuals.data.map((value, i) => (i === 5 ? Infinity : value)) };
    expect(() => tryReaderAt(method, infinite, trained, first)).toThrow('not finite');
  });
});

describe('what only some methods need', () => {
  it('LDA and logistic regression need texts that vary within a class; the others take one pair', () => {
    for (const method of METHODS) {
      const found = tryReaderAt(method, residuals, [pair(0, 1)], first);
      if (method === 'mean-difference' || method === 'pca')
        expectClose(found!.unit, directionAt(residuals, [pair(0, 1)], first).unit, 1e-6);
      else expect(found).toBeNull();
    }
    expect(() => readerAt('lda', residuals, [pair(0, 1)], first)).toThrow('alike at block 0');
  });

  it('logistic regression settles on classes that a line divides widely, and on classes that overlap', () => {
    for (const signal of [0, 0.1, 30, 3000]) {
      const { unit } = readerAt('logistic', made(30, 4, signal, 9), pairs(Array.from({ length: 30 }, (_, k) => k)), first);
      if (signal > 1) expect(unit[0]).toBeGreaterThan(0.99);
      expect(unit.every(Number.isFinite)).toBe(true);
    }
  });

  it('PCA has no sign where the pairs point both ways alike', () => {
    const line: Residuals = { layers: 1, width: 2, count: 4, data: Float32Array.of(9, 1, 0, 0, 0, 1, 9, 0) };
    expect(() => readerAt('pca', line, pairs([0, 1]), first)).toThrow('point both ways');
  });
});

describe('alongAt', () => {
  it('has the numbers of the mean difference along it', () => {
    for (const layer of layers) {
      const found = directionAt(residuals, everyPair, layer);
      const again = alongAt(residuals, everyPair, layer, found.unit);
      expectClose([again.separation, again.midpoint, again.norm], [found.separation, found.midpoint, found.norm], 1e-6);
      const turned = alongAt(
        residuals,
        everyPair,
        layer,
        found.unit.map((value) => -3 * value),
      );
      expectClose([turned.separation, turned.midpoint], [-found.separation, -found.midpoint], 1e-6);
      expect(project(turned.unit, found.unit)).toBeCloseTo(-1, 6);
    }
  });
  it('refuses what is no direction', () => {
    expect(() => alongAt(residuals, trained, first, new Float32Array(24))).toThrow('length 0');
    expect(() => alongAt(residuals, trained, first, new Float32Array(23).fill(1))).toThrow('width 24, got one of width 23');
    expect(new NoDirection('m')).toBeInstanceOf(InvalidInput);
  });
});

describe('dominant', () => {
  it('is the eigenvector of the largest eigenvalue, also where the next is near', () => {
    for (const near of [0.5, 0.99, 0.999999]) {
      // Eigenvectors (3, 4)/5 and (4, −3)/5.
      const entry = (a: number, b: number, c: number, d: number): number => (a * b + near * c * d) / 25;
      const vector = dominant(Float64Array.of(entry(3, 3, 4, 4), entry(3, 4, 4, -3), entry(4, 3, -3, 4), entry(4, 4, -3, -3)), 2);
      expectClose(vector.map(Math.abs), [0.6, 0.8], 1e-8);
    }
    expect(Array.from(dominant(Float64Array.of(1, 0, 0, 1), 2))).toEqual([1, 0]);
    expect(dominant(new Float64Array(4), 2)[0]).toBeNaN();
  });
});
