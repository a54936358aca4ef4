/** A run over a set without pairs as a record: planned, written to a file, checked and made anew. */
import { describe, expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/experiment/experiment';
import { alarmOf } from '../../../src/experiment/monitor';
import { repeatedLone } from '../../../src/experiment/lone-warnings';
import { remeasure } from '../../../src/experiment/remeasure';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { planTexts } from '../../../src/experiment/text-plan';
import { withAnalysis, withEvidence } from '../../../src/experiment/updates';
import { decodeScenarioSet, hashScenarioSet } from '../../../src/formats/scenario-set';
import { isPaired } from '../../../src/lab/contrast';
import { analyse } from '../../../workers/analysis/analyse';
import { gatherEvidence } from '../../../workers/analysis/evidence';
import { contrast, residuals, words } from '../lab/unpaired';

const groups = [...new Set(contrast.texts.map(({ group }) => group))];
const set = decodeScenarioSet(
  {
    ...{ format: 'eia-lab/scenarios', version: 1, id: 'x', name: 'X', licence: 'MIT', about: 'For tests.' },
    concept: { name: 'Kindness', positive: 'kind', negative: 'unkind' },
    scenarios: groups.map((id) => ({ id, title: id })),
    pairs: [],
    texts: contrast.texts.map(({ label, split, group }, i) => ({ id: `t${i}`, scenario: group, split, label, text: words[i] })),
    scored: [],
    prompts: [],
  },
  'own.json',
);
const hash = await hashScenarioSet(set);
const plan = planTexts(set);
const AT = '2026-11-22T00:00:00.000Z';
const [{ layers, width, count }, seed] = [residuals, 4];
const model = {
  ...{
    id: 'm',
    repo: 'r',
    revision: 'v',
    dtype: 'q4' as const,
    architecture: 'A',
    layers,
    width,
    device: 'wasm' as const,
    deviceName: '2 threads',
  },
  ...{ widened: true, graphHash: 'g', selfTestPassed: true as const },
};
const reading = {
  ...{ id: 'reading', name: null, at: AT, model, set: hash, how: { template: false, maxTokens: 512 }, context: 2048 },
  texts: Array.from({ length: count }, () => ({ tokens: 9, truncated: false, on: { device: 'wasm', checked: true } as const })),
};
const asRead = { residuals, have: new Uint8Array(count).fill(1), words, rated: [] };
const found = analyse(asRead, { contrast: plan.contrast, scored: [], method: 'lda', resamples: 2000, seed })!;
const made = { complete: true, computed: count, fromStorage: 0, of: count, seconds: 1 };
const spec = { method: 'lda', pooling: 'mean', validation: 'split', seed } as const;
const ran = withAnalysis(emptyExperiment(), { spec, ...found, made }, { set: { hash, set }, reading, at: AT });
const evidence = await gatherEvidence(
  residuals,
  { contrast, method: 'lda', seed, report: found.report },
  () => undefined,
  new AbortController().signal,
);
const whole = withEvidence(ran, ran.analyses[0]!.id, evidence);
const opened = (change: (file: Record<string, never>) => void = () => undefined) => {
  const file = JSON.parse(encodeExperiment(whole)) as Record<string, never>;
  change(file);
  return remeasure(decodeExperiment(JSON.stringify(file), 'own.json'));
};

test('every text stands once in the plan, texts of both classes and splits early', () => {
  expect(plan.texts).toEqual(words);
  expect([...plan.order].sort((a, b) => a - b)).toEqual([...words.keys()]);
  if (isPaired(plan.contrast)) throw new Error('lone texts became pairs');
  const { texts } = plan.contrast;
  const first = plan.order.slice(0, 6).map((text) => `${texts[text]!.split} ${texts[text]!.label}`);
  expect(new Set(first).size).toBe(4);
});

describe('a run file of it', () => {
  test('opens with the same figures', async () => {
    const again = await opened();
    const [one, other] = [shownRun(whole)!, shownRun(again)!];
    expect(other.report.texts).toEqual({ positive: 15, negative: 19 });
    expect(other.report.table).toEqual(one.report.table);
    expect(other.evidence!.groups).toEqual(one.evidence!.groups);
    expect(other.evidence!.table.foldMean).toEqual(one.evidence!.table.foldMean);
    for (const [layer, p] of one.evidence!.table.permutationP!.entries())
      expect(other.evidence!.table.permutationP![layer]).toBeCloseTo(p, 1);
  });

  type Loose = { analyses: [{ spec: { method: string }; report: { texts: { positive: number } }; evidence: Evidence; scores: Scores }] };
  type Evidence = { groups: [{ texts?: { positive: number } | undefined; pairs?: number }]; table: Record<string, number[]> };
  type Scores = { positive: number[][] };
  test.each<[string, (file: Loose) => void, RegExp]>([
    ['another number of texts', ({ analyses: [one] }) => void (one.report.texts.positive = 7), /report.texts.positive is 7, but/],
    ['a text too few', ({ analyses: [one] }) => void one.scores.positive[0]!.pop(), /scores.positive\[0\]: expected a list of 24, got 23/],
    ['PCA', ({ analyses: [one] }) => void (one.spec.method = 'pca'), /expected another method, for the texts|does not belong/],
    [
      'pairs of a group',
      ({ analyses: [{ evidence }] }) => void Object.assign(evidence.groups[0], { pairs: 3, texts: undefined }),
      /groups\[0\].texts: expected \d+ positive and \d+ negative, as many as the set has/,
    ],
    ['an agreement', ({ analyses: [one] }) => void (one.evidence.table.agreement = [0.5, 0.5]), /agreement: expected none, for the texts/],
  ])('with %s is refused', async (_, change, says) => {
    await expect((async () => opened((file) => change(file as unknown as Loose)))()).rejects.toThrow(says);
  });
});

test('an alarm is set by the negative texts, whose list is another than that of the positive ones', () => {
  const run = shownRun(whole)!;
  const { threshold, hits, foundOn, texts } = alarmOf(run, 1, 0.1);
  expect([threshold!.of, hits.of, foundOn, texts]).toEqual([31, 15, 12, 'test']);
});

test('what repeats itself is named text by text', () => {
  const one = (id: string, split: 'train' | 'test', label: 'positive' | 'negative', text: string) => ({ id, split, label, text });
  expect(repeatedLone([one('a', 'train', 'positive', 'x'), one('b', 'test', 'negative', 'y')])).toEqual([]);
  const said = repeatedLone([
    one('a', 'train', 'positive', 'x'),
    one('b', 'test', 'positive', 'x '),
    one('c', 'train', 'positive', 'x'),
    one('d', 'train', 'negative', 'x'),
  ]);
  expect(said).toEqual([
    expect.stringMatching(/^A test text is a training text, too: b \(as a\)/),
    expect.stringMatching(/^A text stands twice in one class and split: c \(as a\)/),
    expect.stringMatching(/^A text stands in both classes: d \(as a\)/),
  ]);
});
