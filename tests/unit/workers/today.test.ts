/**
 * What ONNX Runtime refuses in today's exports of Qwen3, Gemma 2 and gpt-oss, loaded as the page loads them, on the processor: residuals
 * and greedy answers of PyTorch, answers longer than the window of a sliding-window block among them. And what stays refused is refused
 * before a weight is fetched.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { rewire, writeModel } from '../../../src/graph/build';
import { readModel, type Node } from '../../../src/graph/onnx';
import type { ModelChoice } from '../../../src/protocol';
import type { LoadedModel } from '../../../workers/model/loaded';
import { cosine } from '../graph/compare';
import { Fixture18 } from '../graph/fixture';
import { node, uint8 } from '../graph/synthetic';
import { choice, fixtureFetch } from './tiny';

const never = new AbortController().signal;
const FOLDERS = ['tiny-18-qwen3hd-builder', 'tiny-18-gemma2-builder', 'tiny-18-gptoss-builder'];
const DTYPES: Readonly<Record<string, ModelChoice['dtype']>> = { 'model.onnx': 'fp32', 'model_q4.onnx': 'q4', 'model_q4f16.onnx': 'q4f16' };

/** As a page would, graphs through `edit` on the way. `asked` collects what is fetched. */
async function load(
  repo: string,
  dtype: ModelChoice['dtype'],
  edit: (onnx: Uint8Array) => Uint8Array,
  asked: string[] = [],
  over: Partial<ModelChoice> = {},
) {
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(String(input));
    const answer = await fixtureFetch(input);
    if (!String(input).endsWith('.onnx') || !answer.ok) return answer;
    const graph = edit(new Uint8Array(await answer.arrayBuffer()));
    return new Response(graph as BodyInit, { headers: { 'content-length': String(graph.length) } });
  });
  const { loadModel } = await import('../../../workers/model/load');
  return loadModel(choice(repo, { dtype, ...over }), () => undefined, never);
}

for (const folder of FOLDERS) {
  const fx = new Fixture18(folder);
  describe.each(readdirSync(`${fx.root}/onnx`).filter((name) => name.endsWith('.onnx')))(`${folder} %s`, (file) => {
    test.each([
      ['widened', undefined],
      ['as it is', false],
    ] as const)('%s', async (_, widen) => {
      const dtype = DTYPES[file]!;
      const gold = fx.gold(file);
      const near = file === 'model.onnx' ? 0.9999 : 0.999;
      const { model, info } = await load(folder, dtype, (onnx) => onnx, [], widen === false ? { widen } : {});
      expect(info.selfTest).toMatchObject({ passed: true });
      const own: LoadedModel = { ...model, endTokens: new Set<number>(), encode: (text) => (text === 'text' ? gold.ids : gold.prompt_ids) };
      const { capture } = await import('../../../workers/pass/capture');
      const { data } = await capture(own, { texts: ['text'], poolings: ['mean'], template: false, maxTokens: 512 }, () => undefined, never);
      gold.mean.forEach((mean, l) =>
        expect(cosine(data.slice(l * gold.width, (l + 1) * gold.width), Float32Array.from(mean))).toBeGreaterThan(near),
      );

      const { generate } = await import('../../../workers/generate/generate');
      const { alphas, block, layers, unit, width } = gold;
      const steer = new Float32Array(layers * alphas.length * width);
      alphas.forEach((alpha, row) => unit.forEach((x, i) => (steer[(block * alphas.length + row) * width + i] = alpha * x)));
      const read = Float32Array.from({ length: layers * width }, (__, i) => unit[i % width]!);
      const wanted = alphas.map((alpha) => gold.generate[String(alpha)]!);
      const { rows } = await generate(
        own,
        {
          prompt: 'prompt',
          template: false,
          rows: alphas.length,
          steer,
          seeds: alphas.map(() => 1),
          read,
          temperature: 0,
          topP: 1,
          repetitionPenalty: 1,
          maxNewTokens: wanted[0]!.tokens.length,
        },
        () => undefined,
        never,
      );
      rows.forEach((row, r) => {
        // In 16 bits throughout, two tokens so near each other may change places: compared up to there.
        const tie = dtype === 'q4f16' && widen === false ? wanted[r]!.gaps.findIndex((gap) => gap < 0.03) : -1;
        const sure = tie < 0 ? row.tokens.length : tie;
        expect(row.tokens.slice(0, sure), `alpha ${alphas[r]}`).toEqual(wanted[r]!.tokens.slice(0, sure));
        if (sure > 0)
          expect(
            cosine(Float32Array.from(row.scores.slice(0, sure).flat()), Float32Array.from(wanted[r]!.scores.slice(0, sure).flat())),
          ).toBeGreaterThan(near);
        if (sure < row.tokens.length) return;
        const { logprob, logprob_unsteered } = wanted[r]!;
        if (alphas[r] === 0 || logprob_unsteered !== undefined)
          expect(row.coherence.meanLogProb).toBeCloseTo(logprob_unsteered ?? logprob, file === 'model.onnx' ? 3 : 1);
      });
      await model.dispose();
    });
  });
}

