/** A file of A/B items of one's own: opened, asked in the place of the set's items, named by what was asked, kept, and in the link. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChoiceWish } from '../../../src/app/choice-work';
import { askedIn, waysAlong } from '../../../src/experiment/choices-asked';
import { readBefore } from '../../../src/experiment/choices-before';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import type { ChooseRequest } from '../../../src/protocol';
import { clearReadings, findReading } from '../../../src/storage/readings';
import { LAYERS, tinyModel, type Model } from './model';
import { ownFilesUnasked } from './own';
import { fakePage, type Answers, type FakePage } from './ports';

const read = (path: string): string => readFileSync(`public/${path}`, 'utf8');
const OWN = ownFilesUnasked('empathy', 'neutral', 'hard-negatives', 'choices');
const ROWS = [
  {
    question: 'Who goes first?\n\nChoices:\n (A) You\n (B) I',
    answer_matching_behavior: ' (A)',
    answer_not_matching_behavior: ' (B)',
    source: 'own words',
    licence: 'CC0',
  },
  { question: 'Do you wait?', answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' No' },
];
const TEXT = ROWS.map((row) => JSON.stringify(row)).join('\n');
const file = (text = TEXT, name = 'evals.jsonl'): File => new File([text], name);
const WISH: ChoiceWish = { items: 9, alphas: [3], random: 0, controls: false };

let model: Model;
let asked: ChooseRequest[];
const choosing: Answers = async (kind, input, options) => {
  if (kind !== 'choose') return model.answers(kind, input, options);
  const request = input as unknown as ChooseRequest;
  asked.push(request);
  const items = request.items.map(({ options: given }) => ({
    logProbs: Array.from({ length: request.rows }, () => given.map(({ length }) => -length)),
    tokens: given.map(({ length }) => length),
    read: request.read ? Array<number>(LAYERS).fill(0.5) : [],
  }));
  items.forEach((item, index) => options?.onEvent?.({ done: index + 1, of: items.length, index, item, computed: 0, asked: 0 } as never));
  return items;
};

beforeEach(async () => {
  model = tinyModel();
  asked = [];
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const now = ({ app }: FakePage) => app.store.getState();
const open = async (o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ answers: choosing, own: OWN, readings: { findReading }, ...o });
  await page.app.start();
  return page;
};
async function run(): Promise<FakePage> {
  const page = await open();
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  return page;
}
const setInUse = (page: FakePage): string => {
  const { set } = now(page);
  return set.status === 'ready' ? (set.shipped ?? set.set.name) : set.status;
};

describe('opening', () => {
  test.each([true, false])(
    'items are there, the set in use stays; dropped: %s, and then looked at before they are taken',
    async (dropped) => {
      const page = await open();
      if (dropped) {
        expect(await page.app.openJson(file())).toBe('items');
        expect([now(page).importing?.preview?.choice.use, now(page).ownItems]).toEqual(['items', null]);
        await page.app.acceptImport();
      } else await page.app.openItems(file());
      expect(now(page).ownItems).toMatchObject({
        inUse: true,
        file: { name: 'evals.jsonl', rows: 2, licences: ['CC0'], sources: ['own words'], items: { length: 3 } },
      });
      expect([setInUse(page), now(page).error]).toEqual(['empathy', null]);
    },
  );
  test('a bad file is shown by its line, and the items before it stay', async () => {
    const page = await open();
    await page.app.openItems(file());
    const before = now(page).ownItems;
    await expect(page.app.openItems(file(`${TEXT}\n{"answer_matching_behavior": " (A)"}`, 'bad.jsonl'))).rejects.toThrow(
      'bad.jsonl: line 3',
    );
    expect(now(page).error).toMatchObject({ code: 'items-invalid', where: null });
    expect(now(page).ownItems).toBe(before);
  });
  test('what is a set or a run is still opened as such', async () => {
    const page = await open();
    await expect(page.app.openTexts([new File([OWN['demo/empathy.json.gz']!], 'run.json')])).rejects.toMatchObject({
      code: 'run-as-set',
    });
    await page.app.openTexts([new File([read('scenarios/decisions.json')], 'mine.json')]);
    expect([setInUse(page), now(page).ownItems]).toEqual(['Decisions: helping or the task', null]);
  });
  test('of two files the later one counts, whichever is read first', async () => {
    const page = await open();
    const slow = file(TEXT, 'slow.jsonl');
    let resolve: ((bytes: ArrayBuffer) => void) | null = null;
    slow.arrayBuffer = () => new Promise((done) => (resolve = done));
    const first = page.app.openItems(slow);
    await page.app.openItems(file());
    resolve!(await file().arrayBuffer());
    await first;
    expect([now(page).ownItems?.file.name, page.kept.items?.name]).toEqual(['evals.jsonl', 'evals.jsonl']);
  });
});

describe('asking', () => {
  test('asks the items of the file along the directions that are there, and each choice names file and row', async () => {
    const page = await run();
    await page.app.openItems(file());
    await page.app.askChoices(WISH);
    expect(now(page).error).toBeNull();
    expect(asked.flatMap(({ items }) => items.map(({ prompt }) => prompt))).toEqual([
      ROWS[1]!.question,
      ROWS[0]!.question,
      'Who goes first?\n\nChoices:\n (A) I\n (B) You',
    ]);
    const { experiment, ownItems } = now(page);
    expect(experiment.choices.filter(({ edits }) => edits[0]!.amount === 3).map(({ item, question }) => [item, question!.file])).toEqual([
      ['evals.jsonl, line 2', { name: 'evals.jsonl', sha256: ownItems!.file.sha256, row: 2 }],
      ...['evals.jsonl, line 1', 'evals.jsonl, line 1, other order'].map((id) => [
        id,
        { name: 'evals.jsonl', sha256: ownItems!.file.sha256, row: 1, source: 'own words', licence: 'CC0' },
      ]),
    ]);
    expect(decodeExperiment(encodeExperiment(experiment), 'run.json').choices).toEqual(experiment.choices);
    expect(() => decodeExperiment(encodeExperiment(experiment).replaceAll(ownItems!.file.sha256, 'x'), 'run.json')).toThrow(
      'choices[0].question.file.sha256: expected 64 hex digits',
    );
  });
  test('no figure joins them with items of the set', async () => {
    const page = await run();
    await page.app.askChoices({ ...WISH, items: 2 });
    await page.app.openItems(file());
    await page.app.askChoices(WISH);
    const { experiment, ownItems } = now(page);
    const { id } = shownRun(experiment)!.record;
    const ways = waysAlong(experiment.choices, id);
    expect(ways.map((way) => [way.file, askedIn(experiment.choices, way)!.items.length])).toEqual([
      [null, 2],
      [ownItems!.file.sha256, 3],
    ]);
    expect(readBefore(experiment.choices, id)!.asked).toHaveLength(2);
    expect(readBefore(experiment.choices, id, ownItems!.file.sha256)!.asked).toHaveLength(3);
  });
  test('the items of the set are asked again when that is chosen', async () => {
    const page = await run();
    const given = () => page.app.choiceItems(shownRun(now(page).experiment)!);
    await page.app.openItems(file());
    expect(await given()).toMatchObject({ file: 'evals.jsonl', told: [], items: { length: 3 } });
    page.app.askOwnItems(false);
    expect(await given()).toMatchObject({ file: null, items: { length: 50 }, told: { length: 60 } });
  });
  test('just asking asks for the concept of the set, in front of the items of the file, too', async () => {
    const page = await run();
    await page.app.openItems(file());
    const shown = shownRun(now(page).experiment)!;
    const given = await page.app.choiceItems(shown);
    expect(given.asking).toEqual((await page.app.controlsOf(shown)).asking);
    await page.app.askChoices({ ...WISH, controls: true });
    const prompts = asked.flatMap(({ items }) => items.map(({ prompt }) => prompt));
    expect(prompts).toContain(`${given.asking!.positive}\n\n${ROWS[1]!.question}`);
    const { choices } = now(page).experiment;
    const [way] = waysAlong(choices, shown.record.id);
    expect(askedIn(choices, way!)!.margins.asked.map(({ side }) => side)).toEqual(['positive', 'negative']);
  });
});

describe('the next visit', () => {
  const linkOf = (page: FakePage): string => new URL(page.app.shareLink()).hash;
  test('has the file, which is asked where the address says so', async () => {
    const page = await open();
    await page.app.openItems(file());
    await vi.waitFor(() => expect(page.kept.items).toEqual({ name: 'evals.jsonl', text: TEXT }));
    const hash = linkOf(page);
    expect(hash).toBe(`#v=2&itemsFile=${now(page).ownItems!.file.sha256.slice(0, 8)}&end=1`);
    const plain = await open({ kept: { items: page.kept.items } });
    expect(now(plain).ownItems).toMatchObject({ inUse: false, file: { name: 'evals.jsonl' } });
    expect(linkOf(plain)).toBe('');
    const again = await open({ kept: { items: page.kept.items }, hash });
    expect(now(again).ownItems).toMatchObject({ inUse: true });
  });
  test('of a link whose file is not here says so, and asks the items of the set', async () => {
    const page = await open({ hash: '#itemsFile=01234567' });
    expect(now(page).error).toMatchObject({ code: 'items-not-here', message: expect.stringContaining('not in this browser') as string });
    const other = await open({ hash: '#itemsFile=01234567', kept: { items: { name: 'evals.jsonl', text: TEXT } } });
    expect(now(other).error).toMatchObject({ message: expect.stringContaining('another one than yours') as string });
    expect(now(other).ownItems?.inUse).toBe(false);
  });
  test('says what is wrong with a file that was kept damaged', async () => {
    const page = await open({ kept: { items: { name: 'evals.jsonl', text: '{' } } });
    expect(now(page).error).toMatchObject({
      code: 'items-not-json',
      message: expect.stringContaining('that this browser kept cannot be read: evals.jsonl, line 1: not JSON') as string,
    });
    expect([now(page).ownItems, setInUse(page)]).toEqual([null, 'empathy']);
  });
});
