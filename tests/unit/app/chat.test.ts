/** A conversation: what a turn asks of the model, what the experiment keeps, what a monitor reads, what a stop or an error leaves. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Edit } from '../../../src/experiment/answer';
import { turnsOf } from '../../../src/experiment/chat';
import { isMonitoredIn, wayOf } from '../../../src/experiment/monitor';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import type { CaptureRequest, SteerRequest } from '../../../src/protocol';
import { clearReadings, findReading } from '../../../src/storage/readings';
import { info, LAYERS, row, tinyModel, type Model } from './model';
import { ownFiles } from './own';
import { fakePage, type Answers, type FakePage, keptText } from './ports';

const OWN = ownFiles('empathy', 'neutral', 'hard-negatives');

let model: Model;
let written: SteerRequest[];
let captured: CaptureRequest[];
/** The code with which writing ends from now on; null: it does not. */
let fails: string | null;
const answers: Answers = (kind, input, options) => {
  if (kind === 'generate') written.push(input as unknown as SteerRequest);
  if (kind === 'generate' && fails !== null) return Promise.reject(Object.assign(new Error('It ended.'), { code: fails, hint: '' }));
  if (kind === 'capture') captured.push(input as unknown as CaptureRequest);
  if (kind === 'tokenize') return Promise.resolve({ ids: JSON.stringify(input).split(' ') });
  return model.answers(kind, input, options);
};
beforeEach(async () => {
  model = tinyModel();
  [written, captured, fails] = [[], [], null];
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const now = ({ app }: FakePage) => app.store.getState();
const turns = (page: FakePage) => turnsOf(now(page).experiment);
async function ran(): Promise<FakePage> {
  const page = fakePage({ answers, own: OWN, readings: { findReading } });
  await page.app.start();
  await page.app.loadModel('tiny');
  // The first pooling of a pass: the tiny model's numbers go by the place.
  page.app.setCapture({ pooling: 'mean' });
  await page.app.runExperiment();
  await vi.waitFor(() => expect(now(page).evidence.status).toBe('idle'));
  model.rows = [row('Take it.')];
  [written, captured] = [[], []];
  return page;
}

test('each turn goes on from all before it; α and edits hold for the turn that is pushed', async () => {
  const page = await ran();
  const { record } = shownRun(now(page).experiment)!;
  expect(await page.app.sendTurn({ text: 'I am thirsty', pushed: false, system: 'You play to win.' })).toBe(true);
  expect(now(page).error).toBeNull();
  const edit: Edit = { op: 'ablate', directions: record.id, band: [0, LAYERS - 1], amount: 0, unit: 'raw', when: 'all' };
  page.app.setEdits([edit]);
  page.app.setSteering({ alpha: -2, temperature: 0.5 });
  model.rows = [row('No.')];
  await page.app.sendTurn({ text: 'Please?', pushed: true, system: 'is not heard any more' });
  expect(
    written.map(({ prompt, rows, template, alphas, temperature, clamps }) => [prompt, rows, template, alphas, temperature, !!clamps]),
  ).toEqual([
    [
      [
        { role: 'system', content: 'You play to win.' },
        { role: 'user', content: 'I am thirsty' },
      ],
      ...[1, true, [0], 0, false],
    ],
    [
      [
        { role: 'system', content: 'You play to win.' },
        { role: 'user', content: 'I am thirsty' },
        { role: 'assistant', content: 'Take it.' },
        { role: 'user', content: 'Please?' },
      ],
      ...[1, true, [-2], 0.5, true],
    ],
  ]);
  expect(turns(page).map(({ text, edits, ending }) => [text, edits.map(({ op, amount }) => [op, amount]), ending.kind])).toEqual([
    ['Take it.', [['add', 0]], 'end'],
    [
      'No.',
      [
        ['add', -2],
        ['ablate', 0],
      ],
      'end',
    ],
  ]);
  // What the page shows as answers to the prompt is another thing.
  expect(now(page).experiment.view.answers).not.toContain(turns(page)[0]!.id);
});

test('a monitor reads each text as the texts of the set were read, and unpushed', async () => {
  const page = await ran();
  const run = shownRun(now(page).experiment)!;
  const [pair] = run.set.set.pairs;
  await page.app.sendTurn({ text: pair!.positive, pushed: true });
  const { how } = run.reading;
  expect(captured).toEqual([{ ...how, texts: [pair!.positive, 'Take it.'], poolings: [run.spec.pooling] }]);
  const { monitor } = turns(page)[0]!;
  expect(isMonitoredIn(monitor, wayOf(run))).toBe(true);
  expect([monitor!.assistant!.tokens, monitor!.assistant!.scores.length, monitor!.on]).toEqual([
    5,
    LAYERS,
    { device: 'wasm', checked: true },
  ]);
  // A text of the set scores in a conversation, whatever pushed the answer, what it scores in the set.
  monitor!.user!.scores.forEach((score, layer) => expect(score).toBeCloseTo(run.scores.positive[layer]![0]!, 5));
  // Along other directions it is read again, and only when that is asked for.
  await page.app.chooseReader({ method: 'lda' });
  expect(isMonitoredIn(turns(page)[0]!.monitor, wayOf(shownRun(now(page).experiment)!))).toBe(false);
  await page.app.monitorChat();
  expect(isMonitoredIn(turns(page)[0]!.monitor, wayOf(shownRun(now(page).experiment)!))).toBe(true);
  const before = captured.length;
  await page.app.monitorChat();
  expect(captured).toHaveLength(before);
});

test('a text that cannot be read so has no score, and an empty answer none', async () => {
  const page = await ran();
  model.rows = [row('')];
  await page.app.sendTurn({ text: 'Please help', pushed: false });
  expect(turns(page)[0]!.monitor).toMatchObject({ user: { truncated: false }, assistant: null });
  expect(now(page).error).toBeNull();
});

test('the file holds the conversation, and a changed one is refused; a reload brings it back', async () => {
  const page = await ran();
  await page.app.sendTurn({ text: 'one', pushed: false });
  await page.app.sendTurn({ text: 'two', pushed: true });
  const json = encodeExperiment(now(page).experiment);
  const file = decodeExperiment(json, 'run.json');
  expect(turnsOf(file as never)).toEqual(turns(page));
  const reversed = { ...now(page).experiment, view: { ...now(page).experiment.view, chat: now(page).experiment.view.chat.toReversed() } };
  expect(() => decodeExperiment(encodeExperiment(reversed), 'run.json')).toThrow(/view\.chat\[0\].*an answer to the 0 turns before it/);
  const gone = { ...reversed, view: { ...reversed.view, chat: ['answer-99'] } };
  expect(() => decodeExperiment(encodeExperiment(gone), 'run.json')).toThrow(/view\.chat\[0\]/);
  const [first] = turns(page);
  const short = { ...first!, monitor: { ...first!.monitor!, user: { ...first!.monitor!.user!, scores: [1] } } };
  const { answers: all } = now(page).experiment;
  const damaged = { ...now(page).experiment, answers: all.map((one) => (one.id === first!.id ? short : one)) };
  expect(() => decodeExperiment(encodeExperiment(damaged), 'run.json')).toThrow(/monitor\.user\.scores/);
  // Taking a turn back is kept, too.
  page.app.removeTurn();
  await vi.waitFor(async () => expect(decodeExperiment(await keptText(page), 'kept').view.chat).toHaveLength(1));
  const next = fakePage({ answers, own: OWN, readings: { findReading }, kept: { session: page.kept.session }, arrival: 'again' });
  await next.app.start();
  expect(turns(next).map(({ text }) => text)).toEqual(['Take it.']);
});

test('a turn is written again, taken back, and all of it begun anew; no answer is lost', async () => {
  const page = await ran();
  const before = now(page).experiment.answers.length;
  await page.app.sendTurn({ text: 'one', pushed: false, system: 'Be kind.' });
  model.rows = [row('Another.')];
  expect(await page.app.retryTurn(true)).toBe(true);
  expect(written[1]!.prompt).toEqual(written[0]!.prompt);
  expect(turns(page).map(({ text }) => text)).toEqual(['Another.']);
  expect(now(page).experiment.answers).toHaveLength(before + 2);
  page.app.removeTurn();
  expect([turns(page), await page.app.retryTurn(true)]).toEqual([[], false]);
  await page.app.sendTurn({ text: 'two', pushed: false });
  page.app.newChat();
  expect([turns(page).length, now(page).experiment.answers.length]).toEqual([0, before + 3]);
});

test('a stop keeps what was written; before the first token nothing is added, and that is said', async () => {
  const page = await ran();
  model.between = () => Promise.resolve(page.app.stopChat());
  expect(await page.app.sendTurn({ text: 'one', pushed: false })).toBe(true);
  expect(turns(page)[0]).toMatchObject({ text: 'Take it.', tokens: [1], ending: { kind: 'stopped' }, coherence: null });
  fails = 'cancelled';
  expect(await page.app.sendTurn({ text: 'two', pushed: false })).toBe(false);
  expect([turns(page).length, now(page).chat]).toEqual([
    1,
    { status: 'idle', note: expect.stringContaining('nothing was added') as string },
  ]);
});

test('what is refused is said, and nothing is lost', async () => {
  const page = await ran();
  await page.app.sendTurn({ text: 'one', pushed: false });
  const before = now(page).experiment;
  const refused = async (code: string): Promise<void> => {
    expect(await page.app.sendTurn({ text: 'two', pushed: true })).toBe(false);
    expect([now(page).error?.code, now(page).chat.status, now(page).experiment]).toEqual([code, 'idle', before]);
  };
  page.app.store.setState({ sweep: { status: 'running' } as never });
  await refused('model-busy');
  page.app.store.setState({ sweep: { status: 'idle', note: null, rates: { answers: null, readings: null } } });
  page.app.store.setState({ model: { status: 'ready', info: info({ chatTemplate: false }) } });
  await refused('no-chat-template');
  page.app.store.setState({ model: { status: 'ready', info: info({ graphHash: 'another' }) } });
  await refused('other-model');
  page.app.store.setState({ model: { status: 'ready', info: info() } });
  fails = 'prompt-too-long';
  await refused('prompt-too-long');
});

test('tokens are counted with the template', async () => {
  const page = await ran();
  expect(await page.app.countTokens([{ role: 'user', content: 'a b c' }], new AbortController().signal)).toBe(3);
});

test('words that are not sent outlive a reload; those typed before the kept ones are read stay', async () => {
  const page = fakePage({ own: OWN });
  await page.app.start();
  page.app.setMessage({ system: 'You play to win.' });
  page.app.setMessage({ text: 'Is anybody' });
  page.app.setMessage({ text: 'Is anybody there?' });
  page.leave();
  const own = { text: 'Is anybody there?', system: 'You play to win.' };
  expect([now(page).ownMessage, page.kept.message]).toEqual([own, own]);
  const again = fakePage({ own: OWN, kept: page.kept });
  await again.app.start();
  expect(now(again).ownMessage).toEqual(own);
  const typed = fakePage({ own: OWN, kept: page.kept });
  const started = typed.app.start();
  typed.app.setMessage({ text: 'No' });
  await started;
  expect(now(typed).ownMessage).toEqual({ text: 'No', system: '' });
});
