/** Unit tests: Node, no browser, no network. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __VERSION__: '"test"', __PROGRAM__: '"{}"' },
  // Workers run here on ORT's build for Node, the same kernels as in the browser's plain WASM build.
  resolve: { alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web' } },
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
