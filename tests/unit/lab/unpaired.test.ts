/** Texts that do not pair up: each function equals numpy, SciPy and scikit-learn, draw for draw where the draws are the lab's. */
import { describe, expect, it } from 'vitest';
import { shuffledDraws } from '../../../src/lab/chance-draws';
import { isPaired, itemsOf, placesOf, sidesOf } from '../../../src/lab/contrast';
import { foldsOf, type Grouped } from '../../../src/lab/folds';
import { gramAt } from '../../../src/lab/gram';
import { aurocClassPermutationP, permutationP, thrownDraws } from '../../../src/lab/permutation';
import { cosinesBetweenAt, methodPairsOf } from '../../../src/lab/readers/between';
import { readerAt } from '../../../src/lab/readers/reader';
import { measureBlock } from '../../../src/lab/report/block';
import { selectivityAt } from '../../../src/lab/selectivity';
import { scoresAt } from '../../../src/lab/score';
import { swapped } from '../../../src/lab/stand-in';
import { crossAurocsAt } from '../../../src/lab/validate';
import { expectClose } from './golden';
import { contrast, golden, layers, METHODS, of, residuals } from './unpaired';

const [train, test] = [of('train'), of('test')];
const grams = layers.map((layer) => gramAt(residuals, layer));
const column = (table: readonly (readonly number[])[], layer: number): number[] => table.map((row) => row[layer]!);

describe.each(METHODS)('%s without pairs', (method) => {
  const { blocks, leaveOneGroupOut, kFold, selectivity, shuffled } = golden.methods[method];

  it('has direction, separation, accuracy, d and AUROC as scikit-learn, and scipy’s two-sample BCa interval', () =>
    layers.forEach((layer) => {
      const is = blocks[layer]!;
      const found = readerAt(method, residuals, train, layer);
      expectClose(found.unit, is.unit, 1e-6);
      expectClose([found.midpoint], [is.midpoint], 1e-6);
      const along = scoresAt(residuals, Float32Array.from(is.unit), layer);
      const { positive, negative } = sidesOf(test);
      const scores = { paired: false, positive: positive.map((text) => along[text]!), negative: negative.map((text) => along[text]!) };
      const numbers = measureBlock(layer, scores, { midpoint: is.midpoint });
      expectClose([numbers.auroc, numbers.accuracy], [is.auroc, is.accuracy]);
      expectClose([numbers.separation, numbers.d], [is.separation, is.d], 1e-5);
      // Resampled by another generator: as far apart as two of them are.
      expectClose([numbers.aurocLow, numbers.aurocHigh], [is.low, is.high], 0.02);
      expect(numbers.pairsRight).toBeNaN();
      // 2,000 throws beside scipy’s asymptotic p of the same statistic.
      expectClose([aurocClassPermutationP(scores.positive, scores.negative)], [is.exactP], 0.03);
    }));

  it('is tried on parts and groups that hold out texts of both classes', () =>
    layers.forEach((layer) => {
      const at = (folds: ReturnType<typeof foldsOf>) => crossAurocsAt(grams[layer]!, method, contrast, folds);
      expectClose(at(foldsOf(contrast, 'leave-one-group-out')), column(leaveOneGroupOut, layer));
      expectClose(at(foldsOf(contrast, 'k-fold', { seed: kFold.seed })), column(kFold.aurocs, layer));
    }));

  it('on labels dealt anew over the training texts equals scikit-learn fitted anew, draw for draw', () =>
    layers.forEach((layer) => {
      const { seed, aurocs } = shuffled;
      expectClose(shuffledDraws(grams[layer]!, train, test, { method, seed, draws: aurocs[layer]!.length }), aurocs[layer]!);
    }));

  it('has the selectivity of scikit-learn over all ways to turn groups round', () =>
    layers.forEach((layer) => {
      const found = selectivityAt(grams[layer]!, method, train, test);
      expectClose([found.real, found.control], [selectivity.real[layer]!, selectivity.control[layer]!]);
      expect(found.drawings).toBe(3);
    }));
});

it('PCA of pair differences is refused in words, and has no place among the methods that are compared', () => {
  expect(() => readerAt('pca', residuals, train, layers[0]!)).toThrow('need pairs, and these texts do not pair up');
  expect(() => shuffledDraws(grams[0]!, train, test, { method: 'pca' })).toThrow('do not pair up');
  expect(methodPairsOf(train).flat()).not.toContain('pca');
  expect(cosinesBetweenAt(grams[0]!, train)).toHaveLength(3);
});

