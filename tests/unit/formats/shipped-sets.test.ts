/**
 * The sets on decisions, honesty, fairness and beneficence keep the promises their `about` makes (the two on empathy: see
 * scenario-set.test.ts). Everything is computed here, by what the lab itself computes where it has it.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { repeatedTexts } from '../../../src/experiment/warnings';
import { SHIPPED_SETS } from '../../../src/experiment/shipped';
import { hashScenarioSet, parseScenarioSet, type ScenarioSet } from '../../../src/formats/scenario-set';
import { auroc } from '../../../src/lab/auroc';
import { coherence } from '../../../src/lab/coherence';
import { pearson } from '../../../src/lab/correlation';
import type { ClassScores } from '../../../src/lab/class-scores';
import { characterCounts, pick, wordScores } from '../../../src/lab/report/texts';
import { samePairs } from '../../../src/lab/repeats';
import { bagOfWordsOverSplits, mean, wordCount, wordUses } from './words';

const read = (id: string): ScenarioSet =>
  parseScenarioSet(readFileSync(new URL(`../../../public/scenarios/${id}.json`, import.meta.url), 'utf8'), `${id}.json`);

test('the sets that come with the page, in their order, each with the id of its file and a name of its own', () => {
  const ids = SHIPPED_SETS.map(({ id }) => id);
  expect(ids).toEqual(['empathy', 'empathy-matched', 'decisions', 'honesty', 'fairness', 'beneficence']);
  const sets = ids.map(read);
  expect(sets.map(({ id }) => id)).toEqual(ids);
  for (const all of [sets.map(({ name }) => name), SHIPPED_SETS.map(({ label }) => label), SHIPPED_SETS.map(({ title }) => title)])
    expect(new Set<string>(all).size).toBe(ids.length);
});

describe('just asking', () => {
  const sets = SHIPPED_SETS.map(({ id }) => read(id));
  test.each(sets.map((set) => [set.id, set] as const))('%s: one sentence for each side, about as long, and none of a prompt', (_, set) => {
    const { positive, negative } = set.asking!;
    for (const sentence of [positive, negative]) {
      expect(sentence.match(/[.?!]/g)).toEqual(['.']);
      expect(set.prompts.some(({ text }) => text.includes(sentence))).toBe(false);
    }
    expect(Math.abs(positive.length - negative.length)).toBeLessThan(0.1 * positive.length);
  });
  test('each concept has sentences of its own', () => {
    const byConcept = new Map(sets.map(({ asking, concept }) => [concept.name, asking!.positive]));
    expect(byConcept.size).toBe(5);
    // Empathy and decisions are about the same choice.
    expect(new Set(byConcept.values()).size).toBe(4);
  });
  test('is no part of the hash, so that recordings still fit', async () => {
    const set = { ...sets[3]!, asking: undefined };
    expect(await hashScenarioSet(set)).toBe(await hashScenarioSet(sets[3]!));
  });
});

/** The places of a split's pairs. */
const placesOf = ({ pairs }: ScenarioSet, split: 'train' | 'test'): number[] =>
  pairs.flatMap((pair, i) => (pair.split === split ? [i] : []));
const aurocAt = (scores: ClassScores, places: readonly number[]): number => {
  const { positive, negative } = pick(scores, { positive: places, negative: places });
  return auroc(positive, negative);
};
const apart = (a: number, b: number): number => Math.max(a, b) / Math.min(a, b);

const VALUES = { situations: 6, train: 3, test: 2, words: [15, 45], wordsApart: 2, charactersApart: 1.06, scored: 18 } as const;
const kinds = [
  ['decisions', { situations: 5, train: 10, test: 5, words: [3, 15], wordsApart: 1, charactersApart: 1.1, scored: 0 }],
  ['honesty', VALUES],
  ['fairness', VALUES],
  ['beneficence', VALUES],
] as const;

