/** A server judges answers of the recording: each kept as it comes, as a judge’s; unscored ones counted; refused, stopped, gone on with. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { serveFaultyEndpoint, type FaultyEndpoint, type Says } from '../../faulty-endpoint';
import { judgeActions } from '../../../src/app/judge-actions';
import { tableOf } from '../../../src/experiment/home/tables';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { RECORDING } from '../../recording';
import { fakePage } from './ports';

const KEY = 'sk-secret-0123456789';
const GENERAL = { 0: 'goes on with the task', 1: 'helps late', 2: 'helps at a cost' };
const SETS = { 'scenarios/empathy.json': readFileSync('public/scenarios/empathy.json', 'utf8') };
const top = (token: string, p: number) => ({ token, logprob: Math.log(p) });

const REFUSED = { status: 400, body: '{"error":{"message":"\'logprobs\' is not supported with this model."}}' };

let stub: FaultyEndpoint;
let asked = 0;
/** Every other answer by probabilities, every fourth none at all. */
const says: Says = () =>
  ++asked % 2 === 0
    ? { message: { content: '2' }, logprobs: { content: [{ ...top('2', 0.6), top_logprobs: [top('2', 0.6), top('1', 0.2)] }] } }
    : asked % 4 === 1
      ? 'I cannot say.'
      : '1, because it waits.';
beforeEach(async () => {
  asked = 0;
  stub = await serveFaultyEndpoint(says);
});
afterEach(() => stub.close());

async function opened() {
  const page = fakePage({ own: { 'demo/empathy.json.gz': RECORDING, ...SETS }, endpoint: (url, init) => fetch(url, init) });
  await page.app.openExperiment(new File([RECORDING], 'run.json'));
  const { store } = page.app;
  const acts = judgeActions(page.app);
  acts.setJudgeKey(KEY);
  return { page, store, acts, of: { base: stub.base, model: 'large' } };
}

test('each answer once: argmax and expected value, or the text; what has no score is counted; told without the strength', async () => {
  const { page, store, acts, of } = await opened();
  await acts.judgeAnswers(of, GENERAL);
  const { experiment, judge } = store.getState();
  const host = new URL(stub.base).host;
  expect(experiment.ratings).toHaveLength(6);
  expect(experiment.ratings.every(({ by, source, blind }) => by === `large @ ${host}` && source === 'judge' && blind)).toBe(true);
  expect(experiment.ratings.map(({ score }) => score)).toEqual([2, 1, 2, 2, 1, 2]);
  expect(experiment.ratings[0]!.expected).toBeCloseTo((0.2 + 1.2) / 0.8, 12);
  expect('expected' in experiment.ratings[1]!).toBe(false);
  expect(judge).toEqual({ status: 'idle', note: 'The judge was asked about 9 of 9 answers; 3 (33 %) got no score. Tokens: 450.' });
  const [answer] = experiment.answers;
  const { content } = stub.asked[0]!.body.messages[0]!;
  expect(content).toContain(answer!.text);
  expect(stub.asked[0]!.body).toMatchObject({ temperature: 0, logprobs: true });
  // Its file is the same experiment again; the key is in nothing.
  const file = encodeExperiment(experiment);
  expect(decodeExperiment(file, 'run.json').ratings).toEqual(experiment.ratings);
  expect(JSON.stringify([store.getState(), page.kept, file])).not.toContain(KEY);
  // Asked again, only those without a score are.
  await acts.judgeAnswers(of, GENERAL);
  expect(stub.asked).toHaveLength(12);
});

