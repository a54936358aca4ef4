/** A run against a worker of ours that answers by rule: what is computed, kept, shown and lost. */
import 'fake-indexeddb/auto';
import { createStore, get, keys, set } from 'idb-keyval';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { textOf } from '../../../src/lab/passage';
import type { AnalysisCalls } from '../../../src/analysis-protocol';
import type { Ask } from '../../../src/client';
import type { ScenarioSet } from '../../../src/formats/scenario-set';
import { LabError } from '../../../src/error';
import type { Calls, CaptureEvent, CaptureRequest, Cut, Pooling } from '../../../src/protocol';
import type { Spec } from '../../../src/experiment/analysis';
import type { ModelStamp } from '../../../src/experiment/stamp';
import { indices, type PassIndex } from '../../../src/lab/indices';
import { rows } from '../../../src/lab/report/rows';
import { run, type Outcome } from '../../../src/app/run';
import type { ToRead } from '../../../src/app/kept';
import { mixed } from '../../../src/experiment/run-note';
import { planTexts } from '../../../src/experiment/text-plan';
import { clearReadings, listReadings, removeReading } from '../../../src/storage/readings';
import { writeResidual } from '../../../src/storage/residuals';
import type { ReadOn } from '../../../src/protocol';
import { analysisDesk } from '../../../workers/analysis/desk';
import { inProcess } from '../workers/in-process';

const LAYERS = 3;
const WIDTH = 4;
const pair = (i: number, split: 'train' | 'test') => ({ id: `p${i}`, scenario: 's', split, positive: `good ${i}`, negative: `bad ${i}` });
const texts = {
  pairs: [...Array.from({ length: 6 }, (_, i) => pair(i, 'train')), ...Array.from({ length: 3 }, (_, i) => pair(6 + i, 'test'))],
  scored: [{ id: 'x', scenario: 's', score: 2 as const, text: 'good too' }],
};
const plan = planTexts(texts);
const POOLINGS = ['mean', 'mean-rest', 'last', 'last-4', 'last-16'] as const;
const model = { repo: 'r', revision: 'v', dtype: 'q4', graphHash: 'g', layers: LAYERS, width: WIDTH } as ModelStamp;
const WASM: ReadOn = { device: 'wasm', checked: true };

/** Texts that begin with "good" lie at +1 along a diagonal, with a little of their own; a pooling at a time. */
function residual(text: string): Float32Array {
  const side = text.startsWith('good') ? 1 : -1;
  return Float32Array.from(
    { length: POOLINGS.length * LAYERS * WIDTH },
    (_, i) => side + Math.sin(text.length * 7 + i + text.charCodeAt(text.length - 1)) / 4,
  );
}

/** What a tokenizer that tells all texts apart would say of them; with `as`, one that reads some texts as others. */
const cutOf = (texts: string[], as: (text: string) => string = (text) => text): Cut => ({
  tokens: texts.map(() => 5),
  truncated: texts.map((text) => text === 'bad 2'),
  tokenHashes: texts.map((text) => `tokens of ${as(text)}`),
});

/** Answers captures; `failAt` texts it throws `error`. Remembers which texts it was asked for. */
function worker(
  failAt = Infinity,
  error: Error = new LabError('cancelled', 'Stopped.'),
  read = residual,
  afterEach: () => Promise<unknown> = () => Promise.resolve(),
  as?: (text: string) => string,
) {
  const asked: string[] = [];
  const call = async (kind: string, request: CaptureRequest, { onEvent }: { onEvent: (event: CaptureEvent) => void }) => {
    const texts = request.texts.map(textOf);
    if (kind === 'cut') return cutOf(texts, as);
    for (const text of indices<PassIndex>(texts.length)) {
      const content = texts[text]!;
      if (text === failAt) throw error;
      asked.push(content);
      onEvent({ done: text + 1, of: texts.length, text, residual: read(content), tokens: 5, truncated: content === 'bad 2' });
      await afterEach();
    }
    return null;
  };
  return { asked, client: { call } as unknown as Ask<Calls> };
}

/** What of an outcome the tests look at. */
const result = ({ found: { made, report, ...found }, reading }: Outcome) => ({ ...found, ...made, report, metrics: rows(report), reading });

