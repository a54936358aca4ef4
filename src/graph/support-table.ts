/**
 * What exporters write and ONNX Runtime cannot do on a device, in one table: operator, attribute or input, and per device whether it is
 * rewritten (lower.ts) or refused, and why. Read from the graph alone, so that nobody fetches weights to be told by the runtime.
 * Found by building each of these operators and running it (tests/unit/graph/support.test.ts proves every row of the processor again; those
 * of WebGPU were tried in Chromium on a software adapter). Some are not refused by the runtime but left out without a word: those are the
 * worst, and stand here too. onnxruntime-web 1.31.0-dev.20260914; the operators are those that onnxruntime-genai's builder 0.18.0 writes.
 */
import { floatAttribute, intAttribute, stringAttribute, type Node } from './onnx';
import { FLOAT16, FLOAT32 } from './tensor';

export type SupportDevice = 'wasm' | 'webgpu';
/** `lowered`: rewritten before the session is made. A sentence: refused, for this reason. null: runs. */
type Verdict = 'lowered' | string | null;

export interface SupportRow {
  readonly op: string;
  /** The attribute or input, as the operator's documentation calls it; '' for the operator as a whole. */
  readonly part: string;
  readonly when: (node: Node, around: Around) => boolean;
  readonly wasm: Verdict;
  readonly webgpu: Verdict;
  /** What to do where it is refused on every device; else the other device is named. */
  readonly instead: string;
}

/** What a row may ask beside the node. */
export interface Around {
  /** Numbers per head of an attention, or null where the graph does not state it. */
  headSize(node: Node): number | null;
  /** Last dimension of a tensor, or null where the graph does not state it. */
  last(name: string | undefined): number | null;
  /** ONNX element type of a tensor, or null. */
  type(name: string | undefined): number | null;
  /** 4- and 8-bit weights become float32 before the session sees them (widen.ts). */
  readonly widened: boolean;
}

const has =
  (...inputs: number[]) =>
  (node: Node): boolean =>
    inputs.some((input) => Boolean(node.inputs[input]));
const puts =
  (output: number) =>
  (node: Node): boolean =>
    Boolean(node.outputs[output]);
const set =
  (name: string, usual = 0) =>
  (node: Node): boolean =>
    intAttribute(node, name, usual) !== usual;
const always = (): boolean => true;
const swiglu = (node: Node): boolean => stringAttribute(node, 'activation_type', 'relu') === 'swiglu';
/** Gate and value one after the other, or in two matrices. */
const apart = (node: Node): boolean => swiglu(node) && intAttribute(node, 'swiglu_fusion', 0) !== 1;
const rotary = (node: Node): boolean => intAttribute(node, 'do_rotary', 0) === 1;

const EXPORT_CPU = 'Export it for the processor or for WebGPU (onnxruntime-genai: -e cpu or -e webgpu).';
const OTHER_FILE = 'Choose another file of this model (fp32), or another model.';
const MIXTURE = 'Choose a file that keeps its experts in 16 or 32 bits (fp16, fp32), or a model without experts.';
const OTHER_MODEL = 'Choose another model.';
const ROW_BY_ROW = 'experts with SwiGLU must keep gate and value row by row (swiglu_fusion=1)';
const MIXER = 'its choice of experts (sparse mixer, Phi-3.5-MoE) has no kernel here: others would be chosen without a word';
const NOT_HERE = 'this runtime has no such operator';
const both = (verdict: Verdict) => ({ wasm: verdict, webgpu: verdict });