test('a refusal is said, a stop obeyed at once; what was judged stays', async () => {
  const { store, acts, of } = await opened();
  stub.fail({ status: 401, body: `{"error":{"message":"${KEY}"}}` });
  await acts.judgeAnswers(of, GENERAL);
  expect(store.getState()).toMatchObject({ error: { code: 'endpoint-refused' }, judge: { status: 'idle' } });
  expect(JSON.stringify(store.getState().error)).not.toContain(KEY);
  asked = 1;
  stub.fail({ status: 200, body: JSON.stringify({ choices: [{ message: { content: '0' } }] }) }, 'silent');
  const judging = acts.judgeAnswers(of, GENERAL);
  await vi.waitFor(() => expect(stub.asked).toHaveLength(3));
  acts.stopJudging();
  await judging;
  expect(store.getState()).toMatchObject({ error: null, judge: { note: expect.stringContaining('1 of 9') as string } });
  expect(store.getState().experiment.ratings).toMatchObject([{ score: 0, source: 'judge' }]);
});

test('a server that refuses log-probabilities is asked by its text from then on, with room for thoughts; each answer once', async () => {
  const { store, acts, of } = await opened();
  stub.fail(REFUSED);
  asked = 1;
  await acts.judgeAnswers(of, GENERAL);
  const { experiment, error, judge } = store.getState();
  expect(error).toBeNull();
  expect(judge).toMatchObject({ note: expect.stringContaining('9 of 9') as string });
  expect(experiment.ratings.length).toBeGreaterThan(0);
  expect(stub.asked).toHaveLength(10);
  expect(stub.asked.map(({ body }) => 'logprobs' in body)).toEqual([true, ...Array.from({ length: 9 }, () => false)]);
  expect(stub.asked.map(({ body }) => body.max_tokens)).toEqual([8, ...Array.from({ length: 9 }, () => 2000)]);
});

test('a judge that takes no temperature is recorded as scored at its own, in file and table; others as asked greedily', async () => {
  const { store, acts, of } = await opened();
  stub.fail({ status: 400, body: '{"error":{"message":"Unsupported value: \'temperature\' does not support 0 with this model."}}' });
  await acts.judgeAnswers(of, GENERAL);
  const { experiment } = store.getState();
  expect(new Set(experiment.ratings.map(({ temperature }) => temperature))).toEqual(new Set([null]));
  expect(decodeExperiment(encodeExperiment(experiment), 'run.json').ratings).toEqual(experiment.ratings);
  await acts.judgeAnswers({ ...of, model: 'greedy' }, GENERAL);
  const all = store.getState().experiment;
  const temperatures = (name: string, rows: readonly object[]) =>
    new Set(rows.flatMap((row) => ('by' in row && String(row.by).startsWith(name) && 'temperature' in row ? [row.temperature] : [])));
  expect(temperatures('greedy', all.ratings)).toEqual(new Set([0]));
  const rows = tableOf('ratings', all);
  expect([temperatures('large', rows), temperatures('greedy', rows)]).toEqual([new Set(['its own']), new Set([0])]);
});

test('a 400 that names something else stops the work, as before', async () => {
  const { store, acts, of } = await opened();
  stub.fail({ status: 400, body: '{"error":{"message":"the model does not exist"}}' });
  await acts.judgeAnswers(of, GENERAL);
  expect(store.getState()).toMatchObject({ error: { code: 'endpoint-rejected' }, judge: { status: 'idle' } });
  expect(stub.asked).toHaveLength(1);
});

test('a model that thinks longer than a digit needs is asked again by its text, and by that alone afterwards', async () => {
  stub.close();
  stub = await serveFaultyEndpoint(({ body }) =>
    body.max_tokens < 100
      ? { message: { content: '<think> Is it a 2' }, finish_reason: 'length' }
      : { message: { content: '<think> Is it a 2? No. </think> 1' } },
  );
  const { store, acts, of } = await opened();
  await acts.judgeAnswers(of, GENERAL);
  expect(store.getState().experiment.ratings.map(({ score }) => score)).toEqual(Array.from({ length: 9 }, () => 1));
  expect(store.getState().judge).toMatchObject({ note: expect.stringContaining('0 (0 %) got no score. Tokens: 500') as string });
  expect(stub.asked).toHaveLength(10);
});
