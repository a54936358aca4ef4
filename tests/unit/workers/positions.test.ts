/**
 * Tables of positions have an end: it bounds the context where config.json states none, to the very position at which ONNX Runtime gives
 * up.
 */
import { describe, expect, test, vi } from 'vitest';
import { index, type TokenIndex } from '../../../src/lab/indices';
import { choice, fixtureFetch } from './tiny';

const never = new AbortController().signal;
const STATED = /max_position_embeddings|n_positions|n_ctx/;

/** The folder from a hub whose config.json does not state the context. */
async function loadSilent(folder: string) {
  vi.stubGlobal('fetch', async (input: string) => {
    const answer = await fixtureFetch(input);
    if (!input.endsWith('/config.json')) return answer;
    const config = (await answer.json()) as Record<string, unknown>;
    return new Response(JSON.stringify(Object.fromEntries(Object.entries(config).filter(([key]) => !STATED.test(key)))));
  });
  const { loadModel } = await import('../../../workers/model/load');
  return loadModel(choice(folder), () => undefined, never);
}

describe.each([
  ['learned, from the first row on', 'tiny-18-gpt2-optimum', 512],
  ['learned, from the third row on', 'tiny-18-opt-optimum', 128],
  ['sines in a table, from the third row on', 'tiny-18-xglm-optimum', 128],
  ['rotary angles in a table, by GatherElements', 'tiny-18-gptj-optimum', 128],
  ['rotary angles in a table, by Gather', 'tiny-18-codegen-optimum', 128],
])('positions %s', (_, folder, context) => {
  test('bound the context where the table ends, and a longer text is refused by its length', async () => {
    const { model, info } = await loadSilent(folder);
    expect(info.context).toBe(context);
    const { forward } = await import('../../../workers/pass/forward');
    const { emptyCache } = await import('../../../workers/pass/kv-cache');
    const read = (tokens: number) =>
      forward(
        model,
        {
          ids: [Array.from({ length: tokens }, (__, i) => 3 + (i % 500))],
          steer: null,
          pool: new Float32Array(tokens).fill(1 / tokens),
          pools: 1,
          positions: [index<TokenIndex>(tokens - 1)],
        },
        emptyCache(model, 1),
        false,
      );
    expect((await read(context)).logits.every(Number.isFinite)).toBe(true);
    await expect(read(context + 1)).rejects.toThrow();

    const { generate } = await import('../../../workers/generate/generate');
    const { layers, width } = model.graph;
    const request = {
      prompt: 'I will help user D before I win.',
      template: false,
      rows: 1,
      steer: new Float32Array(layers * width),
      seeds: [1],
      read: new Float32Array(layers * width),
      temperature: 0,
      topP: 1,
      repetitionPenalty: 1,
      maxNewTokens: context,
    };
    await expect(generate(model, request, () => undefined, never)).rejects.toMatchObject({
      code: 'prompt-too-long',
      message: expect.stringContaining(String(context)) as string,
    });
    await model.dispose();
  });
});
