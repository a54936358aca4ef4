/** What a model wants, and what to choose instead, before a weight is fetched; graphs of 7 and 8 billion parameters in little memory. */
import { describe, expect, test } from 'vitest';
import { instrument, type GraphInfo } from '../../../src/graph/instrument';
import { planMemory, WASM_HEAP, WIDEN_BUDGET, type Limits } from '../../../src/graph/plan';
import { widen, widenedBytes } from '../../../src/graph/widen';
import { bigGraph, LLAMA_8B, QWEN_7B } from './big';
import { bytes, EMBEDDED, fixture, hasEmbedded } from './fixture';

const GIB = 2 ** 30;
const gpu = (over: Partial<Extract<Limits, { device: 'webgpu' }>> = {}): Limits => ({ device: 'webgpu', maxBufferSize: 4 * GIB, maxStorageBufferBindingSize: 4 * GIB, shaderF16: true, ...over });
const USE = { context: 2048, rows: 8 };
const read = (folder: string, file: string): GraphInfo => instrument(fixture(folder).onnx(file), { file }).info;

/** Five gigabytes that are not there: hands out small ranges, and refuses to be read as a whole. */
class RangeBlob {
  read = 0;
  constructor(readonly size: number) {}
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> } {
    if (from < 0 || to > this.size || to - from > 2 ** 20) throw new Error(`${to - from} bytes at once of ${this.size}`);
    this.read += to - from;
    return { arrayBuffer: () => Promise.resolve(new ArrayBuffer(to - from)) };
  }
  arrayBuffer(): Promise<never> {
    return Promise.reject(new Error('read as a whole'));
  }
}

/** JS memory in use, after what is garbage has been let go where the engine can be asked to. */
function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe.each([
  ['28 blocks of 3584', QWEN_7B],
  ['32 blocks of 4096', LLAMA_8B],
])('%s', (_, shape) => {
  test('instrumented and planned with less than 100 MB, not a byte of five gigabytes read', async () => {
    const { onnx, data, dataBytes } = bigGraph(shape);
    expect(dataBytes).toBeGreaterThan(4.5e9);
    expect(onnx.length).toBeLessThan(1e6);
    const blob = new RangeBlob(dataBytes);
    const before = memory();
    const { bytes: edited, info } = instrument(onnx, { file: 'model_q4f16.onnx' });
    const plan = planMemory(info, gpu(), USE);
    expect(memory() - before).toBeLessThan(100e6);

    expect(info).toMatchObject({ layers: shape.layers, width: shape.width, vocab: shape.vocab, intermediate: shape.intermediate, activation: 'float16', kvType: 'float16', logitsType: 'float16' });
    expect(info.sites).toHaveLength(shape.layers);
    expect(info.external).toEqual([{ location: data, bytes: dataBytes }]);
    expect(edited.length).toBeLessThan(2e6);
    expect(info.weights.bytes).toBe(dataBytes);
    expect(info.weights.largest).toEqual({ name: 'model.embed_tokens.weight', bytes: 2 * shape.vocab * shape.width });
    expect(info.weights.widened?.made).toBe(widenedBytes(edited));
    expect(plan.fits).toBe(true);
    expect(plan.bytes.total).toBeGreaterThan(dataBytes);
    expect(plan.bytes.cache).toBe(2 * 2 * shape.layers * shape.kvHeads * shape.headSize * 2 * USE.context * USE.rows);

    // Every site and weight can be mounted by range from a file of that length.
    await blob.slice(dataBytes - 1024, dataBytes).arrayBuffer();
    expect(blob.read).toBe(1024);
  });

  test('refused where it cannot fit, with what to choose instead', () => {
    const { info } = instrument(bigGraph(shape).onnx, { file: 'model_q4f16.onnx' });
    expect(planMemory(info, gpu({ shaderF16: false }), USE)).toMatchObject({ fits: false, problem: expect.stringContaining('shader-f16') as string, instead: expect.stringContaining('q4') as string });
    expect(planMemory(info, gpu({ maxBufferSize: GIB / 2 }), USE)).toMatchObject({
      fits: false,
      problem: expect.stringMatching(/^model\.embed_tokens\.weight takes 1\.1 GB in one buffer; this graphics adapter allows 537 MB/) as string,
      instead: expect.stringContaining('smaller model') as string,
    });
    expect(planMemory(info, gpu({ maxStorageBufferBindingSize: 128 * 2 ** 20 }), USE)).toMatchObject({ fits: true, slowReason: expect.stringContaining('in pieces') as string });
    expect(planMemory(info, { device: 'wasm' }, USE)).toMatchObject({
      fits: false,
      widen: false,
      problem: expect.stringMatching(/takes about \d+\.\d GB on the processor; a browser tab gives WebAssembly 3\.8 GB/) as string,
      instead: expect.stringContaining('WebGPU') as string,
    });
    const long = planMemory(info, gpu({ maxBufferSize: 1.2 * GIB }), { context: 131_072, rows: 16 });
    expect(long).toMatchObject({ fits: false, problem: expect.stringContaining('KV cache of one block') as string, instead: expect.stringMatching(/fewer rows than 16/) as string });
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
    expect(plan).toMatchObject({ fits: true, widen: false, slowReason: expect.stringMatching(/more than the 65 MB set aside.*ten times slower/) as string });
  });

  test('nothing to widen: nothing to say', () => {
    expect(planMemory(read('tiny-llama-builder', 'model.onnx'), { device: 'wasm' }, USE)).toMatchObject({ fits: true, widen: false, slowReason: null });
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
