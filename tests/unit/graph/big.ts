/** Graphs of the size of 7 and 8 billion parameters, laid out as onnxruntime-genai's builder does (q4f16), their weights only promised. */
import { makeValueInfo, rewire } from '../../../src/graph/build';
import type { Node } from '../../../src/graph/onnx';
import { externalTensor, FLOAT16, INT64, UINT8, type Tensor } from '../../../src/graph/tensor';
import { modelBytes, node } from './synthetic';

export interface Shape {
  layers: number;
  width: number;
  intermediate: number;
  heads: number;
  kvHeads: number;
  headSize: number;
  vocab: number;
}

export const QWEN_7B: Shape = { layers: 28, width: 3584, intermediate: 18944, heads: 28, kvHeads: 4, headSize: 128, vocab: 152064 };
export const LLAMA_8B: Shape = { layers: 32, width: 4096, intermediate: 14336, heads: 32, kvHeads: 8, headSize: 128, vocab: 128256 };

const MS = 'com.microsoft';
const DATA = 'model_q4f16.onnx_data';

/** The .onnx file, and how long its weight file is. */
export function bigGraph({ layers, width, intermediate, heads, kvHeads, headSize, vocab }: Shape): {
  onnx: Uint8Array;
  data: string;
  dataBytes: number;
} {
  const tensors: Tensor[] = [];
  const nodes: Node[] = [];
  let end = 0;
  const weight = (name: string, dataType: number, dims: number[]) => {
    const length = dims.reduce((a, b) => a * b, 1) * (dataType === FLOAT16 ? 2 : 1);
    tensors.push(externalTensor(name, dataType, dims, DATA, end, length));
    end += length;
    return name;
  };
  const then = (op: string, inputs: string[], output: string, attributes: Record<string, number> = {}, domain = '') => (
    nodes.push(node(op, inputs, output, attributes, domain)),
    output
  );
  const product = (x: string, name: string, K: number, N: number) => {
    const parts = [weight(`${name}.weight_Q4`, UINT8, [N, K / 32, 16]), weight(`${name}.weight_scales`, FLOAT16, [N * (K / 32)])];
    return then('MatMulNBits', [x, ...parts], `/${name}/MatMul/output_0`, { K, N, bits: 4, block_size: 32, accuracy_level: 4 }, MS);
  };
  const gain = (name: string) => weight(`${name}.weight`, FLOAT16, [width]);
  const skip = (stream: string, branch: string, name: string, last = false) => {
    const sum = last ? '' : `/${name}/output_3`;
    const made = node('SkipSimplifiedLayerNormalization', [stream, branch, gain(name)], `/${name}/output_0`, {}, MS);
    nodes.push(rewire(made, made.inputs, last ? [made.outputs[0] as string] : [made.outputs[0] as string, '', '', sum]));
    return { normed: `/${name}/output_0`, sum };
  };

  let stream = then(
    'Gather',
    [weight('model.embed_tokens.weight', FLOAT16, [vocab, width]), 'input_ids'],
    '/model/embed_tokens/Gather/output_0',
  );
  let normed = then(
    'SimplifiedLayerNormalization',
    [stream, gain('model.layers.0.input_layernorm')],
    '/model/layers.0/input_layernorm/output_0',
  );
  for (let l = 0; l < layers; l++) {
    const here = `model.layers.${l}`;
    const qkv = product(normed, `${here}.attn.qkv_proj`, width, (heads + 2 * kvHeads) * headSize);
    const attention = node(
      'GroupQueryAttention',
      [qkv, '', '', `past_key_values.${l}.key`, `past_key_values.${l}.value`],
      `/${here}/attn/output_0`,
      { num_heads: heads, kv_num_heads: kvHeads },
      MS,
    );
    nodes.push(rewire(attention, attention.inputs, [attention.outputs[0] as string, `present.${l}.key`, `present.${l}.value`]));
    const mid = skip(
      stream,
      product(attention.outputs[0] as string, `${here}.attn.o_proj`, heads * headSize, width),
      `${here}.post_attention_layernorm`,
    );
    const gate = product(mid.normed, `${here}.mlp.gate_proj`, width, intermediate);
    const act = then('Mul', [then('Sigmoid', [gate], `${gate}/sigmoid`), gate], `${gate}/silu`);
    const inner = then('Mul', [act, product(mid.normed, `${here}.mlp.up_proj`, width, intermediate)], `/${here}/mlp/Mul/output_0`);
    const down = product(inner, `${here}.mlp.down_proj`, intermediate, width);
    const next = skip(
      mid.sum,
      down,
      l < layers - 1 ? `model.layers.${l + 1}.input_layernorm` : `model.layers.${layers}.final_norm_layernorm`,
      l === layers - 1,
    );
    [stream, normed] = [next.sum, next.normed];
  }
  const head = nodes.length;
  product(normed, 'lm_head', width, vocab);
  const last = nodes[head] as Node;
  nodes[head] = rewire(last, last.inputs, ['logits']);

  const cache = (kind: string, length: string) =>
    ['key', 'value'].flatMap((part) =>
      Array.from({ length: layers }, (_, l) => makeValueInfo(`${kind}.${l}.${part}`, FLOAT16, ['batch_size', kvHeads, length, headSize])),
    );
  const onnx = modelBytes({
    nodes,
    initializers: tensors,
    inputs: [
      makeValueInfo('input_ids', INT64, ['batch_size', 'sequence_length']),
      makeValueInfo('attention_mask', INT64, ['batch_size', 'total']),
      ...cache('past_key_values', 'past'),
    ],
    outputs: [makeValueInfo('logits', FLOAT16, ['batch_size', 'sequence_length', vocab]), ...cache('present', 'total')],
  });
  return { onnx, data: DATA, dataBytes: end };
}