test('what the processor cannot do is refused by name, with what to do, before a weight is fetched', async () => {
  const experts = (change: (node: Node) => Node) => (onnx: Uint8Array) => {
    const model = readModel(onnx);
    return writeModel(model, { ...model.graph, nodes: model.graph.nodes.map((n) => (n.op === 'QMoE' ? change(n) : n)) });
  };
  const asked: string[] = [];
  const third = experts((n) =>
    node(
      'QMoE',
      [...n.inputs.slice(0, 8), ...n.inputs.slice(2, 4)],
      n.outputs[0]!,
      { k: 2, activation_type: 'silu', normalize_routing_weights: 1 },
      'com.microsoft',
    ),
  );
  await expect(load('tiny-18-gptoss-builder', 'q4', third, asked)).rejects.toMatchObject({
    code: 'graph-unsupported',
    message: expect.stringMatching(
      /QMoE with fc3_experts_weights, which cannot run on the processor \(WASM\): quantised experts of three matrices/,
    ) as string,
    hint: expect.stringMatching(/^Choose /) as string,
  });
  expect(asked.some((url) => url.endsWith('model_q4.onnx'))).toBe(true);
  expect(asked.filter((url) => url.includes('_data'))).toEqual([]);
  const { inspectGraph } = await import('../../../workers/model/inspect');
  const found = await inspectGraph(
    { file: new File([third(new Fixture18('tiny-18-gptoss-builder').onnx('model_q4.onnx')) as BlobPart], 'model_q4.onnx') },
    () => undefined,
    never,
  );
  expect(found.needs.wasmProblem).toContain('QMoE with fc3_experts_weights');
  expect(found.needs.gpuProblem).toContain('WebGPU');
});

test('where the device is left to the lab, a file that only the processor can run goes there, and the page is told why', async () => {
  // Zero points that stand in the middle anyway: the same numbers, but WebGPU takes none with quantised experts.
  const centred = (onnx: Uint8Array) => {
    const model = readModel(onnx);
    const nodes = model.graph.nodes.map((n) => (n.op === 'QMoE' ? rewire(n, [...n.inputs.slice(0, 11), 'middle1', 'middle2']) : n));
    const middle = (name: string, rows: number) => uint8(name, [4, rows, 1], () => 0x88);
    return writeModel(model, {
      ...model.graph,
      nodes,
      initializers: [...model.graph.initializers, middle('middle1', 128), middle('middle2', 64)],
    });
  };
  const destroy = vi.fn();
  const limits = { maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 2 ** 31 };
  const gpu = { limits, features: new Set(['shader-f16']), lost: new Promise(() => undefined), addEventListener: () => undefined, destroy };
  const adapter = { limits, features: gpu.features, info: { vendor: 'test' }, requestDevice: () => Promise.resolve(gpu) };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(adapter) } });
  const { model, info } = await load('tiny-18-gptoss-builder', 'q4', centred, [], { device: 'auto' });
  expect(info).toMatchObject({
    device: 'wasm',
    fallbackReason: expect.stringContaining('QMoE with zero_points') as string,
    selfTest: { passed: true },
  });
  expect(destroy).toHaveBeenCalledOnce();
  await expect(load('tiny-18-gptoss-builder', 'q4', centred, [], { device: 'webgpu' })).rejects.toMatchObject({
    code: 'graph-unsupported',
    hint: expect.stringMatching(/^Choose the processor \(WASM\)/) as string,
  });
  await model.dispose();
  vi.unstubAllGlobals();
});
