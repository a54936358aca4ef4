/**
 * A graph cut beneath a block (src/graph/beneath.ts): what it computes is what it computed before the cut, and what it makes of given
 * streams is that again, to the bit: on every export at hand that can be cut, from the first token and from a cache.
 */
import { describe, expect, test, vi } from 'vitest';
import { lowerAttention } from '../../../src/graph/attention';
import { cutBeneath, POOLED, streamIn, streamOut } from '../../../src/graph/beneath';
import { instrument } from '../../../src/graph/instrument';
import { lower } from '../../../src/graph/lower';
import { grows } from '../../../src/graph/slice-cache';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { seeded } from './compare';
import { EXPORTS, filesOf, whole } from './exports';
import { carry, floats, Lab, ort, session } from './fixture';

vi.mock('../../../workers/device/runtime', () => ({ ort }));
const { integerFeeds } = await import('../../../workers/pass/integer-feeds');

/** Their mask takes the length of the cache from the first block's keys. */
const OWN_MASK = ['tiny-18-opt-optimum', 'tiny-18-optproj-optimum'];

function made(folder: string, file: string) {
  const { bytes: instrumented, info } = instrument(whole(folder, file), { file });
  const fused = lower(instrumented, 'wasm') ?? instrumented;
  const files = filesOf(folder, file, info);
  const graph = lowerAttention(fused, info, 16) ?? fused;
  return { graph, cut: cutBeneath(graph, info, Math.max(1, Math.floor(info.layers / 3))), info, files };
}

/** Two runs, the second from the cache of the first: long enough for attention in plain operators, and for the fused node. */
const RUNS = [
  [0, 20],
  [20, 24],
] as const;
const random = seeded(5);
const TEXT = Array.from({ length: 24 }, () => 3 + Math.floor(random() * 120));

describe.each(EXPORTS)('$folder $file', ({ folder, file }) => {
  const { graph, cut, info, files } = made(folder, file);
  test('is cut, but for 16 bits, states, and a mask made from the first block', () => {
    const cannot = info.stream === 'float16' || info.kvType === 'float16' || !info.cache.every(grows) || OWN_MASK.includes(folder);
    expect(cut === null).toBe(cannot);
    // Of the first block that a push may reach, keys and values are made before the push.
    if (cut) expect(cut.beneath.cache).toHaveLength((info.cache.length / info.layers) * (cut.beneath.blocks + 1));
  });
  if (!cut) return;
  const { blocks, streams, cache } = cut.beneath;
  const { layers, width } = info;

  test('computes the same, and makes the same of what it is fed under another push', async () => {
    const [whole, lab] = [
      await Lab.of(await session(graph, files), info, graph),
      await Lab.of(await session(cut.bytes, files), info, cut.bytes),
    ];
    const vector = Float32Array.from({ length: width }, (_, i) => Math.cos(i));
    const push = (block: number, by: number) => whole.steer(block, vector, [by]);
    const isFed = ({ name }: { name: string }) => name.startsWith('/eia/beneath/');
    const none = {
      ...Object.fromEntries(Array.from({ length: streams }, (_, i) => [streamIn(i), floats32([], [1, 0, width])])),
      [POOLED]: floats32([], [blocks, 1, 0, width]),
    };
    expect(lab.run_.inputNames.filter((name) => isFed({ name })).sort()).toEqual(Object.keys(none).sort());
    /** By way: no push, and one above the cut. */
    let past: Record<string, ort.Tensor>[] = [];
    for (const [from, to] of RUNS) {
      // The mask that the builder writes beside MultiHeadAttention takes several tokens without a cache alone.
      if (folder === 'tiny-mha-builder' && from > 0) continue;
      const ids = TEXT.slice(from, to);
      const keep = indices<TokenIndex>(ids.length);
      const feeds = integerFeeds(info, [ids], from, keep);
      const run = (of: Lab, steer: Float32Array, more: Record<string, ort.Tensor>, way: number) =>
        of.run([ids], { keep, steer, more: { ...feeds, ...more }, ...(past[way] && { past: past[way] }) });
      const [left, pushed] = [push(0, 0), push(blocks, 3)];
      const [wanted, other] = [await run(whole, left, {}, 0), await run(whole, pushed, {}, 1)];
      const computed = await run(lab, left, none, 2);
      expect(computed.logits).toEqual(wanted.logits);
      expect(computed.resid).toEqual(wanted.resid);
      const given = {
        ...Object.fromEntries(Array.from({ length: streams }, (_, i) => [streamIn(i), computed.cache[streamOut(i)]!] as const)),
        [POOLED]: floats32(computed.resid.slice(0, blocks * ids.length * width), [blocks, 1, ids.length, width]),
      };
      const fed = await run(lab, pushed, given, 3);
      expect(fed.logits).not.toEqual(wanted.logits);
      expect(fed.logits).toEqual(other.logits);
      expect(fed.resid).toEqual(other.resid);
      for (const { present } of info.cache)
        if (cache.includes(present)) {
          expect(fed.cache[present]!.size).toBe(0);
          expect(floats(computed.cache, present)).toEqual(floats(other.cache, present));
        } else expect(floats(fed.cache, present), present).toEqual(floats(other.cache, present));
      const whole4 = { ...fed.cache, ...Object.fromEntries(cache.map((name) => [name, computed.cache[name]!])) };
      past = [wanted.cache, other.cache, computed.cache, whole4].map((out) => carry(info, out));
    }
    expect(layers).toBeGreaterThan(blocks);
    await Promise.all([whole.close(), lab.close()]);
  });
});

const floats32 = (data: ArrayLike<number>, dims: number[]) => new ort.Tensor('float32', Float32Array.from(data), dims);
