/** Asking choices: what is asked of the model, what the experiment keeps, what a stop and another experiment leave. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { controlsLeftOut } from '../../../src/app/asking';
import type { ChoiceWish } from '../../../src/app/choice-work';
import { originsAmong } from '../../../src/app/state';
import { beside } from '../../../src/app/state-updates';
import { vectorActions } from '../../../src/app/vector-actions';
import type { Edit } from '../../../src/experiment/answer';
import { bandWithin } from '../../../src/experiment/blocks';
import { rowName } from '../../../src/experiment/choice-plan';
import { askedIn, waysAlong } from '../../../src/experiment/choices-asked';
import { readBefore } from '../../../src/experiment/choices-before';
import { isFromFile } from '../../../src/experiment/directions';
import { merged } from '../../../src/experiment/merge';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { writeNpy } from '../../../src/formats/vectors/npy';
import { choicesReport } from '../../../src/lab/report/choices';
import { steerRows, steerVector } from '../../../src/lab/units';
import type { ChooseRequest } from '../../../src/protocol';
import { clearReadings, findReading } from '../../../src/storage/readings';
import { info, LAYERS, tinyModel, WIDTH, type Model } from './model';
import { ownFilesUnasked } from './own';
import { fakePage, type Answers, type FakePage, keptText } from './ports';
import { RECORDING } from '../../recording';

const read = (path: string): string => readFileSync(`public/${path}`, 'utf8');
const OWN = ownFilesUnasked('empathy', 'neutral', 'hard-negatives', 'choices');
const WISH: ChoiceWish = { items: 2, alphas: [-3, 3], random: 0, controls: false };

let model: Model;
let asked: ChooseRequest[];
/** After each item. */
let between: () => void;

/** Leans to the first option by what is pushed in all, and by how long the prompt is. */
const choosing: Answers = async (kind, input, options) => {
  if (kind !== 'choose') return model.answers(kind, input, options);
  const request = input as unknown as ChooseRequest;
  asked.push(request);
  const row = (at: number): number => {
    const { steer, rows } = request;
    let sum = 0;
    for (let layer = 0; layer < LAYERS; layer++) for (let i = 0; i < WIDTH; i++) sum += steer[(layer * rows + at) * WIDTH + i]!;
    return sum;
  };
  const items = request.items.map(({ prompt, options: given }) => ({
    logProbs: Array.from({ length: request.rows }, (_, at) => given.map((_, i) => -100 + (i === 0 ? row(at) + prompt.length / 1000 : 0))),
    tokens: given.map(({ length }) => length),
    read: request.read ? Array<number>(LAYERS).fill(0.5) : [],
  }));
  // The last item first: in which order they are read is the worker's choice.
  for (const [done, index] of [...items.keys()].reverse().entries()) {
    options?.onEvent?.({ done: done + 1, of: items.length, index, item: items[index]!, computed: 0, asked: 0 } as never);
    between();
    if (options?.signal?.aborted) throw Object.assign(new Error('Stopped.'), { code: 'cancelled', hint: '' });
  }
  return items;
};

