/** What the rest of the lab needs to know about an instrumented graph: sizes, cache, files, and where it was touched. */
import type { CacheTensor } from './past';
import { intAttribute, type Graph, type ValueInfo } from './onnx';
import type { Precision } from './precision';
import { FLOAT16, storedBytes, type Tensor } from './tensor';
import type { Traits } from './traits';

export interface GraphInfo {
  readonly layers: number;
  readonly width: number;
  /** It is of the second form (src/graph/clamp.ts). */
  readonly clamps: boolean;
  /** null where the graph leaves it open. */
  readonly vocab: number | null;
  /** float16 if any weight is: such a graph needs the GPU's shader-f16. */
  readonly activation: 'float32' | 'float16';
  /** Of the residual stream, wherever it is float16: some exports keep it float32 between 16-bit weights. */
  readonly stream: 'float32' | 'float16';
  readonly kvType: 'float32' | 'float16';
  /** Of the published graph; the instrumented one hands out float32. */
  readonly logitsType: 'float32' | 'float16';
  /** What one run hands to the next: keys and values, and states of other kinds. */
  readonly cache: readonly CacheTensor[];
  /** Positions that tables of the graph hold: learned ones, stored rotary angles. null where positions are computed. */
  readonly positions: number | null;
  /** Longest text read with the first of two tables of rotary angles (LongRoPE); null without such a choice. */
  readonly firstWindow: number | null;
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
  /** What the weights are held in, whatever the file is called. */
  readonly precision: Precision;
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

export interface Port {
  readonly name: string;
  /** ONNX's number of the type: 1 float32, 6 int32, 7 int64, 10 float16. */
  readonly elemType: number;
  /** A number, or the name of an axis that is free. */
  readonly dims: readonly (number | string)[];
}

export interface ExternalFile {
  readonly location: string;
  readonly bytes: number;
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
  const factors = new Set(
    graph.nodes.filter(({ op }) => op === 'MatMul' || op === 'FusedMatMul' || op === 'Gemm').flatMap((n) => n.inputs),
  );
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
      node.op === 'MatMulNBits'
        ? intAttribute(node, 'N', 0)
        : node.op === 'MatMul'
          ? (weights.get(node.inputs[1] ?? '')?.dims.at(-1) ?? 0)
          : 0;
    return features === vocab ? most : Math.max(most, features);
  }, width);
}
