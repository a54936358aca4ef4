/**
 * WebGPU in software (SwiftShader): slow and right. Tiny models against their goldens, the embedded one against WASM by a short prefill.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { cosine, expect, fixture, openLab, readJson, serveHub, test } from './fixtures';

const PORT = Number(process.env.LAB_PORT ?? 4310) + 1;
const BARE = `http://localhost:${PORT}/`;
let bare: ChildProcess;
let hub: { url: string; server: Server };

// The longest takes 40 s on two cores. The software adapter has been seen to stop answering, about once in forty runs: better told soon.
test.describe.configure({ timeout: 240_000 });

test.beforeAll(async () => {
  hub = await serveHub();
  bare = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', '--config', 'tests/browser/bare/vite.config.ts', '--port', String(PORT), '--strictPort'],
    { stdio: 'ignore' },
  );
  await expect
    .poll(
      () =>
        fetch(BARE).then(
          (answer) => answer.ok,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
});
test.afterAll(() => {
  bare.kill();
  hub.server.close();
});

interface Stored {
  offset: number;
  shape: number[];
}
interface Golden {
  input_ids: number[];
  steer: number[];
  steer_layer: number;
  layers: number;
  width: number;
  torch: Record<'resid_post' | 'logits_last' | 'logits_last_steered', Stored>;
  variants: Record<string, Golden['torch']>;
}

const FILES = { fp32: 'model.onnx', q4: 'model_q4.onnx' } as const;
for (const repo of ['llama', 'qwen2', 'phi3', 'gemma3', 'mistral'].flatMap((family) => [
  `tiny-${family}-builder`,
  `tiny-${family}-optimum`,
])) {
  for (const dtype of ['fp32', 'q4'] as const) {
    test(`${repo} ${dtype}: residuals and steered logits equal the goldens`, async ({ page }) => {
      const golden = readJson<Golden>(`${repo}/golden.json`);
      const stored = dtype === 'fp32' ? golden.torch : golden.variants[FILES[dtype]]!;
      const bytes = readFileSync(fixture(`${repo}/golden.f32`));
      const read = ({ offset, shape }: Stored) =>
        Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => bytes.readFloatLE(offset + 4 * i));

      await page.goto(BARE);
      await page.waitForFunction(() => 'prefill' in window);
      const choice = { id: repo, repo, revision: 'main', dtype, root: `${hub.url}/${repo}/resolve/main`, device: 'webgpu' as const };
      const { info, runs } = await page.evaluate(([choice, ids, steer]) => window.prefill(choice, ids, { pool: 'each', steer: [steer] }), [
        choice,
        golden.input_ids,
        { layer: golden.steer_layer, vector: golden.steer },
      ] as const);
      const [plain, steered] = runs;
      expect(info.device).toBe('webgpu');
      expect(info.selfTest).toMatchObject({ passed: true, failures: [] });

      const residual = read(stored.resid_post);
      for (let layer = 0; layer < golden.layers; layer++) {
        const size = golden.input_ids.length * golden.width;
        expect(
          cosine(plain!.residual.slice(layer * size, (layer + 1) * size), residual.slice(layer * size, (layer + 1) * size)),
        ).toBeGreaterThan(0.999);
      }
      expect(cosine(plain!.logits, read(stored.logits_last))).toBeGreaterThan(0.999);
      expect(cosine(steered!.logits, read(stored.logits_last_steered))).toBeGreaterThan(0.999);
      const argmax = (values: number[]) => values.indexOf(Math.max(...values));
      expect(argmax(steered!.logits)).toBe(argmax(read(stored.logits_last_steered)));
      expect(cosine(steered!.logits, plain!.logits)).toBeLessThan(0.99);
    });
  }
}

test('keys and values stay on the GPU and replaced ones are disposed: the number of GPU buffers stays level while decoding', async ({
  page,
}) => {
  await page.goto(BARE);
  await page.waitForFunction(() => 'liveBuffers' in window);
  const choice = {
    id: 'tiny',
    repo: 'tiny-llama-builder',
    revision: 'main',
    dtype: 'fp32' as const,
    root: `${hub.url}/tiny-llama-builder/resolve/main`,
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
    await openLab(page, `device=webgpu&hub=${hub.url}`);
    const both = await page.evaluate(async (repo) => {
      const answers = [];
      for (const device of ['webgpu', 'wasm'] as const) {
        const info = await lab.load({ repo, dtype: 'fp32' }, { device });
        const directions = await lab.directions([{ positive: 'help the player', negative: 'open the door' }]);
        const rows = await lab.generate('the player', { directions, alphas: [0, 4], unit: 'separation', maxNewTokens: 5 });
        // The second form of the graph, tested where it is taken (workers/model/clamp-test.ts).
        const edits = [{ op: 'set' as const, directions, band: [1, 2] as [number, number], amount: 2 }];
        const edited = await lab.generate('the player', { directions, edits, maxNewTokens: 5 }).then(
          ([row]) => row!.scores.map((token) => token[1]!),
          (error: Error) => error.message,
        );
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
    expect(both[0]!.edited).toContain('do not run on WebGPU yet');
    for (const score of both[1]!.edited) expect(score).toBeCloseTo(2, 2);
    // From 32 tokens on ONNX Runtime's attention takes another path.
    for (let layer = 0; layer < 4; layer++)
      expect(cosine(both[0]!.long.slice(layer * 64, (layer + 1) * 64), both[1]!.long.slice(layer * 64, (layer + 1) * 64))).toBeGreaterThan(
        0.9999,
      );
    // The steered row's comes from reading the whole answer on from the prompt's cache.
    both[0]!.logProbs.forEach((value, i) => expect(value).toBeCloseTo(both[1]!.logProbs[i]!, 3));
  });

test('one short prefill of the embedded model agrees with WASM', async ({ page }) => {
  await page.goto(BARE);
  await page.waitForFunction(() => 'prefill' in window);
  const text = 'I stop and share the water.';
  const choice = {
    id: 'smollm2-135m-instruct',
    repo: 'smollm2-135m-instruct',
    revision: 'embedded',
    dtype: 'q4' as const,
    root: `${BARE}models/smollm2-135m-instruct`,
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
