/** What is said of items before anything is made of them. */
import { expect, test } from 'vitest';
import { choiceWarnings } from '../../../src/experiment/choice-warnings';

type Item = Parameters<typeof choiceWarnings>[0][number];
const item = (id: string, positive: string, negative: string): Item => ({
  id,
  prompt: `${id}: stay or go?`,
  options: [
    { text: positive, side: 'positive' },
    { text: negative, side: 'negative' },
  ],
});
const listed = (id: string, first: 'positive' | 'negative', reversed = false): Item => {
  const options = [
    { text: ' (A)', side: first },
    { text: ' (B)', side: first === 'positive' ? 'negative' : 'positive' },
  ] as const;
  return { id, prompt: `${id}:\n(A) One.\n(B) Other.`, options: reversed ? [options[1], options[0]] : options, order: 'listed' };
};

test('nothing is said of items that are matched', () => {
  expect(choiceWarnings([])).toEqual([]);
  expect(choiceWarnings([item('a', 'I stay.', 'I go on.'), listed('b', 'positive'), listed('c', 'negative')])).toEqual([]);
});

test('sides of very different length are named, item by item', () => {
  const [said, ...others] = choiceWarnings([
    item('a', 'I stay.', 'I go on.'),
    item('b', 'I sit down and stay for as long as it takes.', 'I go.'),
    item('c', 'I stay.', 'I take the door on the left and go home.'),
  ]);
  expect(said).toContain('b and c: the options of one side are more than 1.5 times as long');
  expect(others).toEqual([]);
});

test('a little more length on one side, in all items, is said with its AUROC', () => {
  const items = Array.from({ length: 10 }, (_, i) => item(`${i}`, 'I stay here.', 'I go on.'));
  expect(choiceWarnings(items)).toEqual([expect.stringContaining('(AUROC 1.00 over all items')]);
  // Of nine no AUROC is made.
  expect(choiceWarnings(items.slice(1))).toEqual([]);
});

test('one order alone is said, whatever the order of the options in the file', () => {
  const [said] = choiceWarnings([listed('a', 'negative'), listed('b', 'negative', true)]);
  expect(said).toContain('lists the negative side first');
  expect(choiceWarnings([listed('a', 'negative'), listed('b', 'positive', true)])).toEqual([]);
});

test('an item that is there twice is named', () => {
  const one = item('a', 'I stay.', 'I go on.');
  expect(choiceWarnings([one, { ...one, id: 'b', prompt: ` ${one.prompt}` }])).toEqual([expect.stringMatching(/^b: the same prompt/)]);
});
