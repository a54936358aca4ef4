/** The lint of a set that is being written looks at all of its tables, and names rows by the numbers that a person counts. */
import { expect, test } from 'vitest';
import { emptyDraft, type Draft } from '../../../../src/experiment/draft/draft';
import { lintedIn } from '../../../../src/experiment/draft/linted';
import { lintAll } from '../../../../src/experiment/import/lint-asked';

const row = { id: 'x', scenario: 'situation-1' };
const draft = (over: Partial<Draft>): Draft => ({
  ...emptyDraft(),
  pairs: [],
  concept: { name: 'patience', positive: 'patient', negative: 'hasty' },
  ...over,
});
const found = (over: Partial<Draft>): string => lintAll(lintedIn(draft(over))).join('\n');
const LONG = 'I stayed with the child until the doctor came.';
const OTHER = 'I went on to the finish as fast as I could go.';

test('rows without words, or not whole, are not looked at', () => {
  expect(lintedIn(emptyDraft())).toMatchObject({ pairs: [], rated: [], prompts: [], items: [] });
  const half = { ...row, prompt: 'What now?', options: [{ text: 'I wait.', side: 'positive' as const }] };
  const asked = lintedIn(draft({ scored: [{ ...row, text: LONG, score: null }], prompts: [{ ...row, text: ' ' }], items: [half] }));
  expect([asked.rated, asked.prompts, asked.items]).toEqual([[], [], []]);
});

test('rated texts: one score, twice, short, and one that found the direction', () => {
  const scored = ['Short.', LONG, LONG].map((text) => ({ ...row, text, score: 2 as const }));
  const says = found({ scored });
  expect(says).toContain('Every text has the score 2');
  expect(says).toContain('rated text 3 (as rated text 2)');
  expect(says).toMatch(/shorter than 20 characters: rated text 1\./);
  const pairs = (['train', 'test'] as const).map((split, i) => ({
    ...row,
    split,
    positive: i === 0 ? LONG : `${LONG} Then`,
    negative: OTHER,
  }));
  expect(found({ scored: scored.slice(2), pairs })).toContain('A rated text is one of the training texts: rated text 1 (in pair 1)');
  expect(found({ scored: [{ ...row, text: `${LONG} Then`, score: 2 }], pairs })).not.toContain('one of the training texts');
});

test('rows that answer a prompt beside rows that answer none, among pairs, among rated texts and between both', () => {
  const pair = (n: number, prompt?: string) => ({
    ...{ ...row, id: `p${n}`, split: 'auto' as const, prompt },
    ...{ positive: `${LONG} I waited ${n}.`, negative: `${OTHER} I ran ${n}.` },
  });
  const rated = (n: number, prompt?: string) => ({ ...row, id: `r${n}`, text: `${LONG} It was ${n}.`, score: 1 as const, prompt });
  const end = 'Their texts are read alone, those of the others behind a prompt.';
  const [a, b] = ['A child falls. What do you do?', 'A door is stuck. What do you do?'];
  expect(found({ pairs: [pair(1, a), pair(2), pair(3, ' ')] })).toContain(`There is no prompt in 2 of 3 rows: pair 2, pair 3. ${end}`);
  expect(found({ scored: [rated(1), rated(2, a)] })).toContain(`There is no prompt in 1 of 2 rows: rated text 1. ${end}`);
  expect(found({ pairs: [pair(1, a)], scored: [rated(1)] })).toContain(`There is no prompt in 1 of 2 rows: rated text 1. ${end}`);
  for (const one of [
    { pairs: [pair(1, a), pair(2, b)], scored: [rated(1, a)] },
    { pairs: [pair(1)], scored: [rated(1)] },
  ])
    expect(found(one)).not.toContain('no prompt');
});

test('prompts: twice, and those that name the concept; a word that only sounds like it is none', () => {
  const says = found({
    prompts: ['You wait. What do you do?', 'Are you patient?', 'You wait. What do you do?'].map((text) => ({ ...row, text })),
  });
  expect(says).toContain('A prompt stands twice: prompt 3 (as prompt 1)');
  expect(says).toContain('names the concept or a side of it: prompt 2.');
  expect(found({ prompts: [{ ...row, text: 'You pat a dog. What do you do?' }] })).toBe('');
});

test('choices: one side longer, one twice, and one order alone', () => {
  const item = (long: string, prompt = 'What do you do?') => ({
    ...row,
    prompt,
    options: [
      { text: long, side: 'positive' as const },
      { text: 'I go on.', side: 'negative' as const },
    ],
  });
  const says = found({ items: [item('I stop and stay with the child as long as it takes.'), item('I wait.'), item('I wait.')] });
  expect(says).toContain('choice 1: the options of one side are more than 1.5 times as long');
  expect(says).toContain('choice 3: the same prompt and options as an earlier item');
  const listed = { ...item('I wait.', 'What now? (A) I wait. (B) I go on.'), order: 'listed' as const };
  expect(found({ items: [listed] })).toContain('lists the positive side first');
});
