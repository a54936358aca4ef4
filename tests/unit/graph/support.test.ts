/**
 * Every row of the table has a graph that shows it on ONNX Runtime's plain WASM build: the runtime refuses it, or leaves it out without a
 * word, so that the numbers are those of the operator without it. And our check names it. What runs on the processor and not on WebGPU
 * runs here.
 */
import { describe, expect, test } from 'vitest';
import { lower, lowerings } from '../../../src/graph/lower';
import { readModel } from '../../../src/graph/onnx';
import { checkSupport, unsupported } from '../../../src/graph/support';
import { SUPPORT } from '../../../src/graph/support-table';
import { FLOAT16, FLOAT32, INT64, UINT8 } from '../../../src/graph/tensor';
import { readdirSync } from 'node:fs';
import { bytes } from './fixture';
import { BFLOAT16, FLOAT8, INT32, refusal, singleGraph, type Single } from './single';

const [F, H, B16, F8, I32, I64, U8] = [FLOAT32, FLOAT16, BFLOAT16, FLOAT8, INT32, INT64, UINT8] as const;
type Attributes = NonNullable<Single['attributes']>;
const f = (float: number) => ({ float });

const gqa = (attributes: Attributes, o: { extra?: Single['inputs']; size?: number; scores?: boolean } = {}): Single => {
  const { extra = [], size = 16 } = o;
  return {
    op: 'GroupQueryAttention',
    attributes: { num_heads: 2, kv_num_heads: 1, ...attributes },
    values: { 5: [1], 6: [2] },
    inputs: [[F, 1, 2, 2 * size], [F, 1, 2, size], [F, 1, 2, size], [F, 1, 1, 0, size], [F, 1, 1, 0, size], [I32, 1], [I32], ...extra],
    outputs: [[F, 3], [F, 4], [F, 4], ...(o.scores ? [[F, 4] as const] : [])],
  };
};
const tables = (half: number): Single['inputs'] => [
  [F, 4, half],
  [F, 4, half],
];
const matmul = (bits: number, attributes: Attributes = {}, extra: Single['inputs'] = []): Single => ({
  op: 'MatMulNBits',
  attributes: { K: 64, N: 8, bits, block_size: 32, ...attributes },
  inputs: [[F, 1, 2, 64], [U8, 8, 2, 4 * bits], [F, 8, 2], ...extra],
  outputs: [[F, 3]],
});
const moe = (attributes: Attributes = {}, o: { rows?: number; extra?: Single['inputs'] } = {}): Single => ({
  op: 'MoE',
  attributes: { k: 2, activation_type: 'swiglu', swiglu_fusion: 1, normalize_routing_weights: 1, ...attributes },
  inputs: [[F, 1, 2, 32], [F, 2, 4], [F, 4, o.rows ?? 64, 32], [F, 4, o.rows ?? 64], [F, 4, 32, 32], [F, 4, 32], ...(o.extra ?? [])],
  outputs: [[F, 3]],
});
const qmoe = (attributes: Attributes = {}, o: { rows?: number; extra?: Single['inputs']; perByte?: number } = {}): Single => {
  const { rows = 128, extra = [], perByte = 2 } = o;
  return {
    op: 'QMoE',
    attributes: {
      k: 2,
      activation_type: 'swiglu',
      swiglu_fusion: 1,
      expert_weight_bits: 8 / perByte,
      block_size: 32,
      normalize_routing_weights: 1,
      ...attributes,
    },
    inputs: [
      [F, 1, 2, 64],
      [F, 2, 4],
      [U8, 4, rows, 64 / perByte],
      [F, 4, rows, 2],
      [F, 4, rows],
      [U8, 4, 64, 64 / perByte],
      [F, 4, 64, 2],
      [F, 4, 64],
      ...extra,
    ],
    outputs: [[F, 3]],
  };
};
const linear = (state_window: number): Single => ({
  op: 'LinearAttention',
  attributes: { q_num_heads: 2, kv_num_heads: 2, update_rule: 'gated_delta', scale: f(1), state_window },
  inputs: [
    [F, 1, 2, 32],
    [F, 1, 2, 32],
    [F, 1, 2, 32],
    [F, ...(state_window ? [state_window] : []), 1, 2, 16, 16],
    [F, 1, 2, 2],
    [F, 1, 2, 2],
  ],
  outputs: [
    [F, 3],
    [F, state_window ? 5 : 4],
  ],
});
const conv = (attributes: Attributes, window = 0): Single => ({
  op: 'CausalConvWithState',
  attributes: { ndim: 1, activation: 'silu', ...attributes },
  inputs: [
    [F, 1, 8, 2],
    [F, 8, 1, 4],
    [F, 8],
    [F, ...(window ? [window] : []), 1, 8, 3],
  ],
  outputs: [
    [F, 3],
    [F, window ? 4 : 3],
  ],
});
const rope = (attributes: Attributes): Single => ({
  op: 'RotaryEmbedding',
  attributes,
  inputs: [
    [F, 1, 2, 32],
    [I64, 1, 2],
    [F, 8, 8],
    [F, 8, 8],
  ],
  outputs: [[F, 3]],
});

