/** Choices: each option's log-probability is what one reading of prompt and option gives, under every push, for every family. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LabError } from '../../../src/error';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { pushRows } from '../../../src/lab/edit-rows';
import type { StreamEdit } from '../../../src/lab/edits';
import type { ChooseEvent, ChooseRequest } from '../../../src/protocol';
import { choose } from '../../../workers/choose/choose';
import { KEPT } from '../../../workers/device/limits';
import { logProbability } from '../../../workers/generate/sample';
import type { LoadedModel } from '../../../workers/model/loaded';
import { forward, lastPool } from '../../../workers/pass/forward';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { loadTiny, withRun } from './tiny';

const root = new URL('../../fixtures/', import.meta.url);
/** Normed after every sum: refused. */
const REFUSED = 'tiny-18-opt350-optimum';
const models = readdirSync(root).filter(
  (name) => name.startsWith('tiny-') && name !== REFUSED && readdirSync(new URL(`${name}/`, root)).includes('tokenizer_config.json'),
);
const never = new AbortController().signal;
const ask = (
  model: LoadedModel,
  request: Partial<ChooseRequest>,
  report: (event: ChooseEvent) => void = () => undefined,
  signal = never,
) => {
  const { layers, width } = model.graph;
  const rows = request.rows ?? 1;
  const steer = new Float32Array(layers * rows * width);
  return choose(model, { items: ITEMS, template: false, rows, steer, read: null, ...request }, report, signal);
};
const PROMPT = 'a person needs water while the game goes on';
const ITEMS = [{ prompt: PROMPT, options: [' and I stop to help', ' so I win'] }];

/** Sum over the option's tokens, and the last prompt token's residual [layer, width], of one reading of everything. */
async function whole(model: LoadedModel, prompt: readonly number[], option: readonly number[], steer: Float32Array | null) {
  const ids = [...prompt, ...option.slice(0, -1)];
  const positions = indices<TokenIndex>(ids.length).slice(prompt.length - 1);
  const pass = { ids: [ids], steer, pool: lastPool(1, ids.length), pools: 1, positions };
  const { logits } = await forward(model, pass, emptyCache(model, 1), false);
  const vocab = logits.length / option.length;
  return option.reduce((sum, token, i) => sum + logProbability(logits.subarray(i * vocab, (i + 1) * vocab), token), 0);
}

test.each(models)('%s', async (repo) => {
  const { model } = await loadTiny(repo, { dtype: repo.endsWith('dynamic') ? 'q8' : repo === 'tiny-18-lfm2-split' ? 'q4' : 'fp32' });
  const { layers, width } = model.graph;
  // Row 0 is pushed, row 1 is not.
  const push = Float32Array.from({ length: layers * width }, (_, i) => (i >= width && i < 2 * width ? Math.cos(i) : 0));
  const steer = new Float32Array(layers * 2 * width);
  for (let layer = 0; layer < layers; layer++) steer.set(push.subarray(layer * width, (layer + 1) * width), layer * 2 * width);
  const read = Float32Array.from({ length: layers * width }, (_, i) => Math.sin(i) / Math.sqrt(width / 2));
  const [item] = await ask(model, { rows: 2, steer, read });
  const prompt = model.encode(PROMPT);
  const options = ITEMS[0]!.options.map((option) => model.encodeAfter(PROMPT, option, false));
  expect(item!.tokens).toEqual(options.map(({ length }) => length));
  // Dynamic quantisation scales by all tokens of a run, so that what is read together matters there.
  const digits = model.graph.rowsCoupled ? -1 : 3;
  for (const [row, pushed] of [push, null].entries())
    for (const [i, option] of options.entries())
      expect(item!.logProbs[row]![i]).toBeCloseTo(await whole(model, prompt, option, pushed), digits);
  if (!model.graph.rowsCoupled) expect(item!.logProbs[0]![0]).not.toBeCloseTo(item!.logProbs[1]![0]!, 3);
  const { residual } = await forward(
    model,
    { ids: [prompt], steer: null, pool: lastPool(1, prompt.length), pools: 1, positions: [] },
    emptyCache(model, 1),
    false,
  );
  const along = Array.from({ length: layers }, (_, l) =>
    read.slice(l * width, (l + 1) * width).reduce((sum, x, i) => sum + x * residual[l * width + i]!, 0),
  );
  item!.read.forEach((value, layer) => expect(value).toBeCloseTo(along[layer]!, digits));
  if (!model.graph.rowsCoupled) {
    // Without a row that is left alone the prompt is read once more.
    const [alone] = await ask(model, { rows: 1, steer: push, read });
    alone!.read.forEach((value, layer) => expect(value).toBeCloseTo(along[layer]!, 3));
  }
  await model.dispose();
});

