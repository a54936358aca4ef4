/** Chance, through the products of a block: equal to fitting anew in the width, and honest where there is nothing to find. */
import { describe, expect, it } from 'vitest';
import { auroc, countedAuroc } from '../../../src/lab/auroc';
import { shuffledDraws } from '../../../src/lab/chance-draws';
import { shuffledLabelsAt } from '../../../src/lab/control';
import { directionAt } from '../../../src/lab/direction';
import { gramAt } from '../../../src/lab/gram';
import { index, type LayerIndex } from '../../../src/lab/indices';
import { maxOverBlocks } from '../../../src/lab/max-over-blocks';
import { aurocPermutationP, permutationP, swappedDraws } from '../../../src/lab/permutation';
import { random } from '../../../src/lab/random';
import { METHODS } from '../../../src/lab/readers/method';
import { scoresAt } from '../../../src/lab/score';
import { selectivityAt } from '../../../src/lab/selectivity';
import { aurocAlong } from '../../../src/lab/validate';
import { fit } from '../../../src/lab/readers/fit';
import { expectClose, golden, pairs } from './golden';
import { grouped, layers, made, reading, residuals, tested, trained } from './reading';

/** The p of the best block; NaN where no block has one. */
const bestP = (...given: Parameters<typeof maxOverBlocks>): number =>
  Array.from(maxOverBlocks(...given)).reduce((a, b) => (b < a || Number.isNaN(a) ? b : a), NaN);

const grams = layers.map((layer) => gramAt(residuals, layer));
const first = index<LayerIndex>(0);

describe.each(METHODS)('%s', (method) => {
  const { shuffled, split, selectivity } = reading.methods[method];
  const draws = grams.map((gram) =>
    shuffledDraws(gram, trained, tested, { method, draws: shuffled.aurocs[0]!.length, seed: shuffled.seed }),
  );

  it('on shuffled labels equals scikit-learn fitted anew, draw for draw', () =>
    draws.forEach((at, layer) => expectClose(at, shuffled.aurocs[layer]!)));

  it('has the p of the best block that numpy has', () => expect(bestP(split, draws)).toBe(shuffled.maxP));

  it('has the selectivity of scikit-learn over all ways to swap groups', () => {
    grams.forEach((gram, layer) => {
      const found = selectivityAt(gram, method, grouped.slice(0, 12), grouped.slice(12));
      expectClose([found.real, found.control], [selectivity.real[layer]!, selectivity.control[layer]!]);
      expect(found.selectivity).toBe(found.real - found.control);
      expect(found.drawings).toBe(7);
    });
  });
});

describe('shuffledDraws', () => {
  it('are those that fitting in the width gives', () => {
    for (const layer of layers) {
      const uniform = random(4);
      const expected = Array.from({ length: 50 }, () => {
        const swapped = trained.map(({ positive, negative }) =>
          uniform() < 0.5 ? { positive: negative, negative: positive } : { positive, negative },
        );
        const score = scoresAt(residuals, directionAt(residuals, swapped, layer).unit, layer);
        return auroc(
          tested.map((pair) => score[pair.positive]!),
          tested.map((pair) => score[pair.negative]!),
        );
      });
      expectClose(shuffledDraws(grams[layer]!, trained, tested, { draws: 50, seed: 4 }), expected);
      expectClose(
        shuffledLabelsAt(residuals, trained, tested, layer, { draws: 50, seed: 4 }).draws,
        expected.toSorted((a, b) => a - b),
      );
    }
  });

  it('of pca have two values: the line stays where it is', () => {
    const draws = shuffledDraws(grams[1]!, trained, tested, { method: 'pca', draws: 200 });
    const [low, high] = [...new Set(draws)].sort((a, b) => a - b);
    expect(new Set(draws).size).toBe(2);
    expect(low! + high!).toBeCloseTo(1, 12);
  });

  it('are 2,000 where they are cheap, and 200 where each is a fit', () => {
    expect(METHODS.map((method) => shuffledDraws(grams[0]!, trained, tested, { method }).length)).toEqual([2000, 2000, 200, 200]);
  });

  it('refuse an empty set, and count a draw without a direction as a coin toss', () => {
    expect(() => shuffledDraws(grams[0]!, trained, [])).toThrow('no pairs');
    expect(() => shuffledDraws(grams[0]!, [], tested)).toThrow('no pairs');
    for (const method of ['lda', 'logistic'] as const)
      expect(new Set(shuffledDraws(grams[0]!, trained.slice(0, 1), tested, { method, draws: 5 }))).toEqual(new Set([0.5]));
  });
});

