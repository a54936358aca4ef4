/** What a graph's weights are held in: every fixture is what its name says, and kinds that no fixture has are told by their nodes. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimedDtype, isEmbedding } from '../../../src/hub/graph-path';
import { readModel, type Graph, type Node } from '../../../src/graph/onnx';
import { compareClaim, precisionOf } from '../../../src/graph/precision';
import { FLOAT16, FLOAT32, type Tensor } from '../../../src/graph/tensor';
import { node, rawTensor } from './synthetic';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const graphs = readdirSync(FIXTURES)
  .filter((name) => name.startsWith('tiny-'))
  .flatMap((name) =>
    readdirSync(new URL(`${name}/onnx/`, FIXTURES))
      .filter((file) => file.endsWith('.onnx') && !isEmbedding(file))
      .map((file) => `${name}/onnx/${file}`),
  );

test.each(graphs)('%s', (path) => {
  const found = precisionOf(readModel(readFileSync(new URL(path, FIXTURES))).graph);
  const claimed = claimedDtype(path);
  // The experts of gpt-oss are most of its weights.
  expect(found.by).toBe(claimed === null ? null : claimed === 'q8' ? 'MatMulInteger' : path.includes('gptoss') ? 'QMoE' : 'MatMulNBits');
  expect(compareClaim(path, claimed, found)).toEqual({ dtype: claimed ?? 'fp32', note: null });
});

/** ONNX element types. */
const [UINT8, INT8, UINT4, INT4, FLOAT8, INT2] = [2, 3, 21, 22, 17, 26];
const BITS: Record<number, number> = { [FLOAT32]: 32, [FLOAT16]: 16, [UINT8]: 8, [INT8]: 8, [UINT4]: 4, [INT4]: 4, [FLOAT8]: 8 };
const weight = (name: string, type: number, dims = [8, 8]): Tensor =>
  rawTensor(name, type, dims, new Uint8Array(Math.ceil((dims.reduce((a, b) => a * b) * (BITS[type] ?? 2)) / 8)));
const judge = (nodes: Node[], ...initializers: Tensor[]) =>
  precisionOf({ nodes, initializers, inputs: [], outputs: [], valueInfo: [], rest: [] } satisfies Graph);
const dequantised = (type: number, ...after: Node[]) =>
  judge([node('DequantizeLinear', ['w', 's'], 'd'), ...after], weight('w', type), weight('s', FLOAT32));
const product = node('MatMul', ['x', 'd'], 'y');

describe('by nodes', () => {
  test.each([
    ['float32', judge([node('MatMul', ['x', 'w'], 'y')], weight('w', FLOAT32)), 'fp32', null],
    ['float16', judge([node('MatMul', ['x', 'w'], 'y')], weight('w', FLOAT16)), 'fp16', null],
    ['8-bit blocks', judge([node('MatMulNBits', ['x', 'w'], 'y', { bits: 8, N: 8, K: 8 })]), 'q8', 'MatMulNBits'],
    [
      '8-bit blocks with float16 scales',
      judge([node('MatMulNBits', ['x', 'w', 's'], 'y', { bits: 8, N: 8, K: 8 })], weight('s', FLOAT16)),
      'q8f16',
      'MatMulNBits',
    ],
    ['2-bit blocks', judge([node('MatMulNBits', ['x', 'w'], 'y', { bits: 2, N: 8, K: 8 })]), 'q2', 'MatMulNBits'],
    ['bitsandbytes', judge([node('MatMulBnb4', ['x', 'w'], 'y', { N: 8, K: 8 })]), 'bnb4', 'MatMulBnb4'],
    [
      'int8',
      judge([node('DynamicQuantizeLinear', ['x'], 'q'), node('MatMulInteger', ['q', 'w'], 'y')], weight('w', INT8)),
      'int8',
      'MatMulInteger',
    ],
    ['uint8', judge([node('MatMulInteger', ['q', 'w'], 'y')], weight('w', UINT8)), 'uint8', 'MatMulInteger'],
    [
      "int8 after ONNX Runtime's fusions",
      judge([node('DynamicQuantizeMatMul', ['x', 'w'], 'y')], weight('w', INT8)),
      'int8',
      'DynamicQuantizeMatMul',
    ],
    ['static int8', judge([node('QLinearMatMul', ['x', 's', 'z', 'w'], 'y')], weight('w', INT8)), 'int8', 'QLinearMatMul'],
    ['4-bit QDQ', dequantised(UINT4, product), 'q4', 'DequantizeLinear'],
    [
      '4-bit QDQ of a transposed weight',
      dequantised(INT4, node('Transpose', ['d'], 't'), node('MatMul', ['x', 't'], 'y')),
      'q4',
      'DequantizeLinear',
    ],
    ['8-bit QDQ', dequantised(INT8, product), 'int8', 'DequantizeLinear'],
    ['2-bit QDQ', dequantised(INT2, product), 'q2', 'DequantizeLinear'],
    ['8-bit floats', dequantised(FLOAT8, product), 'fp8', 'DequantizeLinear'],
    ['experts', judge([node('QMoE', ['x', 'r', 'w'], 'y', { expert_weight_bits: 4 })], weight('w', UINT8, [2, 8, 4])), 'q4', 'QMoE'],
    [
      'experts of 8 bits',
      judge([node('QMoE', ['x', 'r', 'w'], 'y', { expert_weight_bits: 8 })], weight('w', UINT8, [2, 8, 8])),
      'q8',
      'QMoE',
    ],
    ['only the embedding quantised', dequantised(INT4, node('Gather', ['d', 'input_ids'], 'e')), 'fp32', null],
    [
      'only the embedding quantised by blocks',
      judge([node('GatherBlockQuantized', ['w', 'input_ids', 's'], 'e', { bits: 4 })], weight('w', UINT8), weight('s', FLOAT16)),
      'fp16',
      null,
    ],
    ['activations quantised, weights not', judge([node('DequantizeLinear', ['q', 's'], 'd'), product], weight('s', FLOAT32)), 'fp32', null],
  ] as const)('%s', (_, found, dtype, by) => {
    expect(found).toEqual({ dtype, by });
  });
  test('of two kinds, the one with more weights', () => {
    const mixed = (K: number) =>
      judge([node('MatMulNBits', ['x', 'w'], 'y', { bits: 4, N: 8, K: 8 }), node('MatMulNBits', ['y', 'v'], 'z', { bits: 8, N: 8, K })]);
    expect([mixed(4).dtype, mixed(16).dtype]).toEqual(['q4', 'q8']);
  });
});

describe('a name that claims another dtype', () => {
  const q4 = { dtype: 'q4', by: 'MatMulNBits' } as const;
  test('is told apart, in words', () => {
    expect(compareClaim('model_fp16.onnx', 'fp16', q4)).toEqual({
      dtype: 'q4',
      note: 'model_fp16.onnx is called fp16, but its weights are q4 (MatMulNBits).',
    });
    expect(compareClaim('model_q4.onnx', 'q4', { dtype: 'fp32', by: null })).toEqual({
      dtype: 'fp32',
      note: 'model_q4.onnx is called q4, but its weights are fp32.',
    });
  });
  test('is right where it is the other word for the same, and silent where it says nothing', () => {
    for (const dtype of ['int8', 'uint8'] as const)
      expect(compareClaim('model_quantized.onnx', 'q8', { dtype, by: 'MatMulInteger' })).toEqual({ dtype: 'q8', note: null });
    expect(compareClaim('model.onnx', null, q4)).toEqual({ dtype: 'q4', note: null });
  });
});
