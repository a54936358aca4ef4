/**
 * The key/value cache of one batch: what a decode step feeds back. On WebGPU the tensors stay on the GPU;
 * each step's replaced tensors are disposed at once, else a long generation fills the card.
 */
import type { GraphInfo } from '../src/graph/info';
import { ort } from './runtime';

export class KeyValueCache {
  private tensors: Record<string, ort.Tensor>;
  /** Tokens held per row. */
  length = 0;

  constructor(
    private readonly graph: GraphInfo,
    rows: number,
  ) {
    this.tensors = Object.fromEntries(
      graph.cache.map(({ past, heads, headSize, elemType }) => [past, emptyTensor(elemType, [rows, heads, 0, headSize])]),
    );
  }

  /** Inputs of the next run, by name. */
  feeds(): Record<string, ort.Tensor> {
    return this.tensors;
  }

  /** Takes the `present` outputs of a run that read `tokens` new tokens, and frees what they replace. */
  advance(outputs: ort.InferenceSession.OnnxValueMapType, tokens: number): void {
    const next: Record<string, ort.Tensor> = {};
    for (const { past, present } of this.graph.cache) next[past] = outputs[present] as ort.Tensor;
    this.dispose();
    this.tensors = next;
    this.length += tokens;
  }

  dispose(): void {
    for (const tensor of Object.values(this.tensors)) tensor.dispose();
    this.tensors = {};
  }
}

const FLOAT16 = 10;
function emptyTensor(elemType: number, dims: number[]): ort.Tensor {
  return elemType === FLOAT16 ? new ort.Tensor('float16', new Uint16Array(0), dims) : new ort.Tensor('float32', new Float32Array(0), dims);
}