interface Over {
  texts?: Pick<ScenarioSet, 'pairs' | 'scored'>;
  model?: Partial<ModelStamp>;
  set?: string;
  pooling?: Spec['pooling'];
  on?: ReadOn;
  analysis?: Ask<AnalysisCalls>;
  /** Resolves when a partial outcome is drawn. */
  shown?: () => Promise<void>;
}

/** Each call is a page of its own: what a later one finds lies on the disk. */
function go(
  client: Ask<Calls>,
  {
    texts: own = texts,
    model: other = {},
    set: hash = 'h',
    pooling = 'mean',
    on = WASM,
    analysis = inProcess(analysisDesk()),
    shown,
  }: Over = {},
) {
  const partial: ReturnType<typeof result>[] = [];
  const progress: { done: number; of: number }[] = [];
  const toRead: ToRead = {
    at: '2026-01-01T00:00:00Z',
    model: { ...model, ...other },
    set: { hash, set: { id: 's', name: 'S', ...own } as ScenarioSet },
    how: { template: false, maxTokens: 512 },
    context: 2048,
  };
  const outcome = run({
    model: client,
    analysis,
    toRead,
    on,
    spec: { method: 'mean-difference', pooling, validation: 'split', seed: 1 },
    signal: new AbortController().signal,
    elapsed: () => performance.now(),
    onProgress: (p) => progress.push(p),
    onPartial(r) {
      partial.push(result(r));
      return shown?.() ?? Promise.resolve();
    },
  }).then((ended) => ({ ...ended, result: result(ended) }));
  return { outcome, partial, progress };
}

beforeEach(clearReadings);

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
});

test('another number of blocks, which config.json may decide, is read anew', async () => {
  await go(worker().client).outcome;
  const { asked, client } = worker(Infinity, undefined, (text) => residual(text).subarray(0, (LAYERS - 1) * WIDTH * POOLINGS.length));
  const { result } = await go(client, { model: { layers: LAYERS - 1 } }).outcome;
  expect([asked.length, result.directions.layers]).toEqual([19, LAYERS - 1]);
});

describe('the analysis worker that lives on', () => {
  test('gives nothing back that was deleted from the disk', async () => {
    const analysis = inProcess(analysisDesk());
    await go(worker().client, { analysis }).outcome;
    await removeReading((await listReadings())[0]!.name);
    const { asked, client } = worker();
    const { result } = await go(client, { analysis }).outcome;
    expect([asked.length, result.fromStorage, (await listReadings())[0]?.texts]).toEqual([19, 0, 19]);
  });
  test('gives nothing back that was deleted, what the disk had refused included', async () => {
    const analysis = inProcess(analysisDesk());
    const real = IDBObjectStore.prototype.put;
    let n = 0;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (n++ % 3 === 2) throw new DOMException('full', 'QuotaExceededError');
      return real.apply(this, args);
    });
    await go(worker().client, { analysis }).outcome;
    put.mockRestore();
    const [{ name, texts: kept }] = (await listReadings()) as [Awaited<ReturnType<typeof listReadings>>[0]];
    expect(kept).toBeLessThan(19);
    await removeReading(name);
    await analysis.call('forget', name);
    const { asked, client } = worker();
    await go(client, { analysis }).outcome;
    expect([asked.length, (await listReadings())[0]?.texts]).toEqual([19, 19]);
  });
  test.each([[LAYERS - 1], [2 * LAYERS]])('reads anew where config.json now says %i blocks', async (layers) => {
    const analysis = inProcess(analysisDesk());
    await go(worker().client, { analysis }).outcome;
    const { asked, client } = worker(Infinity, undefined, (text) =>
      Float32Array.from({ length: POOLINGS.length * layers * WIDTH }, (_, i) => residual(text)[i % residual(text).length]! + i / 1000),
    );
    const { result } = await go(client, { analysis, model: { layers } }).outcome;
    expect([asked.length, result.directions.layers]).toEqual([19, layers]);
  });
  test('gives back what the disk had refused', async () => {
    const analysis = inProcess(analysisDesk());
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await go(worker().client, { analysis }).outcome;
    const { asked, client } = worker();
    await go(client, { analysis }).outcome;
    put.mockRestore();
    expect(asked).toEqual([]);
  });
});

