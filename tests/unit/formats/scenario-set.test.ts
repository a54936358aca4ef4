/**
 * The validator names every fault by its path; the shipped sets keep the promises their `about` makes. Everything is computed here,
 * nothing stored.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hashScenarioSet, hasPrompts, parseScenarioSet, versionOf, type ScenarioSet } from '../../../src/formats/scenario-set';
import { LabError } from '../../../src/error';
import { auroc } from '../../../src/lab/auroc';
import { pearson } from '../../../src/lab/correlation';
import { bagOfWordsAuroc, bagOfWordsOverSplits, mean, wordCount, wordUses } from './words';

const shippedJson = (file: string): string => readFileSync(new URL(`../../../public/scenarios/${file}`, import.meta.url), 'utf8');
const json = shippedJson('empathy.json');
const shipped = parseScenarioSet(json, 'empathy.json');
const matched = parseScenarioSet(shippedJson('empathy-matched.json'), 'empathy-matched.json');

/** A copy of the smallest valid set, changed by `change`. Loosely typed: it is there to be broken. */
type Loose = Record<string, unknown> & Record<'pairs' | 'scored' | 'prompts' | 'scenarios', Record<string, unknown>[]>;
function broken(change: (set: Loose) => void): string {
  const set = {
    format: 'eia-lab/scenarios',
    version: 1,
    id: 'x',
    name: 'X',
    licence: 'MIT',
    about: 'For tests.',
    concept: { name: 'Kindness', positive: 'kind', negative: 'unkind' },
    scenarios: [{ id: 's', title: 'S', objective: 'win', person: 'P', rubric: { 0: 'no', 1: 'later', 2: 'yes' } }],
    pairs: [
      { id: 'a', scenario: 's', split: 'train', positive: 'I stay.', negative: 'I go.' },
      { id: 'b', scenario: 's', split: 'test', positive: 'I wait.', negative: 'I run.' },
    ],
    scored: [{ id: 'c', scenario: 's', score: 2, text: 'I help.' }],
    prompts: [{ id: 'p', scenario: 's', text: 'What do you do?' }],
  } as Loose;
  change(set);
  return JSON.stringify(set);
}

