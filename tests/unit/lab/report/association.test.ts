import { describe, expect, it } from 'vitest';
import { partial, pearson, spearman } from '../../../../src/lab/correlation';
import { associate, type Rated } from '../../../../src/lab/report/association';
import { EIA, type EiaColumn } from '../../../../src/lab/report/eia-columns';

type Point = Rated & { readonly x: number };
const point = (score: 0 | 1 | 2, x: number, length = 3): Point => ({ score, x, text: Array(length).fill('word').join(' ') });
/** What one block says of these points. */
function found(points: readonly Point[], midpoint: number | null) {
  const association = associate(points, [points.map(({ x }) => x)], [midpoint]);
  if (!association) return null;
  return { ...association, at: (column: EiaColumn) => association.table[column][0]! };
}

describe('associate', () => {
  it('needs three texts that have been read', () => {
    expect(found([point(0, 1), point(2, 3), point(1, NaN)], 2)).toBeNull();
    expect(associate([], [], [])).toBeNull();
  });

  it('skips texts that have not been read', () => {
    expect(found([point(0, 1, 4), point(1, 2, 5), point(2, 3, 3), point(2, NaN)], 2)?.ratings).toEqual([1, 1, 1]);
  });

  it('says the two correlations of every block with their p', () => {
    const rated = [point(0, 0), point(1, 0), point(2, 0), point(2, 0, 5)];
    const scores = [
      [1, 2, 4, 3],
      [5, 1, 2, 2],
    ];
    const { table } = associate(rated, scores, [2, 2])!;
    scores.forEach((at, layer) => {
      const [r, rho] = [pearson(at, [0, 1, 2, 2]), spearman(at, [0, 1, 2, 2])];
      expect([table.eiaR[layer], table.eiaP[layer], table.eiaRho[layer], table.eiaRhoP[layer]]).toEqual([r.r, r.p, rho.r, rho.p]);
    });
  });

  it('counts 0 against 2 by the training midpoint, a score on it as 0, and says where each rating lies', () => {
    const texts = [point(0, 1), point(0, 2), point(0, 3, 5), point(2, 3), point(2, 4), point(1, 9)];
    const { at } = found(texts, 2)!;
    expect([at('eiaAccuracy'), at('eiaAbove0'), at('eiaAbove1'), at('eiaAbove2')]).toEqual([4 / 5, 1, 1, 2]);
    expect(found([point(0, 1), point(0, 2), point(1, 3)], 2)!.at('eiaAccuracy')).toBeNaN();
    expect(found(texts, null)!.at('eiaAbove0')).toBeNaN();
    expect(found(texts, null)!.at('eiaAccuracy')).toBeNaN();
  });

  it('removes what length explains', () => {
    const points = [point(0, 1, 10), point(0, 2, 12), point(1, 3, 9), point(1, 5, 14), point(2, 6, 11), point(2, 7, 15)];
    const { at } = found(points, 4)!;
    const given = partial([1, 2, 3, 5, 6, 7], [0, 0, 1, 1, 2, 2], [10, 12, 9, 14, 11, 15]);
    expect([at('eiaGivenLength'), at('eiaGivenLengthP')]).toEqual([given.r, given.p]);
    expect(at('eiaGivenLength')).not.toBeCloseTo(at('eiaR'), 3);
  });

  it('and what 1/length explains, which a mean over tokens leaks', () => {
    // The score is 1/words and nothing else; 1/words is no straight line in words, so only the second check takes it all.
    const lengths = [2, 3, 4, 8, 16, 40];
    const { at } = found(
      lengths.map((n, i) => point([2, 2, 1, 1, 0, 0][i] as 0 | 1 | 2, 1 / n, n)),
      0.1,
    )!;
    expect(at('eiaInverse')).toBeCloseTo(1, 12);
    expect(at('eiaLength')).toBeGreaterThan(-0.8);
    expect(at('eiaGivenLength')).toBeGreaterThan(0.5);
    expect(at('eiaGivenInverse')).toBeNaN();
  });

  it('a text without words has a length, too', () => {
    const points = [{ ...point(0, 1), text: '12' }, point(1, 2, 4), point(2, 5, 2)];
    expect(found(points, 2)!.at('eiaInverse')).toBeCloseTo(pearson([1, 2, 5], [1, 1 / 4, 1 / 2]).r, 12);
  });

  it('equal ratings or equal scores are no correlation, and no number', () => {
    expect(EIA.slice(0, 4).map(found([point(1, 1), point(1, 2), point(1, 3)], 2)!.at)).toEqual([NaN, NaN, NaN, NaN]);
    expect(found([point(0, 1), point(1, 1), point(2, 1)], 2)!.at('eiaR')).toBeNaN();
  });
});
