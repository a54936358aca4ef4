/** Tiny models on WebGPU in software, one device for all of them (one-device.ts): residuals and steered logits against their goldens. */
import { readFileSync } from 'node:fs';
import { bareAndHub } from './bare/serve';
import { cosine, expect, fixture, readJson } from './fixtures';
import { onePageTest, onOneDevice } from './one-device';

const test = onePageTest(onOneDevice);
const served = bareAndHub(test);

test.describe.configure({ timeout: 150_000 });

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

      if (page.url() !== served.bare) await page.goto(served.bare);
      await page.waitForFunction(() => 'prefill' in window);
      const choice = { id: repo, repo, revision: 'main', dtype, root: `${served.hub}/${repo}/resolve/main`, device: 'webgpu' as const };
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
