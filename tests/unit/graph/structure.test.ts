/** Finding the residual stream by structure: what is understood, what is refused and with which words, and what is left untouched. */
import { describe, expect, test } from 'vitest';
import { makeValueInfo, rewire, writeModel } from '../../../src/graph/build';
import { GraphError } from '../../../src/graph/error';
import { instrument } from '../../../src/graph/instrument';
import { readModel, type Node } from '../../../src/graph/onnx';
import { FLOAT32, INT64 } from '../../../src/graph/tensor';
import { relativeError } from './compare';
import { bytes, EMBEDDED, fixture, floats, hasEmbedded, Lab, plainFeeds, session } from './fixture';
import { keepingLogits, modelBytes, node, rawTensor, tinyDecoder } from './synthetic';

const IDS = [1, 5, 2, 7];
/** ONNX element type. */
const BOOL = 9;

function refusal(onnx: Uint8Array, file = 'model.onnx'): string {
  try {
    instrument(onnx, { file });
  } catch (error) {
    if (error instanceof GraphError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'understood';
}

describe('a hand-made decoder', () => {
  test.each([false, true])('with parallel attention %s, a scaled embedding and soft-capped logits', async (parallel) => {
    const onnx = tinyDecoder({ parallel });
    const lab = await Lab.open(onnx, 'model.onnx', new Map([['model.onnx', onnx]]));
    expect(lab.info).toMatchObject({
      layers: 2,
      width: 4,
      vocab: 11,
      activation: 'float32',
      kvType: 'float32',
      bits: null,
      external: [],
    });
    expect(lab.info.sites.map((s) => s.sum)).toEqual(['x1', 'x2']);
    expect(lab.info.sites.map((s) => s.branch)).toEqual(parallel ? ['both0', 'both1'] : ['mlp0', 'mlp1']);
    const plain = floats(await (await session(onnx, new Map())).run(plainFeeds(lab.info, [IDS])), 'logits');
    const all = await lab.run([IDS], { keep: [0, 1, 2, 3] });
    expect(all.logits).toEqual(plain);
    const vector = [1, -2, 0.5, 0];
    const steered = await lab.run([IDS], { steer: lab.steer(0, vector) });
    const moved = steered.resid.slice(0, 16).map((x, i) => x - (all.resid[i] as number));
    expect(relativeError(moved, Float32Array.from(IDS.flatMap(() => vector)))).toBeLessThan(1e-6);
  });

  test('gathers before the head, through soft-capping', () => {
    const nodes = readModel(instrument(tinyDecoder(), { file: 'm.onnx' }).bytes).graph.nodes;
    expect(nodes.find((n) => n.op === 'GatherND')?.inputs[0]).toBe('final');
    expect(nodes.find((n) => n.outputs[0] === 'raw')?.inputs[0]).toBe('/eia/kept');
  });

  test('asks for all logits where the graph can be told to keep fewer', async () => {
    const onnx = keepingLogits(tinyDecoder(), 'final');
    const lab = await Lab.open(onnx, 'model.onnx', new Map());
    const plain = await Lab.open(tinyDecoder(), 'model.onnx', new Map());
    const keep = { keep: [0, 3] };
    expect((await lab.run([IDS], keep)).logits).toEqual((await plain.run([IDS], keep)).logits);
  });

  test('gathers the logits themselves where the head is not understood', async () => {
    const softmax = (nodes: Node[]) => [...nodes.slice(0, -1), node('Softmax', ['capped'], 'logits', { axis: 2 })];
    const onnx = tinyDecoder({ replace: softmax });
    const lab = await Lab.open(onnx, 'model.onnx', new Map());
    const plain = floats(await (await session(onnx, new Map())).run(plainFeeds(lab.info, [IDS])), 'logits');
    expect((await lab.run([IDS])).logits).toEqual(plain.slice(-11));
  });
});

describe('refuses, and says what was looked for', () => {
  const edit = (out: string, change: (old: Node) => Node[]) =>
    tinyDecoder({ replace: (nodes) => nodes.flatMap((n) => (n.outputs[0] === out ? change(n) : [n])) });
  const identity = modelBytes({
    nodes: [node('Tanh', ['pixels'], 'y')],
    inputs: [makeValueInfo('pixels', FLOAT32, [1])],
    outputs: [makeValueInfo('y', FLOAT32, [1])],
  });

  test.each([
    ['no input_ids', identity, /graph-not-understood: looked for an input named input_ids; the inputs are pixels/],
    ['old operator set', tinyDecoder({ opset: 12 }), /operator set 13 or later; the graph uses 12/],
    ['instrumented already', instrument(tinyDecoder(), { file: 'm.onnx' }).bytes, /it has been instrumented/],
    [
      'an input nobody can feed',
      tinyDecoder({ graph: { inputs: [...readModel(tinyDecoder()).graph.inputs, makeValueInfo('use_cache_branch', BOOL, [1])] } }),
      /cannot run on tokens alone: it is a merged decoder with two graphs in one/,
    ],
    [
      'a merged decoder of an old operator set, by what it is',
      tinyDecoder({
        opset: 12,
        graph: { inputs: [...readModel(tinyDecoder()).graph.inputs, makeValueInfo('use_cache_branch', BOOL, [1])] },
      }),
      /a merged decoder with two graphs in one/,
    ],
    [
      'logits of the last position alone, as declared',
      tinyDecoder({
        graph: {
          outputs: readModel(tinyDecoder()).graph.outputs.map((o) =>
            o.name === 'logits' ? makeValueInfo('logits', FLOAT32, ['b', 1, 11]) : o,
          ),
        },
      }),
      /only the last position has logits in this file \(logits \[b, 1, 11\]\)/,
    ],
    [
      'logits of the last position alone, by the nodes',
      tinyDecoder({
        replace: (nodes) =>
          nodes.flatMap((n) =>
            n.outputs[0] === 'raw'
              ? [
                  node('Gather', ['final', 'last'], 'row', { axis: 1 }),
                  node('Unsqueeze', ['row', 'one'], 'kept'),
                  node('MatMul', ['kept', 'head'], 'raw'),
                ]
              : [n],
          ),
        graph: {
          initializers: [
            ...readModel(tinyDecoder()).graph.initializers,
            rawTensor('last', INT64, [], new Uint8Array(BigInt64Array.of(-1n).buffer)),
          ],
        },
      }),
      /only the last position has logits in this file \(row\)/,
    ],
    [
      'another input nobody can feed',
      tinyDecoder({ graph: { inputs: [...readModel(tinyDecoder()).graph.inputs, makeValueInfo('speaker', INT64, [1])] } }),
      /inputs of a plain language model \(input_ids, .*\); found speaker \[1\]/,
    ],
    [
      'positions in four dimensions',
      tinyDecoder({
        graph: { inputs: [...readModel(tinyDecoder()).graph.inputs, makeValueInfo('position_ids', INT64, [3, 'b', 's', 1])] },
      }),
      /found position_ids \[3, b, s, 1\]/,
    ],
    [
      'tokens that are no integers',
      tinyDecoder({
        graph: {
          inputs: [
            ...readModel(tinyDecoder()).graph.inputs.filter((i) => i.name !== 'input_ids'),
            makeValueInfo('input_ids', FLOAT32, ['b', 's']),
          ],
        },
      }),
      /input_ids in 64- or 32-bit integers; its ONNX type is 1/,
    ],
    [
      'no cache',
      tinyDecoder({ graph: { outputs: [makeValueInfo('logits', FLOAT32, ['b', 's', 11])] } }),
      /an output that carries on past_key_values\.0\.key; the outputs are logits/,
    ],
    [
      'no logits',
      tinyDecoder({ graph: { outputs: [makeValueInfo('present.0.key', FLOAT32, []), makeValueInfo('present.1.key', FLOAT32, [])] } }),
      /an output named logits/,
    ],
    [
      'an embedding that is not one',
      edit('embedded', () => [node('Cast', ['input_ids'], 'embedded', { to: 1 })]),
      /one Gather or GatherBlockQuantized that embeds input_ids; found 0/,
    ],
    ['two embeddings', edit('embedded', (n) => [n, node('Gather', ['table', 'input_ids'], 'again')]), /embeds input_ids; found 2/],
    ['a broken stream', edit('x1', () => [node('Mul', ['mid0', 'mlp0'], 'x1')]), /residual sums for each of 2 blocks; found 1 in all/],
    ['an odd number of sums', edit('x2', (n) => [n, node('Tanh', ['x2'], 'late'), node('Add', ['x2', 'late'], 'x3')]), /found 5 in all/],
    ['a sum on an earlier state', edit('x2', (n) => [n, node('Add', ['x1', 'mlp1'], 'x9')]), /one sum on the residual stream at a time/],
    ['a branch read elsewhere', edit('final', (n) => [n, node('Tanh', ['mlp1'], 'spy')]), /one reader of mlp1, which block 1 adds/],
    [
      'a branch from nowhere',
      edit('x2', () => [node('Add', ['mid1', 'past_key_values.0.key'], 'x2')]),
      /a branch computed from the residual stream/,
    ],
    [
      'a head on an earlier state',
      edit('final', () => [node('Tanh', ['x1'], 'final')]),
      /logits computed from the residual stream after all 4 sums; .* after 2/,
    ],
    ['the stream added to itself', edit('x2', () => [node('Add', ['mid1', 'mid1'], 'x2')]), /adds the stream to itself/],
  ])('%s', (_, onnx, words) => {
    expect(refusal(onnx)).toMatch(words);
  });

  /** The tiny decoder with other inputs: replaced by name, or added. */
  const fed = (name: string, dims: (number | string)[], elemType = INT64) => {
    const { inputs } = readModel(tinyDecoder()).graph;
    return tinyDecoder({ graph: { inputs: [...inputs.filter((i) => i.name !== name), makeValueInfo(name, elemType, dims)] } });
  };

  test.each([
    ['input_ids', [1, 's'], INT64, 'input_ids [1, s] fixes batch (dimension 0) at 1'],
    ['input_ids', ['b', 16], INT64, 'input_ids [b, 16] fixes sequence (dimension 1) at 16'],
    ['attention_mask', ['b', 2048], INT64, 'attention_mask [b, 2048] fixes past and sequence (dimension 1) at 2048'],
    ['position_ids', [1, 's'], INT64, 'position_ids [1, s] fixes batch (dimension 0) at 1'],
    ['past_key_values.0.key', [1, 1, 'past', 4], FLOAT32, 'past_key_values.0.key [1, 1, past, 4] fixes batch (dimension 0) at 1'],
    ['past_key_values.1.value', ['b', 1, 0, 4], FLOAT32, 'past_key_values.1.value [b, 1, 0, 4] fixes past (dimension 2) at 0'],
  ] as const)('a fixed length: %s %j', (name, dims, elemType, words) => {
    expect(refusal(fed(name, [...dims], elemType))).toBe(
      `graph-not-understood: looked for an export that leaves batch, sequence and past length free; ${words}`,
    );
  });

  test('not a length below zero, which ONNX Runtime takes as free', () => {
    expect(refusal(fed('input_ids', [-1, -1]))).toBe('understood');
  });

  test('an input_ids of another shape', () => {
    const flat = rawTensor('flat', INT64, [1], new Uint8Array(BigInt64Array.of(-1n).buffer));
    const onnx = tinyDecoder({
      replace: ([, , ...blocks]) => [
        node('Reshape', ['input_ids', 'flat'], 'ids'),
        node('Gather', ['table', 'ids'], 'x'),
        node('Identity', ['x'], 'x0'),
        ...blocks,
      ],
      graph: { initializers: [...readModel(tinyDecoder()).graph.initializers, flat] },
    });
    expect(refusal(onnx)).toMatch(
      /looked for a Gather that embeds input_ids \[batch, sequence\] as they are; x embeds them in another shape/,
    );
  });

  test('keys computed from another block than their own', () => {
    // Both caches fed from block 1: four sums, two caches, and still not a decoder we know.
    const onnx = tinyDecoder({
      replace: (nodes) => {
        const late = nodes.filter((n) => n.outputs[0]?.startsWith('present.0'));
        const others = nodes.filter((n) => !late.includes(n));
        return [
          ...others,
          ...late.map((n) =>
            rewire(
              n,
              n.inputs.map((name) => (name === 'heads0' ? 'heads1' : name)),
            ),
          ),
        ];
      },
    });
    expect(refusal(onnx)).toMatch(/past_key_values\.0\.key of block 0 computed from the residual stream after 0 sums; it depends on 2/);
  });

  test.each(['../model.onnx', '/etc/passwd', 'a/b', 'a\\b', 'C:x', '..', '', 'a\0b'])('a file named %j', (file) => {
    expect(refusal(tinyDecoder(), file)).toMatch(/^graph-unsafe-location/);
  });
});

describe('leaves alone what it does not change', () => {
  const sources: [string, Uint8Array][] = [
    ['tiny-llama-builder', fixture('tiny-llama-builder').onnx('model_q4.onnx')],
    ['tiny-llama-optimum', fixture('tiny-llama-optimum').onnx('model.onnx')],
    ...(hasEmbedded ? [['embedded', bytes(`${EMBEDDED}/model_q4.onnx`)] as [string, Uint8Array]] : []),
  ];

  test.each(sources)('%s: read and written back, byte for byte', (_, onnx) => {
    expect(Buffer.compare(writeModel(readModel(onnx)), onnx)).toBe(0);
  });

  test.each(sources)('%s: only the steered sums and the head change', (_, onnx) => {
    const before = readModel(onnx).graph;
    const { bytes: edited, info } = instrument(onnx, { file: 'model.onnx' });
    const after = new Set(readModel(edited).graph.nodes.map((n) => Buffer.from(n.bytes).toString('base64')));
    const changed = before.nodes.filter((n) => !after.has(Buffer.from(n.bytes).toString('base64')));
    expect(changed.length).toBe(info.layers + 1);
    expect(edited.length - info.layers * 1500).toBeLessThan(300_000); // weights are not in it
  });

  test('weights inside the file become references into it', () => {
    const onnx = fixture('tiny-llama-optimum').onnx('model_q4.onnx');
    const { bytes: edited, info } = instrument(onnx, { file: 'model_q4.onnx' });
    const was = new Map(readModel(onnx).graph.initializers.map((t) => [t.name, t]));
    for (const tensor of readModel(edited).graph.initializers) {
      const { storage } = tensor;
      const old = was.get(tensor.name);
      if (storage.kind !== 'external' || old?.storage.kind !== 'raw') continue;
      expect([tensor.dims, tensor.dataType]).toEqual([old.dims, old.dataType]);
      expect(Buffer.compare(onnx.subarray(storage.offset, storage.offset + storage.length), old.storage.data)).toBe(0);
    }
    expect(info.external).toHaveLength(1);
    expect(info.external[0]?.location).toBe('model_q4.onnx');
    expect(info.external[0]?.bytes).toBeLessThanOrEqual(onnx.length);
  });

  test('tells inputs, outputs, cache and files of the embedded layout', () => {
    const { info } = instrument(fixture('tiny-llama-builder').onnx('model_q4f16.onnx'), { file: 'model_q4f16.onnx' });
    expect(info).toMatchObject({ layers: 4, width: 64, vocab: 512, activation: 'float16', kvType: 'float16', bits: 4 });
    expect(info.cache).toHaveLength(8);
    expect(info.cache[0]).toEqual({ past: 'past_key_values.0.key', present: 'present.0.key', shape: [2, null, 16], elemType: 10 });
    expect(info.inputs.slice(-3)).toEqual([
      { name: 'steer', elemType: FLOAT32, dims: [4, 'batch_size', 1, 64] },
      { name: 'pool', elemType: FLOAT32, dims: ['batch_size', 'eia_pools', 'sequence_length'] },
      { name: 'logit_index', elemType: INT64, dims: ['batch_size', 'eia_kept'] },
    ]);
    expect(info.outputs[0]).toEqual({ name: 'logits', elemType: FLOAT32, dims: ['batch_size', 'eia_kept', 512] });
    expect(info.outputs.at(-1)).toEqual({ name: 'hook_resid_post', elemType: FLOAT32, dims: [4, 'batch_size', 'eia_pools', 64] });
    expect(info.external).toEqual([{ location: 'model_q4f16.onnx_data', bytes: 184448 }]);
    expect(info.ops['MatMulNBits']).toBe(21);
  });
});