describe('the tiny Llama', async () => {
  const { model } = await loadTiny('tiny-llama-builder');

  test('reads a prompt once a strength for all options, and says how far it is', async () => {
    const runs: number[] = [];
    const watched = withRun(model, (feeds, names) => {
      runs.push(feeds.input_ids!.dims[1]!);
      return model.session.run(feeds, names) as never;
    });
    const done: number[] = [];
    const items = [...ITEMS, { prompt: 'b', options: [' one', ' two two', ' three'] }];
    const chosen = await ask(watched, { items, rows: 3 }, (event) => done.push(event.done));
    expect(done).toEqual([1, 2]);
    const prompt = model.encode(PROMPT).length;
    // Once a strength; nobody asked what could be read before.
    expect(runs.filter((length) => length === prompt)).toHaveLength(3);
    expect(chosen.map(({ logProbs }) => logProbs.map((row) => row.length))).toEqual([
      [2, 2, 2],
      [3, 3, 3],
    ]);
    expect(chosen[1]!.read).toEqual([]);
  });

  test('an option longer than what is kept at once is the same', async () => {
    const long = ' water and then the game goes on'.repeat(30);
    const [item] = await ask(model, { items: [{ prompt: 'a', options: [long, ' no'] }] });
    const option = model.encodeAfter('a', long, false);
    expect(option.length).toBeGreaterThan(KEPT + 1);
    expect(item!.logProbs[0]![0]).toBeCloseTo(await whole(model, model.encode('a'), option, null), 2);
  });

  test('a stop is answered before the next pass', async () => {
    const stop = new AbortController();
    const items = [...ITEMS, ...ITEMS];
    await expect(ask(model, { items }, () => stop.abort(new Error('stopped')), stop.signal)).rejects.toThrow('stopped');
  });

  const item = (prompt: string, ...options: string[]) => ({ items: [ITEMS[0]!, { prompt, options }] });
  const wide = (length: number) => new Float32Array(length);
  test.each([
    ['no item', { items: [] }, 'no-items', 'no item'],
    ['an empty prompt', item(' ', ' a', ' b'), 'empty-prompt', 'Item 2 of 2'],
    ['one option', item('a', ' b'), 'bad-options', 'has 1 option'],
    ['an empty option', item('a', ' b', ' '), 'bad-options', 'empty option (number 2)'],
    ['an option that another begins with', item('a', ' water', ' water for all'), 'bad-options', '" water"'],
    ['the same option twice', item('a', ' water', ' water'), 'bad-options', 'begins with'],
    ['a steer of another model', { steer: wide(3) }, 'shape-mismatch', 'steer has 3 numbers'],
    ['directions of another model', { read: wide(3) }, 'shape-mismatch', 'directions has 3 numbers'],
  ] as const)('%s', async (_, request, code, words) => {
    const error: unknown = await ask(model, request as Partial<ChooseRequest>).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(words);
  });

  test('a push beyond 16-bit numbers is refused before anything runs, with the limit', async () => {
    const narrow = { ...model, graph: { ...model.graph, stream: 'float16' as const } };
    const { layers, width } = model.graph;
    const steer = Float32Array.from({ length: layers * width }, (_, i) => (i === width ? 1e5 : 0));
    await expect(ask(narrow, { steer, alphas: [4] })).rejects.toMatchObject({
      code: 'push-too-far',
      message: expect.stringMatching(/α = 4 .* block 1 to 1\.0e\+5; .*65504/) as string,
      hint: expect.stringContaining('α can be at most 2.6 in size') as string,
    });
  });

  test.each([
    ['not-finite', NaN, 'the logits were not finite numbers'],
    ['flat', 0, 'every token got the same logit'],
  ])('logits that are %s give no option a log-probability, and say so', async (kind, value, said) => {
    const bad = withRun(model, async (feeds, names) => {
      const outputs = await model.session.run(feeds, names);
      (outputs.logits!.data as Float32Array).fill(value);
      return outputs as never;
    });
    await expect(ask(bad, {})).rejects.toMatchObject({
      code: `logits-${kind}`,
      message: `Row 1 of 1 gives the options no log-probability: ${said}.`,
      hint: expect.stringContaining('the model itself overflows') as string,
    });
  });

  test('a prompt longer than the context says by how much', async () => {
    const short = { ...model, context: 5 };
    await expect(ask(short, {})).rejects.toMatchObject({ code: 'prompt-too-long' });
  });
});

