/**
 * What an attention node computes, as far as attention.ts can write it in plain operators; else why it cannot. Only what is listed here is
 * understood: an attribute or input of a newer operator leaves the node as it is.
 */
import { attributeNames, branches, floatAttribute, intAttribute, stringAttribute, type Graph, type Node } from './onnx';
import type { CacheTensor } from './past';
import { FLOAT32 } from './tensor';

/** One attention with its cache, all in float32. */
export interface AttentionForm {
  readonly heads: number;
  /** Heads of keys and values; each serves heads / kvHeads of the queries'. */
  readonly kvHeads: number;
  /** Numbers of a head of queries and keys. */
  readonly size: number;
  /** Numbers of a head of values. */
  readonly valueSize: number;
  /** What q·k is multiplied by. */
  readonly scale: number;
  /** c · tanh(x / c) of the scores; 0 without. */
  readonly softcap: number;
  /** Keys that a token sees, its own the last; 0 for all before it. */
  readonly window: number;
  /** Queries, keys and values side by side in the first input. */
  readonly packed: boolean;
  readonly past: { readonly key: string; readonly value: string };
  readonly rotary: Rotary | null;
  /** Added to the scores, [batch or 1, heads or 1, S, T]; '' without. It then masks, too. */
  readonly bias: string;
  /** int32, how many tokens there are with the new ones: what a cache holds beyond is room. '' where the cache has no room. */
  readonly total: string;
}

/** Angles by which queries and keys are turned inside the attention. */
export interface Rotary {
  readonly cos: string;
  readonly sin: string;
  readonly interleaved: boolean;
  /** Numbers of a head that are turned, 0 for all. */
  readonly width: number;
  /** Positions of the new tokens, [batch, S]; '' where they follow those of the cache. */
  readonly positions: string;
}

/** Inputs of GroupQueryAttention and of MultiHeadAttention (onnxruntime docs/ContribOperators.md). */
const GROUPED = [
  'query',
  'key',
  'value',
  'past_key',
  'past_value',
  'seqlens_k',
  'total_sequence_length',
  'cos_cache',
  'sin_cache',
  'position_ids',
];
const GROUPED_MORE = ['attention_bias', 'head_sink', 'k_scale', 'v_scale', 'q_norm_weight', 'k_norm_weight'];
const MULTI = ['query', 'key', 'value', 'bias', 'key_padding_mask', 'attention_bias', 'past_key', 'past_value'];
const MULTI_MORE = ['past_sequence_length', 'cache_indirection'];

/** Attributes that are understood; of those with a list, these values alone. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, readonly number[] | null>>>> = {
  GroupQueryAttention: {
    ...{ num_heads: null, kv_num_heads: null, scale: null, softcap: null, local_window_size: null },
    ...{ do_rotary: [0, 1], rotary_interleaved: [0, 1], smooth_softmax: [-1, 0], qk_output: [0], sliding_window_cache: [0] },
    // Of norms that are not there, and of a cache in 32 bits.
    ...{ qk_norm_epsilon: null, k_quant_type: null, v_quant_type: null, kv_cache_bit_width: [0] },
  },
  MultiHeadAttention: { num_heads: null, scale: null, unidirectional: [0], mask_filter_value: null },
};

export const isAttention = ({ op }: Node): boolean => op in ATTRIBUTES;

/** Sizes of tensors where the graph states them. */
export type LastDim = (name: string | undefined) => number | null;

/** Of a value that an `If` chooses (angles of LongRoPE), where both branches state the same size. */
export function lastDims(graph: Graph): LastDim {
  const stated = new Map([...graph.valueInfo, ...graph.inputs, ...graph.initializers].map(({ name, dims }) => [name, dims?.at(-1)]));
  for (const node of graph.nodes.filter(({ op }) => op === 'If'))
    node.outputs.forEach((name, i) => {
      const [one, other] = branches(node).map(({ outputs }) => outputs[i]?.dims?.at(-1));
      if (one === other) stated.set(name, one);
    });
  return (name) => {
    const size = stated.get(name ?? '');
    return typeof size === 'number' && size > 0 ? size : null;
  };
}

