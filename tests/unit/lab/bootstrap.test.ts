import { describe, expect, it } from 'vitest';
import { pairsRight } from '../../../src/lab/auroc';
import { aurocInterval, resampleClasses, resamplePairs } from '../../../src/lab/auroc-interval';
import { bca, difference, resample, type Interval, type Resampled } from '../../../src/lab/bootstrap';
import { normalBelow, normalQuantile } from '../../../src/lab/normal';
import { evidence } from './evidence';
import { expectClose } from './golden';

const of = ({ low, high }: Interval): number[] => [low, high];
interface Case {
  seed: number;
  resamples: number;
  level: number;
  estimate: number;
  interval: number[];
  scipy: number[];
}

/** The formula to rounding, on the resamples that scipy's was given; the whole within what two generators differ by. */
function expectBca(
  draw: (options: { resamples: number; seed: number }) => Resampled,
  { seed, resamples, level, estimate, interval, scipy }: Case,
  near: number,
): void {
  const exact = draw({ resamples, seed });
  expectClose([exact.estimate], [estimate]);
  expectClose(of(bca(exact, level)), interval, 1e-10);
  expectClose(of(bca(draw({ resamples: 20_000, seed: 1 }), level)), scipy, near);
}

describe('bca', () => {
  it('equals scipy on pairs, ties and all', () => {
    for (const one of evidence.bcaPairs) expectBca((options) => resamplePairs(one.positive, one.negative, options), one, 0.02);
  });
  it('equals scipy on two classes that do not pair up', () =>
    expectBca(
      (options) => resampleClasses(evidence.bcaClasses.positive, evidence.bcaClasses.negative, options),
      evidence.bcaClasses,
      0.02,
    ));
  it('equals scipy on the difference of two scores of the same pairs', () => {
    const { a, b } = evidence.bcaDifference;
    expectBca(
      (options) => difference(resamplePairs(a.positive, a.negative, options), resamplePairs(b.positive, b.negative, options)),
      evidence.bcaDifference,
      0.02,
    );
  });
  it('equals scipy on a mean', () => {
    const { x } = evidence.bcaMean;
    expectBca(
      (options) => resample([x.length], ([drawn]) => drawn!.reduce((sum, i) => sum + x[i]!, 0) / drawn!.length, options),
      evidence.bcaMean,
      0.02,
    );
  });

  it('is not defined where nothing varies or a value is NaN', () => {
    expect(bca(resample([3], () => 2))).toEqual({ low: NaN, high: NaN });
    expect(bca(resample([3], ([drawn]) => (drawn![0] === 0 ? NaN : drawn![0]!)))).toEqual({ low: NaN, high: NaN });
  });

  it('takes a difference that is a tie but for rounding as a tie', () => {
    const jackknife = [Float64Array.of(0, 0.1, 0.02)];
    const tied = (estimate: number): Interval => bca({ estimate, values: Float64Array.of(0.3, 0.3, 0.3, 0.5, 0.1), jackknife });
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(tied(0.1 + 0.2)).toEqual(tied(0.3));
  });

  it('is the same for the same seed and another for another', () => {
    const draw = (seed: number): Float64Array => resample([12], ([drawn]) => drawn![0]!, { seed, resamples: 9 }).values;
    expect(draw(4)).toEqual(draw(4));
    expect(draw(4)).not.toEqual(draw(5));
  });

  it('refuses nonsense', () => {
    expect(() => resample([1], () => 0)).toThrow('cannot resample 1');
    expect(() => resample([2], () => 0, { resamples: 0 })).toThrow('got 0');
    expect(() =>
      bca(
        resample([2], () => 0),
        95,
      ),
    ).toThrow('got 95');
    expect(() => resamplePairs([1, 2], [1])).toThrow('2 positive and 1 negative');
    expect(() =>
      difference(
        resample([2], () => 0),
        resample([2], () => 0, { resamples: 3 }),
      ),
    ).toThrow('2000 resamples with 3');
  });
});

describe('aurocInterval', () => {
  const line = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => from + i);
  it('is none below ten pairs', () => expect(aurocInterval(resamplePairs(line(9, 3), line(9, 0)))).toEqual({ low: NaN, high: NaN }));
  it('knows no more of perfect order than n right out of n tell', () => {
    for (const { n, low } of evidence.allRight) {
      expectClose(of(aurocInterval(resamplePairs(line(n, 50), line(n, 0)))), [low, 1]);
      expectClose(of(aurocInterval(resamplePairs(line(n, 0), line(n, 50)))), [0, 1 - low]);
      expectClose(of(aurocInterval(resampleClasses(line(2 * n, 100), line(n, 0)))), [low, 1]);
    }
  });
});

describe('pairsRight', () => {
  it('equals a count in Python, ties half', () =>
    expectClose([pairsRight(evidence.pairsRight.positive, evidence.pairsRight.negative)], [evidence.pairsRight.share]));
  it('needs pairs', () => {
    expect(pairsRight([], [])).toBeNaN();
    expect(() => pairsRight([1], [])).toThrow('1 positive and 0 negative');
  });
});

describe('the normal distribution', () => {
  const relative = (actual: number, expected: number): void => expectClose([actual / expected], [1], 1e-12);
  it('equals scipy far into the tails', () => {
    for (const { x, below } of evidence.normal) relative(normalBelow(x), below);
    for (const { p, x } of evidence.normalQuantile) if (x !== 0) relative(normalQuantile(p), x);
  });
  it('has ends', () => {
    expect([normalBelow(-Infinity), normalBelow(0), normalBelow(Infinity), normalBelow(NaN)]).toEqual([0, 0.5, 1, NaN]);
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
    expect(() => normalQuantile(1.1)).toThrow('got 1.1');
  });
});
