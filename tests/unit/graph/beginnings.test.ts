/**
 * How decoders begin, and what they remember: learned positions, norms on the embedding, caches by shape, widths and head sizes that a
 * graph leaves open. Runs on ONNX Runtime where it can.
 */
import { describe, expect, test } from 'vitest';
import { makeValueInfo, rewire, writeModel } from '../../../src/graph/build';
import { blockOf } from '../../../src/graph/past';
import { hintsOf } from '../../../src/graph/hints';
import { instrument } from '../../../src/graph/instrument';
import { readModel, readNode, type Node, type ValueInfo } from '../../../src/graph/onnx';
import { FLOAT32, INT64, UINT8, type Tensor } from '../../../src/graph/tensor';
import { put, putInteger, write } from '../../../src/graph/wire';
import { relativeError } from './compare';
import { bytes, floats, Lab, plainFeeds, session } from './fixture';
import { float32, node, rawTensor, tinyDecoder } from './synthetic';

const published = (folder: string) => new URL(`../../fixtures/${folder}/onnx/model.onnx`, import.meta.url).pathname;
const OPT = published('tiny-18-opt-optimum');
const IDS = [1, 5, 2, 7];
/** ONNX's number of the type. */
const INT8 = 3;
const info = (onnx: Uint8Array, hints = {}) => instrument(onnx, { file: 'model.onnx', hints }).info;
const integers = (name: string, ...values: number[]) =>
  rawTensor(name, INT64, [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
const initializers = readModel(tinyDecoder()).graph.initializers;
const graphInputs = readModel(tinyDecoder()).graph.inputs;

/** A decoder whose beginning is `nodes`; they read `table` and `input_ids`, and end in x0. A table of 16 rows is at hand as `wpe`. */
const beginning = (nodes: Node[]) =>
  tinyDecoder({
    replace: ([, , ...blocks]) => [...nodes, ...blocks],
    graph: {
      initializers: [
        ...initializers,
        float32('wpe', [16, 4], (i) => Math.cos(i)),
        float32('gain', [4], (i) => 1 + i / 10),
        integers('two', 2),
        integers('minus_one', -1),
        integers('first', 0),
        integers('axis', 1),
      ],
      inputs: [...graphInputs, makeValueInfo('position_ids', INT64, ['b', 's']), makeValueInfo('token_type_ids', INT64, ['b', 's'])],
    },
  });
const x = node('Gather', ['table', 'input_ids'], 'x');
const positions = (index: string, output = 'rows') => node('Gather', ['wpe', index], output);
const sum = (a = 'x', b = 'rows') => node('Add', [a, b], 'x0');

/** Reads and steers: zero push gives the untouched logits to the bit, and a push of block 0 moves its residual by itself. */
async function expectRight(onnx: Uint8Array): Promise<void> {
  const lab = await Lab.open(onnx, 'model.onnx', new Map());
  const feeds = { ...plainFeeds(lab.info, [IDS]) };
  for (const { name } of lab.info.inputs) if (name === 'token_type_ids') feeds[name] = feeds['input_ids']!.reshape([1, 4]);
  const plain = floats(await (await session(onnx, new Map())).run(feeds), 'logits');
  const all = await lab.run([IDS], { keep: [0, 1, 2, 3], more: feeds });
  expect(all.logits).toEqual(plain);
  const vector = [1, -2, 0.5, 0];
  const pushed = await lab.run([IDS], { steer: lab.steer(0, vector), more: feeds });
  const moved = pushed.resid.slice(0, 16).map((value, i) => value - all.resid[i]!);
  expect(relativeError(moved, Float32Array.from(IDS.flatMap(() => vector)))).toBeLessThan(1e-6);
  await lab.close();
}

describe('learned positions', () => {
  test.each([
    ['looked up by an input', [x, positions('position_ids'), sum()], 16],
    ['before the tokens', [x, positions('position_ids'), sum('rows', 'x')], 16],
    [
      'cast to the type of the stream',
      [x, positions('position_ids'), node('Cast', ['rows'], 'cast', { to: FLOAT32 }), sum('x', 'cast')],
      16,
    ],
    ['two rows further down, as OPT has them', [x, node('Add', ['position_ids', 'two'], 'at'), positions('at'), sum()], 14],
    [
      'counted by summing up the mask',
      [
        x,
        node('CumSum', ['attention_mask', 'axis'], 'counted'),
        node('Add', ['counted', 'minus_one'], 'from_zero'),
        node('Add', ['from_zero', 'two'], 'at'),
        positions('at'),
        sum(),
      ],
      14,
    ],
    [
      'with input_ids reshaped to [-1, sequence], as GPT-2 has them',
      [
        node('Shape', ['input_ids'], 'shape'),
        node('Gather', ['shape', 'axis'], 'length'),
        node('Concat', ['minus_one', 'length'], 'view', { axis: 0 }),
        node('Reshape', ['input_ids', 'view'], 'ids'),
        node('Gather', ['table', 'ids'], 'x'),
        positions('position_ids'),
        sum(),
      ],
      16,
    ],
    [
      'and kinds of text beside them',
      [
        x,
        node('Gather', ['table', 'token_type_ids'], 'kinds'),
        node('Add', ['x', 'kinds'], 'both'),
        positions('position_ids'),
        sum('both'),
      ],
      16,
    ],
  ] as const)('%s', async (_, nodes, holds) => {
    const onnx = beginning([...nodes]);
    expect(info(onnx)).toMatchObject({ layers: 2, width: 4, positions: holds });
    await expectRight(onnx);
  });

  test('held in 8 bits, or in a Constant instead of among the weights', async () => {
    const quantised = beginning([x, positions('position_ids', 'few'), node('DequantizeLinear', ['few', 'step'], 'rows'), sum()]);
    const model = readModel(quantised);
    const eight = rawTensor(
      'wpe',
      3,
      [16, 4],
      Uint8Array.from({ length: 64 }, (_, i) => i),
    );
    const onnx = writeModel(model, {
      ...model.graph,
      initializers: [...model.graph.initializers.filter((t) => t.name !== 'wpe'), eight, float32('step', [], () => 0.01)],
    });
    expect(info(onnx).positions).toBe(16);
    await expectRight(onnx);
    const { graph } = readModel(beginning([x, positions('position_ids'), sum()]));
    const table = graph.initializers.find((t) => t.name === 'wpe')!;
    const value = write((w) => (put(w, 1, 'value'), put(w, 5, table.bytes), putInteger(w, 20, 4)));
    const constant = readNode(
      write((w) => (put(w, 2, 'wpe'), put(w, 3, 'table'), put(w, 4, 'Constant'), put(w, 5, value))),
      0,
    );
    const inside = writeModel(model, {
      ...graph,
      nodes: [constant, ...graph.nodes],
      initializers: graph.initializers.filter((t) => t !== table),
    });
    expect(info(inside).positions).toBe(16);
    await expectRight(inside);
  });

  test('none: positions are not limited', () => {
    expect(info(tinyDecoder()).positions).toBeNull();
  });
});

describe('a norm on the embedding', () => {
  const norm = (input: string, output: string) => node('LayerNormalization', [input, 'gain'], output, {});
  test('is part of the stream where nothing else reads the embedding (Bloom)', async () => {
    const onnx = beginning([x, norm('x', 'x0')]);
    expect(info(onnx).layers).toBe(2);
    await expectRight(onnx);
  });
  test('after learned positions, too', async () => {
    await expectRight(beginning([x, positions('position_ids'), node('Add', ['x', 'rows'], 'placed'), norm('placed', 'x0')]));
  });
  test('is the first block’s where the embedding goes on beside it', () => {
    const onnx = beginning([x, norm('x', 'normed'), node('MatMul', ['normed', 'wm'], 'branch'), node('Add', ['x', 'branch'], 'x0')]);
    // One sum more than the blocks have: refused, not read a block too late.
    expect(() => info(onnx)).toThrow(/residual sums for each of 2 blocks; found 5 in all/);
  });
});

/** With its scale and its zero. */
const dynamic = (input: string, output: string): Node =>
  rewire(node('DynamicQuantizeLinear', [input], output), [input], [output, `${output}:scale`, `${output}:zero`]);

describe('a matrix behind the embedding', () => {
  const narrow = [node('Gather', ['narrow', 'input_ids'], 'e')];
  const projected = (nodes: Node[], more: readonly Tensor[] = []) =>
    tinyDecoder({
      replace: ([, , ...blocks]) => [...narrow, ...nodes, ...blocks],
      graph: {
        initializers: [
          ...initializers,
          float32('narrow', [11, 2], (i) => Math.sin(i)),
          float32('wide', [2, 4], (i) => Math.cos(i)),
          float32('wpe', [16, 4], (i) => Math.cos(i)),
          ...more,
        ],
        inputs: [...graphInputs, makeValueInfo('position_ids', INT64, ['b', 's'])],
      },
    });
  test('is where the stream begins, with its own width (OPT)', async () => {
    const onnx = projected([node('MatMul', ['e', 'wide'], 'x'), positions('position_ids'), sum()]);
    expect(info(onnx)).toMatchObject({ layers: 2, width: 4, positions: 16 });
    await expectRight(onnx);
  });
  test('in 4 bits says its width itself', () => {
    const bits = node('MatMulNBits', ['e', 'packed', 'scales'], 'x0', { N: 4, K: 2, bits: 4, block_size: 16 }, 'com.microsoft');
    expect(info(projected([bits], [rawTensor('packed', 2, [4, 1, 8], new Uint8Array(32)), float32('scales', [4], () => 1)]))).toMatchObject(
      { layers: 2, width: 4 },
    );
  });
  const eight = (name: string, dataType: number, dims: readonly number[]) =>
    rawTensor(
      name,
      dataType,
      dims,
      Uint8Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => (i * 37) % 200),
    );
  const matrix = [eight('wide8', INT8, [2, 4]), eight('zero8', INT8, []), float32('step', [], () => 0.01)];
  const integerProduct = (codes: string, zero: string) => [
    node('MatMulInteger', [codes, 'wide8', zero, 'zero8'], 'whole'),
    node('Cast', ['whole'], 'floats', { to: FLOAT32 }),
  ];
  test('by dynamic quantisation of what the embedding is', async () => {
    const onnx = projected(
      [
        dynamic('e', 'codes'),
        node('Mul', ['codes:scale', 'step'], 'steps'),
        ...integerProduct('codes', 'codes:zero'),
        node('Mul', ['floats', 'steps'], 'x'),
        positions('position_ids'),
        sum(),
      ],
      matrix,
    );
    expect(info(onnx)).toMatchObject({ layers: 2, width: 4, positions: 16 });
    await expectRight(onnx);
  });
  test('by a table in 8 bits, whose floats are made for their shape alone', async () => {
    const table = [
      node('Gather', ['codes8', 'input_ids'], 'codes'),
      node('DequantizeLinear', ['codes', 'step', 'at'], 'e8'),
      node('Shape', ['e8'], 'shape'),
    ];
    const onnx = projected(
      [...table, ...integerProduct('codes', 'at'), node('Mul', ['floats', 'step'], 'x'), positions('position_ids'), sum()],
      [...matrix, eight('codes8', UINT8, [11, 2]), eight('at', UINT8, [])],
    ).slice();
    const model = readModel(onnx);
    const nodes = model.graph.nodes.filter(({ outputs }) => outputs[0] !== 'e');
    const only = writeModel(model, { ...model.graph, nodes });
    expect(info(only)).toMatchObject({ layers: 2, width: 4, positions: 16 });
    await expectRight(only);
  });
  test('quantised for several products is a block’s', () => {
    const other = [
      node('MatMulInteger', ['codes', 'wide8', 'codes:zero', 'zero8'], 'second'),
      node('Cast', ['second'], 'second_floats', { to: FLOAT32 }),
      node('Add', ['x', 'second_floats'], 'x0'),
    ];
    expect(() =>
      info(
        projected(
          [
            dynamic('e', 'codes'),
            node('Mul', ['codes:scale', 'step'], 'steps'),
            ...integerProduct('codes', 'codes:zero'),
            node('Mul', ['floats', 'steps'], 'x'),
            ...other,
          ],
          matrix,
        ),
      ),
    ).toThrow(/looked for an Add .*there is none/);
  });
  /** The projection of an OPT in 8 bits, as onnxruntime's quantize_dynamic writes it. */
  const inEightBits = (folder: string) => {
    const model = readModel(bytes(published(folder)));
    const nodes = model.graph.nodes.flatMap((n) => {
      const [product = ''] = n.outputs;
      if (n.op !== 'MatMul' || !product.includes('project_in')) return [n];
      return [
        dynamic(n.inputs[0]!, 'p:codes'),
        node('Mul', ['p:codes:scale', 'p:step'], 'p:steps'),
        node('MatMulInteger', ['p:codes', 'p:weight', 'p:codes:zero', 'p:at'], 'p:whole'),
        node('Cast', ['p:whole'], 'p:floats', { to: FLOAT32 }),
        node('Mul', ['p:floats', 'p:steps'], product),
      ];
    });
    return writeModel(model, {
      ...model.graph,
      nodes,
      initializers: [
        ...model.graph.initializers,
        eight('p:weight', INT8, [16, 32]),
        eight('p:at', INT8, []),
        float32('p:step', [], () => 0.01),
      ],
    });
  };
  test('of OPT in 8 bits loads; of OPT-350m it is refused by its norms', () => {
    expect(info(inEightBits('tiny-18-optproj-optimum'))).toMatchObject({ layers: 4, width: 32, positions: 128 });
    expect(() => info(inEightBits('tiny-18-opt350-optimum'))).toThrow(/norms its stream after every sum/);
  });
  test('beside which the embedding goes on is a block’s branch', () => {
    expect(() => info(beginning([x, node('MatMul', ['x', 'wm'], 'branch'), node('Add', ['x', 'branch'], 'x0')]))).toThrow(
      /residual sums for each of 2 blocks; found 5 in all/,
    );
  });
});

describe('a stream laid flat', () => {
  /** OPT, whose Reshape back asks the stream before for its shape (onnxruntime.transformers.optimizer writes it so). */
  const back = (attributes: Record<string, number> = {}) => {
    const model = readModel(bytes(OPT));
    const flat = model.graph.nodes.filter((n) => n.op === 'Reshape' && /layers\.\d\/Add_output_0$/.test(n.inputs[0]!));
    const sums = new Map(flat.map((n) => [n.inputs[0]!.replace('/Add_output_0', '/Add_1_output_0'), n.inputs[0]!]));
    const nodes = model.graph.nodes.flatMap((n) => {
      const before = n.op === 'Reshape' ? sums.get(n.inputs[0]!) : undefined;
      return before === undefined
        ? [n]
        : [node('Shape', [before], `${before}:shape`, attributes), rewire(n, [n.inputs[0]!, `${before}:shape`])];
    });
    expect(nodes.length).toBe(model.graph.nodes.length + 4);
    return writeModel(model, { ...model.graph, nodes });
  };
  test('is laid back in the shape of the stream before', async () => {
    const onnx = back();
    expect(info(onnx)).toMatchObject({ layers: 4, width: 32 });
    const residuals = [];
    for (const file of [onnx, bytes(OPT)]) {
      const lab = await Lab.open(file, 'model.onnx', new Map([['model.onnx', file]]));
      residuals.push((await lab.run([IDS])).resid);
      await lab.close();
    }
    expect(residuals[0]).toEqual(residuals[1]);
  });
  test('is not followed through a part of a shape', () => {
    expect(() => info(back({ end: 2 }))).toThrow(/residual/);
  });
});

describe('caches', () => {
  /** Renames inputs and outputs of the cache, and the nodes that read them. */
  const renamed = (rename: (name: string) => string, dims?: (number | string)[]) => {
    const model = readModel(tinyDecoder());
    return tinyDecoder({
      replace: (nodes) =>
        nodes.map((n) =>
          n.inputs.some((i) => i.startsWith('past')) ? node(n.op, n.inputs.map(rename), rename(n.outputs[0]!), { axis: 2 }) : n,
        ),
      graph: {
        inputs: model.graph.inputs.map((i) =>
          i.name.startsWith('past') ? makeValueInfo(rename(i.name), FLOAT32, dims ?? i.dims ?? []) : i,
        ),
        outputs: model.graph.outputs.map((o) =>
          o.name.startsWith('present')
            ? makeValueInfo(rename(o.name), FLOAT32, dims?.map((d) => (d === 'past' ? 'total' : d)) ?? o.dims ?? [])
            : o,
        ),
      },
    });
  };

  test.each([
    ['past.N.key', (name: string) => name.replace('past_key_values', 'past')],
    ['past_key_N', (name: string) => name.replace(/^(past|present)(?:_key_values)?\.(\d)\.(key|value)$/, '$1_$3_$2')],
    ['past_key_values.N.decoder.key', (name: string) => name.replace(/\.(key|value)$/, '.decoder.$1')],
  ])('named %s', (_, rename) => {
    const { layers, cache } = info(renamed(rename));
    expect(layers).toBe(2);
    expect(cache.map(({ past }) => blockOf(past))).toEqual([0, 0, 1, 1]);
  });

  test('of a head size that only config.json states', () => {
    const onnx = renamed((name) => name, ['b', 1, 'past', 'kv_cache_dim']);
    expect(() => info(onnx)).toThrow(
      /sizes of past_key_values\.0\.key besides batch and past length, in the graph or as head_dim in config\.json; its shape is \[b, 1, past, kv_cache_dim\]/,
    );
    expect(info(onnx, { headSize: 4 }).cache[0]!.shape).toEqual([1, null, 4]);
  });

  test('with the positions on another axis, and states without any', () => {
    const fused = renamed((name) => name, ['b', 'past', 8]);
    expect(info(fused).cache[0]!.shape).toEqual([null, 8]);
    const state = renamed((name) => name.replace(/\.key$/, '.conv'), ['b', 64, 2]);
    expect(info(state).cache[0]!.shape).toEqual([64, 2]);
  });

  /** Without the cache of one block; the others are numbered by `number`. */
  const some = (without: number, number = (block: number) => block) => {
    const rename = (name: string) => name.replace(/\.(\d)\./, (_, block: string) => `.${number(Number(block))}.`);
    const model = readModel(tinyDecoder());
    const kept = (name: string) => !name.includes(`.${without}.`);
    return tinyDecoder({
      replace: (nodes) =>
        nodes
          .filter((n) => kept(n.outputs[0]!))
          .map((n) => node(n.op, n.inputs.map(rename), rename(n.outputs[0]!), n.op === 'Concat' ? { axis: 2 } : {})),
      graph: {
        inputs: model.graph.inputs.filter((i) => kept(i.name)).map((i) => makeValueInfo(rename(i.name), i.elemType, i.dims ?? [])),
        outputs: model.graph.outputs.filter((o) => kept(o.name)).map((o) => makeValueInfo(rename(o.name), o.elemType, o.dims ?? [])),
      },
    });
  };

  test('of some blocks only: blocks are counted by sums', () => {
    for (const onnx of [some(0), some(1)]) expect(info(onnx)).toMatchObject({ layers: 2, cache: { length: 2 } });
  });

  test('numbered otherwise than the blocks are, where config.json says how many there are', () => {
    const onnx = some(0, () => 0);
    expect(() => info(onnx)).toThrow(
      /past_key_values\.0\.key of block 0 computed from the residual stream after 0 sums; it depends on 2|1 or 2 residual sums for each of 1 blocks; found 4 in all/,
    );
    expect(info(onnx, { layers: 2 }).layers).toBe(2);
  });

  test('in bfloat16 are refused by that word', () => {
    const model = readModel(tinyDecoder());
    const brain = (values: readonly ValueInfo[]) =>
      values.map((v) => (/^(past|present)/.test(v.name) ? makeValueInfo(v.name, 16, v.dims ?? []) : v));
    expect(() => info(tinyDecoder({ graph: { inputs: brain(model.graph.inputs), outputs: brain(model.graph.outputs) } }))).toThrow(
      /computes in bfloat16/,
    );
  });

  test('that no output carries on are refused', () => {
    expect(() => info(renamed((name) => name.replace('present', 'presents')))).toThrow(/an output that carries on past_key_values\.0\.key/);
  });
});

describe('what config.json says', () => {
  test.each([
    [
      { hidden_size: 576, num_attention_heads: 9, num_hidden_layers: 30 },
      { width: 576, layers: 30, headSize: 64 },
    ],
    [
      { n_embd: 768, n_head: 12, n_layer: 12 },
      { width: 768, layers: 12, headSize: 64 },
    ],
    [
      { d_model: 1024, attention_heads: 16, num_layers: 24 },
      { width: 1024, layers: 24, headSize: 64 },
    ],
    [
      { hidden_size: 1024, num_attention_heads: 16, head_dim: 128 },
      { width: 1024, headSize: 128 },
    ],
    [
      { model_type: 'gemma3', text_config: { hidden_size: 640, head_dim: 256, num_hidden_layers: 18 }, hidden_size: 1 },
      { width: 640, layers: 18, headSize: 256 },
    ],
    [{ hidden_size: 'wide', num_attention_heads: 0 }, {}],
  ])('%j', (config, hints) => {
    const found = hintsOf(config);
    expect(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))).toEqual(hints);
  });
});
