/**
 * How much memory a model wants, estimated from its graph alone, before a weight is fetched: does it fit on this device, and if
 * not, what to choose instead. Made to refuse the hopeless and to warn of the slow. Measured against the embedded model's WASM heap,
 * widened: 750 MB said, 861 grown to after session creation; 1013 said, 964 grown to after 8 rows of 256 tokens. GPU totals have not been
 * measured.
 */
import { held } from './past';
import type { GraphInfo } from './info';

export type Limits =
  | { readonly device: 'webgpu'; readonly maxBufferSize: number; readonly maxStorageBufferBindingSize: number; readonly shaderF16: boolean }
  /** `heapBytes`: all that WebAssembly may hold. `widenBytes`: up to where 4-bit weights are widened to float32. */
  | { readonly device: 'wasm'; readonly heapBytes?: number; readonly widenBytes?: number };

export interface MemoryPlan {
  readonly fits: boolean;
  /** In bytes, on the device: GPU memory, or the WebAssembly heap. */
  readonly bytes: {
    readonly weights: number;
    readonly cache: number;
    readonly activations: number;
    readonly logits: number;
    readonly total: number;
  };
  /** The largest single buffer. */
  readonly largest: { readonly name: string; readonly bytes: number };
  /** Whether 4- and 8-bit weights are to be widened to float32 (WASM). */
  readonly widen: boolean;
  /** Why it will be slow, in one line. */
  readonly slowReason: string | null;
  /** What does not fit, in words, and what to choose instead; both null where it fits. */
  readonly problem: string | null;
  readonly instead: string | null;
}

/** wasm32 addresses 4 GiB; the runtime, its code and fragmentation take their part. */
export const WASM_HEAP = 3.75e9;
export const WIDEN_BUDGET = 2.5e9;
/** The cut of a capture; longer contexts mostly grow the cache. */
const PREFILL = 512;
const RUNTIME = 64e6;

/** What the model is to do: `rows` sequences of `context` tokens, prompt and answer together. */
export interface Use {
  readonly context: number;
  readonly rows: number;
  /** Tokens read at once. Default: the context, at most 512. */
  readonly prefill?: number;
  /** Positions of one row whose logits are asked for at once. Default 1. */
  readonly kept?: number;
  /** How the weights are held (WASM), where that is settled already. */
  readonly widen?: boolean;
}

/** The plan for `use` on a device of these limits. */
export function planMemory(info: GraphInfo, limits: Limits, use: Use): MemoryPlan {
  return limits.device === 'webgpu' ? onGpu(info, limits, use) : onWasm(info, limits, use);
}

const SIZE = { float32: 4, float16: 2 } as const;

/** What does not depend on how the weights are held. */
function moving(
  { width, intermediate, vocab, cache, activation, kvType }: GraphInfo,
  { context, rows, prefill = Math.min(context, PREFILL), kept = 1 }: Use,
  half: boolean,
) {
  const size = half ? SIZE[activation] : 4;
  const keys = cache.find(({ shape }) => shape.includes(null));
  const heads = Math.ceil(width / (keys?.shape.at(-1) ?? width));
  const bytes = (positions: number) => cache.map((c) => held(c, positions) * SIZE[kvType]);
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  // Two of the widest layer alive at once, a few of the stream, and the attention scores of one block.
  const activations = rows * prefill * (2 * intermediate + 6 * width) * size + rows * heads * prefill * prefill * size;
  const layer = Math.max(0, ...bytes(context)) * rows;
  // The cache grows by making a longer copy of itself: for a moment there are two.
  return {
    cache: 2 * sum(bytes(context)) * rows,
    perContext: 2 * (sum(bytes(1)) - sum(bytes(0))) * rows,
    activations,
    logits: 2 * Math.max(rows, kept) * (vocab ?? 0) * 4,
    layer,
    widest: rows * prefill * intermediate * size,
  };
}

