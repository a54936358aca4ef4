/** Loading: what a server can answer wrongly, and what the self-test says. */
import { readFileSync } from 'node:fs';
import { Tensor } from 'onnxruntime-web';
import { describe, expect, test, vi } from 'vitest';
import type { LoadEvent } from '../../../src/protocol';
import { fingerprint } from '../../../src/storage/hash';
import { choice, fixtureFetch, loadTiny, withRun } from './tiny';

const load = async (fetcher: typeof fetch, repo = 'tiny-llama-builder') => {
  vi.stubGlobal('fetch', fetcher);
  const { loadModel } = await import('../../../workers/model/load');
  const events: LoadEvent[] = [];
  return { ...(await loadModel(choice(repo), (event) => events.push(event), new AbortController().signal)), events };
};
const answering =
  (file: string, answer: () => Response): typeof fetch =>
  (input) =>
    String(input).endsWith(file) ? Promise.resolve(answer()) : fixtureFetch(input as string);

test.each(['tiny-llama-builder', 'tiny-llama-optimum'])('%s loads, and passes its self-test', async (repo) => {
  const { info, events } = await load(fixtureFetch as typeof fetch, repo);
  expect(info.selfTest).toMatchObject({ passed: true, failures: [], zeroSteerDifference: 0, leakBelow: 0, referenceCosine: null });
  expect(info.selfTest.readOverWrite).toBeCloseTo(1, 4);
  expect(info).toMatchObject({ layers: 4, width: 64, vocab: 512, device: 'wasm', widened: false, architecture: 'LlamaForCausalLM' });
  expect(new Set(events.map((event) => event.phase))).toEqual(new Set(['files', 'instrument', 'session', 'self-test']));
});

test('a 4-bit file is widened on the CPU', async () => {
  expect((await loadTiny('tiny-llama-builder', { dtype: 'q4' })).info.widened).toBe(true);
});

test('a model that writes what it does not read fails its self-test, and says by how much', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const { selfTest } = await import('../../../workers/model/self-test');
  const run = model.session.run.bind(model.session);
  // A device that loses half of every write.
  const lossy = (feeds: Record<string, Tensor>, names: string[]) =>
    run(
      {
        ...feeds,
        steer: new Tensor(
          (feeds.steer!.data as Float32Array).map((x) => x / 2),
          feeds.steer!.dims,
        ),
      },
      names,
    );
  const result = await selfTest(withRun(model, lossy), null);
  expect(result.passed).toBe(false);
  expect(result.readOverWrite).toBeCloseTo(0.5, 3);
  expect(result.failures.join()).toContain('moved the score');
  // A device that forgets what it has read.
  const forgetful = (feeds: Record<string, Tensor>, names: string[]) =>
    run(
      Object.fromEntries(
        Object.entries(feeds).map(([name, tensor]) => [
          name,
          name.startsWith('past') ? new Tensor(new Float32Array(tensor.size), tensor.dims) : tensor,
        ]),
      ),
      names,
    );
  const forgetting = await selfTest(withRun(model, forgetful), null);
  expect(forgetting.failures).toHaveLength(1);
  expect(forgetting.failures.join()).toContain('from the cache');
  // A device that pushes the block below as well, by a thousandth.
  const { layers, width } = model.graph;
  const leaky = (feeds: Record<string, Tensor>, names: string[]) => {
    const steer = (feeds.steer!.data as Float32Array).slice();
    for (let i = 0; i < (layers - 1) * 2 * width && steer.length === layers * 2 * width; i++) steer[i]! += steer[i + 2 * width]! / 1000;
    return run({ ...feeds, steer: new Tensor(steer, feeds.steer!.dims) }, names);
  };
  expect((await selfTest(withRun(model, leaky), null)).failures.join()).toContain('changed the block below');
  // A device whose second run gives no numbers in a few logits.
  let runs = 0;
  const torn = async (feeds: Record<string, Tensor>, names: string[]) => {
    const out = await run(feeds, names);
    if (++runs === 2) (out.logits!.data as Float32Array)[3] = NaN;
    return out;
  };
  expect((await selfTest(withRun(model, torn), null)).zeroSteerDifference).toBeNaN();
  const wrong = await selfTest(model, { text: 'a door', residual: Float32Array.from({ length: 4 * 64 }, (_, i) => Math.sin(i)) });
  expect(wrong.failures.join()).toContain('stored reference');
});

