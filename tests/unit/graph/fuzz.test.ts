/**
 * Twenty thousand damaged files, seeded: each is refused by a GraphError or gives a graph that reads back, in bounded time and with
 * bounded allocation. What is allocated is counted at the source: ArrayBuffers, typed arrays and the writer's own buffers.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GraphError } from '../../../src/graph/error';
import { inspect } from '../../../src/graph/inspect';
import { instrument } from '../../../src/graph/instrument';
import { readModel } from '../../../src/graph/onnx';
import { widening } from '../../../src/graph/widening';
import { widen } from '../../../src/graph/widen';
import { put, write } from '../../../src/graph/wire';
import { splitFiles } from '../../../src/graph/split';
import { sliceCache } from '../../../src/graph/slice-cache';
import { seeded } from './compare';
import { fixture } from './fixture';
import { tinyDecoder } from './synthetic';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const onnx = fixture('tiny-llama-builder').onnx('model_q4.onnx');
const files = fixture('tiny-llama-builder').files('model_q4.onnx');
const weights = [...files.values()].reduce((sum, f) => sum + f.length, 0);
const small = tinyDecoder();
const others = ['tiny-granite-builder', 'tiny-mha-builder', 'tiny-phi2-builder'].map((name) => fixture(name).onnx('model.onnx'));

/** Bytes asked for through `new ArrayBuffer` and the typed arrays since the last reset. Views of an existing buffer are free. */
let allocated = 0;
let largest = 0;
const ORIGINALS = new Map<string, unknown>();
const CLASSES = ['ArrayBuffer', 'Uint8Array', 'Float32Array', 'Uint16Array', 'Int32Array', 'BigInt64Array'] as const;

