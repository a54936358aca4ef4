/** The bench page: hands calls from run.mjs to its worker, with the device that its address names, and answers back, nothing else. */
import type * as Wllama from './wllama';
import type { Answer, Asked, Call } from './bench.worker';

const device = new URLSearchParams(location.search).get('device') === 'webgpu' ? 'webgpu' : 'wasm';
const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });

declare global {
  var wllamaWrites: typeof Wllama.wllamaWrites;
  var bench: (call: Call) => Promise<unknown>;
}

/** One call at a time. */
globalThis.bench = (call) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => ('error' in data ? reject(new Error(data.error)) : resolve(data.out));
    worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be started'));
    worker.postMessage({ ...call, device } satisfies Asked);
  });

/** On the page: it makes workers of its own. Only then is it fetched. */
globalThis.wllamaWrites = async (...asked) => (await import('./wllama')).wllamaWrites(...asked);
