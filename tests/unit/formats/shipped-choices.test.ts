/** The choices that come with the lab keep the promises their `about` makes. Everything is computed here. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { choiceWarnings } from '../../../src/experiment/choice-warnings';
import type { ChoiceOfSet } from '../../../src/formats/choice-item';
import { parseChoices } from '../../../src/formats/choices';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { auroc } from '../../../src/lab/auroc';
import { coherence } from '../../../src/lab/coherence';
import { pearson } from '../../../src/lab/correlation';
import { mean, wordCount } from './words';

const FOLDER = new URL('../../../public/scenarios/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const file = parseChoices(read('choices.json'), 'choices.json');
const { scenarios, items, paraphrases, about } = file;
const open = items.filter(({ order }) => order !== 'listed');
const listed = items.filter(({ order }) => order === 'listed');
const of = <T extends { readonly scenario: string }>(all: readonly T[], scenario: string): T[] =>
  all.filter((one) => one.scenario === scenario);

type Asked = Pick<ChoiceOfSet, 'prompt' | 'options'>;
const textsOf = ({ options }: Asked, side: 'positive' | 'negative'): string[] =>
  options.filter((one) => one.side === side).map(({ text }) => text);

/** What a listed item's letters stand for, as the prompt has it: "(A) I stay." */
const meant = (item: ChoiceOfSet): Asked => ({
  prompt: item.prompt,
  options: item.options.map(({ text, side }) => {
    const line = item.prompt.split('\n').find((one) => one.startsWith(`${text.trim()} `));
    return { text: line?.slice(text.trim().length + 1) ?? expect.fail(`${item.id}: ${text} is not in its prompt`), side };
  }),
});

/** A helping option and its counterpart: the n-th of either side. The same words in another place count once. */
const counterparts = (all: readonly Asked[]): [string, string][] => {
  const pairs = all.flatMap((item): [string, string][] => {
    const negative = textsOf(item, 'negative');
    return textsOf(item, 'positive').map((text, i) => [text, negative[i] ?? expect.fail(`${text}: no counterpart`)]);
  });
  return [...new Map(pairs.map((pair) => [pair.join('|'), pair])).values()];
};

test('the situations are those of the three sets, in their order, and what a reader should know of one is said', () => {
  const known = scenarios.map(({ id, title }) => [id, title]);
  for (const name of ['empathy', 'empathy-matched', 'decisions'])
    expect(known).toEqual(parseScenarioSet(read(`${name}.json`), name).scenarios.map(({ id, title }) => [id, title]));
  expect(known).toHaveLength(5);
  const spoken = scenarios.filter(({ id }) =>
    [...of(items, id), ...of(paraphrases, id)].some(({ prompt }) => /suicid|want(s|ed)? to die|not want to (live|wake)/i.test(prompt)),
  );
  expect(spoken.map(({ id }) => id)).toEqual(['the-listener']);
  for (const { id, note } of scenarios) expect(note?.includes('suicide') ?? false, id).toBe(id === 'the-listener');
  expect(about).toContain('suicide');
});

test.each(scenarios.map(({ id }) => id))('%s: six open items, two listed ones in both orders, twelve paraphrases', (id) => {
  for (const item of of(open, id)) {
    expect(textsOf(item, 'positive'), item.id).toHaveLength(2);
    expect(textsOf(item, 'negative'), item.id).toHaveLength(2);
  }
  const firsts = of(open, id).map(({ options }) => options[0]?.side);
  expect(firsts.filter((side) => side === 'positive')).toHaveLength(3);
  expect(firsts).toHaveLength(6);

  const sides = of(listed, id).map(({ options }) => options.map(({ text, side }) => `${text.trim()} ${side}`).join(', '));
  const [helping, task] = ['(A) positive, (B) negative', '(A) negative, (B) positive'];
  expect(sides).toEqual([helping, task, helping, task]);
  for (const pair of [of(listed, id).slice(0, 2), of(listed, id).slice(2)]) {
    // The same words but for the order.
    const [one, other] = pair.map(meant) as [Asked, Asked];
    for (const side of ['positive', 'negative'] as const) expect(textsOf(one, side)).toEqual(textsOf(other, side));
    const sorted = ({ prompt }: Asked): string[] =>
      prompt
        .replace(/\([AB]\) /g, '')
        .split('\n')
        .sort();
    expect(sorted(one)).toEqual(sorted(other));
  }

  const told = of(paraphrases, id);
  expect(told).toHaveLength(12);
  expect([...new Set(told.map(({ urgency }) => urgency))].sort()).toEqual([1, 2, 3, 4, 5]);
  for (const level of [1, 2, 3, 4, 5]) expect(told.filter(({ urgency }) => urgency === level).length).toBeGreaterThanOrEqual(2);
  // What differs between tellings is the prompt alone.
  expect(new Set(told.map(({ options }) => JSON.stringify(options))).size).toBe(1);
});

