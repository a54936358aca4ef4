/** Builds the page and its worker. One ONNX Runtime: see ARCHITECTURE.md, "One runtime". */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { readFileSync } from 'node:fs';

/** Without these two headers there is no SharedArrayBuffer, and so no WASM threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  base: './',
  plugins: [react()],
  define: { __VERSION__: JSON.stringify(version) },
  // The condition picks ORT's frontend without its embedded wasm loader: workers/runtime.ts serves the binaries from our own origin.
  // One frontend for transformers.js and for us, the one that can read weights from Blobs piece by piece: see workers/runtime.ts.
  resolve: {
    alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/jspi' },
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: { format: 'es' },
  build: { target: 'esnext', chunkSizeWarningLimit: 1200 },
  server: { headers: isolation },
  preview: { headers: isolation },
  optimizeDeps: { exclude: ['onnxruntime-web', '@huggingface/transformers'] },
});
