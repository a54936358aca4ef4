import { describe, expect, it } from 'vitest';
import { correctedP } from '../../../src/lab/corrected-p';
import { partial, pearson } from '../../../src/lab/correlation';
import { gaussian, random } from '../../../src/lab/random';
import { expectClose } from './golden';
import { reading } from './reading';

const { eia, words, scores, corrected, givenWords, givenInverse } = reading.eia;

describe('p of the best block against ratings', () => {
  it('equals numpy, draw for draw', () => {
    const found = correctedP(scores, eia, corrected)!;
    expect(found.p).toBe(corrected.p);
    expect([found.layer, found.n]).toEqual([2, 14]);
    expect(found.r).toBeCloseTo(pearson(scores[2]!, eia).r, 12);
  });

  it('says it of every block: the best has the least p, each at least the p of its own permutations', () => {
    const { layer, p, blocks } = correctedP(scores, eia, corrected)!;
    expect([blocks[layer], Math.min(...blocks)]).toEqual([p, p]);
    scores.forEach((at, i) => expect(blocks[i]!).toBeGreaterThanOrEqual(correctedP([at], eia, corrected)!.p));
  });

  it('sees a block that goes the other way as well', () => {
    const turned = scores.map((at) => at.map((value) => -value));
    const [one, other] = [correctedP(scores, eia)!, correctedP(turned, eia)!];
    expect(other).toEqual({ ...one, r: -one.r });
  });

  it('leaves out texts that were not read and blocks that do not vary', () => {
    const some = scores.map((at, layer) => at.map((score, i) => (i === 3 && layer === 1 ? NaN : score)));
    const without = (values: readonly number[]): number[] => values.filter((_, i) => i !== 3);
    expect(correctedP(some, eia)).toEqual(correctedP(scores.map(without), without(eia)));
    const constant = eia.map(() => 7);
    const whole = correctedP(scores, eia)!;
    expect(correctedP([constant, ...scores], eia)).toEqual({ ...whole, layer: 3, blocks: [NaN, ...whole.blocks] });
    expect(correctedP([constant], eia)).toBeNull();
    expect(correctedP(scores, constant)).toBeNull();
    expect(correctedP([[1, 2]], [0, 2])).toBeNull();
  });

  it('refuses lists that do not fit, ratings that are none, and no draws', () => {
    expect(() => correctedP([[1, 2, 3]], [0, 1])).toThrow('3 scores of block 0 with 2 ratings');
    expect(() => correctedP([[1, 2, 3]], [0, 1, NaN])).toThrow('not finite');
    expect(() => correctedP(scores, eia, { draws: 0 })).toThrow('no permutations');
  });

  it('is below .05 in 5 % of 500 sets where scores mean nothing; the best block alone is so far more often', () => {
    let [right, wrong] = [0, 0];
    for (let seed = 1; seed <= 500; seed++) {
      const normal = gaussian(random(9000 + seed));
      const noise = Array.from({ length: 6 }, () => eia.map(() => normal()));
      if (correctedP(noise, eia, { draws: 199, seed })!.p <= 0.05) right++;
      if (Math.min(...noise.map((at) => pearson(at, eia).p)) <= 0.05) wrong++;
    }
    expect(right / 500).toBeGreaterThan(0.03);
    expect(right / 500).toBeLessThan(0.07);
    expect(wrong / 500).toBeGreaterThan(0.15);
  });
});

it('partial r given words and 1/words equals the t of a regression by statsmodels', () => {
  for (const [z, expected] of [
    [words, givenWords],
    [words.map((n) => 1 / n), givenInverse],
  ] as const)
    scores.forEach((at, layer) => {
      const { r, p } = partial(at, eia, z);
      expectClose([r, p], [expected[layer]!.r, expected[layer]!.p], 1e-10);
    });
});
