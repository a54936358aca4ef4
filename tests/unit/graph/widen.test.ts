/** Widened weights against ONNX Runtime's own MatMulNBits, for every way of storing them. */
import { describe, expect, test } from 'vitest';
import { makeValueInfo } from '../../../src/graph/build';
import { halfToFloat } from '../../../src/graph/dequantise';
import { GraphError } from '../../../src/graph/error';
import { readModel } from '../../../src/graph/onnx';
import { FLOAT16, FLOAT32, type Tensor } from '../../../src/graph/tensor';
import { widening } from '../../../src/graph/widening';
import { widen } from '../../../src/graph/widen';
import { relativeError, seeded } from './compare';
import { fixture, floats, Lab, ort, session } from './fixture';
import { float16, float32, modelBytes, node, uint8 } from './synthetic';

interface Kind {
  bits: 4 | 8;
  block: number;
  k: number;
  zeros?: 'packed' | 'float';
  bias?: boolean;
  half?: boolean;
  flat?: boolean;
}

const N = 133; // more than a tile, and no multiple of one
const [B, S] = [2, 3];

/** x [2, 3, K] · MatMulNBits → y [2, 3, N], weights inside the file. */
function matmul({ bits, block, k, zeros, bias, half, flat }: Kind, extra: Tensor[] = []): Uint8Array {
  const random = seeded(bits * 1000 + block + k);
  const blocks = Math.ceil(k / block);
  const any = () => Math.floor(random() * 256);
  const real = (name: string, dims: number[]) =>
    half ? float16(name, dims, () => Math.floor(random() * 1024)) : float32(name, dims, () => random() / 8 + 0.05);
  const initializers = [
    uint8('w', [N, blocks, (block * bits) / 8], any),
    real('scales', flat ? [N * blocks] : [N, blocks]),
    ...(zeros === 'packed' ? [uint8('zeros', flat ? [N * Math.ceil((blocks * bits) / 8)] : [N, Math.ceil((blocks * bits) / 8)], any)] : []),
    ...(zeros === 'float' ? [float32('zeros', [N, blocks], () => random() * 2 ** bits)] : []),
    ...(bias ? [real('bias', [N])] : []),
    ...extra,
  ];
  const inputs = ['x', 'w', 'scales', zeros ? 'zeros' : '', '', bias ? 'bias' : ''];
  const type = half ? FLOAT16 : FLOAT32;
  return modelBytes({
    nodes: [
      node('MatMulNBits', bias ? inputs : inputs.slice(0, zeros ? 4 : 3), 'y', { K: k, N, bits, block_size: block }, 'com.microsoft'),
    ],
    initializers,
    inputs: [makeValueInfo('x', type, ['b', 's', k])],
    outputs: [makeValueInfo('y', type, ['b', 's', N])],
  });
}

function activations(k: number, half = false): ort.Tensor {
  const random = seeded(k);
  const data = Float32Array.from({ length: B * S * k }, () => random() - 0.5);
  if (!half) return new ort.Tensor('float32', data, [B, S, k]);
  return new ort.Tensor(
    'float16',
    Uint16Array.from(data, (x) => ((x < 0 ? 0x8000 : 0) | (13 << 10)) + Math.floor(Math.abs(x) * 2047)),
    [B, S, k],
  );
}

