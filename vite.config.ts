/** Builds the page and its worker. One ONNX Runtime: see ARCHITECTURE.md, "One runtime". */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { readFileSync } from 'node:fs';
import { csp, PAGE_POLICY } from './build/csp.ts';
import { languages } from './build/languages.ts';
import { allNamed, licences } from './build/licences.ts';
import { offline } from './build/offline.ts';
import { programBytes } from './build/program-bytes.ts';
import { sharedPicture } from './build/shared-picture.ts';
import { ISOLATION } from './src/sw/isolated.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  base: './',
  plugins: [
    react(),
    programBytes,
    sharedPicture,
    csp,
    licences(import.meta.dirname),
    allNamed(import.meta.dirname),
    offline(import.meta.dirname),
  ],
  define: { __VERSION__: JSON.stringify(version), __LANGUAGES__: JSON.stringify(JSON.stringify(languages(import.meta.dirname))) },
  // The condition picks ORT's frontend without its embedded wasm loader: workers/device/runtime.ts serves the binaries from our own origin.
  // One frontend for transformers.js and for us, the one that can read weights from Blobs piece by piece: see workers/device/runtime.ts.
  resolve: {
    alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/jspi' },
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: { format: 'es', plugins: () => [allNamed(import.meta.dirname)] },
  build: { target: 'esnext', chunkSizeWarningLimit: 1200 },
  server: { headers: ISOLATION },
  // With the policy as a header the workers have it, too.
  preview: { headers: { ...ISOLATION, 'Content-Security-Policy': PAGE_POLICY } },
  optimizeDeps: { exclude: ['onnxruntime-web', '@huggingface/transformers'] },
});
