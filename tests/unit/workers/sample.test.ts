import { describe, expect, test } from 'vitest';
import './tiny';

const { argmax, logProbability, sampler, unusable } = await import('../../../workers/generate/sample');
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

describe('numbers at the ends of their type', () => {
  test.each([1e-3, 1e-38, 1e-45, 5e-324])('a temperature of %f is greedy, whatever is drawn', (temperature) => {
    for (const topP of [1, 0.5]) {
      const choose = sampler({ temperature, topP, repetitionPenalty: 1 }, 9);
      for (let i = 0; i < 200; i++) expect(choose([], Float32Array.of(-7, 1, 2.5, 2, -Infinity))).toBe(2);
    }
  });
  test('a very high temperature draws evenly', () => {
    const choose = sampler({ temperature: 1e300, topP: 1, repetitionPenalty: 1 }, 9);
    for (const share of frequencies(() => choose([], logits), 20_000)) expect(Math.abs(share - 0.2)).toBeLessThan(0.015);
  });
  test('a penalty that makes infinities is refused by its name', () => {
    const choose = sampler({ temperature: 0.7, topP: 1, repetitionPenalty: 1e-40 }, 1);
    expect(choose([], logits)).toBeTypeOf('number');
    expect(() => choose([1], logits)).toThrow(
      expect.objectContaining({ code: 'bad-sampling', message: expect.stringContaining('repetitionPenalty of 1e-40') as string }) as Error,
    );
  });
  test.each([
    ['what can be chosen from', [1, 3, 2], null],
    ['a token ruled out', [1, -Infinity, 2], null],
    ['a vocabulary of one', [4], null],
    ['one NaN', [1, NaN, 2], 'not-finite'],
    ['one infinity', [1, Infinity, 2], 'not-finite'],
    ['every token ruled out', [-Infinity, -Infinity], 'not-finite'],
    ['all the same', [0, 0, 0], 'flat'],
  ] as const)('%s', (_, values, problem) => expect(unusable(Float32Array.from(values))).toBe(problem));
  test.each([[[NaN, 1]], [[1, NaN]], [[Infinity, 1]], [[-Infinity, -Infinity]]])('the log-probability under %j is no number', (values) => {
    expect(logProbability(Float32Array.from(values), 0)).toBeNaN();
  });
});
