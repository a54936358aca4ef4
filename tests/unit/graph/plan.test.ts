/** What a model wants, and what to choose instead, before a weight is fetched; graphs of 7 and 8 billion parameters in little memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { instrument, type GraphInfo } from '../../../src/graph/instrument';
import { readModel } from '../../../src/graph/onnx';
import { planMemory, WASM_HEAP, WIDEN_BUDGET, type Limits } from '../../../src/graph/plan';
import { widening } from '../../../src/graph/widening';
import { widen } from '../../../src/graph/widen';
import { mount } from '../../../workers/model/mount';
import { bigGraph, LLAMA_8B, QWEN_7B } from './big';
import { bytes, EMBEDDED, fixture, hasEmbedded } from './fixture';

const GIB = 2 ** 30;
const gpu = (over: Partial<Extract<Limits, { device: 'webgpu' }>> = {}): Limits => ({
  device: 'webgpu',
  maxBufferSize: 4 * GIB,
  maxStorageBufferBindingSize: 4 * GIB,
  shaderF16: true,
  ...over,
});
const USE = { context: 2048, rows: 8 };
const read = (folder: string, file: string): GraphInfo => instrument(fixture(folder).onnx(file), { file }).info;

/** Gigabytes that are not there: cut into views like a Blob, and whoever wants bytes of it or of a view is counted and refused. */
class FakeBlob {
  constructor(
    readonly size: number,
    readonly read: { times: number } = { times: 0 },
  ) {}
  slice(from = 0, to = this.size): FakeBlob {
    if (!(0 <= from && from <= to && to <= this.size)) throw new Error(`bytes ${from} to ${to} of ${this.size}`);
    return new FakeBlob(to - from, this.read);
  }
  arrayBuffer = (): never => this.refuse();
  bytes = (): never => this.refuse();
  stream = (): never => this.refuse();
  text = (): never => this.refuse();
  private refuse(): never {
    this.read.times++;
    throw new Error(`${this.size} bytes wanted`);
  }
}
const asBlob = (fake: FakeBlob) => fake as unknown as Blob;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/**
 * Bytes JavaScript holds, garbage not yet collected included: its heap, and buffers outside it (`external` counts ArrayBuffers as well).
 */
function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Runs one step after another and notes how far each took the memory above where the first began; nothing is collected in between on our
 * behalf.
 */
class Meter {
  readonly grown: Record<string, number> = {};
  private readonly start: number;
  constructor() {
    gc();
    this.start = held();
  }
  async step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const before = held();
    const result = await work();
    this.grown[name] = Math.max(before, held()) - this.start;
    return result;
  }
}

describe.each([
  ['28 blocks of 3584', QWEN_7B],
  ['32 blocks of 4096', LLAMA_8B],
])('%s', (_, shape) => {
  test('instrumented, planned and mounted with less than 100 MB, not a byte of five gigabytes read', async () => {
    const { onnx, data, dataBytes } = bigGraph(shape);
    expect(dataBytes).toBeGreaterThan(4.5e9);
    expect(onnx.length).toBeLessThan(1e6);
    const weights = new FakeBlob(dataBytes);
    const blobs = new Map([[data, asBlob(weights)]]);
    const onto = (device: 'webgpu' | 'wasm', graph: Uint8Array, info: GraphInfo) =>
      mount(graph, blobs, { info, device, widen: device === 'wasm' });

    const meter = new Meter();
    const { bytes: edited, info } = await meter.step('instrument', () => instrument(onnx, { file: 'model_q4f16.onnx' }));
    const plan = await meter.step('planMemory', () => planMemory(info, gpu(), USE));
    const mounted = await meter.step('mount', () => onto('webgpu', edited, info));
    expect(Math.max(...Object.values(meter.grown)), JSON.stringify(meter.grown)).toBeLessThan(100e6);
    expect(weights.read.times).toBe(0);
    // The counter counts: widening on the processor wants the bytes, of each view in turn.
    await expect(onto('wasm', edited, info)).rejects.toThrow(/^\d+ bytes wanted$/);
    expect(weights.read.times).toBe(1);

    // What the session gets: every weight inside a view of the file, none of 2 GB or more, and no file of five gigabytes.
    const { initializers } = readModel(mounted.bytes).graph;
    const placed = initializers.flatMap(({ storage }) => (storage.kind === 'external' ? [storage] : []));
    expect(placed).toHaveLength(readModel(onnx).graph.initializers.length);
    for (const { location, offset, length } of placed)
      expect(offset + length).toBeLessThanOrEqual((mounted.files.get(location) as Blob).size);
    const sizes = [...mounted.files.values()].map((file) => (file as Blob).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 31);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(dataBytes);
    expect(mounted.files.has(data)).toBe(false);

    expect(info).toMatchObject({
      layers: shape.layers,
      width: shape.width,
      vocab: shape.vocab,
      intermediate: shape.intermediate,
      activation: 'float16',
      kvType: 'float16',
      logitsType: 'float16',
    });
    expect(info.sites).toHaveLength(shape.layers);
    expect(info.external).toEqual([{ location: data, bytes: dataBytes }]);
    expect(edited.length).toBeLessThan(2e6);
    expect(info.weights.bytes).toBe(dataBytes);
    expect(info.weights.largest).toEqual({ name: 'model.embed_tokens.weight', bytes: 2 * shape.vocab * shape.width });
    expect(info.weights.widened?.made).toBe(widening(readModel(edited).graph)?.made);
    expect(plan.fits).toBe(true);
    expect(plan.bytes.total).toBeGreaterThan(dataBytes);
    expect(plan.bytes.cache).toBe(2 * 2 * shape.layers * shape.kvHeads * shape.headSize * 2 * USE.context * USE.rows);
  });

  test('refused where it cannot fit, with what to choose instead', () => {
    const { info } = instrument(bigGraph(shape).onnx, { file: 'model_q4f16.onnx' });
    expect(planMemory(info, gpu({ shaderF16: false }), USE)).toMatchObject({
      fits: false,
      problem: expect.stringContaining('shader-f16') as string,
      instead: expect.stringContaining('q4') as string,
    });
    expect(planMemory(info, gpu({ maxBufferSize: GIB / 2 }), USE)).toMatchObject({
      fits: false,
      problem: expect.stringMatching(
        /^model\.embed_tokens\.weight takes 1\.1 GB in one buffer; this graphics adapter allows 537 MB/,
      ) as string,
      instead: expect.stringContaining('smaller model') as string,
    });
    expect(planMemory(info, gpu({ maxStorageBufferBindingSize: 128 * 2 ** 20 }), USE)).toMatchObject({
      fits: true,
      slowReason: expect.stringContaining('in pieces') as string,
    });
    expect(planMemory(info, { device: 'wasm' }, USE)).toMatchObject({
      fits: false,
      widen: false,
      problem: expect.stringMatching(/takes about \d+\.\d GB on the processor; a browser tab gives WebAssembly 3\.8 GB/) as string,
      instead: expect.stringContaining('WebGPU') as string,
    });
    const long = planMemory(info, gpu({ maxBufferSize: 1.2 * GIB }), { context: 131_072, rows: 16 });
    expect(long).toMatchObject({
      fits: false,
      problem: expect.stringContaining('KV cache of one block') as string,
      instead: expect.stringMatching(/fewer rows than 16/) as string,
    });
  });
});