describe.each(kinds)('public/scenarios/%s.json', (id, kind) => {
  const set = read(id);
  const { pairs, scored, prompts, scenarios } = set;

  test('every situation has its pairs of both splits, and a prompt', () => {
    expect(scenarios).toHaveLength(kind.situations);
    for (const { id: scenario } of scenarios) {
      const own = pairs.filter((pair) => pair.scenario === scenario);
      expect([scenario, own.filter(({ split }) => split === 'train').length]).toEqual([scenario, kind.train]);
      expect([scenario, own.filter(({ split }) => split === 'test').length]).toEqual([scenario, kind.test]);
      expect(prompts.filter((prompt) => prompt.scenario === scenario)).toHaveLength(1);
    }
    for (const { text } of prompts) {
      expect(wordCount(text) >= 25 && wordCount(text) <= 60, text).toBe(true);
      expect(text.endsWith('?'), text).toBe(true);
    }
  });

  test('no text occurs twice, and no test text was a training text', () => {
    const texts = [...pairs.flatMap(({ positive, negative }) => [positive, negative]), ...scored.map(({ text }) => text)];
    expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(texts.length);
    expect([samePairs(pairs), repeatedTexts(pairs)]).toEqual([[], []]);
  });

  test('every text reads as language to the lab', () => {
    for (const text of pairs.flatMap(({ positive, negative }) => [positive, negative]))
      expect([text, coherence(text, -2).verdict]).toEqual([text, 'fluent']);
  });

  test('the sides of every pair are of one length', () => {
    for (const { id: pair, positive, negative } of pairs) {
      const [one, other] = [wordCount(positive), wordCount(negative)];
      for (const n of [one, other]) expect(n >= kind.words[0] && n <= kind.words[1], `${pair}: ${n} words`).toBe(true);
      expect(Math.abs(one - other), pair).toBeLessThanOrEqual(kind.wordsApart);
      expect(apart(positive.length, negative.length), pair).toBeLessThanOrEqual(kind.charactersApart);
    }
  });

  test.each(['train', 'test'] as const)('over the %s pairs no length tells the sides apart', (split) => {
    const places = placesOf(set, split);
    const counted = (measure: (text: string) => number): ClassScores => ({
      paired: true,
      positive: pairs.map(({ positive }) => measure(positive)),
      negative: pairs.map(({ negative }) => measure(negative)),
    });
    for (const scores of [characterCounts(pairs), counted(wordCount)]) {
      expect(aurocAt(scores, places)).toBeGreaterThanOrEqual(0.4);
      expect(aurocAt(scores, places)).toBeLessThanOrEqual(0.6);
    }
    const rate = aurocAt(
      counted((text) => text.length / wordCount(text)),
      places,
    );
    expect(Math.abs(rate - 0.5)).toBeLessThanOrEqual(0.15);
  });

  test('words alone tell the test pairs apart badly', () => {
    const scores = wordScores(pairs);
    if (scores === null || 'refused' in scores) throw new Error('expected scores');
    expect(aurocAt(scores, placesOf(set, 'test'))).toBeLessThan(0.75);
    expect(mean(bagOfWordsOverSplits(pairs, 100))).toBeLessThan(0.7);
  });

  test('no single word gives a side away', () => {
    for (const use of wordUses(pairs)) {
      expect(use.auroc, use.word).toBeLessThanOrEqual(0.6);
      if (Math.min(use.positive, use.negative) === 0) expect(use.positive + use.negative, use.word).toBeLessThanOrEqual(4);
    }
  });

  test('scored texts: as many of each score, and their length does not follow it', () => {
    expect(scored).toHaveLength(kind.scored);
    if (scored.length === 0) return;
    for (const score of [0, 1, 2]) expect(scored.filter((one) => one.score === score)).toHaveLength(kind.scored / 3);
    const scores = scored.map(({ score }) => score);
    for (const measure of [wordCount, (text: string) => text.length])
      expect(
        Math.abs(
          pearson(
            scores,
            scored.map(({ text }) => measure(text)),
          ).r,
        ),
      ).toBeLessThanOrEqual(0.15);
  });
});
