/**
 * Builds the bench page with the settings of the lab's own page, but for what keeps the page on the disk and what sees that licences are
 * named: it goes to nobody, and has peers in it. Into test-results.
 */
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import { OFFLINE } from '../../build/offline.ts';
import { ISOLATION } from '../../src/sw/isolated.ts';
import lab from '../../vite.config.ts';

/** Who sees that licences are named, and the policy of the page: llama.cpp's worker is made from a Blob, which that refuses. */
const LAB_ONLY = ['licences-named', 'content-security-policy'];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const plugins = lab.plugins.flat().filter(({ name }) => !name.startsWith(OFFLINE) && !LAB_ONLY.includes(name));

/** The GGUF file that EIA_BENCH_GGUF names, as a file of this server: sent by Playwright a file of a hundred megabytes ends the page. */
const gguf = {
  name: 'bench-gguf',
  configurePreviewServer({ middlewares }) {
    middlewares.use('/peer.gguf', (_, response) => createReadStream(process.env.EIA_BENCH_GGUF).pipe(response));
  },
};

export default mergeConfig(
  { ...lab, plugins: [...plugins, gguf], preview: { headers: ISOLATION } },
  {
    root: here('.'),
    publicDir: here('../../public'),
    build: { outDir: here('../../test-results/bench-page'), emptyOutDir: true },
    logLevel: 'warn',
  },
);
