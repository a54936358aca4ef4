/** A run read in pieces gives the residuals and logits of one pass, on every fixture, and a stop waits for one piece. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { index, indices, type TokenIndex } from '../../../src/lab/indices';
import { grows } from '../../../src/graph/slice-cache';
import { choose } from '../../../workers/choose/choose';
import { damage } from '../../../workers/generate/damage';
import { generate } from '../../../workers/generate/generate';
import { Unsteered } from '../../../workers/generate/unsteered';
import type { LoadedModel } from '../../../workers/model/loaded';
import { capture } from '../../../workers/pass/capture';
import { forward, type Pass, type PassResult } from '../../../workers/pass/forward';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { PIECE, read } from '../../../workers/pass/pieces';
import { loadTiny, withRun } from './tiny';

const root = new URL('../../fixtures/', import.meta.url);
/** Normed after every sum: refused. */
const REFUSED = 'tiny-18-opt350-optimum';
const models = readdirSync(root).filter(
  (name) => name.startsWith('tiny-') && name !== REFUSED && readdirSync(new URL(`${name}/`, root)).includes('tokenizer_config.json'),
);
const TOKENS = 29;
const SIZE = 6;
const nothing = (): Promise<void> => Promise.resolve();
const ids = Array.from({ length: TOKENS }, (_, i) => 3 + ((i * 7) % 200));

/** Largest difference, of the largest number. */
const apart = (a: Float32Array, b: Float32Array): number =>
  a.length === b.length
    ? Math.max(...a.map((x, i) => Math.abs(x - b[i]!))) / a.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    : Infinity;
const expectSame = (a: PassResult, b: PassResult): void => {
  expect(apart(a.residual, b.residual)).toBeLessThan(1e-5);
  expect(apart(a.logits, b.logits)).toBeLessThan(1e-5);
};

/** Rows of `ids`, each begun at another of them: mean and last position pooled, logits from the 11th position on, pushed at block 1. */
function passOf({ graph: { layers, width } }: LoadedModel, rows: number): Pass {
  const pool = Float32Array.from({ length: rows * 2 * TOKENS }, (_, i) => {
    const at = i % (2 * TOKENS);
    return at < TOKENS ? 1 / TOKENS : Number(at === 2 * TOKENS - 1);
  });
  return {
    ids: Array.from({ length: rows }, (_, row) => [...ids.slice(row), ...ids.slice(0, row)]),
    steer: Float32Array.from({ length: layers * rows * width }, (_, i) => (Math.floor(i / (rows * width)) === 1 ? Math.cos(i) : 0)),
    pool,
    pools: 2,
    positions: indices<TokenIndex>(TOKENS).slice(10),
  };
}

/** Read to the end in pieces of `SIZE`, with the number of pieces. */
async function pieces(model: LoadedModel, rows: number, keep: boolean, cache = emptyCache(model, rows)) {
  let passes = 1;
  const result = await read(model, passOf(model, rows), cache, keep, () => (passes++, nothing)(), SIZE);
  return { result, passes, cache };
}

describe.each(models)('%s', async (repo) => {
  const { model } = await loadTiny(repo, { dtype: repo.endsWith('dynamic') ? 'q8' : repo === 'tiny-18-lfm2-split' ? 'q4' : 'fp32' });
  const { graph } = model;
  const whole = graph.rowsCoupled || !graph.cache.every(grows) || graph.firstWindow !== null;
  // LongRoPE: within the first window pieces are read, past it one pass (below).
  const inWindow = graph.firstWindow !== null && graph.firstWindow >= TOKENS;

  test('gives what one pass gives, and goes on from there alike', async () => {
    const cache = emptyCache(model, 1);
    const once = await forward(model, passOf(model, 1), cache);
    const inPieces = await pieces(model, 1, true);
    expect(inPieces.passes).toBe(whole && !inWindow ? 1 : 5);
    expectSame(once, inPieces.result);
    const next = { ids: [[5]], steer: null, pool: Float32Array.of(1), pools: 1, positions: [index<TokenIndex>(0)] };
    expectSame(await forward(model, next, cache), await forward(model, next, inPieces.cache));
  });

  test('several rows, and a cache that is to stay as it is', async () => {
    const once = await forward(model, passOf(model, 2), emptyCache(model, 2), false);
    expectSame(once, (await pieces(model, 2, false)).result);
    const cache = emptyCache(model, 1);
    await forward(model, { ...passOf(model, 1), ids: [ids] }, cache);
    if (graph.firstWindow !== null) return;
    const first = await pieces(model, 1, false, cache);
    expect(cache.length).toBe(TOKENS);
    const second = await pieces(model, 1, false, cache);
    expect(second.result).toEqual(first.result);
    expectSame(first.result, await forward(model, passOf(model, 1), cache, false));
  });
});