/**
 * `said`: the runtime's refusal. `as`: it runs, and gives the numbers of this graph instead. `here`: it runs on the processor, and only
 * WebGPU cannot.
 */
type Proof = Single & ({ said: RegExp } | { as: Single } | { here: true });
const PROOFS: Readonly<Record<string, readonly Proof[]>> = {
  'GroupQueryAttention q_norm_weight': [
    {
      ...gqa({}, { extra: [...Array<null>(7).fill(null), [F, 16], [F, 16]] }),
      said: /q_norm_weight \/ k_norm_weight inputs are not supported/,
    },
  ],
  'GroupQueryAttention sliding_window_cache': [
    { ...gqa({ sliding_window_cache: 1, local_window_size: 8 }), said: /KV cache capacity \(0\) must be at least local_window_size \(8\)/ },
  ],
  'GroupQueryAttention head_size': [{ ...gqa({}, { size: 12 }), said: /head_size must be a multiple of 8/ }],
  'GroupQueryAttention do_rotary': [
    { ...gqa({ do_rotary: 1 }, { size: 24, extra: tables(12) }), said: /head_size shall be a multiple of 16/ },
    { ...gqa({ do_rotary: 1 }, { extra: tables(4) }), said: /cos_cache dimension 1 must be <= head_size \/ 2 and a multiple of 8/ },
  ],
  'GroupQueryAttention qk_output': [{ ...gqa({ qk_output: 1 }, { scores: true }), here: true }],
  'MatMulNBits bits': [1, 3, 5, 6, 7].map((bits) => ({ ...matmul(bits), said: /Only 2b, 4b and 8b quantization/ })),
  'MatMulNBits g_idx': [
    { ...matmul(8, {}, [null, [I32, 64]]), said: /MatMulNBits/ },
    { ...matmul(4, {}, [null, [I32, 64]]), here: true },
  ],
  'MatMulNBits zero_points': [{ ...matmul(8, {}, [[F, 8, 2]]), said: /MatMulNBits/ }],
  'MatMulNBits weight_prepacked': [{ ...matmul(4, { weight_prepacked: 1 }), as: matmul(4) }],
  'GatherBlockQuantized block_size': [
    {
      op: 'GatherBlockQuantized',
      attributes: { bits: 4, block_size: 8, gather_axis: 0, quantize_axis: 1 },
      inputs: [
        [U8, 8, 32],
        [I64, 1, 2],
        [F, 8, 8],
      ],
      outputs: [[F, 3]],
      said: /block_size/,
    },
  ],
  'MoE swiglu_fusion': [
    { ...moe({ swiglu_fusion: 2 }), said: /only supports interleaved SwiGLU/ },
    { ...moe({ swiglu_fusion: 0 }, { rows: 32 }), said: /only supports interleaved SwiGLU/ },
  ],
  'MoE fc3_experts_weights': [
    { ...moe({ activation_type: 'silu', swiglu_fusion: 0 }, { rows: 32, extra: [[F, 4, 32, 32]] }), said: /FC3 is not implemented/ },
  ],
  'MoE use_sparse_mixer': [{ ...moe({ use_sparse_mixer: 1 }), as: moe() }],
  'QMoE swiglu_fusion': [
    { ...qmoe({ swiglu_fusion: 2 }), said: /swiglu_fusion_ == 1/ },
    { ...qmoe({ swiglu_fusion: 0 }, { rows: 64 }), said: /swiglu_fusion_ == 1/ },
  ],
  'QMoE activation_type': [{ ...qmoe({ activation_type: 'silu', swiglu_fusion: 0 }, { rows: 64 }), here: true }],
  'QMoE fc3_experts_weights': [
    {
      ...qmoe(
        { activation_type: 'silu', swiglu_fusion: 0 },
        {
          rows: 64,
          extra: [
            [U8, 4, 64, 32],
            [F, 4, 64, 2],
          ],
        },
      ),
      said: /FC3 gating is not yet implemented/,
    },
  ],
  'QMoE use_sparse_mixer': [{ ...qmoe({ use_sparse_mixer: 1 }), as: qmoe() }],
  'QMoE normalize_routing_weights': [{ ...qmoe({ normalize_routing_weights: 0 }), as: qmoe() }],
  'QMoE quant_type': [{ ...qmoe({ quant_type: 'fp4' }), as: qmoe() }],
  'QMoE weights_prepacked': [{ ...qmoe({ weights_prepacked: 1 }), as: qmoe() }],
  'QMoE fc1_expert_weight_bits': [
    { ...qmoe({ fc1_expert_weight_bits: 8, fc2_expert_weight_bits: 4 }), said: /Unrecognized attribute: fc1_expert_weight_bits/ },
  ],
  QMoE: [{ ...qmoe(), here: true }],
  'QMoE expert_weight_bits': [{ ...qmoe({}, { perByte: 4 }), here: true }],
  'QMoE zero_points': [{ ...qmoe({}, { extra: [null, null, null, [U8, 4, 128, 1], [U8, 4, 64, 1]] }), here: true }],
  'QMoE router_weights': [{ ...qmoe({}, { extra: [...Array<null>(6).fill(null), [F, 2, 4]] }), here: true }],
  'Attention do_rotary': [
    {
      op: 'Attention',
      attributes: { num_heads: 2, unidirectional: 1, do_rotary: 1 },
      inputs: [
        [F, 1, 2, 32],
        [F, 32, 96],
        [F, 96],
      ],
      outputs: [[F, 3]],
      said: /Rotary embedding is not supported in Attention CPU kernel/,
    },
  ],
  'MultiHeadAttention key_padding_mask': [
    {
      op: 'MultiHeadAttention',
      attributes: { num_heads: 2 },
      inputs: [[F, 1, 2, 32], [F, 1, 2, 32], [F, 1, 2, 32], null, [I32, 1, 2]],
      outputs: [[F, 3]],
      here: true,
    },
  ],
  'SparseAttention past_key': [
    {
      op: 'SparseAttention',
      attributes: { num_heads: 2, kv_num_heads: 1, sparse_block_size: 16 },
      values: { 5: [0, 1], 6: [0], 7: [2], 8: [2] },
      inputs: [
        [F, 1, 2, 32],
        [F, 1, 2, 16],
        [F, 1, 2, 16],
        [F, 1, 1, 16, 16],
        [F, 1, 1, 16, 16],
        [I32, 1, 2],
        [I32, 1, 1],
        [I32],
        [I32, 1],
      ],
      outputs: [
        [F, 3],
        [F, 4],
        [F, 4],
      ],
      said: /past_key->DataRaw\(\) == present_key->DataRaw\(\)/,
    },
  ],
  'LinearAttention state_window': [{ ...linear(2), said: /state_window/ }],
  'CausalConvWithState state_window': [{ ...conv({ state_window: 2 }, 2), said: /state_window/ }],
  'CausalConvWithState activation': [{ ...conv({ activation: 'relu' }), said: /activation_ == "none"/ }],
  'RotaryEmbedding scale': [{ ...rope({ scale: f(2) }), as: rope({}) }],
  GatedDeltaNet: [
    {
      op: 'GatedDeltaNet',
      inputs: [[F, 1, 2, 2, 16], [F, 1, 2, 2, 16], [F, 1, 2, 2, 16], null, [F, 1, 2, 2], [F, 1, 2, 2], [F, 1, 2, 16, 16]],
      outputs: [
        [F, 4],
        [F, 4],
      ],
      said: /Could not find an implementation for GatedDeltaNet/,
    },
  ],
  VarlenCausalConvWithState: [
    {
      op: 'VarlenCausalConvWithState',
      attributes: { activation: 'silu' },
      inputs: [
        [F, 2, 8],
        [F, 8, 1, 4],
        [I32, 2],
        [F, 8],
        [F, 1, 8, 3],
      ],
      outputs: [
        [F, 2],
        [F, 3],
      ],
      said: /Could not find an implementation for VarlenCausalConvWithState/,
    },
  ],
  PagedAttention: [
    {
      op: 'PagedAttention',
      attributes: { num_heads: 2, kv_num_heads: 1 },
      inputs: [
        [H, 2, 32],
        [H, 2, 16],
        [H, 2, 16],
        [H, 1, 16, 1, 16],
        [H, 1, 16, 1, 16],
        [I32, 2],
        [I32, 1],
        [I32, 1, 1],
      ],
      outputs: [
        [H, 2],
        [H, 4],
        [H, 4],
      ],
      said: /invalid model.*PagedAttention/,
    },
  ],
  MatMulBlockQuantizedFp8Weight: [
    {
      op: 'MatMulBlockQuantizedFp8Weight',
      attributes: { block_size: 64 },
      inputs: [
        [H, 1, 2, 64],
        [F8, 8, 64],
        [F, 8, 1],
      ],
      outputs: [[H, 3]],
      said: /invalid model.*MatMulBlockQuantizedFp8Weight/,
    },
  ],
  MatMulBlockQuantizedFp4Weight: [
    {
      op: 'MatMulBlockQuantizedFp4Weight',
      attributes: { block_size: 16 },
      inputs: [
        [H, 1, 2, 64],
        [U8, 8, 32],
        [U8, 8, 4],
        [F, 1],
      ],
      outputs: [[H, 3]],
      said: /invalid model.*MatMulBlockQuantizedFp4Weight/,
    },
  ],
};
const keyOf = ({ op, part }: { op: string; part: string }): string => (part ? `${op} ${part}` : op);

