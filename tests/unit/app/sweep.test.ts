/** Sweeps: what is asked of the model, what the experiment keeps, what a stop and another experiment leave. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SweepWish } from '../../../src/app/sweep-work';
import type { Edit } from '../../../src/experiment/answer';
import { rowName } from '../../../src/experiment/choice-plan';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { sweepGiven, sweepsAlong, sweptIn } from '../../../src/experiment/sweep-asked';
import { sweepReport } from '../../../src/lab/report/sweep';
import { steerRows } from '../../../src/lab/units';
import type { DamageRequest, SteerRequest, TokenEvent } from '../../../src/protocol';
import { clearReadings, findReading } from '../../../src/storage/readings';
import { info, LAYERS, row, tinyModel, WIDTH, type Model } from './model';
import { ownFiles } from './own';
import { fakePage, type Answers, type FakePage, keptText } from './ports';

const OWN = ownFiles('empathy', 'neutral', 'hard-negatives', 'choices');
const WISH: SweepWish = { prompts: ['one', 'two'], alphas: [-3, 3], samples: 1, random: 0, controls: false };

let model: Model;
let asked: SteerRequest[];
let damaged: DamageRequest[];
/** At each token. */
let between: () => void;

/** Scores an answer by its push and its seed; each push costs a nat a unit. */
const sweeping: Answers = async (kind, input, options) => {
  const heed = (): void => {
    between();
    if (options?.signal?.aborted) throw Object.assign(new Error('Stopped.'), { code: 'cancelled', hint: '' });
  };
  if (kind === 'damage') {
    const request = input as unknown as DamageRequest;
    damaged.push(request);
    heed();
    return { kl: request.alphas!.map((alpha) => request.tokens.map(() => Math.abs(alpha))) };
  }
  if (kind !== 'generate') return model.answers(kind, input, options);
  const request = input as unknown as SteerRequest;
  asked.push(request);
  const event = { row: 0, token: 1, text: 'x', scores: new Float32Array(LAYERS), tokens: 1, seconds: 1 } as unknown as TokenEvent;
  options?.onEvent?.(event as never);
  heed();
  const rows = request.alphas!.map((alpha, i) => {
    const said = Array<number>(LAYERS).fill(alpha + request.seeds[i]! / 8);
    return row(`at ${alpha}`, { scores: [said, said], unsteeredScores: said });
  });
  return { rows, promptTokens: 3, prefillSeconds: 1, decodeSeconds: 1, computed: 8, asked: 9 };
};