test('past the first window of LongRoPE a prompt is read in one pass: pieces would turn its beginning by the other table', async () => {
  const { model } = await loadTiny('tiny-18-longrope-builder');
  const crossing = { ...model, graph: { ...model.graph, firstWindow: TOKENS - 1 } };
  expect((await pieces(crossing, 1, true)).passes).toBe(1);
  await model.dispose();
});

test('a graphics card reads in one pass', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const gpu = { ...model, limits: { ...model.limits, device: 'webgpu' as const } };
  expect((await pieces(gpu as LoadedModel, 1, true)).passes).toBe(1);
  await model.dispose();
});

describe('a stop while a long text is read is answered after the piece that runs', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const { layers, width } = model.graph;
  const text = 'a person needs water while the game goes on '.repeat(18);
  expect(model.encode(text).length).toBeGreaterThan(6 * PIECE);
  const steer = new Float32Array(layers * width);
  const two = new Float32Array(layers * 2 * width);

  const calls: [string, (stopped: LoadedModel, signal: AbortSignal) => Promise<unknown>][] = [
    [
      'choices',
      (m, signal) =>
        choose(
          m,
          { items: [{ prompt: text, options: [' yes', ' no'] }], template: false, rows: 1, steer, read: null },
          () => undefined,
          signal,
        ),
    ],
    [
      'choices under several pushes',
      (m, signal) =>
        choose(
          m,
          {
            items: ['a person needs water', 'the game goes on'].map((prompt) => ({ prompt, options: [' yes and then', ' no or yes'] })),
            ...{ template: false, rows: 4, steer: new Float32Array(layers * 4 * width), read: null },
          },
          () => undefined,
          signal,
        ),
    ],
    [
      'an answer',
      (m, signal) =>
        generate(
          m,
          {
            ...{ prompt: text, template: false, rows: 2, steer: two, seeds: [1, 2], read: null },
            ...{ temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 4 },
          },
          () => undefined,
          signal,
        ),
    ],
    ['damage', (m, signal) => damage(m, { prompt: text, template: false, tokens: [5, 6], rows: 1, steer, alphas: [0] } as never, signal)],
    [
      'a text of a set',
      (m, signal) =>
        capture(m, { texts: [text.slice(0, 900)], poolings: ['mean'], template: false, maxTokens: 512 }, () => undefined, signal),
    ],
  ];
  test.each(calls)('%s', async (_, call) => {
    for (const after of [1, 2, 3]) {
      const stop = new AbortController();
      let passes = 0;
      const watched = withRun(model, async (feeds, names) => {
        const out = await model.session.run(feeds, names);
        if (++passes === after) stop.abort();
        return out;
      });
      await expect(call(watched, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
      expect(passes).toBe(after);
    }
  });

  test('an answer that is read again without a push', async () => {
    const unsteered = new Unsteered(model, model.encode(text), { along: null, likely: 0 }, () => Promise.reject(new Error('stopped')));
    await expect(unsteered.read([5, 6])).rejects.toThrow('stopped');
    unsteered.dispose();
  });

  test('choices: a stop during their very last pass', async () => {
    const stop = new AbortController();
    const request = { items: [{ prompt: 'a person', options: [' yes', ' no'] }], template: false, rows: 1, steer, read: null };
    let passes = 0;
    const counted = withRun(model, (feeds, names) => (passes++, model.session.run(feeds, names)));
    await choose(counted, request, () => undefined, new AbortController().signal);
    const all = passes;
    passes = 0;
    const last = withRun(model, (feeds, names) => (++passes === all && stop.abort(), model.session.run(feeds, names)));
    await expect(choose(last, request, () => undefined, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
