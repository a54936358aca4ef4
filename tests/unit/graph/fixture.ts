/** Test bench for the graph code: real exports, their golden numbers, and ONNX Runtime's plain WASM build to run them. */
import * as ort from 'onnxruntime-web';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { held, positionAxis } from '../../../src/graph/past';
import { instrument, type GraphInfo } from '../../../src/graph/instrument';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
export { ort };

export type Files = Map<string, Uint8Array>;

export interface Golden {
  input_ids: number[];
  steer_layer: number;
  steer: number[];
  layers: number;
  width: number;
  torch: Record<string, Entry>;
  variants: Record<string, Record<string, Entry>>;
}
interface Entry {
  offset: number;
  shape: number[];
}

export class Fixture {
  readonly golden: Golden;
  private readonly floats: Uint8Array;

  constructor(readonly root: string) {
    this.golden = JSON.parse(readFileSync(`${root}/golden.json`, 'utf8')) as Golden;
    this.floats = bytes(`${root}/golden.f32`);
  }

  /** Reference numbers of PyTorch ('torch') or of another runtime on that very file. */
  reference(of: string, key: string): Float32Array {
    const entry = (of === 'torch' ? this.golden.torch : this.golden.variants[of])?.[key];
    if (!entry) throw new Error(`no ${key} of ${of} in ${this.root}`);
    const length = entry.shape.reduce((a, b) => a * b, 1);
    return new Float32Array(this.floats.slice(entry.offset, entry.offset + 4 * length).buffer);
  }

  onnx(file: string): Uint8Array {
    return bytes(`${this.root}/onnx/${file}`);
  }

  /** The file and its external data, by location. */
  files(file: string): Files {
    const names = readdirSync(`${this.root}/onnx`).filter((name) => name === file || name.startsWith(`${file}_data`));
    return new Map(names.map((name) => [name, bytes(`${this.root}/onnx/${name}`)]));
  }
}

export function fixture(name: string): Fixture {
  return new Fixture(new URL(`../../fixtures/${name}`, import.meta.url).pathname);
}

/**
 * An export of today's builder, and PyTorch's numbers for it (tests/fixtures/README.md): of one file's dequantised weights where `file`
 * is quantised.
 */
export interface Gold {
  text: string;
  prompt: string;
  ids: number[];
  prompt_ids: number[];
  block: number;
  layers: number;
  width: number;
  unit: number[];
  alphas: number[];
  /** [layer][width] over `ids` */
  mean: number[][];
  logits_last: number[];
  /** By alpha. `logprob`: mean over the tokens, under the model as it was steered; `logprob_unsteered`: left alone. */
  generate: Record<string, { tokens: number[]; gaps: number[]; scores: number[][]; logprob: number; logprob_unsteered?: number }>;
}

export class Fixture18 {
  readonly root: string;

  constructor(name: string) {
    this.root = new URL(`../../fixtures/${name}`, import.meta.url).pathname;
  }

  gold(file = 'model.onnx'): Gold {
    return JSON.parse(readFileSync(`${this.root}/${file === 'model.onnx' ? 'gold.json' : `gold_${file}.json`}`, 'utf8')) as Gold;
  }

  onnx(file: string): Uint8Array {
    return bytes(`${this.root}/onnx/${file}`);
  }

  /** The external data of a file, by location. */
  files(file: string): Files {
    return new Map([[`${file}_data`, bytes(`${this.root}/onnx/${file}_data`)]]);
  }
}

export const EMBEDDED = new URL('../../../public/models/smollm2-135m-instruct/onnx', import.meta.url).pathname;
export const hasEmbedded = existsSync(`${EMBEDDED}/model_q4.onnx`);

export function bytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

/** A session on `graph`, mounting the files it names. */
export async function session(graph: Uint8Array, files: Files, needed: Iterable<string> = files.keys()): Promise<ort.InferenceSession> {
  const externalData = [...needed].map((path) => ({ path, data: files.get(path) ?? fail(path) }));
  return ort.InferenceSession.create(graph, { externalData, executionProviders: ['wasm'], logSeverityLevel: 3 });
}

function fail(path: string): never {
  throw new Error(`no file ${path}`);
}

/** An instrumented model in a session. */
export class Lab {
  private constructor(
    readonly run_: ort.InferenceSession,
    readonly info: GraphInfo,
    readonly graph: Uint8Array,
  ) {}

  static async open(onnx: Uint8Array, file: string, files: Files): Promise<Lab> {
    const { bytes: graph, info } = instrument(onnx, { file });
    return new Lab(
      await session(
        graph,
        files,
        info.external.map((e) => e.location),
      ),
      info,
      graph,
    );
  }

  static async of(run: ort.InferenceSession, info: GraphInfo, graph: Uint8Array): Promise<Lab> {
    return new Lab(run, info, graph);
  }

  async close(): Promise<void> {
    await this.run_.release();
  }

