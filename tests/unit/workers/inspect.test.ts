/** Inspecting without loading, and refusing what is too large before its weights are fetched. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { makeValueInfo, writeModel } from '../../../src/graph/build';
import { instrument } from '../../../src/graph/instrument';
import { readModel } from '../../../src/graph/onnx';
import type { InspectRequest } from '../../../src/protocol';
import { bigGraph, LLAMA_8B } from '../graph/big';
import { tinyDecoder } from '../graph/synthetic';
import { choice, fixtureFetch } from './tiny';

const fixtureFile = (path: string, name = path.split('/').at(-1)!): File =>
  new File([readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))], name);
const inspect = async (request: InspectRequest) =>
  (await import('../../../workers/model/inspect')).inspectGraph(request, () => undefined, new AbortController().signal);

test('a file of this machine', async () => {
  const found = await inspect({ file: fixtureFile('tiny-llama-builder/onnx/model_q4f16.onnx') });
  expect(found).toMatchObject({
    file: 'model_q4f16.onnx',
    blocks: 4,
    width: 64,
    vocab: 512,
    bits: 4,
    dtypes: { activation: 'float16', kv: 'float16', logits: 'float16' },
    external: [{ location: 'model_q4f16.onnx_data', bytes: 184448 }],
    needs: { shaderF16: true, context: 2048, rows: 8, widen: true, wasmProblem: null, slowReason: null },
  });
  expect(found.sites.map((site) => site.block)).toEqual([0, 1, 2, 3]);
  expect(found.needs.gpuBytes).toBeGreaterThan(found.bytes.weights);
  expect(found.needs.wasmBytes).toBeGreaterThan(found.needs.gpuBytes); // widened
  expect(structuredClone(found)).toEqual(found); // crosses the worker's border
});

test('weights inside the file, and a name no folder would take', async () => {
  const found = await inspect({ file: fixtureFile('tiny-olmo2-optimum/onnx/model.onnx', 'C:mine..onnx') });
  expect(found).toMatchObject({ file: 'C:mine..onnx', blocks: 4, width: 32, external: [{ location: 'C_mine_onnx' }] });
  expect(found.bytes.graph).toBeLessThan(found.bytes.file);
});

test('of a repository the graph and config.json are fetched, no weights', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (input: string) => (asked.push(String(input)), fixtureFetch(input)));
  expect(await inspect({ model: choice('tiny-gemma2-builder', { dtype: 'q4f16' }) })).toMatchObject({ blocks: 4, width: 32 });
  // The hub's listing may be asked for; of the files, the graph and what may say what it leaves open.
  expect([...new Set(asked.filter((url) => url.includes('/resolve/')))]).toEqual(
    ['onnx/model_q4f16.onnx', 'config.json'].map((path) => `http://fixtures/tiny-gemma2-builder/resolve/main/${path}`),
  );
});

test('what the graph leaves open is read from genai_config.json where there is no config.json', async () => {
  const { inputs } = readModel(tinyDecoder()).graph;
  const open = tinyDecoder({
    graph: {
      inputs: inputs.map((i) => (i.name.startsWith('past') ? makeValueInfo(i.name, i.elemType, ['b', 1, 'past', 'kv_cache_dim']) : i)),
    },
  });
  const serve = (genai: string | null, config: string | null = null) =>
    vi.stubGlobal('fetch', (input: string) => {
      const body =
        { 'model.onnx': open as BodyInit, 'genai_config.json': genai, 'config.json': config }[
          String(input).split('/resolve/main/')[1] ?? ''
        ] ?? null;
      return Promise.resolve(new Response(body, { status: body === null ? 404 : 200 }));
    });
  serve(null);
  await expect(inspect({ model: choice('flat-without-config') })).rejects.toThrow(/or as head_dim in config\.json/);
  serve(JSON.stringify({ model: { type: 'llama', decoder: { head_size: 4, hidden_size: 4, num_hidden_layers: 2 } } }));
  expect(await inspect({ model: choice('flat-with-genai') })).toMatchObject({ file: 'model.onnx', blocks: 2, width: 4 });
  // As a load reads them: a config.json that says nothing, or only not this.
  for (const [repo, config] of [
    ['flat-with-empty', '{}'],
    ['flat-with-half', '{"model_type":"llama"}'],
  ] as const) {
    serve(JSON.stringify({ model: { type: 'llama', decoder: { head_size: 4, hidden_size: 4, num_hidden_layers: 2 } } }), config);
    expect(await inspect({ model: choice(repo) }), config).toMatchObject({ blocks: 2, width: 4 });
  }
});

test('a decoder that takes embeddings is looked into with the graph that makes them', async () => {
  vi.stubGlobal('fetch', fixtureFetch);
  expect(await inspect({ model: choice('tiny-18-qwen35-split', { dtype: 'q4' }) })).toMatchObject({
    file: 'decoder_model_merged_q4.onnx',
    blocks: 4,
    width: 32,
    vocab: 512,
  });
  await expect(inspect({ file: fixtureFile('tiny-18-qwen35-split/onnx/decoder_model_merged_q4.onnx') })).rejects.toThrow(
    /takes embeddings \(inputs_embeds\) instead of tokens/,
  );
});

test('a decoder whose blocks take embeddings of their own is refused before the graph that makes them is asked for, and before any weight', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(String(input));
    const answer = await fixtureFetch(input);
    if (!String(input).endsWith('decoder_model_merged_q4.onnx')) return answer;
    const model = readModel(new Uint8Array(await answer.arrayBuffer()));
    return new Response(
      writeModel(model, {
        ...model.graph,
        inputs: [...model.graph.inputs, makeValueInfo('per_layer_inputs', 1, ['b', 's', 4, 8])],
      }) as BodyInit,
    );
  });
  const { loadModel } = await import('../../../workers/model/load');
  await expect(
    loadModel(choice('tiny-18-qwen35-split', { dtype: 'q4' }), () => undefined, new AbortController().signal),
  ).rejects.toMatchObject({
    code: 'graph-not-understood',
    message: expect.stringContaining('four streams') as string,
    hint: expect.stringMatching(/^Choose another model/) as string,
  });
  expect(asked.some((url) => url.endsWith('decoder_model_merged_q4.onnx'))).toBe(true);
  expect(asked.filter((url) => /embed_tokens|_data/.test(url))).toEqual([]);
});

test.each([
  ['no ONNX file', { file: new File(['<!doctype html>'], 'model.onnx') }, 'graph-foreign'],
  [
    'a graph cut off',
    {
      file: new File(
        [readFileSync(new URL('../../fixtures/tiny-llama-builder/onnx/model.onnx', import.meta.url)).subarray(0, 5000)],
        'model.onnx',
      ),
    },
    'graph-truncated',
  ],
  ['an empty file', { file: new File([], 'model.onnx') }, 'graph-truncated'],
  ['a dtype that is not there', { model: choice('tiny-llama-builder', { dtype: 'bnb4' }) }, 'file-missing'],
] as const)('%s is refused', async (_, request, code) => {
  vi.stubGlobal('fetch', fixtureFetch);
  await expect(inspect(request)).rejects.toMatchObject({ code, hint: expect.stringMatching(/.{10}/) as string });
});

test('a model that cannot fit is refused before its weights are fetched', async () => {
  const { onnx } = bigGraph(LLAMA_8B);
  const asked: string[] = [];
  vi.stubGlobal('fetch', (input: string) => {
    asked.push(String(input));
    return String(input).endsWith('.onnx') ? Promise.resolve(new Response(onnx as BodyInit)) : fixtureFetch(input);
  });
  const { loadModel } = await import('../../../workers/model/load');
  await expect(
    loadModel(choice('tiny-llama-builder', { dtype: 'q4f16' }), () => undefined, new AbortController().signal),
  ).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringMatching(/GB on the processor/) as string,
    hint: expect.stringMatching(/^Choose WebGPU/) as string,
  });
  expect(asked.filter((url) => url.includes('_data'))).toEqual([]);
});

test('on WebGPU the limits are those of the device', async () => {
  const { limitsOf, planLoad } = await import('../../../workers/device/limits');
  const { info } = instrument(bigGraph(LLAMA_8B).onnx, { file: 'model_q4f16.onnx' });
  const gpu = (maxBufferSize: number, f16 = true) =>
    limitsOf({
      limits: { maxBufferSize, maxStorageBufferBindingSize: maxBufferSize },
      features: new Set(f16 ? ['shader-f16'] : []),
    } as unknown as GPUDevice);
  const refusal = (code: object) => expect.objectContaining({ code: 'too-large', ...code }) as Error;
  expect(planLoad(info, gpu(2 ** 31))).toMatchObject({ fits: true, slowReason: null });
  expect(() => planLoad(info, gpu(2 ** 28))).toThrow(
    refusal({ message: expect.stringContaining('model.embed_tokens.weight takes 1.1 GB') as string }),
  );
  expect(() => planLoad(info, gpu(2 ** 31, false))).toThrow(refusal({ hint: expect.stringContaining('q4') as string }));
});
