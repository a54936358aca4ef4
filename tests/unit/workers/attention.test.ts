/**
 * A loaded model reads with its attention in plain operators from some tokens on (src/graph/attention.ts): what it gives is what the fused
 * node gives, from a cache with room as the lab keeps it, and in the form for edits.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LOWERED_FROM } from '../../../src/graph/attention';
import { instrument } from '../../../src/graph/instrument';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import type { Dtype } from '../../../src/protocol';
import { createSession } from '../../../workers/device/session';
import type { LoadedModel } from '../../../workers/model/loaded';
import { mount } from '../../../workers/model/mount';
import { forward, meanPool, type Pass } from '../../../workers/pass/forward';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { relativeError } from '../graph/compare';
import { loadTiny } from './tiny';

const KINDS: [string, string, Dtype][] = [
  ['tiny-llama-builder', 'model.onnx', 'fp32'],
  ['tiny-llama-builder', 'model_q4.onnx', 'q4'],
  ['tiny-18-gemma2-builder', 'model.onnx', 'fp32'],
  ['tiny-18-qwen3hd-builder', 'model_q4.onnx', 'q4'],
  ['tiny-phi3-builder', 'model.onnx', 'fp32'],
  ['tiny-18-lfm2-builder', 'model.onnx', 'fp32'],
];

/** The same model, its attention fused whatever is read. */
async function fusedModel(model: LoadedModel, repo: string, file: string): Promise<LoadedModel> {
  const folder = new URL(`../../fixtures/${repo}/onnx/`, import.meta.url);
  const blobs = new Map(readdirSync(folder).map((name) => [name, new Blob([readFileSync(new URL(name, folder))])]));
  const { bytes, info } = instrument(readFileSync(new URL(file, folder)), { file, clamps: model.graph.clamps });
  const mounted = await mount(bytes, blobs, { info, device: 'wasm', widen: model.widened, loweredFrom: Infinity });
  return { ...model, session: await createSession(mounted, info, { gpu: null, build: 'plain' }) };
}

const pass = (tokens: number, at: number, { graph: { layers, width } }: LoadedModel): Pass => ({
  ids: [Array.from({ length: tokens }, (_, i) => 3 + (((at + i) * 7) % 200))],
  steer: Float32Array.from({ length: layers * width }, (_, i) => Math.cos(i) / 8),
  pool: meanPool(1, tokens),
  pools: 1,
  positions: indices<TokenIndex>(tokens),
});

describe.each(KINDS)('%s %s', (repo, file, dtype) => {
  test.each([
    ['first form', false],
    ['form for edits', true],
  ])('%s', async (_, clamps) => {
    const { model, info } = await loadTiny(repo, { dtype });
    expect(info.selfTest).toMatchObject({ passed: true });
    if (clamps) await model.takeClamps();
    const fused = await fusedModel(model, repo, file);
    const caches = [emptyCache(model, 1), emptyCache(fused, 1)] as const;
    // The buffers have room behind 21 and behind 43 tokens. States (LFM2) go on token by token alone.
    let at = 0;
    for (const tokens of repo.includes('lfm2') ? [43, 1] : [21, 22, 1, 30, 1]) {
      const [got, wanted] = [
        await forward(model, pass(tokens, at, model), caches[0]),
        await forward(fused, pass(tokens, at, model), caches[1]),
      ];
      expect(relativeError(got.logits, wanted.logits)).toBeLessThan(1e-4);
      expect(relativeError(got.residual, wanted.residual)).toBeLessThan(1e-4);
      at += tokens;
    }
    await Promise.all([model.dispose(), fused.dispose()]);
  });
});

test('below the threshold the fused node, to the bit', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const fused = await fusedModel(model, 'tiny-llama-builder', 'model.onnx');
  for (const tokens of [1, LOWERED_FROM - 1])
    expect(await forward(model, pass(tokens, 0, model), emptyCache(model, 1))).toEqual(
      await forward(fused, pass(tokens, 0, model), emptyCache(fused, 1)),
    );
  const long = pass(LOWERED_FROM, 0, model);
  expect((await forward(model, long, emptyCache(model, 1))).residual).not.toEqual(
    (await forward(fused, long, emptyCache(fused, 1))).residual,
  );
  await Promise.all([model.dispose(), fused.dispose()]);
});