  /** One forward pass of equal-length rows. Default: no steering, every position pooled by itself, last logits. */
  async run(
    rows: number[][],
    o: {
      steer?: Float32Array;
      pool?: { weights: Float32Array; pools: number };
      keep?: number[];
      past?: Record<string, ort.Tensor>;
      more?: Record<string, ort.Tensor>;
    } = {},
  ) {
    const { layers, width } = this.info;
    const [B, S] = [rows.length, rows[0]?.length ?? 0];
    const pool = o.pool ?? {
      weights: Float32Array.from({ length: B * S * S }, (_, i) => (Math.floor(i / S) % S === i % S ? 1 : 0)),
      pools: S,
    };
    const keep = o.keep ?? [S - 1];
    const feeds = {
      ...plainFeeds(this.info, rows, o.past),
      ...o.more,
      steer: new ort.Tensor('float32', o.steer ?? new Float32Array(layers * B * width), [layers, B, 1, width]),
      pool: new ort.Tensor('float32', pool.weights, [B, pool.pools, S]),
      logit_index: new ort.Tensor(
        'int64',
        BigInt64Array.from(
          rows.flatMap(() => keep),
          BigInt,
        ),
        [B, keep.length],
      ),
    };
    const out = await this.run_.run(feeds);
    return {
      logits: floats(out, 'logits'),
      resid: floats(out, 'hook_resid_post'),
      cache: out,
      logitDims: out['logits']?.dims,
      residDims: out['hook_resid_post']?.dims,
    };
  }

  /** `vector` at one block, for each row times its strength. [layers, rows, 1, width] */
  steer(block: number, vector: ArrayLike<number>, strengths = [1]): Float32Array {
    const { layers, width } = this.info;
    const steer = new Float32Array(layers * strengths.length * width);
    strengths.forEach((c, row) => {
      for (let i = 0; i < width; i++) steer[(block * strengths.length + row) * width + i] = c * (vector[i] ?? 0);
    });
    return steer;
  }
}

/** What any decoder export wants: tokens, mask, positions, cache. */
export function plainFeeds(
  info: Pick<GraphInfo, 'inputs' | 'cache'>,
  rows: number[][],
  past?: Record<string, ort.Tensor>,
): Record<string, ort.Tensor> {
  const [B, S] = [rows.length, rows[0]?.length ?? 0];
  const keys = info.cache.find((c) => c.shape.includes(null));
  const before = (keys && past?.[keys.past]?.dims[positionAxis(keys)]) ?? 0;
  const integers = (values: number[], dims: number[]) => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  const feeds: Record<string, ort.Tensor> = {
    input_ids: integers(rows.flat(), [B, S]),
    attention_mask: integers(Array<number>(B * (before + S)).fill(1), [B, before + S]),
  };
  if (info.inputs.some((i) => i.name === 'position_ids'))
    feeds['position_ids'] = integers(
      rows.flatMap((r) => r.map((_, i) => before + i)),
      [B, S],
    );
  if (info.inputs.some((i) => i.name === 'num_logits_to_keep')) feeds['num_logits_to_keep'] = integers([0], []);
  for (const c of info.cache) {
    const dims = [B, ...c.shape.map((size) => size ?? 0)];
    const length = B * held(c, 0);
    feeds[c.past] =
      past?.[c.past] ??
      (c.elemType === 10
        ? new ort.Tensor('float16', new Uint16Array(length), dims)
        : new ort.Tensor('float32', new Float32Array(length), dims));
  }
  return feeds;
}

/** The cache a run left behind, as the next run's input. */
export function carry(info: GraphInfo, out: Record<string, ort.Tensor>): Record<string, ort.Tensor> {
  return Object.fromEntries(info.cache.map((c) => [c.past, out[c.present] as ort.Tensor]));
}

/** Float data of an output as float32; float16 comes as bits in Uint16Array, or as Float16Array where the engine has it. */
export function floats(out: Record<string, ort.Tensor>, name: string): Float32Array {
  const tensor = out[name] ?? fail(name);
  if (tensor.type === 'float32') return tensor.data as Float32Array;
  return tensor.data instanceof Uint16Array
    ? Float32Array.from(tensor.data, half)
    : Float32Array.from(tensor.data as unknown as ArrayLike<number>);
}

function half(h: number): number {
  const e = (h >> 10) & 31;
  const m = h & 1023;
  return (h & 0x8000 ? -1 : 1) * (e === 0 ? m * 2 ** -24 : e === 31 ? (m ? NaN : Infinity) : (1 + m / 1024) * 2 ** (e - 15));
}

/** Logits of every position of one prompt by the graph as published. */
export async function untouchedLogits(onnx: Uint8Array, file: string, files: Files, info: GraphInfo, ids: number[]): Promise<Float32Array> {
  const untouched = await session(
    onnx,
    files,
    [...files.keys()].filter((name) => name !== file),
  );
  const logits = floats(await untouched.run(plainFeeds(info, [ids])), 'logits');
  await untouched.release();
  return logits;
}
