/**
 * What the model card says of exports that leave something of their model out: each known one is named, and no faithful one is.
 * docs/exports.md has the measurements.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { departures } from '../../../src/graph/departs';
import { rewire } from '../../../src/graph/build';
import { readModel, type Node } from '../../../src/graph/onnx';
import { traitsOf } from '../../../src/graph/traits';
import { bytes } from './fixture';
import { float32, node } from './synthetic';

const ROOT = new URL('../../fixtures', import.meta.url).pathname;
/** Folder → what its sentence must say. */
const KNOWN: Record<string, RegExp> = {
  'tiny-18-mistral-builder': /its blocks should attend to the last 16 tokens only, and none does.*from token 17 on/,
  'tiny-18-olmo-builder': /norms subtract the mean/,
  'tiny-18-longrope-optimum': /one table of positions.*up to 32 tokens/,
  'tiny-18-deepseek-optimum': /4 of its 24 experts are not in the file/,
  'tiny-18-gpt2scaled-optimum': /attention scores should be divided by the number of their block/,
  'tiny-phi2-builder': /add 0.000001 to the variance where the model adds 0.00001/,
  'tiny-gemma2-builder': /multiplies the embedding by 5\.66 where the model multiplies by 5\.6569/,
  'tiny-gemma2-optimum': /the cap of 50 on attention scores/,
};
const config = (folder: string) => JSON.parse(readFileSync(`${ROOT}/${folder}/config.json`, 'utf8')) as Record<string, unknown>;
const traits = (folder: string, file = 'model.onnx') => traitsOf(readModel(bytes(`${ROOT}/${folder}/onnx/${file}`)).graph);

describe('an export that leaves something out is named', () => {
  for (const [folder, sentence] of Object.entries(KNOWN))
    test(folder, () => {
      const said = departures(traits(folder), config(folder));
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(sentence);
    });
});

test('of every other export nothing is said', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.onnx') && !path.includes('embed_tokens'),
  );
  let seen = 0;
  for (const path of files) {
    const [folder = '', , file = ''] = path.split('/');
    if (folder in KNOWN) continue;
    expect(departures(traits(folder, file), config(folder)), path).toEqual([]);
    seen++;
  }
  expect(seen).toBeGreaterThan(50);
});

