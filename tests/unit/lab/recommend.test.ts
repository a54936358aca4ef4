import { describe, expect, it, test } from 'vitest';
import { recommend, steeringEvidence, whyNotRecommended, type SteeringEvidence } from '../../../src/lab/recommend';
import type { VerdictKind } from '../../../src/lab/report/verdict';

const at = (layers: number, values: Record<number, number>, other: number): number[] =>
  Array.from({ length: layers }, (_, layer) => values[layer] ?? other);
/** 12 blocks, all alike unless told: the middle third is 4 to 7. */
const given = (changes: Partial<SteeringEvidence> = {}): SteeringEvidence => ({
  pairs: 12,
  crossMean: at(12, {}, 0.9),
  aurocLow: at(12, {}, 0.7),
  verdicts: Array<VerdictKind>(12).fill('beyond'),
  agreement: at(12, {}, 0.3),
  ...changes,
});

describe('recommend', () => {
  it('takes the block in the middle where the pairs agree most', () => {
    const found = recommend(given({ agreement: at(12, { 6: 0.5, 9: 0.8 }, 0.3) }))!;
    expect(found.layer).toBe(6);
    expect(whyNotRecommended(given())).toBeNull();
  });
  it('among equals takes the nearest to the middle, then the lower', () => expect(recommend(given())!.layer).toBe(5));
  it('leaves the middle where no candidate lies in it', () =>
    expect(
      recommend(given({ pairs: 200, crossMean: at(12, { 9: 0.97, 10: 0.96 }, 0.9), agreement: at(12, { 10: 0.4 }, 0.3) })),
    ).toMatchObject({
      layer: 10,
      band: [9, 10],
    }));
  it('leaves the middle where the candidates there agree less than half of them do', () =>
    expect(recommend(given({ agreement: at(12, { 4: 0.1, 5: 0.1, 6: 0.1, 7: 0.1, 10: 0.4 }, 0.3) }))!.layer).toBe(10));
  it('looks at blocks within a standard error of the best only (√(.95 · .05 / 200) = .0154), the cross-validated mean before the interval', () => {
    const crossMean = at(12, { 5: 0.95, 6: 0.935, 7: 0.92 }, 0.5);
    const agreement = at(12, { 5: 0.3, 6: 0.4, 7: 0.9 }, 0.99);
    expect(recommend(given({ pairs: 200, crossMean, agreement }))).toMatchObject({ layer: 6, band: [5, 6] });
    expect(recommend(given({ pairs: 200, crossMean: undefined, aurocLow: crossMean, agreement }))).toMatchObject({
      layer: 6,
      band: [5, 6],
    });
  });
  it('fewer pairs tell fewer blocks apart, and none are told apart by less than 1/n', () => {
    const crossMean = at(12, { 5: 1, 6: 0.97 }, 0.5);
    const agreement = at(12, { 5: 0.3, 6: 0.4 }, 0.3);
    expect(recommend(given({ pairs: 40, crossMean, agreement }))!.layer).toBe(5);
    expect(recommend(given({ pairs: 30, crossMean, agreement }))!.layer).toBe(6);
  });
  it('never takes a block that is no better than chance', () => {
    const verdicts = given().verdicts.map((kind, layer) => (layer === 5 ? 'chance' : layer === 6 ? 'below' : kind));
    const found = recommend(given({ verdicts, agreement: at(12, { 5: 0.9, 6: 0.9 }, 0.3) }))!;
    expect([5, 6]).not.toContain(found.layer);
    expect(found.band).toEqual([1, 4]);
  });
  it('grows the band to the side that agrees more, to a third of the blocks at most, without gaps', () => {
    expect(recommend(given({ agreement: at(12, { 5: 0.9, 6: 0.8, 7: 0.7, 4: 0.6, 8: 0.65 }, 0.3) }))!.band).toEqual([5, 8]);
    expect(recommend(given({ crossMean: at(12, { 5: 0.9, 7: 0.9 }, 0.6), agreement: at(12, { 5: 0.4 }, 0.3) }))!.band).toEqual([5, 5]);
    expect(
      recommend({ pairs: 10, crossMean: [0.9, 0.9], aurocLow: [0.6, 0.6], verdicts: ['words', 'beyond'], agreement: [0.2, 0.3] })!.band,
    ).toEqual([1, 1]);
  });
  it('says why, with the figures', () => {
    const crossMean = at(12, { 5: 0.95, 6: 0.94 }, 0.6);
    expect(recommend(given({ crossMean, agreement: at(12, { 5: 0.42 }, 0.3) }))!.reason).toBe(
      'Of the 2 blocks that held-out pairs cannot tell from the best (cross-validated AUROC 0.87 to 0.95), block 5 (0.95) is where the training pairs agree most in the middle of the model (0.42); the band is blocks 5 to 6.',
    );
  });
});

it('a cross-validated mean must lie two standard errors above a coin toss: ½ + 1/√pairs', () => {
  const barely = (mean: number): SteeringEvidence => given({ pairs: 100, crossMean: at(12, { 5: mean }, 0.5), bestP: 0.05 });
  expect(recommend(barely(0.6))).toBeNull();
  expect(recommend(barely(0.601))!.layer).toBe(5);
});

describe('no recommendation', () => {
  const why = (changes: Partial<SteeringEvidence>): string | null => {
    expect(recommend(given(changes))).toBeNull();
    return whyNotRecommended(given(changes));
  };
  it('says what is missing', () => {
    expect(why({ pairs: 9 })).toBe('Too few pairs were held out to recommend a block: there are 9, and it takes 10.');
    expect(why({ pairs: 1 })).toContain('there is 1,');
    expect(why({ verdicts: Array<VerdictKind>(12).fill('chance') })).toContain('No block reads the concept better than chance');
    expect(why({ crossMean: at(12, {}, 0.4) })).toContain('No block');
    expect(why({ crossMean: undefined, verdicts: Array<VerdictKind>(12).fill('arriving') })).toContain('No block');
    expect(why({ agreement: at(12, {}, NaN) })).toContain('not known');
    expect(why({ bestP: 0.198 })).toBe(
      'No block is recommended: even the best of all does no better than the best does with labels thrown by a coin (p = .198).',
    );
    expect(why({ crossMean: at(12, {}, NaN) })).toContain('every part of the pairs that is left out');
  });
  it('cross-validation speaks where the split has too few test pairs', () =>
    expect(recommend(given({ verdicts: Array<VerdictKind>(12).fill('few') }))).not.toBeNull());
  it('refuses lists that do not fit', () => expect(() => recommend(given({ agreement: [1] }))).toThrow('agreement of 1'));
});

test('what the rule goes by comes from the evidence: situations left out before folds, else the test pairs', () => {
  const [agreement, crossMean, foldMean] = [Float64Array.of(0.3), Float64Array.of(0.8), Float64Array.of(0.7)];
  const judged = { verdicts: ['beyond'] as const, aurocLow: [0.6] };
  const pairs = [{ split: 'train' }, { split: 'test' }, { split: 'test' }];
  expect(steeringEvidence({ agreement, crossMean, foldMean, permutationMaxP: Float64Array.of(NaN, 0.2, 0.1) }, judged, pairs)).toEqual({
    ...judged,
    agreement,
    crossMean,
    pairs: 3,
    bestP: 0.1,
  });
  expect(steeringEvidence({ agreement, foldMean }, judged, pairs)).toMatchObject({ crossMean: foldMean, pairs: 3, bestP: undefined });
  expect(steeringEvidence({ agreement }, judged, pairs)).toMatchObject({ crossMean: undefined, pairs: 2 });
});