describe('a wrong answer is an error that says what, where and what to do', () => {
  const html = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  test.each([
    ['404', 'model.onnx', () => new Response('', { status: 404 }), 'file-missing'],
    ['a web page', 'model.onnx', html, 'not-a-model-file'],
    ['a foreign file', 'model.onnx', () => new Response(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])), 'graph-foreign'],
    ['weights that end early', 'model.onnx_data', () => new Response(new Uint8Array(100)), 'download-short'],
    ['a short body', 'config.json', () => new Response('{}', { headers: { 'content-length': '99' } }), 'download-short'],
    ['no JSON', 'tokenizer.json', () => new Response('oops'), 'not-a-model-file'],
  ] as [string, string, () => Response, string][])('%s for %s', async (_, file, answer, code) => {
    await expect(load(answering(file, answer))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/.{10}/) as string,
      hint: expect.stringMatching(/.{10}/) as string,
    });
  });
  test('no network', async () => {
    await expect(load(() => Promise.reject(new TypeError('Failed to fetch')))).rejects.toMatchObject({ code: 'network' });
  });
  test('and a truncated graph', async () => {
    const cut = async (input: unknown) => {
      const answer = await fixtureFetch(input as string);
      return String(input).endsWith('model.onnx') ? new Response((await answer.arrayBuffer()).slice(0, 9_999)) : answer;
    };
    await expect(load(cut as typeof fetch)).rejects.toMatchObject({ code: expect.stringMatching(/^graph-/) as string });
  });
});

test('two fine-tunes that share a graph are told apart, on a hub and in a folder', async () => {
  const folder = new URL('../../fixtures/tiny-llama-builder/', import.meta.url);
  const other = readFileSync(new URL('onnx/model.onnx_data', folder));
  other[4 * 1000]! ^= 1;
  const weights = () => new Response(other, { headers: { 'content-length': String(other.length) } });
  const first = (await load(fixtureFetch as typeof fetch)).info;
  expect((await load(fixtureFetch as typeof fetch)).info.graphHash).toBe(first.graphHash);
  expect((await load(answering('model.onnx_data', weights))).info.graphHash).not.toBe(first.graphHash);

  const { loadModel } = await import('../../../workers/model/load');
  const files = (data: Uint8Array<ArrayBuffer>) =>
    ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx', 'onnx/model.onnx_data'].map((path) => ({
      path,
      file: new Blob([path.endsWith('_data') ? data : readFileSync(new URL(path, folder))]) as File,
    }));
  const hashOf = async (data: Uint8Array<ArrayBuffer>) =>
    (await loadModel(choice('mine', { local: files(data) }), () => undefined, new AbortController().signal)).info.graphHash;
  const original = readFileSync(new URL('onnx/model.onnx_data', folder));
  expect(await hashOf(original)).toBe(first.graphHash); // The same files are the same model wherever they lie.
  expect(await hashOf(other)).not.toBe(first.graphHash);
});

test('a large file that nobody has hashed is told from others by its length and by every byte', async () => {
  const bytes = new Uint8Array(70 * 2 ** 20);
  const print = (data: Uint8Array<ArrayBuffer>) => fingerprint(new Blob([data]));
  const original = await print(bytes);
  expect(await print(bytes)).toBe(original);
  expect(await print(bytes.subarray(1))).not.toBe(original);
  for (const at of [0, 2 ** 18 + 1, 33_333_333, bytes.length - 1]) {
    bytes[at] = 1;
    expect(await print(bytes)).not.toBe(original);
    bytes[at] = 0;
  }
});
