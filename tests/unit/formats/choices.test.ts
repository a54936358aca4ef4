/** Choices, in a scenario set and in a file of their own, are read whole or refused by the places at fault. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeChoices, parseChoices } from '../../../src/formats/choices';
import { decodeScenarioSet, hashScenarioSet, parseScenarioSet } from '../../../src/formats/scenario-set';
import { thrown } from './thrown';

type Fields = Record<string, unknown>;
type Loose = Fields & Record<'items' | 'paraphrases', (Fields & { options: Fields[] })[]>;

const options = (): Fields[] => [
  { text: 'I stay.', side: 'positive' },
  { text: 'I go.', side: 'negative' },
];
const listed = 'Which?\n(A) I stay.\n(B) I go.\nWhich of the two?';
/** A small valid file, changed by `change`. Loosely typed: it is there to be broken. */
function file(change: (file: Loose) => unknown = () => {}): Loose {
  const made: Loose = {
    format: 'eia-lab/choices',
    version: 1,
    licence: 'MIT',
    about: 'For tests.',
    scenarios: [{ id: 's', title: 'S', note: 'Somebody is sad.' }],
    items: [
      { id: 'a', scenario: 's', prompt: 'Do you stay?', options: options() },
      {
        id: 'b',
        scenario: 's',
        prompt: listed,
        options: [
          { text: ' (A)', side: 'positive' },
          { text: ' (B)', side: 'negative' },
        ],
        order: 'listed',
      },
    ],
    paraphrases: [{ id: 'c', scenario: 's', urgency: 5, prompt: 'They call.', options: options() }],
  };
  change(made);
  return made;
}

/** What can be wrong with an item, wherever it lies. */
const ofItems: [string, (file: Loose) => unknown, string][] = [
  ['no prompt', ({ items }) => delete items[0]!['prompt'], 'items[0].prompt: expected a non-empty text, got nothing'],
  ['a blank prompt', ({ items }) => (items[0]!['prompt'] = ' '), 'items[0].prompt: expected a non-empty text, got " "'],
  ['options that are no list', ({ items }) => Object.assign(items[0]!, { options: {} }), 'items[0].options: expected a list, got {}'],
  ['no option', ({ items }) => (items[0]!.options = []), 'items[0].options: expected at least two options, got none'],
  ['one option', ({ items }) => items[0]!.options.pop(), 'items[0].options: expected at least two options, got 1'],
  [
    'one side alone',
    ({ items }) => (items[0]!.options[1]!['side'] = 'positive'),
    'items[0].options: expected at least one option of the side "negative", got none among 2',
  ],
  [
    'an unknown side',
    ({ items }) => items[0]!.options.push({ text: 'I wait.', side: 'both' }),
    'items[0].options[2].side: expected "positive" or "negative", got "both"',
  ],
  ['an empty option', ({ items }) => (items[0]!.options[1]!['text'] = ' '), 'items[0].options[1].text: expected a non-empty text, got " "'],
  [
    'an option with which another begins, white space aside',
    ({ items }) => items[0]!.options.push({ text: ' I stay. And I wait.', side: 'positive' }),
    'items[0].options[0].text: expected a text with which no other option begins (options[2] does), got "I stay."',
  ],
  [
    'an option twice, told once',
    ({ items }) => (items[0]!.options[1]!['text'] = 'I stay. '),
    'items[0].options[1].text: expected a text with which no other option begins (options[0] does), got "I stay. "',
  ],
  ['an unknown order', ({ items }) => (items[0]!['order'] = 'random'), 'items[0].order: expected "listed" or "open", got "random"'],
  [
    'an option that the prompt does not list',
    ({ items }) => (items[1]!.options[1]!['text'] = ' (C)'),
    'items[1].options[1].text: expected a text that the prompt lists, as its order is "listed", got " (C)"',
  ],
  ['an unknown scenario', ({ items }) => (items[0]!['scenario'] = 'z'), 'items[0].scenario: expected the id of a scenario (s), got "z"'],
  ['an id twice', ({ items }) => (items[1]!['id'] = 'a'), 'items[1].id: expected an id of its own (items[0] has it too), got "a"'],
  ['items that are no list', (f) => Object.assign(f, { items: null }), 'items: expected a list, got null'],
];

