/**
 * A graph that leaves positions out behind its last attention (src/graph/last-block.ts) gives the numbers of the others, and the keys and
 * values of all: on every export at hand that has an attention node, lowered or not.
 */
import { describe, expect, test, vi } from 'vitest';
import { lowerAttention } from '../../../src/graph/attention';
import { isAttention } from '../../../src/graph/attention-form';
import { cutLast } from '../../../src/graph/last-block';
import { instrument } from '../../../src/graph/instrument';
import { lower } from '../../../src/graph/lower';
import { readModel } from '../../../src/graph/onnx';
import { relativeError, seeded } from './compare';
import { EXPORTS, filesOf, whole } from './exports';
import { floats, Lab, ort, session } from './fixture';

vi.mock('../../../workers/device/runtime', () => ({ ort }));
const { integerFeeds } = await import('../../../workers/pass/integer-feeds');

/** Convolutions behind the last attention, a gate on what it gives, branches side by side. */
const LEFT = ['tiny-18-lfm2-builder', 'tiny-18-lfm2-split', 'tiny-18-qwen35-builder', 'tiny-18-qwen35-split', 'tiny-phi2-builder'];
const TOKENS = 20;
const random = seeded(5);
const ROWS = [0, 1].map(() => Array.from({ length: TOKENS }, () => 3 + Math.floor(random() * 120)));

function made(folder: string, file: string, clamps = false) {
  const { bytes: instrumented, info } = instrument(whole(folder, file), { file, clamps });
  const graph = lower(instrumented, 'wasm') ?? instrumented;
  return { graph, info, cut: cutLast(graph, info), files: filesOf(folder, file, info) };
}

const ATTENDING = EXPORTS.filter(({ folder, file }) => readModel(whole(folder, file)).graph.nodes.some(isAttention));

describe.each(ATTENDING)('$folder $file', ({ folder, file }) => {
  const { graph, info, cut, files } = made(folder, file);

  test('logits and residuals of the positions wanted, keys and values of all', async () => {
    expect(cut === null).toBe(LEFT.includes(folder) || info.rowsCoupled);
    if (!cut) return;
    const [a, b] = [
      await Lab.of(await session(graph, files), info, graph),
      await Lab.of(await session(lowerAttention(cut, info, 0) ?? cut, files), info, cut),
    ];
    const steer = a.steer(
      info.layers - 1,
      Float32Array.from({ length: info.width }, (_, i) => Math.cos(i)),
      [1, -2],
    );
    for (const last of [[7, 11, 12, 19], [3], Array.from({ length: TOKENS }, (_, i) => i)]) {
      const keep = last.slice(-2);
      // One pool over all that is left, one of the first of it.
      const weights = Float32Array.from({ length: ROWS.length * 2 * TOKENS }, (_, i) => {
        const [pool, at] = [Math.floor(i / TOKENS) % 2, i % TOKENS];
        return pool === 0 ? Number(last.includes(at)) / last.length : Number(at === last[0]);
      });
      const more = (positions: number[]) => ({ ...integerFeeds(info, ROWS, 0, positions as never) });
      const wanted = await a.run(ROWS, { keep, steer, pool: { weights, pools: 2 }, more: more(keep) });
      const at = keep.map((position) => last.indexOf(position));
      const got = await b.run(ROWS, {
        ...{ keep: at, steer, pool: { weights, pools: 2 } },
        more: { ...more(at), last_index: new ort.Tensor('int64', BigInt64Array.from(last, BigInt), [last.length]) },
      });
      expect(relativeError(got.logits, wanted.logits)).toBeLessThan(1e-4);
      expect(relativeError(got.resid, wanted.resid)).toBeLessThan(1e-4);
      for (const { present } of info.cache)
        expect(relativeError(floats(got.cache, present), floats(wanted.cache, present)), present).toBeLessThan(1e-4);
    }
    await Promise.all([a.close(), b.close()]);
  });

  test('the form for edits is left whole', () => expect(made(folder, file, true).cut).toBeNull());
});
