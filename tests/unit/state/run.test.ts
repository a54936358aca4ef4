/** A run against a worker of ours that answers by rule: what is computed, kept, shown and lost. */
import 'fake-indexeddb/auto';
import { createStore, set } from 'idb-keyval';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LabClient } from '../../../src/client';
import { LabError } from '../../../src/error';
import type { CaptureEvent, CaptureRequest, Cut } from '../../../src/protocol';
import type { RunResult } from '../../../src/state/experiment';
import { run, type RunRequest } from '../../../src/state/run';
import { planTexts } from '../../../src/state/texts';
import { clearRuns, listRuns, listStoredRuns, readDirections, removeRun, type RunKey } from '../../../src/storage/runs';

const LAYERS = 3;
const WIDTH = 4;
const pair = (i: number, split: 'train' | 'test') => ({ id: `p${i}`, scenario: 's', split, positive: `good ${i}`, negative: `bad ${i}` });
const plan = planTexts({
  pairs: [...Array.from({ length: 6 }, (_, i) => pair(i, 'train')), ...Array.from({ length: 3 }, (_, i) => pair(6 + i, 'test'))],
  scored: [{ id: 'x', scenario: 's', score: 2, text: 'good too' }],
});
const key: RunRequest['key'] = { repo: 'r', revision: 'v', dtype: 'q4', graphHash: 'g', scenarioHash: 'h', pooling: 'mean', template: false, maxTokens: 512 };

/** Texts that begin with "good" lie at +1 along a diagonal, with a little of their own. */
function residual(text: string): Float32Array {
  const side = text.startsWith('good') ? 1 : -1;
  return Float32Array.from({ length: LAYERS * WIDTH }, (_, i) => side + Math.sin(text.length * 7 + i + text.charCodeAt(text.length - 1)) / 4);
}

/** What a tokenizer that tells all texts apart would say of them; with `as`, one that reads some texts as others. */
const cutOf = (texts: string[], as: (text: string) => string = (text) => text): Cut => ({ tokens: texts.map(() => 5), truncated: texts.map((text) => text === 'bad 2'), tokenHashes: texts.map((text) => `tokens of ${as(text)}`) });

/** Answers captures; `failAt` texts it throws `error`. Remembers which texts it was asked for. */
function worker(failAt = Infinity, error: Error = new LabError('cancelled', 'Stopped.'), read = residual, afterEach: () => Promise<unknown> = () => Promise.resolve(), as?: (text: string) => string) {
  const asked: string[] = [];
  const call = async (kind: string, { texts }: CaptureRequest, { onEvent }: { onEvent: (event: CaptureEvent) => void }) => {
    if (kind === 'cut') return cutOf(texts, as);
    for (const [text, content] of texts.entries()) {
      if (text === failAt) throw error;
      asked.push(content);
      onEvent({ done: text + 1, of: texts.length, text, residual: read(content), tokens: 5, truncated: content === 'bad 2' });
      await afterEach();
    }
    return null;
  };
  return { asked, client: { call } as unknown as LabClient };
}

function go(client: LabClient, over: Partial<RunRequest['key']> = {}, plans = plan) {
  const partial: RunResult[] = [];
  const progress: { done: number; of: number }[] = [];
  const outcome = run({ client, plan: plans, key: { ...key, ...over }, settings: key, layers: LAYERS, width: WIDTH, context: 2048, seed: 1, signal: new AbortController().signal, onProgress: (p) => progress.push(p), onPartial: (r) => partial.push(r) });
  return { outcome, partial, progress };
}

beforeEach(clearRuns);

/** The key of the one run that is stored. */
const storedKey = async (): Promise<RunKey> => {
  const [stored, ...others] = await listStoredRuns();
  expect(others).toEqual([]);
  return stored!.key;
};

