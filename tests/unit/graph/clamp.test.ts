/** The second form of the graph (src/graph/clamp.ts): each edit is read back, on every family; without an edit it is the first form. */
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { NO_BOUND } from '../../../src/graph/clamp';
import { instrument } from '../../../src/graph/instrument';
import { relativeError, seeded } from './compare';
import { carry, fixture, Lab, ort, session } from './fixture';

const FOLDERS = readdirSync(new URL('../../fixtures', import.meta.url)).filter((name) => /^tiny-(?!18-)/.test(name));
/** Of the exports of each family: in float32, and where there is one in 16 bits with 4-bit weights. */
const KINDS = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(`../../fixtures/${folder}/onnx`, import.meta.url))
    .filter((file) => file === 'model.onnx' || file === 'model_q4f16.onnx')
    .map((file) => [folder, file] as const),
);

test('every family has one', () => expect(KINDS.length).toBeGreaterThan(25));

describe.each(KINDS)('%s %s', async (folder, file) => {
  const fx = fixture(folder);
  const files = fx.files(file);
  const onnx = fx.onnx(file);
  const first = await Lab.open(onnx, file, files);
  const { bytes, info } = instrument(onnx, { file, clamps: true });
  const external = info.external.map(({ location }) => location);
  const second = await Lab.of(await session(bytes, files, external), info, bytes);
  afterAll(() => Promise.all([first.close(), second.close()]));
  const rounding = info.stream === 'float16' ? 4e-3 : 2e-5;
  const { layers, width } = info;
  const ids = fx.golden.input_ids;
  const S = ids.length;
  const block = Math.min(layers - 1, 1);

  /** Two directions, unit and orthogonal to each other: [2, width]. */
  const random = seeded(11);
  const D = new Float32Array(2 * width);
  for (let i = 0; i < width; i++) D[i % 2 === 0 ? i : width + i] = random() - 0.5;
  for (const k of [0, 1]) {
    const unit = D.subarray(k * width, (k + 1) * width);
    const norm = Math.sqrt(unit.reduce((sum, x) => sum + x * x, 0));
    unit.forEach((x, i) => (unit[i] = x / norm));
  }

  /** Bounds [row][direction] at one block; the others edit nothing. */
  function edits(bounds: readonly (readonly (readonly [number, number])[])[], at = block): Record<string, ort.Tensor> {
    const [B, K] = [bounds.length, bounds[0]!.length];
    const directions = new Float32Array(layers * B * K * width);
    const low = new Float32Array(layers * B * K).fill(-NO_BOUND);
    const high = new Float32Array(layers * B * K).fill(NO_BOUND);
    bounds.forEach((row, b) =>
      row.forEach((bound, k) => {
        const place = (at * B + b) * K + k;
        directions.set(D.subarray(k * width, (k + 1) * width), place * width);
        [low[place], high[place]] = bound;
      }),
    );
    return {
      edit_directions: new ort.Tensor('float32', directions, [layers, B, K, width]),
      edit_low: new ort.Tensor('float32', low, [layers, B, K]),
      edit_high: new ort.Tensor('float32', high, [layers, B, K]),
    };
  }
  const free = [-NO_BOUND, NO_BOUND] as const;
  /** [row][position] score along direction `k` of what the block has put out. */
  function read(resid: Float32Array, rows: number, k = 0, at = block): number[][] {
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: S }, (_, s) => {
        const from = ((at * rows + row) * S + s) * width;
        return resid.subarray(from, from + width).reduce((sum, x, i) => sum + x * D[k * width + i]!, 0);
      }),
    );
  }
  const below = (resid: Float32Array): Float32Array => resid.subarray(0, block * S * width);
  const plain = await first.run([ids]);
  const [scores] = read(plain.resid, 1) as [number[]];
  const size = Math.max(...scores.map(Math.abs), 1);
  const near = (got: readonly number[], wanted: (s: number) => number): void =>
    got.forEach((score, s) => expect(Math.abs(score - wanted(s)), `position ${s}`).toBeLessThan(rounding * size * 4));

  test('without an edit it is the first form, bit for bit', async () => {
    const none = await second.run([ids], { more: edits([[free]]) });
    expect(none.resid).toEqual(plain.resid);
    expect(none.logits).toEqual(plain.logits);
  });

  test('set, ablate, cap and floor are read back at every position, nothing below moves', async () => {
    const median = scores.toSorted((a, b) => a - b)[Math.floor(S / 2)]!;
    for (const [[low, high], wanted] of [
      [[1.5, 1.5], () => 1.5],
      [[0, 0], () => 0],
      [[-NO_BOUND, median], (s: number) => Math.min(scores[s]!, median)],
      [[median, NO_BOUND], (s: number) => Math.max(scores[s]!, median)],
    ] as [[number, number], (s: number) => number][]) {
      const { resid } = await second.run([ids], { more: edits([[[low, high]]]) });
      near(read(resid, 1)[0]!, wanted);
      expect(below(resid)).toEqual(below(plain.resid));
    }
  });

  test('every position’s projection comes out as it was before the edit; a push is added after it', async () => {
    const push = second.steer(block, D.subarray(0, width), [2]);
    const { resid, cache } = await second.run([ids], { steer: push, more: edits([[[0, 0], free]]) });
    near(read(resid, 1)[0]!, () => 2);
    const projection = cache['hook_projection']!;
    expect(projection.dims).toEqual([layers, 1, S, 2]);
    const at = (s: number, k: number): number => (projection.data as Float32Array)[(block * S + s) * 2 + k]!;
    near(
      ids.map((_, s) => at(s, 0)),
      (s) => scores[s]!,
    );
    const [other] = read(plain.resid, 1, 1) as [number[]];
    near(
      ids.map((_, s) => at(s, 1)),
      (s) => other[s]!,
    );
  });

  test('two directions at once, rows of a batch by themselves, a decode step like a prefill', async () => {
    const both = await second.run([ids, ids], {
      more: edits([
        [
          [1, 1],
          [-2, -2],
        ],
        [free, free],
      ]),
    });
    near(read(both.resid, 2)[0]!, () => 1);
    near(read(both.resid, 2, 1)[0]!, () => -2);
    near(read(both.resid, 2)[1]!, (s) => scores[s]!);
    const more = edits([[[1, 1]]]);
    const whole = await second.run([ids], { more });
    const start = await second.run([ids.slice(0, -1)], { more });
    const step = await second.run([ids.slice(-1)], { more, past: carry(info, start.cache) });
    expect(relativeError(step.logits, whole.logits)).toBeLessThan((info.bits ?? 32) < 16 || info.stream === 'float16' ? 5e-2 : 1e-4);
  });
});
