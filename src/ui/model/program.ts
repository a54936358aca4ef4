/** What a load fetches beside the model: the worker and a build of ONNX Runtime, from the server of the page. */
import type { ModelChoice } from '../../protocol';

declare global {
  /** JSON of `Program`, written by the build (vite.config.ts); without a build it is `{}`. */
  const __PROGRAM__: string;
}

/** Bytes. */
export interface Program {
  worker: number;
  plain: number;
  jspi: number;
  asyncify: number;
}

/** Whether the browser can run on graphics, and with JSPI: as workers/device/runtime.ts sees it. */
export interface Browser {
  gpu: boolean;
  jspi: boolean;
}

/**
 * The most that a load on this device fetches of the program; null where nobody has counted. What the browser has in its cache is not
 * fetched again.
 */
export function programBytes(
  { worker, plain, jspi, asyncify }: Partial<Program>,
  device: ModelChoice['device'],
  browser: Browser,
): number | null {
  if (worker === undefined || plain === undefined || jspi === undefined || asyncify === undefined) return null;
  const onGpu = browser.jspi ? jspi : asyncify;
  const runtime = device === 'wasm' || (device === 'auto' && !browser.gpu) ? plain : device === 'webgpu' ? onGpu : Math.max(plain, onGpu);
  return worker + runtime;
}

/** The same for this page in this browser. */
export const programHere = (device: ModelChoice['device']): number | null =>
  programBytes(JSON.parse(__PROGRAM__) as Partial<Program>, device, { gpu: 'gpu' in navigator, jspi: 'Suspending' in WebAssembly });
