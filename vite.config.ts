/** Builds the page and its worker. One ONNX Runtime: see ARCHITECTURE.md, "One runtime". */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { readFileSync } from 'node:fs';

/** Without these two headers there is no SharedArrayBuffer, and so no WASM threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** What src/ui/model/program.ts reads, until the sizes are known. */
const PLACE = 'bytes of the program';
const PARTS = {
  worker: /\/model\.worker-[^/]*\.js$/,
  plain: /\/ort-wasm-simd-threaded-[^/]*\.(mjs|wasm)$/,
  jspi: /\.jspi-[^/]*\.(mjs|wasm)$/,
  asyncify: /\.asyncify-[^/]*\.(mjs|wasm)$/,
};

/** Writes the bytes of the worker and of ONNX Runtime's builds into the page, which says them before a load. */
const programBytes: Plugin = {
  name: 'program-bytes',
  config: (_, { command }) => ({ define: { __PROGRAM__: command === 'build' ? JSON.stringify(PLACE) : '"{}"' } }),
  generateBundle(_, bundle) {
    // The bench builds a page without this button.
    if (!Object.values(bundle).some((file) => file.type === 'chunk' && file.code.includes(PLACE))) return;
    const sizeOf = (file: (typeof bundle)[string]): number => Buffer.byteLength(file.type === 'chunk' ? file.code : file.source);
    const of = (name: RegExp): number =>
      Object.values(bundle).reduce((sum, file) => sum + (name.test(`/${file.fileName}`) ? sizeOf(file) : 0), 0);
    const sizes = Object.fromEntries(Object.entries(PARTS).map(([part, name]) => [part, of(name)]));
    const empty = Object.entries(sizes)
      .filter(([, size]) => size === 0)
      .map(([part]) => part);
    if (empty.length > 0) this.error(`no file of the build is ${empty.join(', ')}: see PARTS in vite.config.ts`);
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replace(PLACE, JSON.stringify(sizes).replaceAll('"', '\\"'));
  },
};

/** Where the page will stand, as LAB_URL=https://lab.example/ says: sites that show a shared link want its picture by a whole address. */
const sharedPicture: Plugin = {
  name: 'shared-picture',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => (process.env.LAB_URL ? html.replace('./og.png', new URL('og.png', process.env.LAB_URL).href) : html),
  },
};

export default defineConfig({
  base: './',
  plugins: [react(), programBytes, sharedPicture],
  define: { __VERSION__: JSON.stringify(version) },
  // The condition picks ORT's frontend without its embedded wasm loader: workers/device/runtime.ts serves the binaries from our own origin.
  // One frontend for transformers.js and for us, the one that can read weights from Blobs piece by piece: see workers/device/runtime.ts.
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