export const SUPPORT: readonly SupportRow[] = [
  { op: 'GroupQueryAttention', part: 'q_norm_weight', when: has(14, 15), wasm: 'lowered', webgpu: null, instead: '' },
  { op: 'GroupQueryAttention', part: 'sliding_window_cache', when: set('sliding_window_cache'), ...both('lowered'), instead: '' },
  {
    op: 'GroupQueryAttention',
    part: 'head_size',
    when: (node, { headSize }) => (headSize(node) ?? 0) % 8 !== 0,
    ...both('attention here takes heads of a multiple of 8 numbers'),
    instead: 'Export it without GroupQueryAttention (optimum), or choose another model.',
  },
  {
    op: 'GroupQueryAttention',
    part: 'do_rotary',
    when: (node, { headSize, last }) => rotary(node) && ((headSize(node) ?? 0) % 16 !== 0 || (last(node.inputs[7]) ?? 0) % 8 !== 0),
    ...both('attention here rotates heads of a multiple of 16 numbers, and of each a multiple of 16'),
    instead: 'Export it without GroupQueryAttention (optimum), or choose another model.',
  },
  {
    op: 'GroupQueryAttention',
    part: 'qk_output',
    when: puts(3),
    wasm: null,
    webgpu: 'attention on WebGPU does not hand out its scores',
    instead: OTHER_FILE,
  },
  {
    op: 'MatMulNBits',
    part: 'bits',
    when: (node) => ![2, 4, 8].includes(intAttribute(node, 'bits', 4)),
    ...both('weights of 2, 4 and 8 bits can be multiplied, no others'),
    instead: 'Choose dtype q4 or fp32.',
  },
  {
    op: 'MatMulNBits',
    part: 'g_idx',
    when: (node, { widened }) => has(4)(node) && (widened || intAttribute(node, 'bits', 4) !== 4),
    wasm: 'weights in another order than they stand (GPTQ with act-order) can be multiplied in 4 bits only',
    webgpu: null,
    instead: 'Quantise it without act-order.',
  },
  {
    op: 'MatMulNBits',
    part: 'g_idx',
    when: has(4),
    wasm: null,
    webgpu: 'WebGPU does not multiply weights in another order than they stand (GPTQ with act-order)',
    instead: 'Quantise it without act-order.',
  },
  {
    op: 'MatMulNBits',
    part: 'zero_points',
    when: (node, { type, widened }) => !widened && intAttribute(node, 'bits', 4) === 8 && isFloat(type(node.inputs[3])),
    ...both('8-bit weights with zero points that are fractions can be multiplied only as 32-bit floats, and there is no room for those'),
    instead: 'Choose dtype q4 or a smaller model.',
  },
  {
    op: 'MatMulNBits',
    part: 'weight_prepacked',
    when: set('weight_prepacked'),
    ...both('its weights are laid out for one kind of NVIDIA card: here they would be read as other numbers'),
    instead: `${EXPORT_CPU} matmulnbits_weights_prepacked=0 keeps them plain.`,
  },
  {
    op: 'GatherBlockQuantized',
    part: 'block_size',
    when: (node) => !isPowerFrom16(intAttribute(node, 'block_size', 128)),
    ...both('an embedding can be quantised in blocks of 16, 32, 64, … only'),
    instead: 'Export it with int4_block_size=32.',
  },
  { op: 'MoE', part: 'swiglu_fusion', when: apart, ...both(ROW_BY_ROW), instead: EXPORT_CPU },
  {
    op: 'MoE',
    part: 'fc3_experts_weights',
    when: has(6, 7),
    ...both('experts of three matrices have no kernel here'),
    instead: EXPORT_CPU,
  },
  { op: 'MoE', part: 'use_sparse_mixer', when: set('use_sparse_mixer'), ...both(MIXER), instead: OTHER_MODEL },
  { op: 'QMoE', part: 'swiglu_fusion', when: apart, ...both(ROW_BY_ROW), instead: EXPORT_CPU },
  {
    op: 'QMoE',
    part: 'activation_type',
    when: (node) => !swiglu(node),
    wasm: null,
    webgpu: 'quantised experts have one activation on WebGPU, SwiGLU',
    instead: MIXTURE,
  },
  {
    op: 'QMoE',
    part: 'fc3_experts_weights',
    when: has(8, 9, 10),
    ...both('quantised experts of three matrices have no kernel here'),
    instead: MIXTURE,
  },
  { op: 'QMoE', part: 'use_sparse_mixer', when: set('use_sparse_mixer'), ...both(MIXER), instead: OTHER_MODEL },
  {
    op: 'QMoE',
    part: 'normalize_routing_weights',
    when: (node) => intAttribute(node, 'normalize_routing_weights', 0) === 0 && !has(14)(node),
    ...both('the shares of its experts do not add up to one, which quantised experts here make them do without a word'),
    instead: MIXTURE,
  },
  {
    op: 'QMoE',
    part: 'quant_type',
    when: (node) => stringAttribute(node, 'quant_type', 'int') !== 'int',
    ...both('its experts are 4-bit floats (MXFP4, NVFP4), which only NVIDIA cards have: here they would be read as integers'),
    instead: 'Export it with moe_quant_type=int4.',
  },
  {
    op: 'QMoE',
    part: 'weights_prepacked',
    when: (node) => intAttribute(node, 'weights_prepacked', 0) > 0,
    ...both('its experts are laid out for NVIDIA cards: here they would be read as other numbers'),
    instead: EXPORT_CPU,
  },
  {
    op: 'QMoE',
    part: 'fc1_expert_weight_bits',
    when: (node) => intAttribute(node, 'fc1_expert_weight_bits', 0) + intAttribute(node, 'fc2_expert_weight_bits', 0) > 0,
    ...both('its experts mix widths, which this runtime does not know yet'),
    instead: 'Export it with one moe_quant_type for all.',
  },
  {
    op: 'QMoE',
    part: 'expert_weight_bits',
    when: (node) => ![4, 8].includes(intAttribute(node, 'expert_weight_bits', 4)),
    wasm: null,
    webgpu: 'quantised experts have 4 or 8 bits on WebGPU',
    instead: MIXTURE,
  },
  {
    op: 'QMoE',
    part: 'zero_points',
    when: has(11, 12, 13),
    wasm: null,
    webgpu: 'quantised experts have no zero points on WebGPU',
    instead: MIXTURE,
  },
  // tiny-18-gptoss-builder q4, greedy, one row, three times: three answers (software adapter).
  {
    op: 'QMoE',
    part: '',
    when: always,
    wasm: null,
    webgpu: 'quantised experts gave another answer each time they were tried on WebGPU',
    instead: MIXTURE,
  },
  {
    op: 'QMoE',
    part: 'router_weights',
    when: has(14),
    wasm: null,
    webgpu: 'quantised experts take no weights of their own from the router on WebGPU',
    instead: MIXTURE,
  },
  {
    op: 'Attention',
    part: 'do_rotary',
    when: rotary,
    ...both('attention that rotates by itself has no kernel here'),
    instead: 'Export it with GroupQueryAttention (onnxruntime-genai: -e cpu or -e webgpu).',
  },
  {
    op: 'MultiHeadAttention',
    part: 'key_padding_mask',
    when: has(4),
    wasm: null,
    webgpu: 'attention on WebGPU takes no mask of padding',
    instead: OTHER_FILE,
  },
  {
    op: 'SparseAttention',
    part: 'past_key',
    when: always,
    ...both('block-sparse attention (Phi-3-small) writes into the cache it reads, which a browser cannot offer'),
    instead: OTHER_MODEL,
  },
  ...['LinearAttention', 'CausalConvWithState'].map((op): SupportRow => ({
    op,
    part: 'state_window',
    when: set('state_window'),
    ...both('states of several positions at once are for speculative decoding on NVIDIA cards'),
    instead: 'Export it without state_window.',
  })),
  {
    op: 'CausalConvWithState',
    part: 'activation',
    when: (node) => !['none', 'silu', 'swish'].includes(stringAttribute(node, 'activation', 'none')),
    ...both('a convolution with a state has no activation here but SiLU'),
    instead: OTHER_MODEL,
  },
  {
    op: 'RotaryEmbedding',
    part: 'scale',
    when: (node) => floatAttribute(node, 'scale', 1) !== 1,
    ...both('positions cannot be scaled here: they would be left as they are without a word'),
    instead: OTHER_FILE,
  },
  ...['GatedDeltaNet', 'VarlenCausalConvWithState', 'PagedAttention', 'MatMulBlockQuantizedFp8Weight', 'MatMulBlockQuantizedFp4Weight'].map(
    (op): SupportRow => ({ op, part: '', when: always, ...both(`${NOT_HERE}: it is for NVIDIA cards`), instead: EXPORT_CPU }),
  ),
];

const isFloat = (type: number | null): boolean => type === FLOAT32 || type === FLOAT16;
const isPowerFrom16 = (n: number): boolean => n >= 16 && Number.isInteger(Math.log2(n));
