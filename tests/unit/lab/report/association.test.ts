import { describe, expect, it } from 'vitest';
import { pearson } from '../../../../src/lab/correlation';
import { associate, type ScoredPoint } from '../../../../src/lab/report/association';

const point = (eia: 0 | 1 | 2, score: number, length = 3): ScoredPoint => ({
  id: `${eia}-${score}`,
  eia,
  score,
  text: Array(length).fill('word').join(' '),
});

describe('associate', () => {
  it('needs three texts that have been read', () => {
    expect(associate([point(0, 1), point(2, 3), point(1, NaN)], 2)).toBeNull();
  });

  it('skips texts that have not been read', () => {
    expect(associate([point(0, 1, 4), point(1, 2, 5), point(2, 3, 3), point(2, NaN)], 2)).toMatchObject({ n: 3, pearson: { n: 3 } });
  });

  it('counts 0 against 2 by the training midpoint, a score on it as 0', () => {
    const texts = [point(0, 1), point(0, 2), point(0, 3, 5), point(2, 3), point(2, 4), point(1, 9)];
    expect(associate(texts, 2)?.binary).toEqual({ accuracy: 4 / 5, n: 5 });
    expect(associate([point(0, 1), point(0, 2), point(1, 3)], 2)?.binary).toBeNull();
  });

  it('counts on which side of the midpoint each rating falls, and agrees with the accuracy', () => {
    const texts = [
      point(0, 1),
      point(0, 2),
      point(0, 3, 5),
      point(2, 3),
      point(2, 4),
      point(1, 9),
      point(1, 1),
      point(2, 2),
      point(2, NaN),
    ];
    const found = associate(texts, 2)!;
    expect(found.confusion).toEqual([
      { below: 2, above: 1 },
      { below: 1, above: 1 },
      { below: 1, above: 2 },
    ]);
    expect(found.binary!.accuracy).toBe((found.confusion[0].below + found.confusion[2].above) / 6);
  });

  it('removes what length explains', () => {
    const found = associate([point(0, 1, 10), point(0, 2, 12), point(1, 3, 9), point(1, 5, 14), point(2, 6, 11), point(2, 7, 15)], 4)!;
    expect(found.pearson.r).toBeGreaterThan(0.9);
    expect(found.givenLength.r).not.toBeCloseTo(found.pearson.r, 3);
  });

  it('and what 1/length explains, which a mean over tokens leaks', () => {
    // The score is 1/words and nothing else; 1/words is no straight line in words, so only the second check takes it all.
    const lengths = [2, 3, 4, 8, 16, 40];
    const found = associate(
      lengths.map((n, i): ScoredPoint => point([2, 2, 1, 1, 0, 0][i] as 0 | 1 | 2, 1 / n, n)),
      0.1,
    )!;
    expect(found.inverseLength.r).toBeCloseTo(1, 12);
    expect(found.length.r).toBeGreaterThan(-0.8);
    expect(found.givenLength.r).toBeGreaterThan(0.5);
    expect(found.givenInverseLength.r).toBeNaN();
  });

  it('a text without words has a length, too', () => {
    const points = [{ ...point(0, 1), text: '12' }, point(1, 2, 4), point(2, 5, 2)];
    expect(associate(points, 2)?.inverseLength.r).toBeCloseTo(pearson([1, 2, 5], [1, 1 / 4, 1 / 2]).r, 12);
  });
});