test('items end in a question; paraphrases end before the choice, and ask nothing', () => {
  const sentences = (prompt: string): number => prompt.match(/[.?!](?=\s|$)/g)?.length ?? 0;
  for (const { id, prompt } of open) {
    expect(prompt.endsWith('?'), id).toBe(true);
    expect(sentences(prompt) >= 2 && sentences(prompt) <= 4, `${id}: ${sentences(prompt)} sentences`).toBe(true);
  }
  for (const { id, prompt } of listed) {
    const [story, options, question, ...rest] = prompt.split('\n\n');
    expect([options?.split('\n').length, question?.endsWith('?'), rest], id).toEqual([2, true, []]);
    expect(sentences(`${story} ${question}`) >= 2 && sentences(`${story} ${question}`) <= 4, id).toBe(true);
  }
  for (const { id, prompt } of paraphrases) {
    expect(prompt.endsWith('.') && !prompt.includes('?'), id).toBe(true);
    expect(wordCount(prompt) >= 30 && wordCount(prompt) <= 50, `${id}: ${wordCount(prompt)} words`).toBe(true);
  }
});

describe('helping and task options', () => {
  const groups: [string, [string, string][]][] = [
    ['open items', counterparts(open)],
    ['listed items', counterparts(listed.map(meant))],
    ['paraphrases', counterparts(paraphrases)],
  ];

  test.each(groups)('of %s: first person, 4 to 12 words, a word and 10 per cent in characters apart at most', (_, pairs) => {
    for (const pair of pairs) {
      for (const text of pair) {
        expect(text).toMatch(/\bI\b.*\.$/);
        expect(wordCount(text) >= 4 && wordCount(text) <= 12, text).toBe(true);
        expect([text, coherence(text, -2).verdict]).toEqual([text, 'fluent']);
      }
      const [words, characters] = [pair.map(wordCount), pair.map(({ length }) => length)];
      expect(Math.max(...words) - Math.min(...words), pair.join(' | ')).toBeLessThanOrEqual(1);
      expect(Math.max(...characters) / Math.min(...characters), pair.join(' | ')).toBeLessThanOrEqual(1.1);
    }
  });

  test.each([...groups, ['all of them', groups.flatMap(([, pairs]) => pairs)] as (typeof groups)[number]])(
    'of %s: no length tells the sides apart',
    (_, pairs) => {
      for (const measure of [wordCount, (text: string): number => text.length]) {
        const [positive, negative] = [0, 1].map((side) => pairs.map((pair) => measure(pair[side]!))) as [number[], number[]];
        const value = auroc(positive, negative);
        expect(value >= 0.4 && value <= 0.6, `AUROC ${value}`).toBe(true);
        expect(Math.abs(mean(positive) / mean(negative) - 1)).toBeLessThanOrEqual(0.04);
      }
    },
  );

  test('nothing of what the lab warns of', () => expect(choiceWarnings(items)).toEqual([]));
});

test('urgency is not length: over all paraphrases, and not much within a situation', () => {
  const r = (all: typeof paraphrases, measure: (text: string) => number): number =>
    Math.abs(
      pearson(
        all.map(({ urgency }) => urgency),
        all.map(({ prompt }) => measure(prompt)),
      ).r,
    );
  for (const measure of [wordCount, (text: string): number => text.length]) {
    expect(r(paraphrases, measure)).toBeLessThanOrEqual(0.2);
    for (const { id } of scenarios) expect(r(of(paraphrases, id), measure), id).toBeLessThanOrEqual(0.4);
  }
});

test('no prompt occurs twice; an option does so only where a choice is told anew', () => {
  const prompts = [...items, ...paraphrases].map(({ prompt }) => prompt.toLowerCase());
  expect(new Set(prompts).size).toBe(prompts.length);
  const options = [open, listed.map(meant), paraphrases].flatMap((all) =>
    counterparts(all)
      .flat()
      .map((text) => text.toLowerCase()),
  );
  expect(options).toHaveLength(120 + 20 + 20);
  expect(new Set(options).size).toBe(options.length);
});

test('no sentence is one of another file of texts', () => {
  const sentences = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/(?<=[.?!:;])\s+|\n+/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const all = (value: unknown): string[] =>
    typeof value === 'string' ? sentences(value) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(all) : [];
  const others = readdirSync(FOLDER).filter((name) => name !== 'choices.json');
  expect(others.length).toBeGreaterThanOrEqual(8);
  const known = new Set(others.flatMap((name) => all(JSON.parse(read(name)))));
  const own = [...items, ...paraphrases].flatMap((one) => all([one.prompt, one.options.map(({ text }) => text)]));
  expect(own.filter((one) => known.has(one))).toEqual([]);
});