test('another graph, or other weights, are read anew', async () => {
  await go(worker().client).outcome;
  const { asked, client } = worker();
  await go(client, { model: { graphHash: 'other' } }).outcome;
  expect(asked).toHaveLength(19);
});

test.each(POOLINGS)('pooling %s comes from the same reading, and is that pooling', async (pooling) => {
  await go(worker().client).outcome;
  const { asked, client } = worker();
  const { result } = await go(client, { pooling }).outcome;
  expect(asked).toEqual([]);
  const at = POOLINGS.indexOf(pooling) * LAYERS * WIDTH;
  const mean = (kind: string) =>
    Array.from({ length: WIDTH }, (_, i) => texts.pairs.slice(0, 6).reduce((sum, _, p) => sum + residual(`${kind} ${p}`)[at + i]! / 6, 0));
  const [yes, no] = [mean('good'), mean('bad')];
  const difference = yes.map((x, i) => x - no[i]!);
  const length = Math.hypot(...difference);
  expect(result.spec.pooling).toBe(pooling);
  difference.forEach((x, i) => expect(result.directions.data[i]).toBeCloseTo(x / length, 5));
});

describe('texts are kept by content', () => {
  test('a set that shares texts with another reads only its own', async () => {
    await go(worker().client).outcome;
    const more: Over['texts'] = {
      pairs: [...Array.from({ length: 6 }, (_, i) => pair(i, 'train')), pair(6, 'test'), pair(20, 'test')],
      scored: [],
    };
    const { asked, client } = worker();
    const { result } = await go(client, { texts: more, set: 'another' }).outcome;
    expect(asked.sort()).toEqual(['bad 20', 'good 20']);
    expect(result).toMatchObject({ computed: 2, fromStorage: 14, of: 16 });
  });
  test('a text that stands in a set twice is read once', async () => {
    const twice: Over['texts'] = {
      pairs: [pair(0, 'train'), pair(1, 'train'), { ...pair(2, 'test'), negative: 'bad 0' }],
      scored: [{ id: 'x', scenario: 's', score: 2, text: 'good 1' }],
    };
    const { asked, client } = worker();
    const { outcome, progress } = go(client, { texts: twice });
    const { result } = await outcome;
    expect([...asked].sort()).toEqual(['bad 0', 'bad 1', 'good 0', 'good 1', 'good 2']);
    expect([result.computed, progress.at(-1)?.done, result.scores.negative[0]!.every(Number.isFinite)]).toEqual([7, 7, true]);
  });
  test('deleting one reading leaves the texts that another has', async () => {
    await go(worker().client).outcome;
    const some: Over['texts'] = { pairs: [pair(0, 'train'), pair(6, 'test'), pair(20, 'test')], scored: [] };
    await go(worker().client, { texts: some, set: 'another' }).outcome;
    const [first] = (await listReadings()).filter(({ setHash }) => setHash === 'h');
    await removeReading(first!.name);
    expect((await listReadings()).map(({ setHash, texts }) => [setHash, texts])).toEqual([['another', 6]]);
    const { asked, client } = worker();
    await go(client).outcome;
    expect(asked).toHaveLength(15);
  });
});

describe('devices', () => {
  test('what each text was read on is kept with it', async () => {
    await go(worker(7).client, { on: { device: 'webgpu', checked: false } }).outcome;
    const { before, result } = await go(worker().client).outcome;
    expect(before).toEqual(Array(7).fill({ device: 'webgpu', checked: false }));
    expect(mixed(before, result.computed > 0 ? WASM : null)).toContain('read on WebGPU and on WASM');
  });
  test('two that were both held against a reference need no word, nor does one alone', () => {
    expect(mixed([{ device: 'webgpu', checked: true }], WASM)).toBe('');
    expect(mixed([{ device: 'webgpu', checked: false }], null)).toBe('');
    expect(mixed([null, WASM], null)).toContain('an earlier version did not note');
  });
});