test('every row has its proof', () => {
  expect(new Set(Object.keys(PROOFS))).toEqual(new Set(SUPPORT.map(keyOf)));
});

const first = async (single: Single, graph = singleGraph(single)): Promise<{ said: string | null; out: number[] }> => {
  let out: number[] = [];
  const said = await refusal(single, (outputs) => (out = Array.from(outputs['out0']!.data as Float32Array)), graph);
  return { said, out };
};

describe.each(Object.entries(PROOFS))('%s', (key, proofs) => {
  const rows = SUPPORT.filter((row) => keyOf(row) === key);
  test.each(proofs.map((proof, i) => [i, proof] as const))('proof %s', async (_, proof) => {
    const graph = singleGraph(proof);
    const model = readModel(graph).graph;
    const { said, out } = await first(proof);
    const found = unsupported(model, 'wasm', { widened: false });
    if ('said' in proof) expect(said).toMatch(proof.said);
    else expect(said).toBeNull();
    if ('as' in proof) {
      expect(out.some((x) => x !== 0)).toBe(true);
      expect(out).toEqual((await first(proof.as)).out);
      expect(unsupported(readModel(singleGraph(proof.as)).graph, 'wasm', { widened: false })).toBeNull();
    }
    if ('here' in proof) {
      expect(found).toBeNull();
      expect(() => checkSupport(graph, 'webgpu', { widened: false })).toThrow(
        expect.objectContaining({ code: 'graph-unsupported', hint: expect.stringMatching(/^Choose the processor/) as string }) as Error,
      );
    } else if (rows.some((row) => row.wasm === 'lowered')) {
      expect(found).toBeNull();
      expect(model.nodes.flatMap((node) => lowerings(node, 'wasm'))).not.toEqual([]);
      expect((await first(proof, lower(graph, 'wasm') ?? graph)).said).toBeNull();
    } else {
      const part = rows[0]!.part ? `${rows[0]!.op} with ${rows[0]!.part}` : rows[0]!.op;
      expect(() => checkSupport(graph, 'wasm', { widened: false })).toThrow(
        expect.objectContaining({
          code: 'graph-unsupported',
          message: expect.stringContaining(`${part}, which cannot run on the processor (WASM): `) as string,
          hint: expect.stringMatching(/^(Choose|Export|Quantise) .{10}/) as string,
        }) as Error,
      );
    }
  });
});

