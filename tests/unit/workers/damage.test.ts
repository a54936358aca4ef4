/** Damage on a tiny model: equal to what two readings of prompt and answer give directly, and exactly 0 without a push. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pushRows } from '../../../src/lab/edit-rows';
import type { StreamEdit, When } from '../../../src/lab/edits';
import { streamIn } from '../../../src/graph/beneath';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import type { DamageRequest } from '../../../src/protocol';
import { damage } from '../../../workers/generate/damage';
import { logProbability } from '../../../workers/generate/sample';
import type { LoadedModel } from '../../../workers/model/loaded';
import { forward, lastPool } from '../../../workers/pass/forward';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { loadTiny, withRun } from './tiny';

const PROMPT = 'a person needs water while the game goes on';
const ANSWER = [7, 300, 12, 45, 99, 5];
const never = new AbortController().signal;
let model: LoadedModel;
beforeAll(async () => void ({ model } = await loadTiny('tiny-llama-builder')));
afterAll(() => model.dispose());

/** [layer, row, width]: each row pushed at block 1 by so much along one direction. */
function steerOf(amounts: readonly number[]): Float32Array {
  const { layers, width } = model.graph;
  const steer = new Float32Array(layers * amounts.length * width);
  amounts.forEach((amount, row) => {
    for (let i = 0; i < width; i++) steer[(amounts.length + row) * width + i] = amount * Math.cos(i);
  });
  return steer;
}
const ask = (amounts: readonly number[], over: Partial<DamageRequest> = {}, signal = never) =>
  damage(model, { prompt: PROMPT, template: false, tokens: ANSWER, rows: amounts.length, steer: steerOf(amounts), ...over }, signal);

/** [token][id] log-probabilities before each token of an answer, from one reading. */
async function distributions(answer: readonly number[], steer: Float32Array): Promise<number[][]> {
  const prompt = model.encode(PROMPT);
  const ids = [...prompt, ...answer.slice(0, -1)];
  const positions = indices<TokenIndex>(ids.length).slice(prompt.length - 1);
  const { logits } = await forward(
    model,
    { ids: [ids], steer, pool: lastPool(1, ids.length), pools: 1, positions },
    emptyCache(model, 1),
    false,
  );
  const vocab = logits.length / answer.length;
  return answer.map((_, t) => {
    const own = logits.subarray(t * vocab, (t + 1) * vocab);
    return Array.from(own, (_value, token) => logProbability(own, token));
  });
}