describe('the processor widens within its budget', () => {
  test('a small model: widened, and the sizes are those widen makes', () => {
    const fx = fixture('tiny-llama-builder');
    const { bytes: graph, info } = instrument(fx.onnx('model_q4.onnx'), { file: 'model_q4.onnx' });
    const wide = widen(graph, fx.files('model_q4.onnx'));
    const made = [...wide.files.values()].reduce((sum, f) => sum + f.length, 0);
    expect(info.weights.widened?.made).toBeLessThanOrEqual(made);
    expect(made - (info.weights.widened?.made ?? 0)).toBeLessThan(64 * 40);
    const plan = planMemory(info, { device: 'wasm' }, USE);
    expect(plan).toMatchObject({ fits: true, widen: true, slowReason: null, problem: null, instead: null });
    const after = instrument(fx.onnx('model.onnx'), { file: 'model.onnx' }).info.weights.bytes;
    expect(Math.abs(plan.bytes.weights - after) / after).toBeLessThan(0.1);
  });

  test('over the budget: as it is, and a word about speed', () => {
    const info = read('tiny-llama-builder', 'model_q4.onnx');
    const plan = planMemory(info, { device: 'wasm', widenBytes: 65e6 }, { context: 64, rows: 1 });
    expect(plan).toMatchObject({
      fits: true,
      widen: false,
      slowReason: expect.stringMatching(/more than the 65 MB set aside.*ten times slower/) as string,
    });
  });

  test('nothing to widen: nothing to say', () => {
    expect(planMemory(read('tiny-llama-builder', 'model.onnx'), { device: 'wasm' }, USE)).toMatchObject({
      fits: true,
      widen: false,
      slowReason: null,
    });
  });

  test('a context that does not fit is answered with one that does', () => {
    const info = read('tiny-llama-builder', 'model.onnx');
    const heapBytes = 200e6;
    const plan = planMemory(info, { device: 'wasm', heapBytes }, { context: 100_000, rows: 8 });
    const tokens = Number(/at most (\d+) tokens/.exec(plan.instead ?? '')?.[1]);
    expect(planMemory(info, { device: 'wasm', heapBytes }, { context: tokens, rows: 8 }).fits).toBe(true);
    expect(planMemory(info, { device: 'wasm', heapBytes }, { context: tokens + 100, rows: 8 }).fits).toBe(false);
  });

  test('float16 products count twice, for the processor multiplies in float32', () => {
    const info = read('tiny-llama-builder', 'model_q4f16.onnx');
    const doubled = { ...info, weights: { ...info.weights, half: 1e6, widened: null } };
    expect(planMemory(doubled, { device: 'wasm' }, USE).bytes.weights).toBe(info.weights.bytes + 1e6);
    expect(planMemory(doubled, { device: 'wasm' }, USE).slowReason).toMatch(/of a kind that cannot be widened/);
    expect(planMemory(doubled, gpu(), USE).bytes.weights).toBe(info.weights.bytes);
  });

  test.runIf(hasEmbedded)('the embedded model: widened on the processor, and small on the graphics card', () => {
    const { info } = instrument(bytes(`${EMBEDDED}/model_q4.onnx`), { file: 'model_q4.onnx' });
    const plan = planMemory(info, { device: 'wasm' }, USE);
    expect(plan).toMatchObject({ fits: true, widen: true, slowReason: null });
    expect(plan.bytes.total).toBeLessThan(WIDEN_BUDGET);
    expect(WIDEN_BUDGET).toBeLessThan(WASM_HEAP);
    expect(info.weights.widened?.made).toBeGreaterThan(400e6);
    expect(planMemory(info, gpu({ maxBufferSize: GIB / 4, maxStorageBufferBindingSize: GIB / 8 }), USE).fits).toBe(true);
  });
});
