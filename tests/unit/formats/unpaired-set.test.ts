/** A scenario set of texts without partners: what the format takes, what it refuses, and what its hash is made of. */
import { describe, expect, test } from 'vitest';
import { decodeScenarioSet, hashScenarioSet } from '../../../src/formats/scenario-set';

const text = (id: string, split: string, label: string) => ({ id, scenario: 's', split, label, text: `Text ${id}.` });
const texts = [
  text('a', 'train', 'positive'),
  text('b', 'train', 'negative'),
  text('c', 'test', 'positive'),
  text('d', 'test', 'negative'),
];
const set = {
  format: 'eia-lab/scenarios',
  version: 1,
  id: 'x',
  name: 'X',
  licence: 'MIT',
  about: 'For tests.',
  concept: { name: 'Truth', positive: 'true', negative: 'false' },
  scenarios: [{ id: 's', title: 'S' }],
  pairs: [] as unknown[],
  texts: texts as unknown,
  scored: [],
  prompts: [],
};
const pairs = [
  { id: 'p', scenario: 's', split: 'train', positive: 'I stay.', negative: 'I go.' },
  { id: 'q', scenario: 's', split: 'test', positive: 'I wait.', negative: 'I run.' },
];

test('it is read, and its texts are part of its hash', async () => {
  const read = decodeScenarioSet(set, 'own.json');
  expect(read.texts).toEqual(texts);
  const turned = { ...set, texts: texts.map((one) => ({ ...one, label: one.label === 'positive' ? 'negative' : 'positive' })) };
  expect(await hashScenarioSet(read)).not.toBe(await hashScenarioSet(decodeScenarioSet(turned, 'own.json')));
});

test('a set of pairs keeps the hash of before, with an empty list of texts and without one', async () => {
  const before = 'af7eff5cc0a6d8a64cd7987b4420d46ac3e30c94bf0f114d43924d83bd4039df';
  const [without, empty] = [undefined, []].map((texts) => decodeScenarioSet({ ...set, pairs, texts }, 'own.json'));
  expect(await hashScenarioSet(without!)).toBe(before);
  expect(await hashScenarioSet(empty!)).toBe(before);
});

describe('is refused where', () => {
  test.each<[string, object, RegExp]>([
    ['pairs stand beside', { pairs }, /own.json: texts: expected no texts without partners beside pairs.*got 4 beside 2 pairs/],
    ['a class has no test text', { texts: texts.slice(0, 3) }, /texts: expected at least one text with split "test" and label "negative"/],
    [
      'a label is another',
      { texts: [...texts, { ...texts[0], id: 'e', label: 1 }] },
      /texts\[4\].label: expected "positive" or "negative"/,
    ],
    ['an id stands twice', { texts: [...texts, texts[0]] }, /texts\[4\].id: expected an id of its own \(texts\[0\] has it too\)/],
    ['a situation is unknown', { texts: [{ ...texts[0], scenario: 'z' }, ...texts.slice(1)] }, /texts\[0\].scenario: expected the id of/],
    ['a text is empty', { texts: [{ ...texts[0], text: ' ' }, ...texts.slice(1)] }, /texts\[0\].text: expected a non-empty text/],
    ['there is neither', { texts: [] }, /pairs: expected at least one pair with split "train"/],
  ])('%s', (_, change, says) => {
    expect(() => decodeScenarioSet({ ...set, ...change }, 'own.json')).toThrow(says);
  });
});
