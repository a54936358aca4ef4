/** What is shown of files before they are taken, and what each choice of a person changes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importedSet, MOST_PROBLEMS, previewOf, type ImportPreview } from '../../../../src/experiment/import/preview';
import type { ImportChoice } from '../../../../src/formats/import/choice';
import { parseScenarioSet } from '../../../../src/formats/scenario-set';

const inUse = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const look = (text: string, change: Partial<ImportChoice> = {}, name = 'own.csv'): ImportPreview => {
  const first = previewOf({ files: [{ name, text }], choice: null, hasSet: true });
  return previewOf({ files: [{ name, text }], choice: { ...first.choice, ...change }, hasSet: true });
};
const rows = Array.from(
  { length: 12 },
  (_, i) => `I wait for ${'abcdefghijkl'[i]!} and help.,I leave ${'abcdefghijkl'[i]!} and go on.,g${i % 4},CC0,me`,
);
const CSV = ['positive,negative,group,licence,source', ...rows, 'only one side,,g1,CC0,me'].join('\n');

test('layout, mapping, three rows, counts, bad rows, licence and source', () => {
  const { layout, choice, shown, counts, problems, problemCount, licences, sources, refused } = look(CSV);
  expect([layout.id, choice.split, choice.columns]).toEqual([
    'pairs',
    'group',
    { positive: 'positive', negative: 'negative', group: 'group', source: 'source', licence: 'licence' },
  ]);
  expect(shown.map(({ row }) => row)).toEqual(['row 2', 'row 3', 'row 4']);
  expect(shown[0]!.cells).toMatchObject({ positive: 'I wait for a and help.', negative: 'I leave a and go on.', group: 'g0' });
  expect(counts).toEqual({ rows: 13, usable: 12, leftOut: 1, groups: 4, train: 9, test: 3 });
  expect([problems, problemCount]).toEqual([
    [{ file: 'own.csv', row: 'row 14', field: 'negative', says: 'expected a text, got nothing' }],
    1,
  ]);
  expect([licences, sources, refused]).toEqual([['CC0'], ['me'], null]);
});

test('columns mapped otherwise give the other sides, and the set has them', async () => {
  const columns = { positive: 'negative', negative: 'positive' };
  const found = look(CSV, { columns, split: 'hash' });
  expect(found.shown[0]!.cells).toEqual({ positive: 'I leave a and go on.', negative: 'I wait for a and help.' });
  const { set, hash } = await importedSet([{ name: 'own.csv', text: CSV }], found.choice, inUse);
  expect([set.pairs[0]!.positive, set.scenarios.length, hash]).toEqual([
    'I leave a and go on.',
    1,
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
});

describe('what a choice lacks is said, and nothing is taken', () => {
  test.each<[string, string, Partial<ImportChoice>, RegExp]>([
    ['a missing column', 'positive,note\na,b\nc,d', { use: 'pairs' }, /no column is chosen as the negative side/],
    [
      'a column of the mapping that is not there',
      CSV,
      { columns: { positive: 'positive', negative: 'gone' } },
      /no column is chosen as the negative side/,
    ],
    ['one column twice', CSV, { columns: { positive: 'positive', negative: 'positive' } }, /one column is chosen as both sides/],
    ['no column for the split', CSV, { split: 'given' }, /no column is chosen that says train or test/],
    ['no column for the group', 'positive,negative\na,b\nc,d', { split: 'group' }, /no column is chosen as the group/],
    ['no name', CSV, { name: ' ' }, /need names/],
    ['a class with one text', 'statement,label\na,1\nb,0\nc,0', {}, /1 usable text of label 1/],
    ['no label', 'statement,label\na,1\nb,0', { columns: { text: 'statement' } }, /no column is chosen as the label/],
    ['a split column of classes', 'statement,label\na,1\nb,0', { split: 'given' }, /no column is chosen that says train or test/],
    ['one pair', 'positive,negative\na,b', {}, /1 usable pair/],
    ['no rated text', 'text,score\na,7', {}, /no usable rated text/],
  ])('%s', async (_, text, change, says) => {
    const { refused, choice } = look(text, change);
    expect(refused).toMatchObject({ message: expect.stringMatching(says) as string, hint: expect.stringMatching(/\S/) as string });
    await expect(importedSet([{ name: 'own.csv', text }], choice, inUse)).rejects.toMatchObject({ code: 'import-refused' });
  });
});

describe('texts of two classes without partners', () => {
  const rows = Array.from({ length: 8 }, (_, i) => `Ann waited for ${'xyzuvwab'[i]!} all day.,1,${i % 2 ? 'Rome' : 'Oslo'}`);
  const others = Array.from({ length: 12 }, (_, i) => `He ran on past number ${i}.,0,${i % 2 ? 'Rome' : 'Oslo'}`);
  const text = ['statement,label,city', ...rows, ...others, 'He hid.,,Rome'].join('\n');

  test('are counted, with texts of each label for the test, and can be taken', async () => {
    const { counts, refused, choice, lint } = look(text);
    expect(refused).toBeNull();
    expect(counts).toMatchObject({ rows: 21, usable: 20, leftOut: 1, train: 15, test: 5 });
    expect(lint.join(' ')).toContain('One word gives the class away');
    const { set } = await importedSet([{ name: 'own.csv', text }], choice, null);
    expect([set.pairs, set.texts!.length]).toEqual([[], 20]);
    for (const label of ['positive', 'negative'])
      for (const split of ['train', 'test']) expect(set.texts!.some((one) => one.label === label && one.split === split)).toBe(true);
    expect(set.about).toContain('20 texts of 21 rows');
  });

  test('a column becomes the groups, and is held out whole where each group has both labels', async () => {
    const { choice } = look(text);
    const byCity = { ...choice, columns: { ...choice.columns, group: 'city' }, split: 'group' as const };
    const { set } = await importedSet([{ name: 'own.csv', text }], byCity, null);
    expect(set.scenarios.map(({ title }) => title).toSorted()).toEqual(['Oslo', 'Rome']);
    const held = set.texts!.filter(({ split }) => split === 'test');
    expect(new Set(held.map(({ scenario }) => scenario)).size).toBe(1);
    const byLabel = { ...choice, columns: { ...choice.columns, group: 'label' }, split: 'group' as const };
    const refused = previewOf({ files: [{ name: 'own.csv', text }], choice: byLabel, hasSet: false }).refused;
    expect(refused?.message).toMatch(/no text of label \d is left for “(train|test)”/);
  });

  test('repeats and lengths are said of texts, not of pairs', () => {
    const again = ['statement,label', ...rows.map((row) => row.replace(/,\w+$/, '')), ...rows.map(() => 'Go.,0')].join('\n');
    const { lint } = look(again);
    expect(lint.join(' ')).toMatch(/texts stand twice in one class and split/);
    expect(lint.join(' ')).toMatch(/8 of 8 negative texts are the same text/);
    expect(lint.join(' ')).toMatch(/Length alone tells the sides apart/);
    expect(lint.join(' ')).not.toMatch(/pairs? (stand|share)/);
  });
});

test('of ten thousand bad rows the first are told, and how many there are', () => {
  const { problems, problemCount, counts } = look(`positive,negative\n${'a,\n'.repeat(10_000)}b,c\nd,e`);
  expect([problems.length, problemCount, counts.usable]).toEqual([MOST_PROBLEMS, 10_000, 2]);
});
