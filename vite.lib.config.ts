/** Builds src/graph as a package of its own into dist-lib: `npm run build:lib`. */
import { defineConfig } from 'vite';
import { ENTRY, NEEDS, packaged } from './build/library.ts';

export default defineConfig({
  publicDir: false,
  plugins: [packaged(import.meta.dirname)],
  build: {
    target: 'es2022',
    outDir: 'dist-lib',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: { external: NEEDS.map((name) => new RegExp(`^${name}(/|$)`)) },
    lib: { entry: ENTRY, formats: ['es'], fileName: 'index' },
  },
});
