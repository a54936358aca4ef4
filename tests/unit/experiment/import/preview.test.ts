/** What is shown of files before they are taken, and what each choice of a person changes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importedSet, MOST_PROBLEMS, previewOf, type ImportPreview } from '../../../../src/experiment/import/preview';
import type { ImportChoice } from '../../../../src/formats/import/choice';
import { parseScenarioSet } from '../../../../src/formats/scenario-set';

const inUse = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const look = (text: string, change: Partial<ImportChoice> = {}, name = 'own.csv'): ImportPreview => {
  const first = previewOf({ files: [{ name, text }], choice: null, inUse });
  return previewOf({ files: [{ name, text }], choice: { ...first.choice, ...change }, inUse });
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

test('bad rows stand in the order of the file, whatever is wrong with them', () => {
  const { problems } = look(['positive,negative', 'a,b', 'alone,', 'a,b,c', 'same,same', ',', 'x,y,z', 'c,d'].join('\n'));
  expect(problems.map(({ row }) => row)).toEqual(['row 3', 'row 4', 'row 5', 'row 7']);
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

describe('what a file says and its rows do not have is said', () => {
  const answer = (i: number, over: object = {}) =>
    JSON.stringify({ prompt: `Question ${i}?`, positive_response: `Yes, gladly, ${i}.`, negative_response: `Not now, ${i}.`, ...over });
  const lint = (text: string, change: Partial<ImportChoice> = {}, name = 'own.jsonl'): string[] => [...look(text, change, name).lint];
  const of = (rows: readonly string[]): string => rows.join('\n');

  test('rows without a prompt, where others have one; none where prompts are left out', () => {
    const text = of([answer(1), answer(2, { prompt: '' }), answer(3), answer(4, { prompt: null })]);
    const says = 'There is no prompt in 2 rows: line 2, line 4. Their texts are read alone, those of the others behind a prompt.';
    expect(lint(text)).toContain(says);
    expect(lint(text, { prompt: 'out' })).not.toContain(says);
    expect(lint(of([1, 2].map((i) => answer(i, { prompt: '' })))).filter((one) => one.includes('no prompt'))).toEqual([]);
  });
  test('the same of labelled texts, whose prompt that is no text leaves its row out', () => {
    const row = (i: number, prompt: unknown) => JSON.stringify({ prompt, statement: `Ann waits, ${i}.`, label: i % 2 });
    const text = of([row(1, 'Does she?'), row(2, ''), row(3, ['Does she?']), row(4, 'And then?')]);
    const { lint: said, counts, problems } = look(text, {}, 'own.jsonl');
    expect(said).toContain('There is no prompt in 1 row: line 2. Their texts are read alone, those of the others behind a prompt.');
    expect([counts.usable, problems.map(({ row: at, field }) => [at, field])]).toEqual([3, [['line 3', 'prompt']]]);
  });
  test('conversations of which a part is read', () => {
    const said = (role: string, content: string) => ({ role, content });
    const row = (before: object[], i: number) =>
      JSON.stringify({
        chosen: [...before, said('user', `What now, ${i}?`), said('assistant', `Stay with me, ${i}.`)],
        rejected: [said('user', `What now, ${i}?`), said('assistant', `Go away, ${i}.`)],
      });
    const text = of([row([], 1), row([said('system', 'Be brief.')], 2), row([said('user', 'Hi.'), said('assistant', 'Oh.')], 3)]);
    expect(lint(text)[0]).toBe(
      'Conversations with a system message, or with answers before the last, are read in part, in 2 rows: line 2, line 3. The prompt is what the user said, the answer the last message; all else is left out.',
    );
    expect(lint(of([row([], 1), row([], 2)])).filter((one) => one.includes('Conversations'))).toEqual([]);
    const files = ['a.jsonl', 'b.jsonl'].map((name) => ({ name, text }));
    expect(previewOf({ files, choice: null, inUse: null }).lint[0]).toContain(
      'in 4 rows: a.jsonl, line 2, a.jsonl, line 3, b.jsonl, line 2, and 1',
    );
  });
  test('texts of two files that stand on different lines', () => {
    const files = [
      { name: 'positive.txt', text: 'A\nB\nC' },
      { name: 'negative.txt', text: 'a\n\nb\nc' },
    ];
    expect(previewOf({ files, choice: null, inUse: null }).lint[0]).toContain('line 2 with line 3 for one');
  });
  test('a side of several answers, of which the first is taken', () => {
    const row = (i: number, no: unknown) =>
      JSON.stringify({ question: `Stop, ${i}?`, answer_matching_behavior: ' Yes', answer_not_matching_behavior: no });
    const text = of([row(1, ' No'), row(2, [' No', ' Never']), row(3, [' No'])]);
    const says = 'A side has several answers in 1 row: line 2. The first of each is taken.';
    expect(lint(text, { use: 'pairs' })).toContain(says);
    expect(lint(text)).not.toContain(says);
  });
  test('rows without a group, and ids that do not name each row', () => {
    const text = 'positive,negative,group,id\nI stay a,I go a,g1,1\nI stay b,I go b,,1\nI stay c,I go c,g2,2';
    const found = lint(text, {}, 'own.csv');
    expect(found).toContain('There is no group in 1 row: row 3. Together they are taken for one group.');
    expect(found).toContain('Rows go by their numbers and not by their ids: an id is missing, or stood before, in 1 row: row 3.');
    expect(lint(text.replace(',,1', ',g1,3'), {}, 'own.csv').filter((one) => /group in|their ids/.test(one))).toEqual([]);
  });
  test('A/B items: the same one again, by its row', () => {
    const row = (i: number) =>
      JSON.stringify({
        question: `Do you stop ${i} times?\n (A) stop\n (B) go on`,
        answer_matching_behavior: ' (A)',
        answer_not_matching_behavior: ' (B)',
      });
    expect(lint(of([1, 1, 2].map(row)))).toEqual([
      'line 2 and line 2 (other order): the same prompt and options as an earlier item. It weighs double; leave one out.',
    ]);
    expect(lint(of([1, 2, 3].map(row)))).toEqual([]);
    const csv = 'question,answer_matching_behavior,answer_not_matching_behavior\nDo you wait?, Yes, Not with these people around me';
    expect(lint(csv, {}, 'own.csv')[0]).toMatch(/^row 2: the options of one side are more than 1.5 times as long/);
  });
});

test('licence and source are those of the rows that are used; of all while none can be', async () => {
  const text = CSV.replace('only one side,,g1,CC0,me', 'only one side,,g1,GPL,you');
  const found = look(text);
  expect([found.licences, found.sources]).toEqual([['CC0'], ['me']]);
  const { set } = await importedSet([{ name: 'own.csv', text }], found.choice, null);
  expect([set.licence, set.about.includes('you')]).toEqual(['CC0', false]);
  expect(look(text, { columns: { licence: 'licence' } }).licences).toEqual(['CC0', 'GPL']);
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
    const refused = previewOf({ files: [{ name: 'own.csv', text }], choice: byLabel, inUse: null }).refused;
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

describe('rated texts that are training texts of the set in use', () => {
  const ofSplit = (split: 'train' | 'test') => inUse.pairs.filter((pair) => pair.split === split);
  const json = (texts: readonly string[], more: object = {}) => JSON.stringify(texts.map((text, i) => ({ text, score: i % 3, ...more })));
  const said = (text: string, change: Partial<ImportChoice> = {}) =>
    look(text, change, 'rated.json').lint.filter((one) => one.includes('training texts'));
  const train = ofSplit('train');
  const texts = train.slice(0, 6).flatMap(({ positive, negative }) => [positive, ` ${negative}\n`]);

  test('are named, with the pair', () =>
    expect(said(json(texts))).toEqual([
      `A rated text is one of the training texts: row 1 (in pair ${train[0]!.id}), row 2 (in pair ${train[0]!.id}), row 3 (in pair ${train[1]!.id}), and 9 more. The direction was found on it, so that its score says nothing of new texts.`,
    ]));
  test('test texts are none, nor is an answer to a prompt that is none in the set', () => {
    expect(said(json(ofSplit('test').map(({ positive }) => positive)))).toEqual([]);
    expect(said(json(texts, { prompt: 'What do you do?' }))).toEqual([]);
    expect(said(json(texts, { prompt: 'What do you do?' }), { prompt: 'out' })).toHaveLength(1);
  });
  test('nor are texts beside no set, and those of a set without partners are found', () => {
    const files = [{ name: 'rated.json', text: json(texts) }];
    expect(previewOf({ files, choice: null, inUse: null }).lint.join()).not.toContain('training texts');
    const lone = texts.map((text, i) => ({ id: `t${i}`, scenario: 's', split: 'train' as const, label: 'positive' as const, text }));
    expect(previewOf({ files, choice: null, inUse: { pairs: [], texts: lone } }).lint.join()).toContain('row 1 (in text t0)');
  });
});
