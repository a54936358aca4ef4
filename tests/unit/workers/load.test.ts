/** Loading: what a server can answer wrongly, and what the self-test says. */
import { Tensor } from 'onnxruntime-web';
import { describe, expect, test, vi } from 'vitest';
import type { LoadEvent } from '../../../src/protocol';
import { choice, fixtureFetch, loadTiny } from './tiny';

const load = async (fetcher: typeof fetch, repo = 'tiny-llama-builder') => {
  vi.stubGlobal('fetch', fetcher);
  const { loadModel } = await import('../../../workers/model');
  const events: LoadEvent[] = [];
  return { ...(await loadModel(choice(repo), (event) => events.push(event), new AbortController().signal)), events };
};
const answering = (file: string, answer: () => Response): typeof fetch => (input) => (String(input).endsWith(file) ? Promise.resolve(answer()) : fixtureFetch(input as string));

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
  const { selfTest } = await import('../../../workers/self-test');
  const run = model.session.run.bind(model.session);
  // A device that loses half of every write.
  const lossy = (feeds: Record<string, Tensor>, names: string[]) => run({ ...feeds, steer: new Tensor((feeds.steer!.data as Float32Array).map((x) => x / 2), feeds.steer!.dims) }, names);
  const broken = { ...model, session: new Proxy(model.session, { get: (target, key) => (key === 'run' ? lossy : (Reflect.get(target, key) as unknown)) }) };
  const result = await selfTest(broken, null);
  expect(result.passed).toBe(false);
  expect(result.readOverWrite).toBeCloseTo(0.5, 3);
  expect(result.failures.join()).toContain('moved the score');
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
    await expect(load(answering(file, answer))).rejects.toMatchObject({ code, message: expect.stringMatching(/.{10}/) as string, hint: expect.stringMatching(/.{10}/) as string });
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
