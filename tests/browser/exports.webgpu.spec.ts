/**
 * Today's exports on WebGPU in software, one file each, through the page: residuals of a text and greedy answers for every strength
 * against PyTorch (gold.json, tests/fixtures/README.md). One page and one device for all of them (one-device.ts).
 */
import { existsSync, readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { cosine, expect, fixture, openLab, readJson, serveHub } from './fixtures';
import { onePageTest, onOneWorker } from './one-device';

interface Gold {
  text: string;
  prompt: string;
  block: number;
  layers: number;
  width: number;
  unit: number[];
  /** [layer][width] */
  mean: number[][];
  generate: Record<string, { tokens: number[]; gaps: number[] }>;
}

/** Not what PyTorch computes, by their exporter's own doing (docs/exports.md). */
const DEPART = ['gpt2scaled-optimum', 'olmo-builder', 'mistral-builder', 'deepseek-optimum', 'longrope-optimum'];
/**
 * Refused (normed after every sum), refused on WebGPU (quantised experts, which answer differently each time), or the same nodes as
 * another folder here behind other inputs and names.
 */
const ELSEWHERE = [
  'opt350-optimum',
  'gptoss-builder',
  'narrow-past',
  'narrow-types',
  'narrow-builder',
  'qwen3vl-split',
  'lfm2-split',
  'qwen25vl-builder',
];
/** What rounding on a graphics device may turn round: two logits this near are a tie there, and from it on the answer is another one. */
const TIE = 0.01;
const folders = readdirSync(fixture('')).filter(
  (name) => name.startsWith('tiny-18-') && ![...DEPART, ...ELSEWHERE].some((family) => name.endsWith(family)),
);
const test = onePageTest(onOneWorker);
let hub: { url: string; server: Server };

test.describe.configure({ timeout: 150_000 });
test.beforeAll(async () => {
  hub = await serveHub();
});
test.afterAll(() => hub.server.close());

for (const repo of folders) {
  const file = ['model_q4.onnx', 'decoder_model_merged_q4.onnx', 'model.onnx'].find((name) => existsSync(fixture(`${repo}/onnx/${name}`)))!;
  const dtype = file.includes('q4') ? ('q4' as const) : ('fp32' as const);
  test(`${repo} ${file}`, async ({ page }) => {
    const gold = readJson<Gold>(dtype === 'q4' ? `${repo}/gold_${file}.json` : `${repo}/gold.json`);
    const { layers, width, block, unit } = gold;
    if (page.url() === 'about:blank') await openLab(page, `device=webgpu&hub=${hub.url}`);
    const asked = {
      repo,
      dtype,
      text: gold.text,
      prompt: gold.prompt,
      layers,
      width,
      block,
      unit,
      alphas: Object.keys(gold.generate).map(Number),
    };
    const got = await page.evaluate(async (o) => {
      const info = await lab.load({ repo: o.repo, dtype: o.dtype }, { device: 'webgpu' });
      const { data } = await lab.capture([o.text]);
      const directions = {
        layers: o.layers,
        width: o.width,
        data: Float32Array.from(Array.from({ length: o.layers }, () => o.unit).flat()),
      };
      const rows = await lab.generate(o.prompt, { directions, layer: o.block, alphas: o.alphas, maxNewTokens: 8 });
      return { info, mean: Array.from(data), rows: rows.map(({ tokens }) => tokens) };
    }, asked);
    expect(got.info).toMatchObject({ device: 'webgpu', layers, width, selfTest: { passed: true, failures: [] } });
    for (let layer = 0; layer < layers; layer++)
      expect(cosine(got.mean.slice(layer * width, (layer + 1) * width), gold.mean[layer]!), `block ${layer}`).toBeGreaterThanOrEqual(0.999);
    Object.values(gold.generate).forEach((wanted, row) => {
      const tokens = got.rows[row]!;
      const tie = wanted.gaps.findIndex((gap) => gap < TIE);
      // An answer may end before eight tokens.
      const sure = Math.min(tokens.length, tie < 0 ? 8 : tie);
      expect(tokens.length === 8 || tokens.at(-1) === wanted.tokens[tokens.length - 1]).toBe(true);
      expect(tokens.slice(0, sure), `α ${asked.alphas[row]}`).toEqual(wanted.tokens.slice(0, sure));
    });
  });
}
