/** Directions as tokens, against the published weights multiplied by numpy (tests/fixtures/lens/make.py). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lens, logitsOf, streamOf } from '../../../workers/model/lens';
import { cosine } from '../graph/compare';
import { loadTiny } from './tiny';

interface End {
  id: number;
  logit: number;
}
const golden = JSON.parse(readFileSync(new URL('../../fixtures/lens/golden.json', import.meta.url), 'utf8')) as {
  models: Record<string, { positive: End[]; negative: End[] }[]>;
};
const WIDTH = 64;
const { signal } = new AbortController();
/** Those of the script, of any length. */
const directions = Float32Array.from({ length: 2 * WIDTH }, (_, at) => (at < WIDTH ? Math.sin(at + 1) : 0.5 + Math.cos(3 * (at - WIDTH))));

describe('a direction through the final norm and the head', () => {
  test.each(Object.entries(golden.models))('of %s is that of its weights', async (repo, rows) => {
    const { model } = await loadTiny(repo);
    const found = await lens(model, { directions, width: WIDTH, top: 10 }, signal);
    rows.forEach((wanted, row) => {
      for (const end of ['positive', 'negative'] as const) {
        const got = found.rows[row]![end];
        expect(got.map(({ id }) => id)).toEqual(wanted[end].map(({ id }) => id));
        got.forEach(({ logit }, i) => expect(logit / wanted[end][i]!.logit).toBeCloseTo(1, 4));
      }
    });
    await model.dispose();
  });

  test('in 16 bits it is the same as far as 4-bit weights go, and the token that is read does not matter', async () => {
    const unit = Float32Array.from({ length: WIDTH }, (_, i) => (i % 3 === 0 ? 1 : -0.5) / Math.sqrt(WIDTH / 2));
    const [exact, half] = await Promise.all(
      (['fp32', 'q4f16'] as const).map(async (dtype) => {
        const { model } = await loadTiny('tiny-llama-builder', { dtype });
        const found = await logitsOf(model, unit, await streamOf(model));
        const another = { ...model, encode: () => [7] };
        const other = await logitsOf(another, unit, await streamOf(another));
        expect(cosine(Float32Array.from(found), Float32Array.from(other))).toBeGreaterThan(dtype === 'fp32' ? 1 - 1e-9 : 1 - 1e-4);
        await model.dispose();
        return Float32Array.from(found);
      }),
    );
    expect(cosine(exact!, half!)).toBeGreaterThan(0.97);
  });

  test('tokens are their text, after another word', async () => {
    const { model } = await loadTiny('tiny-llama-builder');
    const { rows } = await lens(model, { directions, width: WIDTH, top: 3 }, signal);
    expect(rows.map(({ positive, negative }) => [positive.length, negative.length])).toEqual([
      [3, 3],
      [3, 3],
    ]);
    for (const { id, token } of rows[0]!.positive) expect(model.decode([id])).toBe(token);
    const all = await lens(model, { directions, width: WIDTH, top: 10_000 }, signal);
    expect(all.rows[0]!.positive).toEqual(all.rows[0]!.negative.toReversed());
    await model.dispose();
  });

  test('of several directions the token is read without a push once', async () => {
    const { model } = await loadTiny('tiny-llama-builder');
    let passes = 0;
    const counted = { ...model, encode: (text: string) => (text === 'The' && passes++, model.encode(text)) };
    const many = new Float32Array(5 * WIDTH).map((_, at) => Math.sin(at + 1));
    const together = await lens(counted, { directions: many, width: WIDTH, top: 4 }, signal);
    expect(passes).toBe(6);
    for (let row = 0; row < 5; row++) {
      const alone = await lens(model, { directions: many.slice(row * WIDTH, (row + 1) * WIDTH), width: WIDTH, top: 4 }, signal);
      expect(together.rows[row]).toEqual(alone.rows[0]);
    }
    await model.dispose();
  });

  test('what is no direction of this model is refused', async () => {
    const { model } = await loadTiny('tiny-llama-builder');
    const ask = (over: Partial<Parameters<typeof lens>[1]>) => lens(model, { directions, width: WIDTH, top: 10, ...over }, signal);
    await expect(ask({ width: 32 })).rejects.toMatchObject({ code: 'shape-mismatch' });
    await expect(ask({ directions: new Float32Array(WIDTH) })).rejects.toMatchObject({ code: 'bad-directions' });
    await model.dispose();
  });
});