describe('tokens', () => {
  test("that have changed under the same files' names are another run: a corrected tokenizer or template brings no old number back", async () => {
    await go(worker().client).outcome;
    const corrected = worker(
      Infinity,
      undefined,
      (text) => residual(text).map((x) => 2 * x),
      undefined,
      (text) => `<s>${text}`,
    );
    const { result } = await go(corrected.client).outcome;
    expect(corrected.asked).toHaveLength(19);
    expect(result).toMatchObject({ computed: 19, fromStorage: 0 });
    // Both stay: going back to the first tokenizer finds its numbers again.
    const back = worker();
    await go(back.client).outcome;
    expect(back.asked).toEqual([]);
    expect((await listReadings()).map(({ texts, outdated }) => [texts, outdated])).toEqual([
      [19, false],
      [19, false],
    ]);
  });
  test('of one text cost one reading', async () => {
    await go(worker().client).outcome;
    const { asked, client } = worker(Infinity, undefined, undefined, undefined, (text) => (text === 'good too' ? 'good too, cut' : text));
    await go(client).outcome;
    expect(asked).toEqual(['good too']);
  });
  test('are told, so that pairs which are one text to the model can be named', async () => {
    const { outcome } = go(worker(Infinity, undefined, undefined, undefined, (text) => text.replace(/^(good|bad) 4/, 'same')).client);
    const { cut, truncated } = await outcome;
    expect([cut.tokenHashes[8], cut.tokenHashes[9], truncated]).toEqual(['tokens of same', 'tokens of same', 1]);
  });
  test('that are the same on both sides of every training pair are refused before anything is read', async () => {
    const { asked, client } = worker(Infinity, undefined, undefined, undefined, (text) => text.replace(/^(good|bad) [0-5]/, 'same'));
    await expect(go(client).outcome).rejects.toMatchObject({
      code: 'same-tokens',
      message: expect.stringContaining('In all 6 training pairs both sides are the same 512 tokens') as string,
    });
    expect(asked).toEqual([]);
  });
});