test('equals Σ p (log p − log q) of two readings, token by token', async () => {
  const { kl } = await ask([2, 0, -5]);
  const [plain, pushed] = [await distributions(ANSWER, steerOf([0])), await distributions(ANSWER, steerOf([2]))];
  const wanted = pushed.map((p, t) => p.reduce((sum, logP, id) => sum + Math.exp(logP) * (logP - plain[t]![id]!), 0));
  expect(kl[0]).toHaveLength(ANSWER.length);
  kl[0]!.forEach((value, t) => expect(value).toBeCloseTo(wanted[t]!, 6));
  expect(Math.min(...kl[0]!)).toBeGreaterThan(0);
  expect(kl[2]!.reduce((a, b) => a + b)).toBeGreaterThan(kl[0]!.reduce((a, b) => a + b));
});
test('is exactly 0 without a push', async () => {
  expect((await ask([0])).kl).toEqual([ANSWER.map(() => 0)]);
});
test('of edits: a bound of the stream, at the prompt, at the answer or at both', async () => {
  const { layers, width } = model.graph;
  const size = { layers, width };
  const data = Float32Array.from(
    { length: layers * width },
    (_, i) => Math.cos(i) / Math.hypot(...Array.from({ length: width }, (_x, k) => Math.cos(Math.floor(i / width) * width + k))),
  );
  const of = async (when: When): Promise<number[]> => {
    const edits: StreamEdit[] = [{ op: 'set', directions: { ...size, data }, band: [1, 1], amount: 3, unit: 'raw', when }];
    return (await ask([0], pushRows(steerOf([0]), [edits], size))).kl[0]!;
  };
  const [all, prompt, answer] = [await of('all'), await of('prompt'), await of('answer')];
  for (const kl of [all, prompt, answer]) expect(kl.every((x) => x >= 0 && Number.isFinite(x))).toBe(true);
  // The first token is drawn from the prompt's last position, at which an edit of the answer alone does nothing.
  expect(answer[0]).toBeCloseTo(0, 9);
  expect(answer[1]).toBeGreaterThan(1e-6);
  expect(prompt[0]).toBeCloseTo(all[0]!, 5);
  expect(Math.abs(prompt[1]! - all[1]!)).toBeGreaterThan(1e-6);
  // The same at both: to rounding what one pass over everything gives.
  const parts = pushRows(
    steerOf([0]),
    [[{ op: 'set', directions: { ...size, data }, band: [1, 1], amount: 3, unit: 'raw', when: 'all' }]],
    size,
  );
  const apart = (await ask([0], { ...parts, answer: { steer: parts.steer, clamps: parts.clamps } })).kl[0]!;
  apart.forEach((x, i) => expect(x).toBeCloseTo(all[i]!, 5));
});
test('a long answer is compared in pieces, to the same numbers', async () => {
  const long = Array.from({ length: 140 }, (_, i) => (i * 37) % 500);
  const { kl } = await ask([1], { tokens: long });
  expect(kl[0]).toHaveLength(140);
  const short = await ask([1], { tokens: long.slice(0, 20) });
  short.kl[0]!.forEach((value, t) => expect(kl[0]![t]).toBeCloseTo(value, 4));
});
test('what lies beneath the push is computed once for all rows, to the same numbers', async () => {
  // Not the model of the others, which is in the form for edits by now.
  const { model } = await loadTiny('tiny-llama-builder');
  expect(model.beneath!.blocks).toBe(1);
  const isFed: boolean[] = [];
  const watched = withRun(model, (feeds, names) => {
    isFed.push(feeds[streamIn(0)]!.dims[1]! > 0);
    return model.session.run(feeds, names);
  });
  const request = { prompt: PROMPT, template: false, tokens: ANSWER, rows: 2, steer: steerOf([1, 2]) };
  const { kl } = await damage(watched, request, never);
  // Left alone, then each row.
  expect(isFed).toEqual([false, true, true]);
  expect(kl).toEqual([(await ask([1])).kl[0], (await ask([2])).kl[0]]);
  // A push that reaches beneath computes everything.
  isFed.length = 0;
  const low = request.steer.slice();
  low[0] = 1;
  await damage(watched, { ...request, steer: low }, never);
  expect(isFed).toEqual([false, false, true]);
  await model.dispose();
});
test('only numbers a token come back', async () => {
  const reply = await ask([1, 2]);
  expect(Object.keys(reply)).toEqual(['kl']);
  expect(reply.kl.flat()).toHaveLength(2 * ANSWER.length);
});
test('a stop is heeded before the next pass', async () => {
  const stop = new AbortController();
  let runs = 0;
  const watched = withRun(model, (feeds, names) => {
    if (++runs === 2) stop.abort(Object.assign(new Error('Stopped.'), { code: 'cancelled' }));
    return model.session.run(feeds, names);
  });
  const request = { prompt: PROMPT, template: false, tokens: ANSWER, rows: 3, steer: steerOf([1, 2, 3]) };
  await expect(damage(watched, request, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(runs).toBe(2);
});

describe('what is refused', () => {
  test.each([
    ['an answer without tokens', { tokens: [] }, 'empty-answer'],
    ['an empty prompt', { prompt: '' }, 'empty-prompt'],
    ['a push of another model', { steer: new Float32Array(5) }, 'shape-mismatch'],
    ['an answer longer than the context', { tokens: Array<number>(100_000).fill(1) }, 'prompt-too-long'],
  ] as const)('%s', async (_, over, code) => {
    await expect(ask([1], over)).rejects.toMatchObject({ code });
  });
});