describe('MatMulNBits', () => {
  const kinds: Kind[] = [];
  for (const bits of [4, 8] as const)
    for (const zeros of [undefined, 'packed'] as const)
      for (const bias of [false, true])
        for (const half of [false, true]) kinds.push({ bits, block: 32, k: 96, bias, half, ...(zeros ? { zeros } : {}) });
  kinds.push(
    { bits: 4, block: 16, k: 80, zeros: 'packed' },
    { bits: 4, block: 128, k: 256 },
    { bits: 4, block: 32, k: 100, zeros: 'packed' },
    { bits: 8, block: 64, k: 100, zeros: 'packed' },
  );
  kinds.push({ bits: 4, block: 32, k: 96, zeros: 'packed', flat: true }, { bits: 4, block: 32, k: 96, zeros: 'float' });

  test.each(kinds.map((kind) => [JSON.stringify(kind), kind] as const))('%s equals ONNX Runtime', async (_, kind) => {
    const graph = matmul(kind);
    const wide = widen(graph, new Map());
    expect(widening(readModel(graph).graph)?.made ?? 0).toBe(4 * N * kind.k);
    expect([...wide.files.keys()]).toEqual(['eia_wide_0']);
    const x = activations(kind.k, kind.half);
    const run = async (s: ort.InferenceSession) => floats(await s.run({ x }), 'y');
    const got = await run(await session(wide.bytes, wide.files));
    const wanted = await run(await session(graph, new Map()));
    expect(wanted.some((v) => v !== 0)).toBe(true);
    expect(relativeError(got, wanted)).toBeLessThan(kind.half ? 2e-3 : 1e-6);
  });

  test('refuses what it cannot widen', () => {
    const code = (graph: Uint8Array) => {
      try {
        widen(graph, new Map());
      } catch (error) {
        return error instanceof GraphError ? error.code : error;
      }
      return 'none';
    };
    const one = (attributes: Record<string, number>, inputs = ['x', 'w', 's']) =>
      modelBytes({
        nodes: [node('MatMulNBits', inputs, 'y', attributes, 'com.microsoft')],
        initializers: [uint8('w', [2, 1, 16], () => 1), float32('s', [2, 1], () => 1), float32('order', [32], () => 1)],
        inputs: [makeValueInfo('x', FLOAT32, ['b', 32])],
        outputs: [makeValueInfo('y', FLOAT32, ['b', 2])],
      });
    const good = { K: 32, N: 2, bits: 4, block_size: 32 };
    expect(code(one(good))).toBe('none');
    expect(code(one({ ...good, bits: 2 }))).toBe('graph-not-understood');
    expect(code(one(good, ['x', 'w', 's', '', 'order']))).toBe('graph-not-understood');
    expect(code(one(good, ['x', 'x', 's']))).toBe('graph-not-understood');
    for (const wrong of [
      { N: 3 },
      { K: 64 },
      { block_size: 64 },
      { block_size: 0 },
      { N: 2 ** 40 },
      { K: -32 },
      { N: 2 ** 30, K: 2 ** 30 },
    ])
      expect(code(one({ ...good, ...wrong }))).toBe('graph-bad-size');
  });

  test('half precision reads as IEEE 754', () => {
    expect([0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x7c00, 0xfc00].map(halfToFloat)).toEqual([
      0,
      -0,
      1,
      -2,
      65504,
      2 ** -24,
      1023 * 2 ** -24,
      2 ** -14,
      Infinity,
      -Infinity,
    ]);
    expect(halfToFloat(0x7e00)).toBeNaN();
  });
});

describe.each([
  ['tiny-llama-builder', 'model_q4.onnx', 1e-6],
  ['tiny-llama-builder', 'model_q4f16.onnx', 4e-3],
  ['tiny-llama-optimum', 'model_q4.onnx', 1e-6],
  ['tiny-gemma3-builder', 'model_q4f16.onnx', 4e-3],
] as const)('%s %s', async (folder, file, rounding) => {
  const fx = fixture(folder);
  const files = fx.files(file);
  const lab = await Lab.open(fx.onnx(file), file, files);
  const ids = fx.golden.input_ids;

  test('widened and instrumented, runs as the quantised graph does', async () => {
    const wide = widen(lab.graph, files, { chunkBytes: 100_000 });
    expect(wide.files.size).toBeGreaterThan(2);
    expect([...wide.files.values()].reduce((sum, f) => sum + f.length, 0)).toBeGreaterThanOrEqual(
      widening(readModel(lab.graph).graph)?.made ?? 0,
    );
    expect(readModel(wide.bytes).graph.nodes.some((n) => n.op === 'MatMulNBits')).toBe(false);
    const run = await session(
      wide.bytes,
      new Map([...files, ...wide.files]),
      wide.external.map((e) => e.location),
    );
    const widened = await Lab.of(run, lab.info, wide.bytes);
    const steer = lab.steer(1, fx.golden.steer);
    const [got, wanted] = [await widened.run([ids], { steer }), await lab.run([ids], { steer })];
    expect(relativeError(got.logits, wanted.logits)).toBeLessThan(rounding);
    expect(relativeError(got.resid, wanted.resid)).toBeLessThan(rounding);
  });

  test('says which file is missing or too short', () => {
    const [name = '', data = new Uint8Array()] = [...files].at(-1) ?? [];
    const attempt = (given: Map<string, Uint8Array>) => () => widen(lab.graph, given);
    expect(attempt(new Map())).toThrow(/which was not given/);
    expect(attempt(new Map([...files, [name, data.subarray(0, data.length >> 1)]]))).toThrow(/ends at byte \d+ of/);
  });
});
