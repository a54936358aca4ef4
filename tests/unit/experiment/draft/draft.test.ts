/** A set that is being written: rows come and go, every third pair is for testing, and what a person left open is said by its number. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  draftOf,
  emptyDraft,
  rowsIn,
  splitsIn,
  withFields,
  withoutRow,
  withRow,
  withRowAt,
  type Draft,
  type TableName,
} from '../../../../src/experiment/draft/draft';
import { draftFile } from '../../../../src/experiment/draft/draft-file';
import { lacksOf, setOf } from '../../../../src/experiment/draft/to-set';
import { parseScenarioSet } from '../../../../src/formats/scenario-set';
import { random } from '../../../../src/lab/random';

const SHIPPED = readdirSync('public/scenarios')
  .filter((name) => !['choices.json', 'neutral.json', 'hard-negatives.json'].includes(name))
  .map((name) => parseScenarioSet(readFileSync(`public/scenarios/${name}`, 'utf8'), name));

const named = (draft: Draft): Draft => ({
  ...draft,
  name: 'Patience',
  concept: { name: 'patience', positive: 'patient', negative: 'hasty' },
});
const filled = (): Draft =>
  emptyDraft().pairs.reduce<Draft>(
    (draft, { id }, i) => withFields(draft, 'pairs', id, { positive: `I wait ${i}.`, negative: `I push ${i}.` }),
    named(emptyDraft()),
  );
const says = (draft: Draft): string[] => lacksOf(draft).map((lack) => lack.says);

describe('a set and its draft', () => {
  test.each(SHIPPED.map((set) => [set.id, set] as const))('%s is the same set again', (_, set) => {
    const draft = draftOf(set);
    expect(lacksOf(draft)).toEqual([]);
    expect(setOf(draft)).toEqual({ ...set, id: expect.any(String) as string });
    expect(draftFile.decode(draftFile.encode(draft))).toEqual(draft);
  });
  test('prompts that pairs answer come and stay with them, and go where they are emptied', () => {
    const asked = withFields(filled(), 'pairs', 'pair-2', { prompt: 'Do you wait?' });
    const set = setOf(asked);
    expect([set.version, set.pairs.map(({ prompt }) => prompt).filter(Boolean)]).toEqual([2, ['Do you wait?']]);
    const draft = draftOf(set);
    expect(setOf(draftFile.decode(draftFile.encode(draft))!)).toEqual(set);
    expect(setOf(withFields(draft, 'pairs', 'pair-3', { positive: 'I wait longer.' })).pairs[1]!.prompt).toBe('Do you wait?');
    expect(setOf(withFields(draft, 'pairs', 'pair-2', { prompt: ' ' }))).toMatchObject({ version: 1, pairs: setOf(filled()).pairs });
    const alone = withFields(asked, 'pairs', 'pair-2', { positive: '', negative: '' });
    expect(says(alone).join()).toContain('Pair 2: the text of “patient” is empty.');
  });
  test('so do those that rated texts answer', () => {
    const rated = withFields(withRow(filled(), 'scored'), 'scored', 'rated-1', { text: 'I wait.', score: 2, prompt: 'Do you wait?' });
    const set = setOf(rated);
    expect([set.version, set.scored]).toEqual([
      2,
      [{ id: 'rated-1', scenario: 'situation-1', text: 'I wait.', score: 2, prompt: 'Do you wait?' }],
    ]);
    expect(setOf(draftFile.decode(draftFile.encode(draftOf(set)))!)).toEqual(set);
    const bare = setOf(withFields(rated, 'scored', 'rated-1', { prompt: ' ' }));
    expect([bare.version, bare.scored[0]]).toEqual([1, { id: 'rated-1', scenario: 'situation-1', text: 'I wait.', score: 2 }]);
    expect(says(withFields(rated, 'scored', 'rated-1', { text: '', score: null })).join()).toContain(
      'Rated text 1 has a prompt and no text.',
    );
  });
  test('eight pairs and four names are enough', () => {
    const set = setOf(filled());
    expect(lacksOf(filled())).toEqual([]);
    expect(set).toMatchObject({ id: 'patience', licence: 'not stated', prompts: [], scored: [] });
    expect(set.scenarios).toEqual([{ id: 'situation-1', title: 'Patience' }]);
    expect(set.pairs.map(({ split }) => split)).toEqual(['train', 'train', 'test', 'train', 'train', 'test', 'train', 'train']);
    expect('asking' in set || 'items' in set).toBe(false);
  });
  test('what is kept is no draft where its fields are others', () => {
    for (const json of ['', 'null', '{}', draftFile.encode(filled()).replace('"auto"', '"never"')])
      expect(draftFile.decode(json)).toBeNull();
  });
});

describe('rows', () => {
  test('a new row has an id of its own and the situation of the last one', () => {
    let draft = withRow(filled(), 'scenarios');
    draft = withFields(draft, 'pairs', 'pair-8', { scenario: 'situation-2' });
    draft = withRow(withoutRow(draft, 'pairs', 'pair-3'), 'pairs');
    const ids = draft.pairs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(8);
    expect(draft.pairs.at(-1)).toEqual({ id: 'pair-9', scenario: 'situation-2', split: 'auto', positive: '', negative: '' });
  });
  test('a row that was taken away comes back to its place, of a situation that is there', () => {
    const draft = withRow(filled(), 'scenarios');
    const [, second] = draft.pairs;
    expect(withRowAt(withoutRow(draft, 'pairs', 'pair-2'), 'pairs', second!, 1)).toEqual(draft);
    const alone = withoutRow(draft, 'scenarios', 'situation-1');
    expect(withRowAt(withoutRow(alone, 'pairs', 'pair-2'), 'pairs', second!, 1).pairs[1]).toEqual({ ...second, scenario: 'situation-2' });
  });
  test('of a situation it is known how many rows it has', () => {
    let draft = withRow(filled(), 'scenarios');
    for (const table of ['pairs', 'prompts', 'scored', 'items'] as TableName[]) draft = withRow(draft, table);
    draft = withFields(draft, 'prompts', 'prompt-1', { scenario: 'situation-2' });
    expect([rowsIn(draft, 'situation-1'), rowsIn(draft, 'situation-2')]).toEqual([11, 1]);
  });
  test('rows that did not change stay the same objects', () => {
    const [before, after] = [filled(), withFields(filled(), 'pairs', 'pair-2', { positive: 'I stay.' })];
    const changed = withFields(before, 'pairs', 'pair-2', { positive: 'I stay.' });
    expect(changed.pairs.map((row, i) => row === before.pairs[i])).toEqual([true, false, true, true, true, true, true, true]);
    expect(after.pairs[1]!.positive).toBe('I stay.');
  });
});

describe('splits', () => {
  const pairs = (...given: [scenario: string, split: 'auto' | 'train' | 'test'][]) =>
    given.map(([scenario, split], i) => ({ id: `p${i}`, scenario, split, positive: 'a', negative: 'b' }));
  test('every third pair of a situation, else the last one that is open', () => {
    expect(splitsIn({ pairs: pairs(['a', 'auto'], ['b', 'auto'], ['a', 'auto'], ['a', 'auto']) })).toEqual([
      'train',
      'train',
      'train',
      'test',
    ]);
    expect(splitsIn({ pairs: pairs(['a', 'auto'], ['b', 'auto'], ['a', 'train']) })).toEqual(['train', 'test', 'train']);
    expect(splitsIn({ pairs: pairs(['a', 'train'], ['b', 'train']) })).toEqual(['train', 'train']);
    expect(splitsIn({ pairs: pairs(['a', 'test'], ['b', 'auto']) })).toEqual(['test', 'train']);
  });
});

describe('what is lacking', () => {
  test('is said of each row by its number, and rows that nobody wrote in are no lack', () => {
    let draft = withFields(filled(), 'pairs', 'pair-2', { negative: ' ' });
    draft = withFields(draft, 'pairs', 'pair-3', { negative: 'I wait 2. ' });
    draft = withRow(withRow(draft, 'scored'), 'scored');
    draft = withFields(draft, 'scored', 'rated-2', { score: 2 });
    expect(says(draft)).toEqual([
      'Pair 2: the text of “hasty” is empty.',
      'Pair 3: both sides are the same text.',
      'Rated text 2 has a score and no text.',
    ]);
    expect(lacksOf(draft).map(({ table, row }) => [table, row])).toEqual([
      ['pairs', 'pair-2'],
      ['pairs', 'pair-3'],
      ['scored', 'rated-2'],
    ]);
  });
  test('names, one-sided sentences, half of a rubric', () => {
    const draft = { ...emptyDraft(), asking: { positive: 'Be patient.', negative: '' } };
    const [first, second, third] = says(withFields(draft, 'scenarios', 'situation-1', { rubric: ['no', '', 'yes'] }));
    expect(first).toBe('A name is missing: the set, the concept, the side that shows it, the other side.');
    expect(second).toContain('write both, or neither');
    expect(third).toContain('is said for 2 of them');
  });
  test('pairs that leave nothing to learn from, or to judge by', () => {
    const all = (split: 'train' | 'test') => ({ ...filled(), pairs: filled().pairs.map((pair) => ({ ...pair, split })) });
    expect(says(all('train'))).toEqual(['No pair is left to test the direction: choose “test” for some.']);
    expect(says(all('test'))).toEqual(['No pair is left to find the direction: choose “train” for some.']);
    expect(says({ ...filled(), pairs: filled().pairs.slice(0, 1) })[0]).toContain('too few pairs');
  });
  test('choices without a side, with an option that begins another, or not listed', () => {
    const item = (options: [string, 'positive' | 'negative'][], more = {}) =>
      says(
        withFields(withRow(filled(), 'items'), 'items', 'item-1', {
          prompt: 'Do you wait?',
          options: options.map(([text, side]) => ({ text, side })),
          ...more,
        }),
      );
    expect(item([['Yes', 'positive']])).toEqual(['Choice 1 has no option of the side “hasty”.']);
    expect(item([['I wait', 'positive'], ['I wait no more', 'negative']])[0]).toContain('option 2 begins with all of option 1'); // prettier-ignore
    expect(item([['Yes', 'positive'], ['No', 'negative']], { order: 'listed' })[0]).toContain('does not hold option 1'); // prettier-ignore
    expect(item([['Yes', 'positive'], ['No', 'negative']])).toEqual([]); // prettier-ignore
    expect(item([['', 'positive'], ['No', 'negative']])).toEqual(['Choice 1 has an empty option.']); // prettier-ignore
  });
});

test('whatever is written: where nothing is said to be lacking, the set is one', () => {
  const next = random(4);
  const draw = <const T>(...of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const word = (): string => draw('', ' ', 'yes', 'yes, of course', 'no', 'A', 'long enough to be a text');
  let whole = 0;
  for (let round = 0; round < 9000; round++) {
    const rows = <T>(make: (id: string) => T): T[] => Array.from({ length: Math.floor(next() * 4) }, (_, i) => make(`x${i}`));
    const at = () => draw('s', 's', 's', 't');
    const draft: Draft = {
      ...{ name: draw('', 'N', 'N', 'N'), about: word(), licence: word() },
      concept: { name: 'c', positive: 'p', negative: 'n' },
      asking: { positive: draw('', '', word()), negative: draw('', '', word()) },
      scenarios: ['s', 't'].map((id) => ({
        ...{ id, title: draw('T', 'T', word()), objective: word(), person: word() },
        rubric: draw(['', '', ''], ['', '', ''], ['a', 'b', word()]) as [string, string, string],
      })),
      pairs: rows((id) => ({ id, scenario: at(), split: draw('auto', 'auto', 'train', 'test'), positive: word(), negative: word() })),
      scored: rows((id) => ({ id, scenario: at(), text: word(), score: draw(null, 0, 2) })).slice(0, 1),
      prompts: rows((id) => ({ id, scenario: at(), text: word() })),
      items: rows((id) => ({
        ...{ id, scenario: at(), prompt: word(), order: draw(undefined, undefined, 'listed') },
        options: [{ text: word(), side: 'positive' as const }, { text: word(), side: draw('positive', 'negative') }], // prettier-ignore
      })).slice(0, 1),
    };
    if (lacksOf(draft).length > 0) continue;
    whole++;
    expect(() => setOf(draft)).not.toThrow();
  }
  expect(whole).toBeGreaterThan(20);
});
