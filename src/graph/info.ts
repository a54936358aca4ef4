/** What the rest of the lab needs to know about an instrumented graph: sizes, cache, files, and where it was touched. */
import type { Traits } from './departs';
import { notUnderstood } from './error';
import { intAttribute, type Graph, type ValueInfo } from './onnx';
import { FLOAT16, FLOAT32, storedBytes, type Tensor } from './tensor';

export interface GraphInfo {
  readonly layers: number;
  readonly width: number;
  /** null where the graph leaves it open. */
  readonly vocab: number | null;
  /** float16 if any weight is: such a graph needs the GPU's shader-f16. */
  readonly activation: 'float32' | 'float16';
  readonly kvType: 'float32' | 'float16';
  /** Of the published graph; the instrumented one hands out float32. */
  readonly logitsType: 'float32' | 'float16';
  /** One entry per cache tensor, keys and values; shape [batch, heads, positions, headSize]. */
  readonly cache: readonly CacheTensor[];
  /** Inputs and outputs of the instrumented graph. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Weight files, and how long each must at least be. */
  readonly external: readonly ExternalFile[];
  /** Where each block is steered (`branch`) and read (`sum`), by tensor name. */
  readonly sites: readonly { readonly block: number; readonly node: string; readonly branch: string; readonly sum: string }[];
  readonly weights: Weights;
  /** Most features any layer but the head computes per token: what sizes the activations. */
  readonly intermediate: number;
  /** Fewest bits of any MatMulNBits weight; null without one, and then `widen` has nothing to do. */
  readonly bits: number | null;
  /** Dynamic quantisation takes one scale from all rows of a batch: a row's numbers then depend on its neighbours'. */
  readonly rowsCoupled: boolean;
  /** Number of nodes by operator, before instrumentation. */
  readonly ops: Readonly<Record<string, number>>;
  /** What an exporter may have left out shows here; `departures` reads it. */
  readonly traits: Traits;
}

/** Sizes of the weights in bytes; two tensors over the same bytes of a file count once. */
export interface Weights {
  readonly bytes: number;
  readonly largest: { readonly name: string; readonly bytes: number };
  /** Of float16 weights of plain matrix products: the processor multiplies them as float32, twice as large. */
  readonly half: number;
  /** What `widen` would do: make so many bytes and drop so many. null where it does not apply, or cannot. */
  readonly widened: { readonly made: number; readonly dropped: number; readonly largest: number } | null;
}

export interface CacheTensor {
  readonly past: string;
  readonly present: string;
  readonly heads: number;
  readonly headSize: number;
  /** ONNX element type: 1 float32, 10 float16. */
  readonly elemType: number;
}

export interface Port {
  readonly name: string;
  readonly elemType: number;
  readonly dims: readonly (number | string)[];
}

export interface ExternalFile {
  readonly location: string;
  readonly bytes: number;
}

/** The cache tensors, in the order of the inputs. Throws graph-not-understood when past and present do not pair up. */
export function readCache(graph: Graph, layers: number): { cache: CacheTensor[]; kvType: 'float32' | 'float16' } {
  const outputs = new Map(graph.outputs.map((o) => [o.name, o]));
  const cache = graph.inputs
    .filter((input) => input.name.startsWith('past_key_values.'))
    .map((input) => {
      const present = outputs.get(input.name.replace('past_key_values.', 'present.'));
      const [, heads, , headSize] = input.dims ?? [];
      if (!present || typeof heads !== 'number' || typeof headSize !== 'number' || input.dims?.length !== 4 || heads < 1 || headSize < 1)
        throw notUnderstood(
          `a present output and a shape [batch, heads, past, size] for ${input.name}`,
          `its shape is [${input.dims?.join(', ')}]`,
        );
      if (present.elemType !== input.elemType)
        throw notUnderstood(`one type for ${input.name} and ${present.name}`, `they are ${input.elemType} and ${present.elemType}`);
      return { past: input.name, present: present.name, heads, headSize, elemType: input.elemType };
    });
  const [first] = cache;
  if (!first || cache.length !== 2 * layers)
    throw notUnderstood(`past_key_values.N.key and .value for ${layers} blocks`, `found ${cache.length} inputs`);
  const kvType = first.elemType === FLOAT32 ? 'float32' : first.elemType === FLOAT16 ? 'float16' : null;
  if (!kvType || cache.some((c) => c.elemType !== first.elemType))
    throw notUnderstood('a KV cache in float32 or float16', `its ONNX type is ${first.elemType}`);
  return { cache, kvType };
}

/** A value as plain data for the worker. */
export function port({ name, elemType, dims }: ValueInfo): Port {
  return { name, elemType, dims: dims ?? [] };
}

/** Smallest length of each external file. */
export function externalFiles(tensors: readonly Tensor[]): ExternalFile[] {
  const ends = new Map<string, number>();
  for (const { storage } of tensors) {
    if (storage.kind !== 'external') continue;
    ends.set(storage.location, Math.max(storage.offset + storage.length, ends.get(storage.location) ?? 0));
  }
  return [...ends].map(([location, bytes]) => ({ location, bytes }));
}

/** Number of nodes by operator. */
export function countOps(graph: Graph): Record<string, number> {
  const ops: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const { op } of graph.nodes) ops[op] = (ops[op] ?? 0) + 1;
  return ops;
}

/** Fewest bits of any MatMulNBits weight, or null. */
export function fewestBits(graph: Graph): number | null {
  const bits = graph.nodes.filter(({ op }) => op === 'MatMulNBits').map((node) => intAttribute(node, 'bits', 4));
  return bits.length > 0 ? bits.reduce((least, one) => Math.min(least, one)) : null;
}

/** Bytes of the weights, but for what widening would do. */
export function weigh(graph: Graph): Omit<Weights, 'widened'> {
  const factors = new Set(graph.nodes.filter(({ op }) => op === 'MatMul' || op === 'FusedMatMul' || op === 'Gemm').flatMap((n) => n.inputs));
  const seen = new Set<string>();
  let [bytes, half, largest] = [0, 0, { name: 'none', bytes: 0 }];
  for (const tensor of graph.initializers) {
    const { name, storage } = tensor;
    const length = storedBytes(tensor);
    const place = storage.kind === 'external' ? JSON.stringify([storage.location, storage.offset]) : name;
    if (seen.has(place)) continue;
    seen.add(place);
    bytes += length;
    if (length > largest.bytes) largest = { name, bytes: length };
    if (tensor.dataType === FLOAT16 && factors.has(name)) half += length;
  }
  return { bytes, half, largest };
}

/** Most output features of a matrix product with a stored weight, the head (`vocab` features) left out. */
export function intermediate(graph: Graph, width: number, vocab: number | null): number {
  const weights = new Map(graph.initializers.map((t) => [t.name, t]));
  return graph.nodes.reduce((most, node) => {
    const features =
      node.op === 'MatMulNBits' ? intAttribute(node, 'N', 0) : node.op === 'MatMul' ? (weights.get(node.inputs[1] ?? '')?.dims.at(-1) ?? 0) : 0;
    return features === vocab ? most : Math.max(most, features);
  }, width);
}