beforeEach(async () => {
  model = tinyModel();
  [asked, damaged, between] = [[], [], () => undefined];
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const now = ({ app }: FakePage) => app.store.getState();
async function run(own: Record<string, string> = OWN): Promise<FakePage> {
  const page = fakePage({ answers: sweeping, own, readings: { findReading } });
  await page.app.start();
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  return page;
}
/** Answers, the recording's aside. */
const swept = ({ app }: FakePage) => app.store.getState().experiment.answers.filter(({ model: { id } }) => id === 'tiny');
const cells = (page: FakePage): string[] =>
  swept(page).map(
    ({ messages, edits, control, seed }) =>
      `${messages[0]!.content} ${seed} ${rowName({ amount: edits[0]!.amount, ...(control && { control }) })}`,
  );

describe('a sweep', () => {
  test('keeps each prompt under each strength with the damage of each push, and its file opens again', async () => {
    const page = await run();
    const shown = now(page).experiment.view.answers;
    await page.app.askSweep(WISH);
    expect(now(page).error).toBeNull();
    expect(cells(page)).toEqual(['one 1 [0]', 'one 1 [-3]', 'one 1 [3]', 'two 1 [0]', 'two 1 [-3]', 'two 1 [3]']);
    const { experiment, sweep } = now(page);
    expect(experiment.damages.map(({ answer, edits, kl }) => [answer, edits[0]!.amount, kl])).toEqual([
      [swept(page)[0]!.id, -3, [3, 3]],
      [swept(page)[0]!.id, 3, [3, 3]],
      [swept(page)[3]!.id, -3, [3, 3]],
      [swept(page)[3]!.id, 3, [3, 3]],
    ]);
    expect(experiment.view.answers).toBe(shown);
    expect(sweep).toMatchObject({
      status: 'idle',
      note: null,
      rates: { answers: expect.any(Number) as number, readings: expect.any(Number) as number },
    });
    const [way] = sweepsAlong(experiment.answers, shownRun(experiment)!.record.id);
    const given = sweepGiven(sweptIn(experiment.answers, experiment.damages, way!)!, 1);
    const sides = { positive: 'kind', negative: 'cold' };
    const { report, verdict } = await page.app.reportSweep({ given, sides, situations: ['One', 'Two'] }, new AbortController().signal);
    expect(verdict).toMatchObject({ kind: 'few', situations: [{ name: 'One' }, { name: 'Two' }] });
    expect(report.strengths).toMatchObject([
      { alpha: -3, effect: { mean: -3, prompts: 2 }, damage: { mean: 3, tokens: 4 } },
      { alpha: 3, effect: { mean: 3, prompts: 2 }, damage: { mean: 3, tokens: 4 } },
    ]);
    const opened = decodeExperiment(encodeExperiment(experiment), 'run.json');
    expect([opened.answers, opened.damages]).toEqual([experiment.answers, experiment.damages]);
  });

  test('is kept in this browser', async () => {
    const page = await run();
    await page.app.askSweep(WISH);
    await vi.waitFor(async () => expect(JSON.parse(await keptText(page))).toMatchObject({ damages: { length: 4 } }));
  });

  test('pushes as steering would, one batch a prompt and sample', async () => {
    const page = await run();
    page.app.setSteering({ temperature: 0.7, seed: 5 });
    await page.app.askSweep({ ...WISH, prompts: ['one'], samples: 2 });
    const { directions } = shownRun(now(page).experiment)!;
    const { band, unit } = now(page).experiment.view.steering;
    expect(asked.map(({ seeds }) => seeds)).toEqual([
      [5, 5, 5],
      [6, 6, 6],
    ]);
    expect(asked[0]).toMatchObject({ rows: 3, template: true, alphas: [0, -3, 3], read: directions.data, temperature: 0.7, prompt: 'one' });
    expect(asked[0]!.steer).toEqual(steerRows(directions, { band: [Math.min(band[0], 1), 1], alphas: [0, -3, 3], unit }));
    expect(damaged).toMatchObject([{ prompt: 'one', template: true, tokens: [1, 2], alphas: [-3, 3] }]);
  });

  test('edits go with every row; damage, theirs as well, is measured at answers without them; it resumes, and its file opens again', async () => {
    const page = await run();
    const { record, directions } = shownRun(now(page).experiment)!;
    const ablate: Edit = { op: 'ablate', directions: record.id, band: [0, LAYERS - 1], amount: 0, unit: 'raw', when: 'answer' };
    page.app.setEdits([ablate]);
    const wish = { ...WISH, prompts: ['one'], random: 1 };
    await page.app.askSweep(wish);
    expect(now(page).error).toBeNull();
    const { edits } = now(page).experiment.view;
    expect(swept(page).map((one) => [one.edits[0]!.amount, one.control?.kind ?? '', one.edits.slice(1)])).toEqual([
      [0, '', []],
      ...[0, -3, 3].map((alpha) => [alpha, '', edits]),
      [3, 'random', edits],
    ]);
    expect(asked.map(({ alphas, answer }) => [alphas, answer?.clamps?.count ?? 0])).toEqual([
      [[0], 0],
      [[0, -3, 3], 1],
      [[3], 1],
    ]);
    expect(damaged.map(({ alphas, answer }) => [alphas, answer?.clamps?.count])).toEqual([
      [[0, -3, 3], 1],
      [[3], 1],
    ]);
    const { experiment } = now(page);
    expect(experiment.damages.map((one) => [one.answer, one.edits.slice(1)])).toEqual(
      damaged.flatMap(({ alphas }) => alphas!.map(() => [swept(page)[0]!.id, edits])),
    );
    const ways = sweepsAlong(experiment.answers, record.id);
    expect(ways.map((way) => way.edits)).toEqual([edits]);
    const given = sweepGiven(sweptIn(experiment.answers, experiment.damages, ways[0]!)!, 1);
    expect(sweepReport(given)).toMatchObject({
      edits: { mean: 0, prompts: 1, damage: { mean: 0, tokens: 2 } },
      strengths: [
        { alpha: -3, damage: { mean: 3 } },
        { alpha: 3, effect: { mean: 3 }, damage: { mean: 3 } },
      ],
    });
    const opened = decodeExperiment(encodeExperiment(experiment), 'run.json');
    expect([opened.answers, opened.damages]).toEqual([experiment.answers, experiment.damages]);
    // Nothing of it is asked again; without the edits, or with others, it is another sweep.
    await page.app.askSweep(wish);
    expect([asked.length, now(page).sweep]).toMatchObject([3, { note: 'All of this was asked before.' }]);
    page.app.setEdits([{ ...ablate, op: 'cap', amount: 1 }]);
    await page.app.askSweep({ ...wish, random: 0 });
    expect(asked.slice(3).map(({ alphas }) => alphas)).toEqual([[0, -3, 3]]);
    page.app.setEdits([]);
    await page.app.askSweep({ ...wish, random: 0 });
    expect(asked.slice(4).map(({ alphas, steer }) => [alphas, steer.length / directions.data.length])).toEqual([[[-3, 3], 2]]);
    expect(sweepsAlong(now(page).experiment.answers, record.id).map((way) => way.edits.length)).toEqual([1, 1, 0]);
  });

  test('controls are rows: asked in words, shuffled labels, random directions as long at each block', async () => {
    const page = await run();
    await page.app.askSweep({ ...WISH, prompts: ['one'], random: 2, controls: true });
    const { asking } = await page.app.choiceItems(shownRun(now(page).experiment)!);
    expect(cells(page)).toEqual([
      ...['[0]', '[-3]', '[3]'].map((name) => `one 1 ${name}`),
      ...(['positive', 'negative'] as const).map(
        (side) => `${asking![side]}\n\none 1 ${JSON.stringify([0, 'asked', side, asking![side]])}`,
      ),
      ...['[-3,"shuffled",1]', '[3,"shuffled",1]', '[3,"random",1,"turned"]', '[3,"random",2,"turned"]'].map((name) => `one 1 ${name}`),
    ]);
    const norm = ({ steer, rows }: SteerRequest, at: number): number =>
      Math.hypot(...steer.subarray((rows + at) * WIDTH, (rows + at + 1) * WIDTH));
    const controls = asked.at(-1)!;
    for (const at of [0, 1, 2, 3]) expect(norm(controls, at)).toBeCloseTo(norm(asked[0]!, 2), 4);
    expect(norm(controls, 0)).toBeGreaterThan(0);
    const { damages } = now(page).experiment;
    expect(
      swept(page)
        .filter(({ control }) => control)
        .every(({ reads }) => reads!.scores.length === 0 && reads!.unsteered!.length === LAYERS),
    ).toBe(true);
    expect(damages.map(({ control }) => control?.kind ?? '')).toEqual(['', '', 'shuffled', 'shuffled', 'random', 'random']);
  });
});

describe('again', () => {
  test('nothing that is there is asked, an answer that was steered for included', async () => {
    const page = await run();
    model.rows = [row('one'), row('two')];
    page.app.setSteering({ prompt: 'one' });
    await page.app.steer([0, 3]);
    asked = [];
    await page.app.askSweep(WISH);
    expect(asked.map(({ prompt, alphas }) => [prompt, alphas])).toEqual([
      ['one', [-3]],
      ['two', [0, -3, 3]],
    ]);
    await page.app.askSweep(WISH);
    expect([asked.length, now(page).sweep]).toMatchObject([2, { note: 'All of this was asked before.' }]);
  });
  test('after a stop: what was finished stays, what was being written is not kept', async () => {
    const page = await run();
    between = () => asked.length === 2 && page.app.stopSweep();
    await page.app.askSweep(WISH);
    expect([cells(page).length, now(page).error, now(page).sweep]).toMatchObject([
      3,
      null,
      { status: 'idle', note: expect.stringContaining('Stopped') as string },
    ]);
    between = () => undefined;
    await page.app.askSweep(WISH);
    expect([cells(page).length, now(page).experiment.damages.length]).toEqual([6, 4]);
  });
  test('progress says answers, readings and tokens', async () => {
    const page = await run();
    const seen: string[] = [];
    page.app.store.subscribe(({ sweep }) => {
      if (sweep.status === 'running')
        seen.push(`${sweep.done.answers}/${sweep.of.answers} ${sweep.done.readings}/${sweep.of.readings} ${sweep.tokens}`);
    });
    await page.app.askSweep(WISH);
    expect([...new Set(seen)]).toEqual([
      '0/0 0/0 0',
      '0/6 0/4 0',
      '0/6 0/4 1',
      '3/6 0/4 0',
      '3/6 0/4 1',
      '6/6 0/4 0',
      '6/6 2/4 0',
      '6/6 4/4 0',
    ]);
  });
});

describe('what may not be mixed up', () => {
  test('another experiment that is opened meanwhile gets nothing', async () => {
    const page = await run();
    let recording: Promise<void> | undefined;
    between = () => void (recording ??= page.app.showRecording());
    await page.app.askSweep(WISH);
    await recording;
    expect([now(page).experiment.damages, now(page).sweep.status]).toEqual([[], 'idle']);
    expect(now(page).experiment.answers.some(({ messages }) => messages[0]!.content === 'one')).toBe(false);
  });
  test('a model that takes the other’s place meanwhile is asked nothing', async () => {
    const page = await run();
    between = () => page.app.store.setState({ model: { status: 'ready', info: info({ graphHash: 'another' }) } });
    await page.app.askSweep(WISH);
    expect([asked.length, cells(page).length]).toEqual([1, 3]);
  });
});

test.each([
  ['without a prompt', { prompts: [] }, 'no-prompts'],
  ['with an empty prompt', { prompts: ['one', '  '] }, 'no-prompts'],
  ['with half a sample', { samples: 0.5 }, 'bad-input'],
  ['with a strength that is no number', { alphas: [NaN] }, 'bad-input'],
] as const)('a sweep %s is refused', async (_, over, code) => {
  const page = await run();
  await page.app.askSweep({ ...WISH, ...over });
  expect([now(page).error?.code, now(page).sweep.status, asked.length]).toEqual([code, 'idle', 0]);
});
test('a contradiction between edits is refused before anything is written, what is to stand without them as well', async () => {
  const page = await run();
  const { record } = shownRun(now(page).experiment)!;
  const ablate: Edit = { op: 'ablate', directions: record.id, band: [0, LAYERS - 1], amount: 0, unit: 'raw', when: 'all' };
  page.app.setSteering({ temperature: 0.7 });
  page.app.setEdits([ablate, { ...ablate, op: 'set', amount: 2 }]);
  await page.app.askSweep(WISH);
  expect(now(page).error?.message).toContain('edits[1]: at block 0 the projection would have to be at least 2 and at most 0');
  expect([asked, cells(page), now(page).sweep.status]).toEqual([[], [], 'idle']);
});
test('without a model there is nothing to ask', async () => {
  const page = fakePage({ answers: sweeping, own: OWN });
  await page.app.start();
  await page.app.askSweep(WISH);
  expect(now(page).error?.code).toBe('no-model');
});
test('a prompt that does not fit is named', async () => {
  const page = await run();
  between = () => {
    throw Object.assign(new Error('9 prompt tokens are too many.'), { code: 'prompt-too-long', hint: '' });
  };
  await page.app.askSweep(WISH);
  expect(now(page).error?.message).toBe('Prompt “one”: 9 prompt tokens are too many.');
});
test('a run whose texts are gone leaves out shuffled labels, and says so', async () => {
  const page = await run();
  await clearReadings();
  await page.app.askSweep({ ...WISH, prompts: ['one'], controls: true });
  expect(cells(page).filter((name) => name.includes('shuffled'))).toEqual([]);
  expect(now(page).sweep).toMatchObject({ note: expect.stringContaining('shuffled labels is left out') as string });
});
