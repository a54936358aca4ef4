/**
 * How far words alone tell the two sides of a scenario set apart. Shared by the test and by tests/data-report.mjs,
 * so that what is reported is what is tested. A word is `[a-z']+` of the lower-cased text (science: bag-of-words).
 */
import type { ScenarioSet } from '../../../src/formats/scenario-set';

type Pair = ScenarioSet['pairs'][number];

/** Texts are counted the way a reader counts: runs of non-space. */
export const wordCount = (text: string): number => text.trim().split(/\s+/).length;
const tokens = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? [];
export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** P(positive > negative), ties half, by counting all pairs: slow and plain on purpose. */
export function auroc(positive: number[], negative: number[]): number {
  let wins = 0;
  for (const p of positive) for (const n of negative) wins += p > n ? 1 : p === n ? 0.5 : 0;
  return wins / (positive.length * negative.length);
}

/** Pearson's r. */
export function pearson(x: number[], y: number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number): number => x.reduce((total, _, i) => total + f(i), 0);
  const dx = (i: number): number => (x[i] ?? NaN) - mx;
  const dy = (i: number): number => (y[i] ?? NaN) - my;
  return sum((i) => dx(i) * dy(i)) / Math.sqrt(sum((i) => dx(i) ** 2) * sum((i) => dy(i) ** 2));
}

/** One word over all pairs: in how many texts of each side it occurs, and the AUROC of its count (0.5 = says nothing, folded to ≥ 0.5). */
export interface WordUse {
  word: string;
  positive: number;
  negative: number;
  auroc: number;
}

/** Every word, the most one-sided first. */
export function wordUses(pairs: readonly Pair[]): WordUse[] {
  const count = (text: string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const word of tokens(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };
  const positive = pairs.map((pair) => count(pair.positive));
  const negative = pairs.map((pair) => count(pair.negative));
  const words = new Set([...positive, ...negative].flatMap((counts) => [...counts.keys()]));
  const use = (word: string): WordUse => {
    const value = auroc(
      positive.map((c) => c.get(word) ?? 0),
      negative.map((c) => c.get(word) ?? 0),
    );
    const texts = (side: Map<string, number>[]): number => side.filter((c) => c.has(word)).length;
    return { word, positive: texts(positive), negative: texts(negative), auroc: Math.max(value, 1 - value) };
  };
  const gap = (u: WordUse): number => Math.abs(u.positive - u.negative);
  return [...words].map(use).sort((a, b) => gap(b) - gap(a) || b.auroc - a.auroc || a.word.localeCompare(b.word));
}

/** AUROC on `test` of add-one log odds learnt on `train`; a text's score is the mean over its words, unseen words count 0. */
export function bagOfWordsAuroc(train: readonly Pair[], test: readonly Pair[]): number {
  const tally = (texts: string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const word of texts.flatMap(tokens)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };
  const positive = tally(train.map((pair) => pair.positive));
  const negative = tally(train.map((pair) => pair.negative));
  const size = (counts: Map<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
  const known = new Set([...positive.keys(), ...negative.keys()]);
  const logTotals = Math.log((size(positive) + known.size) / (size(negative) + known.size));
  const odds = (word: string): number =>
    known.has(word) ? Math.log(((positive.get(word) ?? 0) + 1) / ((negative.get(word) ?? 0) + 1)) - logTotals : 0;
  const score = (text: string): number => mean(tokens(text).map(odds));
  return auroc(
    test.map((pair) => score(pair.positive)),
    test.map((pair) => score(pair.negative)),
  );
}

/**
 * The same over `repeats` other splits (as many test pairs per scenario as the set's own, drawn with a fixed seed):
 * guards against a single split that happens to look harmless.
 */
export function bagOfWordsOverSplits(pairs: readonly Pair[], repeats: number): number[] {
  let state = 1;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647; // Park-Miller
  const scenarios = [...new Set(pairs.map((pair) => pair.scenario))];
  return Array.from({ length: repeats }, () => {
    const test = scenarios.flatMap((scenario) => {
      const own = pairs.filter((pair) => pair.scenario === scenario);
      const held = own.filter((pair) => pair.split === 'test').length;
      return own
        .map((pair) => ({ pair, key: random() }))
        .sort((a, b) => a.key - b.key)
        .slice(0, held)
        .map(({ pair }) => pair);
    });
    return bagOfWordsAuroc(
      pairs.filter((pair) => !test.includes(pair)),
      test,
    );
  });
}

/** AUROC per scenario left out of the training. */
export function bagOfWordsPerScenario(pairs: readonly Pair[]): { scenario: string; auroc: number }[] {
  return [...new Set(pairs.map((pair) => pair.scenario))].map((scenario) => ({
    scenario,
    auroc: bagOfWordsAuroc(
      pairs.filter((p) => p.scenario !== scenario),
      pairs.filter((p) => p.scenario === scenario),
    ),
  }));
}
