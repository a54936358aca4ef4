/**
 * The one ONNX Runtime. transformers.js imports the same module, so there is one frontend in the bundle;
 * which of ORT's binaries it drives is chosen here, per device, before the first session:
 * the plain build for the CPU (the asyncify build is 2.5 times slower there), the asyncify build for WebGPU.
 * Both are served from our own origin; ORT's default is a CDN.
 */
import * as ort from 'onnxruntime-web/webgpu';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { LabError } from '../src/error';
import type { Device } from '../src/protocol';

export { ort };

let chosen: Device | null = null;

/** Picks the binary. A worker can hold only one: asking for the other later throws `worker-has-other-runtime` (the page then starts a fresh worker). */
export function startRuntime(device: Device): void {
  if (chosen === device) return;
  if (chosen) {
    throw new LabError('worker-has-other-runtime', `This worker already runs ${chosen}.`, 'Unload the model first; that starts a new worker.');
  }
  chosen = device;
  const absolute = (url: string) => new URL(url, import.meta.url).href;
  ort.env.wasm.wasmPaths = device === 'wasm' ? { mjs: absolute(plainMjs), wasm: absolute(plainWasm) } : { mjs: absolute(asyncifyMjs), wasm: absolute(asyncifyWasm) };
  ort.env.wasm.numThreads = device === 'wasm' ? wasmThreads() : 1;
  ort.env.logLevel = 'error';
}

/** ORT's own default is half the cores, which is one thread on a two-core laptop. Without cross-origin isolation there are no threads at all. */
export const wasmThreads = (): number => (globalThis.crossOriginIsolated ? Math.min(8, Math.max(1, navigator.hardwareConcurrency)) : 1);
