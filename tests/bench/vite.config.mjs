/** Builds the bench page with the settings of the lab's own page, into test-results. */
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import lab from '../../vite.config.ts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default mergeConfig(lab, {
  root: here('.'),
  publicDir: here('../../public'),
  build: { outDir: here('../../test-results/bench-page'), emptyOutDir: true },
  logLevel: 'warn',
});
