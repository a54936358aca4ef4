/** Builds the bench page with the settings of the lab's own page, but for what keeps the page on the disk, into test-results. */
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import { OFFLINE } from '../../build/offline.ts';
import lab from '../../vite.config.ts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const plugins = lab.plugins.flat().filter(({ name }) => !name.startsWith(OFFLINE));

export default mergeConfig(
  { ...lab, plugins },
  {
    root: here('.'),
    publicDir: here('../../public'),
    build: { outDir: here('../../test-results/bench-page'), emptyOutDir: true },
    logLevel: 'warn',
  },
);
