/** A file of text groups is read whole or refused by the places at fault; the two that come with the lab keep what their `about` says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeTextGroups, parseTextGroups } from '../../../src/formats/text-groups';
import { auroc } from '../../../src/lab/auroc';
import { words } from '../../../src/lab/words';
import { wordCount } from './words';
import { thrown } from './thrown';

type Loose = Record<string, unknown> & { groups: Record<string, unknown>[] };
/** A copy of a small valid file, changed by `change`. Loosely typed: it is there to be broken. */
function broken(change: (file: Loose) => void = () => {}): Loose {
  const file: Loose = {
    format: 'eia-lab/texts',
    version: 1,
    id: 'x',
    name: 'X',
    licence: 'MIT',
    about: 'For tests.',
    groups: [
      { id: 'a', name: 'A', texts: ['One text.', 'Another text.'] },
      { id: 'b', name: 'B', texts: ['A third text.'] },
    ],
  };
  change(file);
  return file;
}

describe('decodeTextGroups', () => {
  test('returns the groups, with unknown fields dropped', () => {
    const file = decodeTextGroups(
      broken((f) => {
        f['extra'] = 1;
        f.groups[0]!['extra'] = 1;
      }),
      'own.json',
    );
    expect(file).toEqual(broken());
    expect(parseTextGroups(`\uFEFF${JSON.stringify(file)}`, 'again.json')).toEqual(file);
  });

  const faults: [string, (file: Loose) => void, string][] = [
    ['unknown format', (f) => (f['format'] = 'eia-lab/scenarios'), 'format: expected "eia-lab/texts", got "eia-lab/scenarios"'],
    ['unknown version', (f) => (f['version'] = 2), 'version: expected 1, got 2'],
    ['missing licence', (f) => delete f['licence'], 'licence: expected a non-empty text, got nothing'],
    ['blank name', (f) => (f['name'] = ' '), 'name: expected a non-empty text, got " "'],
    ['groups not a list', (f) => Object.assign(f, { groups: {} }), 'groups: expected a list, got {}'],
    ['no groups', (f) => (f.groups = []), 'groups: expected at least one group, got none'],
    ['a group that is a text', (f) => Object.assign(f.groups, { 1: 'b' }), 'groups[1]: expected an object, got "b"'],
    ['two groups of one id', (f) => (f.groups[1]!['id'] = 'a'), 'groups[1].id: expected an id of its own (groups[0] has it too), got "a"'],
    ['no texts', (f) => (f.groups[1]!['texts'] = []), 'groups[1].texts: expected at least one text, got none'],
    ['a blank text', (f) => (f.groups[0]!['texts'] = ['x', '']), 'groups[0].texts[1]: expected a non-empty text, got ""'],
    ['a number for a text', (f) => (f.groups[0]!['texts'] = [7]), 'groups[0].texts[0]: expected a non-empty text, got 7'],
    [
      'one text in two groups, spaces aside',
      (f) => (f.groups[1]!['texts'] = [' One text. ']),
      'groups[1].texts[0]: expected a text of its own (groups[0].texts[0] has it too), got " One text. "',
    ],
  ];
  test.each(faults)('%s', (_, change, says) => {
    const error = thrown(() => decodeTextGroups(broken(change), 'own.json'));
    expect([error.code, error.message]).toEqual(['texts-invalid', `own.json: ${says}`]);
    expect(error.hint).toContain(says.startsWith('version') ? 'newer version' : 'scenarios/neutral.json');
  });

  test.each([null, 7, 'text', []])('%j is no such file', (value) =>
    expect(thrown(() => decodeTextGroups(value, 'own.json')).message).toContain('own.json: file: expected an object'),
  );

  test('says what is no JSON, and what it is instead', () => {
    expect(thrown(() => parseTextGroups('{', 'own.json'))).toMatchObject({ code: 'texts-not-json' });
    expect(thrown(() => parseTextGroups('{"text": "a"}\n{"text": "b"}\n', 'own.jsonl')).message).toContain(
      'where a file of text groups is one object',
    );
  });
});

const shipped = (name: string) =>
  parseTextGroups(readFileSync(new URL(`../../../public/scenarios/${name}.json`, import.meta.url), 'utf8'), name);
const length = (text: string): number => text.length;

/** Words that name empathy. The second group has none of them, every text of the first has one. */
const NAMES =
  /empath|sympath|compassion|\bcar(e|es|ed|ing)\b|kind(ness)?\b|\bfeel|sorry|understand|pity|comfort|support|concern|mercy|heart|love|tender|touching|hear you|\bhug|listen/i;

describe('hard-negatives', () => {
  const file = shipped('hard-negatives');
  const [without, deeds] = file.groups.map(({ texts }) => texts) as [string[], string[]];

  test('two groups of at least 24 texts of 12 to 30 words', () => {
    expect([file.id, file.groups.map(({ id }) => id)]).toEqual(['hard-negatives', ['words-without', 'empathy-without-words']]);
    for (const texts of [without, deeds]) {
      expect(texts.length).toBeGreaterThanOrEqual(24);
      for (const text of texts) expect(wordCount(text) >= 12 && wordCount(text) <= 30, text).toBe(true);
    }
  });

  test('the words of empathy are in every text of the one group and in none of the other', () => {
    expect(without.filter((text) => !NAMES.test(text))).toEqual([]);
    expect(deeds.filter((text) => NAMES.test(text))).toEqual([]);
  });

  test.each([
    ['words', wordCount],
    ['characters', length],
  ])('the number of %s does not tell the groups apart', (_, measure) => {
    const value = auroc(without.map(measure), deeds.map(measure));
    expect(value).toBeGreaterThanOrEqual(0.4);
    expect(value).toBeLessThanOrEqual(0.6);
  });
});

test('neutral: at least 40 texts of 12 to 35 words, none with a word of empathy', () => {
  const file = shipped('neutral');
  expect([file.id, file.groups.map(({ id }) => id)]).toEqual(['neutral', ['neutral']]);
  const { texts } = file.groups[0]!;
  expect(texts.length).toBeGreaterThanOrEqual(40);
  for (const text of texts) {
    expect(wordCount(text) >= 12 && wordCount(text) <= 35, text).toBe(true);
    expect(text).not.toMatch(NAMES);
  }
  // Mixed topics: a text shares few of its longer words with the others.
  const seen = texts.map((text) => new Set(words(text).filter((word) => word.length > 4)));
  const shared = (i: number): number => [...seen[i]!].filter((word) => seen.filter((other) => other.has(word)).length > 4).length;
  for (const [i, text] of texts.entries()) expect(shared(i), text).toBeLessThanOrEqual(4);
});
