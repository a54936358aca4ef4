/** Divergence and damage, against sums written out. */
import { expect, test } from 'vitest';
import { damageOf, divergence } from '../../../src/lab/damage';

const logits = (...p: number[]) => Float32Array.from(p, Math.log);

test('equals the sum written out', () => {
  const wanted = 0.5 * Math.log(0.5 / 0.2) + 0.3 * Math.log(0.3 / 0.2) + 0.2 * Math.log(0.2 / 0.6);
  expect(divergence(logits(0.5, 0.3, 0.2), logits(0.2, 0.2, 0.6))).toBeCloseTo(wanted, 6);
  // scipy.stats.entropy([0.5, 0.3, 0.2], [0.2, 0.2, 0.6])
  expect(wanted).toBeCloseTo(0.3600624406, 9);
});
test('does not depend on what is added to all logits', () => {
  const [p, q] = [logits(0.5, 0.3, 0.2), logits(0.2, 0.2, 0.6)];
  expect(
    divergence(
      p.map((x) => x + 64),
      q.map((x) => x - 32),
    ),
  ).toBeCloseTo(divergence(p, q), 5);
});
test('is exactly 0 between a distribution and itself', () => {
  const p = Float32Array.from({ length: 1000 }, (_, i) => 20 * Math.sin(i));
  expect(divergence(p, p.slice())).toBe(0);
});
test('what is ruled out: by p it adds nothing, by q alone it is infinite', () => {
  expect(divergence(logits(1, 0), logits(0.5, 0.5))).toBeCloseTo(Math.log(2), 6);
  expect(divergence(logits(0.5, 0.5), logits(1, 0))).toBe(Infinity);
});
test('logits that are no numbers give none', () => {
  expect(divergence(Float32Array.of(1, NaN), Float32Array.of(1, 2))).toBeNaN();
  expect(divergence(Float32Array.of(1, 2), Float32Array.of(NaN, 2))).toBeNaN();
});
test('vocabularies of unequal size are refused', () => {
  expect(() => divergence(new Float32Array(3), new Float32Array(2))).toThrow('got 3 and 2 logits');
});

test('damage: mean and 95th percentile over tokens', () => {
  const kl = Array.from({ length: 101 }, (_, i) => i / 10).reverse();
  expect(damageOf(kl)).toEqual({ mean: expect.closeTo(5, 12) as number, p95: expect.closeTo(9.5, 12) as number, tokens: 101 });
  expect(damageOf([])).toBeNull();
  expect(damageOf([1, NaN])).toEqual({ mean: NaN, p95: NaN, tokens: 2 });
});
