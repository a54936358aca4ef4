import { describe, expect, test } from 'vitest';
import { agreementAt } from '../../../src/lab/agreement';
import { aurocPermutationP } from '../../../src/lab/permutation';
import { randomDirectionsAt, shuffledLabelsAt } from '../../../src/lab/control';
import { pairsInARow } from '../../../src/lab/direction';
import { foldsOf } from '../../../src/lab/folds';
import { gramAt } from '../../../src/lab/gram';
import { index, type LayerIndex } from '../../../src/lab/indices';
import { gaussian, random } from '../../../src/lab/random';
import { readerAt } from '../../../src/lab/readers/reader';
import { METHODS } from '../../../src/lab/readers/method';
import type { Residuals } from '../../../src/lab/residuals';
import { thrownLabels } from '../../../src/lab/report/thrown';
import { scoresAt } from '../../../src/lab/score';
import { selectivityAt } from '../../../src/lab/selectivity';
import { crossValidate } from '../../../src/lab/validate';
import { analyse } from '../../../workers/analysis/analyse';
import { gatherEvidence, type Plan } from '../../../workers/analysis/evidence';

const [LAYERS, WIDTH, PAIRS] = [3, 12, 24];
const normal = gaussian(random(11));
/** Block 0: nothing. Block 1: the classes 2 apart along the first number. Block 2: both texts of a pair the same. */
const data = Float32Array.from({ length: 2 * PAIRS * LAYERS * WIDTH }, (_, at) => {
  const [i, layer, text] = [at % WIDTH, Math.floor(at / WIDTH) % LAYERS, Math.floor(at / (WIDTH * LAYERS))];
  if (layer === 2) return Math.sin((text >> 1) * 7 + i);
  return normal() + (layer === 1 && i === 0 && text % 2 === 0 ? 2 : 0);
});
const residuals: Residuals = { layers: LAYERS, width: WIDTH, count: 2 * PAIRS, data };
const pairs = pairsInARow(PAIRS).map((pair, i) => ({
  ...pair,
  split: i % 2 === 0 ? ('train' as const) : ('test' as const),
  group: `situation ${i % 4 < 2 ? 'one' : 'two'}`,
}));
const train = pairs.filter(({ split }) => split === 'train');
const tests = pairs.filter(({ split }) => split === 'test');
const asRead = { residuals, have: new Uint8Array(2 * PAIRS).fill(1), words: pairs.flatMap(() => ['', '']), rated: [] };
const { report } = analyse(asRead, { contrast: pairs, scored: [], method: 'mean-difference', resamples: 2000, seed: 5 })!;
const plan: Plan = { contrast: pairs, method: 'mean-difference', seed: 5, report };
const gather = (over: Partial<Plan> = {}, steps: number[] = [], signal = new AbortController().signal) =>
  gatherEvidence(residuals, { ...plan, ...over }, ({ done }) => void steps.push(done), signal);
const layer = index<LayerIndex>(1);
/** [layer] scores of the test pairs in float32, as a run file has them. */
function testScores(method: (typeof METHODS)[number]) {
  const { scores } = analyse(asRead, { ...plan, method, scored: [], resamples: 0 })!;
  const ofTests = (row: readonly number[]) => row.flatMap((score, i) => (pairs[i]!.split === 'test' ? [Math.fround(score)] : []));
  return scores.positive.map((row, at) => ({ paired: true, positive: ofTests(row), negative: ofTests(scores.negative[at]!) }));
}

