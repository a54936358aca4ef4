/** Files of texts of a person's own: looked at, mapped, taken or not; until they are taken nothing that was open changes. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { areTexts } from '../../../src/app/endings';
import { PAPER_FILES } from '../../../src/formats/paper-results';
import { MOST_BYTES } from '../../../src/formats/import/table';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { tinyModel } from './model';
import { ownFilesUnasked } from './own';
import { fakePage, type FakePage } from './ports';

const OWN = ownFilesUnasked('empathy', 'neutral', 'hard-negatives', 'choices');
const CSV = `positive,negative\n${Array.from({ length: 8 }, (_, i) => `I wait for you ${i} times.,I leave you ${i} times.`).join('\n')}`;
const file = (text: string, name = 'own.csv'): File => new File([text], name);

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
const now = ({ app }: FakePage) => app.store.getState();
const open = async (): Promise<FakePage> => {
  const page = fakePage({ answers: tinyModel().answers, own: OWN });
  await page.app.start();
  return page;
};
const inUse = (page: FakePage): string => {
  const { set } = now(page);
  return set.status === 'ready' ? (set.shipped ?? set.set.name) : set.status;
};

test('a file is looked at, and the set in use stays until it is accepted; then it is kept', async () => {
  const page = await open();
  expect(await page.app.openTexts([file(CSV)])).toBe('looked-at');
  expect([inUse(page), now(page).importing?.preview?.counts.usable, page.kept.set]).toEqual(['empathy', 8, null]);
  await page.app.acceptImport();
  expect([inUse(page), now(page).importing]).toEqual(['own', null]);
  expect(parseScenarioSet(page.kept.set!, 'kept').pairs).toHaveLength(8);
  expect(now(page).keptSet).toMatchObject({ set: { name: 'own' } });
});

test('answers to prompts are read as answers from then on, until another set takes their place; a choice of the person stays', async () => {
  const page = await open();
  const how = () => {
    const { pooling, template } = now(page).experiment.view.capture;
    return [pooling, template];
  };
  const rows = Array.from({ length: 8 }, (_, i) => ({
    prompt: `Question ${i}?`,
    positive_response: `Yes, of course, the ${i}th time.`,
    negative_response: `No, not the ${i}th time.`,
  }));
  const answers = file(rows.map((row) => JSON.stringify(row)).join('\n'), 'answers.jsonl');
  expect(how()).toEqual(['mean-rest', false]);
  await page.app.openTexts([answers]);
  await page.app.acceptImport();
  expect([inUse(page), how()]).toEqual(['answers', ['answer', true]]);
  expect(parseScenarioSet(page.kept.set!, 'kept')).toMatchObject({ version: 2, pairs: rows.map(({ prompt }) => ({ prompt })) });
  // Without the template the prompt alone sets the answer apart.
  page.app.setCapture({ template: false });
  expect(how()).toEqual(['answer', false]);
  await page.app.openTexts([answers]);
  await page.app.acceptImport();
  expect(how()).toEqual(['answer', false]);
  await page.app.openShippedSet('empathy');
  expect(how()).toEqual(['mean-rest', false]);
  page.app.setCapture({ pooling: 'last' });
  await page.app.openTexts([answers]);
  await page.app.changeImport({ prompt: 'before' });
  await page.app.acceptImport();
  expect([how(), parseScenarioSet(page.kept.set!, 'kept').version]).toEqual([['last', false], 1]);
});

test('cancelled, nothing is as if it had been looked at', async () => {
  const page = await open();
  await page.app.openTexts([file(CSV)]);
  page.app.cancelImport();
  expect([inUse(page), now(page).importing, page.kept.set]).toEqual(['empathy', null, null]);
  await page.app.acceptImport();
  expect(inUse(page)).toBe('empathy');
});

test('what a person chooses is shown at once, and what follows from it comes with the answer; the last choice counts', async () => {
  const page = await open();
  await page.app.openTexts([file(CSV)]);
  const first = page.app.changeImport({ columns: { positive: 'negative' } });
  expect(now(page).importing).toMatchObject({ busy: true, preview: { choice: { columns: { positive: 'negative' } } } });
  const second = page.app.changeImport({ columns: { positive: 'negative', negative: 'positive' }, name: 'turned' });
  await Promise.all([first, second]);
  expect(now(page).importing).toMatchObject({ busy: false, preview: { refused: null, choice: { name: 'turned' } } });
  await page.app.acceptImport();
  const { set } = now(page);
  expect(set.status === 'ready' && [set.set.name, set.set.pairs[0]!.positive]).toEqual(['turned', 'I leave you 0 times.']);
});

describe('a bad file is said, and what was open stays', () => {
  test.each([
    ['no texts', file(''), 'import-unreadable', /own.csv: there is no text in it/],
    ['broken JSON', file('[{"positive":', 'a.json'), 'import-unreadable', /a.json.*not JSON/],
    ['bytes that are no text', new File([new Uint8Array([112, 44, 255, 254, 10])], 'b.csv'), 'not-utf8', /b.csv is not UTF-8 text/],
    ['a workbook', new File([new Uint8Array([0x50, 0x4b, 3, 4, 0])], 'c.xlsx'), 'not-a-text', /c.xlsx is a workbook/],
    [
      'two gigabytes, which are not read',
      Object.defineProperty(file('x', 'huge.csv'), 'size', { value: 2e9 }),
      'import-unreadable',
      /huge.csv has 2.0 GB.*at most 64 MB/,
    ],
  ])('%s', async (_, bad, code, message) => {
    const page = await open();
    await page.app.openTexts([file(CSV, 'before.csv')]);
    const before = now(page).importing;
    await expect(page.app.openTexts([bad])).rejects.toMatchObject({ code });
    expect(now(page).error).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect([now(page).importing, inUse(page)]).toEqual([before, 'empathy']);
    expect(MOST_BYTES).toBe(64e6);
  });

  test('what cannot be taken is not taken', async () => {
    const page = await open();
    await page.app.openTexts([file('statement,label\na,1\nb,0')]);
    expect(now(page).importing?.preview?.refused?.message).toContain('1 usable text of label 1');
    await page.app.acceptImport();
    expect([inUse(page), now(page).importing === null]).toEqual(['empathy', false]);
  });
});

test('pairs that a model wrote come back as the file in which the lab took them home: by button, dropped and pasted, one line or many', async () => {
  const line = (i: number): string =>
    JSON.stringify({
      ...{ scenario_id: `s${i % 2}`, scenario_title: `T${i % 2}` },
      ...{ empathic_text: `I wait until he has counted it, ${i}.`, non_empathic_text: `I rush past the man, ${i}.` },
      ...{ source_model: 'm', run_id: 0, generated_at: '2026-11-29T13:20:25.188Z', format: 'eia-lab/written-pairs/1', source_host: null },
      ...{ empathic_instruction: 'a', non_empathic_instruction: 'b', temperature: 0.8, seed: i, edited: false, accepted: true },
    });
  const text = [1, 2, 3, 4, 5].map((i) => `${line(i)}\n`).join('');
  const page = await open();
  const usable = () => now(page).importing?.preview?.counts.usable;
  for (const [json, rows] of [
    [text, 5],
    [line(1), 1],
  ] as const) {
    const own = file(json, 'patience.written.jsonl');
    expect([await page.app.openTexts([own]), usable()]).toEqual(['looked-at', rows]);
    page.app.cancelImport();
    expect([await page.app.openJson(own), usable()]).toEqual(['texts', rows]);
    page.app.cancelImport();
    expect([await page.app.pasteTexts(json), usable()]).toEqual(['looked-at', rows]);
    page.app.cancelImport();
  }
  // A set that is cut is still the lab's own.
  await expect(page.app.openTexts([file('{"format":"eia-lab/scenarios","version":1,', 'cut.json')])).rejects.toMatchObject({
    code: 'scenario-not-json',
  });
});

test('a result file of the paper is told by its fields when it is dropped, and has no texts where texts come in', async () => {
  const page = await open();
  for (const name of PAPER_FILES) {
    const results = file(readFileSync(`tests/fixtures/paper/${name}`, 'utf8'), name);
    expect(await page.app.openJson(results)).toBe('results');
    await expect(page.app.openTexts([results])).rejects.toMatchObject({
      message: `${name} is a result file of the paper: it has no texts.`,
    });
  }
});

test('what is dropped where texts come in is told by the page where it is no text by its ending, or one JSON file', () => {
  for (const names of [['a.csv'], ['positive.txt', 'negative.txt'], ['a.json', 'b.jsonl'], ['notes'], ['a.csv.gz']])
    expect(areTexts(names), names.join()).toBe(true);
  for (const names of [['a.json'], ['v.npy'], ['a.csv', 'v.pt'], ['act.safetensors', 'manifest.json'], ['v.gguf'], ['model.zip']])
    expect(areTexts(names), names.join()).toBe(false);
});

test('rated texts come beside the pairs of the set in use', async () => {
  const page = await open();
  await page.app.openTexts([file('text,score\nI stopped and called for help.,2\nI went on with the race.,0')]);
  await page.app.acceptImport();
  const { set } = now(page);
  expect(set.status === 'ready' && [set.shipped, set.set.scored.length, set.set.pairs.length > 10]).toEqual([null, 2, true]);
});

test('rated texts on which the set in use finds its direction are said before they are taken, whatever was chosen before', async () => {
  const page = await open();
  const { set } = now(page);
  if (set.status !== 'ready') throw new Error(set.status);
  const text = set.set.pairs.find(({ split }) => split === 'train')!.positive;
  const said = () => now(page).importing?.preview?.lint.filter((one) => one.includes('is one of the training texts')).length;
  await page.app.openTexts([file(JSON.stringify([{ text, mark: 2, score: 'x' }]), 'rated.json')]);
  expect(said()).toBe(0);
  await page.app.changeImport({ columns: { text: 'text', score: 'mark' } });
  expect(said()).toBe(1);
});

test('A/B items become items to choose in, or pairs', async () => {
  const row = (name: string) => ({
    question: `Do you wait for ${name}?`,
    answer_matching_behavior: ' Yes',
    answer_not_matching_behavior: ' No',
  });
  const items = file(['A', 'B', 'C'].map((name) => JSON.stringify(row(name))).join('\n'), 'evals.jsonl');
  const page = await open();
  await page.app.openTexts([items]);
  await page.app.acceptImport();
  expect([inUse(page), now(page).ownItems?.file.rows, now(page).importing]).toEqual(['empathy', 3, null]);
  await page.app.openTexts([items]);
  await page.app.changeImport({ use: 'pairs' });
  await page.app.acceptImport();
  const { set } = now(page);
  expect(set.status === 'ready' && set.set.pairs[0]!.positive).toBe('Do you wait for A?\n\n Yes');
});

describe('of A/B items those are asked that the preview counts', () => {
  const row = (name: string, over: object = {}) =>
    JSON.stringify({
      question: `Do you wait for ${name}?`,
      answer_matching_behavior: ' Yes',
      answer_not_matching_behavior: ' No',
      ...over,
    });
  const csv = (head: string): string => `${head}\nDo you wait?, Yes, No\nDo you stop?, Yes, No\nDo you ask?, Yes,\n`;
  const AB = 'question,answer_matching_behavior,answer_not_matching_behavior';

  test.each<[string, File[], [usable: number, leftOut: number], string, string[]]>([
    ['one file', [file(`${row('A')}\n${row('B')}`, 'a.jsonl')], [2, 0], 'a.jsonl', ['a.jsonl, line 1', 'a.jsonl, line 2']],
    [
      'bad rows, which are left out by their numbers',
      [
        file(
          [row('A'), row('B', { question: '' }), row('C', { answer_not_matching_behavior: ' Yes, I do' }), '', row('D')].join('\n'),
          'a.jsonl',
        ),
      ],
      [2, 2],
      'a.jsonl (2 of 4 rows)',
      ['a.jsonl (2 of 4 rows), line 1', 'a.jsonl (2 of 4 rows), line 5'],
    ],
    [
      'two files, both of them',
      [file(`${row('A')}\n${row('B')}`, 'a.jsonl'), file(`[${row('C')},${row('D')}]`, 'b.json')],
      [4, 0],
      'a.jsonl + b.json',
      [1, 2, 3, 4].map((line) => `a.jsonl + b.json, line ${line}`),
    ],
    ['CSV', [file(csv(AB), 'a.csv')], [2, 1], 'a.csv (2 of 3 rows)', ['a.csv (2 of 3 rows), line 2', 'a.csv (2 of 3 rows), line 3']],
    ['an empty source', [file(row('A', { source: '' }), 'a.json')], [1, 0], 'a.json', ['a.json, row 1']],
  ])('%s', async (_, files, [usable, leftOut], name, ids) => {
    const page = await open();
    await page.app.openTexts(files);
    const { counts, problems, refused } = now(page).importing!.preview!;
    expect([counts.usable, counts.leftOut, new Set(problems.map(({ row: at }) => at)).size, refused]).toEqual([
      usable,
      leftOut,
      leftOut,
      null,
    ]);
    await page.app.acceptImport();
    const own = now(page).ownItems!.file;
    expect([now(page).error, own.rows, own.name, own.items.map(({ id }) => id)]).toEqual([null, usable, name, ids]);
  });

  test('columns of other names are mapped by hand; without them, or without a row, nothing is taken', async () => {
    const page = await open();
    await page.app.openTexts([file(csv('ask,one,other'), 'a.csv')]);
    await page.app.changeImport({ use: 'items' });
    expect(now(page).importing?.preview?.refused?.message).toContain('no column is chosen as the question and the matching answer');
    await page.app.changeImport({ columns: { prompt: 'ask', positive: 'one', negative: 'other' } });
    await page.app.acceptImport();
    expect(now(page).ownItems?.file.items.map(({ prompt, options }) => [prompt, ...options.map(({ text }) => text)])).toEqual([
      ['Do you wait?', ' Yes', ' No'],
      ['Do you stop?', ' Yes', ' No'],
    ]);
    await page.app.openTexts([file(row('A', { question: ' ' }), 'none.json')]);
    expect(now(page).importing?.preview?.refused?.message).toBe('none.json has no usable item.');
  });
});

test('a file of the lab’s own is opened as such, and texts dropped as JSON are looked at', async () => {
  const page = await open();
  expect(await page.app.openTexts([file(OWN['scenarios/empathy.json']!.replace('"name": "', '"name": "My '), 'mine.json')])).toBe('opened');
  expect([inUse(page).startsWith('My '), now(page).importing]).toEqual([true, null]);
  expect(await page.app.openJson(file('[{"positive":"a","negative":"b"}]', 'a.json'))).toBe('texts');
  expect(now(page).importing?.preview?.layout.id).toBe('pairs');
  expect(await page.app.pasteTexts('I stayed with her.\tI went.\nWe waited long.\tWe left.')).toBe('looked-at');
  expect(now(page).importing?.preview).toMatchObject({ columns: ['column 1', 'column 2'], counts: { usable: 2 } });
});