describe('edits, on the tiny Llama', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const { layers, width } = model.graph;
  const size = { layers, width };
  const data = Float32Array.from({ length: layers * width }, (_, i) => (i % 2 ? -1 : 1) / Math.sqrt(width));
  const edit = (over: Partial<StreamEdit> = {}): StreamEdit => ({
    ...{ op: 'ablate', directions: { ...size, data }, band: [1, 2], amount: 0, unit: 'raw', when: 'all' },
    ...over,
  });
  /** Rows, each with its own edits and no push beside them. */
  const rows = (...edits: readonly (readonly StreamEdit[])[]): Partial<ChooseRequest> => ({
    rows: edits.length,
    ...pushRows(new Float32Array(layers * edits.length * width), edits, size),
  });
  const logProbs = async (request: Partial<ChooseRequest>): Promise<number[][]> => (await ask(model, request))[0]!.logProbs;

  test('an ablation changes log-probabilities; a row without edits is what it was before, bit for bit', async () => {
    const before = await logProbs({ rows: 2 });
    expect(model.graph.clamps).toBe(false);
    const [plain, ablated] = await logProbs(rows([], [edit()]));
    expect(model.graph.clamps).toBe(true);
    expect(plain).toEqual(before[0]);
    ablated!.forEach((value, i) => expect(Math.abs(value - plain![i]!)).toBeGreaterThan(1e-3));
    expect(await logProbs({ rows: 2 })).toEqual(before);
  });

  test('of the answer alone an edit begins after the first token of an option; of the prompt alone it ends before it', async () => {
    const first = { items: [{ prompt: PROMPT, options: [' water', ' a'] }] };
    expect(model.encodeAfter(PROMPT, ' a', false)).toHaveLength(1);
    const of = async (when: StreamEdit['when'], over: Partial<ChooseRequest> = {}) =>
      (await logProbs({ ...over, ...rows([edit({ when })]) }))[0]!;
    const [plain] = await logProbs({ ...first });
    expect((await of('answer', first))[1]).toBe(plain![1]);
    expect((await of('prompt', first))[1]).toBe((await of('all', first))[1]);
    const [all, prompt, answer] = [await of('all'), await of('prompt'), await of('answer')];
    expect(new Set([all[0], prompt[0], answer[0], (await logProbs({}))[0]![0]]).size).toBe(4);
  });

  test('what could be read before it acts is read without an edit', async () => {
    const [left] = await ask(model, { read: data });
    const [edited] = await ask(model, { read: data, ...rows([edit()]) });
    expect(edited!.read).toEqual(left!.read);
    expect(Math.abs(left!.read[1]!)).toBeGreaterThan(1e-3);
  });

  test('are refused where the second form fails; without bounds it is not asked for', async () => {
    const { model: fresh } = await loadTiny('tiny-llama-builder');
    const failing = { ...fresh, takeClamps: () => Promise.reject(new LabError('edits-failed', 'ablated, it is read back 3 off', '')) };
    await expect(ask(failing, rows([edit()]))).rejects.toMatchObject({ code: 'edits-failed' });
    expect((await ask(failing, rows([edit({ op: 'add', amount: 1 })])))[0]!.logProbs[0]).toHaveLength(2);
    await fresh.dispose();
  });

  test('bounds of another model are refused before the graph changes', async () => {
    const { model: fresh } = await loadTiny('tiny-llama-builder');
    const clamps = { count: 1, directions: new Float32Array(3), low: new Float32Array(1), high: new Float32Array(1) };
    await expect(ask(fresh, { clamps })).rejects.toMatchObject({ code: 'shape-mismatch' });
    expect(fresh.graph.clamps).toBe(false);
    await fresh.dispose();
  });

  test('where prompt and option are read in one pass, an edit of one of them is refused', async () => {
    const turned = { ...model, graph: { ...model.graph, firstWindow: model.encode(PROMPT).length } };
    await expect(ask(turned, rows([edit({ when: 'answer' })]))).rejects.toMatchObject({
      code: 'edits-failed',
      message: expect.stringContaining('turns its positions by another table') as string,
    });
  });
});