function thrown(source: string): LabError {
  try {
    parseScenarioSet(source, 'own.json');
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('expected a LabError, nothing was thrown');
}

const at = (list: Record<string, unknown>[], i: number): Record<string, unknown> => list[i] as Record<string, unknown>;

describe('sentences that ask', () => {
  test('may be absent, and come in twos', () => {
    expect(
      parseScenarioSet(
        broken(() => undefined),
        'own.json',
      ).asking,
    ).toBeUndefined();
    const asking = { positive: 'Be kind.', negative: 'Be unkind.' };
    expect(
      parseScenarioSet(
        broken((s) => (s['asking'] = asking)),
        'own.json',
      ).asking,
    ).toEqual(asking);
    expect(thrown(broken((s) => (s['asking'] = { positive: 'Be kind.' }))).message).toContain(
      'asking.negative: expected a non-empty text, got nothing',
    );
  });
});

describe('prompts that pairs answer', () => {
  const prompted = (version: number, prompt: unknown = 'My dog died.') =>
    broken((s) => {
      s['version'] = version;
      at(s.pairs, 0)['prompt'] = prompt;
    });
  test('are of version 2: an older page refuses it by its version, and this one a prompt in version 1', () => {
    const set = parseScenarioSet(prompted(2), 'own.json');
    expect(set.pairs.map(({ prompt }) => prompt)).toEqual(['My dog died.', undefined]);
    expect([versionOf(set), hasPrompts(set)]).toEqual([2, true]);
    expect([versionOf(shipped), hasPrompts(shipped)]).toEqual([1, false]);
    expect(thrown(prompted(1)).message).toContain('pairs[0].prompt: expected nothing in version 1');
    expect(thrown(prompted(3)).message).toContain('version: expected 1 or 2, got 3');
    expect(thrown(prompted(2, ' ')).message).toContain('pairs[0].prompt: expected a non-empty text');
    expect(parseScenarioSet(prompted(2, undefined), 'own.json').version).toBe(2);
  });
  test('change the hash; a set without any has the hash that it had before there were prompts', async () => {
    const with2 = parseScenarioSet(prompted(2), 'own.json');
    const [first, second] = with2.pairs as [ScenarioSet['pairs'][number], ScenarioSet['pairs'][number]];
    const bare = { id: first.id, scenario: first.scenario, split: first.split, positive: first.positive, negative: first.negative };
    const hashes = await Promise.all(
      [with2, { ...with2, pairs: [{ ...first, prompt: 'My cat died.' }, second] }, { ...with2, pairs: [bare, second] }].map(
        hashScenarioSet,
      ),
    );
    expect(new Set(hashes).size).toBe(3);
    // Of version 1, before prompts were known: JSON.stringify({ pairs, scored }) by sha256sum.
    expect(hashes[2]).toBe('fa6dae25c05d6d50b8610b8231c9418ec6115ba0ac368cef93e828e70fb96e79');
  });
  test.each(['scored', 'texts'] as const)('of %s: version 2, a hash of their own, and none in version 1', async (name) => {
    const { pairs, scored, ...set } = parseScenarioSet(
      broken((s) => (s['version'] = 2)),
      'own.json',
    );
    const lone = (['train', 'test'] as const).flatMap((split) =>
      (['positive', 'negative'] as const).map((label) => ({
        id: `${split} ${label}`,
        scenario: 's',
        split,
        label,
        text: `${label} ${split}`,
      })),
    );
    const bare = name === 'texts' ? { ...set, pairs: [], scored, texts: lone } : { ...set, pairs, scored };
    const rows = bare[name as keyof typeof bare] as readonly object[];
    const asked = { ...bare, [name]: rows.with(0, { ...rows[0], prompt: 'Why?' }) };
    const [found, plain] = [asked, bare].map((one) => parseScenarioSet(JSON.stringify(one), 'own.json')) as [ScenarioSet, ScenarioSet];
    expect(found[name]![0]).toHaveProperty('prompt', 'Why?');
    expect([versionOf(found), hasPrompts(found), versionOf(plain), hasPrompts(plain)]).toEqual([2, true, 1, false]);
    expect(await hashScenarioSet(found)).not.toBe(await hashScenarioSet(plain));
    expect(thrown(JSON.stringify({ ...asked, version: 1 })).message).toContain(`${name}[0].prompt: expected nothing in version 1`);
  });
});

describe('parseScenarioSet', () => {
  test('returns the set, with unknown fields dropped', () => {
    const set = parseScenarioSet(
      broken((s) => (s['extra'] = 1)),
      'own.json',
    );
    expect(set.pairs.map((p) => p.id)).toEqual(['a', 'b']);
    expect(set).not.toHaveProperty('extra');
  });

  test('scored texts and prompts may be empty lists, and a byte order mark is no fault', () => {
    const source = broken((s) => {
      s.scored = [];
      s.prompts = [];
    });
    expect(parseScenarioSet(`\uFEFF${source}`, 'own.json').scored).toEqual([]);
  });

  const faults: [string, (set: Loose) => void, string][] = [
    ['unknown format', (s) => (s['format'] = 'csv'), 'format: expected "eia-lab/scenarios", got "csv"'],
    ['unknown version', (s) => (s['version'] = 3), 'version: expected 1 or 2, got 3'],
    ['missing name', (s) => delete s['name'], 'name: expected a non-empty text, got nothing'],
    ['number for text', (s) => (s['about'] = 7), 'about: expected a non-empty text, got 7'],
    ['concept not an object', (s) => (s['concept'] = null), 'concept: expected an object, got null'],
    [
      'concept label',
      (s) => (s['concept'] = { name: 'K', positive: '', negative: 'u' }),
      'concept.positive: expected a non-empty text, got ""',
    ],
    [
      'scenarios missing',
      (s) => {
        s.scenarios = [];
      },
      'pairs[0].scenario: expected the id of a scenario (none given), got "s"',
    ],
    ['scenario field', (s) => (at(s.scenarios, 0)['person'] = ''), 'scenarios[0].person: expected a non-empty text, got ""'],
    [
      'rubric step',
      (s) => (at(s.scenarios, 0)['rubric'] = { 0: 'no', 2: 'yes' }),
      'scenarios[0].rubric.1: expected a non-empty text, got nothing',
    ],
    ['pairs not a list', (s) => Object.assign(s, { pairs: {} }), 'pairs: expected a list, got {}'],
    ['pair not an object', (s) => Object.assign(s.pairs, { 1: 'text' }), 'pairs[1]: expected an object, got "text"'],
    [
      'no pairs',
      (s) => {
        s.pairs = [];
      },
      'pairs: expected at least one pair with split "train", got none among 0',
    ],
    ['no test pair', (s) => (at(s.pairs, 1)['split'] = 'train'), 'pairs: expected at least one pair with split "test", got none among 2'],
    ['no train pair', (s) => (at(s.pairs, 0)['split'] = 'test'), 'pairs: expected at least one pair with split "train", got none among 2'],
    ['unknown split', (s) => (at(s.pairs, 1)['split'] = 'dev'), 'pairs[1].split: expected "train" or "test", got "dev"'],
    ['one side missing', (s) => delete at(s.pairs, 1)['negative'], 'pairs[1].negative: expected a non-empty text, got nothing'],
    ['white space only', (s) => (at(s.pairs, 0)['positive'] = ' \n'), 'pairs[0].positive: expected a non-empty text, got " \\n"'],
    [
      'equal sides',
      (s) => (at(s.pairs, 0)['negative'] = 'I stay. '),
      'pairs[0].negative: expected another text than positive, got "I stay. "',
    ],
    [
      'unknown scenario of a pair',
      (s) => (at(s.pairs, 0)['scenario'] = 'z'),
      'pairs[0].scenario: expected the id of a scenario (s), got "z"',
    ],
    ['duplicate pair id', (s) => (at(s.pairs, 1)['id'] = 'a'), 'pairs[1].id: expected an id of its own (pairs[0] has it too), got "a"'],
    [
      'duplicate scenario id',
      (s) => s.scenarios.push({ ...at(s.scenarios, 0) }),
      'scenarios[1].id: expected an id of its own (scenarios[0] has it too), got "s"',
    ],
    ['score as text', (s) => (at(s.scored, 0)['score'] = '2'), 'scored[0].score: expected 0 or 1 or 2, got "2"'],
    ['score out of range', (s) => (at(s.scored, 0)['score'] = 3), 'scored[0].score: expected 0 or 1 or 2, got 3'],
    [
      'unknown scenario of a scored text',
      (s) => (at(s.scored, 0)['scenario'] = 'z'),
      'scored[0].scenario: expected the id of a scenario (s), got "z"',
    ],
    ['empty prompt', (s) => (at(s.prompts, 0)['text'] = ''), 'prompts[0].text: expected a non-empty text, got ""'],
    ['prompts missing', (s) => Object.assign(s, { prompts: undefined }), 'prompts: expected a list, got nothing'],
  ];
  test.each(faults)('%s', (_, change, message) => {
    const error = thrown(broken(change));
    expect(error.code).toBe('scenario-invalid');
    expect(error.message.split('\n')[0]).toBe(`own.json: ${message}`);
    expect(error.hint).not.toBe('');
  });

  test('a list instead of a set', () => {
    expect(thrown('[]').message).toBe('own.json: file: expected an object, got []');
  });

  test('names all problems of a file, the first leading, and counts those beyond ten', () => {
    const two = thrown(
      broken((s) => {
        at(s.pairs, 0)['positive'] = '';
        at(s.scored, 0)['score'] = 5;
      }),
    );
    expect(two.message.split('\n')).toEqual([
      'own.json: pairs[0].positive: expected a non-empty text, got ""',
      'scored[0].score: expected 0 or 1 or 2, got 5',
    ]);
    const many = thrown(
      broken((s) => {
        s.scored = Array.from({ length: 14 }, (_, i) => ({ id: `${i}`, scenario: 's', score: 9, text: 't' }));
      }),
    );
    expect(many.message.split('\n')).toHaveLength(11);
    expect(many.message).toMatch(/and 4 more$/);
  });

  test('says where the JSON breaks', () => {
    const error = thrown('{\n  "format": "eia-lab/scenarios",\n  "version": 1,,\n}');
    expect(error.code).toBe('scenario-not-json');
    expect(error.message).toMatch(/^own\.json, line 3, column 16: not JSON/);
    expect(thrown('').code).toBe('scenario-not-json');
  });
});

describe('hashScenarioSet', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([k, v]) => [k, reversed(v)]),
          )
        : value;

  test('does not depend on key order, names or prompts', async () => {
    const hash = await hashScenarioSet(shipped);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashScenarioSet(parseScenarioSet(JSON.stringify(reversed(JSON.parse(json))), 'reversed.json'))).toBe(hash);
    expect(await hashScenarioSet({ ...shipped, name: 'Other', prompts: [] })).toBe(hash);
  });

  test('changes with a text, a split, a score and the order of the pairs', async () => {
    const { pairs, scored } = shipped;
    const [pair, score] = [pairs[0]!, scored[0]!];
    const withPair = (change: Partial<typeof pair>): ScenarioSet => ({ ...shipped, pairs: pairs.with(0, { ...pair, ...change }) });
    const edited: ScenarioSet[] = [
      shipped,
      withPair({ positive: `${pair.positive} ` }),
      withPair({ split: pair.split === 'train' ? 'test' : 'train' }),
      { ...shipped, scored: scored.with(0, { ...score, score: score.score === 1 ? 2 : 1 }) },
      { ...shipped, pairs: pairs.toReversed() },
    ];
    const hashes = await Promise.all(edited.map(hashScenarioSet));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

const train = ({ pairs }: ScenarioSet): ScenarioSet['pairs'] => pairs.filter((p) => p.split === 'train');
const held = ({ pairs }: ScenarioSet): ScenarioSet['pairs'] => pairs.filter((p) => p.split === 'test');

/**
 * Every way in which a text can be long. Mean pooling carries length into the score (science 3.3), and matching words is not enough:
 * this set's first texts were, yet one side had the longer words, and characters alone told the sides apart (AUROC .18, as good as .82).
 */
const measures: [string, (text: string) => number][] = [
  ['words', wordCount],
  ['characters', (text) => text.length],
  ['characters per word', (text) => text.length / wordCount(text)],
];

/**
 * Where the two sets differ: by how many of a scenario's 8 pairs one side may lead, and how far word length may follow the EIA score.
 * The matched set keeps its pairs closer (a few characters) but was not written with these two in view: 7 : 1 and r = -.31.
 */
const sets = [
  ['empathy', shipped, { lead: 4, wordLength: 0.2 }],
  ['empathy-matched', matched, { lead: 6, wordLength: 0.35 }],
] as const;

describe.each(sets)('public/scenarios/%s.json', (id, set, limits) => {
  const { pairs, scored, prompts, scenarios } = set;
  const of = <T extends { scenario: string }>(items: readonly T[], scenario: string): T[] =>
    items.filter((item) => item.scenario === scenario);

  test('carries the id of its file and a name of its own', () => {
    expect(set.id).toBe(id);
    expect(shipped.name).not.toBe(matched.name);
  });

  test('5 scenarios with 6 train and 2 test pairs, 2 completions of each score, 1 prompt', () => {
    expect(scenarios.map((s) => s.title)).toEqual(['Food Delivery', 'The Listener', 'The Maze', 'The Protector', 'The Duel']);
    for (const { id: scenario } of scenarios) {
      expect(of(pairs, scenario).filter((p) => p.split === 'train')).toHaveLength(6);
      expect(of(pairs, scenario).filter((p) => p.split === 'test')).toHaveLength(2);
      expect(
        of(scored, scenario)
          .map((s) => s.score)
          .sort(),
      ).toEqual([0, 0, 1, 1, 2, 2]);
      expect(of(prompts, scenario)).toHaveLength(1);
    }
  });

  test('no text occurs twice', () => {
    const texts = [...pairs.flatMap((p) => [p.positive, p.negative]), ...scored.map((s) => s.text)];
    expect(new Set(texts).size).toBe(texts.length);
  });

  // Per pair, so that no average hides a bad one. In characters too: the model's tokens follow them as much as words.
  test.each(pairs.map((p) => [p.id, p] as const))(
    '%s: 45-75 words a side, at most 15 per cent apart in words and 10 in characters',
    (_, { positive, negative }) => {
      const apart = (a: number, b: number): number => Math.max(a, b) / Math.min(a, b);
      for (const side of [positive, negative])
        expect(wordCount(side) >= 45 && wordCount(side) <= 75, `${wordCount(side)} words`).toBe(true);
      expect(apart(wordCount(positive), wordCount(negative)), 'words').toBeLessThanOrEqual(1.15);
      expect(apart(positive.length, negative.length), 'characters').toBeLessThanOrEqual(1.1);
    },
  );

  // Per split: the direction learns from `train` and is judged on `test`; leads of opposite sides in the two would cancel over all pairs
  // and still count.
  const splits = [
    ['train', train(set)],
    ['test', held(set)],
  ] as const;
  test.each(splits.flatMap(([split, own]) => measures.map(([name, measure]) => [name, split, own, measure] as const)))(
    '%s do not tell the sides of the %s pairs apart',
    (_, __, own, measure) => {
      const value = auroc(
        own.map((p) => measure(p.positive)),
        own.map((p) => measure(p.negative)),
      );
      expect(value).toBeGreaterThanOrEqual(0.4);
      expect(value).toBeLessThanOrEqual(0.6);
    },
  );

  // Per scenario: with one left out of training, a lead of one side in the others would be learnt.
  test.each(scenarios.flatMap((s) => measures.map(([name, measure]) => [s.title, name, of(pairs, s.id), measure] as const)))(
    '%s: either side leads in %s about as often',
    (_, __, own, measure) => {
      const leads = own.map((p) => Math.sign(measure(p.positive) - measure(p.negative)));
      expect(Math.abs(leads.reduce((sum, lead) => sum + lead, 0))).toBeLessThanOrEqual(limits.lead);
    },
  );

  // Else a score that only reads length would look as if it foresaw behaviour. 1/words: what a fixed offset of one token does to a mean
  // (science 3.3).
  test('scored texts: 30-70 words, no measure of length follows the score', () => {
    const scores = scored.map((s) => s.score);
    const r = (measure: (text: string) => number): number =>
      Math.abs(
        pearson(
          scores,
          scored.map((s) => measure(s.text)),
        ).r,
      );
    for (const s of scored) expect(wordCount(s.text) >= 30 && wordCount(s.text) <= 70, s.id).toBe(true);
    const means = [0, 1, 2].map((score) => mean(scored.filter((s) => s.score === score).map((s) => wordCount(s.text))));
    expect(Math.max(...means) / Math.min(...means)).toBeLessThan(1.05);
    for (const [name, measure] of measures)
      expect(r(measure), name).toBeLessThanOrEqual(name === 'characters per word' ? limits.wordLength : 0.15);
    expect(
      r((text) => 1 / wordCount(text)),
      '1 / words',
    ).toBeLessThanOrEqual(0.15);
  });

  test('prompts: 25-60 words, ending in a question', () => {
    for (const { text } of prompts) {
      expect(wordCount(text) >= 25 && wordCount(text) <= 60, text).toBe(true);
      expect(text.endsWith('?'), text).toBe(true);
    }
  });
});

const marks: [string, RegExp][] = [
  ['double quotes', /"/],
  ['digits', /\d/],
  ['question marks', /\?/],
  ['semicolons', /;/],
  ['colons', /:/],
  ['line breaks', /\n/],
];
/** How many more texts of one side hold `mark` than of the other. */
const imbalance = ({ pairs }: ScenarioSet, mark: RegExp): number => {
  const holds = (side: 'positive' | 'negative'): number => pairs.filter((p) => mark.test(p[side])).length;
  return Math.abs(holds('positive') - holds('negative'));
};

describe('empathy: freely worded', () => {
  test('no single word gives the class away', () => {
    for (const use of wordUses(shipped.pairs)) {
      expect(use.auroc, use.word).toBeLessThanOrEqual(0.7);
      if (Math.max(use.positive, use.negative) > 16) expect(Math.min(use.positive, use.negative), use.word).toBeGreaterThanOrEqual(4);
    }
  });

  test('many words together do, as its about says', () => {
    expect(bagOfWordsAuroc(train(shipped), held(shipped))).toBeGreaterThan(0.75);
    expect(mean(bagOfWordsOverSplits(shipped.pairs, 100))).toBeGreaterThan(0.8);
  });

  test.each(marks)('%s are no telltale', (_, mark) => {
    expect(imbalance(shipped, mark)).toBeLessThanOrEqual(8);
  });
});

describe('empathy-matched: the same words on both sides', () => {
  test('no single word tells the sides apart', () => {
    for (const use of wordUses(matched.pairs)) {
      expect(Math.abs(use.positive - use.negative), use.word).toBeLessThanOrEqual(matched.pairs.length / 4);
      expect(use.auroc, use.word).toBeLessThanOrEqual(0.65);
      if (Math.min(use.positive, use.negative) === 0) expect(use.positive + use.negative, use.word).toBeLessThanOrEqual(5);
    }
  });

  test('a bag of words does not separate the test pairs, nor those of other splits on average', () => {
    expect(bagOfWordsAuroc(train(matched), held(matched))).toBeLessThan(0.8);
    expect(mean(bagOfWordsOverSplits(matched.pairs, 100))).toBeLessThan(0.8);
  });

  test.each(marks)('%s are no telltale', (_, mark) => {
    expect(imbalance(matched, mark)).toBeLessThanOrEqual(4);
  });
});
