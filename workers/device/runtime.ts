/**
 * The one ONNX Runtime. transformers.js imports the same module, so there is one frontend in the bundle (vite.config.ts aliases it to the
 * JSPI one); which of ORT's binaries it drives is chosen here, per device, before the first session:
 * the plain build for the CPU (the asyncify build is 2.5 times slower there), for WebGPU the JSPI build where the browser
 * has JSPI (it reads weights from Blobs range by range instead of holding them in memory), else the asyncify build.
 * All are served from our own origin; ORT's default is a CDN.
 */
import * as ort from 'onnxruntime-web/webgpu';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { LabError } from '../../src/error';
import type { Device } from '../../src/protocol';
import { t } from '../../src/language/t';

export { ort };

export type Build = 'plain' | 'jspi' | 'asyncify';

const FILES: Record<Build, { mjs: string; wasm: string }> = {
  plain: { mjs: plainMjs, wasm: plainWasm },
  jspi: { mjs: jspiMjs, wasm: jspiWasm },
  asyncify: { mjs: asyncifyMjs, wasm: asyncifyWasm },
};

const hasJspi = 'Suspending' in WebAssembly;
// The frontend refuses to start without the name, whichever binary it is given; the other two binaries never use it.
if (!hasJspi) Object.defineProperty(WebAssembly, 'Suspending', { value: undefined });

let chosen: Build | null = null;

/**
 * Picks the binary. A worker can hold only one: asking for another later throws `worker-has-other-runtime` (the page then starts a fresh
 * worker).
 */
export function startRuntime(device: Device): Build {
  const build: Build = device === 'wasm' ? 'plain' : hasJspi ? 'jspi' : 'asyncify';
  if (chosen === build) return build;
  if (chosen) {
    throw new LabError(
      'worker-has-other-runtime',
      t`This worker already runs ONNX Runtime's ${chosen} build.`,
      t`Unload the model first; that starts a new worker.`,
    );
  }
  chosen = build;
  const absolute = (url: string) => new URL(url, import.meta.url).href;
  ort.env.wasm.wasmPaths = { mjs: absolute(FILES[build].mjs), wasm: absolute(FILES[build].wasm) };
  ort.env.wasm.numThreads = device === 'wasm' ? wasmThreads() : 1;
  ort.env.logLevel = 'error';
  return build;
}

/**
 * Whether the chosen binary can be had: from the browser's cache, or from the page's server. Asked only after ONNX Runtime has failed to
 * start, because it says the same of a binary that never arrived as of many other things.
 */
export async function runtimeThere(): Promise<boolean> {
  const { wasmPaths } = ort.env.wasm as { wasmPaths?: { mjs: string; wasm: string } };
  const there = async (url: string) => {
    const answer = await fetch(url, { cache: 'force-cache' });
    await answer.body?.cancel(); // The headers tell enough.
    return answer.ok;
  };
  return wasmPaths
    ? Promise.all([wasmPaths.mjs, wasmPaths.wasm].map(there)).then(
        (all) => all.every(Boolean),
        () => false,
      )
    : true;
}

/**
 * ORT's own default is half the cores, which is one thread on a two-core laptop. Without cross-origin isolation there are no threads at
 * all.
 */
export const wasmThreads = (): number => (globalThis.crossOriginIsolated ? Math.min(8, Math.max(1, navigator.hardwareConcurrency)) : 1);