describe('a contrast', () => {
  const pairs = [
    { positive: 'a', negative: 'b', split: 'test' },
    { positive: 'c', negative: 'd', split: 'train' },
  ] as const;
  it('of pairs has both sides of each at one place; of lone texts each class has its own', () => {
    expect([isPaired(pairs), isPaired(contrast)]).toEqual([true, false]);
    expect(placesOf<(typeof pairs)[number]>(pairs, ({ split }) => split === 'test')).toEqual({ positive: [0], negative: [0] });
    const { positive, negative } = placesOf<Grouped>(contrast, ({ split }) => split === 'test');
    expect([positive.length, negative.length]).toEqual([15, 19]);
    const sides = sidesOf(contrast);
    expect(positive.every((place) => golden.capture.test[sides.positive[place]!] === 1)).toBe(true);
  });
  it('of two classes of equal size is drawn as what it is said to be: pairs or not', () => {
    const [positive, negative] = [
      [3, 1, 4, 1.5, 5, 9],
      [2, 0.5, 3, 1, 4, 8],
    ];
    const p = (paired: boolean): number => permutationP(29 / 36, thrownDraws({ paired, positive, negative }));
    expect(p(true)).not.toBe(p(false));
    const options = { midpoint: 0 };
    const twenty = {
      positive: [...positive, ...positive].map((x, i) => x + i / 7),
      negative: [...negative, ...negative].map((x, i) => x + i / 7),
    };
    const [pairs, lone] = [true, false].map((paired) => measureBlock(0, { paired, ...twenty }, options));
    expect(pairs!.auroc).toBe(lone!.auroc);
    expect(pairs!.pairsRight).toBe(1);
    // Texts of a pair rise and fall together: what two strangers would leave open is wider.
    expect(lone!.aurocHigh - lone!.aurocLow).toBeGreaterThan(pairs!.aurocHigh - pairs!.aurocLow);
  });
  it('without meaning has as many texts of each label as before', () => {
    const dealt = swapped(contrast, 3);
    const labels = (some: typeof contrast): string[] => some.texts.map(({ label }) => label);
    if (isPaired(dealt)) throw new Error('lone texts became pairs');
    expect(labels(dealt as typeof contrast).toSorted()).toEqual(labels(contrast).toSorted());
    expect(labels(dealt as typeof contrast)).not.toEqual(labels(contrast));
    expect(swapped(contrast, 3)).toEqual(dealt);
  });
});

describe('folds of lone texts', () => {
  const few = (texts: readonly [label: 'positive' | 'negative', group: string, split?: 'train' | 'test'][]) => ({
    texts: texts.map(([label, group, split = 'train']) => ({ label, group, split })),
  });
  it('have each class in each part', () => {
    for (const { train, test } of foldsOf(contrast, 'k-fold'))
      for (const places of [train, test]) {
        const labels = places.map((place) => contrast.texts[place]!.label);
        expect(new Set(labels).size).toBe(2);
      }
    expect(
      foldsOf(contrast, 'k-fold')
        .flatMap(({ test }) => test)
        .toSorted((a, b) => a - b),
    ).toEqual([...itemsOf(contrast).keys()]);
  });
  it('say which class a part lacks', () => {
    const one = few([
      ['positive', 'a'],
      ['negative', 'a'],
      ['positive', 'b'],
    ]);
    expect(() => foldsOf(one, 'leave-one-group-out')).toThrow("there is no negative text beside 'a'");
    expect(() => foldsOf(one, 'split')).toThrow('none of 3 texts is a test text');
    expect(() => foldsOf(one, 'k-fold', { folds: 2 })).toThrow('1 texts of a class are too few for 2 folds');
    const apart = few([
      ['positive', 'a'],
      ['negative', 'a'],
      ['negative', 'a', 'test'],
    ]);
    expect(() => foldsOf(apart, 'split')).toThrow('there is no positive text among the test texts');
  });
});

it('selectivity leaves out the drawings that leave one class alone', () => {
  const byClass = (some: typeof train) => ({ texts: some.texts.map((one) => ({ ...one, group: one.label })) });
  const found = selectivityAt(grams[0]!, 'mean-difference', byClass(train), byClass(test));
  expect(found).toMatchObject({ drawings: 0, control: NaN, selectivity: NaN });
});
