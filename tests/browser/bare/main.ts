/** The worker's modules on a bare page, so that a test can read what window.lab does not show: logits, every position's residual. */
import type { ModelChoice } from '../../../src/protocol';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { index, type TokenIndex } from '../../../src/lab/indices';
import { forward, lastPool, meanPool } from '../../../workers/pass/forward';
import { generate } from '../../../workers/generate/generate';
import { loadModel } from '../../../workers/model/load';
import type { ort } from '../../../workers/device/runtime';

/** One prefill with logits of its last position: every position's residual [layer, token, width], or their mean [layer, 1, width]. */
async function prefill(
  choice: ModelChoice,
  ids: number[] | string,
  o: { pool: 'each' | 'mean' | 'last'; steer?: { layer: number; vector: number[] }[] },
) {
  const { model, info } = await loadModel(choice, () => undefined, new AbortController().signal);
  const tokens = typeof ids === 'string' ? model.encode(ids) : ids;
  const n = tokens.length;
  const identity = Float32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const pool = o.pool === 'each' ? identity : o.pool === 'mean' ? meanPool(1, n) : lastPool(1, n);
  const runs = [];
  for (const steered of [null, ...(o.steer ?? [])]) {
    const steer = new Float32Array(info.layers * info.width);
    if (steered) steer.set(steered.vector, steered.layer * info.width);
    const cache = emptyCache(model, 1);
    const { residual, logits } = await forward(
      model,
      { ids: [tokens], steer, pool, pools: pool.length / n, positions: [index<TokenIndex>(n - 1)] },
      cache,
      false,
    );
    cache.dispose();
    runs.push({ residual: Array.from(residual), logits: Array.from(logits) });
  }
  await model.dispose();
  return { info, runs };
}

/** Of each of `tokens` greedy steps of three steered rows: the GPU buffers alive after it, and where its keys and values were put. */
async function liveBuffers(choice: ModelChoice, tokens: number): Promise<{ live: number[]; places: string[] }> {
  let live = 0;
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  const dead = new WeakSet<GPUBuffer>();
  GPUDevice.prototype.createBuffer = function (descriptor) {
    live++;
    return createBuffer.call(this, descriptor);
  };
  GPUBuffer.prototype.destroy = function () {
    if (!dead.has(this)) live--;
    dead.add(this);
    return destroy.call(this);
  };
  const { model, info } = await loadModel(choice, () => undefined, new AbortController().signal);
  const seen: number[] = [];
  const places = new Set<string>();
  const run = async (feeds: Record<string, ort.Tensor>, names: string[]) => {
    const outputs = await model.session.run(feeds, names);
    for (const { present } of model.graph.cache) if (outputs[present]) places.add(outputs[present].location);
    return outputs;
  };
  const watched = new Proxy(model.session, { get: (target, key) => (key === 'run' ? run : (Reflect.get(target, key) as unknown)) });
  const rows = 3;
  const request = {
    prompt: 'the player waits',
    template: false,
    rows,
    steer: new Float32Array(info.layers * rows * info.width),
    seeds: [1, 2, 3],
    read: null,
    temperature: 1,
    topP: 1,
    repetitionPenalty: 1,
    maxNewTokens: tokens,
  };
  await generate(
    { ...model, session: watched, endTokens: new Set() },
    request,
    ({ row }) => row === 0 && seen.push(live),
    new AbortController().signal,
  );
  return { live: seen, places: [...places] };
}

declare global {
  interface Window {
    prefill: typeof prefill;
    liveBuffers: typeof liveBuffers;
  }
}
window.prefill = prefill;
window.liveBuffers = liveBuffers;
