/** The embedded model, widened: against the quantised run and against PyTorch on the same dequantised weights. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { widen } from '../../../src/graph/widen';
import { cosine, relativeError } from './compare';
import { bytes, EMBEDDED, hasEmbedded, Lab, session, untouchedLogits } from './fixture';

describe.runIf(hasEmbedded)('the embedded model (asymmetric 4-bit blocks, 8-bit head tied to the embedding)', () => {
  const names = ['model_q4.onnx', 'model_q4.onnx_data', 'model_q4.onnx_data_1', 'model_q4.onnx_data_2'];

  test('widened, matches the quantised run and PyTorch', { timeout: 120_000 }, async () => {
    const files = new Map(names.map((name) => [name, bytes(`${EMBEDDED}/${name}`)]));
    const golden = JSON.parse(readFileSync(new URL('../../fixtures/smollm2-135m-golden/golden.json', import.meta.url), 'utf8')) as {
      texts: { ids: number[]; next_token: number }[];
    };
    const [text] = golden.texts;
    if (!text) throw new Error('golden.json has no texts');
    const quantised = await Lab.open(files.get('model_q4.onnx') as Uint8Array, 'model_q4.onnx', files);
    const { info, graph } = quantised;
    expect([info.layers, info.width, info.vocab, info.activation, info.kvType, info.bits]).toEqual([
      30,
      576,
      49152,
      'float32',
      'float32',
      4,
    ]);
    const short = text.ids.slice(0, 6);
    const wanted = await quantised.run([short]);
    await quantised.close();
    const plain = await untouchedLogits(files.get('model_q4.onnx') as Uint8Array, 'model_q4.onnx', files, info, short);
    expect(relativeError(wanted.logits, plain.slice(-info.vocab!))).toBe(0); // Steering by zero changes not a bit.

    const wide = widen(graph, files);
    const run = await session(
      wide.bytes,
      new Map([...files, ...wide.files]),
      wide.external.map((e) => e.location),
    );
    const widened = await Lab.of(run, info, wide.bytes);
    const got = await widened.run([short]);
    expect(relativeError(got.logits, wanted.logits)).toBeLessThan(1e-4);
    expect(relativeError(got.resid, wanted.resid)).toBeLessThan(1e-4);

    const S = text.ids.length;
    const mean = await widened.run([text.ids], { pool: { weights: new Float32Array(S).fill(1 / S), pools: 1 } });
    const stored = bytes(new URL('../../fixtures/smollm2-135m-golden/mean.npy', import.meta.url).pathname);
    const torch = new Float32Array(stored.slice(stored.length - 6 * 30 * 576 * 4).buffer, 0, 30 * 576);
    expect(relativeError(mean.resid, torch)).toBeLessThan(1e-5);
    for (let l = 0; l < 30; l++)
      expect(cosine(mean.resid.slice(l * 576, (l + 1) * 576), torch.slice(l * 576, (l + 1) * 576))).toBeGreaterThan(0.99999);
    expect(mean.logits.indexOf(Math.max(...mean.logits))).toBe(text.next_token);
    await widened.close();
  });
});
