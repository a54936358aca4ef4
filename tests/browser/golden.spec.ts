/** The embedded model through window.lab against PyTorch (tests/fixtures/smollm2-135m-golden). */
import { readNpy } from '../npy';
import { cosine, expect, fixture, openLab, readJson, serveHub, test } from './fixtures';

interface Golden {
  texts: { text: string; ids: number[] }[];
  prompt: string;
  prompt_ids: number[];
  layer: number;
  steered: Record<string, number[]>;
  separation: number[];
  resid_norm: number[];
}
const golden = readJson<Golden>('smollm2-135m-golden/golden.json');
const LAYERS = 30;
const WIDTH = 576;

test('residuals, direction and steered greedy tokens equal PyTorch', async ({ page }) => {
  await openLab(page);
  const info = await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  expect(info).toMatchObject({
    layers: LAYERS,
    width: WIDTH,
    device: 'wasm',
    widened: true,
    selfTest: { passed: true, zeroSteerDifference: 0 },
  });
  expect(info.selfTest.referenceCosine).toBeGreaterThan(0.9999);

  for (const { text, ids } of golden.texts) expect(await page.evaluate((text) => lab.tokenize(text), text)).toEqual(ids);
  expect(await page.evaluate((text) => lab.tokenize(text), golden.prompt)).toEqual(golden.prompt_ids);

  for (const pooling of ['mean', 'last'] as const) {
    const { shape, data: expected } = readNpy(fixture(`smollm2-135m-golden/${pooling}.npy`));
    const { data, ...size } = await page.evaluate(
      async ([texts, pooling]) => {
        const captured = await lab.capture(texts, { pooling });
        return { ...captured, data: Array.from(captured.data) };
      },
      [golden.texts.map(({ text }) => text), pooling] as const,
    );
    expect([size.count, size.layers, size.width]).toEqual(shape);
    for (let at = 0; at < data.length; at += WIDTH) {
      expect(cosine(data.slice(at, at + WIDTH), expected.subarray(at, at + WIDTH))).toBeGreaterThan(0.9999);
    }
  }

  const pairs = [0, 2, 4].map((i) => ({ positive: golden.texts[i]!.text, negative: golden.texts[i + 1]!.text }));
  const { data: expected } = readNpy(fixture('smollm2-135m-golden/direction.npy'));
  const result = await page.evaluate(
    async ([pairs, prompt, layer, alphas]) => {
      const directions = await lab.directions(pairs);
      const rows = await lab.generate(prompt, { directions, layer, alphas, maxNewTokens: 24 });
      const metrics = await lab.evaluate(directions, pairs);
      const scores = await lab.score(directions, [pairs[0]!.positive, pairs[0]!.negative]);
      return { direction: Array.from(directions.data), separation: directions.separation, norm: directions.norm, rows, metrics, scores };
    },
    [pairs, golden.prompt, golden.layer, Object.keys(golden.steered).map(Number)] as const,
  );

  for (let layer = 0; layer < LAYERS; layer++) {
    const at = layer * WIDTH;
    expect(cosine(result.direction.slice(at, at + WIDTH), expected.subarray(at, at + WIDTH))).toBeGreaterThan(0.999);
    expect(result.separation[layer]! / golden.separation[layer]!).toBeCloseTo(1, 3);
    expect(result.scores[0]![layer]).toBeGreaterThan(result.scores[1]![layer]!);
    expect(result.metrics[layer]).toMatchObject({ layer, nPositive: 3, nNegative: 3 });
  }
  for (const row of result.rows) {
    expect(row.tokens.slice(0, 10)).toEqual(golden.steered[String(row.alpha)]!.slice(0, 10));
    expect(row.scores.map((layers) => layers.length)).toEqual(row.tokens.map(() => LAYERS));
    expect(row.coherence.meanLogProb).toBeLessThan(0);
  }
});

test('three strengths are three rows of one batch', async ({ page }) => {
  await openLab(page);
  const { order, rows } = await page.evaluate(async () => {
    await lab.load('smollm2-135m-instruct');
    const directions = await lab.directions([{ positive: 'I stop and help the person.', negative: 'I carry on with the task.' }]);
    const order: number[] = [];
    const rows = await lab.generate('You see someone who is sad.', {
      directions,
      alphas: [0, -8, 8],
      maxNewTokens: 6,
      onToken: ({ row }) => order.push(row),
    });
    return { order, rows };
  });
  expect(rows.map((row) => row.alpha)).toEqual([0, -8, 8]);
  // Interleaved token by token: each step serves every row that has not ended.
  expect(order.slice(0, 6)).toEqual([0, 1, 2, 0, 1, 2]);
});

test('a 16-bit model keeps what it has read on the processor, too', async ({ page }) => {
  const hub = await serveHub();
  try {
    await openLab(page, `device=wasm&hub=${hub.url}`);
    // Where it exists the runtime hands out half-precision outputs as Float16Array, from which copying converts.
    expect(await page.evaluate(() => 'Float16Array' in globalThis)).toBe(true);
    const { selfTest, answers } = await page.evaluate(async () => {
      const answers = [];
      for (const dtype of ['q4', 'q4f16']) {
        const { selfTest } = await lab.load({ repo: 'tiny-llama-builder', dtype });
        answers.push({ selfTest, tokens: (await lab.generate('the player asks for help', { maxNewTokens: 12 }))[0]!.tokens });
      }
      return { selfTest: answers[1]!.selfTest, answers: answers.map(({ tokens }) => tokens) };
    });
    expect(selfTest).toMatchObject({ passed: true, leakBelow: 0 });
    expect(selfTest.cacheCosine).toBeGreaterThan(0.9999);
    expect(answers[1]!.slice(0, 4)).toEqual(answers[0]!.slice(0, 4)); // The same weights but for rounding.
  } finally {
    hub.server.close();
  }
});
