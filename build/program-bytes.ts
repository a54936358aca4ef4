/** Writes the bytes of the worker and of ONNX Runtime's builds into the page, which says them before a load. */
import type { Plugin } from 'vite';

/** What src/ui/model/program.ts reads, until the sizes are known. */
const PLACE = 'bytes of the program';
const PARTS = {
  worker: /\/model\.worker-[^/]*\.js$/,
  plain: /\/ort-wasm-simd-threaded-[^/]*\.(mjs|wasm)$/,
  jspi: /\.jspi-[^/]*\.(mjs|wasm)$/,
  asyncify: /\.asyncify-[^/]*\.(mjs|wasm)$/,
};

export const programBytes: Plugin = {
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
    if (empty.length > 0) this.error(`no file of the build is ${empty.join(', ')}: see PARTS in build/program-bytes.ts`);
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replace(PLACE, JSON.stringify(sizes).replaceAll('"', '\\"'));
  },
};
