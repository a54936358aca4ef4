/**
 * What the model's worker is asked (src/wire.ts says how): one request, its reply and its progress events, by kind.
 * Both sides import this file and nothing else of each other. Types only.
 */
import type { ErrorCode, Where } from './error-codes';
import type { InspectRequest, Inspection } from './inspection';
import type { PassIndex, RowIndex } from './lab/indices';

export type { ErrorCode, InspectRequest, Inspection, Where };

export type Device = 'webgpu' | 'wasm';
/**
 * transformers.js' names: fp32 → onnx/model.onnx, q4 → onnx/model_q4.onnx, q8 → _quantized, the others by their own name.
 * q8f16 and fp8 are names of no file: a graph may turn out to hold them (src/graph/precision.ts).
 */
export type Dtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4' | 'q2' | 'q2f16' | 'q1' | 'q1f16' | 'q8f16' | 'fp8';
/**
 * `mean` over all tokens (as published), `mean-rest`: without the first token, whose residual is often many times longer than
 * any other (the attention sink) and reaches the mean as 1/length; `last` token.
 */
export type Pooling = 'mean' | 'mean-rest' | 'last';

/** What a text was read on. `checked`: that device's numbers for this model were held against PyTorch's. */
export interface ReadOn {
  device: Device;
  checked: boolean;
}

/** What an error says for itself: a stable kebab-case code, what happened, and what to do. Errors of src/lab and src/graph implement it. */
export interface CodedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** What every rejection carries. */
export interface LabErrorData extends CodedError {
  /** The part of the work it belongs to; null where there is none, or several. */
  readonly where: Where | null;
}

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
  seconds: number;
  /** Bytes that came over the network for this load. 0: everything was on this disk. */
  downloaded: number;
}

export interface CutRequest {
  texts: string[];
  /** Wrap each text as a user message of the model's chat template. */
  template: boolean;
  maxTokens: number;
  /** Each text's tokens but the first, a model's anchor, in an order drawn by this seed; absent: as they stand. */
  shuffle?: number;
}

/** What of each text is read. */
export interface Cut {
  /** Tokens read per text, after the cut. */
  tokens: number[];
  /** Texts longer than maxTokens, or than the model's context: their tail is not read. */
  truncated: boolean[];
  /** SHA-256 (hex) of the token ids that are read: texts with the same one are one text to the model. */
  tokenHashes: string[];
}

export interface CaptureRequest extends CutRequest {
  /** All of them come from one pass. */
  poolings: readonly Pooling[];
}

/** `data` [text, pooling, layer, width]: pooled resid_post, float32. With one pooling, data[(text*layers + layer)*width + i]. */
export interface Captured extends Cut {
  layers: number;
  width: number;
  count: number;
  data: Float32Array;
}

/** One text done. `residual`: [pooling, layer, width]. What has arrived stays valid if the rest is stopped. */
export interface CaptureEvent {
  done: number;
  of: number;
  /** Which of the request's texts. */
  text: PassIndex;
  residual: Float32Array;
  tokens: number;
  truncated: boolean;
}

/** Rows of one batch share the prompt and differ in `steer` and `seeds`. */
export interface SteerRequest {
  prompt: string;
  template: boolean;
  rows: number;
  /** [layer, row, width], float32, added to resid_post at every position. */
  steer: Float32Array;
  seeds: number[];
  /** The strength of each row, by which messages name it; without it rows are named by number. */
  alphas?: readonly number[];
  /** [layer, width] unit directions to score every token against, or null. */
  read: Float32Array | null;
  /** 0 is greedy. */
  temperature: number;
  topP: number;
  repetitionPenalty: number;
  maxNewTokens: number;
}

/** One token of one row. `text` is the row's whole answer so far (a token may be half a character). */
export interface TokenEvent {
  row: RowIndex;
  /** Its id. */
  token: number;
  text: string;
  /** Projection of this token's residual on `read`, per layer; empty without `read`. */
  scores: Float32Array;
  /** Tokens so far over all rows, and seconds since the first of each row: (tokens − rows) / seconds is the rate. */
  tokens: number;
  seconds: number;
}

/**
 * A completion in one word: `collapsed` into repetition, `broken` (no language), `repetitive`, `fluent`, or `empty`.
 * `src/lab/coherence.ts` has the thresholds.
 */
export type CoherenceVerdict = 'fluent' | 'repetitive' | 'collapsed' | 'broken' | 'empty';

/** How far a completion still reads like language. Says nothing of whether it is right. */
export interface Coherence {
  words: number;
  uniqueWordRatio: number;
  /** Share of 3-grams (words) that occurred before. */
  repeatedTrigrams: number;
  /** Share of characters that repeat a run of characters shortly before: notices collapse where no words are counted. */
  repeatedCharacters: number;
  verdict: CoherenceVerdict;
  /** Mean log-probability per token under the same model without steering, natural log. */
  meanLogProb: number;
}

export interface GeneratedRow {
  text: string;
  tokens: number[];
  /** scores[token][layer], the push included; empty without `read`. */
  scores: number[][];
  /**
   * [layer]: the mean score of the finished answer, read again without a push: what the text says, not what was added. Empty without
   * `read` or tokens.
   */
  unsteeredScores: number[];
  /** True if the row ended by an end-of-sequence token, false at maxNewTokens. */
  ended: boolean;
  /**
   * Why the row broke off (its logits were no numbers to choose from); null where it did not. Text, tokens and scores are those before
   * it.
   */
  failure: LabErrorData | null;
  coherence: Coherence;
}

export interface Generated {
  rows: GeneratedRow[];
  promptTokens: number;
  prefillSeconds: number;
  decodeSeconds: number;
}

export interface Calls {
  load: { in: ModelChoice; out: ModelInfo; event: LoadEvent };
  unload: { in: null; out: null; event: never };
  inspect: { in: InspectRequest; out: Inspection; event: LoadEvent };
  tokenize: { in: { text: string }; out: { ids: number[] }; event: never };
  cut: { in: CutRequest; out: Cut; event: never };
  capture: { in: CaptureRequest; out: Captured; event: CaptureEvent };
  generate: { in: SteerRequest; out: Generated; event: TokenEvent };
}
