/** Choices: each option's log-probability is what one reading of prompt and option gives, under every push, for every family. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LabError } from '../../../src/error';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { grows } from '../../../src/graph/slice-cache';
import { pushRows } from '../../../src/lab/edit-rows';
import type { StreamEdit } from '../../../src/lab/edits';
import type { ChooseEvent, ChooseRequest } from '../../../src/protocol';
import { choose } from '../../../workers/choose/choose';
import { KEPT } from '../../../workers/device/limits';
import { LOG_PROBS } from '../../../src/graph/log-probs';
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
async function total(model: LoadedModel, prompt: readonly number[], option: readonly number[], steer: Float32Array | null) {
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
  // Row 0 is pushed, row 1 is not, rows 2 and 3 are, otherwise.
  const push = Float32Array.from({ length: layers * width }, (_, i) => (i >= width && i < 2 * width ? Math.cos(i) : 0));
  const pushes = [push, null, push.map((x) => -x), push.map((x, i) => x * Math.sin(i))];
  const rows = pushes.length;
  const steer = new Float32Array(layers * rows * width);
  for (const [row, own] of pushes.entries())
    for (let layer = 0; own && layer < layers; layer++)
      steer.set(own.subarray(layer * width, (layer + 1) * width), (layer * rows + row) * width);
  const read = Float32Array.from({ length: layers * width }, (_, i) => Math.sin(i) / Math.sqrt(width / 2));
  const [item] = await ask(model, { rows, steer, read });
  const prompt = model.encode(PROMPT);
  const options = ITEMS[0]!.options.map((option) => model.encodeAfter(PROMPT, [option], false)[0]!);
  expect(item!.tokens).toEqual(options.map(({ length }) => length));
  // Dynamic quantisation scales by all tokens of a run, so that what is read together matters there.
  const digits = model.graph.rowsCoupled ? -1 : 3;
  for (const [row, pushed] of pushes.entries())
    for (const [i, option] of options.entries())
      expect(item!.logProbs[row]![i]).toBeCloseTo(await total(model, prompt, option, pushed), digits);
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
  await beginAlike(model, { rows, steer, read }, pushes);
  await model.dispose();
});

/** Items that begin alike, and do not follow each other. */
const SEVERAL = [
  { prompt: `${PROMPT} and it is late`, options: [' I stop', ' I win', ' I stay to help'] },
  { prompt: 'water for all', options: [' yes and then', ' yes or no', ' no'] },
  { prompt: `${PROMPT} for a door`, options: [' I help a person', ' I wait for water'] },
];

/** They give what each gives alone and from its first token on; and where the model allows it, fewer tokens are read. */
async function beginAlike(model: LoadedModel, request: Partial<ChooseRequest>, pushes: readonly (Float32Array | null)[]): Promise<void> {
  let run = 0;
  const events: ChooseEvent[] = [];
  const watched = withRun(model, (feeds, names) => {
    run += feeds.input_ids!.size;
    return model.session.run(feeds, names);
  });
  const together = await ask(watched, { ...request, items: SEVERAL }, (event) => events.push(event));
  expect(events.map(({ done }) => done)).toEqual([1, 2, 3]);
  for (const { index, item } of events) expect(item).toBe(together[index]);
  const { computed, asked } = events.at(-1)!;
  expect(computed).toBe(run);
  const texts = SEVERAL.map(({ prompt, options }) => ({
    prompt: model.encode(prompt),
    options: options.map((option) => model.encodeAfter(prompt, [option], false)[0]!),
  }));
  expect(asked).toBe(
    pushes.length * texts.flatMap(({ prompt, options }) => [prompt.length, ...options.map((o) => o.length - 1)]).reduce(sum),
  );
  const { graph } = model;
  const whole = graph.rowsCoupled || !graph.cache.every(grows);
  // LongRoPE: what passes the first window is read by itself, from its first token on.
  const passes = texts.some(
    ({ prompt, options }) => prompt.length + Math.max(...options.map((o) => o.length)) > (graph.firstWindow ?? Infinity),
  );
  if (passes) expect(computed).toBeGreaterThan(asked);
  else if (whole) expect([computed, events.map(({ index }) => index)]).toEqual([asked, [0, 1, 2]]);
  // The tokens of all texts, each once where texts begin with it alike. A prompt's last token is read with what follows it.
  else {
    expect(events.map(({ index }) => index)).toEqual([0, 2, 1]);
    expect(computed).toBe(pushes.length * distinct(texts));
    expect(computed).toBeLessThan(asked);
  }
  for (const [i, { prompt, options }] of texts.entries()) {
    const [alone] = await ask(model, { ...request, items: [SEVERAL[i]!] });
    together[i]!.read.forEach((value, layer) => expect(value).toBeCloseTo(alone!.read[layer]!, whole ? 8 : 3));
    for (const [row, pushed] of pushes.entries())
      for (const [at, option] of options.entries()) {
        expect(together[i]!.logProbs[row]![at]).toBeCloseTo(alone!.logProbs[row]![at]!, whole ? 8 : 3);
        if (!graph.rowsCoupled) expect(together[i]!.logProbs[row]![at]).toBeCloseTo(await total(model, prompt, option, pushed), 3);
      }
  }
}

