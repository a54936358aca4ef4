/** What a load of a model is asked, tells while it goes, and gives. src/protocol.ts has the call. Types only. */

import type { Stream } from './lab/overflow';

export type Device = 'webgpu' | 'wasm';
/**
 * transformers.js' names: fp32 → onnx/model.onnx, q4 → onnx/model_q4.onnx, q8 → _quantized, the others by their own name.
 * q8f16 and fp8 are names of no file: a graph may turn out to hold them (src/graph/precision.ts).
 */
export type Dtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4' | 'q2' | 'q2f16' | 'q1' | 'q1f16' | 'q8f16' | 'fp8';

/** A model to load. Files lie under `root` with the Hub's layout: `{root}/config.json`, `{root}/onnx/model_q4.onnx`, … */
export interface ModelChoice {
  id: string;
  repo: string;
  revision: string;
  dtype: Dtype;
  root: string;
  device: 'auto' | Device;
  /** Stored residuals of one sentence, for the self-test of catalogued models. */
  reference?: ModelReference;
  /** Widen 4- and 8-bit weights to float32 on WASM. Default true; the bench switches it off. */
  widen?: boolean;
  /** The graph, relative to `root`. Default onnx/model{suffix}.onnx; its data files lie beside it. */
  graph?: string;
  /** What the catalogue knows of the files. Without it the hub is asked. */
  files?: readonly RemoteFile[];
  /** Files handed in (a folder, an archive): read by reference instead of anything under `root`. */
  local?: readonly LocalFile[];
}

/** A file under a model's root; null where nobody said. */
export interface RemoteFile {
  path: string;
  bytes: number | null;
  sha256: string | null;
}

/** A File is a reference: it crosses to the worker without its bytes. */
export interface LocalFile {
  path: string;
  file: Blob;
}

/**
 * `file` (relative to the model's root): float32 little-endian [layers, width], the mean-pooled resid_post of `text` by an independent
 * runtime.
 */
export interface ModelReference {
  text: string;
  file: string;
}

export interface LoadEvent {
  phase: 'files' | 'instrument' | 'widen' | 'session' | 'self-test';
  /** Bytes done and expected; both 0 for phases that move no bytes. */
  bytes: number;
  total: number;
  secondsLeft: number | null;
  /** Bytes a second over the network, over the last seconds; null or absent where none travel. */
  rate?: number | null;
  /** Where the bytes of this moment come from; 'other-tab': this one waits for it. */
  source?: 'network' | 'disk' | 'folder' | 'other-tab';
  /** The next try comes after so many seconds; absent while bytes travel. */
  waitSeconds?: number;
}

/** What the model's worker did with its time since this model began to load. */
export interface Profile {
  /** Of the load, in their order. `files` is fetching, or reading from the disk: the graph, and after its taps the weights. */
  phases: { phase: LoadEvent['phase']; seconds: number }[];
  /** By kind, the runtime's time in them included. The load's first. */
  calls: { kind: string; count: number; seconds: number }[];
  runs: ProfileRuns[];
}

/** Runs of the graph within calls of one kind. */
export interface ProfileRuns {
  kind: string;
  /** `step`: one new token of each row. */
  of: 'step' | 'read';
  runs: number;
  /** New tokens of all rows. */
  tokens: number;
  /** In the runtime, with what it copies between JavaScript and WebAssembly. */
  seconds: number;
  /** Handed to the runtime, and by it, in memory of JavaScript. */
  bytesIn: number;
  bytesOut: number;
}

/** What the self-test measured (ARCHITECTURE.md, "Self-test"). */
export interface SelfTest {
  passed: boolean;
  /** Which checks failed, in words; empty when passed. */
  failures: string[];
  /** Largest |logit difference| between two runs with zero steer. Must be 0. */
  zeroSteerDifference: number;
  /** Adding c·u at block l moves the score read there by this, divided by c. Must be 1 within `tolerance`. */
  readOverWrite: number;
  /** Largest |change| in the block below the steered one. Must be 0. */
  leakBelow: number;
  /** Cosine of the logits after a text of 40 tokens, the last one read from the cache, with those of reading all at once. */
  cacheCosine: number;
  /** Lowest cosine over the blocks against the stored reference, or null where the model has none. */
  referenceCosine: number | null;
  tolerance: number;
  seconds: number;
  /**
   * Absent where the whole test was made now. Else all numbers but `seconds` are of `at` (ISO 8601), when the same files passed it here;
   * now one text was read again, and differs by this share of the largest number.
   */
  kept?: { at: string; difference: number };
}

export interface ModelInfo {
  id: string;
  repo: string;
  revision: string;
  /** That the graph was fetched at; null where its server did not say, and for a folder. */
  commit: string | null;
  architecture: string;
  layers: number;
  width: number;
  /** Element type of the residual stream in the graph. */
  stream: Stream;
  vocab: number;
  /** Longest context in tokens, prompt and answer together; null where the model's files state none. */
  context: number | null;
  device: Device;
  /** Of the weights as the graph holds them. */
  dtype: Dtype;
  /** Where the file's name says another dtype: a sentence on it; null otherwise. */
  dtypeNote: string | null;
  /** True if the weights run as float32 although the file holds fewer bits (WASM). */
  widened: boolean;
  /** SHA-256 (hex) over the published .onnx file and the weight files it reads: the same on every device, another for another fine-tune. */
  graphHash: string;
  /** GPU as the browser names it, or the number of WASM threads. */
  deviceName: string;
  /** Why WebGPU is not used, in one line; null where it is, or was not asked for. */
  fallbackReason: string | null;
  /** Why this model is slow here, in one line (its 4-bit weights could not be widened, a weight is read in pieces); null otherwise. */
  slowReason: string | null;
  /**
   * What the export leaves out of the model it came from, a sentence each (src/graph/departs); absent in recordings older than the field.
   */
  departs?: readonly string[];
  chatTemplate: boolean;
  /** What the model calls the template in use, where it has several by name ("default", else the first); null or absent otherwise. */
  chatTemplateName?: string | null;
  selfTest: SelfTest;
  /** Why this browser keeps nothing of the model for the next visit, as a clause; null or absent where it does, or need not. */
  notKept?: string | null;
  seconds: number;
  /** Bytes that came over the network for this load. 0: everything was on this disk. */
  downloaded: number;
}
