/** The second form of the graph in a loaded model: tested on every export, taken when an edit asks for it, read back token by token. */
import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOfClamps } from '../../../src/lab/clamps';
import { pushOf, type StreamEdit } from '../../../src/lab/edits';
import type { Dtype, SteerRequest } from '../../../src/protocol';
import type * as Generate from '../../../workers/generate/generate';
import type { LoadedModel } from '../../../workers/model/loaded';
import { loadTiny } from './tiny';

const never = new AbortController().signal;
const ask = (over: Partial<SteerRequest>): SteerRequest => ({
  prompt: 'the player asks for help',
  template: false,
  rows: 1,
  steer: new Float32Array(0),
  seeds: [1],
  read: null,
  temperature: 0,
  topP: 1,
  repetitionPenalty: 1,
  maxNewTokens: 5,
  ...over,
});
const nothing = ({ graph: { layers, width } }: LoadedModel, rows = 1): Float32Array => new Float32Array(layers * rows * width);
let generate: typeof Generate.generate;
beforeAll(async () => {
  ({ generate } = await import('../../../workers/generate/generate'));
});

const ROOT = new URL('../../fixtures/', import.meta.url);
const DTYPES: Record<string, Dtype> = { 'model.onnx': 'fp32', 'decoder_model_merged.onnx': 'fp32', 'model_q4.onnx': 'q4' };
/** Refused: normed after every sum (tests/unit/graph/rescaled.test.ts). */
const REFUSED = ['tiny-18-opt350-optimum'];
const CASES = readdirSync(ROOT)
  .filter((folder) => folder.startsWith('tiny-18-') && !REFUSED.includes(folder) && existsSync(new URL(`${folder}/gold.json`, ROOT)))
  .flatMap((folder) => {
    const file = Object.keys(DTYPES).find((name) => existsSync(new URL(`${folder}/onnx/${name}`, ROOT)));
    return file ? [{ folder, dtype: DTYPES[file]! }] : [];
  });

test('exports are found', () => expect(CASES.length).toBeGreaterThan(20));

test.each(CASES)('$folder edits as it should, and without an edit answers as before', async ({ folder, dtype }) => {
  const { model } = await loadTiny(folder, { dtype });
  try {
    const plain = () => generate(model, ask({ steer: nothing(model) }), () => undefined, never);
    const before = (await plain()).rows[0]!.tokens;
    await model.takeClamps();
    expect(model.graph.clamps).toBe(true);
    expect((await plain()).rows[0]!.tokens).toEqual(before);
  } finally {
    await model.dispose();
  }
});

describe('an answer under an edit', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const { layers, width } = model.graph;
  const size = { layers, width };
  const data = new Float32Array(layers * width);
  for (let layer = 0; layer < layers; layer++)
    for (let i = 0; i < width; i++) data[layer * width + i] = (i % 2 ? -1 : 1) / Math.sqrt(width);
  const directions = { ...size, data };
  const set = (over: Partial<StreamEdit>): StreamEdit => ({
    op: 'set',
    directions,
    band: [1, 2],
    amount: 2,
    unit: 'raw',
    when: 'all',
    ...over,
  });
  const clamps = (edit: StreamEdit, at: 'prompt' | 'answer', rows = 1) => {
    const push = pushOf([edit], at, size).clamps;
    return rowsOfClamps(
      Array.from({ length: rows }, () => push),
      { layers, width },
    );
  };
  /** [token]: score at block 1. */
  const scores = async (over: Partial<SteerRequest>): Promise<number[]> => {
    const { rows } = await generate(model, ask({ steer: nothing(model), read: data, ...over }), () => undefined, never);
    return rows[0]!.scores.map((token) => token[1]!);
  };
  const is2 = (score: number): boolean => Math.abs(score - 2) < 1e-3;

  test('the second form comes with the first edit', async () => {
    expect(model.graph.clamps).toBe(false);
    const plain = await scores({});
    expect(plain.some(is2)).toBe(false);
    expect(model.graph.clamps).toBe(false);
    expect((await scores({ clamps: clamps(set({}), 'prompt') })).every(is2)).toBe(true);
    expect(model.graph.clamps).toBe(true);
    expect(await scores({})).toEqual(plain);
  });

  test('at the prompt’s positions alone, and at the answer’s alone', async () => {
    // The first token is chosen at the prompt's last position.
    const none = { steer: nothing(model), clamps: null };
    const [first, ...rest] = await scores({ clamps: clamps(set({}), 'prompt'), answer: none });
    expect([is2(first!), rest.some(is2)]).toEqual([true, false]);
    const answer = { steer: nothing(model), clamps: clamps(set({}), 'answer') };
    const [before, ...after] = await scores({ clamps: null, answer });
    expect([is2(before!), after.every(is2)]).toEqual([false, true]);
  });

  test('the push that is added meets the bound, not the other way round; what was pushed is read again without either', async () => {
    const steer = data.map((x, i) => (Math.floor(i / width) === 1 ? 3 * x : 0));
    const { rows } = await generate(
      model,
      ask({ steer, clamps: clamps(set({ op: 'ablate' }), 'prompt'), read: data }),
      () => undefined,
      never,
    );
    for (const token of rows[0]!.scores) expect(token[1]).toBeCloseTo(3, 3);
    expect(rows[0]!.unsteeredScores[1]).not.toBeCloseTo(3, 1);
  });

  test('a row that nothing bounds is read once, beside one that is', async () => {
    const one = clamps(set({ op: 'ablate' }), 'prompt');
    const both = rowsOfClamps([null, one], { layers, width });
    const steer = new Float32Array(layers * 2 * width);
    const { rows } = await generate(
      model,
      ask({ rows: 2, seeds: [1, 1], steer, clamps: both, read: data, maxNewTokens: 3 }),
      () => undefined,
      never,
    );
    const mean = (row: number): number => rows[row]!.scores.reduce((sum, token) => sum + token[1]!, 0) / rows[row]!.scores.length;
    // What was written without a push is its own reading without one; what was bounded is read again.
    expect(rows[0]!.unsteeredScores[1]).toBe(mean(0));
    expect(mean(1)).toBeCloseTo(0, 4);
    expect(rows[1]!.unsteeredScores[1]).not.toBeCloseTo(0, 3);
  });

  test('bounds of another model are refused', async () => {
    const other = { count: 1, directions: new Float32Array(8), low: new Float32Array(4), high: new Float32Array(4) };
    await expect(generate(model, ask({ steer: nothing(model), clamps: other }), () => undefined, never)).rejects.toMatchObject({
      code: 'shape-mismatch',
      message: expect.stringContaining('edits have 8 numbers') as string,
    });
  });
});