const sum = (a: number, b: number): number => a + b;

/** How many beginnings the texts have, each counted once. */
function distinct(texts: readonly { prompt: number[]; options: number[][] }[]): number {
  const beginnings = new Set<string>();
  for (const { prompt, options } of texts)
    for (const option of options) {
      const ids = [...prompt, ...option.slice(0, -1)];
      ids.forEach((_, i) => beginnings.add(ids.slice(0, i + 1).join()));
    }
  return beginnings.size;
}

describe('the tiny Llama', async () => {
  const { model } = await loadTiny('tiny-llama-builder');

  test('reads a prompt once a strength for all options, and says how far it is', async () => {
    const runs: (readonly number[])[] = [];
    const watched = withRun(model, (feeds, names) => {
      runs.push(feeds.input_ids!.dims);
      return model.session.run(feeds, names) as never;
    });
    const done: number[] = [];
    const items = [...ITEMS, { prompt: 'b', options: [' one', ' two two', ' three'] }];
    const chosen = await ask(watched, { items, rows: 3 }, (event) => done.push(event.done));
    expect(done).toEqual([1, 2]);
    // The first option is read with its prompt, once a strength; nobody asked what could be read before.
    const [first, second] = items.map(({ prompt, options }) => ({
      prompt: model.encode(prompt).length,
      options: options.map((option) => model.encodeAfter(prompt, [option], false)[0]!.length - 1),
    }));
    const whole = first!.options.map((length) => first!.prompt + length);
    // One strength by itself, for what lies beneath the others.
    expect(runs.filter(([, length]) => whole.includes(length!)).map(([rows]) => rows)).toEqual([1, 2]);
    expect(runs.map(([rows, length]) => rows! * length!).reduce(sum)).toBe(
      3 * [first!, second!].flatMap(({ prompt, options }) => [prompt, ...options]).reduce(sum),
    );
    expect(chosen.map(({ logProbs }) => logProbs.map((row) => row.length))).toEqual([
      [2, 2, 2],
      [3, 3, 3],
    ]);
    expect(chosen[1]!.read).toEqual([]);
  });

  test('an option longer than what is kept at once is the same', async () => {
    const long = ' water and then the game goes on'.repeat(30);
    const [item] = await ask(model, { items: [{ prompt: 'a', options: [long, ' no'] }] });
    const option = model.encodeAfter('a', [long], false)[0]!;
    expect(option.length).toBeGreaterThan(KEPT + 1);
    expect(item!.logProbs[0]![0]).toBeCloseTo(await total(model, model.encode('a'), option, null), 2);
  });

  test('an option of one token costs no pass', async () => {
    let passes = 0;
    const counted = withRun(model, (feeds, names) => (passes++, model.session.run(feeds, names)));
    const options = Array.from('abcdefgh', (letter) => ` ${letter}`).filter(
      (option) => model.encodeAfter('a', [option], false)[0]!.length === 1,
    );
    expect(options.length).toBeGreaterThan(1);
    await ask(counted, { items: [{ prompt: 'a', options }], rows: 2 });
    expect(passes).toBe(2);
  });

  test('no pass has logits of more positions than are kept, all strengths together', async () => {
    const asked: number[] = [];
    const watched = withRun(model, (feeds, names) => (asked.push(feeds.logit_index!.size), model.session.run(feeds, names)));
    const options = [' water and then the game goes on'.repeat(30), ` yes${' or no'.repeat(6)}`, ' no and yes'];
    await ask(watched, { items: [{ prompt: 'a', options }], rows: 40 });
    expect(Math.max(...asked)).toBeLessThanOrEqual(KEPT);
    expect(Math.max(...asked)).toBeGreaterThan(KEPT / 2);
  });

  test('a graphics card reads each prompt whole, and each option after it', async () => {
    const gpu = { ...model, limits: { ...model.limits, device: 'webgpu' as const } } as LoadedModel;
    const runs: number[] = [];
    const watched = withRun(gpu, (feeds, names) => (runs.push(feeds.input_ids!.dims[1]!), model.session.run(feeds, names)));
    const events: ChooseEvent[] = [];
    await ask(watched, { items: SEVERAL }, (event) => events.push(event));
    expect(runs).toEqual(
      SEVERAL.flatMap(({ prompt, options }) => [
        model.encode(prompt).length,
        ...options.map((option) => model.encodeAfter(prompt, [option], false)[0]!.length - 1).filter((length) => length > 0),
      ]),
    );
    expect(events.at(-1)!.computed).toBe(events.at(-1)!.asked);
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
    ['one with other space before it', item('a', 'water', ' water for all'), 'bad-options', '"water"'],
    ['one that does but for a space at its end', item('a', ' water ', ' water for all'), 'bad-options', '" water "'],
    ['the same option twice', item('a', ' water', ' water'), 'bad-options', 'begins with'],
    ['a steer of another model', { steer: wide(3) }, 'shape-mismatch', 'steer has 3 numbers'],
    ['directions of another model', { read: wide(3) }, 'shape-mismatch', 'directions has 3 numbers'],
  ] as const)('%s', async (_, request, code, words) => {
    const error: unknown = await ask(model, request as Partial<ChooseRequest>).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(words);
  });

  test('an item that has a name is called by it', async () => {
    const items = [ITEMS[0]!, { prompt: ' ', options: [' a', ' b'], name: 'maze-1' }];
    await expect(ask(model, { items })).rejects.toMatchObject({ message: 'Item “maze-1” has an empty prompt.' });
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
      for (const name of ['logits', LOG_PROBS]) (outputs[name]?.data as Float32Array | undefined)?.fill(value);
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
    expect(model.encodeAfter(PROMPT, [' a'], false)[0]!).toHaveLength(1);
    const of = async (when: StreamEdit['when'], over: Partial<ChooseRequest> = {}) =>
      (await logProbs({ ...over, ...rows([edit({ when })]) }))[0]!;
    const [plain] = await logProbs({ ...first });
    expect((await of('answer', first))[1]).toBe(plain![1]);
    expect((await of('prompt', first))[1]).toBe((await of('all', first))[1]);
    const [all, prompt, answer] = [await of('all'), await of('prompt'), await of('answer')];
    expect(new Set([all[0], prompt[0], answer[0], (await logProbs({}))[0]![0]]).size).toBe(4);
  });

  test.each(['prompt', 'answer', 'all'] as const)(
    'of the %s: items that begin alike, one as another’s prompt and option, are as each alone',
    async (when) => {
      // The second prompt begins with the first and its first option: what was read as an answer is read again as a prompt.
      const items = [
        { prompt: PROMPT, options: [' and I stop to help', ' so I win'] },
        { prompt: `${PROMPT} and I stop to help a person`, options: [' then I go', ' then I wait'] },
        { prompt: PROMPT, options: [' and I stop a game', ' so I go'] },
      ];
      const asked = rows([edit({ when })], [], [edit({ when, op: 'add', amount: 2 })]);
      const together = await ask(model, { ...asked, items });
      for (const [i, item] of items.entries()) {
        const [alone] = await ask(model, { ...asked, items: [item] });
        for (const [row, values] of alone!.logProbs.entries())
          values.forEach((value, at) => expect(together[i]!.logProbs[row]![at]).toBeCloseTo(value, 4));
      }
    },
  );

  test('an edit in the first block is that row’s own, whatever the row before it had', async () => {
    const first = edit({ band: [0, 0] });
    const [plain, edited] = await logProbs(rows([], [first]));
    expect(edited).not.toEqual(plain);
    expect(edited).toEqual((await logProbs(rows([first])))[0]);
  });

  test('what could be read before it acts is read without an edit', async () => {
    const [left] = await ask(model, { read: data });
    const [edited] = await ask(model, { read: data, ...rows([edit()]) });
    // To rounding: it is read in a pass of another length, with or without an option behind the prompt.
    edited!.read.forEach((value, layer) => expect(value).toBeCloseTo(left!.read[layer]!, 4));
    expect(edited!.read).toHaveLength(left!.read.length);
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