test('reads every text once, in the order of the plan, and finds the direction', async () => {
  const { asked, client } = worker();
  const { outcome, progress } = go(client);
  const { result, truncated, stopped } = await outcome;
  expect(asked).toEqual(plan.order.map((text) => plan.texts[text]));
  expect(progress.at(-1)).toMatchObject({ done: plan.texts.length, of: plan.texts.length });
  expect([stopped, truncated, result.complete, result.computed, result.fromStorage]).toEqual([false, 1, true, 19, 0]);
  expect(result.metrics.map((layer) => layer.auroc)).toEqual([1, 1, 1]);
  expect(result.metrics.every((layer) => Number.isNaN(layer.aurocLow) && layer.nPositive === 3)).toBe(true);
  expect(result.scores.scored.every((layer) => layer.length === 1 && layer[0]! > 0)).toBe(true);
});

test('a second run with nothing changed asks the worker for nothing and gives the same numbers', async () => {
  const first = await go(worker().client).outcome;
  const { asked, client } = worker();
  const second = await go(client).outcome;
  expect(asked).toEqual([]);
  expect(second.result).toMatchObject({ computed: 0, fromStorage: 19, complete: true });
  expect(second.result.directions).toEqual(first.result.directions);
  expect(second.result.metrics).toEqual(first.result.metrics);
  expect(second.truncated).toBe(1);
  expect(await readDirections(await storedKey())).toEqual(first.result.directions);
});

test.each(['graphHash', 'scenarioHash', 'revision', 'dtype', 'pooling'] as const)('another %s is another run', async (field) => {
  await go(worker().client).outcome;
  const { asked, client } = worker();
  await go(client, { [field]: 'last' }).outcome;
  expect(asked).toHaveLength(19);
});

describe('tokens', () => {
  test('that have changed under the same files\' names are another run: a corrected tokenizer or template brings no old number back', async () => {
    await go(worker().client).outcome;
    const corrected = worker(Infinity, undefined, (text) => residual(text).map((x) => 2 * x), undefined, (text) => `<s>${text}`);
    const { result } = await go(corrected.client).outcome;
    expect(corrected.asked).toHaveLength(19);
    expect(result).toMatchObject({ computed: 19, fromStorage: 0 });
    // Both stay: going back to the first tokenizer finds its numbers again.
    const back = worker();
    await go(back.client).outcome;
    expect(back.asked).toEqual([]);
    expect((await listStoredRuns()).map(({ texts, outdated }) => [texts, outdated])).toEqual([[19, false], [19, false]]);
  });
  test('of one text are enough', async () => {
    await go(worker().client).outcome;
    const { asked, client } = worker(Infinity, undefined, undefined, undefined, (text) => (text === 'good too' ? 'good too, cut' : text));
    await go(client).outcome;
    expect(asked).toHaveLength(19);
  });
  test('are told, so that pairs which are one text to the model can be named', async () => {
    const { outcome } = go(worker(Infinity, undefined, undefined, undefined, (text) => text.replace(/^(good|bad) 4/, 'same')).client);
    const { cut, truncated } = await outcome;
    expect([cut.tokenHashes[8], cut.tokenHashes[9], truncated]).toEqual(['tokens of same', 'tokens of same', 1]);
  });
  test('that are the same on both sides of every training pair are refused before anything is read', async () => {
    const { asked, client } = worker(Infinity, undefined, undefined, undefined, (text) => text.replace(/^(good|bad) [0-5]/, 'same'));
    await expect(go(client).outcome).rejects.toMatchObject({ code: 'same-tokens', message: expect.stringContaining('In all 6 training pairs both sides are the same 512 tokens') as string });
    expect(asked).toEqual([]);
  });
});

