/**
 * Families beyond the ten fixtures of the golden test, from the same exporters (tests/fixtures/families/make.py), against PyTorch; and no
 * graph at hand refused.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrument } from '../../../src/graph/instrument';
import { cosine, relativeError } from './compare';
import { bytes, fixture, Lab, untouchedLogits } from './fixture';

/**
 * q/k norms, soft-caps, blocks without positions, multipliers, post-norms, parallel blocks (with one norm and with two),
 * MultiHeadAttention.
 */
const FAMILIES = ['qwen3', 'gemma2', 'smollm3', 'granite', 'olmo2', 'phi2', 'neox', 'mha'];
const FOLDERS = readdirSync(new URL('../../fixtures', import.meta.url)).filter((name) => FAMILIES.includes(name.split('-')[1] ?? ''));

test('every family has a fixture', () => {
  expect(new Set(FOLDERS.map((name) => name.split('-')[1]))).toEqual(new Set(FAMILIES));
});

/** tiny-18-* (issue 10) are judged file by file as they come to load. */
const GRAPHS = ['tests/fixtures', 'public/models'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.onnx') && !name.startsWith('tiny-18-'))
    .map((name) => `${root}/${name}`),
);

test('every graph of the fixtures and of the page is understood, and leaves its lengths free', () => {
  expect(GRAPHS.length).toBeGreaterThan(40);
  for (const path of GRAPHS) {
    const { info } = instrument(bytes(path), { file: 'model.onnx' });
    expect(info.cache, path).toHaveLength(2 * info.layers);
    const dims = (name: string) => info.inputs.find((input) => input.name === name)?.dims ?? [];
    for (const free of [...dims('input_ids'), dims('past_key_values.0.key')[0], dims('past_key_values.0.key')[2]])
      expect(typeof free, path).toBe('string');
  }
});

for (const folder of FOLDERS) {
  const fx = fixture(folder);
  for (const file of readdirSync(`${fx.root}/onnx`).filter((name) => name.endsWith('.onnx')))
    describe(`${folder} ${file}`, async () => {
      const files = fx.files(file);
      const lab = await Lab.open(fx.onnx(file), file, files);
      const { input_ids: ids, steer, steer_layer: block, layers, width } = fx.golden;
      // Where the export is not what PyTorch computes (4 bits; tests/fixtures/families/README.md): native ONNX Runtime on that very file.
      const against = fx.golden.variants[file] ? file : 'torch';
      // Quantised: int8 activations and float16 on native, not on WebAssembly, as in golden.test.ts.
      const near = file === 'model.onnx' ? { relative: 1e-5, cosine: 1 - 1e-9 } : { relative: 0.15, cosine: 0.995 };

      test('reads and steers the residual stream', async () => {
        expect([lab.info.layers, lab.info.width, lab.info.vocab]).toEqual([layers, width, 128]);
        const plain = await lab.run([ids]);
        const pushed = await lab.run([ids], { steer: lab.steer(block, steer) });
        for (const [got, key] of [
          [plain.resid, 'resid_post'],
          [plain.logits, 'logits_last'],
          [pushed.logits, 'logits_last_steered'],
        ] as const) {
          const wanted = fx.reference(against, key);
          expect(relativeError(got, wanted), key).toBeLessThan(near.relative);
          expect(cosine(got, wanted), key).toBeGreaterThan(near.cosine);
        }
      });

      test('with zero steer the logits are those of the untouched graph', async () => {
        const plain = await untouchedLogits(fx.onnx(file), file, files, lab.info, ids);
        const all = (await lab.run([ids], { keep: ids.map((_, i) => i) })).logits;
        expect(relativeError(all, plain)).toBeLessThanOrEqual(lab.info.activation === 'float16' ? 5e-3 : 0);
      });
    });
}