describe('the rules read config.json as transformers does', () => {
  const graph = traits('tiny-18-mistral-builder');
  const said = (changed: Record<string, unknown>) => departures(graph, { ...config('tiny-18-mistral-builder'), ...changed });

  test('a window as long as the context, or switched off, leaves nothing out', () => {
    expect(said({ sliding_window: 512 })).toEqual([]);
    expect(said({ sliding_window: null })).toEqual([]);
    expect(said({ use_sliding_window: false })).toEqual([]);
  });

  test('blocks are counted by the list of their kinds', () => {
    expect(said({ layer_types: ['full_attention', 'sliding_attention', 'full_attention', 'full_attention'] })[0]).toContain(
      '1 of its 4 blocks',
    );
    expect(said({ layer_types: Array(4).fill('full_attention') })).toEqual([]);
  });

  test('settings inside text_config count', () => {
    const { sliding_window, ...rest } = config('tiny-18-mistral-builder');
    expect(departures(graph, { ...rest, text_config: { sliding_window } })).toHaveLength(1);
  });

  test('a window that the graph has leaves nothing out', () => {
    expect(
      departures({ ...graph, attention: graph.attention.map((a) => ({ ...a, window: 16 })) }, config('tiny-18-mistral-builder')),
    ).toEqual([]);
  });

  test('a mask of its own may hold the window: nothing is claimed', () => {
    expect(
      departures({ ...graph, attention: graph.attention.map((a) => ({ ...a, masked: true })) }, config('tiny-18-mistral-builder')),
    ).toEqual([]);
  });

  test('a cap that fused attention does not have', () => {
    expect(departures(graph, { attn_logit_softcapping: 50 })[0]).toContain('the cap of 50');
    expect(
      departures({ ...graph, attention: graph.attention.map((a) => ({ ...a, capped: true })) }, { attn_logit_softcapping: 50 }),
    ).toEqual([]);
  });

  test('a cap written out in single operators is seen', () => {
    const { graph } = readModel(bytes(`${ROOT}/tiny-gemma2-optimum/onnx/model.onnx`));
    const softmax = graph.nodes.find((node) => node.op === 'Softmax');
    const mask = graph.nodes.find((node) => node.outputs[0] === softmax?.inputs[0]);
    const [scores = '', ...rest] = mask?.inputs ?? [];
    const nodes = graph.nodes.flatMap((node) =>
      node === mask
        ? [
            { ...node, op: 'Tanh', inputs: [scores], outputs: ['capped'] },
            { ...node, inputs: ['capped', ...rest] },
          ]
        : [node],
    );
    expect([traitsOf(graph).cappedSoftmaxes, traitsOf({ ...graph, nodes }).cappedSoftmaxes]).toEqual([0, 1]);
  });

  test('scores divided by the number of their block are seen, behind the product or on a side of it', () => {
    const { graph } = readModel(bytes(`${ROOT}/tiny-18-gpt2scaled-optimum/onnx/model.onnx`));
    const scaled = config('tiny-18-gpt2scaled-optimum');
    const softmaxes = graph.nodes.filter((node) => node.op === 'Softmax');
    const maker = (name: string | undefined) => graph.nodes.find((node) => node.outputs[0] === name)!;
    /** With the first input of each of these nodes divided by 1, 2, 3, 4. */
    const divided = (targets: readonly Node[]) => ({
      ...graph,
      initializers: [...graph.initializers, ...targets.map((_, block) => float32(`by${block}`, [], () => block + 1))],
      nodes: graph.nodes.flatMap((n) =>
        targets.includes(n)
          ? [
              node('Div', [n.inputs[0]!, `by${targets.indexOf(n)}`], `divided${targets.indexOf(n)}`),
              rewire(n, [`divided${targets.indexOf(n)}`, ...n.inputs.slice(1)]),
            ]
          : [n],
      ),
    });
    const masks = softmaxes.map((n) => maker(n.inputs[0]));
    const products = masks.map((n) => maker(n.inputs[0]));
    expect(products.map(({ op }) => op)).toEqual(['MatMul', 'MatMul', 'MatMul', 'MatMul']);
    for (const targets of [softmaxes, masks, products]) expect(departures(traitsOf(divided(targets)), scaled)).toEqual([]);
    expect(departures(traitsOf(graph), { ...scaled, scale_attn_by_inverse_layer_idx: false })).toEqual([]);
  });

  test('blocks without experts are not counted', () => {
    const deepseek = traits('tiny-18-deepseek-optimum');
    const all = { n_routed_experts: 8, num_hidden_layers: 4 };
    expect(departures({ ...deepseek, experts: 24 }, { ...all, first_k_dense_replace: 1 })).toEqual([]);
    expect(departures({ ...deepseek, experts: 23 }, { ...all, first_k_dense_replace: 1 })[0]).toContain('1 of its 24 experts');
    expect(departures({ ...deepseek, experts: 16 }, { ...all, decoder_sparse_step: 2 })).toEqual([]);
    expect(departures({ ...deepseek, experts: 24 }, { ...all, mlp_only_layers: [3] })).toEqual([]);
  });

  test("OLMo's clip", () => {
    expect(departures(traits('tiny-18-olmo-builder'), { ...config('tiny-18-olmo-builder'), clip_qkv: 8 })[1]).toContain('±8');
  });
});

describe('without the config.json of the model', () => {
  const said = (folder: string, type: string, file?: string) =>
    departures(traits(folder, file), { model_type: type, hidden_size: config(folder).hidden_size }, false);

  test.each([
    [
      'tiny-18-mistral-builder',
      'mistral',
      /^No config\.json .*\(mistral\) left out a window of attention cannot be told\. Copy the model's own config\.json/,
    ],
    ['tiny-phi3-builder', 'phi3', /a window of attention/],
    ['tiny-phi2-builder', 'phi', /epsilon/],
  ])('%s: what cannot be told is said, with what tells it', (folder, type, sentence) => {
    expect(said(folder, type)).toEqual([expect.stringMatching(sentence)]);
  });

  test("OLMo's norms are told by the graph, its clip is not", () => {
    expect(said('tiny-18-olmo-builder', 'olmo')).toEqual([
      expect.stringMatching(/norms subtract the mean/),
      expect.stringMatching(/clip_qkv/),
    ]);
  });

  test('a cap and windows that a Gemma 2 lacks', () => {
    const gemma = traits('tiny-18-gemma2-builder');
    const whole = { model_type: 'gemma2' };
    expect(departures(gemma, whole, false)).toEqual([]);
    expect(
      departures({ ...gemma, attention: gemma.attention.map((a) => ({ ...a, capped: false, window: -1 })) }, whole, false)[0],
    ).toContain('a window of attention and a cap on attention scores');
  });

  test('nothing is said of families whose export leaves nothing out, nor where the graph has it', () => {
    expect(said('tiny-18-llama-builder', 'llama')).toEqual([]);
    const mistral = traits('tiny-18-mistral-builder');
    expect(
      departures({ ...mistral, attention: mistral.attention.map((a) => ({ ...a, window: 16 })) }, { model_type: 'mistral' }, false),
    ).toEqual([]);
  });
});