describe('the evidence', () => {
  test.each(METHODS)('by %s has each column as the function that defines it gives it', async (method) => {
    const { table, groups, missing } = await gather({ method });
    const gram = gramAt(residuals, layer);
    const scores = scoresAt(residuals, readerAt(method, residuals, train, layer).unit, layer);
    const [positive, negative] = [tests.map((pair) => scores[pair.positive]!), tests.map((pair) => scores[pair.negative]!)];
    const shuffled = shuffledLabelsAt(residuals, train, tests, layer, { method, seed: 5 });
    const chance = randomDirectionsAt(residuals, tests, layer, { seed: 5 });
    expect(table.permutationP![1]).toBe(aurocPermutationP(positive, negative, { seed: 5 }));
    // The line of the pair differences stays where it is, whatever is swapped.
    if (method === 'pca') expect([table.shuffledLow, missing.join()]).toEqual([undefined, expect.stringContaining('PCA')]);
    else expect([table.shuffledLow![1], table.shuffledHigh![1]]).toEqual([shuffled.low, shuffled.high]);
    expect([table.randomLow![1], table.randomHigh![1]]).toEqual([chance.low, chance.high]);
    expect(table.agreement![1]).toBe(agreementAt(residuals, train, layer));
    expect(table.selectivity![1]).toBe(selectivityAt(gram, method, train, tests, { seed: 5 }).selectivity);
    const left = crossValidate(residuals, method, pairs, foldsOf(pairs, 'leave-one-group-out'));
    const parts = crossValidate(residuals, method, pairs, foldsOf(pairs, 'k-fold', { seed: 5 }));
    expect([table.crossMean, table.crossMin]).toEqual([left.crossMean, left.crossMin]);
    expect([table.foldMean, table.foldMin]).toEqual([parts.crossMean, parts.crossMin]);
    expect(groups.map(({ group, pairs: count }) => [group, count])).toEqual([
      ['situation one', 12],
      ['situation two', 12],
    ]);
  });

  test.each(METHODS)(
    'by %s has the p of thrown labels that the scores of its analysis, as a file keeps them, give anew',
    async (method) => {
      const { table } = await gather({ method });
      const thrown = thrownLabels(testScores(method), 5);
      expect(thrown.permutationP).toEqual(table.permutationP);
      expect(thrown.permutationMaxP).toEqual(table.permutationMaxP);
    },
  );

  test('a block whose classes are equal is a row without numbers, not a lost run', async () => {
    const { table, recommended } = await gather();
    for (const column of ['permutationP', 'permutationMaxP', 'shuffledHigh', 'selectivity', 'crossMean', 'foldMin'] as const)
      expect([table[column]![1]! >= 0, table[column]![2]], column).toEqual([true, NaN]);
    expect(recommended!.layer).toBe(1);
  });

  test('p of the best block is no smaller than its own, and does not hang on a block that has none', async () => {
    const { table } = await gather();
    expect(table.permutationMaxP![1]!).toBeGreaterThanOrEqual(table.permutationP![1]!);
    expect(table.permutationMaxP![1]!).toBeLessThan(0.05);
  });

  test('one situation, few pairs, no test pairs: what cannot be made is said, the rest is there', async () => {
    const one = await gather({ contrast: pairs.map((pair) => ({ ...pair, group: 'maze' })) });
    expect([one.table.crossMean, one.table.selectivity, one.groups]).toEqual([undefined, undefined, []]);
    expect(one.missing.join()).toContain("All pairs are of one group, 'maze'");
    expect(one.missing.join()).toContain('no selectivity, for which labels without meaning are drawn by the group');
    expect(one.recommended!.layer).toBe(1);
    const apart = await gather({ contrast: pairs.map((pair) => ({ ...pair, group: pair.split === 'test' ? 'duel' : pair.group })) });
    expect(apart.table.selectivity).toBeUndefined();
    expect(apart.missing.join()).toContain('Test pairs are of groups that no training pair is of: there is no selectivity');
    const few = await gather({ contrast: pairs.slice(0, 4) });
    expect(few.table.foldMean).toBeUndefined();
    expect(few.missing.join()).toContain('4 pairs are too few for 5 folds');
    expect([few.recommended, few.unrecommended]).toEqual([null, expect.stringContaining('Too few pairs')]);
    const untested = await gather({ contrast: pairs.map((pair) => ({ ...pair, split: 'train' as const })) });
    expect([untested.table.permutationP, untested.table.permutationMaxP]).toEqual([undefined, undefined]);
    expect(untested.missing.join()).toContain('Without both training and test pairs');
    expect(untested.table.crossMean![1]).toBeGreaterThan(0.6);
  });

  test('texts that are all the same: no direction anywhere, said in words', async () => {
    const flat: Residuals = { ...residuals, data: new Float32Array(data.length).fill(0.5) };
    const { table, recommended, unrecommended } = await gatherEvidence(flat, plan, () => undefined, new AbortController().signal);
    for (const column of ['permutationP', 'crossMean', 'agreement'] as const)
      expect(Array.from(table[column] ?? [NaN]).every(Number.isNaN), column).toBe(true);
    expect([recommended, typeof unrecommended]).toEqual([null, 'string']);
  });

  test.each(METHODS)('scores that do not vary within the classes, by %s: numbers or a row without, no error', async (method) => {
    // Two points: all positive texts in one, all negative ones in the other, so the spread within the classes is none.
    const two = Float32Array.from(data, (_, at) => (Math.floor(at / (WIDTH * LAYERS)) % 2 === 0 ? 1 : 0) + (at % WIDTH) / 10);
    const { table } = await gatherEvidence({ ...residuals, data: two }, { ...plan, method }, () => undefined, new AbortController().signal);
    const found = method === 'mean-difference' || method === 'pca';
    expect(table.crossMean![0]).toEqual(found ? 1 : NaN);
    if (found) expect(table.permutationP![0]).toBeLessThan(0.01);
  });

  test('pairs that stand there twice change nothing that they should not: numbers stay in range', async () => {
    const twice = [...pairs, ...pairs];
    const { table } = await gather({ contrast: twice });
    for (const [column, values] of Object.entries(table))
      for (const value of values) expect(Number.isNaN(value) || Math.abs(value) <= 1, column).toBe(true);
  });

  test('a test pair with the same text on both sides is a coin toss that weighs on the AUROC alone', async () => {
    const same = pairs.map((pair, i) => (i === 1 ? { ...pair, negative: pair.positive } : pair));
    const { table, missing } = await gather({ contrast: same });
    expect([table.permutationP![1]! < 0.05, missing]).toEqual([true, []]);
  });

  test('more numbers than texts: LDA has a direction all the same', async () => {
    const few = pairs.slice(0, 4).map((pair, i) => ({ ...pair, split: i < 3 ? ('train' as const) : ('test' as const) }));
    const { table } = await gather({ contrast: few, method: 'lda' });
    expect(table.permutationP![1]).toBeGreaterThan(0);
  });

  test('the same seed gives the same, and progress is told block by block', async () => {
    const steps: number[] = [];
    expect(await gather({}, steps)).toEqual(await gather());
    expect(steps).toEqual([1, 2, 3]);
    expect((await gather({ seed: 6 })).table.shuffledHigh).not.toEqual((await gather()).table.shuffledHigh);
  });

  test('stops between two blocks', async () => {
    const stop = new AbortController();
    const gathering = gatherEvidence(residuals, plan, () => stop.abort(), stop.signal);
    await expect(gathering).rejects.toThrow('aborted');
  });
});
