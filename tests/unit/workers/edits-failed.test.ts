/** A device on which edits do not do what they should keeps the model as it was. */
import { expect, test, vi } from 'vitest';
import { loadTiny } from './tiny';

vi.mock('../../../workers/model/clamp-test', () => ({ clampTest: () => Promise.resolve(['ablated at block 1, it is read back 0.5 off']) }));

test('the first form is back, and answers', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const { session } = model;
  await expect(model.takeClamps()).rejects.toMatchObject({
    code: 'edits-failed',
    message: expect.stringContaining('ablated at block 1') as string,
  });
  expect([model.graph.clamps, model.session === session]).toEqual([false, false]);
  expect([...model.inputNames]).not.toContain('edit_low');
  const { generate } = await import('../../../workers/generate/generate');
  const { layers, width } = model.graph;
  const request = {
    prompt: 'help',
    template: false,
    rows: 1,
    steer: new Float32Array(layers * width),
    seeds: [1],
    read: null,
    temperature: 0,
    topP: 1,
    repetitionPenalty: 1,
    maxNewTokens: 2,
  };
  expect((await generate(model, request, () => undefined, new AbortController().signal)).rows[0]!.tokens).toHaveLength(2);
});
