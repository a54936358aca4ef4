/**
 * What a decoder remembers between two runs: keys and values, which grow by a position a token, and states of one size (convolutions,
 * linear attention, state spaces). Found as pairs of an input and an output, each with a shape of its own.
 */
import { GraphError, list, notUnderstood } from './error';
import type { Hints } from './hints';
import { intAttribute, type Graph, type ValueInfo } from './onnx';
import { BFLOAT16, FLOAT16, FLOAT32 } from './tensor';

export interface CacheTensor {
  readonly past: string;
  readonly present: string;
  /** Sizes of the axes after the batch; null is the axis that counts positions. A state without one is handed over whole. */
  readonly shape: readonly (number | null)[];
  /** ONNX element type: 1 float32, 10 float16. */
  readonly elemType: number;
}

/** Axis of the positions in the tensor, the batch being axis 0; −1 for a state of one size. */
export const positionAxis = ({ shape }: CacheTensor): number => (shape.includes(null) ? shape.indexOf(null) + 1 : -1);

/** Numbers that one row holds after `positions` tokens. */
export const held = ({ shape }: CacheTensor, positions: number): number =>
  shape.reduce<number>((product, size) => product * (size ?? positions), 1);

/**
 * What a cache tensor is called without saying whether it is before or after a run: past_key_values.0.key and present.0.key are both
 * `.0.key`.
 */
const PAST = /^(?:past_key_values|past_key_value|past)(?=[._])/;
const PRESENT = /^(?:present_key_values|present_key_value|present)(?=[._])/;
const rest = (name: string, kind: RegExp): string => name.replace(kind, '');

/** Whether an input belongs to the cache, by the one thing all exporters agree on: its name begins with “past”. */
export const isPast = (name: string): boolean => PAST.test(name);

/** Whether an input holds keys or values, which grow with the text, rather than a state of one size. */
export const isKeyOrValue = (name: string): boolean => /key|value/.test(rest(name, PAST));

/**
 * The cache tensors, in the order of the inputs. Throws graph-not-understood where an input has no output, or a size that neither the graph
 * nor `hints` states.
 */
export function readCache(graph: Graph, hints: Hints): CacheTensor[] {
  const outputs = new Map(graph.outputs.filter(({ name }) => PRESENT.test(name)).map((o) => [rest(o.name, PRESENT), o]));
  const pasts = graph.inputs.filter(({ name }) => isPast(name));
  if (pasts.length === 0)
    throw notUnderstood(
      'a cache of earlier tokens: inputs past_key_values.N.key or the like',
      'the graph has none: it was exported without its cache',
    );
  const heads = headSizes(graph);
  return pasts.map((input) => {
    const present = outputs.get(rest(input.name, PAST));
    if (!present)
      throw notUnderstood(`an output that carries on ${input.name}`, `the outputs are ${list(graph.outputs.map((o) => o.name))}`);
    if (present.elemType !== input.elemType)
      throw notUnderstood(`one type for ${input.name} and ${present.name}`, `they are ${input.elemType} and ${present.elemType}`);
    if (input.elemType === BFLOAT16)
      throw new GraphError(
        'graph-not-understood',
        `this graph computes in bfloat16 (${input.name}), which browsers cannot`,
        'Export the model again as fp32, fp16 or int4.',
      );
    if (input.elemType !== FLOAT32 && input.elemType !== FLOAT16)
      throw notUnderstood('a cache in float32 or float16', `the ONNX type of ${input.name} is ${input.elemType}`);
    return {
      past: input.name,
      present: present.name,
      shape: shapeOf(input, present, heads.get(input.name) ?? hints.headSize),
      elemType: input.elemType,
    };
  });
}

/** Block that the name of a cache tensor counts, or null. */
export function blockOf(past: string): number | null {
  const number = /[._](\d+)(?=[._]|$)/.exec(past)?.[1];
  return number === undefined ? null : Number(number);
}

function shapeOf(input: ValueInfo, present: ValueInfo, headSize: number | undefined): (number | null)[] {
  const dims = input.dims ?? [];
  const at = positions(input, present);
  const sizes = dims.slice(1).map((dim, i) => {
    if (i + 1 === at) return null;
    if (typeof dim === 'number' && dim >= 1) return dim;
    // Exporters that leave a size of keys and values open leave the last one open: the head's.
    return i + 2 === dims.length && at > 0 && headSize !== undefined ? headSize : NaN;
  });
  if (dims.length < 2 || sizes.some(Number.isNaN))
    throw notUnderstood(
      `sizes of ${input.name} besides batch and past length, in the graph or as head_dim in config.json`,
      `its shape is [${dims.join(', ')}]`,
    );
  return sizes;
}

/** The axis of `input` that counts positions: free, and of another length in `present`. −1 without one. */
function positions(input: ValueInfo, present: ValueInfo): number {
  const free = (input.dims ?? []).flatMap((dim, axis) => (axis > 0 && isFree(dim) ? [axis] : []));
  const grows = free.filter((axis) => present.dims?.[axis] !== input.dims?.[axis]);
  const named = free.filter((axis) => /past|seq|len|pos/i.test(String(input.dims?.[axis])));
  for (const found of [grows, named]) if (found.length === 1) return found[0] as number;
  // Unnamed or named alike: [batch, heads, positions, size] is what everybody means by four axes.
  return input.dims?.length === 4 && free.includes(2) ? 2 : -1;
}

/** A name, or a negative number, which ONNX Runtime takes as free. */
const isFree = (dim: number | string): boolean => typeof dim === 'string' || dim < 0;

/**
 * Head size by cache input, where fused attention reads it: what it puts out is heads × size wide, by its declared shape or by the
 * product that takes it up.
 */
function headSizes(graph: Graph): Map<string, number> {
  const sizes = new Map<string, number>();
  const weights = new Map(graph.initializers.map((t) => [t.name, t]));
  const shapes = new Map(graph.valueInfo.map((v) => [v.name, v.dims]));
  /** Features that the product over a tensor takes, by that tensor. */
  const taken = new Map<string, number>();
  for (const node of graph.nodes) {
    const features =
      node.op === 'MatMulNBits'
        ? intAttribute(node, 'K', 0)
        : node.op === 'MatMul'
          ? (weights.get(node.inputs[1] ?? '')?.dims.at(-2) ?? 0)
          : 0;
    if (features > 0) taken.set(node.inputs[0] ?? '', features);
  }
  for (const node of graph.nodes) {
    const pasts = node.inputs.filter(isPast);
    const heads = pasts.length > 0 ? intAttribute(node, 'num_heads', 0) : 0;
    if (heads < 1) continue;
    const out = node.outputs[0] ?? '';
    const width = [shapes.get(out)?.at(-1), taken.get(out)].find((n): n is number => typeof n === 'number' && n > 0 && n % heads === 0);
    if (width !== undefined) for (const past of pasts) sizes.set(past, width / heads);
  }
  return sizes;
}