test('a choice of experts matters where the operator knows it: left out, the numbers would be others', async () => {
  expect((await first(moe({ normalize_routing_weights: 0 }))).out).not.toEqual((await first(moe())).out);
});

test('8-bit weights with float zero points run widened, and weights out of order do not', () => {
  const graph = (extra: Single['inputs'], bits = 8) => readModel(singleGraph(matmul(bits, {}, extra))).graph;
  expect(unsupported(graph([[F, 8, 2]]), 'wasm', { widened: true })).toBeNull();
  expect(unsupported(graph([null, [I32, 64]], 4), 'wasm', { widened: false })).toBeNull();
  expect(unsupported(graph([null, [I32, 64]], 4), 'webgpu', { widened: false })?.message).toContain('g_idx');
});

test('an operator set of its maker’s own is refused by name, as the runtime would', async () => {
  const own: Single = { op: 'Nonsense', domain: 'com.example', inputs: [[F, 2]], outputs: [[F, 1]] };
  expect((await first(own)).said).toMatch(/com\.example:Nonsense\(-1\) is not a registered function\/op/);
  expect(unsupported(readModel(singleGraph(own)).graph, 'wasm', { widened: false })?.message).toContain('com.example');
});

test('the head size is taken from the output where the cache only names it', () => {
  const model = readModel(singleGraph(gqa({}, { size: 12 }))).graph;
  const named = {
    ...model,
    inputs: model.inputs.map((i) => ({ ...i, dims: i.dims?.map((d, at) => (i.name === 'in3' && at === 3 ? 'kv_cache_dim' : d)) ?? null })),
    outputs: model.outputs.map((o) => ({ ...o, dims: o.name === 'out0' ? ['b', 's', 24] : o.dims })),
  };
  expect(unsupported(named, 'wasm', { widened: false })?.message).toContain('head_size');
  expect(unsupported({ ...named, outputs: [] }, 'wasm', { widened: false })).toBeNull(); // nobody states it: not guessed
});

test('no graph of the fixtures that runs is refused', () => {
  const graphs = ['tests/fixtures', 'public/models'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.onnx'))
      .map((name) => `${root}/${name}`),
  );
  expect(graphs.length).toBeGreaterThan(50);
  for (const path of graphs)
    for (const device of ['wasm', 'webgpu'] as const) {
      const found = unsupported(readModel(bytes(path)).graph, device, { widened: false });
      // Its 4-bit experts are not to be trusted on WebGPU.
      if (device === 'webgpu' && /gptoss.*q4/.test(path)) expect(found?.message, path).toContain('QMoE');
      else expect(found, `${path} on ${device}`).toBeNull();
    }
});

test('16-bit brain floats have no kernels on the processor', async () => {
  expect(
    (
      await first({
        op: 'MatMul',
        domain: '',
        inputs: [
          [B16, 2, 2],
          [B16, 2, 2],
        ],
        outputs: [[B16, 2]],
      })
    ).said,
  ).toMatch(/Could not find an implementation for MatMul/);
});