/** The attention of `node`, which `isAttention`; in words why it stays as it is. `cache`: keys and values by the name of their input. */
export function readAttention(node: Node, cache: ReadonlyMap<string, CacheTensor>, last: LastDim): AttentionForm | string {
  const strange = notKnown(node);
  if (strange) return strange;
  const grouped = node.op === 'GroupQueryAttention';
  const input = (name: string): string => node.inputs[(grouped ? GROUPED : MULTI).indexOf(name)] ?? '';
  const [key, value] = [cache.get(input('past_key')), cache.get(input('past_value'))];
  if (!key || !value || node.outputs.length !== 3 || node.outputs.includes('')) return 'its keys and values are no cache of the graph';
  if (key.elemType !== FLOAT32 || value.elemType !== FLOAT32) return 'it computes in 16 bits, which are rounded at other places then';
  const heads = intAttribute(node, 'num_heads', 0);
  const kvHeads = grouped ? intAttribute(node, 'kv_num_heads', 0) : heads;
  const [size, valueSize] = [sizeOf(key, kvHeads), sizeOf(value, kvHeads)];
  if (size === null || valueSize === null || heads % kvHeads !== 0 || (grouped && size !== valueSize))
    return `${heads} heads over ${kvHeads} do not fit a cache of [${key.shape.join(', ')}] and [${value.shape.join(', ')}]`;
  const packed = !input('key') && !input('value');
  if (packed ? !grouped : !input('key') || !input('value')) return 'its keys and values are not given apart';
  const total = grouped ? input('total_sequence_length') : '';
  if (grouped && !total) return 'it is not told how many tokens there are';
  const rotary = grouped && intAttribute(node, 'do_rotary', 0) === 1 ? rotaryOf(node, size, input, last) : null;
  if (typeof rotary === 'string') return rotary;
  return {
    ...{ heads, kvHeads, size, valueSize, packed, rotary, total },
    scale: floatAttribute(node, 'scale', 0) || 1 / Math.sqrt(size),
    softcap: grouped ? floatAttribute(node, 'softcap', 0) : 0,
    window: grouped ? Math.max(0, intAttribute(node, 'local_window_size', -1)) : 0,
    past: { key: key.past, value: value.past },
    bias: grouped ? '' : input('attention_bias'),
  };
}

/** The first attribute or input of the node that is not understood, in words; null without one. */
function notKnown(node: Node): string | null {
  const known = ATTRIBUTES[node.op]!;
  for (const name of attributeNames(node)) {
    const values = known[name];
    if (values === undefined) return `its ${name} is not known here`;
    if (values && !values.includes(intAttribute(node, name, 0))) return `it has ${name}`;
  }
  for (const name of ['k_quant_type', 'v_quant_type'])
    if (stringAttribute(node, name, 'NONE') !== 'NONE') return `its cache is quantised (${name})`;
  const [read, more] = node.op === 'GroupQueryAttention' ? [GROUPED, GROUPED_MORE] : [MULTI, MULTI_MORE];
  const given = node.inputs.flatMap((name, i) => (name ? [[...read, ...more][i] ?? `input ${i}`] : []));
  const beyond = given.find((name) => !read.includes(name) || name === 'bias' || name === 'key_padding_mask');
  return beyond ? `it has ${beyond}` : null;
}

/** Numbers of a head in a cache [batch, heads, positions, size]. */
const sizeOf = ({ shape }: CacheTensor, heads: number): number | null =>
  shape.length === 3 && heads > 0 && shape[0] === heads && shape[1] === null ? (shape[2] ?? null) : null;

function rotaryOf(node: Node, size: number, input: (name: string) => string, last: LastDim): Rotary | string {
  const [cos, sin] = [input('cos_cache'), input('sin_cache')];
  const half = last(cos) ?? last(sin);
  if (!cos || !sin || half === null) return 'the graph does not state how much of a head it rotates';
  return {
    ...{ cos, sin },
    interleaved: intAttribute(node, 'rotary_interleaved', 0) === 1,
    width: 2 * half === size ? 0 : 2 * half,
    positions: input('position_ids'),
  };
}
