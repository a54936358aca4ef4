import { describe, expect, it } from 'vitest';
import { scoreText, train } from '../../../src/lab/bag-of-words';
import { coherence, isCoherent, words } from '../../../src/lab/coherence';
import { expectClose, golden } from './golden';

describe('words', () => {
  it('are runs of letters and apostrophes, in lower case', () => {
    expect(words("Don't WAIT: 2 hearts—go!")).toEqual(["don't", 'wait', 'hearts', 'go']);
    expect(words('12 … 你好')).toEqual([]);
  });
});

describe('coherence', () => {
  it('equals a count in Python', () => {
    for (const { text, ...expected } of golden.coherence) {
      const { meanLogProb, ...actual } = coherence(text, -1.5);
      expect(meanLogProb).toBe(-1.5);
      expectClose(Object.values(actual), Object.values(expected));
      expect(Object.keys(actual)).toEqual(Object.keys(expected));
    }
  });
  it('needs ten words, three in ten of them different', () => {
    expect(isCoherent({ words: 10, uniqueWordRatio: 0.3 })).toBe(true);
    expect(isCoherent({ words: 9, uniqueWordRatio: 1 })).toBe(false);
    expect(isCoherent({ words: 100, uniqueWordRatio: 0.29 })).toBe(false);
  });
});

describe('bag-of-words', () => {
  const { positive, negative, weights, texts, scores } = golden.bagOfWords;
  it("equals scikit-learn's naive Bayes", () => {
    const trained = train(positive, negative);
    expect([...trained.keys()].sort()).toEqual(Object.keys(weights).sort());
    for (const [word, weight] of Object.entries(weights)) expectClose([trained.get(word)!], [weight]);
    expectClose(texts.map((text) => scoreText(trained, text)), scores);
  });
  it('refuses a class without texts', () => expect(() => train(['a'], [])).toThrow('got 1 positive and 0 negative'));
});
