import type { Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { planMemory } from '../../../src/graph/plan';
import { index, type TokenIndex } from '../../../src/lab/indices';
import { project } from '../../../src/lab/score';
import type { SteerRequest, TokenEvent } from '../../../src/protocol';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { forward, lastPool, type Pass, type PassResult } from '../../../workers/pass/forward';
import { Lanes } from '../../../workers/pass/lanes';
import type * as Generate from '../../../workers/generate/generate';
import type { LoadedModel } from '../../../workers/model/loaded';
import { ANSWERED_PIECE } from '../../../workers/pass/pieces';
import { expectEdits } from '../../../workers/generate/request';
import { loadTiny, withRun } from './tiny';

let model: LoadedModel;
let generate: typeof Generate.generate;
const never = new AbortController().signal;

beforeAll(async () => {
  ({ model } = await loadTiny('tiny-llama-builder'));
  ({ generate } = await import('../../../workers/generate/generate'));
});

const size = () => model.graph.layers * model.graph.width;
const PROMPT = 'the player asks for help';
const request = (over: Partial<SteerRequest> = {}): SteerRequest => ({
  prompt: PROMPT,
  template: false,
  rows: 1,
  steer: new Float32Array(size() * (over.rows ?? 1)),
  seeds: Array.from({ length: over.rows ?? 1 }, () => 1),
  read: null,
  temperature: 0,
  topP: 1,
  repetitionPenalty: 1,
  maxNewTokens: 8,
  ...over,
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
  test('samples of a strength read the prompt once, and each goes on as it would alone', async () => {
    const prompt = 'a person needs water while the game goes on and nobody is there to help';
    const doses = [0, 2, 0, 2, 0];
    const seeds = doses.map((_, i) => i + 1);
    const passes: (readonly number[])[] = [];
    const watched = withRun(model, (feeds, names) => {
      passes.push(feeds.input_ids!.dims);
      return model.session.run(feeds, names);
    });
    const over = { prompt, temperature: 1.5 };
    const all = await generate(watched, request({ ...over, rows: 5, steer: steerAt(doses), seeds }), () => undefined, never);
    const length = model.encode(prompt).length;
    expect(length).toBeGreaterThan(15);
    const pieces = Math.ceil(length / ANSWERED_PIECE);
    const alone = passes.filter(([rows, tokens]) => rows === 1 && tokens! >= Math.floor(length / pieces)).map(([, tokens]) => tokens!);
    // Once for each strength, and once where answers are read again without a push: nobody waits for a stop of that alone.
    expect(alone.filter((tokens) => tokens < length)).toHaveLength(2 * pieces);
    expect(alone.filter((tokens) => tokens === length)).toHaveLength(1);
    for (const [row, dose] of doses.entries()) {
      const own = await generate(model, request({ ...over, steer: steerAt([dose]), seeds: [seeds[row]!] }), () => undefined, never);
      expect(all.rows[row]!.tokens).toEqual(own.rows[0]!.tokens);
    }
    expect(new Set(all.rows.map(({ tokens }) => tokens.join())).size).toBeGreaterThan(3);
  });

  test('gives each row what it would get alone', async () => {
    const doses = [0, 0.5, -2];
    const together = await generate(model, request({ rows: 3, steer: steerAt(doses) }), () => undefined, never);
    for (const [row, dose] of doses.entries()) {
      const alone = await generate(model, request({ steer: steerAt([dose]) }), () => undefined, never);
      expect(together.rows[row]!.tokens).toEqual(alone.rows[0]!.tokens);
    }
    expect(together.rows[0]!.tokens).not.toEqual(together.rows[2]!.tokens);
  });

  test('begins as it is told to, names what else was likely, and where each token ends', async () => {
    const { rows } = await generate(model, request({ rows: 2, steer: steerAt([0, -2]), likely: 3 }), () => undefined, never);
    const begin = [rows[0]!.tokens[0]!, 9];
    const again = await generate(model, request({ rows: 2, steer: steerAt([0, -2]), begin, likely: 3 }), () => undefined, never);
    for (const { tokens, ends, text, likely } of again.rows) {
      expect(tokens.slice(0, 2)).toEqual(begin);
      expect([ends.length, ends.at(-1)]).toEqual([tokens.length, text.length]);
      expect([likely!.pushed.length, likely!.plain.length, likely!.pushed[0]!.length]).toEqual([tokens.length, tokens.length, 3]);
    }
    // Greedy: what it chose is the most likely; what was put there is not.
    const [plain, pushed] = again.rows;
    const chosen = (row: typeof plain, i: number): boolean => row!.likely!.pushed[i]![0]!.id === row!.tokens[i];
    expect([chosen(plain, 0), chosen(plain, 1), chosen(plain, 2), chosen(pushed, 2)]).toEqual([true, false, true, true]);
    // Without a push both are the same; with one they are not.
    expect(plain!.likely!.plain).toEqual(plain!.likely!.pushed);
    expect(pushed!.likely!.plain[2]).not.toEqual(pushed!.likely!.pushed[2]);
    await expect(generate(model, request({ begin: [1, 2, 3], maxNewTokens: 2 }), () => undefined, never)).rejects.toMatchObject({
      code: 'bad-length',
      message: 'The answer is to begin with 3 tokens, and may have 2 at most.',
    });
    for (const id of [-1, 1.5, model.graph.vocab!])
      await expect(generate(model, request({ begin: [id] }), () => undefined, never)).rejects.toMatchObject({ code: 'bad-input' });
  });
  test('another last token in an answer that was cut at its limit is read, and nothing is written after it', async () => {
    const asked = request({ maxNewTokens: 3, read: new Float32Array(model.graph.layers * model.graph.width).fill(0.1), likely: 2 });
    const { rows } = await generate(model, asked, () => undefined, never);
    const begin = [...rows[0]!.tokens.slice(0, 2), 9];
    const [again] = (await generate(model, { ...asked, begin }, () => undefined, never)).rows;
    expect([again!.tokens, again!.ended, again!.failure, again!.scores.length, again!.likely!.pushed.length]).toEqual([
      begin,
      false,
      null,
      3,
      3,
    ]);
  });

  test('reads along several directions at once, each as it would be alone', async () => {
    const { layers, width } = model.graph;
    const directions = [3, 7].map((each) => Float32Array.from({ length: size() }, (_, i) => ((i * each) % 11) - 5));
    const ask = async (read: Float32Array, readCount: number) => {
      const streamed: number[][] = [];
      const asked = request({ rows: 2, steer: steerAt([0, -2]), read, readCount, maxNewTokens: 4 });
      const { rows } = await generate(model, asked, ({ scores }) => streamed.push(Array.from(scores)), never);
      return [streamed, ...rows.flatMap(({ scores, rereadScores, unsteeredScores }) => [scores, rereadScores, [unsteeredScores]])];
    };
    const both = await ask(Float32Array.from(directions.flatMap((one) => [...one])), 2);
    for (const [i, one] of directions.entries()) {
      const own = both.map((table) => table.map((row) => row.slice(i * layers, (i + 1) * layers)));
      expect(own).toEqual(await ask(one, 1));
    }
    // As many as are said, and no others that their number happens to make.
    await expect(ask(new Float32Array(2 * layers * width), 1)).rejects.toMatchObject({ code: 'shape-mismatch' });
  });

  test('is one pass a step: the prompt of all rows, then a token of each', async () => {
    const passes: (readonly number[])[] = [];
    const run = (feeds: Record<string, Tensor>, names: string[]) => {
      passes.push(feeds.input_ids!.dims);
      return model.session.run(feeds, names);
    };
    await generate({ ...withRun(model, run), endTokens: new Set<number>() }, request({ rows: 3, maxNewTokens: 5 }), () => undefined, never);
    const prompt = model.encode(PROMPT).length;
    expect(passes).toEqual([
      [3, prompt],
      [3, 1],
      [3, 1],
      [3, 1],
      [3, 1],
    ]);
  });

  test('reports every token once, in order, with a score per layer', async () => {
    const { layers, width } = model.graph;
    const read = new Float32Array(layers * width).fill(1 / Math.sqrt(width));
    const events: TokenEvent[] = [];
    const { rows } = await generate(
      model,
      request({ rows: 2, steer: steerAt([0, 1]), read }),
      (event) => events.push({ ...event, scores: event.scores.slice() }),
      never,
    );
    rows.forEach((row, index) => {
      const own = events.filter((event) => event.row === index);
      expect(own.map((event) => event.token)).toEqual(row.tokens);
      expect(own.map((event) => Array.from(event.scores))).toEqual(row.scores);
      expect(row.scores.every((scores) => scores.length === layers)).toBe(true);
    });
  });
});

describe('a long prompt on the processor', () => {
  const prompt =
    'the player asks for help and nobody in the game has time for it; the door stands open and the bottle is full, yet everybody runs past, because the bell will ring soon and the score counts. '.repeat(
      2,
    );
  const watch = (passes: (readonly number[])[], after = (): void => undefined): LoadedModel => {
    const run = async (feeds: Record<string, Tensor>, names: string[]) => {
      passes.push(feeds.input_ids!.dims);
      const out = await model.session.run(feeds, names);
      after();
      return out;
    };
    return { ...withRun(model, run), endTokens: new Set<number>() };
  };
  test('is read row by row and piece by piece, then decoded as one batch: tokens, scores and log-probabilities as each row has them alone', async () => {
    const doses = [0, 0.5, -2];
    const { layers, width } = model.graph;
    const read = new Float32Array(layers * width).fill(1 / Math.sqrt(width));
    const passes: (readonly number[])[] = [];
    const together = await generate(
      watch(passes),
      request({ prompt, rows: 3, steer: steerAt(doses), read, maxNewTokens: 20 }),
      () => undefined,
      never,
    );
    const n = model.encode(prompt).length;
    const first = passes.findIndex(([many]) => many === 3);
    const pieces = Math.ceil(n / ANSWERED_PIECE);
    expect(pieces).toBeGreaterThan(2);
    expect(first).toBe(3 * pieces);
    for (let row = 0; row < 3; row++) {
      const own = passes.slice(row * pieces, (row + 1) * pieces);
      expect(own.every(([many, tokens]) => many === 1 && tokens! <= ANSWERED_PIECE)).toBe(true);
      expect(own.reduce((sum, [, tokens]) => sum + tokens!, 0)).toBe(n);
    }
    expect(passes.slice(first, first + 2)).toEqual([
      [3, 1],
      [3, 1],
    ]);
    for (const [row, dose] of doses.entries()) {
      const [alone] = (
        await generate(watch([]), request({ prompt, steer: steerAt([dose]), read, maxNewTokens: 20 }), () => undefined, never)
      ).rows;
      expect(together.rows[row]!.tokens).toEqual(alone!.tokens);
      together.rows[row]!.scores.flat().forEach((score, i) => expect(score).toBeCloseTo(alone!.scores.flat()[i]!, 4));
      expect(together.rows[row]!.coherence.meanLogProb).toBeCloseTo(alone!.coherence.meanLogProb, 4);
    }
  });
  test('of 16 tokens on it is: prompt and next step are those of one batch, bit for bit', async () => {
    const rows = [0, 0.5, -2];
    const run = async (prompt: readonly number[], read: (pass: Pass) => Promise<PassResult>): Promise<PassResult[]> => {
      const of = (ids: readonly number[]): Pass => ({
        ids: rows.map(() => ids),
        steer: steerAt(rows),
        pool: lastPool(rows.length, ids.length),
        pools: 1,
        positions: [index<TokenIndex>(ids.length - 1)],
      });
      return [await read(of(prompt)), await read(of([7]))];
    };
    for (const [length, apart] of [
      [15, false],
      [ANSWERED_PIECE, true],
    ] as const) {
      const ids = model.encode(prompt).slice(0, length);
      const passes: (readonly number[])[] = [];
      const watched = watch(passes);
      const lanes = new Lanes(watched, rows.length);
      const cache = emptyCache(model, rows.length);
      const byLanes = await run(ids, (pass) => lanes.forward(pass));
      expect(passes[0]).toEqual([apart ? 1 : rows.length, length]);
      expect(byLanes).toEqual(await run(ids, (pass) => forward(model, pass, cache)));
      // Weights that every pass unpacks anew are worth a batch.
      passes.length = 0;
      const packed = new Lanes({ ...watched, graph: { ...model.graph, bits: 4 }, widened: false }, rows.length);
      await run(ids, (pass) => packed.forward(pass));
      expect(passes[0]).toEqual([rows.length, length]);
    }
  });
  test('a stop is obeyed after the piece that runs', async () => {
    const stop = new AbortController();
    const passes: (readonly number[])[] = [];
    const work = generate(
      watch(passes, () => stop.abort()),
      request({ prompt, rows: 3, steer: steerAt([0, 1, 2]) }),
      () => undefined,
      stop.signal,
    );
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

test('the finished answer is scored without the push, too: what it says, not what was added', async () => {
  const { layers, width } = model.graph;
  const unit = Float32Array.from({ length: width }, (_, i) => (i % 2 ? 1 : -1) / Math.sqrt(width));
  const read = Float32Array.from({ length: layers * width }, (_, i) => unit[i % width]!);
  const dose = 2; // Of each number: 2·√width along `unit`, at block 1.
  const { rows } = await generate(model, request({ rows: 2, steer: steerAt([0, dose]), read }), () => undefined, never);
  const mean = (scores: number[][], layer: number) => scores.reduce((sum, token) => sum + token[layer]!, 0) / scores.length;
  const [plain, pushed] = rows as [(typeof rows)[0], (typeof rows)[0]];
  const prompt = model.encode(PROMPT);
  const ids = [...prompt, ...pushed.tokens.slice(0, -1)];
  const cache = emptyCache(model, 1);
  const pool = new Float32Array(ids.length).fill(1 / pushed.tokens.length, prompt.length - 1);
  const { residual } = await forward(model, { ids: [ids], steer: null, pool, pools: 1, positions: [] }, cache, false);
  for (let layer = 0; layer < layers; layer++) {
    expect(plain.unsteeredScores[layer]).toBeCloseTo(mean(plain.scores, layer), 5);
    expect(pushed.unsteeredScores[layer]).toBeCloseTo(project(residual.subarray(layer * width, (layer + 1) * width), unit), 3);
  }
  const push = mean(pushed.scores, 1) - pushed.unsteeredScores[1]!;
  expect(Math.abs(push - dose * Math.sqrt(width))).toBeLessThan(0.3 * dose * Math.sqrt(width));
});

describe('sampling', () => {
  const sampled = (seed: number) =>
    generate(model, request({ temperature: 1.5, topP: 0.95, seeds: [seed], maxNewTokens: 12 }), () => undefined, never);
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
    ['a blank prompt', { prompt: ' \n ' }, 'empty-prompt'],
    ['too many tokens', { maxNewTokens: 100_000 }, 'prompt-too-long'],
    ['half a token', { maxNewTokens: 0.5 }, 'bad-length'],
    ['a negative temperature', { temperature: -1 }, 'bad-sampling'],
    ['top-p of zero', { topP: 0 }, 'bad-sampling'],
  ] as [string, Partial<SteerRequest>, string][])('%s', async (_, over, code) => {
    await expect(generate(model, request(over), () => undefined, never)).rejects.toMatchObject({ code });
  });

  test('too long by how much, and how many tokens would fit', async () => {
    const over = (maxNewTokens: number) =>
      generate(model, request({ maxNewTokens }), () => undefined, never).then(
        () => '',
        (error: Error & { hint: string }) => `${error.message} ${error.hint}`,
      );
    const room = model.context! - Number(/^(\d+) prompt/.exec(await over(model.context!))?.[1]);
    expect(await over(room + 1)).toMatch(
      new RegExp(
        `are 1 more than the model's context of ${model.context!.toLocaleString('en-GB')}\\. Shorten the prompt by 1 token, or ask for at most ${room} new ones\\.`,
      ),
    );
  });
});

describe('numbers that leave their type', () => {
  const refusal = (message: RegExp, hint: RegExp) =>
    expect.objectContaining({
      code: 'push-too-far',
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    }) as Error;
  const unit = (alpha: number) => alpha / Math.sqrt(model.graph.width);
  /** A pass was made although the request was to be refused before. */
  const untouched = (of: LoadedModel) => withRun(of, () => expect.unreachable());

  test.each([1e20, 3e38, 1e300, 2e19])(
    'float32: a push of %f is refused before anything runs, by its row and strength, with the largest that goes',
    async (alpha) => {
      const alphas = [0, alpha];
      const work = generate(untouched(model), request({ rows: 2, alphas, steer: steerAt(alphas.map(unit)) }), () => undefined, never);
      await expect(work).rejects.toThrow(
        refusal(
          /^α = \S+ \(row 2 of 2\) would push the residual stream at block 1 to a length of/,
          alpha < 1e39 ? /α can be at most 1\.[78]e\+19 in size\./ : /smaller/,
        ),
      );
    },
  );
  test('a direction without numbers is called that, and no infinite length', async () => {
    const alphas = [0, 1];
    const work = generate(untouched(model), request({ rows: 2, alphas, steer: steerAt([0, NaN]) }), () => undefined, never);
    await expect(work).rejects.toThrow(
      refusal(/^α = 1 \(row 2 of 2\) pushes along a direction that has no numbers at block 1\.$/, /Leave that block out/),
    );
  });
  test.each([
    ['a score of 1e30', 1e30, 1, /^An edit of row 1 of 1 at block 1 would take the projection to 1\.0e\+30; the norms/],
    ['directions without numbers', 1, NaN, /^An edit of row 1 of 1 at block 1 is along a direction that has no numbers there\.$/],
  ])('%s that an edit asks for is refused', (_, to, number, said) => {
    const { layers, width } = model.graph;
    const directions = new Float32Array(layers * width);
    directions[width] = number;
    const [low, high] = [-Infinity, Infinity].map((open) => new Float32Array(layers).fill(open)) as [Float32Array, Float32Array];
    [low[1], high[1]] = [to, to];
    const clamps = { count: 1, directions, low, high };
    expect(() => expectEdits(model, request({ alphas: [0], steer: steerAt([0]), clamps }))).toThrow(
      refusal(said, /far smaller amount for that edit/),
    );
  });
  test('float32: the largest that is let through still gives logits that differ', async () => {
    const alphas = [1.7e19];
    const { rows } = await generate(model, request({ alphas, steer: steerAt(alphas.map(unit)) }), () => undefined, never);
    expect(rows[0]!.failure).toBeNull();
    expect(rows[0]!.tokens.length).toBeGreaterThan(0);
  });
  test('a 16-bit stream ends at 65504, for the pushes of all blocks together; with 16-bit weights around a 32-bit stream it does not', async () => {
    const { model: half } = await loadTiny('tiny-llama-builder', { dtype: 'q4f16' });
    const { layers, width } = half.graph;
    const spread = (each: number) => {
      const steer = new Float32Array(layers * width);
      for (let layer = 0; layer < layers; layer++) steer[layer * width] = each;
      return steer;
    };
    expect(half.graph.stream).toBe('float16');
    await expect(generate(untouched(half), request({ steer: spread(20_000) }), () => undefined, never)).rejects.toThrow(
      refusal(/^Row 1 of 1 would push the residual stream at block 3 to 8\.0e\+4; .*65504/, /smaller strength.*float/),
    );
    await half.dispose();
    const { model: mixed } = await loadTiny('tiny-gemma3-builder', { dtype: 'q4f16' });
    expect([mixed.graph.activation, mixed.graph.stream]).toEqual(['float16', 'float32']);
    const { rows } = await generate(mixed, request({ steer: spread(20_000), maxNewTokens: 2 }), () => undefined, never);
    expect(rows[0]!.failure).toBeNull();
    await mixed.dispose();
  });

  /** Breaks the logits of `row` of `rows` from pass `from` on. */
  const breaking = (row: number, rows: number, from: number, value: number | 'flat'): LoadedModel => {
    let passes = 0;
    return withRun(model, async (feeds, names) => {
      const out = await model.session.run(feeds, names);
      const logits = out.logits?.data as Float32Array | undefined;
      if (logits && feeds.input_ids!.dims[0] === rows && passes++ >= from) {
        const vocab = logits.length / rows;
        if (value === 'flat') logits.fill(0, row * vocab, (row + 1) * vocab);
        else logits[row * vocab + 7] = value;
      }
      return out;
    });
  };
  test.each([
    [NaN, 'logits-not-finite', 'finite'],
    [Infinity, 'logits-not-finite', 'finite'],
    ['flat', 'logits-flat', 'the same logit'],
  ] as const)('logits of %s: the row breaks off and is named, the others are what they would be without it', async (value, code, says) => {
    const alphas = [0, 0.5, -2];
    const asked = request({ rows: 3, alphas, steer: steerAt(alphas) });
    const whole = await generate(model, asked, () => undefined, never);
    const events: TokenEvent[] = [];
    const { rows } = await generate(breaking(1, 3, 2, value), asked, (event) => events.push(event), never);
    expect(rows[1]).toMatchObject({
      tokens: whole.rows[1]!.tokens.slice(0, 2),
      ended: false,
      failure: {
        code,
        message: expect.stringMatching(`^α = 0\\.5 \\(row 2 of 3\\) broke off after 2 tokens: .*${says}`) as string,
        hint: expect.stringContaining('smaller strength') as string,
      },
    });
    expect(rows[1]!.coherence.meanLogProb).toBeLessThan(0);
    for (const row of [0, 2]) expect(rows[row]).toEqual(whole.rows[row]);
    expect(events.filter(({ row }) => row === 1)).toHaveLength(2);
  });
  test('at the first token there is no answer, and no token 0', async () => {
    const { rows } = await generate(breaking(0, 2, 0, NaN), request({ rows: 2 }), () => undefined, never);
    expect(rows[0]).toMatchObject({
      text: '',
      tokens: [],
      scores: [],
      failure: {
        message: expect.stringMatching(/^Row 1 of 2 broke off before its first token/) as string,
        hint: expect.stringContaining('Nothing was pushed') as string,
      },
    });
    expect(rows[1]!.tokens).toHaveLength(8);
  });
});

test('what would not fit in memory is refused before it runs, with what to change', async () => {
  const heapBytes = planMemory(model.graph, { device: 'wasm' }, { rows: 1, context: 64, prefill: 32 }).bytes.total;
  const small: LoadedModel = { ...model, limits: { device: 'wasm', heapBytes } };
  const refusal = (message: RegExp) =>
    expect.objectContaining({ code: 'run-too-large', message: expect.stringMatching(message) as string }) as Error;
  await expect(generate(small, request({ rows: 8, maxNewTokens: 100 }), () => undefined, never)).rejects.toThrow(
    refusal(/^8 rows of \d+ prompt tokens and 100 new ones would not fit/),
  );
  const { capture } = await import('../../../workers/pass/capture');
  const long = 'the player asks for help '.repeat(60);
  await expect(
    capture(small, { texts: [long], poolings: ['mean'], template: false, maxTokens: 512 }, () => undefined, never),
  ).rejects.toThrow(refusal(/^One row of \d+ prompt tokens would/));
  expect((await generate(small, request({ maxNewTokens: 4 }), () => undefined, never)).rows).toHaveLength(1);
});
