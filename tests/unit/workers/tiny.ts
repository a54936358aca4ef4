/** Loads a tiny model of tests/fixtures through workers/model/load.ts, in Node: fetch reads the folder, ORT is its Node build. */
import { existsSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { vi } from 'vitest';
import type { ModelChoice } from '../../../src/protocol';
import type { LoadedModel } from '../../../workers/model/loaded';

ort.env.wasm.numThreads = 1;
vi.mock('../../../workers/device/runtime', () => ({
  ort,
  startRuntime: () => undefined,
  runtimeThere: () => Promise.resolve(true),
  wasmThreads: () => 1,
}));
vi.mock('../../../workers/files/sleep', () => ({ sleep: () => Promise.resolve() }));

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** The fixture folder as a hub: `http://fixtures/{repo}/resolve/{revision}/{file}`. */
export async function fixtureFetch(input: string | URL | Request): Promise<Response> {
  const [, repo, file] = /^http:\/\/fixtures\/(.+?)\/resolve\/[^/]+\/(.+)$/.exec(String(input)) ?? [];
  const path = new URL(`${repo}/${file}`, FIXTURES);
  if (!existsSync(path)) return new Response('not found', { status: 404 });
  const bytes = readFileSync(path);
  return new Response(bytes, { headers: { 'content-length': String(bytes.length) } });
}

export const choice = (repo: string, over: Partial<ModelChoice> = {}): ModelChoice => ({
  id: repo,
  repo,
  revision: 'main',
  dtype: 'fp32',
  root: `http://fixtures/${repo}/resolve/main`,
  device: 'wasm',
  ...over,
});

export async function loadTiny(repo: string, over: Partial<ModelChoice> = {}) {
  vi.stubGlobal('fetch', fixtureFetch);
  const { loadModel } = await import('../../../workers/model/load');
  return loadModel(choice(repo, over), () => undefined, new AbortController().signal);
}

type Run = (feeds: Record<string, ort.Tensor>, names: string[]) => Promise<ort.InferenceSession.OnnxValueMapType>;

/** The model, each of its runs by `run` instead: to watch them, or to break them. */
export const withRun = (model: LoadedModel, run: Run): LoadedModel => ({
  ...model,
  session: new Proxy(model.session, { get: (target, key) => (key === 'run' ? run : (Reflect.get(target, key) as unknown)) }),
});