beforeEach(async () => {
  model = tinyModel();
  asked = [];
  between = () => undefined;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const now = ({ app }: FakePage) => app.store.getState();
async function run(own: Record<string, string> = OWN): Promise<FakePage> {
  const page = fakePage({ answers: choosing, own, readings: { findReading } });
  await page.app.start();
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  return page;
}
const amounts = ({ app }: FakePage): string[] =>
  app.store.getState().experiment.choices.map(({ edits, control }) => rowName({ amount: edits[0]!.amount, ...(control && { control }) }));

describe('asking', () => {
  test('keeps each item under each push, and its file opens again', async () => {
    const page = await run();
    await page.app.askChoices(WISH);
    expect(now(page).error).toBeNull();
    expect(amounts(page)).toEqual(['[0]', '[-3]', '[3]', '[0]', '[-3]', '[3]']);
    const { experiment } = now(page);
    const shown = shownRun(experiment)!;
    const [way] = waysAlong(experiment.choices, shown.record.id);
    const { margins, items } = askedIn(experiment.choices, way!)!;
    expect(new Set(items.map(({ scenario }) => scenario)).size).toBe(2);
    expect(choicesReport(margins).strengths.map(({ alpha, effect }) => [alpha, effect.items.length])).toEqual([
      [-3, 2],
      [3, 2],
    ]);
    expect(experiment.choices.map(({ read }) => read !== null)).toEqual([true, false, false, true, false, false]);
    expect(decodeExperiment(encodeExperiment(experiment), 'run.json').choices).toEqual(experiment.choices);
  });

  test('sends the items of a row in one call, by name; each record is of its own item', async () => {
    const page = await run();
    await page.app.askChoices(WISH);
    expect(asked).toHaveLength(1);
    const { choices } = now(page).experiment;
    const { items } = await page.app.choiceItems(shownRun(now(page).experiment)!);
    expect(asked[0]!.items.map(({ name }) => name)).toEqual([choices[3]!.item, choices[0]!.item]);
    for (const { item, question, logProbs, edits } of choices) {
      const { prompt } = items.find(({ id }) => id === item)!;
      expect(question!.prompt).toBe(prompt);
      if (edits[0]!.amount === 0) expect(logProbs[0]).toBeCloseTo(-100 + prompt.length / 1000, 6);
    }
  });

  test('is kept in this browser', async () => {
    const page = await run();
    await page.app.askChoices(WISH);
    await vi.waitFor(async () => expect(JSON.parse(await keptText(page))).toMatchObject({ choices: { length: 6 } }));
  });

  test('a contradiction between edits is refused before anything is asked, what is to stand without them as well', async () => {
    const page = await run();
    const { record } = shownRun(now(page).experiment)!;
    const ablate: Edit = { op: 'ablate', directions: record.id, band: [0, LAYERS - 1], amount: 0, unit: 'raw', when: 'all' };
    page.app.setEdits([ablate, { ...ablate, op: 'set', amount: 2 }]);
    await page.app.askChoices(WISH);
    expect(now(page).error?.message).toContain('edits[1]: at block 0 the projection would have to be at least 2 and at most 0');
    expect([asked, now(page).experiment.choices, now(page).choose.status]).toEqual([[], [], 'idle']);
  });

  test('edits go with every row, once nothing at all is done; what is read before a choice stays that of the model left alone', async () => {
    const page = await run();
    const { record } = shownRun(now(page).experiment)!;
    const cap: Edit = { op: 'cap', directions: record.id, band: [0, LAYERS - 1], amount: 1, unit: 'raw', when: 'all' };
    page.app.setEdits([cap]);
    const wish = { ...WISH, items: 1, random: 1 };
    await page.app.askChoices(wish);
    expect(now(page).error).toBeNull();
    expect(asked.map(({ alphas, clamps, read: along }) => [alphas, clamps?.count ?? 0, along !== null])).toEqual([
      [[0], 0, true],
      [[0, -3, 3, 3], 1, false],
    ]);
    const { experiment } = now(page);
    const { edits } = experiment.view;
    expect(experiment.choices.map((one) => [one.edits[0]!.amount, one.edits.slice(1), one.read !== null])).toEqual([
      [0, [], true],
      ...[0, -3, 3, 3].map((alpha) => [alpha, edits, false]),
    ]);
    const ways = waysAlong(experiment.choices, record.id);
    expect(ways.map((way) => way.edits)).toEqual([edits]);
    expect(choicesReport(askedIn(experiment.choices, ways[0]!)!.margins)).toMatchObject({
      edits: { mean: 0, items: [0] },
      strengths: [{ alpha: -3 }, { alpha: 3 }],
    });
    expect(readBefore(experiment.choices, record.id)!.records).toEqual([experiment.choices[0]!.id]);
    expect(decodeExperiment(encodeExperiment(experiment), 'run.json').choices).toEqual(experiment.choices);
    await page.app.askChoices(wish);
    expect([asked.length, now(page).choose]).toMatchObject([2, { note: 'All of this was asked before.' }]);
    // Without them it is another way, of which the row without anything is there.
    page.app.setEdits([]);
    await page.app.askChoices({ ...wish, random: 0 });
    expect(asked.slice(2).map(({ alphas }) => alphas)).toEqual([[-3, 3]]);
    expect(waysAlong(now(page).experiment.choices, record.id).map((way) => way.edits.length)).toEqual([1, 0]);
  });

  test('pushes as steering would, along the directions that are shown', async () => {
    const page = await run();
    await page.app.askChoices(WISH);
    const { directions } = shownRun(now(page).experiment)!;
    const { band, unit } = now(page).experiment.view.steering;
    expect(asked[0]).toMatchObject({ rows: 3, template: true, alphas: [0, -3, 3], read: directions.data });
    expect(asked[0]!.steer).toEqual(steerRows(directions, { band: [Math.min(band[0], 1), 1], alphas: [0, -3, 3], unit }));
  });

  test('controls: asked in words, shuffled labels, random directions as long at each block', async () => {
    const page = await run();
    await page.app.askChoices({ ...WISH, items: 1, random: 2, controls: true });
    const { asking } = await page.app.choiceItems(shownRun(now(page).experiment)!);
    expect(amounts(page)).toEqual([
      ...['[0]', '[-3]', '[3]', '[-3,"shuffled",1]', '[3,"shuffled",1]', '[3,"random",1,"turned"]', '[3,"random",2,"turned"]'],
      ...(['positive', 'negative'] as const).map((side) => JSON.stringify([0, 'asked', side, asking![side]])),
    ]);
    expect(asked.map(({ items }) => items[0]!.prompt.split('\n\n')[0])).toEqual([
      asked[0]!.items[0]!.prompt,
      asking!.positive,
      asking!.negative,
    ]);
    const { steer, rows } = asked[0]!;
    const norm = (row: number, layer: number): number =>
      Math.hypot(...steer.subarray((layer * rows + row) * WIDTH, (layer * rows + row + 1) * WIDTH));
    for (const control of [4, 5, 6])
      for (let layer = 0; layer < LAYERS; layer++) expect(norm(control, layer)).toBeCloseTo(norm(2, layer), 4);
    expect(norm(2, 1)).toBeGreaterThan(0);
  });

  test('another concept of the same model stands in, where there is one', async () => {
    const page = await run({ ...OWN, 'scenarios/honesty.json': read('scenarios/honesty.json') });
    const { record } = shownRun(now(page).experiment)!;
    const empathy = now(page).experiment.view.analysis!;
    await page.app.openShippedSet('honesty');
    await page.app.runExperiment();
    const other = shownRun(now(page).experiment)!.record;
    page.app.showAnalysis(empathy);
    await page.app.askChoices({ ...WISH, items: 1, controls: true });
    const { choices, directions } = now(page).experiment;
    expect(choices.flatMap(({ control }) => (control?.kind === 'other' ? [control.directions] : []))).toEqual([other.id, other.id]);
    expect(choices.every(({ edits }) => edits[0]!.directions === record.id)).toBe(true);
    expect(directions.map(({ id }) => id)).toContain(other.id);
    expect(askedIn(choices, waysAlong(choices, shownRun(now(page).experiment)!.record.id)[0]!)!.others).toEqual([other.id]);
  });

  test('directions from a file stand in, with the lengths of those on show', async () => {
    const page = await run();
    const vectors = vectorActions(page.app);
    const data = Float32Array.from({ length: LAYERS * WIDTH }, (_, i) => 1 + (i % 3));
    await vectors.openVectors([new File([writeNpy({ shape: [LAYERS, WIDTH], data })], 'calm.npy')]);
    await vectors.acceptVectors();
    const other = now(page).experiment.directions.find(isFromFile)!;
    await page.app.askChoices({ ...WISH, items: 1, controls: true });
    const { choices } = now(page).experiment;
    expect(choices.flatMap(({ control }) => (control?.kind === 'other' ? [control.directions] : []))).toEqual([other.id, other.id]);
    const { directions } = shownRun(now(page).experiment)!;
    const [first, last] = bandWithin(now(page).experiment.view.steering.band, LAYERS);
    const push = steerVector({ ...directions, data: other.data }, { band: [first, last], alpha: 3, unit: 'separation' });
    const pushed = asked.flatMap(({ steer, rows }) =>
      Array.from({ length: rows }, (_, row) =>
        Array.from({ length: LAYERS }, (_, layer) =>
          Array.from(steer.slice((layer * rows + row) * WIDTH, (layer * rows + row + 1) * WIDTH)),
        ).flat(),
      ),
    );
    expect(pushed).toContainEqual(Array.from(push));
  });
});

test('the paraphrases are asked without a push, and each is read before it is answered', async () => {
  const page = await run();
  await page.app.askChoices({ ...WISH, told: true, alphas: [] });
  const { choices } = now(page).experiment;
  expect(new Set(amounts(page))).toEqual(new Set(['[0]']));
  expect([choices.length, choices.every(({ read, question }) => read && question?.urgency)]).toEqual([60, true]);
  expect(readBefore(choices, shownRun(now(page).experiment)!.record.id)!.asked).toHaveLength(60);
  expect(waysAlong(choices, shownRun(now(page).experiment)!.record.id)).toEqual([]);
});

describe('asking again', () => {
  test('goes on from what is there', async () => {
    const page = await run();
    await page.app.askChoices(WISH);
    await page.app.askChoices(WISH);
    expect([asked.length, now(page).choose]).toMatchObject([1, { status: 'idle', note: 'All of this was asked before.' }]);
    await page.app.askChoices({ ...WISH, items: 3, alphas: [-3, 1, 3] });
    expect(amounts(page).slice(6)).toEqual(['[1]', '[1]', '[0]', '[-3]', '[1]', '[3]']);
  });
  test('after a stop, too: what was asked stays', async () => {
    const page = await run();
    between = () => page.app.stopChoices();
    await page.app.askChoices({ ...WISH, items: 3 });
    expect(asked[0]!.items).toHaveLength(3);
    expect([amounts(page).length, now(page).error, now(page).choose]).toMatchObject([
      3,
      null,
      { status: 'idle', note: expect.stringContaining('Stopped') as string },
    ]);
    between = () => undefined;
    await page.app.askChoices({ ...WISH, items: 3 });
    expect(amounts(page)).toHaveLength(9);
  });
});

describe('what may not be mixed up', () => {
  test('another experiment that is opened meanwhile gets nothing', async () => {
    const page = await run();
    let recording: Promise<void> | undefined;
    between = () => void (recording ??= page.app.showRecording());
    await page.app.askChoices({ ...WISH, items: 4 });
    await recording;
    await page.app.askChoices(WISH);
    expect(now(page).experiment.choices).toEqual([]);
    expect(now(page).error?.code).toBe('other-model');
  });
  test('a model that takes the other’s place meanwhile is asked nothing', async () => {
    const page = await run();
    between = () => page.app.store.setState({ model: { status: 'ready', info: info({ graphHash: 'another' }) } });
    // More rows than one call has.
    await page.app.askChoices({ ...WISH, random: 6 });
    expect([asked.length, amounts(page).length]).toEqual([1, 16]);
  });
});

describe('what is refused', () => {
  test('without a model or with that of others', async () => {
    const page = fakePage({ answers: choosing, own: OWN });
    await page.app.start();
    await page.app.askChoices(WISH);
    expect([now(page).error?.code, now(page).choose.status]).toEqual(['no-model', 'idle']);
    await page.app.loadModel('tiny');
    await page.app.askChoices(WISH);
    expect(now(page).error?.code).toBe('other-model');
  });
  test('without the file of items, which is asked for again', async () => {
    const { 'scenarios/choices.json': choices, ...own } = OWN as Record<string, string>;
    const page = await run(own);
    await page.app.askChoices(WISH);
    expect(now(page).error).toMatchObject({ code: 'network', message: expect.stringContaining('scenarios/choices.json') as string });
    own['scenarios/choices.json'] = choices!;
    await page.app.askChoices(WISH);
    expect(now(page).experiment.choices).toHaveLength(6);
  });
});

test('a run whose texts are gone leaves out shuffled labels, and says so', async () => {
  const page = await run();
  await clearReadings();
  await page.app.askChoices({ ...WISH, items: 1, controls: true });
  expect(amounts(page).filter((name) => /shuffled|asked/.test(name))).toHaveLength(2);
  expect(now(page).choose).toMatchObject({ note: expect.stringContaining('shuffled labels is left out') as string });
  // Another concept, too, is never left out without a word.
  expect(now(page).choose).toMatchObject({ note: expect.stringContaining('Another concept is left out') as string });
});

describe('the sentences that just ask', () => {
  const askingOf = (id: string): unknown => (JSON.parse(read(`scenarios/${id}.json`)) as { asking: unknown }).asking;
  test('are those of the set, and fit its concept', async () => {
    const page = await run({ ...OWN, 'scenarios/honesty.json': read('scenarios/honesty.json') });
    await page.app.openShippedSet('honesty');
    await page.app.runExperiment();
    const { asking } = await page.app.choiceItems(shownRun(now(page).experiment)!);
    expect(asking).toEqual(askingOf('honesty'));
    expect(asking).not.toEqual(askingOf('empathy'));
  });
  test('of a shipped set that was recorded without any are those that it has today', async () => {
    const page = await run();
    const shown = shownRun(now(page).experiment)!;
    const set = { ...shown.set.set, asking: undefined };
    expect((await page.app.choiceItems({ ...shown, set: { ...shown.set, set } })).asking).toEqual(askingOf('empathy'));
  });
  test('are left out where a set of one’s own has none, and that is said', async () => {
    const page = await run();
    const shown = shownRun(now(page).experiment)!;
    const set = { ...shown.set.set, asking: undefined };
    const given = await page.app.choiceItems({ ...shown, set: { ...shown.set, set: { ...set, id: 'mine', name: 'Mine' } } });
    expect(given.asking).toBeNull();
    expect(controlsLeftOut(given, 'Mine')).toEqual([
      'Just asking is left out: the set “Mine” has no sentences that ask for its sides (asking: { positive, negative } in its file).',
    ]);
    expect(controlsLeftOut({ texts: false, asking: { positive: 'a', negative: 'b' } }, 'Mine')).toEqual([
      expect.stringContaining('shuffled labels is left out'),
    ]);
  });
});

describe('where choices come from', () => {
  const from = (page: FakePage): string[] => {
    const { experiment, origins } = now(page);
    const [way] = waysAlong(experiment.choices, shownRun(experiment)!.record.id);
    return originsAmong(origins, askedIn(experiment.choices, way!)!.records);
  };
  test('those of the recording are recorded, whatever is loaded; and what was read before them, too', async () => {
    const page = fakePage({ answers: choosing, own: { ...OWN, 'demo/empathy.json.gz': RECORDING }, readings: { findReading } });
    await page.app.start();
    await page.app.loadModel('tiny');
    expect(from(page)).toEqual(['recorded']);
    const { experiment, origins } = now(page);
    expect(originsAmong(origins, readBefore(experiment.choices, shownRun(experiment)!.record.id)!.records)).toEqual(['recorded']);
  });
  test('those asked here are live; after a file of them is put beside, those of the file are not', async () => {
    const page = await run();
    await page.app.askChoices({ ...WISH, items: 1 });
    expect(from(page)).toEqual(['live']);
    const { experiment } = now(page);
    const others = experiment.choices.map((one) => ({ ...one, at: '2024-01-01T00:00:00.000Z', item: 'another' }));
    const both = merged(experiment, { ...experiment, choices: others });
    const { origins } = beside(now(page), both, 'opened');
    // Choices of the file were numbered as these are: they have other numbers now.
    expect(both.choices.map(({ id }) => originsAmong(origins, [id])[0])).toEqual([
      ...experiment.choices.map(() => 'live'),
      ...others.map(() => 'opened'),
    ]);
  });
  test('after a reload those that were made here are kept ones', async () => {
    const page = await run();
    await page.app.askChoices(WISH);
    await vi.waitFor(async () => expect(JSON.parse(await keptText(page))).toMatchObject({ choices: { length: 6 } }));
    const again = fakePage({ answers: choosing, own: OWN, readings: { findReading }, kept: page.kept });
    await again.app.start();
    expect(from(again)).toEqual(['kept']);
  });
});
