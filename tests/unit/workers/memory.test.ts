/** Weights are in memory once: what a load has read for the runtime is let go when the runtime has it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as ort from 'onnxruntime-web';
import { expect, test, vi } from 'vitest';
import { loadTiny } from './tiny';

setFlagsFromString('--expose-gc');
const { create } = ort.InferenceSession;
const collect = runInNewContext('gc') as () => void;

test.each([
  ['tiny-llama-builder', 'q4'],
  ['tiny-llama-optimum', 'fp32'],
  ['tiny-llama-optimum', 'q4'],
] as const)('%s %s: no byte of the weights stays in JavaScript while the model is loaded', async (repo, dtype) => {
  const handed: WeakRef<object>[] = [];
  const spy = vi.spyOn(ort.InferenceSession, 'create').mockImplementation(((
    graph: Uint8Array,
    options: { externalData?: { data: Uint8Array }[] },
  ) => {
    handed.push(...(options.externalData ?? []).map(({ data }) => new WeakRef(data.buffer)));
    return create.call(ort.InferenceSession, graph, options as never);
  }) as never);
  const { model } = await loadTiny(repo, { dtype });
  spy.mockRestore();
  expect(handed.length).toBeGreaterThan(0);
  const control = new WeakRef(new ArrayBuffer(1000));
  await vi.waitFor(() => {
    collect();
    const alive = (one: WeakRef<object>): boolean => one.deref() !== undefined;
    expect([alive(control), handed.filter(alive).length]).toEqual([false, 0]); // Numbers only: an assertion must not hold what it looks at.
  });
  expect(model.graph.layers).toBe(4); // Loaded, and held, until here.
  await model.dispose();
});
