/** Files cut off, damaged or made to do harm: a GraphError or a graph, never another exception, a hang or a great allocation. */
import { describe, expect, test } from 'vitest';
import { makeValueInfo } from '../../../src/graph/build';
import { GraphError } from '../../../src/graph/error';
import { instrument } from '../../../src/graph/instrument';
import { readModel } from '../../../src/graph/onnx';
import { externalTensor, FLOAT32 } from '../../../src/graph/tensor';
import { widen } from '../../../src/graph/widen';
import { put, putInteger, write } from '../../../src/graph/wire';
import { seeded } from './compare';
import { fixture } from './fixture';
import { float32, modelBytes, node, rawTensor, tinyDecoder } from './synthetic';

const builder = fixture('tiny-llama-builder');
const onnx = builder.onnx('model_q4.onnx');
const data = builder.files('model_q4.onnx');
const optimum = fixture('tiny-llama-optimum').onnx('model.onnx');

/** 'ok', or the code of the refusal. Anything but a GraphError fails the test. */
function outcome(bytes: Uint8Array): string {
  try {
    const { bytes: edited, info } = instrument(bytes, { file: 'model.onnx' });
    readModel(edited);
    expect(info.sites).toHaveLength(info.layers);
    if (info.bits !== null && (info.weights.widened?.made ?? 0) < 2 ** 24) widen(edited, data);
  } catch (error) {
    if (error instanceof GraphError) return error.code;
    throw error;
  }
  return 'ok';
}

test('cut off at any length', () => {
  const random = seeded(1);
  for (const whole of [onnx, optimum]) {
    const lengths = [0, 1, 3, whole.length - 1, ...Array.from({ length: 150 }, () => Math.floor(random() * whole.length))];
    for (const length of lengths) expect(outcome(whole.subarray(0, length))).toBe('graph-truncated');
    // Between two fields of the short header a file is whole, and without a graph.
    for (let length = 1; length < 60; length++) expect(outcome(whole.subarray(0, length))).toMatch(/graph-truncated|graph-foreign/);
  }
});

test('random bytes', () => {
  const random = seeded(2);
  for (let i = 0; i < 2000; i++) {
    const noise = Uint8Array.from({ length: Math.floor(random() * 400) }, () => Math.floor(random() * 256));
    expect(outcome(noise)).not.toBe('ok');
    if (noise.length) noise[0] = 8;
    expect(outcome(noise)).not.toBe('ok');
  }
});

test('something else altogether', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
  expect(outcome(png)).toBe('graph-foreign');
  expect(outcome(new TextEncoder().encode('<!doctype html><title>404</title>'))).toBe('graph-foreign');
  expect(outcome(new Uint8Array(4096))).toBe('graph-foreign');
  expect(outcome(write((w) => putInteger(w, 1, 8)))).toBe('graph-foreign');
});

test('thousands of flipped bits', { timeout: 60_000 }, () => {
  const random = seeded(3);
  const seen = new Map<string, number>();
  const flip = (whole: Uint8Array, times: number, upTo = whole.length) => {
    const copy = whole.slice();
    for (let i = 0; i < times; i++) {
      const at = Math.floor(random() * upTo);
      const bit = 1 << Math.floor(random() * 8);
      copy[at] = (copy[at] as number) ^ bit;
      const result = outcome(copy);
      seen.set(result, (seen.get(result) ?? 0) + 1);
      copy[at] = (copy[at] as number) ^ bit;
    }
  };
  flip(onnx, 1200);
  flip(tinyDecoder(), 1500);
  flip(optimum, 100);
  expect(seen.size).toBe(6); // every code of error.ts, and ok
  expect(seen.get('ok')).toBeGreaterThan(100); // a flip in a doc string or a name hurts nobody
});

