import { describe, expect, it, test } from 'vitest';
import { recommend, steeringEvidence, whyNotRecommended, type SteeringEvidence } from '../../../src/lab/recommend';
import { report } from '../../../src/lab/report/report';
import type { VerdictKind } from '../../../src/lab/report/verdict';
import { evidence, textPairs } from './report/made-up';

const at = (layers: number, values: Record<number, number>, other: number): number[] =>
  Array.from({ length: layers }, (_, layer) => values[layer] ?? other);
/** 12 blocks, all alike unless told: the middle lies between 5 and 6. */
const given = (changes: Partial<Extract<SteeringEvidence, { pairs: number }>> = {}): SteeringEvidence => ({
  pairs: 12,
  crossMean: at(12, {}, 0.9),
  aurocLow: at(12, {}, 0.7),
  verdicts: Array<VerdictKind>(12).fill('beyond'),
  ...changes,
  texts: undefined,
});

describe('recommend', () => {
  it('takes, of blocks that cannot be told from the best, the one nearest to the middle; of two as near the higher, then the lower', () => {
    expect(recommend(given())!.layer).toBe(5);
    expect(recommend(given({ crossMean: at(12, { 6: 0.91, 11: 0.95 }, 0.9) }))!.layer).toBe(6);
    expect(recommend(given({ pairs: 200, crossMean: at(12, { 9: 0.975, 10: 0.98 }, 0.9) }))).toMatchObject({ layer: 9, band: [9, 10] });
    expect(whyNotRecommended(given())).toBeNull();
  });
  it('looks at blocks within a standard error of the best only (√(.95 · .05 / 200) = .0154), the cross-validated mean before the interval', () => {
    const crossMean = at(12, { 1: 0.95, 2: 0.935, 3: 0.934 }, 0.5);
    expect(recommend(given({ pairs: 200, crossMean }))).toMatchObject({ layer: 2, band: [1, 2] });
    expect(recommend(given({ pairs: 200, crossMean: undefined, aurocLow: crossMean }))).toMatchObject({ layer: 2, band: [1, 2] });
  });
  it('fewer pairs tell fewer blocks apart, and none are told apart by less than 1/n', () => {
    const crossMean = at(12, { 1: 1, 2: 0.97 }, 0.5);
    expect(recommend(given({ pairs: 40, crossMean }))!.layer).toBe(1);
    expect(recommend(given({ pairs: 30, crossMean }))!.layer).toBe(2);
  });
  it('never takes a block that is no better than chance', () => {
    const verdicts = given().verdicts.map((kind, layer) => (layer === 5 ? 'chance' : layer === 6 ? 'below' : kind));
    expect(recommend(given({ verdicts }))).toMatchObject({ layer: 4, band: [1, 4] });
  });
  it('grows the band to the side that reads better, else towards the middle, to a third of the blocks at most, without gaps', () => {
    expect(recommend(given())!.band).toEqual([4, 7]);
    expect(recommend(given({ crossMean: at(12, { 6: 0.93, 7: 0.92, 4: 0.91, 8: 0.915 }, 0.9) }))!.band).toEqual([5, 8]);
    expect(recommend(given({ crossMean: at(12, { 5: 0.9, 7: 0.9 }, 0.6) }))!.band).toEqual([5, 5]);
    const two: SteeringEvidence = { pairs: 10, crossMean: [0.9, 0.9], aurocLow: [0.6, 0.6], verdicts: ['words', 'beyond'] };
    expect(recommend(two)!.band).toEqual([0, 0]);
  });
  it('says why, with the figures', () => {
    const crossMean = at(12, { 5: 0.95, 6: 0.94 }, 0.6);
    expect(recommend(given({ crossMean }))!.reason).toBe(
      'Of the 2 blocks that held-out pairs cannot tell from the best (cross-validated AUROC 0.87 to 0.95), block 5 (0.95) is nearest to the middle of the model; the band is blocks 5 to 6.',
    );
  });
});

it('a cross-validated mean must lie two standard errors above a coin toss: ½ + 1/√pairs', () => {
  const barely = (mean: number): SteeringEvidence => given({ pairs: 100, crossMean: at(12, { 5: mean }, 0.5), bestP: 0.05 });
  expect(recommend(barely(0.6))).toBeNull();
  expect(recommend(barely(0.601))!.layer).toBe(5);
});

describe('no recommendation', () => {
  const why = (changes: Parameters<typeof given>[0]): string | null => {
    expect(recommend(given(changes))).toBeNull();
    return whyNotRecommended(given(changes));
  };
  it('says what is missing', () => {
    expect(why({ pairs: 9 })).toBe('Too few pairs were held out to recommend a block: there are 9, and it takes 10.');
    expect(why({ pairs: 1 })).toContain('there is 1,');
    expect(why({ verdicts: Array<VerdictKind>(12).fill('chance') })).toContain('No block reads the concept better than chance');
    expect(why({ crossMean: at(12, {}, 0.4) })).toContain('No block');
    expect(why({ crossMean: undefined, verdicts: Array<VerdictKind>(12).fill('arriving') })).toContain('No block');
    expect(why({ bestP: 0.198 })).toBe(
      'No block is recommended for steering: even the best of all does no better than the best does with labels thrown by a coin (p = 0.198).',
    );
    expect(why({ crossMean: at(12, {}, NaN) })).toContain('every part of the pairs that is left out');
  });
  it('cross-validation speaks where the split has too few test pairs', () =>
    expect(recommend(given({ verdicts: Array<VerdictKind>(12).fill('few') }))).not.toBeNull());
  it('refuses lists that do not fit', () => expect(() => recommend(given({ crossMean: [1] }))).toThrow('the AUROC of 1'));
});

it('a block that is no better than luck is passed over, as one no better than chance is', () => {
  const verdicts = given().verdicts.map((kind, layer) => (layer === 5 || layer === 6 ? 'lucky' : kind));
  expect(recommend(given({ verdicts }))).toMatchObject({ layer: 4, band: [1, 4] });
  expect(whyNotRecommended(given({ verdicts: Array<VerdictKind>(12).fill('lucky') }))).toBe(
    'No block reads the concept better than chance both on the test pairs and on pairs held out in turn, so there is none to recommend.',
  );
});

test('what the rule goes by comes from report and evidence: situations left out before folds, else the test pairs', () => {
  const [crossMean, foldMean] = [Float64Array.of(0.8), Float64Array.of(0.7)];
  const made = report(evidence(textPairs(14, 0), [3]), { resamples: 200 });
  const pairs = [{ split: 'train' }, { split: 'test' }, { split: 'test' }];
  const { aurocLow } = made.table;
  expect(steeringEvidence(made, { crossMean, foldMean, permutationMaxP: Float64Array.of(0.2) }, pairs)).toEqual({
    aurocLow,
    // The report alone, without this p, would call it better than chance.
    verdicts: ['lucky'],
    crossMean,
    pairs: 3,
    bestP: 0.2,
  });
  expect(steeringEvidence(made, { foldMean }, pairs)).toMatchObject({ crossMean: foldMean, pairs: 3, bestP: undefined });
  const { verdicts } = steeringEvidence(made, {}, pairs);
  expect(verdicts).toEqual(made.verdicts.map(({ kind }) => kind));
  expect(verdicts).not.toContain('lucky');
});