function onGpu(info: GraphInfo, limits: Extract<Limits, { device: 'webgpu' }>, use: Use): MemoryPlan {
  const { context, rows } = use;
  const { cache, activations, logits, layer, widest } = moving(info, use, true);
  const { bytes: weights, largest: weight } = info.weights;
  const bytes = { weights, cache, activations, logits, total: weights + cache + activations + logits };
  const largest = most([
    weight,
    { name: 'the KV cache of one block', bytes: layer },
    { name: 'the activations of one layer', bytes: widest },
  ]);
  const done = { bytes, largest, widen: false, slowReason: null };
  if (info.activation === 'float16' && !limits.shaderF16)
    return {
      ...done,
      fits: false,
      problem: 'This file computes in 16-bit floats, which this graphics adapter cannot (shader-f16).',
      instead: 'Choose dtype q4 (or fp32), which computes in 32 bits.',
    };
  if (largest.bytes > limits.maxBufferSize) {
    const problem = `${largest.name} takes ${gigabytes(largest.bytes)} in one buffer; this graphics adapter allows ${gigabytes(limits.maxBufferSize)}.`;
    const instead =
      largest === weight
        ? 'Choose a dtype with smaller weights (q4f16, or q4), a smaller model, or WASM if it fits there.'
        : `Choose fewer rows than ${rows}, or a context shorter than ${context} tokens.`;
    return { ...done, fits: false, problem, instead };
  }
  // ORT binds a buffer above this limit in pieces (microsoft/onnxruntime#25962): it works, with one more step per access.
  const slowReason =
    largest.bytes > limits.maxStorageBufferBindingSize
      ? `${largest.name} (${gigabytes(largest.bytes)}) is larger than one binding of this adapter (${gigabytes(limits.maxStorageBufferBindingSize)}) and is read in pieces.`
      : null;
  return { ...done, fits: true, slowReason, problem: null, instead: null };
}

function onWasm(info: GraphInfo, limits: Extract<Limits, { device: 'wasm' }>, use: Use): MemoryPlan {
  const { heapBytes = WASM_HEAP, widenBytes = WIDEN_BUDGET } = limits;
  const { bytes: stored, half, largest: weight, widened } = info.weights;
  const { cache, perContext, activations, logits } = moving(info, use, false);
  const rest = cache + activations + logits + RUNTIME;
  const held = (weights: number, largest: number) => weights + largest + rest; // A weight is repacked beside itself, one at a time.
  const wide = widened ? stored - widened.dropped + widened.made + half : Infinity;
  const widen = use.widen ?? (widened !== null && held(wide, widened.largest) <= Math.min(widenBytes, heapBytes));
  const weights = widen ? wide : stored + half;
  const largest =
    widen && widened && widened.largest > weight.bytes ? { name: 'the widest float32 weight', bytes: widened.largest } : weight;
  const total = held(weights, largest.bytes);
  const done = { bytes: { weights, cache, activations, logits, total }, largest, widen };
  if (total > heapBytes) {
    const tokens = Math.floor((heapBytes - (total - cache)) / perContext);
    const problem = `This model takes about ${gigabytes(total)} on the processor; a browser tab gives WebAssembly ${gigabytes(heapBytes)}.`;
    const instead =
      tokens >= 64
        ? `Choose a context of at most ${tokens} tokens, or fewer rows than ${use.rows}.`
        : 'Choose WebGPU, a dtype with fewer bits (q4), or a smaller model.';
    return { ...done, fits: false, slowReason: null, problem, instead };
  }
  const slow = widened
    ? `As 32-bit floats the model would take ${gigabytes(held(wide, widened.largest))}, more than the ${gigabytes(widenBytes)} set aside: its quantised weights run as they are, about ten times slower.`
    : 'The quantised weights are of a kind that cannot be widened to 32-bit floats: they run as they are, about ten times slower.';
  const slowReason = info.bits !== null && !widen ? slow : null;
  return { ...done, fits: true, slowReason, problem: null, instead: null };
}

const most = <T extends { bytes: number }>(list: readonly T[]): T => list.reduce((a, b) => (b.bytes > a.bytes ? b : a));
const gigabytes = (bytes: number): string => (bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);
