import type { Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { planMemory } from '../../../src/graph/plan';
import type { SteerRequest, TokenEvent } from '../../../src/protocol';
import type * as Generate from '../../../workers/generate';
import type { LoadedModel } from '../../../workers/loaded';
import { loadTiny, withRun } from './tiny';

let model: LoadedModel;
let generate: typeof Generate.generate;
const never = new AbortController().signal;

beforeAll(async () => {
  ({ model } = await loadTiny('tiny-llama-builder'));
  ({ generate } = await import('../../../workers/generate'));
});

const size = () => model.graph.layers * model.graph.width;
const request = (over: Partial<SteerRequest> = {}): SteerRequest => ({
  prompt: 'the player asks for help', template: false, rows: 1, steer: new Float32Array(size() * (over.rows ?? 1)), seeds: Array.from({ length: over.rows ?? 1 }, () => 1),
  read: null, temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 8, ...over,
});

/** [layer, row, width]: row r gets `doses[r]` along alternating signs at block 1. */
function steerAt(doses: number[]): Float32Array {
  const { layers, width } = model.graph;
  const steer = new Float32Array(layers * doses.length * width);
  doses.forEach((dose, row) => {
    for (let i = 0; i < width; i++) steer[(doses.length + row) * width + i] = i % 2 ? dose : -dose;
  });
  return steer;
}

describe('one batch of several strengths', () => {
  test('gives each row what it would get alone', async () => {
    const doses = [0, 0.5, -2];
    const together = await generate(model, request({ rows: 3, steer: steerAt(doses) }), () => undefined, never);
    for (const [row, dose] of doses.entries()) {
      const alone = await generate(model, request({ steer: steerAt([dose]) }), () => undefined, never);
      expect(together.rows[row]!.tokens).toEqual(alone.rows[0]!.tokens);
    }
    expect(together.rows[0]!.tokens).not.toEqual(together.rows[2]!.tokens);
  });

  test('is one pass a step: the prompt of all rows, then a token of each', async () => {
    const passes: (readonly number[])[] = [];
    const run = (feeds: Record<string, Tensor>, names: string[]) => {
      passes.push(feeds.input_ids!.dims);
      return model.session.run(feeds, names);
    };
    await generate({ ...withRun(model, run), endTokens: new Set<number>() }, request({ rows: 3, maxNewTokens: 5 }), () => undefined, never);
    const prompt = model.encode(request().prompt).length;
    expect(passes).toEqual([[3, prompt], [3, 1], [3, 1], [3, 1], [3, 1]]);
  });

  test('reports every token once, in order, with a score per layer', async () => {
    const { layers, width } = model.graph;
    const read = new Float32Array(layers * width).fill(1 / Math.sqrt(width));
    const events: TokenEvent[] = [];
    const { rows } = await generate(model, request({ rows: 2, steer: steerAt([0, 1]), read }), (event) => events.push({ ...event, scores: event.scores.slice() }), never);
    rows.forEach((row, index) => {
      const own = events.filter((event) => event.row === index);
      expect(own.map((event) => event.token)).toEqual(row.tokens);
      expect(own.map((event) => Array.from(event.scores))).toEqual(row.scores);
      expect(row.scores.every((scores) => scores.length === layers)).toBe(true);
    });
  });
});

describe('a long prompt on the processor', () => {
  const prompt = 'the player asks for help and nobody in the game has time for it; the door stands open and the bottle is full, yet everybody runs past, because the bell will ring soon and the score counts. '.repeat(2);
  const watch = (passes: (readonly number[])[], after = (): void => undefined): LoadedModel => {
    const run = async (feeds: Record<string, Tensor>, names: string[]) => {
      passes.push(feeds.input_ids!.dims);
      const out = await model.session.run(feeds, names);
      after();
      return out;
    };
    return { ...withRun(model, run), endTokens: new Set<number>() };
  };
  test('is read row by row, then decoded as one batch: tokens, scores and log-probabilities as each row has them alone', async () => {
    const doses = [0, 0.5, -2];
    const { layers, width } = model.graph;
    const read = new Float32Array(layers * width).fill(1 / Math.sqrt(width));
    const passes: (readonly number[])[] = [];
    const together = await generate(watch(passes), request({ prompt, rows: 3, steer: steerAt(doses), read, maxNewTokens: 20 }), () => undefined, never);
    const n = model.encode(prompt).length;
    expect(n).toBeGreaterThan(128);
    expect(passes.slice(0, 5)).toEqual([[1, n], [1, n], [1, n], [3, 1], [3, 1]]);
    for (const [row, dose] of doses.entries()) {
      const [alone] = (await generate(watch([]), request({ prompt, steer: steerAt([dose]), read, maxNewTokens: 20 }), () => undefined, never)).rows;
      expect(together.rows[row]!.tokens).toEqual(alone!.tokens);
      together.rows[row]!.scores.flat().forEach((score, i) => expect(score).toBeCloseTo(alone!.scores.flat()[i]!, 4));
      expect(together.rows[row]!.coherence.meanLogProb).toBeCloseTo(alone!.coherence.meanLogProb, 4);
    }
  });
  test('a stop is obeyed between two rows', async () => {
    const stop = new AbortController();
    const passes: (readonly number[])[] = [];
    const work = generate(watch(passes, () => stop.abort()), request({ prompt, rows: 3, steer: steerAt([0, 1, 2]) }), () => undefined, stop.signal);
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(passes).toHaveLength(1);
  });
});

describe('log-probability without steering', () => {
  test('of an unsteered row, taken while decoding, equals one more prefill', async () => {
    const plain = await generate(model, request(), () => undefined, never);
    // A dose too small to change a token, and not zero, sends the row through the second prefill.
    const nudged = await generate(model, request({ steer: steerAt([1e-9]) }), () => undefined, never);
    expect(nudged.rows[0]!.tokens).toEqual(plain.rows[0]!.tokens);
    expect(nudged.rows[0]!.coherence.meanLogProb).toBeCloseTo(plain.rows[0]!.coherence.meanLogProb, 5);
  });
  test('of a long answer, read again in pieces of 128 positions, too', async () => {
    const endless = { ...model, endTokens: new Set<number>() };
    const long = { maxNewTokens: 300, temperature: 1 };
    const plain = await generate(endless, request(long), () => undefined, never);
    const nudged = await generate(endless, request({ ...long, steer: steerAt([1e-9]) }), () => undefined, never);
    expect(nudged.rows[0]!.tokens).toEqual(plain.rows[0]!.tokens);
    expect(nudged.rows[0]!.coherence.meanLogProb).toBeCloseTo(plain.rows[0]!.coherence.meanLogProb, 4);
  });
});

describe('sampling', () => {
  const sampled = (seed: number) => generate(model, request({ temperature: 1.5, topP: 0.95, seeds: [seed], maxNewTokens: 12 }), () => undefined, never);
  test('is the same for one seed and another for another', async () => {
    const [a, b, c] = [await sampled(7), await sampled(7), await sampled(8)];
    expect(a.rows[0]!.tokens).toEqual(b.rows[0]!.tokens);
    expect(a.rows[0]!.tokens).not.toEqual(c.rows[0]!.tokens);
  });
});

describe('stopping and bad input', () => {
  test('a stop is answered within one token', async () => {
    const stop = new AbortController();
    let tokens = 0;
    const work = generate(model, request({ maxNewTokens: 400 }), () => ++tokens === 3 && stop.abort(), stop.signal);
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(tokens).toBe(3);
  });
  test.each([
    ['a direction of another model', { steer: new Float32Array(5) }, 'shape-mismatch'],
    ['an empty prompt', { prompt: '' }, 'empty-prompt'],
    ['too many tokens', { maxNewTokens: 100_000 }, 'prompt-too-long'],
    ['half a token', { maxNewTokens: 0.5 }, 'bad-length'],
    ['a negative temperature', { temperature: -1 }, 'bad-sampling'],
    ['top-p of zero', { topP: 0 }, 'bad-sampling'],
  ] as [string, Partial<SteerRequest>, string][])('%s', async (_, over, code) => {
    await expect(generate(model, request(over), () => undefined, never)).rejects.toMatchObject({ code });
  });
});

test('what would not fit in memory is refused before it runs, with what to change', async () => {
  const heapBytes = planMemory(model.graph, { device: 'wasm' }, { rows: 1, context: 64, prefill: 32 }).bytes.total;
  const small: LoadedModel = { ...model, limits: { device: 'wasm', heapBytes } };
  const refusal = (message: RegExp) => expect.objectContaining({ code: 'run-too-large', message: expect.stringMatching(message) as string }) as Error;
  await expect(generate(small, request({ rows: 8, maxNewTokens: 100 }), () => undefined, never)).rejects.toThrow(refusal(/^8 rows of \d+ prompt tokens and 100 new ones would not fit/));
  const { capture } = await import('../../../workers/capture');
  const long = 'the player asks for help '.repeat(60);
  await expect(capture(small, { texts: [long], pooling: 'mean', template: false, maxTokens: 512 }, () => undefined, never)).rejects.toThrow(refusal(/^One row of \d+ prompt tokens would/));
  expect((await generate(small, request({ maxNewTokens: 4 }), () => undefined, never)).rows).toHaveLength(1);
});
