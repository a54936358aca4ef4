/** Graphs read by ranges, weights left where they lie: the same instrumented bytes as from the whole file, at a fraction of the reading. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GraphError } from '../../../src/graph/error';
import { instrument } from '../../../src/graph/instrument';
import { skeleton, type RangedBytes } from '../../../src/graph/skeleton';
import { write } from '../../../src/graph/wire';
import { seeded } from './compare';
import { bytes } from './fixture';
import { tinyDecoder } from './synthetic';

const over = (whole: Uint8Array): RangedBytes => ({ size: whole.length, read: (from, to) => Promise.resolve(whole.slice(from, to)) });

const root = new URL('../../fixtures/', import.meta.url);
/** Normed after every sum (rescaled.test.ts). */
const REFUSED = 'tiny-18-opt350-optimum';
const graphs = readdirSync(root)
  .filter((name) => name.startsWith('tiny-') && name !== REFUSED)
  .flatMap((repo) =>
    readdirSync(new URL(`${repo}/onnx/`, root))
      .filter((name) => /^model.*\.onnx$/.test(name))
      .map((file) => [repo, file] as const),
  );

// Graphs that are no model by themselves (embed_tokens, decoder_model_merged) are joined first: join.test.ts.
test.each(graphs)('%s %s: instrumented from its skeleton as from the whole', async (repo, file) => {
  const whole = bytes(new URL(`${repo}/onnx/${file}`, root).pathname);
  const light = await skeleton(over(whole), file);
  expect(light.length).toBeLessThanOrEqual(whole.length);
  const [a, b] = [instrument(light, { file }), instrument(whole, { file })];
  expect(Buffer.compare(a.bytes, b.bytes)).toBe(0);
  expect(a.info).toEqual(b.info);
});

test('of a file with a gigabyte of weights inside only the graph is read', async () => {
  const GIGA = 2 ** 30;
  const start = write(
    (w) => (
      w.uint32((1 << 3) | 0).int64(GIGA / 4),
      w.uint32((2 << 3) | 0).int64(1),
      w.uint32((8 << 3) | 2).string('huge'),
      w.uint32((9 << 3) | 2).uint32(GIGA)
    ),
  );
  const tensor = write((w) => w.uint32((5 << 3) | 2).uint32(start.length + GIGA));
  const extra = write((w) => w.uint32((7 << 3) | 2).uint32(tensor.length + start.length + GIGA));
  const prefix = Uint8Array.from(Buffer.concat([Uint8Array.of(8, 8), extra, tensor, start]));
  let total = 0;
  let largest = 0;
  const source: RangedBytes = {
    size: prefix.length + GIGA,
    read(from, to) {
      total += to - from;
      largest = Math.max(largest, to - from);
      const out = new Uint8Array(to - from);
      if (from < prefix.length) out.set(prefix.subarray(from, to));
      return Promise.resolve(out);
    },
  };
  const light = await skeleton(source, 'model.onnx');
  expect(light.length).toBeLessThan(300);
  expect(Buffer.from(light).includes('model.onnx')).toBe(true);
  expect(total).toBeLessThan(2 ** 20);
  expect(largest).toBeLessThan(2 ** 17);
});

test('a damaged file is refused as the whole one is, or gives the same graph', async () => {
  const random = seeded(7);
  const upTo = (n: number) => Math.floor(random() * n);
  const originals = [tinyDecoder(), bytes(new URL('tiny-llama-optimum/onnx/model_q4.onnx', root).pathname)];
  const outcome = async (work: () => Promise<Uint8Array>) =>
    work().catch((error: unknown) => {
      if (!(error instanceof GraphError)) throw error;
      return error.code;
    });
  let same = 0;
  for (let i = 0; i < 1500; i++) {
    const damaged = originals[i % 15 === 0 ? 1 : 0]!.slice();
    for (let n = 1 + upTo(3); n > 0; n--) damaged[upTo(damaged.length)]! ^= 1 << upTo(8);
    const input = random() < 0.3 ? damaged.subarray(0, upTo(damaged.length)) : damaged;
    const direct = await outcome(() => Promise.resolve().then(() => instrument(input, { file: 'model.onnx' }).bytes));
    const light = await outcome(() => skeleton(over(input), 'model.onnx').then((bytes) => instrument(bytes, { file: 'model.onnx' }).bytes));
    expect(typeof light).toBe(typeof direct);
    if (typeof direct !== 'string') {
      expect(Buffer.compare(light as Uint8Array, direct)).toBe(0);
      same++;
    }
  }
  expect(same).toBeGreaterThan(100);
});
