/** What src/graph is to others: what is found or why not, the graph with its names, and a run's inputs as plain data. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { feeds, GraphError, inspect, instrument, widen } from '../../../src/graph/library';
import type { CodedError } from '../../../src/protocol';
import { makeValueInfo, writeModel } from '../../../src/graph/build';
import { readModel, type ValueInfo } from '../../../src/graph/onnx';
import { relativeError } from './compare';
import { fixture, ort, session } from './fixture';

const fx = fixture('tiny-llama-optimum');
const onnx = fx.onnx('model.onnx');
const { input_ids: ids, steer_layer: block, steer: vector } = fx.golden;

const tensors = (all: ReturnType<typeof feeds>): Record<string, ort.Tensor> =>
  Object.fromEntries(Object.entries(all).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]));

test('inspect says what was found, and of what it does not understand why', () => {
  expect(inspect(onnx)).toMatchObject({
    understood: true,
    blocks: 4,
    width: 64,
    vocabulary: 512,
    weights: 'fp32',
    problems: { wasm: null, webgpu: null },
  });
  expect(inspect(new Uint8Array([0x3c, 0x68, 0x74, 0x6d, 0x6c]))).toMatchObject({ understood: false, code: 'graph-foreign' });
  expect(inspect(onnx.subarray(0, 1000))).toMatchObject({
    understood: false,
    code: 'graph-truncated',
    hint: expect.stringMatching(/Download/),
  });
  const again = inspect(instrument(onnx).bytes);
  expect(again).toMatchObject({ understood: false, reason: expect.stringMatching(/it has been instrumented/) });
});

test('instrument throws what inspect says, as an error of the lab', () => {
  let thrown: unknown;
  try {
    instrument(onnx.subarray(0, 1000));
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(GraphError);
  const coded: CodedError = thrown as GraphError; // Its codes are among those of src/error-codes.ts: the type says so.
  expect(coded.code).toBe('graph-truncated');
});

test('inputs and outputs are named with what they mean; what was added says so', () => {
  const graph = instrument(onnx, { file: 'model.onnx' });
  const added = [...graph.inputs, ...graph.outputs].filter((place) => place.added);
  expect(added.map(({ name, dims }) => [name, dims])).toEqual([
    ['steer', [4, 'batch_size', 1, 64]],
    ['pool', ['batch_size', 'eia_pools', 'sequence_length']],
    ['logit_index', ['batch_size', 'eia_kept']],
    ['hook_resid_post', [4, 'batch_size', 'eia_pools', 64]],
  ]);
  for (const { name, meaning } of [...graph.inputs, ...graph.outputs]) {
    expect(meaning, name).toMatch(/^[A-Z].*\.$/);
    expect(meaning, name).not.toBe('As the published graph has it.');
  }
  expect(graph.cache).toHaveLength(8);
  expect(graph.external).toEqual([{ path: 'model.onnx', bytes: expect.any(Number) }]);
});

test('a head size that the graph leaves open is taken from config.json', () => {
  const model = readModel(onnx);
  const open = ({ name, dims, elemType, ...rest }: ValueInfo): ValueInfo =>
    /^(past|present)/.test(name) ? makeValueInfo(name, elemType, [...dims!.slice(0, 3), 'head']) : { name, dims, elemType, ...rest };
  const { inputs, outputs } = model.graph;
  const left = writeModel(model, { ...model.graph, inputs: inputs.map(open), outputs: outputs.map(open) });
  expect(inspect(left)).toMatchObject({ understood: false, reason: expect.stringMatching(/head_dim in config\.json/) });
  const config = JSON.parse(readFileSync(`${fx.root}/config.json`, 'utf8')) as Record<string, unknown>;
  expect(instrument(left, { config }).cache).toEqual(instrument(onnx).cache);
});

test('a run over its feeds reads PyTorch’s residuals; zeros leave the logits, a push moves them as PyTorch’s', async () => {
  const graph = instrument(onnx, { device: 'wasm' });
  const run = await session(graph.bytes, new Map([['model.onnx', onnx]]));
  const plain = await run.run(tensors(feeds(graph, [ids])));
  expect(plain.hook_resid_post!.dims).toEqual([4, 1, 20, 64]);
  expect(relativeError(plain.hook_resid_post!.data as Float32Array, fx.reference('torch', 'resid_post'))).toBeLessThan(1e-5);
  expect(relativeError(plain.logits!.data as Float32Array, fx.reference('torch', 'logits_last'))).toBeLessThan(1e-5);
  const steer = new Float32Array(4 * 64);
  const zero = await run.run(tensors(feeds(graph, [ids], { steer })));
  expect(zero.logits!.data).toEqual(plain.logits!.data);
  steer.set(vector, block * 64);
  const pushed = await run.run(tensors(feeds(graph, [ids], { steer })));
  expect(relativeError(pushed.logits!.data as Float32Array, fx.reference('torch', 'logits_last_steered'))).toBeLessThan(1e-5);

  // The same tokens in two runs: the cache of the first goes into the second.
  const first = await run.run(tensors(feeds(graph, [ids.slice(0, 15)])));
  const inputs = tensors(feeds(graph, [ids.slice(15)], { before: 15 }));
  for (const { past, present } of graph.cache) inputs[past] = first[present] as ort.Tensor;
  expect(relativeError((await run.run(inputs)).logits!.data as Float32Array, fx.reference('torch', 'logits_last'))).toBeLessThan(1e-5);
  await run.release();
});

test('pools are weighted sums over the tokens of each row', () => {
  const graph = instrument(onnx);
  const pool = (o: Parameters<typeof feeds>[2]) => feeds(graph, [[1, 2], [3, 4]], o).pool; // prettier-ignore
  expect(pool({})).toEqual({ type: 'float32', data: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1), dims: [2, 2, 2] });
  expect(pool({ pool: 'mean' })).toEqual({ type: 'float32', data: Float32Array.of(0.5, 0.5, 0.5, 0.5), dims: [2, 1, 2] });
  expect(pool({ pool: 'last' })).toEqual({ type: 'float32', data: Float32Array.of(0, 1, 0, 1), dims: [2, 1, 2] });
  expect(pool({ pool: Float32Array.of(2, 0, 0, 2) })).toMatchObject({ dims: [2, 1, 2] });
});

test('what does not fit is refused with its numbers', () => {
  const graph = instrument(onnx);
  expect(() => feeds(graph, [])).toThrow('expected at least one row of one token');
  expect(() => feeds(graph, [[1, 2], [3]])).toThrow('expected rows of one length, got 2 tokens and, in row 1, 1');
  expect(() => feeds(graph, [[1]], { steer: new Float32Array(3) })).toThrow(
    'expected 256 numbers in steer (4 blocks, 1 rows, 64 wide), got 3',
  );
  expect(() => feeds(graph, [[1, 2]], { pool: new Float32Array(3) })).toThrow('expected a multiple of 2 numbers in pool');
  expect(() => feeds(graph, [[1, 2]], { logitsAt: [2] })).toThrow('expected positions from 0 to 1 in logitsAt, got 2');
});

test('widened weights give the same logits to rounding', async () => {
  const file = 'model_q4.onnx';
  const narrow = fx.onnx(file);
  const graph = instrument(narrow, { file, device: 'wasm' });
  expect(inspect(narrow, { file })).toMatchObject({ weights: 'q4' });
  const wide = widen(graph, new Map([[file, narrow]]));
  const run = await session(wide.bytes, new Map(wide.files));
  const { logits } = await run.run(tensors(feeds(graph, [ids])));
  expect(relativeError(logits!.data as Float32Array, fx.reference(file, 'logits_last'))).toBeLessThan(1e-5);
  await run.release();
});
