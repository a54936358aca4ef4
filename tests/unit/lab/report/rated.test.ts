import { describe, expect, it } from 'vitest';
import { decidingP, ratedVerdict, type RatedBlock } from '../../../../src/lab/report/rated';

/** Fairness, block 1 as recorded: r is far below 0. */
const block: RatedBlock = {
  layer: 1,
  r: -0.544,
  p: 0.02,
  n: 18,
  named: 5,
  best: { layer: 2, r: 0.7, p: 0.01, blocks: [NaN, 0.12, 0.01], n: 18 },
};

describe('what a correlation with ratings says', () => {
  it('goes by the p that was corrected for looking, unless held-out pairs named the block', () => {
    expect([decidingP(block), ratedVerdict(block).kind]).toEqual([0.12, 'chance']);
    expect(ratedVerdict(block).named).toContain('corrected for looking at all of them, p = 0.120');
    const named = { ...block, named: 1 };
    expect([decidingP(named), ratedVerdict(named).kind]).toEqual([0.02, 'opposite']);
    expect(ratedVerdict(named).named).toContain('its p is what it says');
    // The best of all blocks says nothing of another block.
    expect(ratedVerdict({ ...block, r: 0.544 }).kind).toBe('chance');
  });
  it('below 0 is the other way round, and no link', () => {
    const { kind, sentence } = ratedVerdict({ ...block, named: 1 });
    expect([kind, sentence]).toEqual(['opposite', expect.stringMatching(/^The other way round: over 18 texts/)]);
    expect(sentence).not.toContain('A link');
    expect(ratedVerdict({ ...block, named: 1, r: 0.544 })).toMatchObject({
      kind: 'link',
      sentence: expect.stringMatching(/^A link in 18 texts/) as string,
    });
  });
  it('of the best block too it says which way it goes', () => {
    const against = { ...block, best: { ...block.best!, r: -0.7 } };
    expect(ratedVerdict(against).named).toContain('block 2 goes most against the ratings (r = −0.700; corrected, p = 0.010)');
    expect(ratedVerdict(block).named).toContain('goes along with the ratings best (r = 0.700');
    expect(ratedVerdict({ ...block, layer: 2 }).named).not.toContain('Of all blocks');
  });
  it('says that nothing varies, and that texts are still to come', () => {
    expect(ratedVerdict({ ...block, r: NaN }).kind).toBe('constant');
    expect(ratedVerdict({ ...block, best: null }).kind).toBe('arriving');
    expect(ratedVerdict({ ...block, named: null }).named).not.toContain('held-out pairs');
  });
});