describe('decodeChoices', () => {
  test('returns the choices, with unknown fields dropped', () => {
    const extra = decodeChoices(
      file((f) => {
        f['extra'] = 1;
        f.items[0]!['extra'] = 1;
        f.items[0]!.options[0]!['extra'] = 1;
      }),
      'own.json',
    );
    expect(extra).toEqual(file());
    expect(parseChoices(`\uFEFF${JSON.stringify(extra)}`, 'again.json')).toEqual(extra);
  });

  const ofFiles: typeof ofItems = [
    ['another format', (f) => (f['format'] = 'csv'), 'format: expected "eia-lab/choices", got "csv"'],
    ['another version', (f) => (f['version'] = 2), 'version: expected 1, got 2'],
    ['items missing', (f) => Object.assign(f, { items: undefined }), 'items: expected a list, got nothing'],
    [
      'a blank note',
      (f) => Object.assign(f['scenarios'] as Fields[], [{ id: 's', title: 'S', note: '' }]),
      'scenarios[0].note: expected a non-empty text, got ""',
    ],
    [
      'an urgency between two',
      ({ paraphrases }) => (paraphrases[0]!['urgency'] = 2.5),
      'paraphrases[0].urgency: expected 1 or 2 or 3 or 4 or 5, got 2.5',
    ],
    [
      'a paraphrase with one side',
      ({ paraphrases }) => (paraphrases[0]!.options[0]!['side'] = 'negative'),
      'paraphrases[0].options: expected at least one option of the side "positive", got none among 2',
    ],
    [
      'a paraphrase with a prefix',
      ({ paraphrases }) => (paraphrases[0]!.options[1]!['text'] = 'I st'),
      'paraphrases[0].options[1].text: expected a text with which no other option begins (options[0] does), got "I st"',
    ],
    [
      'a paraphrase of an unknown scenario',
      ({ paraphrases }) => (paraphrases[0]!['scenario'] = 'z'),
      'paraphrases[0].scenario: expected the id of a scenario (s), got "z"',
    ],
    [
      'a paraphrase with the id of an item',
      ({ paraphrases }) => (paraphrases[0]!['id'] = 'b'),
      'paraphrases[0].id: expected an id of its own (items[1] has it too), got "b"',
    ],
  ];
  test.each([...ofItems, ...ofFiles])('%s', (_, change, says) => {
    const error = thrown(() => decodeChoices(file(change), 'own.json'));
    expect([error.code, error.message]).toEqual(['choices-invalid', `own.json: ${says}`]);
    expect(error.hint).toContain(says.startsWith('version') ? 'newer version' : 'scenarios/choices.json');
  });

  test('says what is no JSON, and what it is instead', () => {
    expect(thrown(() => parseChoices('{', 'own.json'))).toMatchObject({ code: 'choices-not-json' });
    expect(thrown(() => parseChoices('{"a": 1}\n{"a": 2}\n', 'own.jsonl')).message).toContain('where a file of choices is one object');
  });
});

describe('items of a scenario set', () => {
  const plain = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
  const [{ id: scenario }] = plain.scenarios as [(typeof plain.scenarios)[number]];
  const itemsOf = (change?: Parameters<typeof file>[0]) =>
    file(change).items?.map((item) => ({ ...item, ...(item['scenario'] === 's' && { scenario }) })) ?? null;

  test('come through reading and writing; a set without any has none', () => {
    const set = decodeScenarioSet({ ...plain, items: itemsOf() }, 'own.json');
    expect(set.items).toEqual(itemsOf());
    expect(parseScenarioSet(JSON.stringify(set), 'again.json')).toEqual(set);
    expect(decodeScenarioSet({ ...plain, items: [] }, 'own.json').items).toEqual([]);
    expect(plain).not.toHaveProperty('items');
  });

  test('change nothing about the hash, so no reading of the set is lost', async () => {
    const set = decodeScenarioSet({ ...plain, items: itemsOf() }, 'own.json');
    expect(await hashScenarioSet(set)).toBe(await hashScenarioSet(plain));
  });

  test.each(ofItems)('%s', (_, change, says) => {
    const error = thrown(() => decodeScenarioSet({ ...plain, items: itemsOf(change) }, 'own.json'));
    const ids = plain.scenarios.map(({ id }) => id).join(', ');
    expect([error.code, error.message]).toEqual(['scenario-invalid', `own.json: ${says.replace('(s)', `(${ids})`)}`]);
  });
});
