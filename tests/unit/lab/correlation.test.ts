import { describe, expect, it } from 'vitest';
import { partial, pearson, spearman } from '../../../src/lab/correlation';
import { incompleteBeta, logGamma, studentTwoSided } from '../../../src/lab/student-t';
import { expectClose, golden } from './golden';

/** Relative, however small the p. */
const relative = (actual: number, expected: number): void =>
  expectClose([expected === 0 ? actual : actual / expected], [expected === 0 ? 0 : 1], 1e-10);

describe('correlation', () => {
  it('equals scipy; below ten points Spearman p equals every pairing counted by numpy', () => {
    for (const {
      x,
      y,
      pearson: [r, p],
      spearman: [rho, q],
    } of golden.correlation) {
      const [linear, monotone] = [pearson(x, y), spearman(x, y)];
      expect([linear.n, monotone.n]).toEqual([x.length, x.length]);
      expectClose([linear.r, monotone.r], [r!, rho!]);
      relative(linear.p, p!);
      relative(monotone.p, q!);
    }
  });

  it('partial r equals regressing z out of both', () => {
    for (const { x, y, z, r, p } of golden.partial) {
      const actual = partial(x, y, z);
      expectClose([actual.r, actual.p], [r, p], 1e-10);
    }
  });

  it('says "not defined" rather than a number', () => {
    for (const f of [pearson, spearman]) {
      expect(f([1, 1, 1], [1, 2, 3])).toEqual({ r: NaN, p: NaN, n: 3 });
      expect(f([0.1, 0.2, 0.3], [0.1, 0.1, 0.1])).toEqual({ r: NaN, p: NaN, n: 3 });
    }
    expect(pearson([1, 2], [5, 3])).toEqual({ r: -1, p: NaN, n: 2 });
    expect(spearman([1, 2], [5, 3])).toEqual({ r: -1, p: 1, n: 2 });
    expect(partial([1, 2, 3, 5], [1, 3, 2, 4], [2, 4, 6, 10])).toEqual({ r: NaN, p: NaN, n: 4 });
    expect(partial([1, 2, 4], [1, 3, 2], [1, 5, 2]).p).toBeNaN();
  });

  it('is 1 with p 0 on a line', () => expect(pearson([1, 2, 3, 4], [2, 4, 6, 8])).toEqual({ r: 1, p: 0, n: 4 }));

  it('refuses unequal lengths, one point, and values that are not finite', () => {
    expect(() => pearson([1, 2], [1])).toThrow('2 values with 1');
    expect(() => spearman([1], [1])).toThrow('got 1');
    expect(() => pearson([1, NaN], [1, 2])).toThrow('value 1 is not finite: NaN');
    expect(() => partial([1, 2], [1, 2], [1, Infinity])).toThrow('Infinity');
  });
});

describe("Student's t", () => {
  it('equals scipy to 1e-10, far into the tail', () => {
    for (const { t, df, p } of golden.student) relative(studentTwoSided(t, df), p);
    expect([studentTwoSided(NaN, 3), studentTwoSided(1, 0), studentTwoSided(Infinity, 3)]).toEqual([NaN, NaN, 0]);
  });
  it('the functions beneath equal scipy', () => {
    for (const { a, b, x, value } of golden.beta) relative(incompleteBeta(a, b, x), value);
    for (const { x, value } of golden.logGamma) expectClose([logGamma(x)], [value]);
    expect(() => incompleteBeta(1, 1, 2)).toThrow('x=2');
    expect(() => logGamma(0)).toThrow('at 0');
  });
});