describe('made to do harm', () => {
  const withTensor = (tensor: Uint8Array) =>
    tinyDecoder({ graph: { initializers: [{ ...float32('table', [11, 4], () => 1), bytes: tensor }] } });
  const location = (name: string) => withTensor(externalTensor('table', FLOAT32, [11, 4], name, 0, 176).bytes);

  test.each(['../../etc/passwd', '/etc/passwd', 'weights/x', 'a\\b', '..', 'C:x', 'x\0y', '', './', './../x', '.\\a\\b', './/etc/../x'])(
    'external weights at %j',
    (name) => {
      expect(outcome(location(name))).toBe('graph-unsafe-location');
    },
  );

  test.each(['./weights', '.\\weights', '././weights'])(
    'weights at %j lie beside the file: no harm, and the graph names them plainly',
    (name) => {
      const [tensor] = readModel(location(name)).graph.initializers;
      expect(tensor?.storage).toMatchObject({ kind: 'external', location: 'weights', length: 176 });
      expect(tensor?.bytes).toEqual(externalTensor('table', FLOAT32, [11, 4], 'weights', 0, 176).bytes);
    },
  );

  test.each([
    ['a shape beyond the bytes', rawTensor('table', FLOAT32, [2 ** 20, 2 ** 20], new Uint8Array(16)).bytes],
    ['a shape beyond all numbers', rawTensor('table', FLOAT32, [2 ** 40, 2 ** 40], new Uint8Array(16)).bytes],
    ['a negative dimension', rawTensor('table', FLOAT32, [-1, -4], new Uint8Array(16)).bytes],
    ['a length that is not the shape', externalTensor('table', FLOAT32, [11, 4], 'w', 0, 175).bytes],
    ['an offset that is not a number', externalTensor('table', FLOAT32, [11, 4], 'w', NaN, 176).bytes],
    ['an offset below zero', externalTensor('table', FLOAT32, [11, 4], 'w', -8, 176).bytes],
    ['an offset beyond all numbers', externalTensor('table', FLOAT32, [11, 4], 'w', Number.MAX_SAFE_INTEGER, 176).bytes],
  ])('%s', (_, tensor) => {
    expect(outcome(withTensor(tensor))).toBe('graph-bad-size');
  });

  test('groups nested without end, and subgraphs nested deep', () => {
    expect(outcome(Uint8Array.of(8, 8, ...Array<number>(50_000).fill(0x3b)))).toBe('graph-foreign');
    let deep = new Uint8Array(0) as Uint8Array;
    for (let i = 0; i < 2000; i++) deep = write((w) => put(w, 6, deep)); // AttributeProto.g, again and again
    const bad = tinyDecoder({
      replace: (nodes) => nodes.map((n, i) => (i ? n : { ...n, bytes: write((w) => (w.raw(n.bytes), put(w, 5, deep))) })),
    });
    expect(outcome(bad)).toBe('ok'); // left alone as opaque bytes
  });

  test('varints that do not end, lengths of four gigabytes', () => {
    expect(outcome(Uint8Array.of(8, ...Array<number>(1000).fill(0xff)))).toBe('graph-foreign');
    expect(outcome(Uint8Array.of(8, 8, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f))).toBe('graph-truncated');
  });

  test('a great graph of nothing but additions takes no quadratic time', { timeout: 20_000 }, () => {
    const nodes = tinyDecoder({
      replace: (own) => [...own, ...Array.from({ length: 20_000 }, () => own[2] as NonNullable<(typeof own)[0]>)],
    });
    const start = performance.now();
    outcome(nodes);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('a node of a hundred thousand inputs, a head of fifty thousand steps', { timeout: 20_000 }, () => {
    const wide = node('Concat', Array<string>(100_000).fill('x0'), 'many', { axis: 0 });
    const long = Array.from({ length: 50_000 }, (_, i) => node('Tanh', [i ? `t${i - 1}` : 'capped'], `t${i}`));
    const start = performance.now();
    expect(outcome(tinyDecoder({ replace: (own) => [...own.slice(0, -1), wide, ...long, node('Tanh', ['t49999'], 'logits')] }))).toBe('ok');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('two graphs, or none', () => {
    const graph = write((w) => put(w, 2, 'g'));
    expect(outcome(write((w) => (putInteger(w, 1, 8), put(w, 7, graph), put(w, 7, graph))))).toBe('graph-foreign');
    expect(outcome(modelBytes({ inputs: [makeValueInfo('input_ids', 7, [])] }))).toBe('graph-not-understood');
  });
});