beforeAll(() => {
  for (const name of CLASSES) {
    const Original = globalThis[name] as unknown as new (...args: unknown[]) => { byteLength: number };
    ORIGINALS.set(name, Original);
    const counted: typeof Original = new Proxy(Original, {
      construct(target, args: unknown[], newTarget): object {
        if (!(args[0] instanceof ArrayBuffer)) {
          const size =
            typeof args[0] === 'number'
              ? args[0] * ((target as unknown as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1)
              : Number((args[0] as { length?: number } | undefined)?.length ?? 0);
          allocated += size;
          largest = Math.max(largest, size);
        }
        return Reflect.construct(target, args, newTarget === counted ? target : newTarget) as object;
      },
    });
    (globalThis as Record<string, unknown>)[name] = counted;
  }
});
afterAll(() => {
  for (const [name, original] of ORIGINALS) (globalThis as Record<string, unknown>)[name] = original;
});

const seen = new Map<string, number>();
let inputs = 0;
let most = 0;
let slowest = 0;

/** One input through everything there is. Counts what came of it; anything but a GraphError or a graph that reads back fails the test. */
function feed(bytes: Uint8Array): void {
  inputs++;
  allocated = largest = 0;
  const start = performance.now();
  let result = 'ok';
  try {
    readModel(bytes);
    const { bytes: edited, info } = instrument(bytes, { file: 'model.onnx' });
    const again = readModel(edited);
    expect(info.sites).toHaveLength(info.layers);
    expect(again.graph.outputs.at(-1)?.name).toBe('hook_resid_post');
    expect(info.external.every(({ location }) => !/[/\\]|\.\./.test(location))).toBe(true);
    const { needs } = inspect(bytes, 'model.onnx');
    expect(needs.gpuBytes).toBeGreaterThanOrEqual(0);
    readModel(sliceCache(edited, info) ?? edited);
    expect(splitFiles(edited)?.pieces.every(({ bytes: length }) => length > 0)).not.toBe(false);
    if (info.bits !== null) {
      const wide = widen(edited, files);
      readModel(wide.bytes);
      expect([...wide.files.values()].reduce((sum, f) => sum + f.length, 0)).toBeGreaterThanOrEqual(
        widening(readModel(edited).graph)?.made ?? 0,
      );
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    expect(error.message.length).toBeLessThan(2000);
    result = error.code;
  }
  slowest = Math.max(slowest, performance.now() - start);
  // Writing copies the graph twice over, twice (instrument, inspect), and once more to widen, which makes eight times the weights of the
  // files.
  expect(allocated).toBeLessThan(64 * bytes.length + 20 * weights + 1e6);
  expect(largest).toBeLessThan(4 * bytes.length + 8 * weights + 1e5);
  most = Math.max(most, allocated);
  seen.set(result, (seen.get(result) ?? 0) + 1);
}

const random = seeded(2026);
const upTo = (n: number): number => Math.floor(random() * n);
const copyOf = (bytes: Uint8Array): Uint8Array => bytes.slice();
/** Most damage goes to the small decoder, which is read in a blink; some to real exports. */
const victim = (): Uint8Array => (random() < 0.94 ? small : random() < 0.5 ? onnx : (others[upTo(others.length)] as Uint8Array));

afterEach(() => {
  expect(slowest).toBeLessThan(5000);
});

test('cut off', { timeout: 60_000 }, () => {
  for (let i = 0; i < 3000; i++) {
    const whole = victim();
    feed(whole.subarray(0, upTo(whole.length)));
  }
});

test('bits flipped, one to eight', { timeout: 60_000 }, () => {
  for (let i = 0; i < 6000; i++) {
    const bytes = copyOf(victim());
    for (let n = 1 + upTo(8); n > 0; n--) {
      const at = upTo(bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << upTo(8));
    }
    feed(bytes);
  }
});

test('oversized lengths and numbers', { timeout: 60_000 }, () => {
  const huge = [
    [0xff, 0xff, 0xff, 0xff, 0x0f],
    [0xff, 0xff, 0xff, 0xff, 0x07],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
    [0x80, 0x80, 0x80, 0x80, 0x04],
  ];
  for (let i = 0; i < 3000; i++) {
    const bytes = copyOf(victim());
    bytes.set((huge[upTo(huge.length)] as number[]).slice(0, bytes.length), Math.min(upTo(bytes.length), bytes.length - 11));
    feed(bytes);
  }
});

test('spliced: a piece of one file inside another, pieces lost and doubled', { timeout: 60_000 }, () => {
  for (let i = 0; i < 4000; i++) {
    const into = victim();
    const from = victim();
    const at = upTo(into.length);
    const start = upTo(from.length);
    const piece = from.subarray(start, start + upTo(2000));
    feed(
      Uint8Array.from(
        Buffer.concat([into.subarray(0, at), piece, into.subarray(random() < 0.5 ? at : Math.min(into.length, at + upTo(2000)))]),
      ),
    );
  }
});

test('nested deep: messages inside messages, at every field a reader goes into', { timeout: 60_000 }, () => {
  const fields = [1, 2, 5, 6, 7, 8, 11, 12, 13, 14, 20];
  for (let i = 0; i < 1500; i++) {
    const depth = 1 + upTo(random() < 0.02 ? 2000 : 60);
    let inner = Uint8Array.from({ length: upTo(20) }, () => upTo(256));
    for (let d = 0; d < depth; d++) {
      const no = d >= depth - 2 && random() < 0.5 ? 7 : (fields[upTo(fields.length)] as number);
      const head = [(no << 3) | 2];
      if (no > 15) head[0] = (head[0] as number) | 0x80;
      if (no > 15) head.push(no >> 4);
      for (let n = inner.length; ; n >>>= 7) {
        head.push(n > 127 ? (n & 127) | 128 : n);
        if (n <= 127) break;
      }
      inner = Uint8Array.from(Buffer.concat([Uint8Array.from(head), inner]));
    }
    feed(Uint8Array.from(Buffer.concat([Uint8Array.of(8, 8), inner])));
  }
});

test('random bytes, as they are and behind a plausible start', { timeout: 60_000 }, () => {
  for (let i = 0; i < 4000; i++) {
    const noise = Uint8Array.from({ length: upTo(600) }, () => upTo(256));
    const prefix = small.subarray(0, random() < 0.5 ? 0 : upTo(400));
    feed(Uint8Array.from(Buffer.concat([prefix, noise])));
  }
});

/** Length-delimited field `no` around `inner`. */
const around = (no: number, inner: Uint8Array): Uint8Array => write((w) => put(w, no, inner));
const many = (n: number, one: Uint8Array): Uint8Array => Uint8Array.from(Buffer.concat(Array.from({ length: n }, () => one)));

test.each([
  ['in one message', new Uint8Array(6e6).fill(8)], // three million times field 1, the number 8
  [
    'spread over twenty nodes, each below any limit of one message',
    Uint8Array.from(Buffer.concat([Uint8Array.of(8, 8), around(7, many(20, around(1, new Uint8Array(2e6).fill(0x18))))])),
  ],
  [
    'as shapes of thirty tensors',
    Uint8Array.from(Buffer.concat([Uint8Array.of(8, 8), around(7, many(30, around(5, around(1, new Uint8Array(1e6).fill(1)))))])),
  ],
])('millions of small things are refused before they become millions of objects: %s', (_, bomb) => {
  collect();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  try {
    readModel(bomb);
  } catch (error) {
    most = process.memoryUsage().heapUsed - before; // Before anything can be collected.
    expect(error).toMatchObject({ code: 'graph-bad-size' });
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(600e6);
  feed(bomb);
});

test('all in all', () => {
  expect(inputs).toBeGreaterThanOrEqual(20_000);
  // Every way out was taken, and often enough to mean something.
  for (const [code, least] of [
    ['ok', 200],
    ['graph-truncated', 2000],
    ['graph-foreign', 500],
    ['graph-not-understood', 200],
    ['graph-bad-size', 100],
    ['graph-unsafe-location', 1],
  ] as const)
    expect(seen.get(code) ?? 0, code).toBeGreaterThanOrEqual(least);
  expect(most).toBeGreaterThan(small.length); // the counting counts
});