describe('maxOverBlocks', () => {
  it('compares the best block with the best of each draw', () => {
    const draws = [
      [0.9, 0.2, 0.3],
      [0.1, 0.8, 0.4],
    ];
    expect(bestP([0.8, 0.6], draws)).toBe(3 / 4);
    expect(bestP([0.85, NaN], draws)).toBe(2 / 4);
    expect(bestP([0.95, 0.6], draws)).toBe(1 / 4);
    expect(bestP([NaN, NaN], draws)).toBeNaN();
    expect(Array.from(maxOverBlocks([0.95, 0.3], draws))).toEqual([1 / 4, 1]);
  });
  it('refuses what does not belong together', () => {
    expect(() => bestP([0.5], [[0.5], [0.5]])).toThrow('the AUROC of 1 blocks and draws of 2');
    expect(() => bestP([0.5, 0.5], [[0.5], [0.5, 0.4]])).toThrow('one block has 1 draws and another 2');
    expect(() => bestP([0.5], [[]])).toThrow('no permutations');
  });
});

describe('swappedDraws', () => {
  it('are those behind the permutation p', () => {
    for (const { positive, negative, draws, seed, p } of golden.permutation)
      expect(permutationP(auroc(positive, negative), swappedDraws(positive, negative, { draws, seed }))).toBe(p);
  });
});

describe('selectivity', () => {
  it('draws by seed where there are more ways than it may take', () => {
    const many = grouped.map((pair, k) => ({ ...pair, group: `g${k}` }));
    const at = (seed: number) => selectivityAt(grams[0]!, 'mean-difference', many.slice(0, 12), many.slice(12), { draws: 9, seed });
    expect(at(1).drawings).toBe(9);
    expect(at(1)).toEqual(at(1));
    expect(at(1).control).not.toBe(at(2).control);
  });
  it('is low for a direction that remembers situations, high for one that reads a concept', () => {
    // Two texts of a pair lie apart along a feature of their situation alone, or along one that all share.
    const capture = (feature: (pair: number) => number) => {
      const all = made(20, 24, 0, 3);
      for (let pair = 0; pair < 20; pair++) all.data[2 * pair * 24 + feature(pair)]! += 12;
      return gramAt(all, first);
    };
    const set = pairs(Array.from({ length: 20 }, (_, k) => k)).map((pair, k) => ({ ...pair, group: `g${k % 4}` }));
    const at = (feature: (pair: number) => number) => selectivityAt(capture(feature), 'mean-difference', set.slice(0, 12), set.slice(12));
    expect(at((pair) => pair % 4).selectivity).toBeLessThan(0.15);
    expect(at(() => 7).selectivity).toBeGreaterThan(0.3);
  });
  it('needs two groups', () => {
    const one = grouped.map((pair) => ({ ...pair, group: 'only' }));
    expect(() => selectivityAt(grams[0]!, 'lda', one.slice(0, 12), one.slice(12))).toThrow("all pairs are of 'only'");
    expect(() => selectivityAt(grams[0]!, 'lda', [], one)).toThrow('no pairs');
    expect(() => selectivityAt(grams[0]!, 'lda', grouped.slice(0, 12), grouped.slice(12), { draws: 0 })).toThrow('got 0');
  });
});

describe('where there is nothing to find', () => {
  const SETS = 500;
  const all = pairs(Array.from({ length: 24 }, (_, k) => k));
  const [train, test] = [all.slice(0, 12), all.slice(12)];
  const swapped = { single: 0, best: 0, uncorrected: 0, tests: 0 };
  for (let seed = 1; seed <= SETS; seed++) {
    const noise = made(24, 8, 0, 7000 + seed, 3);
    const blocks = layers.map((layer) => gramAt(noise, layer));
    const observed = blocks.map((gram) => aurocAlong(fit('mean-difference', gram, train), gram, test));
    const draws = blocks.map((gram) => shuffledDraws(gram, train, test, { draws: 199, seed }));
    const below = (p: number): number => (p < 0.05 + 1e-12 ? 1 : 0);
    swapped.single += below(permutationP(observed[0]!, draws[0]!)) / SETS;
    swapped.best += below(bestP(observed, draws)) / SETS;
    swapped.uncorrected += below(Math.min(...observed.map((value, layer) => permutationP(value, draws[layer]!)))) / SETS;
    const score = scoresAt(noise, directionAt(noise, train, first).unit, first);
    const p = aurocPermutationP(
      test.map((pair) => score[pair.positive]!),
      test.map((pair) => score[pair.negative]!),
      { draws: 199, seed },
    );
    swapped.tests += below(p) / SETS;
  }
  const five = (share: number): void => {
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.07);
  };
  it('p of shuffled labels at one block is at most .05 in 5 % of sets', () => five(swapped.single));
  it('and so is p of the best of three blocks, with the maximum inside the null', () => five(swapped.best));
  it('which without it would be far more often', () => expect(swapped.uncorrected).toBeGreaterThan(0.09));
  it('and p of labels thrown within test pairs', () => five(swapped.tests));
});

it('countedAuroc is auroc, ties and all, few scores or many', () => {
  for (const { positive, negative } of golden.auroc)
    expect(countedAuroc(Float64Array.from([...positive, ...negative]), positive.length)).toBe(auroc(positive, negative));
  expect(() => countedAuroc(Float64Array.of(1, NaN), 1)).toThrow('NaN');
  expect(() => countedAuroc(Float64Array.of(1, 2), 2)).toThrow('2 positive and 0 negative');
});