describe('what earlier versions kept', () => {
  const old = createStore('eia-lab', 'runs');
  const first = ['r', 'v', 'q4', 'g', 'h', 'mean', 'raw', 512].join('|');
  const size = LAYERS * WIDTH;
  /** As version 1 named a run that knew its tokens. */
  const second = (pooling: Pooling, over: object = {}) =>
    JSON.stringify({
      reading: 1,
      repo: 'r',
      revision: 'v',
      dtype: 'q4',
      graphHash: 'g',
      scenarioHash: 'h',
      tokensHash: 't',
      pooling,
      template: false,
      maxTokens: 512,
      ...over,
    });
  const fill = async (name: string, texts: readonly number[], of: (text: string) => Float32Array) => {
    for (const text of texts)
      await set(
        `${name}|text ${text}`,
        { residual: of(textOf(plan.texts[text]!)), tokenHash: `tokens of ${textOf(plan.texts[text]!)}` },
        old,
      );
    await set(`${name}|directions`, { layers: LAYERS, width: WIDTH, data: new Float32Array(size).fill(9) }, old);
  };
  const all = [...plan.texts.keys()];

  test('by its first releases is never taken for new numbers, listed with its size, said to be old, and deleted alone', async () => {
    await fill(first, all, (text) =>
      residual(text)
        .subarray(0, size)
        .map((x) => -x),
    );
    const { asked, client } = worker();
    const { result } = await go(client).outcome;
    expect([asked.length, result.fromStorage, result.metrics[0]!.auroc]).toEqual([19, 0, 1]);
    const listed = await listReadings();
    expect(listed.map(({ texts, outdated, repo, whole }) => [texts, outdated, repo, whole !== null])).toEqual([
      [19, false, 'r', true],
      [19, true, 'r', false],
    ]);
    expect(listed[1]!.bytes).toBe(20 * size * 4);
    await removeReading(listed[1]!.name);
    expect((await listReadings()).map(({ outdated }) => outdated)).toEqual([false]);
    expect(await keys(old)).toEqual([]);
  });
  test('with the tokens it read is taken over: a run in that pooling asks the model for nothing', async () => {
    await fill(second('mean-rest'), all, (text) => residual(text).subarray(size, 2 * size));
    expect((await listReadings()).map(({ texts, bytes, outdated, whole }) => [texts, bytes, outdated, whole])).toEqual([
      [19, 19 * size * 4, false, null],
    ]);
    expect(await keys(old)).toEqual([]);
    const fresh = await go(worker().client, { pooling: 'mean-rest', model: { graphHash: 'fresh' } }).outcome;
    const { asked, client } = worker();
    const { result } = await go(client, { pooling: 'mean-rest' }).outcome;
    expect(asked).toEqual([]);
    expect(result.directions).toEqual(fresh.result.directions);
  });
  test('in two poolings is joined text by text, and another pooling is read', async () => {
    await fill(second('mean'), all, (text) => residual(text).subarray(0, size));
    await fill(second('last'), all.slice(0, 4), (text) => residual(text).subarray(2 * size, 3 * size));
    const { asked, client } = worker();
    await go(client, { pooling: 'last' }).outcome;
    expect(asked).toHaveLength(15);
    expect((await listReadings()).filter(({ whole }) => whole)).toMatchObject([{ texts: 19 }]);
  });
  test('in fewer poolings opens in those; a run in another one reads what lacks it, and keeps all', async () => {
    const hash = (text: number) => `tokens of ${textOf(plan.texts[text]!)}`;
    const keep = (text: number, poolings: number) =>
      writeResidual('g', hash(text), {
        poolings: POOLINGS.slice(0, poolings),
        data: residual(textOf(plan.texts[text]!)).subarray(0, poolings * size),
        on: WASM,
      });
    for (const text of all) await keep(text, text < 4 ? POOLINGS.length : 3);
    const before = worker();
    const { result } = await go(before.client, { pooling: 'mean-rest' }).outcome;
    expect([before.asked, result.fromStorage]).toEqual([[], 19]);
    const after = worker();
    await go(after.client, { pooling: 'last-4' }).outcome;
    expect([...after.asked].sort()).toEqual(
      all
        .slice(4)
        .map((text) => plan.texts[text])
        .sort(),
    );
    const again = worker();
    await go(again.client, { pooling: 'last-16' }).outcome;
    expect(again.asked).toEqual([]);
  });
  test('in another way of reading is not taken over', async () => {
    await fill(second('mean', { reading: 0 }), all, residual);
    const { asked, client } = worker();
    await go(client).outcome;
    expect(asked).toHaveLength(19);
    expect((await listReadings()).map(({ outdated, texts }) => [outdated, texts])).toEqual([
      [false, 19],
      [true, 19],
    ]);
  });
  test('is taken over by two tabs at once without a loss', async () => {
    await fill(second('mean'), all, (text) => residual(text).subarray(0, size));
    await Promise.all([listReadings(), listReadings()]);
    expect(await listReadings()).toMatchObject([{ texts: 19, outdated: false }]);
  });
  test('stays where it is while it cannot be written anew', async () => {
    await fill(second('mean'), all.slice(0, 1), (text) => residual(text).subarray(0, size));
    expect(await get(`${second('mean')}|text 0`, old)).toBeDefined();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await listReadings().catch(() => undefined);
    put.mockRestore();
    expect(await get(`${second('mean')}|text 0`, old)).toBeDefined();
  });
});

