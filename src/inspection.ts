/** What the model's worker finds in a graph without loading it: the request `inspect` of src/protocol.ts and its reply. Types only. */
import type { Dtype, ModelChoice } from './protocol';

/** A model of a hub, of which only its graph and config.json are fetched, or an .onnx file of this machine. */
export type InspectRequest = { model: ModelChoice } | { file: File };

/** What was found in a graph (src/graph), and what it wants of a device. Sizes in bytes; estimates but for `bytes` and `external`. */
export interface Inspection {
  /** Name of the .onnx file. */
  file: string;
  blocks: number;
  width: number;
  /** null where the graph leaves it open. */
  vocab: number | null;
  /** Where each block is steered (`branch`) and read (`sum`), by tensor name. */
  sites: { block: number; node: string; branch: string; sum: string }[];
  dtypes: Record<'activation' | 'kv' | 'logits', 'float32' | 'float16'>;
  /** Fewest bits of any block-quantised weight (MatMulNBits); null without one. */
  bits: number | null;
  /** What the weights are held in, and the operator that reads them; null where they are floats. */
  precision: { dtype: Dtype; by: string | null };
  /** The .onnx file as it is, the graph as the lab runs it, and all weights wherever they lie. */
  bytes: { file: number; graph: number; weights: number };
  /** Weight files and how long each must at least be. One that is `file` itself: weights inside the .onnx. */
  external: { location: string; bytes: number }[];
  /** Number of nodes by operator. */
  ops: Readonly<Record<string, number>>;
  /** Of the instrumented graph. `elemType` is ONNX's: 1 float32, 7 int64, 10 float16. */
  inputs: { name: string; elemType: number; dims: readonly (number | string)[] }[];
  outputs: { name: string; elemType: number; dims: readonly (number | string)[] }[];
  /** For `rows` sequences of `context` tokens. */
  needs: {
    context: number;
    rows: number;
    /** WebGPU only with 16-bit floats. */
    shaderF16: boolean;
    largestBuffer: { name: string; bytes: number };
    gpuBytes: number;
    wasmBytes: number;
    /** On WASM the quantised weights are widened to float32. */
    widen: boolean;
    /** What WebGPU lacks of what the graph wants, in words; null otherwise. */
    gpuProblem: string | null;
    /** Why WASM cannot run or hold it, or will be slow; null otherwise. */
    wasmProblem: string | null;
    slowReason: string | null;
  };
}
