/** A repository that changes between two loads: graph and weights are never of two versions. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { memoryPlace } from '../../../src/storage/memory';
import { choice } from './tiny';

const disk = memoryPlace();
vi.mock('../../../src/storage/weights', () => ({ openPlace: () => Promise.resolve(disk) }));

const file = (path: string) => readFileSync(new URL(`../../fixtures/tiny-llama-builder/${path}`, import.meta.url));
const PATHS = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'generation_config.json',
  'onnx/model.onnx',
  'onnx/model.onnx_data',
];
const versions = [1, 2].map(
  (version) =>
    new Map(
      PATHS.map((path) => [
        path,
        path === 'onnx/model.onnx' && version === 2 ? Buffer.concat([file(path), Buffer.of(0x1a, 1, 0x32)]) : file(path),
      ]),
    ),
); // producer_version: harmless.

/** The hub at one of its versions; `lost`: a file that does not come through. */
const hub =
  (files: Map<string, Buffer>, lost = '') =>
  (url: string) => {
    const path = url.split('/resolve/main/')[1];
    if (url.includes('/api/models/'))
      return Promise.resolve(
        Response.json({
          siblings: [...files].map(([rfilename, bytes]) => ({
            rfilename,
            size: bytes.length,
            lfs: { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
          })),
        }),
      );
    const bytes = files.get(path ?? '');
    if (path === lost) return Promise.reject(new TypeError('connection lost'));
    return Promise.resolve(
      bytes
        ? new Response(new Uint8Array(bytes), { headers: { 'content-length': String(bytes.length) } })
        : new Response('', { status: 404 }),
    );
  };
async function load(fetcher: (url: string) => Promise<Response>) {
  vi.stubGlobal('fetch', fetcher);
  const { loadModel } = await import('../../../workers/model/load');
  return loadModel(choice('tiny-llama-builder'), () => undefined, new AbortController().signal);
}

test('a graph that was kept does not take the weights of a newer one; the next load has both', async () => {
  await expect(load(hub(versions[0]!, 'onnx/model.onnx_data'))).rejects.toMatchObject({ code: 'network' });
  await expect(load(hub(versions[1]!))).rejects.toMatchObject({
    code: 'model-changed',
    hint: expect.stringContaining('load again') as string,
  });
  const { model, info } = await load(hub(versions[1]!));
  expect(info.selfTest.passed).toBe(true);
  await model.dispose();
});
