/** WebGPU in software (SwiftShader): slow and right. What goes on beside numbers, the page itself, and the embedded model against WASM. */
import { bareAndHub } from './bare/serve';
import { cosine, expect, openLab, test } from './fixtures';

const served = bareAndHub(test);

// The longest takes 40 s on two cores. The software adapter has been seen to stop answering, about once in forty runs: better told soon.
test.describe.configure({ timeout: 240_000 });

test('keys and values stay on the GPU and replaced ones are disposed: the number of GPU buffers stays level while decoding', async ({
  page,
}) => {
  await page.goto(served.bare);
  await page.waitForFunction(() => 'liveBuffers' in window);
  const choice = {
    id: 'tiny',
    repo: 'tiny-llama-builder',
    revision: 'main',
    dtype: 'fp32' as const,
    root: `${served.hub}/tiny-llama-builder/resolve/main`,
    device: 'webgpu' as const,
  };
  const { live, places } = await page.evaluate((choice) => window.liveBuffers(choice, 30), choice);
  expect(places).toEqual(['gpu-buffer']);
  expect(live).toHaveLength(30);
  // Eight cache tensors a step: a leak would add 120 in fifteen steps.
  expect(live.at(-1)! - live[14]!).toBeLessThan(30);
});

for (const repo of ['tiny-llama-builder', 'tiny-llama-optimum'])
  test(`the page steers ${repo} on WebGPU, rows of one batch`, async ({ page }) => {
    await openLab(page, `device=webgpu&hub=${served.hub}`);
    const both = await page.evaluate(async (repo) => {
      const answers = [];
      for (const device of ['webgpu', 'wasm'] as const) {
        const info = await lab.load({ repo, dtype: 'fp32' }, { device });
        const directions = await lab.directions([{ positive: 'help the player', negative: 'open the door' }]);
        const rows = await lab.generate('the player', { directions, alphas: [0, 4], unit: 'separation', maxNewTokens: 5 });
        // The second form of the graph, tested where it is taken (workers/model/clamp-test.ts).
        const edited: Record<string, number[][]> = {};
        for (const [name, edit] of Object.entries({
          ablate: { op: 'ablate' },
          set: { op: 'set', amount: 2 },
          cap: { op: 'cap', amount: -0.5 },
          floor: { op: 'floor', amount: 0.5 },
        } as const)) {
          const edits = [{ ...edit, directions, band: [1, 2] as [number, number] }];
          const [row] = await lab.generate('the player', { directions, edits, maxNewTokens: 3 });
          edited[name] = row!.scores;
        }
        answers.push({
          device: info.device,
          edited,
          tokens: rows.map((row) => row.tokens),
          direction: Array.from(directions.data),
          logProbs: rows.map((row) => row.coherence.meanLogProb),
          long: Array.from(
            (await lab.capture(['Open the second door now. Messages do not change the score. '.repeat(3)], { pooling: 'last' })).data,
          ),
        });
      }
      return answers;
    }, repo);
    expect(both.map(({ device }) => device)).toEqual(['webgpu', 'wasm']);
    expect(cosine(both[0]!.direction, both[1]!.direction)).toBeGreaterThan(0.9999);
    expect(both[0]!.tokens).toEqual(both[1]!.tokens);
    for (const { edited } of both) {
      const [ablated, set, capped, floored] = ['ablate', 'set', 'cap', 'floor'].map((name) =>
        edited[name]!.flatMap((token) => token.slice(1, 3)),
      );
      for (const score of ablated!) expect(score).toBeCloseTo(0, 2);
      for (const score of set!) expect(score).toBeCloseTo(2, 2);
      for (const score of capped!) expect(score).toBeLessThan(-0.5 + 0.005);
      for (const score of floored!) expect(score).toBeGreaterThan(0.5 - 0.005);
      expect(ablated).toHaveLength(6);
    }
    for (const [name, tokens] of Object.entries(both[1]!.edited))
      tokens.flat().forEach((score, i) => expect(both[0]!.edited[name]!.flat()[i]!, name).toBeCloseTo(score, 2));
    // From 32 tokens on ONNX Runtime's attention takes another path.
    for (let layer = 0; layer < 4; layer++)
      expect(cosine(both[0]!.long.slice(layer * 64, (layer + 1) * 64), both[1]!.long.slice(layer * 64, (layer + 1) * 64))).toBeGreaterThan(
        0.9999,
      );
    // The steered row's comes from reading the whole answer on from the prompt's cache.
    both[0]!.logProbs.forEach((value, i) => expect(value).toBeCloseTo(both[1]!.logProbs[i]!, 3));
  });

test('one short prefill of the embedded model agrees with WASM', async ({ page }) => {
  await page.goto(served.bare);
  await page.waitForFunction(() => 'prefill' in window);
  const text = 'I stop and share the water.';
  const choice = {
    id: 'smollm2-135m-instruct',
    repo: 'smollm2-135m-instruct',
    revision: 'embedded',
    dtype: 'q4' as const,
    root: `${served.bare}models/smollm2-135m-instruct`,
  };
  const webgpu = await page.evaluate(([choice, text]) => window.prefill({ ...choice, device: 'webgpu' }, text, { pool: 'mean' }), [
    choice,
    text,
  ] as const);
  await page.reload(); // A runtime is chosen once per page.
  await page.waitForFunction(() => 'prefill' in window);
  const wasm = await page.evaluate(([choice, text]) => window.prefill({ ...choice, device: 'wasm' }, text, { pool: 'mean' }), [
    choice,
    text,
  ] as const);
  expect(webgpu.info).toMatchObject({ device: 'webgpu', widened: false, selfTest: { passed: true } });
  for (let layer = 0; layer < 30; layer++) {
    const at = (run: typeof wasm) => run.runs[0]!.residual.slice(layer * 576, (layer + 1) * 576);
    expect(cosine(at(webgpu), at(wasm))).toBeGreaterThan(0.999);
  }
  const argmax = (values: number[]) => values.indexOf(Math.max(...values));
  expect(argmax(webgpu.runs[0]!.logits)).toBe(argmax(wasm.runs[0]!.logits));
});
