import { describe, expect, test } from 'vitest';
import './tiny';

const { argmax, logProbability, sampler } = await import('../../../workers/sample');
const logits = Float32Array.of(1, 3, 2, -1, 0);
const softmax = (values: Float32Array, temperature: number): number[] => {
  const weights = Array.from(values, (x) => Math.exp(x / temperature));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((w) => w / sum);
};
const frequencies = (choose: () => number, n: number): number[] => {
  const counts = new Array<number>(logits.length).fill(0);
  for (let i = 0; i < n; i++) counts[choose()]! += 1 / n;
  return counts;
};

test('argmax takes the lowest id on a tie', () => expect(argmax(Float32Array.of(1, 5, 5, 2))).toBe(1));

test('log-probability is the log of softmax', () => {
  const p = softmax(logits, 1);
  for (const token of p.keys()) expect(logProbability(logits, token)).toBeCloseTo(Math.log(p[token]!), 6);
});

describe('temperature', () => {
  test.each([0.5, 1, 2])('%f draws with softmax(logits / T)', (temperature) => {
    const choose = sampler({ temperature, topP: 1, repetitionPenalty: 1 }, 3);
    const seen = frequencies(() => choose([], logits), 20_000);
    softmax(logits, temperature).forEach((p, i) => expect(Math.abs(seen[i]! - p)).toBeLessThan(0.015));
  });
});

test('top-p draws only from the nucleus, with its own proportions', () => {
  const p = softmax(logits, 1); // .63 .23 .09 …: the nucleus of .8 is {1, 2}
  const choose = sampler({ temperature: 1, topP: 0.8, repetitionPenalty: 1 }, 5);
  const seen = frequencies(() => choose([], logits), 20_000);
  expect(seen[0]! + seen[3]! + seen[4]!).toBe(0);
  expect(seen[1]!).toBeCloseTo(p[1]! / (p[1]! + p[2]!), 1);
});

test('repetition penalty lowers what was said: positive logits are divided, negative ones multiplied', () => {
  const choose = sampler({ temperature: 0, topP: 1, repetitionPenalty: 2 }, 1);
  expect(choose([], logits)).toBe(1);
  expect(choose([1], logits)).toBe(2);
});

test('the logits given are not changed', () => {
  const before = logits.slice();
  sampler({ temperature: 0.7, topP: 0.9, repetitionPenalty: 1.3 }, 1)([1, 2], logits);
  expect(logits).toEqual(before);
});