describe('a run that ends early', () => {
  test('by a stop keeps what was read, and the next one goes on from there', async () => {
    const stopped = await go(worker(7).client).outcome;
    expect(stopped.stopped).toBe(true);
    expect(stopped.result).toMatchObject({ complete: false, computed: 7 });
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

describe('an analysis worker that dies', () => {
  /**
   * At the `at`-th call of a kind it dies, as a worker does: what was asked of it is rejected, and the next one holds nothing.
   * 'reading-not-open': it died while nothing was asked.
   */
  function mortal(kind: keyof AnalysisCalls, at: number, code: 'worker-crashed' | 'reading-not-open'): Ask<AnalysisCalls> {
    let desk = inProcess(analysisDesk());
    let die: (error: Error) => void = () => undefined;
    let death: Promise<never> = new Promise<never>((_, reject) => (die = reject));
    let calls = 0;
    const call: Ask<AnalysisCalls>['call'] = async (asked, input) => {
      if (asked === kind && ++calls === at) {
        desk = inProcess(analysisDesk());
        if (code === 'worker-crashed') {
          die(new LabError(code, 'gone'));
          const last: Promise<never> = death;
          death = new Promise((_, reject) => (die = reject));
          return last;
        }
      }
      return Promise.race([desk.call(asked, input), death]);
    };
    return { call };
  }
  /** So that what was asked before the worker dies has been answered. */
  const slowly = () => new Promise((resolve) => setTimeout(resolve, 5));
  test.each([
    ['keep', 'worker-crashed'],
    ['keep', 'reading-not-open'],
    ['analyse', 'worker-crashed'],
  ] as const)('at %s (%s) is asked again, and nothing is missing', async (kind, code) => {
    const whole = await go(worker().client, { model: { graphHash: 'whole' } }).outcome;
    const { result } = await go(worker(Infinity, undefined, undefined, slowly).client, {
      analysis: mortal(kind, kind === 'keep' ? 5 : 1, code),
    }).outcome;
    expect(result).toMatchObject({ complete: true, computed: 19, scores: whole.result.scores });
  });
  test('with texts that no disk has ends the run by that, and the model is asked no more', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { asked, client } = worker(Infinity, undefined, undefined, slowly);
    const signals: AbortSignal[] = [];
    const seen: Ask<Calls> = {
      call(kind, input, o = {}) {
        if (o.signal) signals.push(o.signal);
        return client.call(kind, input, o);
      },
    };
    await expect(go(seen, { analysis: mortal('keep', 5, 'worker-crashed') }).outcome).rejects.toMatchObject({ code: 'worker-crashed' });
    put.mockRestore();
    expect([asked.length > 4, signals.at(-1)!.aborted]).toEqual([true, true]);
  });
});

test('numbers that overflowed are not kept: another device reads those texts again', async () => {
  const overflowing = worker(Infinity, undefined, (text) => (text === 'good 3' ? residual(text).fill(NaN, 5, 6) : residual(text)));
  await expect(go(overflowing.client).outcome).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('not finite') as string,
  });
  const { asked, client } = worker();
  const { result } = await go(client).outcome;
  expect(asked).toEqual(['good 3']);
  expect(result).toMatchObject({ complete: true, fromStorage: 18 });
});

test('while texts arrive there is no interval', async () => {
  const many = { ...texts, pairs: [...texts.pairs, ...Array.from({ length: 9 }, (_, i) => pair(30 + i, 'test'))] }; // Twelve test pairs: enough for an interval.
  await go(worker(36).client, { texts: many }).outcome; // All but one are kept, so that the next one suffices for a picture.
  let seen: unknown[] = [];
  const { client } = worker(Infinity, undefined, undefined, () => vi.waitUntil(() => seen.length > 0));
  const { outcome, partial } = go(client, { texts: many });
  seen = partial;
  const { result } = await outcome;
  expect(partial).toHaveLength(1);
  expect(partial[0]!.metrics.map(({ auroc, aurocLow }) => [auroc, aurocLow])).toEqual(Array(LAYERS).fill([1, NaN]));
  expect(result.metrics.every(({ aurocLow }) => aurocLow > 0.5 && aurocLow < 1)).toBe(true);
});

test('the next partial result is made once the last one is drawn, and not before a pair more is there', async () => {
  const slowly = () => new Promise((resolve) => setTimeout(resolve, 5));
  const never = go(worker(Infinity, undefined, undefined, slowly).client, { shown: () => new Promise(() => undefined) });
  expect((await never.outcome).result.complete).toBe(true);
  expect(never.partial).toHaveLength(1);
  await clearReadings();
  const { outcome, partial } = go(worker(Infinity, undefined, undefined, slowly).client);
  const { result } = await outcome;
  expect(partial.length).toBeGreaterThan(2);
  expect(partial.length).toBeLessThanOrEqual(Math.ceil(result.of / 2));
  const read = partial.map(({ computed }) => computed);
  expect(read).toEqual([...new Set(read)].sort((a, b) => a - b));
});

test('where the browser keeps nothing the run goes on and says why', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  const { storageError, result } = await go(worker().client).outcome;
  put.mockRestore();
  expect([storageError, result.complete]).toEqual(['The disk is full.', true]);
});

test('a text that is not read yet has no score, and nothing after the end overwrites the last result', async () => {
  const { outcome, partial } = go(worker(6).client);
  await outcome;
  const last = partial.at(-1)!;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(partial.at(-1)).toBe(last);
  expect(last.scores.positive[0]!.filter(Number.isNaN)).toHaveLength(6);
});
