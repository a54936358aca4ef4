/**
 * What src/graph is to others: the package that `npm run build:lib` makes (build/library.ts). ONNX bytes in, ONNX bytes out, for whoever
 * runs a decoder with ONNX Runtime by themselves and wants its residual stream. The lab itself imports the files beside this one.
 */
import { GraphError, type GraphErrorCode } from './error';
import { emptyFeeds, integerFeeds, type Feed } from './feeds';
import { hintsOf } from './hints';
import type { Port } from './info';
import { inspect as look } from './inspect';
import { instrument as add } from './instrument';
import { lower } from './lower';
import { isAdded, meaningOf } from './meanings';
import type { CacheTensor } from './past';
import { checkSupport } from './support';
import { widen as widenWeights } from './widen';

export { GraphError, type GraphErrorCode } from './error';
export type { Feed } from './feeds';

export interface Options {
  /** Name of the .onnx file, without a folder. Weights inside it are mounted by this name. Default 'model.onnx'. */
  readonly file?: string;
  /** The model's config.json, parsed: it says what a graph leaves open (width, number of blocks, size of a head). */
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface InstrumentOptions extends Options {
  /**
   * Where the graph will run. What ONNX Runtime lacks there is rewritten into operators that it has, to the bit; what cannot be is refused
   * by name. Left out: neither.
   */
  readonly device?: 'wasm' | 'webgpu';
}

/** What a graph is, or why it was not understood. */
export type Inspected = Understood | Refused;

export interface Understood {
  readonly understood: true;
  readonly blocks: number;
  /** Of the residual stream. */
  readonly width: number;
  /** null where the graph leaves it open. */
  readonly vocabulary: number | null;
  /** What most weights are held in: 'fp32', 'fp16', 'q4', … */
  readonly weights: string;
  /** Where each block is steered (`branch`, before the sum) and read (`sum`), by tensor name. */
  readonly sites: readonly { readonly block: number; readonly branch: string; readonly sum: string }[];
  /** Why a device cannot run it, in words; null where nothing is known that would stop it. */
  readonly problems: { readonly wasm: string | null; readonly webgpu: string | null };
}

export interface Refused {
  readonly understood: false;
  readonly code: GraphErrorCode;
  /** What was looked for, and what was found in its place. */
  readonly reason: string;
  /** What it means, and what to do. */
  readonly hint: string;
}

/** An input or output of the instrumented graph. */
export interface Place extends Port {
  readonly meaning: string;
  /** Not in the published graph. */
  readonly added: boolean;
}

export interface Instrumented {
  /** The graph to make a session of; its weights lie in `external`. */
  readonly bytes: Uint8Array;
  readonly blocks: number;
  readonly width: number;
  readonly vocabulary: number | null;
  readonly inputs: readonly Place[];
  readonly outputs: readonly Place[];
  /** What one run hands to the next: feed each output `present` as the input `past`. */
  readonly cache: readonly CacheTensor[];
  /** Files to mount as `externalData`, and how long each must at least be. One called `file`: the .onnx file itself, as it was. */
  readonly external: readonly { readonly path: string; readonly bytes: number }[];
  /** Most tokens that tables of the graph have places for; null where positions are computed. */
  readonly positions: number | null;
  /** Rows of a batch change each other's numbers (dynamic quantisation): run them one by one. */
  readonly rowsCoupled: boolean;
}

export interface FeedOptions {
  /** [block, row, width], one after the other. Default zeros: the model as it is. */
  readonly steer?: Float32Array;
  /** 'each': every token by itself; 'mean' over the new tokens; 'last' token; or weights [row, pool, token]. Default 'each'. */
  readonly pool?: 'each' | 'mean' | 'last' | Float32Array;
  /** Which of the new tokens the logits are wanted of, the same for each row. Default the last. */
  readonly logitsAt?: readonly number[];
  /** How many tokens each row had in earlier runs. Default 0. From 1 on the caller feeds the cache. */
  readonly before?: number;
}

/** What was found in a decoder's .onnx file, with or without its weights. A graph that is not understood is an answer, not an error. */
export function inspect(onnx: Uint8Array, { file = 'model.onnx', config = {} }: Options = {}): Inspected {
  try {
    const found = look(onnx, file, onnx.length, hintsOf(config));
    return {
      understood: true,
      blocks: found.blocks,
      width: found.width,
      vocabulary: found.vocab,
      weights: found.precision.dtype,
      sites: found.sites.map(({ block, branch, sum }) => ({ block, branch, sum })),
      problems: { wasm: found.needs.wasmProblem, webgpu: found.needs.gpuProblem },
    };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { understood: false, code: error.code, reason: error.message, hint: error.hint };
  }
}

/**
 * Adds reading and steering of the residual stream to a decoder. Weights stay untouched: those inside the file become references into it.
 * Throws GraphError, with `code` and `hint`, where `inspect` says why not, and graph-unsupported for what `device` cannot run.
 */
export function instrument(onnx: Uint8Array, { file = 'model.onnx', config = {}, device }: InstrumentOptions = {}): Instrumented {
  const { bytes, info } = add(onnx, { file, hints: hintsOf(config) });
  if (device) checkSupport(bytes, device, { widened: false });
  const presents = new Set(info.cache.map(({ present }) => present));
  const place = (port: Port): Place => ({ ...port, meaning: meaningOf(port.name, presents), added: isAdded(port.name) });
  return {
    bytes: (device && lower(bytes, device)) ?? bytes,
    blocks: info.layers,
    width: info.width,
    vocabulary: info.vocab,
    inputs: info.inputs.map(place),
    outputs: info.outputs.map(place),
    cache: info.cache,
    external: info.external.map(({ location: path, bytes: length }) => ({ path, bytes: length })),
    positions: info.positions,
    rowsCoupled: info.rowsCoupled,
  };
}

/**
 * All inputs of a run over `ids` [row][token], as `type`, `data` and `dims` of ONNX Runtime's Tensor; with `before` all but the cache.
 * Throws RangeError, with the numbers, for rows of different length and for steering or pooling of another size.
 */
export function feeds(
  graph: Pick<Instrumented, 'blocks' | 'width' | 'inputs' | 'cache'>,
  ids: readonly (readonly number[])[],
  { steer, pool = 'each', logitsAt, before = 0 }: FeedOptions = {},
): Record<string, Feed> {
  const rows = ids.length;
  const tokens = ids[0]?.length ?? 0;
  if (tokens === 0) throw new RangeError('expected at least one row of one token');
  for (const [row, { length }] of ids.entries())
    if (length !== tokens) throw new RangeError(`expected rows of one length, got ${tokens} tokens and, in row ${row}, ${length}`);
  const pushes = graph.blocks * rows * graph.width;
  if (steer && steer.length !== pushes)
    throw new RangeError(
      `expected ${pushes} numbers in steer (${graph.blocks} blocks, ${rows} rows, ${graph.width} wide), got ${steer.length}`,
    );
  const weights = typeof pool === 'string' ? weightsOf(pool, rows, tokens) : pool;
  if (weights.length === 0 || weights.length % (rows * tokens) !== 0)
    throw new RangeError(`expected a multiple of ${rows * tokens} numbers in pool (${rows} rows, ${tokens} tokens), got ${weights.length}`);
  const at = logitsAt ?? [tokens - 1];
  const outside = at.find((position) => !(Number.isInteger(position) && position >= 0 && position < tokens));
  if (at.length === 0 || outside !== undefined)
    throw new RangeError(`expected positions from 0 to ${tokens - 1} in logitsAt, got ${outside ?? 'none'}`);
  return {
    ...(before === 0 ? emptyFeeds(graph, rows) : {}),
    ...integerFeeds(graph, ids, before, at),
    steer: { type: 'float32', data: steer ?? new Float32Array(pushes), dims: [graph.blocks, rows, 1, graph.width] },
    pool: { type: 'float32', data: weights, dims: [rows, weights.length / (rows * tokens), tokens] },
  };
}

/**
 * For the processor, where 4- and 8-bit weights (MatMulNBits) have no fast kernel: turns them into float32, once, four to eight times as
 * large. `files`: those of `external`, by path. Returns the graph and all files to mount with it, by path. Throws GraphError for other bits
 * than 4 and 8, and where a file is missing or too short.
 */
export function widen(
  { bytes }: Pick<Instrumented, 'bytes'>,
  files: ReadonlyMap<string, Uint8Array>,
): { readonly bytes: Uint8Array; readonly files: ReadonlyMap<string, Uint8Array> } {
  const wide = widenWeights(bytes, files);
  const all = new Map([...files, ...wide.files]);
  return { bytes: wide.bytes, files: new Map(wide.external.map(({ location }) => [location, all.get(location) as Uint8Array])) };
}

/** [row, pool, token] */
function weightsOf(pool: 'each' | 'mean' | 'last', rows: number, tokens: number): Float32Array {
  if (pool === 'mean') return new Float32Array(rows * tokens).fill(1 / tokens);
  if (pool === 'last') return Float32Array.from({ length: rows * tokens }, (_, i) => (i % tokens === tokens - 1 ? 1 : 0));
  return Float32Array.from({ length: rows * tokens * tokens }, (_, i) => ((i % (tokens * tokens)) % (tokens + 1) === 0 ? 1 : 0));
}
