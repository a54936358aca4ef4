/**
 * Phi-3's LongRoPE: past the first window every key is turned by other angles, so an answer that grows past it is read again; token by
 * token what a whole reading gives.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { index, type TokenIndex } from '../../../src/lab/indices';
import type { LoadedModel } from '../../../workers/model/loaded';
import type * as Caches from '../../../workers/pass/kv-cache';
import type * as Forward from '../../../workers/pass/forward';
import type * as Generate from '../../../workers/generate/generate';
import { argmax, logProbability } from '../../../workers/generate/sample';
import { loadTiny, withRun } from './tiny';

const WINDOW = 32;
const PROMPT = 'I will help user D before I win.';
let model: LoadedModel;
let generate: typeof Generate.generate;
let forward: typeof Forward.forward;
let emptyCache: typeof Caches.emptyCache;
const never = new AbortController().signal;

beforeAll(async () => {
  ({ model } = await loadTiny('tiny-18-longrope-builder'));
  ({ generate } = await import('../../../workers/generate/generate'));
  ({ forward } = await import('../../../workers/pass/forward'));
  ({ emptyCache } = await import('../../../workers/pass/kv-cache'));
});

/** Logits after `ids`, read at once by an empty cache, with `steer` [layer, width]. */
async function whole(ids: readonly number[], steer: Float32Array | null): Promise<Float32Array> {
  const cache = emptyCache(model, 1);
  const pool = new Float32Array(ids.length).fill(1);
  const { logits } = await forward(
    model,
    { ids: [ids], steer, pool, pools: 1, positions: [index<TokenIndex>(ids.length - 1)] },
    cache,
    false,
  );
  return logits;
}

function push(dose: number): Float32Array {
  const { layers, width } = model.graph;
  const steer = new Float32Array(layers * width);
  for (let i = 0; i < width; i++) steer[width + i] = i % 2 ? dose : -dose;
  return steer;
}

test('the window is read from the graph', () => {
  expect(model.graph.firstWindow).toBe(WINDOW);
});

describe('an answer that grows past the first window', () => {
  const doses = [0, 1, -1];
  test('has the tokens and the log-probabilities of reading it whole at every length, for every row', async () => {
    const { layers, width } = model.graph;
    const prompt = model.encode(PROMPT);
    expect(prompt.length).toBeLessThan(WINDOW - 4);
    const rows = doses.length;
    const steer = new Float32Array(layers * rows * width);
    doses.forEach((dose, row) => {
      const one = push(dose);
      for (let layer = 0; layer < layers; layer++)
        steer.set(one.subarray(layer * width, (layer + 1) * width), (layer * rows + row) * width);
    });
    const passes: (readonly number[])[] = [];
    const watched = withRun(model, (feeds, names) => {
      passes.push(feeds.input_ids!.dims);
      return model.session.run(feeds, names);
    });
    const answer = await generate(
      { ...watched, endTokens: new Set<number>() },
      {
        prompt: PROMPT,
        template: false,
        rows,
        steer,
        seeds: [1, 1, 1],
        read: null,
        temperature: 0,
        topP: 1,
        repetitionPenalty: 1,
        maxNewTokens: 20,
      },
      () => undefined,
      never,
    );
    // One token a step, but for the step that crosses, which reads each row whole.
    expect(passes.filter(([many, tokens]) => many === 1 && tokens === WINDOW + 1)).toHaveLength(rows);
    for (const [row, dose] of doses.entries()) {
      const { tokens, coherence } = answer.rows[row]!;
      let logProbs = 0;
      for (let i = 0; i < tokens.length; i++) {
        const ids = [...prompt, ...tokens.slice(0, i)];
        expect(argmax(await whole(ids, push(dose))), `α ${dose}, token ${i}`).toBe(tokens[i]);
        logProbs += logProbability(await whole(ids, null), tokens[i]!);
      }
      expect(coherence.meanLogProb).toBeCloseTo(logProbs / tokens.length, 4);
    }
  });

  test('is not what going on from the old keys would give', async () => {
    // The mend of this file: without it the answers part here.
    const ids = [...model.encode(PROMPT), ...Array.from({ length: 12 }, (_, i) => 100 + i)];
    const cache = emptyCache(model, 1);
    const read = (part: readonly number[]) =>
      forward(
        model,
        {
          ids: [part],
          steer: null,
          pool: new Float32Array(part.length).fill(1),
          pools: 1,
          positions: [index<TokenIndex>(part.length - 1)],
        },
        cache,
      );
    await read(ids.slice(0, WINDOW));
    const { logits } = await read(ids.slice(WINDOW));
    const right = await whole(ids, null);
    const apart = Math.max(...right.map((x, i) => Math.abs(x - logits[i]!)));
    expect(apart).toBeGreaterThan(1e-2);
  });
});
