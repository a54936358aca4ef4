/** Edits beside the push: what is asked of the model, what the experiment keeps, and what becomes of directions that an edit names. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { isUntouched, shownAnswers, shownRun, textOf } from '../../../src/experiment/shown';
import { cellOf } from '../../../src/experiment/sweep';
import type { Edit } from '../../../src/experiment/answer';
import type { GeneratedRow, SteerRequest } from '../../../src/protocol';
import { clearReadings, findReading } from '../../../src/storage/readings';
import { info, LAYERS, row, tinyModel, WIDTH, type Model } from './model';
import { ownFiles } from './own';
import { fakePage, type Answers, type FakePage } from './ports';

const OWN = ownFiles('empathy', 'neutral', 'hard-negatives');

let model: Model;
let asked: SteerRequest[];
let withLikely: GeneratedRow['likely'];
let readAs: ((request: SteerRequest, options: Parameters<Answers>[2]) => Partial<GeneratedRow>) | null;
const writing: Answers = (kind, input, options) => {
  if (kind !== 'generate') return model.answers(kind, input, options);
  const request = input as unknown as SteerRequest;
  asked.push(request);
  const scores = Array<number>(LAYERS).fill(0);
  const rows = request.alphas!.map((alpha) =>
    row(`at ${alpha}`, { scores: [scores, scores], unsteeredScores: scores, likely: withLikely, ...readAs?.(request, options) }),
  );
  return Promise.resolve({ rows, promptTokens: 3, prefillSeconds: 1, decodeSeconds: 1, computed: 8, asked: 9 });
};
beforeEach(async () => {
  model = tinyModel();
  [asked, withLikely, readAs] = [[], null, null];
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const now = ({ app }: FakePage) => app.store.getState();
async function run(): Promise<{ page: FakePage; ablate: Edit }> {
  const page = fakePage({ answers: writing, own: OWN, readings: { findReading } });
  await page.app.start();
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  const { record } = shownRun(now(page).experiment)!;
  return { page, ablate: { op: 'ablate', directions: record.id, band: [0, LAYERS - 1], amount: 0, unit: 'raw', when: 'all' } };
}

test('an answer is written without anything, with the push, with the edits and with both; the file has them', async () => {
  const { page, ablate } = await run();
  page.app.setEdits([{ ...ablate, band: [0, 99] }]);
  expect(now(page).experiment.view.edits).toEqual([ablate]);
  await page.app.steer([0, 2]);
  expect(now(page).error).toBeNull();
  expect(shownAnswers(now(page).experiment)!.texts.map(({ alpha, edits }) => [alpha, edits])).toEqual([
    [0, []],
    [2, []],
    [0, [ablate]],
    [2, [ablate]],
  ]);
  const [{ rows, alphas, clamps, answer, steer }] = asked as [SteerRequest];
  expect([rows, alphas, clamps!.count, answer]).toEqual([4, [0, 2, 0, 2], 1, null]);
  // [layer, row]: the first two rows are kept between no bounds, the others at 0.
  expect([...clamps!.high]).toEqual(Array.from({ length: LAYERS }, () => [Infinity, Infinity, 0, 0]).flat());
  const pushedRows = [0, 1, 2, 3].map((r) =>
    Array.from({ length: LAYERS }, (_, layer) => steer.subarray((layer * 4 + r) * WIDTH, (layer * 4 + r + 1) * WIDTH)).some((own) =>
      own.some((x) => x !== 0),
    ),
  );
  expect(pushedRows).toEqual([false, true, false, true]);
  const file = decodeExperiment(encodeExperiment(now(page).experiment), 'run.json');
  expect([file.view.edits, file.answers.at(-1)!.edits[1]]).toEqual([[ablate], ablate]);
  // A profile goes with an added dose, as long as it has a number for each block.
  const added: Edit = { ...ablate, op: 'add', profile: [3, 1, 0] };
  page.app.setEdits([added, { ...added, profile: [1, 1] }, { ...added, op: 'cap' }]);
  expect(now(page).experiment.view.edits.map(({ profile }) => profile)).toEqual([[3, 1, 0], undefined, undefined]);
  const shared = decodeExperiment(encodeExperiment(now(page).experiment), 'run.json');
  expect(shared.view.edits[0]).toEqual(added);
  page.app.setEdits([ablate]);
  // Several strengths: each under the edits, and one without anything.
  await page.app.steer([-1, 0, 1]);
  expect(shownAnswers(now(page).experiment)!.texts.map(({ alpha, edits }) => [alpha, edits.length])).toEqual([
    [-1, 1],
    [0, 0],
    [1, 1],
  ]);
  // Without a strength, the edits by themselves.
  await page.app.steer([0]);
  expect(asked.at(-1)!.rows).toBe(2);
});

test('another run’s directions can be named, outlive it, and are missed in a file', async () => {
  const { page, ablate } = await run();
  const first = now(page).experiment.view.analysis!;
  await page.app.chooseReader({ method: 'lda' });
  page.app.setEdits([ablate]);
  page.app.removeAnalysis(first);
  expect(now(page).experiment.directions.map(({ id }) => id)).toContain(ablate.directions);
  await page.app.steer([0, 1]);
  expect([now(page).error, asked.at(-1)!.clamps!.count]).toEqual([null, 1]);
  const { directions, ...rest } = JSON.parse(encodeExperiment(now(page).experiment)) as { directions: { id: string }[]; view: object };
  const view = { ...rest.view, edits: [{ ...ablate, directions: 'directions-gone' }] };
  expect(() => decodeExperiment(JSON.stringify({ ...rest, directions, view }), 'run.json')).toThrow('view.edits[0].directions');
});

test('further directions are read along: while it is written, in the record, in the file, and from another token on', async () => {
  const { page } = await run();
  const first = shownRun(now(page).experiment)!.record;
  await page.app.chooseReader({ method: 'lda' });
  const { record } = shownRun(now(page).experiment)!;
  page.app.setReading([first.id, record.id, 'directions-gone']);
  const [own, other] = [Array<number>(LAYERS).fill(1), Array<number>(LAYERS).fill(2)];
  const both = [...own, ...other];
  const streamed: unknown[] = [];
  readAs = (_, options) => {
    options?.onEvent?.({ row: 0, token: 5, text: 'a', scores: Float32Array.from(both), tokens: 1, seconds: 0 } as never);
    streamed.push(now(page).streaming!.texts[now(page).streaming!.first]);
    return { scores: [both, both], rereadScores: [both, both], unsteeredScores: both };
  };
  await page.app.steer([2]);
  expect(now(page).error).toBeNull();
  // Those that push are read once, and what is not here is not read.
  const { read, readCount } = asked.at(-1)!;
  expect([readCount, [...read!]]).toEqual([2, [...record.data, ...first.data]]);
  expect(streamed[0]).toMatchObject({ scores: [own], also: [{ directions: first.id, scores: [other] }] });
  page.app.setReading([]);
  await page.app.sayInstead(now(page).experiment.view.answers[0]!, 1, 77);
  expect([now(page).error, asked.at(-1)!.readCount]).toEqual([null, 2]);
  const answers = decodeExperiment(encodeExperiment(now(page).experiment), 'run.json').answers.slice(-2);
  for (const { reads, alsoReads } of answers) {
    expect(reads).toEqual({ directions: record.id, scores: [own, own], unsteered: own, reread: [own, own] });
    expect(alsoReads).toEqual([{ directions: first.id, scores: [other, other], unsteered: other, reread: [other, other] }]);
  }
});

test('an edit that 16-bit floats cannot take is refused by its name before anything runs', async () => {
  model.info = info({ stream: 'float16' });
  const { page, ablate } = await run();
  page.app.setEdits([ablate, { ...ablate, op: 'add', amount: 1e6 }]);
  await page.app.steer([0, 1]);
  expect(now(page).error?.message).toMatch(
    /^edits\[1\]: at block \d it adds numbers up to \S+, and this file keeps the stream in 16-bit floats, which end at 65504$/,
  );
  expect(asked).toEqual([]);
});

test('a cap below a floor is refused before anything runs, and nothing is lost', async () => {
  const { page, ablate } = await run();
  page.app.setEdits([
    { ...ablate, op: 'floor', amount: 2 },
    { ...ablate, op: 'cap', amount: 1 },
  ]);
  const before = now(page).experiment.answers.length;
  await page.app.steer([0, 1]);
  expect(now(page).error?.message).toContain('edits[1]: at block 0 the projection would have to be at least 2 and at most 1');
  expect([asked.length, now(page).experiment.answers.length, now(page).steer.status, now(page).streaming]).toEqual([
    0,
    before,
    'idle',
    null,
  ]);
});

test('“what if it had said”: the answer once more from a place on, behind the one that it departs from', async () => {
  const { page } = await run();
  await page.app.steer([0, 2]);
  const [, second] = now(page).experiment.view.answers as [string, string];
  const before = now(page).experiment.answers.find(({ id }) => id === second)!;
  await page.app.sayInstead(second, 1, 77);
  expect(now(page).error).toBeNull();
  expect(asked.at(-1)).toMatchObject({ rows: 1, alphas: [2], begin: [before.tokens[0], 77], prompt: before.messages[0]!.content });
  const { answers, view } = now(page).experiment;
  expect(view.answers.slice(0, 2)).toEqual([view.answers[0], second]);
  const other = answers.find(({ id }) => id === view.answers[2])!;
  expect([view.answers.length, other.given, other.edits, other.seed]).toEqual([3, 2, before.edits, before.seed]);
  expect(decodeExperiment(encodeExperiment(now(page).experiment), 'run.json').answers.at(-1)!.given).toBe(2);
  // What it begins with is not its own: it neither stands for the model left alone nor takes a cell of a sweep.
  const plain = answers.find(({ id }) => id === view.answers[0])!;
  expect([textOf(plain), textOf({ ...plain, given: 1 })].map(isUntouched)).toEqual([true, false]);
  expect([before, other].map((one) => cellOf(one)?.row.amount)).toEqual([2, undefined]);
  // What else was likely is known of what stands here alone.
  await page.app.sayInstead('answer-gone', 0, 1);
  expect(now(page).error?.code).toBe('no-directions');
});

test('what was likely goes with the answers that are shown', async () => {
  const likely = { pushed: [[{ id: 1, token: 'a', logProb: -1 }], []], plain: [[], []] };
  const { page } = await run();
  withLikely = likely;
  await page.app.steer([0, 1]);
  const first = now(page).experiment.view.answers;
  expect(Object.keys(now(page).likely)).toEqual(first);
  await page.app.steer([0]);
  expect(Object.keys(now(page).likely)).toEqual(now(page).experiment.view.answers);
});
