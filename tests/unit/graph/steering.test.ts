/** What steering and reading promise, on every kind of graph: read = write, no leak downwards, independent rows, cache, pooling. */
import { describe, expect, test } from 'vitest';
import { relativeError, seeded } from './compare';
import { carry, fixture, Lab } from './fixture';

const KINDS = [
  ['tiny-llama-builder', 'model.onnx', 2e-6],
  ['tiny-llama-builder', 'model_q4.onnx', 2e-6],
  ['tiny-llama-builder', 'model_q4f16.onnx', 2e-3],
  ['tiny-llama-optimum', 'model.onnx', 2e-6],
  ['tiny-llama-optimum', 'model_q4.onnx', 2e-6],
  ['tiny-gemma3-builder', 'model_q4f16.onnx', 2e-6],
] as const;

describe.each(KINDS)('%s %s', async (folder, file, rounding) => {
  const fx = fixture(folder);
  const lab = await Lab.open(fx.onnx(file), file, fx.files(file));
  const { layers, width } = lab.info;
  const ids = fx.golden.input_ids;
  const S = ids.length;
  const random = seeded(7);
  const direction = Float32Array.from({ length: width }, () => random() - 0.5);
  const blockOf = (resid: Float32Array, block: number) => resid.subarray(block * S * width, (block + 1) * S * width);

  test.each([0, 1, 2, 3])('steering block %i moves its reading by what was added, and nothing below', async (block) => {
    const before = (await lab.run([ids])).resid;
    const after = (await lab.run([ids], { steer: lab.steer(block, direction, [2]) })).resid;
    for (let l = 0; l < block; l++) expect(blockOf(after, l)).toEqual(blockOf(before, l));
    const moved = blockOf(after, block).map((x, i) => x - (blockOf(before, block)[i] as number));
    const wanted = moved.map((_, i) => 2 * (direction[i % width] as number));
    expect(relativeError(moved, wanted)).toBeLessThan(rounding * 10);
    if (block < layers - 1) expect(blockOf(after, block + 1)).not.toEqual(blockOf(before, block + 1));
  });

  test('rows of a batch do not disturb each other', async () => {
    const both = await lab.run([ids, ids], { steer: lab.steer(1, direction, [3, -3]) });
    for (const [row, strength] of [
      [0, 3],
      [1, -3],
    ] as const) {
      const single = await lab.run([ids], { steer: lab.steer(1, direction, [strength]) });
      expect(relativeError(both.logits.slice(row * 512, (row + 1) * 512), single.logits)).toBeLessThan(rounding);
      for (let l = 0; l < layers; l++) {
        const at = (l * 2 + row) * S * width;
        expect(relativeError(both.resid.slice(at, at + S * width), blockOf(single.resid, l))).toBeLessThan(rounding);
      }
    }
  });

  test('a decode step on the cache equals a longer prefill', async () => {
    const steer = lab.steer(2, direction, [1]);
    const whole = await lab.run([ids], { steer });
    const first = await lab.run([ids.slice(0, -1)], { steer });
    const step = await lab.run([ids.slice(-1)], { steer, past: carry(lab.info, first.cache) });
    // One row and twenty rows take other paths through ORT's matrix product: equal to rounding, not to the bit.
    expect(relativeError(step.logits, whole.logits)).toBeLessThan(rounding * 5);
    const last = Float32Array.from(
      { length: layers * width },
      (_, i) => whole.resid[(Math.floor(i / width) * S + S - 1) * width + (i % width)] as number,
    );
    expect(relativeError(step.resid, last)).toBeLessThan(rounding * 5);
  });

  test('pools several weighted sums at once', async () => {
    const each = (await lab.run([ids])).resid;
    const weights = new Float32Array(2 * S).fill(1 / S, 0, S);
    weights[2 * S - 1] = 1;
    const { resid, residDims } = await lab.run([ids], { pool: { weights, pools: 2 } });
    expect(residDims).toEqual([layers, 1, 2, width]);
    for (let l = 0; l < layers; l++) {
      const positions = blockOf(each, l);
      const mean = Float32Array.from(
        { length: width },
        (_, i) => ids.reduce((sum, _id, s) => sum + (positions[s * width + i] as number), 0) / S,
      );
      expect(relativeError(resid.slice(2 * l * width, (2 * l + 1) * width), mean)).toBeLessThan(2e-6);
      expect(resid.slice((2 * l + 1) * width, (2 * l + 2) * width)).toEqual(positions.slice(-width));
    }
  });

  test('keeps the logits of any positions asked for', async () => {
    const all = (await lab.run([ids], { keep: ids.map((_, i) => i) })).logits;
    const some = (await lab.run([ids], { keep: [3, 11] })).logits;
    expect(relativeError(some.slice(0, 512), all.slice(3 * 512, 4 * 512))).toBeLessThan(rounding);
    expect(relativeError(some.slice(512), all.slice(11 * 512, 12 * 512))).toBeLessThan(rounding);
  });
});