describe('what earlier versions kept', () => {
  const old = createStore('eia-lab', 'runs');
  const names = ['r', 'v', 'q4', 'g', 'h', 'mean', 'raw', 512].join('|');
  beforeEach(async () => {
    for (const text of plan.texts.keys()) await set(`${names}|text ${text}`, { residual: residual(plan.texts[text]!).map((x) => -x), truncated: false }, old);
    await set(`${names}|directions`, { layers: LAYERS, width: WIDTH, data: new Float32Array(LAYERS * WIDTH).fill(9) }, old);
  });
  test('is never taken for new numbers', async () => {
    const { asked, client } = worker();
    const { result } = await go(client).outcome;
    expect(asked).toHaveLength(19);
    expect(result.fromStorage).toBe(0);
    expect(result.metrics[0]!.auroc).toBe(1);
  });
  test('is listed with its size, said to be old, and deleted alone', async () => {
    await go(worker().client).outcome;
    const runs = await listStoredRuns();
    expect(runs.map(({ texts, outdated, key: { repo, pooling, maxTokens } }) => [texts, outdated, repo, pooling, maxTokens])).toEqual(expect.arrayContaining([[19, true, 'r', 'mean', 512], [19, false, 'r', 'mean', 512]]));
    expect(runs[0]!.bytes).toBeGreaterThan(19 * LAYERS * WIDTH * 4);
    await removeRun(runs.find(({ outdated }) => outdated)!.name);
    expect((await listStoredRuns()).map(({ outdated }) => outdated)).toEqual([false]);
    expect(await listRuns()).toHaveLength(20);
  });
  test('by a later way of reading the same tokens, too', async () => {
    await go(worker().client).outcome;
    const [now] = (await listStoredRuns()).filter(({ outdated }) => !outdated);
    await set(`${now!.name.replace('"reading":1', '"reading":0')}|text 0`, { residual: residual('good 0'), tokenHash: '' }, old);
    expect((await listStoredRuns()).map(({ outdated, texts }) => [outdated, texts])).toEqual(expect.arrayContaining([[true, 1], [true, 19], [false, 19]]));
  });
  test('under a name with any character in it is told from others', async () => {
    await clearRuns();
    const odd = { repo: 'folder|{"reading":1}|', revision: 'a|b' };
    await go(worker().client, odd).outcome;
    expect(await storedKey()).toMatchObject({ ...key, ...odd });
  });
});

describe('a run that ends early', () => {
  test('by a stop keeps what was read, and the next one goes on from there', async () => {
    const stopped = await go(worker(7).client).outcome;
    expect(stopped.stopped).toBe(true);
    expect(stopped.result).toMatchObject({ complete: false, computed: 7 });
    expect(await readDirections(await storedKey())).toBeUndefined();
    const { asked, client } = worker();
    const { result } = await go(client).outcome;
    expect(asked).toHaveLength(12);
    expect(result).toMatchObject({ complete: true, computed: 12, fromStorage: 7 });
  });
  test('before one training pair is complete throws what stopped it', async () => {
    await expect(go(worker(1).client).outcome).rejects.toMatchObject({ code: 'cancelled' });
  });
  test('by a crash throws it, shows what there is and keeps what was read', async () => {
    const { outcome, partial } = go(worker(9, new LabError('worker-crashed', 'gone')).client);
    await expect(outcome).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(partial.at(-1)?.scores.positive[0]?.filter((x) => !Number.isNaN(x)).length).toBeGreaterThan(2);
    const { asked, client } = worker();
    await go(client).outcome;
    expect(asked).toHaveLength(10);
  });
});

test('numbers that overflowed are not kept: another device reads those texts again', async () => {
  const overflowing = worker(Infinity, undefined, (text) => (text === 'good 3' ? residual(text).fill(NaN, 5, 6) : residual(text)));
  await expect(go(overflowing.client).outcome).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('not finite') as string });
  const { asked, client } = worker();
  const { result } = await go(client).outcome;
  expect(asked).toEqual(['good 3']);
  expect(result).toMatchObject({ complete: true, fromStorage: 18 });
});

test('while texts arrive the figures are there already', async () => {
  await go(worker(18).client).outcome; // All but one are kept, so that the next one suffices for a picture.
  const partial: RunResult[] = [];
  const { client } = worker(Infinity, undefined, undefined, () => vi.waitUntil(() => partial.length > 0));
  await run({ client, plan, key, settings: key, layers: LAYERS, width: WIDTH, context: 2048, seed: 1, signal: new AbortController().signal, onProgress: () => undefined, onPartial: (result) => partial.push(result) });
  expect(partial).toHaveLength(2);
  expect(partial[0]!.metrics.map(({ auroc }) => auroc)).toEqual([1, 1, 1]);
});

test('a text that is not read yet has no score, and nothing after the end overwrites the last result', async () => {
  const { outcome, partial } = go(worker(6).client);
  await outcome;
  const last = partial.at(-1)!;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(partial.at(-1)).toBe(last);
  expect(last.scores.positive[0]!.filter(Number.isNaN)).toHaveLength(6);
});
